// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phReconstructionCheckpoint_h
#define phReconstructionCheckpoint_h

#include "PhaseHarmonicsExport.h"

#include <cstddef>
#include <string>
#include <vector>

namespace phaseharmonics
{
/** Where one start of a reconstruction stands. */
struct ReconstructionStart
{
  std::vector<double> state; // in units of the target's deviation about its mean
  unsigned int        stages{ 0 };
  unsigned int        iterations{ 0 };
  unsigned int        evaluations{ 0 };
  double              energy{ 0.0 }; // that its last stage minimized
  double              loss{ 0.0 };   // sum of squared differences over that of the target's moments
};

/** Where a reconstruction stands between two blocks. */
struct ReconstructionCheckpoint
{
  /** All that the result depends on; a run goes on only from a file of the same description. */
  std::string                      description;
  std::vector<ReconstructionStart> starts;
  std::vector<std::size_t>         survivors;
};

/** HDF5 with attributes format = "ReconstructionCheckpoint" and version = 1; the file changes at once or not at all.
 *  Throws std::runtime_error. */
PhaseHarmonics_EXPORT void
WriteReconstructionCheckpoint(const std::string & path, const ReconstructionCheckpoint & checkpoint);

PhaseHarmonics_EXPORT ReconstructionCheckpoint
ReadReconstructionCheckpoint(const std::string & path);
} // namespace phaseharmonics

#endif
