// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef EncodeOptions_h
#define EncodeOptions_h

#include "BankOptions.h"
#include "phScatteringOptions.h"

#include <string>
#include <vector>

namespace phaseharmonics_examples
{
struct EncodeOptions
{
  std::vector<std::string> paths; // inputs, then the output
  BankOptions              bank;
  unsigned int             order{ 1 };
  unsigned int             phases{ 4 };
  unsigned int             oversampling{ 1 };
  std::string              subsampling{ "crop" };
  std::string              boundary{ "periodic" };
  std::string              variant{ "none" };
  double                   epsilon{ 1e-6 };
  unsigned int             threads{ 0 };
  std::string              picture;
  std::string              report;

  std::vector<std::string>
  Inputs() const
  {
    return { paths.begin(), paths.end() - 1 };
  }
  const std::string &
  Output() const
  {
    return paths.back();
  }

  /** The options for images of a size; spacing is that of the first image. */
  phaseharmonics::ScatteringOptions
  ForImages(const phaseharmonics::Grid & grid, const std::array<double, 3> & spacing) const;
};

void
AddEncodeOptions(CLI::App & app, EncodeOptions & options);
} // namespace phaseharmonics_examples

#endif
