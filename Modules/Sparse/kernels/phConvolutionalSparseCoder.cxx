// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phConvolutionalSparseCoder.h"

#include "phConvolutionalSparseCoderInternal.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>
#include <vector>

namespace phaseharmonics
{
namespace
{
// Products of images on the working observed grid with the weights.
template <typename T>
struct WeightedProducts
{
  const AlignedBuffer<T> & weights;

  double
  operator()(const AlignedBuffer<T> & a, const AlignedBuffer<T> & b) const
  {
    double sum = 0.0;
    for (std::size_t i = 0, pixel = 0; i < a.size(); ++i)
    {
      const double product = static_cast<double>(a[i]) * static_cast<double>(b[i]);
      sum += weights.size() > 0 ? static_cast<double>(weights[pixel]) * product : product;
      pixel = pixel + 1 == weights.size() ? 0 : pixel + 1;
    }
    return sum;
  }
};

template <typename T>
void
MultiplyByWeights(const AlignedBuffer<T> & weights, AlignedBuffer<T> & values)
{
  for (std::size_t i = 0; weights.size() > 0 && i < values.size(); ++i)
  {
    values[i] *= weights[i % weights.size()];
  }
}
} // namespace

template <typename T>
ConvolutionalSparseCoder<T>::ConvolutionalSparseCoder(std::shared_ptr<const ConvolutionObservation<T>> observation,
                                                      std::shared_ptr<const Dictionary<T>>             dictionary,
                                                      const Executor &                                 executor)
  : m_Engine(std::make_unique<Engine>(std::move(observation), std::move(dictionary), executor))
{}

template <typename T>
ConvolutionalSparseCoder<T>::~ConvolutionalSparseCoder() = default;

template <typename T>
const ConvolutionObservation<T> &
ConvolutionalSparseCoder<T>::GetObservation() const
{
  return *m_Engine->observation;
}

template <typename T>
const Dictionary<T> &
ConvolutionalSparseCoder<T>::GetDictionary() const
{
  return *m_Engine->dictionary;
}

template <typename T>
std::size_t
ConvolutionalSparseCoder<T>::GetCodeSize() const
{
  return m_Engine->atoms * m_Engine->pixels;
}

template <typename T>
double
ConvolutionalSparseCoder<T>::GetLipschitzConstant() const
{
  return m_Engine->lipschitz;
}

template <typename T>
double
ConvolutionalSparseCoder<T>::GetNoiseGain() const
{
  return m_Engine->noiseGain;
}

template <typename T>
std::size_t
ConvolutionalSparseCoder<T>::PeakMemoryInBytes() const
{
  const Engine &    e = *m_Engine;
  const std::size_t spectra = (e.atoms + e.groups + 1) * e.channels + 2; // atoms, sums, residual, one for each thread
  const std::size_t images = e.atoms * e.pixels + 4 * e.channels * e.observedPixels;
  return spectra * e.stride * sizeof(std::complex<T>) + images * sizeof(T);
}

template <typename T>
double
ConvolutionalSparseCoder<T>::LambdaMax(const T * observed, bool isNonNegative, const Executor & executor) const
{
  const Engine &   e = *m_Engine;
  AlignedBuffer<T> data(e.channels * e.observedPixels);
  e.observation->Extend(observed, e.channels, data.data());
  MultiplyByWeights(e.observation->GetWorkingWeights(), data);
  return e.LargestCorrelation(data.data(), isNonNegative, executor);
}

template <typename T>
SparseCodeReport
ConvolutionalSparseCoder<T>::Encode(const T *                  observed,
                                    T *                        code,
                                    bool                       isWarmStart,
                                    const SparseCodeProblem &  problem,
                                    const SparseCodeStopping & stopping,
                                    const Executor &           executor,
                                    const Observer &           observer) const
{
  CheckSparseCodeParameters(problem, stopping);
  const Engine &            e = *m_Engine;
  const auto &              weights = e.observation->GetWorkingWeights();
  const WeightedProducts<T> product{ weights };
  AlignedBuffer<T>          data(e.channels * e.observedPixels);
  AlignedBuffer<T>          residual(data.size());
  e.observation->Extend(observed, e.channels, data.data());

  SparseCodeReport report;
  std::copy(data.begin(), data.end(), residual.begin());
  MultiplyByWeights(weights, residual);
  report.lambdaMax = e.LargestCorrelation(residual.data(), problem.isNonNegative, executor);
  report.lambda = problem.lambdaIsRatio ? problem.lambda * report.lambdaMax : problem.lambda;
  const double energy = 0.5 * product(data, data);
  if (!std::isfinite(energy) || !std::isfinite(report.lambdaMax))
  {
    throw std::invalid_argument("The values of the image are too large.");
  }
  const std::size_t size = this->GetCodeSize();
  if (report.lambda >= report.lambdaMax)
  {
    std::fill_n(code, size, T(0));
    report.objective = energy;
    report.hasConverged = true;
    return report;
  }

  AlignedBuffer<T>               other(size);
  AlignedBuffer<std::complex<T>> sums = e.MakeSums();
  AlignedBuffer<std::complex<T>> adjoint(e.channels * e.stride);
  AlignedBuffer<T>               image(data.size()); // A z
  AlignedBuffer<T>               previousImage(data.size());
  T *                            z = code;
  T *                            previous = other.data();
  double                         l1 = 0.0;
  if (isWarmStart)
  {
    for (std::size_t i = 0; i < size; ++i)
    {
      if (!std::isfinite(z[i]))
      {
        throw std::invalid_argument("The code to start from has values that are not finite.");
      }
      z[i] = problem.isNonNegative ? std::max(T(0), z[i]) : z[i];
      l1 += std::abs(static_cast<double>(z[i]));
      report.supportSize += z[i] != T(0) ? 1 : 0;
    }
    std::copy_n(z, size, previous);
    e.Synthesize(sums, executor, [&](std::size_t k, std::complex<T> *) { return z + k * e.pixels; });
    e.observation->ApplyToSpectra(sums.data(), e.stride, e.channels, e.InverseFactor(), image.data(), executor);
    std::copy(image.begin(), image.end(), previousImage.begin());
  }
  else
  {
    std::fill_n(z, size, T(0));
  }

  // Iterations with full momentum and longer steps, restarted when they turn uphill, are about twice as fast as those
  // with Nesterov's (Liang, Luo and Schoenlieb 2022, "greedy" FISTA); steps are shortened to safe ones if they fail.
  double                     relaxation = 1.3;
  T                          momentum = T(0);
  std::vector<ShrinkageSums> sumsOfMap(e.atoms);
  double                     bestDual = 0.0; // that of theta = 0
  double                     misfit = 0.0;
  const auto                 measure = [&] {
    for (std::size_t i = 0; i < data.size(); ++i)
    {
      residual[i] = data[i] - image[i];
    }
    misfit = 0.5 * product(residual, residual);
    report.objective = misfit + report.lambda * l1;
  };
  measure();
  while (true)
  {
    report.dualGap = std::max(0.0, report.objective - bestDual);
    report.relativeDualGap = report.dualGap / energy;
    report.hasConverged = report.iterations > 0 && report.relativeDualGap <= stopping.relativeGapTolerance;
    if ((report.iterations > 0 && observer && !observer(report)) || report.hasConverged ||
        report.iterations >= stopping.maximumIterations)
    {
      break;
    }

    // Residual at v, the code with its momentum.
    for (std::size_t i = 0; i < data.size(); ++i)
    {
      residual[i] = data[i] - (image[i] + momentum * (image[i] - previousImage[i]));
    }
    const double alignmentWithData = product(data, residual);
    const double norm = product(residual, residual);
    MultiplyByWeights(weights, residual);
    e.observation->ApplyAdjointToSpectra(
      residual.data(), e.channels, e.InverseFactor(), adjoint.data(), e.stride, executor);
    e.Synthesize(sums, executor, [&](std::size_t k, std::complex<T> * scratch) -> const T * {
      const T * const        correlation = e.Analyze(adjoint.data(), k, scratch);
      T * const              next = previous + k * e.pixels;
      const double           step = (momentum == T(0) ? 1.0 : relaxation) * e.steps[k];
      const ShrinkageStep<T> shrinkage{
        momentum, static_cast<T>(step), static_cast<T>(step * report.lambda), problem.isNonNegative
      };
      sumsOfMap[k] = ShrinkageSums{};
      e.kernels.shrink(correlation, z + k * e.pixels, e.pixels, shrinkage, next, sumsOfMap[k]);
      return sumsOfMap[k].support > 0 ? next : nullptr;
    });
    std::swap(z, previous);
    std::swap(image, previousImage);
    e.observation->ApplyToSpectra(sums.data(), e.stride, e.channels, e.InverseFactor(), image.data(), executor);

    ShrinkageSums total;
    for (std::size_t k = 0; k < e.atoms; ++k)
    {
      const ShrinkageSums & map = sumsOfMap[k];
      total.l1 += map.l1;
      total.alignment += map.alignment / e.steps[k];
      total.support += map.support;
      total.largestCorrelation = std::max(total.largestCorrelation, map.largestCorrelation);
    }
    // Any residual gives a dual point: that at v costs nothing.
    const double scale = total.largestCorrelation > report.lambda ? report.lambda / total.largestCorrelation : 1.0;
    bestDual = std::max(bestDual, scale * alignmentWithData - 0.5 * scale * scale * norm);
    l1 = total.l1;
    report.supportSize = total.support;
    ++report.iterations;
    const double before = report.objective;
    measure();

    const bool isWorse = report.objective > before;
    if (isWorse)
    {
      relaxation = std::max(1.0, 0.96 * relaxation);
    }
    // The first two steps are plain: they solve what has a closed form.
    momentum = isWorse || total.alignment > 0.0 || report.iterations < 2 ? T(0) : T(1);
  }
  if (z != code)
  {
    std::copy_n(z, size, code);
  }
  return report;
}

template <typename T>
void
ConvolutionalSparseCoder<T>::Reconstruct(const T * code, T * working, const Executor & executor) const
{
  const Engine &                 e = *m_Engine;
  AlignedBuffer<std::complex<T>> sums = e.MakeSums();
  e.Synthesize(sums, executor, [&](std::size_t k, std::complex<T> *) { return code + k * e.pixels; });
  e.observation->Inverse(sums.data(), e.stride, e.channels, working, executor);
}

template <typename T>
void
ConvolutionalSparseCoder<T>::Residual(const T *        observed,
                                      const T *        working,
                                      T *              residual,
                                      const Executor & executor) const
{
  const Engine &   e = *m_Engine;
  const auto &     weights = e.observation->GetWorkingWeights();
  AlignedBuffer<T> data(e.channels * e.observedPixels);
  AlignedBuffer<T> image(data.size());
  e.observation->Extend(observed, e.channels, data.data());
  e.observation->Apply(working, e.channels, image.data(), executor);
  for (std::size_t i = 0; i < data.size(); ++i)
  {
    const bool isObserved = weights.size() == 0 || weights[i % weights.size()] > T(0);
    data[i] = isObserved ? data[i] - image[i] : T(0);
  }
  e.observation->CropObserved(data.data(), e.channels, residual);
}

template class ConvolutionalSparseCoder<float>;
template class ConvolutionalSparseCoder<double>;
} // namespace phaseharmonics
