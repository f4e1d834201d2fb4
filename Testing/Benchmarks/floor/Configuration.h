// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef Configuration_h
#define Configuration_h

#include "phMomentSet.h"
#include "phWaveletBankOptions.h"

#include "Report.h"

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace phaseharmonics_benchmark
{
/** The moments whose cost is asked for. */
struct Configuration
{
  std::vector<std::size_t> size{ 256, 256 };
  unsigned int             scales{ 5 };
  unsigned int             orientations{ 8 };
  std::string              model{ "C" };
  unsigned int             scaleRange{ 1 };
  bool                     usesFullGrid{ false };

  phaseharmonics::Grid
  GetGrid() const;
  phaseharmonics::WaveletBankOptions
  GetBankOptions() const;
  phaseharmonics::MomentSet
  GetMomentSet() const;

  /** "256×256, J = 5, L = 8, model C with scale range 1, 4,489 moments" */
  std::string
  Describe() const;
  void
  ReportTo(phaseharmonics_examples::Report & report) const;
};

/** --size, --scales, --orientations, --model, --scale-range, --full-grid. */
void
AddConfigurationOptions(CLI::App & app, Configuration & configuration);
} // namespace phaseharmonics_benchmark

#endif
