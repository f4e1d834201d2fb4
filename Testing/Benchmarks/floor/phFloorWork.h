// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phFloorWork_h
#define phFloorWork_h

#include "phMomentSet.h"
#include "phWaveletBankOptions.h"

#include <vector>

namespace phaseharmonics_benchmark
{
enum class Direction : unsigned char
{
  Forward,  // from an image to numbers: analysis, value
  Backward, // from derivatives of the numbers to an image
  Both      // value and gradient
};

/** What no way of computing bands or moments of an image by Fourier transforms can do without. */
struct FloorWork
{
  struct Bands
  {
    phaseharmonics::Grid grid;
    std::size_t          count;
  };

  phaseharmonics::Grid image;               // one real transform in each direction
  std::vector<Bands>   bands;               // one complex transform of each band in each direction, on its own grid
  double               productFlops{ 0.0 }; // forward; the gradient takes twice as many
  std::size_t          numberOfProducts{ 0 };

  std::size_t
  NumberOfBandPixels() const;

  /** Transforms in both directions, counted in transforms of the whole image. */
  double
  NumberOfFullSizeTransforms() const;

  double
  ProductFlops(Direction direction) const;

  /** Bytes that products read and write when maps outgrow the caches: coefficients once in each direction, and their
   *  gradient. What transforms move is part of their time. */
  double
  TrafficBytes(Direction direction, std::size_t bytesOfReal) const;

  /** Bytes of the coefficients, and with a gradient of theirs. */
  double
  MapBytes(Direction direction, std::size_t bytesOfReal) const;
};

/** All bands of a bank, and no moments. */
FloorWork
CountBandWork(const phaseharmonics::Grid & grid, const phaseharmonics::WaveletBankOptions & options);

/** Bands that occur in nonlinear moments, and the products of their maps at equal positions.
 *
 *  A product is that of a real or imaginary part with another one, once for all covariances and pseudo-covariances that
 *  need it: 2 flops a pixel on the grid of its pair. A pair within a scale has the grid of the scale, |z| with a
 * coarser scale the grid of the latter, [z]^k, k >= 1, with a coarser scale a grid on which the finer scale is exact.
 * Moments of linear features need the power spectrum only and cost nothing here; neither do moduli and phases of
 * pixels. */
FloorWork
CountMomentWork(const phaseharmonics::Grid &               grid,
                const phaseharmonics::WaveletBankOptions & options,
                const phaseharmonics::MomentSet &          set);
} // namespace phaseharmonics_benchmark

#endif
