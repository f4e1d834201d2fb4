// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phGaussianModel.h"

#include "phFourierTransform.h"
#include "phMinimizer.h"
#include "phRandom.h"
#include "phSpectralMoments.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

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

template <typename T>
MacrocanonicalGaussian<T>::MacrocanonicalGaussian(std::shared_ptr<const WaveletBank<T>> bank,
                                                  const Moments &                       moments,
                                                  double                                tolerance,
                                                  unsigned int                          maximumIterations,
                                                  const Observer &                      observer,
                                                  const Executor &                      executor)
  : m_Grid(bank->GetGrid())
  , m_Mean(moments.imageMean)
  , m_Power(m_Grid.NumberOfHalfBins())
{
  // Constraints: the linear moments, each divided by the energies of its bands.
  struct Constraint
  {
    std::size_t          request;
    bool                 isReal;
    double               energy;
    std::complex<double> value;
  };
  std::vector<typename SpectralMoments<T>::Request> requests;
  std::vector<Constraint>                           constraints;
  const MomentSet &                                 set = moments.set;
  std::vector<double>                               b;
  for (std::size_t m = 0; m < set.GetMoments().size(); ++m)
  {
    const MomentSet::Moment & moment = set.GetMoments()[m];
    const MomentSet::Term &   term = set.GetTerms()[moment.termBegin];
    const Harmonic &          first = set.GetFeatures()[term.first];
    const Harmonic &          second = set.GetFeatures()[term.second];
    if (moment.termEnd - moment.termBegin != 1 || !set.IsLinear(first) || !set.IsLinear(second))
    {
      continue;
    }
    const double               energy = moments.deviations[term.first] * moments.deviations[term.second];
    const std::complex<double> value = moments.covariances[m] / energy;
    constraints.push_back(
      { requests.size(), moment.isReal, energy, term.conjugate ? std::conj(value) : value });
    requests.push_back({ first, second, term.pseudo, term.lag });
    const bool isVariance = term.first == term.second && term.lag == Lag{ { 0, 0, 0 } };
    b.push_back(isVariance ? 1.0 : 0.0);
    if (!moment.isReal)
    {
      b.push_back(0.0);
    }
  }
  if (constraints.empty())
  {
    throw std::invalid_argument("The Gaussian model needs moments of the bands themselves (harmonic 1).");
  }

  SpectralMoments<T>                spectral(bank, requests);
  std::vector<std::complex<double>> values(requests.size());
  const std::size_t                 rows = m_Grid.size[1] * m_Grid.size[2];
  const std::size_t                 width = m_Grid.HalfWidth();
  AlignedBuffer<T>                  multiplier(m_Power.size());
  const auto                        isOwnOpposite = [&](std::size_t k) {
    return k == 0 || (m_Grid.size[0] % 2 == 0 && k == width - 1);
  };

  // Dual value and gradient; sets the weighted power spectrum.
  const auto dual = [&](const double * point, double * gradient) {
    std::vector<std::complex<double>> weights(requests.size());
    std::size_t                       variable = 0;
    double                            value = 0.0;
    for (const Constraint & c : constraints)
    {
      const double re = point[variable++];
      const double im = c.isReal ? 0.0 : point[variable++];
      weights[c.request] = std::complex<double>(re, im) / c.energy;
      value += 0.5 * (re * c.value.real() + im * c.value.imag());
    }
    spectral.SetWeights(weights.data());
    executor.ParallelFor(rows, [&](std::size_t row) { spectral.MultiplierRow(row, multiplier.data() + row * width); });
    bool isFeasible = true;
    for (std::size_t i = 0; i < m_Power.size(); ++i)
    {
      const double weight = isOwnOpposite(i % width) ? 0.5 : 1.0;
      const double m = multiplier[i];
      isFeasible = isFeasible && (m > 0.0 || i == 0);
      m_Power[i] = i > 0 && m > 0.0 ? static_cast<T>(2.0 * weight / m) : T(0);
      value -= i > 0 && m > 0.0 ? weight * std::log(m) : 0.0;
    }
    if (!isFeasible)
    {
      std::fill_n(gradient, b.size(), 0.0);
      return 1e100;
    }
    spectral.Values(m_Power.data(), values.data(), executor);
    m_RelativeError = 0.0;
    variable = 0;
    for (const Constraint & c : constraints)
    {
      const std::complex<double> difference = c.value - values[c.request] / c.energy;
      gradient[variable++] = 0.5 * difference.real();
      if (!c.isReal)
      {
        gradient[variable++] = 0.5 * difference.imag();
      }
      m_RelativeError = std::max(m_RelativeError, std::abs(difference));
    }
    return value;
  };

  MinimizerOptions options;
  options.maximumIterations = maximumIterations;
  options.backtracking = true;
  Minimizer::Minimize(
    b,
    dual,
    [&](unsigned int iteration, double) {
      return observer(iteration, m_RelativeError) && m_RelativeError > tolerance;
    },
    options);
  std::vector<double> gradient(b.size());
  dual(b.data(), gradient.data());
  for (std::size_t i = 0; i < m_Power.size(); ++i)
  {
    m_Power[i] *= isOwnOpposite(i % width) ? T(2) : T(1);
  }
}

template <typename T>
void
MacrocanonicalGaussian<T>::Sample(std::uint64_t seed, std::uint64_t sample, T * image) const
{
  const FourierTransform<T> transform(m_Grid);
  auto                      spectrum = NoiseSpectrum(transform, seed, sample);
  const double              pixels = static_cast<double>(m_Grid.NumberOfPixels());
  for (std::size_t k = 0; k < spectrum.size(); ++k)
  {
    spectrum[k] *= static_cast<T>(std::sqrt(static_cast<double>(m_Power[k]) / pixels));
  }
  transform.Inverse(spectrum.data(), image);
  std::for_each(image, image + m_Grid.NumberOfPixels(), [this](T & value) { value += static_cast<T>(m_Mean); });
}

#define PH_INSTANTIATE(T)                                                                                              \
  template PhaseHarmonics_EXPORT void SampleRandomPhases<T>(                                                           \
    const Grid &, const T *, std::uint64_t, std::uint64_t, T *);                                                       \
  template PhaseHarmonics_EXPORT void ComputeCorrelation<T>(const Grid &, const T *, T *);                             \
  template class PhaseHarmonics_EXPORT MacrocanonicalGaussian<T>

PH_INSTANTIATE(float);
PH_INSTANTIATE(double);
#undef PH_INSTANTIATE
} // namespace phaseharmonics
