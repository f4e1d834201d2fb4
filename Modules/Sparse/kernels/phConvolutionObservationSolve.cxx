// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// Quadratic problems of an observation: its smooth part, and the projection onto what was observed.
#include "phConvolutionBlurInternal.h"
#include "phConvolutionConjugateGradientsInternal.h"
#include "phConvolutionObservationInternal.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

namespace phaseharmonics
{
namespace
{
// |w|^2 of the differences of neighbors, at every bin of the half spectrum.
AlignedBuffer<double>
SpectrumOfGradient(const Grid & grid)
{
  constexpr double      Pi = 3.14159265358979323846;
  AlignedBuffer<double> spectrum(grid.NumberOfHalfBins());
  const auto            along = [&](std::size_t bin, unsigned int axis) {
    const double s = std::sin(Pi * static_cast<double>(bin) / static_cast<double>(grid.size[axis]));
    return 4.0 * s * s;
  };
  std::size_t i = 0;
  for (std::size_t z = 0; z < grid.size[2]; ++z)
  {
    for (std::size_t y = 0; y < grid.size[1]; ++y)
    {
      const double rest = along(y, 1) + along(z, 2);
      for (std::size_t x = 0; x < grid.HalfWidth(); ++x)
      {
        spectrum[i++] = along(x, 0) + rest;
      }
    }
  }
  return spectrum;
}

// Gain of H H^T at the frequencies of the working observed grid.
AlignedBuffer<double>
GainOfObservation(const ConvolutionObservationOptions & options, const Grid & working, const Grid & workingObserved)
{
  const auto            blur = TransferFunctionOfBlur(options, working);
  AlignedBuffer<double> gain(workingObserved.NumberOfHalfBins());
  if (working == workingObserved)
  {
    gain.Fill(1.0);
    std::transform(blur.begin(), blur.end(), gain.begin(), [](const auto & h) { return std::norm(h); });
    return gain;
  }
  // Decimation folds the spectrum, that is, it decimates the autocorrelation of the blur.
  AlignedBuffer<std::complex<double>> power(working.NumberOfHalfBins());
  power.Fill(1.0);
  std::transform(blur.begin(), blur.end(), power.begin(), [](const auto & h) { return std::norm(h); });
  AlignedBuffer<double> correlation(working.NumberOfPixels());
  FourierTransform<double>(working).Inverse(power.data(), correlation.data());
  AlignedBuffer<double> decimated(workingObserved.NumberOfPixels());
  std::size_t           i = 0;
  for (std::size_t z = 0; z < working.size[2]; z += options.decimation[2])
  {
    for (std::size_t y = 0; y < working.size[1]; y += options.decimation[1])
    {
      for (std::size_t x = 0; x < working.size[0]; x += options.decimation[0])
      {
        const std::size_t pixel = x + working.size[0] * (y + working.size[1] * z);
        decimated[i++] = correlation[pixel] / static_cast<double>(working.NumberOfPixels());
      }
    }
  }
  AlignedBuffer<std::complex<double>> folded(gain.size());
  FourierTransform<double>(workingObserved).Forward(decimated.data(), folded.data());
  std::transform(
    folded.begin(), folded.end(), gain.begin(), [](const auto & value) { return std::max(0.0, value.real()); });
  return gain;
}

template <typename T>
void
MultiplyByWeights(const AlignedBuffer<T> & weights, std::size_t channels, T * values)
{
  for (std::size_t c = 0; c < channels && weights.size() > 0; ++c)
  {
    std::transform(
      weights.begin(), weights.end(), values + c * weights.size(), values + c * weights.size(), std::multiplies<T>());
  }
}
} // namespace

template <typename T>
void
ConvolutionObservation<T>::Background(const T *        observed,
                                      std::size_t      channels,
                                      double           smoothing,
                                      T *              working,
                                      const Executor & executor,
                                      double           tolerance,
                                      unsigned int     maximumIterations) const
{
  if (!(smoothing > 0.0) || !std::isfinite(smoothing))
  {
    throw std::invalid_argument("The smoothing of the background is " + std::to_string(smoothing) +
                                "; it must be positive.");
  }
  const Engine &                 e = *m_Engine;
  const std::size_t              bins = e.working.NumberOfHalfBins();
  const std::size_t              pixels = e.working.NumberOfPixels();
  const AlignedBuffer<double>    gradient = SpectrumOfGradient(e.working);
  AlignedBuffer<std::complex<T>> spectra(channels * bins);
  AlignedBuffer<T>               data(channels * e.workingObserved.NumberOfPixels());
  this->Extend(observed, channels, data.data());
  MultiplyByWeights(e.weights, channels, data.data());

  // Bins that neither term sees are left at zero.
  const double          density = static_cast<double>(e.workingObserved.NumberOfPixels()) / static_cast<double>(pixels);
  AlignedBuffer<double> inverse(bins);
  for (std::size_t i = 0; i < bins; ++i)
  {
    const double gain = e.transfer.size() > 0 ? std::norm(std::complex<double>(e.transfer[i])) : 1.0;
    const double sum = density * gain + smoothing * gradient[i];
    inverse[i] = sum > 0.0 ? 1.0 / sum : 0.0;
  }
  const auto multiply = [&](const AlignedBuffer<double> & factors) {
    for (std::size_t c = 0; c < channels; ++c)
    {
      for (std::size_t i = 0; i < bins; ++i)
      {
        spectra[c * bins + i] *= static_cast<T>(factors[i]);
      }
    }
  };
  if (!e.isDecimated && e.weights.size() == 0)
  {
    this->ApplyAdjointToSpectra(data.data(), channels, T(1), spectra.data(), bins, executor);
    multiply(inverse);
    this->Inverse(spectra.data(), bins, channels, working, executor);
    return;
  }

  AlignedBuffer<T> x(channels * pixels);
  AlignedBuffer<T> residual(channels * pixels);
  this->ApplyAdjoint(data.data(), channels, residual.data(), executor);
  const auto precondition = [&](const AlignedBuffer<T> & from, AlignedBuffer<T> & to) {
    this->Forward(from.data(), channels, spectra.data(), bins, executor);
    multiply(inverse);
    this->Inverse(spectra.data(), bins, channels, to.data(), executor);
  };
  AlignedBuffer<double> penalty(bins);
  std::transform(
    gradient.begin(), gradient.end(), penalty.begin(), [smoothing](double value) { return smoothing * value; });
  AlignedBuffer<T> image(x.size());
  const auto       apply = [&](const AlignedBuffer<T> & from, AlignedBuffer<T> & to) {
    this->Apply(from.data(), channels, data.data(), executor);
    MultiplyByWeights(e.weights, channels, data.data());
    this->ApplyAdjoint(data.data(), channels, image.data(), executor);
    this->Forward(from.data(), channels, spectra.data(), bins, executor);
    multiply(penalty);
    this->Inverse(spectra.data(), bins, channels, to.data(), executor);
    std::transform(to.begin(), to.end(), image.begin(), to.begin(), std::plus<T>());
  };
  ConjugateGradients(x, residual, tolerance, maximumIterations, apply, precondition);
  std::copy(x.begin(), x.end(), working);
}

template <typename T>
void
ConvolutionObservation<T>::Project(const T *        observed,
                                   std::size_t      channels,
                                   double           regularization,
                                   T *              working,
                                   const Executor & executor,
                                   double           tolerance,
                                   unsigned int     maximumIterations) const
{
  if (!(regularization >= 0.0) || !std::isfinite(regularization))
  {
    throw std::invalid_argument("The regularization of the projection is " + std::to_string(regularization) +
                                "; it must be at least 0.");
  }
  const Engine &              e = *m_Engine;
  const std::size_t           observedPixels = e.workingObserved.NumberOfPixels();
  const AlignedBuffer<double> gain = GainOfObservation(e.options, e.working, e.workingObserved);
  const double                addition = regularization * *std::max_element(gain.begin(), gain.end());

  AlignedBuffer<T> residual(channels * observedPixels);
  AlignedBuffer<T> solution(channels * observedPixels);
  this->Apply(working, channels, solution.data(), executor);
  this->Extend(observed, channels, residual.data());
  std::transform(residual.begin(), residual.end(), solution.begin(), residual.begin(), std::minus<T>());
  if (e.weights.size() == 0)
  {
    const FourierTransform<T> transform(e.workingObserved);
    Engine::ForEachChannel(channels, executor, [&](std::size_t c) {
      AlignedBuffer<std::complex<T>> spectrum(gain.size());
      transform.Forward(residual.data() + c * observedPixels, spectrum.data());
      for (std::size_t i = 0; i < gain.size(); ++i)
      {
        const double sum = (gain[i] + addition) * static_cast<double>(observedPixels);
        spectrum[i] *= sum > 0.0 ? static_cast<T>(1.0 / sum) : T(0);
      }
      transform.Inverse(spectrum.data(), solution.data() + c * observedPixels);
    });
  }
  else
  {
    const auto observe = [&](AlignedBuffer<T> & values) {
      for (std::size_t i = 0; i < values.size(); ++i)
      {
        values[i] = e.weights[i % observedPixels] > T(0) ? values[i] : T(0);
      }
    };
    observe(residual);
    solution.Fill(T(0));
    AlignedBuffer<T> image(channels * e.working.NumberOfPixels());
    const auto       apply = [&](const AlignedBuffer<T> & from, AlignedBuffer<T> & to) {
      this->ApplyAdjoint(from.data(), channels, image.data(), executor);
      this->Apply(image.data(), channels, to.data(), executor);
      observe(to);
      for (std::size_t i = 0; i < to.size(); ++i)
      {
        to[i] += static_cast<T>(addition) * from[i];
      }
    };
    const auto keep = [](const AlignedBuffer<T> & from, AlignedBuffer<T> & to) {
      std::copy(from.begin(), from.end(), to.begin());
    };
    ConjugateGradients(solution, residual, tolerance, maximumIterations, apply, keep);
  }
  AlignedBuffer<T> correction(channels * e.working.NumberOfPixels());
  this->ApplyAdjoint(solution.data(), channels, correction.data(), executor);
  std::transform(correction.begin(), correction.end(), working, working, std::plus<T>());
}

template void
ConvolutionObservation<float>::Background(const float *,
                                          std::size_t,
                                          double,
                                          float *,
                                          const Executor &,
                                          double,
                                          unsigned int) const;
template void
ConvolutionObservation<double>::Background(const double *,
                                           std::size_t,
                                           double,
                                           double *,
                                           const Executor &,
                                           double,
                                           unsigned int) const;
template void
ConvolutionObservation<float>::Project(const float *,
                                       std::size_t,
                                       double,
                                       float *,
                                       const Executor &,
                                       double,
                                       unsigned int) const;
template void
ConvolutionObservation<double>::Project(const double *,
                                        std::size_t,
                                        double,
                                        double *,
                                        const Executor &,
                                        double,
                                        unsigned int) const;
} // namespace phaseharmonics
