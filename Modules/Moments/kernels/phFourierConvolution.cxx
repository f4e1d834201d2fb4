// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phPeriodicConvolutionInternal.h"

#include <algorithm>
#include <cmath>
#include <complex>

namespace phaseharmonics
{
namespace
{
// Gradients of so many filters are summed before their spectra are.
constexpr std::size_t FiltersOfGroup = 4;
} // namespace

template <typename T>
FourierConvolution<T>::FourierConvolution(const Grid &                grid,
                                          const ConvolutionFilters &  filters,
                                          const std::vector<double> & biases,
                                          std::size_t                 firstFeature)
  : m_Grid(grid)
  , m_Count(filters.count)
  , m_FirstFeature(firstFeature)
  , m_Bins(grid.NumberOfHalfBins())
  , m_SpectrumStride(ColumnStride<T>(2 * m_Bins))
  , m_NumberOfGroups((filters.count + FiltersOfGroup - 1) / FiltersOfGroup)
  , m_Transform(grid)
  , m_Filters(filters.count * m_SpectrumStride)
  , m_Biases(biases.begin(), biases.end())
  , m_Input(2 * m_Bins)
  , m_Sums(m_NumberOfGroups * m_SpectrumStride)
  , m_Gradient(grid.NumberOfPixels())
  , m_Scratch(m_SpectrumStride)
{
  m_Biases.resize(m_Count);
  const std::size_t                 width = grid.size[0];
  const std::size_t                 height = grid.size[1];
  const std::size_t                 side = filters.side;
  const double                      pixels = static_cast<double>(grid.NumberOfPixels());
  const FourierTransform<double>    transform(grid);
  std::vector<double>               filter(grid.NumberOfPixels());
  std::vector<std::complex<double>> spectrum(m_Bins);
  for (std::size_t k = 0; k < m_Count; ++k)
  {
    std::fill(filter.begin(), filter.end(), 0.0);
    for (std::size_t y = 0; y < side; ++y)
    {
      for (std::size_t x = 0; x < side; ++x)
      {
        const std::size_t pixel = (y + height - side / 2) % height * width + (x + width - side / 2) % width;
        filter[pixel] = filters.weights[(k * side + y) * side + x];
      }
    }
    transform.Forward(filter.data(), spectrum.data());
    T * const values = m_Filters.data() + k * m_SpectrumStride;
    for (std::size_t bin = 0; bin < m_Bins; ++bin)
    {
      values[2 * bin] = static_cast<T>(spectrum[bin].real() / pixels);
      values[2 * bin + 1] = static_cast<T>(-spectrum[bin].imag() / pixels);
    }
  }
}

template <typename T>
void
FourierConvolution<T>::Forward(const NetworkMaps<T> & in, NetworkMaps<T> & features, const Executor & executor)
{
  m_Transform.Forward(in.Map(0), reinterpret_cast<std::complex<T> *>(m_Input.data()));
  executor.ParallelFor(m_Count, [&](std::size_t k) {
    auto      scratch = m_Scratch.Acquire();
    T * const feature = features.Map(m_FirstFeature + k);
    GetNetworkKernels<T>().complexProducts(
      m_Filters.data() + k * m_SpectrumStride, m_Input.data(), m_Bins, scratch.data());
    m_Transform.Inverse(reinterpret_cast<std::complex<T> *>(scratch.data()), feature);
    GetNetworkKernels<T>().rectify(feature, m_Grid.NumberOfPixels(), m_Biases[k], feature);
  });
}

template <typename T>
void
FourierConvolution<T>::AddAdjoint(const NetworkMaps<T> & featureGradients,
                                  NetworkMaps<T> &       inGradient,
                                  const Executor &       executor)
{
  executor.ParallelFor(m_NumberOfGroups, [&](std::size_t group) {
    auto      scratch = m_Scratch.Acquire();
    T * const sums = m_Sums.data() + group * m_SpectrumStride;
    std::fill_n(sums, 2 * m_Bins, T(0));
    for (std::size_t k = group * FiltersOfGroup; k < std::min(m_Count, (group + 1) * FiltersOfGroup); ++k)
    {
      m_Transform.Forward(featureGradients.Map(m_FirstFeature + k),
                          reinterpret_cast<std::complex<T> *>(scratch.data()));
      GetNetworkKernels<T>().addConjugatedProducts(
        m_Filters.data() + k * m_SpectrumStride, scratch.data(), m_Bins, sums);
    }
  });
  for (std::size_t group = 1; group < m_NumberOfGroups; ++group)
  {
    GetNetworkKernels<T>().add(m_Sums.data() + group * m_SpectrumStride, 2 * m_Bins, m_Sums.data());
  }
  m_Transform.Inverse(reinterpret_cast<std::complex<T> *>(m_Sums.data()), m_Gradient.data());
  GetNetworkKernels<T>().add(m_Gradient.data(), m_Grid.NumberOfPixels(), inGradient.Map(0));
}

template <typename T>
std::size_t
FourierConvolution<T>::SizeInBytes() const
{
  return (m_Filters.size() + m_Input.size() + m_Sums.size() + m_Gradient.size() + 2 * m_SpectrumStride) * sizeof(T);
}

template <typename T>
double
FourierConvolution<T>::Flops() const
{
  const double pixels = static_cast<double>(m_Grid.NumberOfPixels());
  const double transform = 2.5 * pixels * std::log2(pixels);
  const double products = 14.0 * static_cast<double>(m_Bins);
  return static_cast<double>(m_Count) * (2.0 * transform + products) + 2.0 * transform;
}

template class FourierConvolution<float>;
template class FourierConvolution<double>;
} // namespace phaseharmonics
