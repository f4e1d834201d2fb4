// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phSynthesisCheckpoint_h
#define phSynthesisCheckpoint_h

#include "PhaseHarmonicsExport.h"

#include <string>
#include <vector>

namespace phaseharmonics
{
/** Where a synthesis stands between two blocks of iterations. */
struct PhaseHarmonics_EXPORT SynthesisCheckpoint
{
  struct Sample
  {
    std::vector<double> state;
    unsigned int        iterations{ 0 };
    unsigned int        evaluations{ 0 };
    double              initialLoss{ 0.0 };
    double              loss{ 0.0 };
    bool                isFinished{ false };
  };

  /** All that the result depends on; a run goes on only from a file of the same description. */
  std::string         description;
  std::vector<Sample> samples;
};

/** HDF5 with attributes format = "SynthesisCheckpoint" and version = 1; the file changes at once or not at all. Throws
 *  std::runtime_error. */
PhaseHarmonics_EXPORT void
WriteSynthesisCheckpoint(const std::string & path, const SynthesisCheckpoint & checkpoint);

PhaseHarmonics_EXPORT SynthesisCheckpoint
ReadSynthesisCheckpoint(const std::string & path);
} // namespace phaseharmonics

#endif
