// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef ReconstructionOptions_h
#define ReconstructionOptions_h

#include "BankOptions.h"
#include "InputOptions.h"

#include <string>

namespace phaseharmonics_examples
{
struct ReconstructionOptions
{
  InputOptions input;
  std::string  output;
  BankOptions  bank;
  unsigned int scaleRange{ 2 };
  bool         isRich{ false };
  unsigned int restarts{ 0 };
  unsigned int iterations{ 0 };
  unsigned int finalRounds{ 0 };
  double       range{ 0.0 };
  unsigned int seed{ 0 };
  std::string  checkpoint;
  std::string  picture;
  std::string  report;
};

/** Defaults are those of the filter. */
void
AddReconstructionOptions(CLI::App & app, ReconstructionOptions & options);
} // namespace phaseharmonics_examples

#endif
