// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phGramMatricesInternal_h
#define phGramMatricesInternal_h

#include "phExecutor.h"
#include "phFeatureColumnsInternal.h"
#include "phScratchPool.h"

#include <Eigen/Core>

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
    auto              columns = m_Columns.Acquire();
    auto              products = m_Products.Acquire();
    FeatureColumns<T> features(m_Level, m_Tile, m_NumberOfPhases);
    this->ForEachTile(chunk, [&](std::size_t begin, std::size_t count) {
      features.Fill(maps, means, begin, count, columns.data());
      for (const GramPlan::Matrix & m : m_Level.matrices)
      {
        MatrixMap cells(products.data() + m.cell, Index(m.leftCount), Index(m.rightCount));
        cells.noalias() = this->Columns(columns.data(), m.leftColumn, m.leftCount).transpose() *
                          this->Columns(columns.data(), m.rightColumn, m.rightCount);
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

  /** Gradient maps that a chunk writes: of complex coefficients or of real maps, for each group. */
  struct GradientMaps
  {
    Complex *   coefficients{ nullptr };
    T *         real{ nullptr };
    std::size_t stride{ 0 };
    bool        isFirstOfMaps{ true }; // the first group that writes these maps overwrites them
  };

  /** `cellGradients` is dL/dcell of the means over pixels. */
  void
  ComputeGradientChunk(std::size_t                       chunk,
                       const std::vector<Maps> &         maps,
                       const Means &                     means,
                       const std::vector<T> &            cellGradients,
                       const std::vector<GradientMaps> & gradients)
  {
    auto              buffer = m_Columns.Acquire();
    T * const         columns = buffer.data();
    T * const         columnGradients = columns + m_Tile * m_Level.numberOfColumns;
    FeatureColumns<T> features(m_Level, m_Tile, m_NumberOfPhases);
    this->ForEachTile(chunk, [&](std::size_t begin, std::size_t count) {
      features.Fill(maps, means, begin, count, columns);
      std::fill_n(columnGradients, m_Tile * m_Level.numberOfColumns, T(0));
      for (const GramPlan::Matrix & m : m_Level.matrices)
      {
        const ConstMatrixMap g(cellGradients.data() + m.cell, Index(m.leftCount), Index(m.rightCount));
        this->Columns(columnGradients, m.leftColumn, m.leftCount).noalias() +=
          this->Columns(columns, m.rightColumn, m.rightCount) * g.transpose();
        this->Columns(columnGradients, m.rightColumn, m.rightCount).noalias() +=
          this->Columns(columns, m.leftColumn, m.leftCount) * g;
      }
      for (std::size_t g = 0; g < m_Level.groups.size(); ++g)
      {
        const GramPlan::Group & group = m_Level.groups[g];
        for (std::size_t map = 0; map < group.numberOfMaps; ++map)
        {
          const std::size_t offset = map * gradients[g].stride + begin;
          if (gradients[g].real != nullptr)
          {
            std::copy_n(columnGradients + (group.column + map) * m_Tile, count, gradients[g].real + offset);
            continue;
          }
          Complex * const out = gradients[g].coefficients + offset;
          if (gradients[g].isFirstOfMaps)
          {
            std::fill_n(out, count, Complex{});
          }
          features.AddGradient(
            group, map, maps[g].coefficients + map * maps[g].stride + begin, columnGradients, count, out);
        }
      }
    });
  }

private:
  using Matrix = Eigen::Matrix<T, Eigen::Dynamic, Eigen::Dynamic>;
  using MatrixMap = Eigen::Map<Matrix>;
  using ConstMatrixMap = Eigen::Map<const Matrix>;

  static constexpr std::size_t MaximumNumberOfChunks = 16;

  static Eigen::Index
  Index(std::size_t i)
  {
    return static_cast<Eigen::Index>(i);
  }

  // The columns of a tile and their gradients stay in a second-level cache.
  static std::size_t
  TileFor(std::size_t columns, std::size_t pixels)
  {
    const std::size_t budget = 256 * 1024 / sizeof(T);
    const std::size_t tile = std::clamp<std::size_t>(budget / std::max<std::size_t>(columns, 1), 128, 4096);
    return std::min(tile, pixels + 15) / 16 * 16;
  }

  MatrixMap
  Columns(T * data, std::size_t first, std::size_t count) const
  {
    return { data + first * m_Tile, Index(m_Tile), Index(count) };
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
};
} // namespace phaseharmonics

#endif
