// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phMomentBootstrap_h
#define phMomentBootstrap_h

#include "phExecutor.h"
#include "phMoments.h"

#include <cstdint>
#include <vector>

namespace phaseharmonics
{
struct MomentBootstrapOptions
{
  unsigned int  replicates{ 199 };
  std::uint64_t seed{ 0 };
  /** Blocks along each axis. 0 chooses them twice as wide as the coarsest wavelets, but 4 to 16 along an axis; 8 to 256
   *  of series, 3 to 8 of volumes. */
  std::size_t blocksPerAxis{ 0 };
};

/** Standard errors of moments: of complex numbers the root of the mean squared modulus of their fluctuation. */
struct MomentErrors
{
  std::vector<double> means;       // of set.GetFeatures()
  std::vector<double> covariances; // of set.GetMoments(), divided as the normalization says
};

/** Bytes that the maps of an image take on the full grid. */
PhaseHarmonics_EXPORT std::size_t
                      MomentBootstrapBytes(const Moments & moments, std::size_t bytesOfReal);

/** Loops that EstimateMomentErrors runs for one image, for the progress of a caller; one more for all of them. */
constexpr unsigned int NumberOfLoopsOfMomentBootstrap = 2;

/** Standard errors by a bootstrap of blocks of pixels of the images that the moments are of: replicates draw as many
 *  blocks as there are, with replacement, and their moments are about their own means, and divided by their own
 *  deviations when normalized. Moments that are correlated over more than a block get too small an error.
 *
 *  Throws std::invalid_argument without replicates or images, and for fewer than two blocks. */
template <typename T>
PhaseHarmonics_EXPORT MomentErrors
EstimateMomentErrors(const std::vector<const T *> & images,
                     const Moments &                moments,
                     MomentNormalization            normalization,
                     const MomentBootstrapOptions & options,
                     const Executor &               executor);
} // namespace phaseharmonics

#endif
