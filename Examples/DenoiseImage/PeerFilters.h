// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef PeerFilters_h
#define PeerFilters_h

#include "Estimate.h"
#include "phGrid.h"

#include <vector>

namespace phaseharmonics_examples
{
/** Denoises by filters of ITK: median, curvature anisotropic diffusion, bilateral and, in 2-D, patch-based. Their
 *  parameters are those of a grid with the least error, which needs the truth: better than one could choose without.
 *  Images of 2 or 3 dimensions. */
std::vector<Estimate>
DenoiseByPeers(const std::vector<double> &  noisy,
               const std::vector<double> &  truth,
               const phaseharmonics::Grid & grid,
               double                       sigma);
} // namespace phaseharmonics_examples

#endif
