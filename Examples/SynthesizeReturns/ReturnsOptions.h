// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef ReturnsOptions_h
#define ReturnsOptions_h

#include "SeriesCommandLine.h"

#include <CLI/CLI.hpp>

#include <cstdint>
#include <string>

namespace phaseharmonics_examples
{
struct ReturnsOptions
{
  SeriesOptions       input;
  SeriesFigureOptions figures;
  std::string         output;
  std::string         written;
  unsigned int        samples{ 1 };
  std::size_t         length{ 0 };
  unsigned int        scales{ 0 };
  unsigned int        windows{ 8 };
  unsigned int        iterations{ 1000 };
  unsigned int        seed{ 0 };
  unsigned int        threads{ 0 };
  std::string         checkpoint;
  unsigned int        checkpointInterval{ 0 };
  std::string         picture;
  std::string         report;

  bool
  WritesPrices() const
  {
    return written.empty() ? input.prices : written == "prices";
  }
};

void
AddReturnsOptions(CLI::App & app, ReturnsOptions & options);
} // namespace phaseharmonics_examples

#endif
