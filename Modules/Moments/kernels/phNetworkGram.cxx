// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phNetworkGramInternal.h"

#include <algorithm>

namespace phaseharmonics
{
namespace
{
constexpr std::size_t MaximumNumberOfChunks = 16;
constexpr std::size_t VectorLength = 16;
// Features whose products with those that follow are taken at a time; a smaller part of them is taken twice.
constexpr std::size_t FeaturesOfBlock = 16;

// The columns of a tile stay in a second-level cache; shorter ones spend their time on horizontal sums.
std::size_t
TileFor(std::size_t pixels, std::size_t features, std::size_t sizeOfValue)
{
  constexpr std::size_t cache = std::size_t{ 384 } << 10;
  const std::size_t     tile = std::clamp<std::size_t>(cache / (features * sizeOfValue), 512, 2048);
  return std::min(tile, pixels) / VectorLength * VectorLength + (tile > pixels ? VectorLength : 0);
}
} // namespace

template <typename T>
NetworkGram<T>::NetworkGram(std::size_t pixels, std::size_t features)
  : m_Pixels(pixels)
  , m_Features(features)
  , m_Tile(TileFor(pixels, features, sizeof(T)))
  , m_NumberOfTiles((pixels + m_Tile - 1) / m_Tile)
  , m_NumberOfChunks(std::min(m_NumberOfTiles, MaximumNumberOfChunks))
  , m_Stride(ColumnStride<T>(m_Tile))
  , m_Scratch(2 * features * m_Stride + features * FeaturesOfBlock)
  , m_Partial(m_NumberOfChunks)
{}

template <typename T>
std::size_t
NetworkGram<T>::PixelsOfTile(std::size_t tile) const
{
  return std::min(m_Tile, m_Pixels - this->BeginOfTile(tile));
}

template <typename T>
std::size_t
NetworkGram<T>::FillTile(const NetworkMaps<T> & features, std::size_t tile, T * columns) const
{
  const std::size_t pixels = this->PixelsOfTile(tile);
  const std::size_t rows = (pixels + VectorLength - 1) / VectorLength * VectorLength;
  for (std::size_t k = 0; k < m_Features; ++k)
  {
    T * const end = std::copy_n(features.Map(k) + this->BeginOfTile(tile), pixels, columns + k * m_Stride);
    std::fill_n(end, rows - pixels, T(0));
  }
  return rows;
}

template <typename T>
std::vector<double>
NetworkGram<T>::Compute(const NetworkMaps<T> & features, const Executor & executor)
{
  const std::size_t count = m_Features * (m_Features + 1) / 2;
  executor.ParallelFor(m_NumberOfChunks, [&](std::size_t chunk) {
    std::vector<double> & sums = m_Partial[chunk];
    sums.assign(count, 0.0);
    auto      scratch = m_Scratch.Acquire();
    T * const columns = scratch.data();
    T * const products = columns + 2 * m_Features * m_Stride;
    for (std::size_t tile = chunk * m_NumberOfTiles / m_NumberOfChunks;
         tile < (chunk + 1) * m_NumberOfTiles / m_NumberOfChunks;
         ++tile)
    {
      const std::size_t rows = this->FillTile(features, tile, columns);
      for (std::size_t first = 0; first < m_Features; first += FeaturesOfBlock)
      {
        const std::size_t block = std::min(FeaturesOfBlock, m_Features - first);
        const T * const   left = columns + first * m_Stride;
        GetMatrixKernels<T>().innerProducts(left, m_Stride, block, left, m_Stride, m_Features - first, rows, products);
        for (std::size_t b = first; b < m_Features; ++b)
        {
          const T * const column = products + (b - first) * block;
          for (std::size_t a = first; a < std::min(first + block, b + 1); ++a)
          {
            sums[b * (b + 1) / 2 + a] += static_cast<double>(column[a - first]);
          }
        }
      }
    }
  });
  std::vector<double> means(count, 0.0);
  for (const std::vector<double> & partial : m_Partial)
  {
    std::transform(means.begin(), means.end(), partial.begin(), means.begin(), std::plus<double>());
  }
  std::for_each(means.begin(), means.end(), [this](double & mean) { mean /= static_cast<double>(m_Pixels); });
  return means;
}

template <typename T>
void
NetworkGram<T>::ReplaceByGradient(const AlignedBuffer<T> & weights,
                                  const NetworkMaps<T> *   nextGradient,
                                  NetworkMaps<T> &         features,
                                  const Executor &         executor)
{
  executor.ParallelFor(m_NumberOfTiles, [&](std::size_t tile) {
    auto              scratch = m_Scratch.Acquire();
    T * const         columns = scratch.data();
    T * const         gradients = columns + m_Features * m_Stride;
    const std::size_t rows = this->FillTile(features, tile, columns);
    if (nextGradient != nullptr)
    {
      this->FillTile(*nextGradient, tile, gradients);
    }
    else
    {
      std::fill_n(gradients, m_Features * m_Stride, T(0));
    }
    GetMatrixKernels<T>().addCombinations(
      columns, m_Stride, m_Features, weights.data(), gradients, m_Stride, m_Features, rows);
    for (std::size_t k = 0; k < m_Features; ++k)
    {
      GetNetworkKernels<T>().replaceByGradient(
        gradients + k * m_Stride, this->PixelsOfTile(tile), features.Map(k) + this->BeginOfTile(tile));
    }
  });
}

template <typename T>
std::size_t
NetworkGram<T>::SizeInBytes() const
{
  return 2 * (2 * m_Features * m_Stride + m_Features * FeaturesOfBlock) * sizeof(T) +
         (m_NumberOfChunks + 1) * m_Features * (m_Features + 1) / 2 * sizeof(double);
}

template <typename T>
double
NetworkGram<T>::Flops() const
{
  const double features = static_cast<double>(m_Features);
  return (features * (features + 1.0) + 2.0 * features * features) * static_cast<double>(m_Pixels);
}

template class NetworkGram<float>;
template class NetworkGram<double>;
} // namespace phaseharmonics
