// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phGaussianModel.h"

#include "phAlignedBuffer.h"
#include "phFourierTransform.h"
#include "phRandom.h"

#include <algorithm>
#include <cmath>

namespace phaseharmonics
{
namespace
{
// Half spectrum of white noise of unit variance.
template <typename T>
AlignedBuffer<std::complex<T>>
NoiseSpectrum(const FourierTransform<T> & transform, std::uint64_t seed, std::uint64_t sample)
{
  const Grid &                   grid = transform.GetGrid();
  AlignedBuffer<T>               noise(grid.NumberOfPixels());
  AlignedBuffer<std::complex<T>> spectrum(grid.NumberOfHalfBins());
  FillStandardNormal(noise.data(), noise.size(), seed, sample);
  transform.Forward(noise.data(), spectrum.data());
  return spectrum;
}

} // namespace

template <typename T>
void
SampleRandomPhases(const Grid & grid, const T * image, std::uint64_t seed, std::uint64_t sample, T * result)
{
  const FourierTransform<T>      transform(grid);
  AlignedBuffer<std::complex<T>> spectrum(grid.NumberOfHalfBins());
  transform.Forward(image, spectrum.data());
  const auto noise = NoiseSpectrum(transform, seed, sample);
  const T    scaling = static_cast<T>(1.0 / static_cast<double>(grid.NumberOfPixels()));
  for (std::size_t k = 1; k < spectrum.size(); ++k)
  {
    const T modulus = std::abs(noise[k]);
    spectrum[k] = modulus > T(0) ? noise[k] * (std::abs(spectrum[k]) / modulus) : std::complex<T>{};
  }
  transform.Inverse(spectrum.data(), result);
  std::for_each(result, result + grid.NumberOfPixels(), [scaling](T & value) { value *= scaling; });
}

template <typename T>
void
SampleGaussianField(const Grid &                  grid,
                    const AlignedBuffer<double> & power,
                    double                        mean,
                    std::uint64_t                 seed,
                    std::uint64_t                 sample,
                    T *                           result)
{
  // In double, so that both precisions draw the same field.
  const FourierTransform<double> transform(grid);
  auto                           spectrum = NoiseSpectrum(transform, seed, sample);
  AlignedBuffer<double>          field(grid.NumberOfPixels());
  const auto                     pixels = static_cast<double>(grid.NumberOfPixels());
  for (std::size_t k = 0; k < spectrum.size(); ++k)
  {
    spectrum[k] *= std::sqrt(power[k] / pixels);
  }
  transform.Inverse(spectrum.data(), field.data());
  std::transform(field.begin(), field.end(), result, [mean](double value) { return static_cast<T>(mean + value); });
}

template <typename T>
void
ComputeCorrelation(const Grid & grid, const T * image, T * correlation)
{
  const FourierTransform<T>      transform(grid);
  AlignedBuffer<std::complex<T>> spectrum(grid.NumberOfHalfBins());
  AlignedBuffer<T>               fromOrigin(grid.NumberOfPixels());
  transform.Forward(image, spectrum.data());
  const T scaling = static_cast<T>(1.0 / static_cast<double>(grid.NumberOfPixels()));
  for (auto & value : spectrum)
  {
    value = std::norm(value * scaling);
  }
  transform.Inverse(spectrum.data(), fromOrigin.data());
  const auto shifted = [&grid](std::size_t i, unsigned int axis) {
    return (i + grid.size[axis] / 2) % grid.size[axis];
  };
  for (std::size_t z = 0; z < grid.size[2]; ++z)
  {
    for (std::size_t y = 0; y < grid.size[1]; ++y)
    {
      for (std::size_t x = 0; x < grid.size[0]; ++x)
      {
        correlation[shifted(x, 0) + grid.size[0] * (shifted(y, 1) + grid.size[1] * shifted(z, 2))] =
          fromOrigin[x + grid.size[0] * (y + grid.size[1] * z)];
      }
    }
  }
}

#define PH_INSTANTIATE(T)                                                                                              \
  template PhaseHarmonics_EXPORT void SampleRandomPhases<T>(                                                           \
    const Grid &, const T *, std::uint64_t, std::uint64_t, T *);                                                       \
  template PhaseHarmonics_EXPORT void SampleGaussianField<T>(                                                          \
    const Grid &, const AlignedBuffer<double> &, double, std::uint64_t, std::uint64_t, T *);                           \
  template PhaseHarmonics_EXPORT void ComputeCorrelation<T>(const Grid &, const T *, T *)

PH_INSTANTIATE(float);
PH_INSTANTIATE(double);
#undef PH_INSTANTIATE
} // namespace phaseharmonics
