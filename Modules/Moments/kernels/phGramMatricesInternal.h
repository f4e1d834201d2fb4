// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phGramMatricesInternal_h
#define phGramMatricesInternal_h

#include "phMatrixKernelsInternal.h"
#include "phExecutor.h"
#include "phFeatureColumnsInternal.h"
#include "phScratchPool.h"

#include <algorithm>
#include <memory>

namespace phaseharmonics
{
/** Evaluates the Gram matrices of one level over tiles of pixels, and their gradient. */
template <typename T>
class GramMatrices
{
public:
  using Complex = std::complex<T>;
  using Maps = typename FeatureColumns<T>::Maps;
  using Means = typename FeatureColumns<T>::Means;

  GramMatrices(const GramPlan::Level & level, std::size_t pixels, unsigned int numberOfPhases)
    : m_Level(level)
    , m_Pixels(pixels)
    , m_NumberOfPhases(numberOfPhases)
    , m_Tile(TileFor(level.numberOfColumns, pixels))
    , m_NumberOfTiles((pixels + m_Tile - 1) / m_Tile)
    , m_NumberOfChunks(std::min<std::size_t>(m_NumberOfTiles, MaximumNumberOfChunks))
    , m_Partial(m_NumberOfChunks)
    , m_Columns(2 * m_Tile * level.numberOfColumns)
    , m_Products(level.numberOfCells)
    , m_Kernels(GetMatrixKernels<T>())
  {}

  std::size_t
  NumberOfChunks() const
  {
    return m_NumberOfChunks;
  }
  std::size_t
  Pixels() const
  {
    return m_Pixels;
  }
  const GramPlan::Level &
  GetLevel() const
  {
    return m_Level;
  }

  /** Sums of products over the tiles of one chunk. */
  void
  ComputeChunk(std::size_t chunk, const std::vector<Maps> & maps, const Means & means)
  {
    std::vector<double> & sums = m_Partial[chunk];
    sums.assign(m_Level.numberOfCells, 0.0);
    auto                    columns = m_Columns.Acquire();
    auto                    products = m_Products.Acquire();
    const FeatureColumns<T> features(m_Level, m_Tile, m_NumberOfPhases);
    this->ForEachTile(chunk, [&](std::size_t begin, std::size_t count) {
      features.Fill(maps, means, begin, count, columns.data());
      for (const GramPlan::Matrix & m : m_Level.matrices)
      {
        m_Kernels.innerProducts(columns.data() + m.leftColumn * m_Tile,
                                m_Tile,
                                m.leftCount,
                                columns.data() + m.rightColumn * m_Tile,
                                m_Tile,
                                m.rightCount,
                                m_Tile,
                                products.data() + m.cell);
      }
      for (std::size_t c = 0; c < sums.size(); ++c)
      {
        sums[c] += products.data()[c];
      }
    });
  }

  /** Means over pixels, from the chunks in fixed order. */
  void
  Reduce(std::vector<double> & cells) const
  {
    cells.assign(m_Level.numberOfCells, 0.0);
    for (const auto & partial : m_Partial)
    {
      for (std::size_t c = 0; c < cells.size(); ++c)
      {
        cells[c] += partial[c];
      }
    }
    for (double & cell : cells)
    {
      cell /= static_cast<double>(m_Pixels);
    }
  }

  /** `cellGradients` is dL/dcell of the means over pixels. `finish(begin, count, features, columnGradients)` is called
   *  for every tile of the chunk; the tile's maps are not read any more. */
  template <typename TFinish>
  void
  ComputeGradientChunk(std::size_t               chunk,
                       const std::vector<Maps> & maps,
                       const Means &             means,
                       const AlignedBuffer<T> &  cellGradients,
                       const TFinish &           finish)
  {
    auto                    buffer = m_Columns.Acquire();
    T * const               columns = buffer.data();
    T * const               columnGradients = columns + m_Tile * m_Level.numberOfColumns;
    const FeatureColumns<T> features(m_Level, m_Tile, m_NumberOfPhases);
    this->ForEachTile(chunk, [&](std::size_t begin, std::size_t count) {
      features.Fill(maps, means, begin, count, columns);
      std::fill_n(columnGradients, m_Tile * m_Level.numberOfColumns, T(0));
      for (const GramPlan::Matrix & m : m_Level.matrices)
      {
        const T * const g = cellGradients.data() + m.cell;
        const T * const left = columns + m.leftColumn * m_Tile;
        const T * const right = columns + m.rightColumn * m_Tile;
        m_Kernels.addCombinations(
          right, m_Tile, m.rightCount, g, columnGradients + m.leftColumn * m_Tile, m_Tile, m.leftCount, m_Tile);
        m_Kernels.addCombinationsTransposed(
          left, m_Tile, m.leftCount, g, columnGradients + m.rightColumn * m_Tile, m_Tile, m.rightCount, m_Tile);
      }
      finish(begin, count, features, columnGradients);
    });
  }

  std::size_t
  Tile() const
  {
    return m_Tile;
  }

  /** Scratch of one thread. */
  std::size_t
  ScratchInBytes() const
  {
    return (2 * m_Tile * m_Level.numberOfColumns + m_Level.numberOfCells) * sizeof(T);
  }

private:
  static constexpr std::size_t MaximumNumberOfChunks = 16;

  // The columns of a tile and their gradients stay in a second-level cache.
  static std::size_t
  TileFor(std::size_t columns, std::size_t pixels)
  {
    const std::size_t budget = 256 * 1024 / sizeof(T);
    const std::size_t tile = std::clamp<std::size_t>(budget / std::max<std::size_t>(columns, 1), 128, 4096);
    return std::min(tile, pixels + 15) / 16 * 16;
  }

  template <typename TBody>
  void
  ForEachTile(std::size_t chunk, const TBody & body) const
  {
    const std::size_t first = chunk * m_NumberOfTiles / m_NumberOfChunks;
    const std::size_t last = (chunk + 1) * m_NumberOfTiles / m_NumberOfChunks;
    for (std::size_t tile = first; tile < last; ++tile)
    {
      const std::size_t begin = tile * m_Tile;
      body(begin, std::min(m_Tile, m_Pixels - begin));
    }
  }

  const GramPlan::Level &          m_Level;
  std::size_t                      m_Pixels;
  unsigned int                     m_NumberOfPhases;
  std::size_t                      m_Tile;
  std::size_t                      m_NumberOfTiles;
  std::size_t                      m_NumberOfChunks;
  std::vector<std::vector<double>> m_Partial;
  ScratchPool<T>                   m_Columns;
  ScratchPool<T>                   m_Products;
  const MatrixKernels<T> &         m_Kernels;
};
} // namespace phaseharmonics

#endif
