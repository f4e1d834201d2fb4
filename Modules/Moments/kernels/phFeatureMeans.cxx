// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phFeatureMeansInternal.h"

#include "phArrayKernelsInternal.h"
#include "phFeatureColumnsInternal.h"

#include <array>

namespace phaseharmonics
{
namespace
{
constexpr std::size_t BlockSize = 512;

// In four interleaved parts, which processors add at once.
template <typename T>
double
Sum(const T * values, std::size_t count)
{
  std::array<double, 4> sums{};
  for (std::size_t i = 0; i < count; ++i)
  {
    sums[i % 4] += static_cast<double>(values[i]);
  }
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

template <typename T>
double
SumOfSquares(const T * values, std::size_t count)
{
  std::array<double, 4> sums{};
  for (std::size_t i = 0; i < count; ++i)
  {
    sums[i % 4] += static_cast<double>(values[i]) * static_cast<double>(values[i]);
  }
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}
} // namespace

template <typename T>
FeatureMeans<T>::FeatureMeans(const WaveletTransform<T> & transform, const MomentSet & set)
  : m_Transform(transform)
  , m_Set(set)
  , m_FeaturesOfBand(std::size_t{ set.GetNumberOfScales() } * set.GetNumberOfOrientations() + 1)
  , m_LargestBand(0)
{
  const WaveletBank<T> & bank = transform.GetBank();
  for (std::size_t f = 0; f < set.GetFeatures().size(); ++f)
  {
    const Harmonic & feature = set.GetFeatures()[f];
    m_FeaturesOfBand[std::size_t{ feature.scale } * bank.GetNumberOfOrientations() + feature.orientation].push_back(f);
    if (!set.IsLinear(feature))
    {
      m_LargestBand = std::max(m_LargestBand, bank.GridOfScale(feature.scale).NumberOfPixels());
    }
  }
}

template <typename T>
std::size_t
FeatureMeans<T>::ScratchInBytes() const
{
  return m_LargestBand * sizeof(Complex);
}

// Parseval: E|z|^2 without aliasing.
template <typename T>
double
FeatureMeans<T>::Energy(const BandFilter<T> & filter, const Complex * half) const
{
  const Grid &        grid = m_Transform.GetBank().GetGrid();
  const double        pixels = static_cast<double>(grid.NumberOfPixels());
  double              energy = 0.0;
  std::vector<double> power(grid.HalfWidth());
  for (std::size_t row = 0; row < grid.size[1] * grid.size[2]; ++row)
  {
    for (std::size_t r = filter.rowBegin[row]; r < filter.rowBegin[row + 1]; ++r)
    {
      const auto &          run = filter.runs[r];
      const Complex * const x = half + (run.kx < 0 ? MirroredRow(grid, row) : row) * grid.HalfWidth();
      const long            step = run.kx < 0 ? -1 : 1;
      for (std::size_t i = 0; i < run.length; ++i)
      {
        const Complex & bin = x[step * (run.kx + static_cast<long>(i))];
        const double    value = static_cast<double>(filter.values[run.offset + i]);
        const double    re = static_cast<double>(bin.real());
        const double    im = static_cast<double>(bin.imag());
        power[i] = value * value * (re * re + im * im);
      }
      energy += Sum(power.data(), run.length);
    }
  }
  return energy / (pixels * pixels);
}

template <typename T>
typename FeatureMeans<T>::Moments
FeatureMeans<T>::OfBand(const Complex * z, std::size_t pixels, int harmonic) const
{
  const HarmonicKernels<T> & kernels = GetHarmonicKernels<T>();
  const unsigned int         phases = m_Set.GetOptions().numberOfPhases;
  const Complex              rotation = FeatureColumns<T>::Rotation(harmonic, phases);
  std::array<T, BlockSize>   real{};
  std::array<T, BlockSize>   imaginary{};
  std::complex<double>       sum = 0.0;
  double                     squares = 0.0;
  for (std::size_t begin = 0; begin < pixels; begin += BlockSize)
  {
    const std::size_t count = std::min(BlockSize, pixels - begin);
    const T * const   block = reinterpret_cast<const T *>(z + begin);
    if (m_Set.IsRectified())
    {
      kernels.rectified(block, count, rotation.real(), rotation.imag(), T(0), real.data());
      squares += SumOfSquares(real.data(), count);
    }
    else if (harmonic == 0)
    {
      kernels.modulus(block, count, T(0), real.data());
    }
    else
    {
      kernels.power(block, count, static_cast<unsigned int>(harmonic), T(0), T(0), real.data(), imaginary.data());
    }
    sum += std::complex<double>(Sum(real.data(), count), Sum(imaginary.data(), count));
  }
  return { sum / static_cast<double>(pixels), squares / static_cast<double>(pixels) };
}

template <typename T>
void
FeatureMeans<T>::Compute(const Complex *                     half,
                         double                              subtracted,
                         std::vector<std::complex<double>> & means,
                         std::vector<double> &               deviations,
                         const Executor &                    executor) const
{
  const WaveletBank<T> & bank = m_Transform.GetBank();
  const auto &           features = m_Set.GetFeatures();
  means.assign(features.size(), 0.0);
  deviations.assign(features.size(), 0.0);
  ScratchPool<Complex> scratch(m_LargestBand, ScratchPool<Complex>::MaximumCountOfLarge(m_LargestBand));
  executor.ParallelFor(m_FeaturesOfBand.size(), [&](std::size_t band) {
    if (m_FeaturesOfBand[band].empty())
    {
      return;
    }
    const auto scale = static_cast<unsigned int>(band / bank.GetNumberOfOrientations());
    const auto orientation = static_cast<unsigned int>(band % bank.GetNumberOfOrientations());
    if (scale == bank.GetNumberOfScales())
    {
      const BandFilter<T> & filter = bank.LowPass();
      for (std::size_t r = filter.rowBegin[0]; r < filter.rowBegin[1]; ++r)
      {
        if (filter.runs[r].kx == 0)
        {
          means[m_FeaturesOfBand[band].front()] = filter.values[filter.runs[r].offset] * subtracted;
        }
      }
      // The constant is in the mean, and the rest has none but that of rounding.
      deviations[m_FeaturesOfBand[band].front()] = std::sqrt(this->Energy(filter, half));
      return;
    }
    const double energy = this->Energy(bank.Band(scale, orientation), half);
    auto         map = scratch.Acquire();
    bool         isComputed = false;
    for (const std::size_t f : m_FeaturesOfBand[band])
    {
      if (m_Set.IsLinear(features[f]))
      {
        deviations[f] = std::sqrt(energy);
        continue;
      }
      if (!isComputed)
      {
        m_Transform.Band(half, scale, orientation, bank.LevelOfScale(scale), map.data());
        isComputed = true;
      }
      const Moments moments = this->OfBand(map.data(), bank.GridOfScale(scale).NumberOfPixels(), features[f].harmonic);
      means[f] = moments.mean;
      const double square = m_Set.IsRectified() ? moments.square : energy;
      deviations[f] = std::sqrt(std::max(0.0, square - std::norm(moments.mean)));
    }
  });
}

template class FeatureMeans<float>;
template class FeatureMeans<double>;
} // namespace phaseharmonics
