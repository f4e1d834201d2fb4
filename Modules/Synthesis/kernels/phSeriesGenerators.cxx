// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phSeriesGenerators.h"

#include "phAlignedBuffer.h"
#include "phFourierTransform.h"
#include "phRandom.h"
#include "phSeriesClosedForms.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>
#include <string>
#include <utility>

namespace phaseharmonics
{
namespace
{
constexpr std::array<std::pair<SeriesProcessKind, const char *>, 5> Names{
  { { SeriesProcessKind::FractionalNoise, "FractionalNoise" },
    { SeriesProcessKind::MultifractalRandomWalk, "MultifractalRandomWalk" },
    { SeriesProcessKind::SkewedMultifractalWalk, "SkewedMultifractalWalk" },
    { SeriesProcessKind::MinimalLeverage, "MinimalLeverage" },
    { SeriesProcessKind::Poisson, "Poisson" } }
};

/** Independent parts of one series have streams of their own. */
constexpr std::uint64_t PartsOfStream = 4;
constexpr double        NegativeEigenvalueTolerance = 1e-10;
constexpr double        NegligibleKernelShare = 1e-12;

Grid
LineGrid(std::size_t count)
{
  return Grid{ 1, { { count, 1, 1 } } };
}

std::size_t
SmoothSize(std::size_t least)
{
  for (std::size_t size = least;; ++size)
  {
    std::size_t rest = size;
    for (const std::size_t factor : { 2, 3, 5 })
    {
      while (rest % factor == 0)
      {
        rest /= factor;
      }
    }
    if (rest == 1)
    {
      return size;
    }
  }
}

std::vector<double>
WhiteNoise(std::size_t count, std::uint64_t seed, std::uint64_t stream)
{
  std::vector<double> noise(count);
  FillStandardNormal(noise.data(), count, seed, stream);
  return noise;
}

std::vector<double>
FractionalNoise(double hurst, std::size_t count, std::uint64_t seed, std::uint64_t stream)
{
  if (hurst == 0.5)
  {
    return WhiteNoise(count, seed, stream);
  }
  std::vector<double> covariances(count + 1);
  for (std::size_t lag = 0; lag <= count; ++lag)
  {
    covariances[lag] = FractionalNoiseCovariance(hurst, lag);
  }
  return GenerateGaussianSeries(covariances, seed, stream);
}

/** w, of mean -C_0, so that E exp(2 w) = 1. The mean over the sample is not subtracted: that would take away the
 *  fluctuations of the largest scales. */
std::vector<double>
LogVolatility(const SeriesProcess & process, std::size_t count, std::uint64_t seed, std::uint64_t stream)
{
  std::vector<double> covariances(count + 1);
  for (std::size_t lag = 0; lag <= count; ++lag)
  {
    covariances[lag] = LogVolatilityCovariance(process, lag);
  }
  auto w = GenerateGaussianSeries(covariances, seed, stream);
  for (double & value : w)
  {
    value -= covariances[0];
  }
  return w;
}

/** sum_{k >= 1} K_k eps_{t-k} for t = 0 .. count-1; eps starts at time -K.size(). */
std::vector<double>
PastInnovations(const std::vector<double> & kernel, const std::vector<double> & innovations)
{
  const std::size_t                   size = SmoothSize(innovations.size() + kernel.size() + 1);
  const FourierTransform<double>      transform(LineGrid(size));
  AlignedBuffer<double>               a(size);
  AlignedBuffer<double>               b(size);
  AlignedBuffer<std::complex<double>> spectrumOfA(size / 2 + 1);
  AlignedBuffer<std::complex<double>> spectrumOfB(size / 2 + 1);
  std::copy(innovations.begin(), innovations.end(), a.begin());
  std::copy(kernel.begin(), kernel.end(), b.begin() + 1);
  transform.Forward(a.data(), spectrumOfA.data());
  transform.Forward(b.data(), spectrumOfB.data());
  for (std::size_t k = 0; k < spectrumOfA.size(); ++k)
  {
    spectrumOfA[k] *= spectrumOfB[k] / static_cast<double>(size);
  }
  transform.Inverse(spectrumOfA.data(), a.data());
  const auto first = static_cast<std::ptrdiff_t>(kernel.size());
  return std::vector<double>(a.begin() + first, a.begin() + static_cast<std::ptrdiff_t>(innovations.size()));
}

std::vector<double>
SkewedWalk(const SeriesProcess & process, std::size_t count, std::uint64_t seed, std::uint64_t stream)
{
  const auto kernel = LeverageKernel(process);
  const auto innovations = WhiteNoise(count + kernel.size(), seed, stream);
  const auto past = PastInnovations(kernel, innovations);
  auto       series = LogVolatility(process, count, seed, stream + 1);
  for (std::size_t t = 0; t < count; ++t)
  {
    series[t] = innovations[t + kernel.size()] * std::exp(series[t] - past[t]);
  }
  return series;
}

std::vector<double>
MinimalLeverage(const SeriesProcess & process, std::size_t count, std::uint64_t seed, std::uint64_t stream)
{
  const auto          innovations = WhiteNoise(count + process.leverageLag, seed, stream);
  std::vector<double> series(count);
  for (std::size_t t = 0; t < count; ++t)
  {
    series[t] = innovations[t + process.leverageLag] * (1.0 + process.leverage * innovations[t]);
  }
  return series;
}

/** The number of jumps in a sample is a Poisson variable, found by inverting its distribution function. */
std::vector<double>
PoissonNoise(const SeriesProcess & process, std::size_t count, std::uint64_t seed, std::uint64_t stream)
{
  std::vector<double> uniform(count);
  FillUniform(uniform.data(), count, seed, stream);
  std::vector<double> series(count);
  for (std::size_t t = 0; t < count; ++t)
  {
    double       probability = std::exp(-process.intensity);
    double       distribution = probability;
    unsigned int jumps = 0;
    while (uniform[t] > distribution && jumps < 64)
    {
      ++jumps;
      probability *= process.intensity / jumps;
      distribution += probability;
    }
    for (unsigned int jump = 0; jump < jumps; ++jump)
    {
      const bool isNegative = process.isSigned && (Philox(seed, stream + 1, t)[jump % 4] >> (jump / 4) & 1u) != 0;
      series[t] += isNegative ? -1.0 : 1.0;
    }
  }
  return series;
}

void
Require(bool condition, const std::string & message)
{
  if (!condition)
  {
    throw std::invalid_argument(message);
  }
}
} // namespace

const char *
SeriesProcessName(SeriesProcessKind kind)
{
  for (const auto & entry : Names)
  {
    if (entry.first == kind)
    {
      return entry.second;
    }
  }
  return "unknown";
}

SeriesProcessKind
SeriesProcessOfName(const char * name)
{
  for (const auto & entry : Names)
  {
    if (std::string(entry.second) == name)
    {
      return entry.first;
    }
  }
  throw std::invalid_argument(std::string("there is no process named ") + name);
}

void
CheckSeriesProcess(const SeriesProcess & process)
{
  const bool hasLogVolatility = process.kind == SeriesProcessKind::MultifractalRandomWalk ||
                                process.kind == SeriesProcessKind::SkewedMultifractalWalk;
  const bool hasLeverage =
    process.kind == SeriesProcessKind::SkewedMultifractalWalk || process.kind == SeriesProcessKind::MinimalLeverage;
  Require(process.hurst > 0.0 && process.hurst < 1.0, "the Hurst exponent must lie between 0 and 1");
  Require(!hasLeverage || process.hurst == 0.5, "a process with leverage needs the Hurst exponent 0.5");
  Require(!hasLogVolatility || (process.intermittency >= 0.0 && std::isfinite(process.intermittency)),
          "the intermittency must not be negative");
  Require(!hasLogVolatility || process.integralScale >= 2, "the integral scale must be at least 2 samples");
  Require(!hasLeverage || std::isfinite(process.leverage), "the leverage must be finite");
  Require(process.kind != SeriesProcessKind::SkewedMultifractalWalk ||
            (process.leverageExponent >= 0.0 && process.leverageMemory > 0.0 && process.leverageMemory <= 1e5),
          "the leverage needs an exponent of at least 0 and a memory above 0 and up to 1e5 samples");
  Require(process.kind != SeriesProcessKind::MinimalLeverage || process.leverageLag >= 1,
          "the lag of the leverage must be at least 1 sample");
  Require(process.kind != SeriesProcessKind::Poisson || (process.intensity > 0.0 && process.intensity <= 1.0),
          "the intensity must lie between 0 and 1 jumps for each sample");
}

std::vector<double>
LeverageKernel(const SeriesProcess & process)
{
  std::vector<double> kernel;
  if (process.kind != SeriesProcessKind::SkewedMultifractalWalk || process.leverage == 0.0)
  {
    return kernel;
  }
  for (std::size_t k = 1;; ++k)
  {
    const auto   lag = static_cast<double>(k);
    const double share = std::pow(lag, -process.leverageExponent) * std::exp(-lag / process.leverageMemory);
    if (share < NegligibleKernelShare)
    {
      return kernel;
    }
    kernel.push_back(process.leverage * share);
  }
}

std::vector<double>
GenerateGaussianSeries(const std::vector<double> & covariances, std::uint64_t seed, std::uint64_t stream)
{
  Require(covariances.size() >= 2, "a series needs at least one sample");
  const std::size_t                   count = covariances.size() - 1;
  const std::size_t                   period = 2 * count;
  const FourierTransform<double>      transform(LineGrid(period));
  AlignedBuffer<std::complex<double>> spectrum(period);
  for (std::size_t lag = 0; lag <= count; ++lag)
  {
    spectrum[lag] = covariances[lag];
    spectrum[(period - lag) % period] = covariances[lag];
  }
  transform.ForwardComplex(spectrum.data());
  double largest = 0.0;
  for (const auto & eigenvalue : spectrum)
  {
    largest = std::max(largest, eigenvalue.real());
  }
  std::vector<double> noise = WhiteNoise(2 * period, seed, stream);
  for (std::size_t k = 0; k < period; ++k)
  {
    const double eigenvalue = spectrum[k].real();
    Require(eigenvalue >= -NegativeEigenvalueTolerance * largest,
            "the covariances have no circulant embedding: an eigenvalue is negative");
    spectrum[k] = std::sqrt(std::max(0.0, eigenvalue) / static_cast<double>(period)) *
                  std::complex<double>(noise[2 * k], noise[2 * k + 1]);
  }
  transform.ForwardComplex(spectrum.data());
  std::vector<double> series(count);
  for (std::size_t t = 0; t < count; ++t)
  {
    series[t] = spectrum[t].real();
  }
  return series;
}

std::vector<double>
GenerateSeries(const SeriesProcess & process, std::size_t count, std::uint64_t seed, std::uint64_t stream)
{
  CheckSeriesProcess(process);
  Require(count >= 1, "a series needs at least one sample");
  const std::uint64_t first = PartsOfStream * stream;
  switch (process.kind)
  {
    case SeriesProcessKind::FractionalNoise:
      return FractionalNoise(process.hurst, count, seed, first);
    case SeriesProcessKind::MultifractalRandomWalk: {
      auto       series = FractionalNoise(process.hurst, count, seed, first);
      const auto w = LogVolatility(process, count, seed, first + 1);
      for (std::size_t t = 0; t < count; ++t)
      {
        series[t] *= std::exp(w[t]);
      }
      return series;
    }
    case SeriesProcessKind::SkewedMultifractalWalk:
      return SkewedWalk(process, count, seed, first);
    case SeriesProcessKind::MinimalLeverage:
      return MinimalLeverage(process, count, seed, first);
    case SeriesProcessKind::Poisson:
      return PoissonNoise(process, count, seed, first);
  }
  throw std::invalid_argument("unknown process");
}

std::vector<double>
IntegrateSeries(const std::vector<double> & increments)
{
  std::vector<double> path(increments);
  for (std::size_t n = 1; n < path.size(); ++n)
  {
    path[n] += path[n - 1];
  }
  return path;
}
} // namespace phaseharmonics
