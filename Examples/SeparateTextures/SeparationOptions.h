// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef SeparationOptions_h
#define SeparationOptions_h

#include "InputOptions.h"

#include <array>
#include <string>

namespace phaseharmonics_examples
{
/** Of two files or names, the first is that of part A. */
using Pair = std::array<std::string, 2>;

struct SeparationOptions
{
  InputOptions input;
  Pair         outputs;
  Pair         dictionaries;
  Pair         truths;
  std::string  added;
  Pair         examples;
  double       lambda{ 0.0 };
  double       lambdaRatio{ 0.2 };
  /** 0: a quarter of an atom. */
  unsigned int stride{ 0 };
  bool         centersPatches{ false };
  std::string  residual{ "neither" };
  std::string  picture;
  std::string  report;
};

void
AddSeparationOptions(CLI::App & app, SeparationOptions & options);
} // namespace phaseharmonics_examples

#endif
