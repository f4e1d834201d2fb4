// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phSpectralPlanInternal_h
#define phSpectralPlanInternal_h

#include "phDenseFilterRowsInternal.h"
#include "phExecutor.h"
#include "phLagTableInternal.h"

#include <map>
#include <memory>
#include <tuple>

namespace phaseharmonics
{
/** Covariances of linear features sorted by what they share: products of two scales at lag 0, and pairs of filters with
 *  tables of lags. */
template <typename T, typename TRequest>
struct SpectralPlan
{
  using Matrix = Eigen::Matrix<T, Eigen::Dynamic, Eigen::Dynamic>;
  using Vector = Eigen::Matrix<T, Eigen::Dynamic, 1>;
  using DenseRows = DenseFilterRows<T>;

  struct Entry
  {
    std::size_t  request;
    Eigen::Index first;
    Eigen::Index second;
  };

  // All products of two scales at lag 0.
  struct Block
  {
    unsigned int       firstScale;
    unsigned int       secondScale;
    std::vector<Entry> entries;
    AlignedBuffer<T>   weights; // first directions x second directions
  };

  struct LaggedPair
  {
    unsigned int                      firstScale;
    unsigned int                      secondScale;
    Eigen::Index                      first;
    Eigen::Index                      second;
    std::size_t                       table;
    std::vector<std::size_t>          requests;
    std::vector<std::complex<double>> weights;
  };

  static constexpr std::size_t NumberOfChunks = 16;

  SpectralPlan(std::shared_ptr<const WaveletBank<T>> bank, const std::vector<TRequest> & requests)
    : m_Bank(std::move(bank))
    , m_NumberOfRequests(requests.size())
  {
    std::map<std::pair<unsigned int, unsigned int>, std::vector<std::size_t>> blocks;
    std::map<std::tuple<unsigned int, unsigned int>, std::map<std::array<Eigen::Index, 2>, std::vector<std::size_t>>>
      lagged;
    for (std::size_t i = 0; i < requests.size(); ++i)
    {
      const TRequest & request = requests[i];
      const auto       scales = std::make_pair(request.first.scale, request.second.scale);
      if (request.lag == Lag{ { 0, 0, 0 } })
      {
        blocks[scales].push_back(i);
      }
      else
      {
        lagged[scales][{ { this->Column(request.first, false), this->Column(request.second, request.pseudo) } }]
          .push_back(i);
      }
    }
    for (const auto & block : blocks)
    {
      Block b{ block.first.first, block.first.second, {}, {} };
      for (const std::size_t i : block.second)
      {
        b.entries.push_back(
          { i, this->Column(requests[i].first, false), this->Column(requests[i].second, requests[i].pseudo) });
      }
      b.weights = AlignedBuffer<T>(
        static_cast<std::size_t>(this->NumberOfColumns(b.firstScale) * this->NumberOfColumns(b.secondScale)));
      m_Blocks.push_back(std::move(b));
    }
    for (const auto & scales : lagged)
    {
      for (const auto & pair : scales.second)
      {
        LaggedPair p;
        p.firstScale = std::get<0>(scales.first);
        p.secondScale = std::get<1>(scales.first);
        p.first = pair.first[0];
        p.second = pair.first[1];
        p.requests = pair.second;
        std::vector<Lag> lags;
        for (const std::size_t i : pair.second)
        {
          lags.push_back(requests[i].lag);
        }
        const std::size_t width = this->Width(std::max(p.firstScale, p.secondScale));
        // Bands of a scale ask for the same lags and share one table.
        if (m_Tables.empty() || m_TableLags.back() != lags || m_TableWidths.back() != width)
        {
          m_Tables.push_back(LagTable<T>(m_Bank->GetGrid(), m_Bank->GetGrid(), width, lags));
          m_TableLags.push_back(lags);
          m_TableWidths.push_back(width);
        }
        p.table = m_Tables.size() - 1;
        p.weights.resize(lags.size());
        m_Pairs.push_back(std::move(p));
      }
    }
  }

  // Sum and difference of the product of two filters and of their opposites.
  Matrix
  Products(const LaggedPair & pair, const DenseRows & rows) const
  {
    return this->Products(pair.firstScale, pair.first, pair.secondScale, pair.second, rows);
  }
  Matrix
  Products(unsigned int      firstScale,
           Eigen::Index      firstColumn,
           unsigned int      secondScale,
           Eigen::Index      secondColumn,
           const DenseRows & rows) const
  {
    const auto   width = static_cast<Eigen::Index>(this->Width(std::max(firstScale, secondScale)));
    const auto & first = rows.Of(firstScale);
    const auto & second = rows.Of(secondScale);
    const Vector direct = first.col(firstColumn).head(width).cwiseProduct(second.col(secondColumn).head(width));
    const Vector opposite = first.col(this->Opposite(firstScale, firstColumn))
                              .head(width)
                              .cwiseProduct(second.col(this->Opposite(secondScale, secondColumn)).head(width));
    Matrix products(width, 2);
    products.col(0) = direct + opposite;
    products.col(1) = direct - opposite;
    return products;
  }

  Eigen::Index
  Column(const Harmonic & harmonic, bool pseudo) const
  {
    return static_cast<Eigen::Index>(harmonic.orientation) +
           (pseudo ? static_cast<Eigen::Index>(m_Bank->GetNumberOfOrientations()) : 0);
  }
  Eigen::Index
  NumberOfColumns(unsigned int scale) const
  {
    return DenseRows::NumberOfColumns(*m_Bank, scale);
  }
  Eigen::Index
  Opposite(unsigned int scale, Eigen::Index column) const
  {
    return DenseRows::Opposite(*m_Bank, scale, column);
  }
  std::size_t
  Width(unsigned int scale) const
  {
    return DenseRows::Width(*m_Bank, scale);
  }

  template <typename TBody>
  void
  ForEachChunkOfRows(const Executor & executor, const TBody & body) const
  {
    const std::size_t rows = m_Bank->GetGrid().size[1] * m_Bank->GetGrid().size[2];
    executor.ParallelFor(NumberOfChunks, [&](std::size_t chunk) {
      body(chunk, chunk * rows / NumberOfChunks, (chunk + 1) * rows / NumberOfChunks);
    });
  }

  std::shared_ptr<const WaveletBank<T>> m_Bank;
  std::size_t                           m_NumberOfRequests;
  std::vector<Block>                    m_Blocks;
  std::vector<LaggedPair>               m_Pairs;
  std::vector<LagTable<T>>              m_Tables;
  std::vector<std::vector<Lag>>         m_TableLags;
  std::vector<std::size_t>              m_TableWidths;
};
} // namespace phaseharmonics

#endif
