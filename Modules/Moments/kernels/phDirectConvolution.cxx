// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phPeriodicConvolutionInternal.h"

#include <algorithm>

namespace phaseharmonics
{
namespace
{
// The taps of a band stay in a second-level cache.
constexpr std::size_t TapsInCache = 65536;
constexpr std::size_t LargestBand = 16;
constexpr std::size_t VectorLength = 16;

std::size_t
RowsOfBand(const Grid & grid, std::size_t taps)
{
  return std::min(grid.size[1], std::clamp<std::size_t>(TapsInCache / (taps * grid.size[0]), 1, LargestBand));
}

std::size_t
WholeVectors(std::size_t pixels)
{
  return (pixels + VectorLength - 1) / VectorLength * VectorLength;
}
} // namespace

template <typename T>
DirectConvolution<T>::DirectConvolution(const Grid &                grid,
                                        std::size_t                 channels,
                                        const ConvolutionFilters &  filters,
                                        const std::vector<double> & biases,
                                        std::size_t                 firstFeature)
  : m_Grid(grid)
  , m_Channels(channels)
  , m_Side(filters.side)
  , m_Count(filters.count)
  , m_FirstFeature(firstFeature)
  , m_Taps(channels * filters.side * filters.side)
  , m_RowsOfBand(RowsOfBand(grid, m_Taps))
  , m_NumberOfBands((grid.size[1] + m_RowsOfBand - 1) / m_RowsOfBand)
  , m_ColumnStride(ColumnStride<T>(WholeVectors(m_RowsOfBand * grid.size[0])))
  , m_StripSize(channels * (m_RowsOfBand + filters.side - 1) * grid.size[0])
  , m_Weights(filters.weights.size())
  , m_Biases(biases.begin(), biases.end())
  , m_Strips(m_NumberOfBands * m_StripSize)
  , m_Scratch((m_Taps + filters.count) * m_ColumnStride)
  , m_StripsOfRow(grid.size[1])
{
  m_Biases.resize(m_Count);
  std::copy(filters.weights.begin(), filters.weights.end(), m_Weights.begin());
  const std::size_t height = grid.size[1];
  for (std::size_t band = 0; band < m_NumberOfBands; ++band)
  {
    const Band rows = this->GetBand(band);
    for (std::size_t row = 0; row < rows.rows + m_Side - 1; ++row)
    {
      m_StripsOfRow[(rows.firstRow + row + height - m_Side / 2) % height].emplace_back(band, row);
    }
  }
}

template <typename T>
auto
DirectConvolution<T>::GetBand(std::size_t band) const -> Band
{
  const std::size_t firstRow = band * m_RowsOfBand;
  return { firstRow, std::min(m_RowsOfBand, m_Grid.size[1] - firstRow) };
}

template <typename T>
void
DirectConvolution<T>::FillTaps(const NetworkMaps<T> & in, const Band & band, T * taps) const
{
  const std::size_t width = m_Grid.size[0];
  const std::size_t height = m_Grid.size[1];
  for (std::size_t channel = 0; channel < m_Channels; ++channel)
  {
    for (std::size_t dy = 0; dy < m_Side; ++dy)
    {
      for (std::size_t dx = 0; dx < m_Side; ++dx, taps += m_ColumnStride)
      {
        const std::size_t begin = (dx + width - m_Side / 2) % width;
        for (std::size_t row = 0; row < band.rows; ++row)
        {
          const T * const source = in.Map(channel) + (band.firstRow + row + dy + height - m_Side / 2) % height * width;
          T * const       moved = std::copy(source + begin, source + width, taps + row * width);
          std::copy(source, source + begin, moved);
        }
      }
    }
  }
}

template <typename T>
void
DirectConvolution<T>::Forward(const NetworkMaps<T> & in, NetworkMaps<T> & features, const Executor & executor)
{
  executor.ParallelFor(m_NumberOfBands, [&](std::size_t i) {
    const Band        band = this->GetBand(i);
    const std::size_t pixels = band.rows * m_Grid.size[0];
    auto              scratch = m_Scratch.Acquire();
    T * const         taps = scratch.data();
    T * const         sums = taps + m_Taps * m_ColumnStride;
    this->FillTaps(in, band, taps);
    std::fill_n(sums, m_Count * m_ColumnStride, T(0));
    GetMatrixKernels<T>().addCombinationsTransposed(
      taps, m_ColumnStride, m_Taps, m_Weights.data(), sums, m_ColumnStride, m_Count, WholeVectors(pixels));
    for (std::size_t k = 0; k < m_Count; ++k)
    {
      GetNetworkKernels<T>().rectify(sums + k * m_ColumnStride,
                                     pixels,
                                     m_Biases[k],
                                     features.Map(m_FirstFeature + k) + band.firstRow * m_Grid.size[0]);
    }
  });
}

template <typename T>
void
DirectConvolution<T>::AddTaps(const T * taps, const Band & band, T * strip) const
{
  const std::size_t width = m_Grid.size[0];
  const auto &      kernels = GetNetworkKernels<T>();
  std::fill_n(strip, m_StripSize, T(0));
  for (std::size_t channel = 0; channel < m_Channels; ++channel)
  {
    T * const rows = strip + channel * (m_RowsOfBand + m_Side - 1) * width;
    for (std::size_t dy = 0; dy < m_Side; ++dy)
    {
      for (std::size_t dx = 0; dx < m_Side; ++dx, taps += m_ColumnStride)
      {
        const std::size_t begin = (dx + width - m_Side / 2) % width;
        for (std::size_t row = 0; row < band.rows; ++row)
        {
          kernels.add(taps + row * width, width - begin, rows + (row + dy) * width + begin);
          kernels.add(taps + row * width + width - begin, begin, rows + (row + dy) * width);
        }
      }
    }
  }
}

template <typename T>
void
DirectConvolution<T>::AddAdjoint(const NetworkMaps<T> & featureGradients,
                                 NetworkMaps<T> &       inGradient,
                                 const Executor &       executor)
{
  const std::size_t width = m_Grid.size[0];
  executor.ParallelFor(m_NumberOfBands, [&](std::size_t i) {
    const Band        band = this->GetBand(i);
    const std::size_t pixels = band.rows * width;
    auto              scratch = m_Scratch.Acquire();
    T * const         taps = scratch.data();
    T * const         gradients = taps + m_Taps * m_ColumnStride;
    for (std::size_t k = 0; k < m_Count; ++k)
    {
      std::copy_n(
        featureGradients.Map(m_FirstFeature + k) + band.firstRow * width, pixels, gradients + k * m_ColumnStride);
    }
    std::fill_n(taps, m_Taps * m_ColumnStride, T(0));
    GetMatrixKernels<T>().addCombinations(
      gradients, m_ColumnStride, m_Count, m_Weights.data(), taps, m_ColumnStride, m_Taps, WholeVectors(pixels));
    this->AddTaps(taps, band, m_Strips.data() + i * m_StripSize);
  });
  executor.ParallelFor(m_Grid.size[1], [&](std::size_t y) {
    for (std::size_t channel = 0; channel < m_Channels; ++channel)
    {
      const std::size_t firstRow = channel * (m_RowsOfBand + m_Side - 1);
      for (const auto & [band, row] : m_StripsOfRow[y])
      {
        GetNetworkKernels<T>().add(
          m_Strips.data() + band * m_StripSize + (firstRow + row) * width, width, inGradient.Map(channel) + y * width);
      }
    }
  });
}

template <typename T>
std::size_t
DirectConvolution<T>::SizeInBytes() const
{
  return (m_Weights.size() + m_Strips.size() + 2 * (m_Taps + m_Count) * m_ColumnStride) * sizeof(T);
}

template <typename T>
double
DirectConvolution<T>::Flops() const
{
  return 4.0 * static_cast<double>(m_Taps * m_Count * m_Grid.NumberOfPixels());
}

template class DirectConvolution<float>;
template class DirectConvolution<double>;
} // namespace phaseharmonics
