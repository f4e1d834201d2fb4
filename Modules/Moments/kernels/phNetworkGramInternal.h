// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phNetworkGramInternal_h
#define phNetworkGramInternal_h

#include "phMatrixKernelsInternal.h"
#include "phNetworkKernelsInternal.h"
#include "phNetworkMapsInternal.h"
#include "phScratchPool.h"

#include <vector>

namespace phaseharmonics
{
/** Means of the products of all pairs of features of one layer, and their gradient, over tiles of pixels. */
template <typename T>
class NetworkGram
{
public:
  NetworkGram(std::size_t pixels, std::size_t features);

  /** The mean of features a <= b is number b (b + 1) / 2 + a. */
  std::vector<double>
  Compute(const NetworkMaps<T> & features, const Executor & executor);

  /** Replaces the features by the gradient of what they rectify: where they are positive, sum_b weights(a, b) F_b, of a
   *  symmetric matrix of weights, plus their gradient through the next layer, if any. */
  void
  ReplaceByGradient(const AlignedBuffer<T> & weights,
                    const NetworkMaps<T> *   nextGradient,
                    NetworkMaps<T> &         features,
                    const Executor &         executor);

  std::size_t
  SizeInBytes() const;
  double
  Flops() const;

private:
  /** Columns of a tile, rounded up to whole vectors by zeros. */
  std::size_t
  FillTile(const NetworkMaps<T> & features, std::size_t tile, T * columns) const;
  std::size_t
  BeginOfTile(std::size_t tile) const
  {
    return tile * m_Tile;
  }
  std::size_t
  PixelsOfTile(std::size_t tile) const;

  std::size_t                      m_Pixels;
  std::size_t                      m_Features;
  std::size_t                      m_Tile;
  std::size_t                      m_NumberOfTiles;
  std::size_t                      m_NumberOfChunks;
  std::size_t                      m_Stride;
  ScratchPool<T>                   m_Scratch;
  std::vector<std::vector<double>> m_Partial; // of each chunk of tiles
};
} // namespace phaseharmonics

#endif
