// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phSeriesClosedForms.h"

#include "phKernelTestTools.h"

#include <cmath>
#include <stdexcept>

namespace ph = phaseharmonics;
using Kind = ph::SeriesProcessKind;

namespace
{
ph::SeriesProcess
ProcessOf(Kind kind)
{
  ph::SeriesProcess process;
  process.kind = kind;
  return process;
}

/** Mean and standard error of a figure over independent series. */
struct Sample
{
  double mean{ 0.0 };
  double error{ 0.0 };
};

/** Of several figures of each series. */
template <typename TFigures>
std::vector<Sample>
Average(const ph::SeriesProcess & process, std::size_t count, unsigned int runs, const TFigures & figures)
{
  std::vector<Sample> samples;
  for (unsigned int run = 0; run < runs; ++run)
  {
    const std::vector<double> values = figures(ph::GenerateSeries(process, count, 6, run));
    samples.resize(values.size());
    for (std::size_t i = 0; i < values.size(); ++i)
    {
      samples[i].mean += values[i] / runs;
      samples[i].error += values[i] * values[i] / runs;
    }
  }
  for (Sample & sample : samples)
  {
    sample.error = std::sqrt((sample.error - sample.mean * sample.mean) / (runs - 1));
  }
  return samples;
}

/** E[f(X_t) g(X_{t+lag})] over one series. */
template <typename TFirst, typename TSecond>
double
MeanProduct(const std::vector<double> & x, std::size_t lag, const TFirst & f, const TSecond & g)
{
  double sum = 0.0;
  for (std::size_t t = 0; t + lag < x.size(); ++t)
  {
    sum += f(x[t]) * g(x[t + lag]);
  }
  return sum / static_cast<double>(x.size() - lag);
}

const auto identity = [](double x) { return x; };
const auto square = [](double x) { return x * x; };
} // namespace

TEST(SeriesGenerators, FractionalNoiseHasItsCovariance)
{
  const std::vector<std::size_t> lags{ 0, 1, 2, 5, 20, 100 };
  for (const double hurst : { 0.3, 0.5, 0.8 })
  {
    auto process = ProcessOf(Kind::FractionalNoise);
    process.hurst = hurst;
    const auto covariances = Average(process, 4096, 200, [&](const std::vector<double> & x) {
      std::vector<double> values;
      for (const std::size_t lag : lags)
      {
        values.push_back(MeanProduct(x, lag, identity, identity));
      }
      return values;
    });
    for (std::size_t i = 0; i < lags.size(); ++i)
    {
      EXPECT_NEAR(covariances[i].mean, ph::FractionalNoiseCovariance(hurst, lags[i]), 4.0 * covariances[i].error)
        << "H = " << hurst << ", lag " << lags[i];
    }
  }
}

TEST(SeriesGenerators, GaussianSeriesHasAnyCovarianceThatEmbeds)
{
  std::vector<double> covariances(1001);
  for (std::size_t lag = 0; lag < covariances.size(); ++lag)
  {
    covariances[lag] = std::exp(-0.1 * static_cast<double>(lag));
  }
  double sum = 0.0;
  for (std::uint64_t run = 0; run < 100; ++run)
  {
    sum += MeanProduct(ph::GenerateGaussianSeries(covariances, 1, run), 7, identity, identity);
  }
  EXPECT_NEAR(sum / 100, std::exp(-0.7), 0.03);

  covariances[1] = 2.0;
  EXPECT_NE(phaseharmonics_test::InvalidArgument([&] { ph::GenerateGaussianSeries(covariances, 1, 0); }), "");
}

TEST(SeriesGenerators, VolatilityOfMultifractalWalksHasItsCorrelations)
{
  auto process = ProcessOf(Kind::MultifractalRandomWalk);
  process.integralScale = 128;
  const std::vector<std::size_t> lags{ 1, 4, 32, 100 };
  const auto                     samples = Average(process, 8192, 200, [&](const std::vector<double> & x) {
    std::vector<double> values{ MeanProduct(x, 0, identity, identity) };
    for (const std::size_t lag : lags)
    {
      values.push_back(MeanProduct(x, lag, square, square));
    }
    return values;
  });
  EXPECT_NEAR(samples[0].mean, ph::SeriesVariance(process), 4.0 * samples[0].error);
  for (std::size_t i = 0; i < lags.size(); ++i)
  {
    const double expected = std::pow(128.0 / (static_cast<double>(lags[i]) + 1.0), 4.0 * process.intermittency);
    EXPECT_NEAR(samples[i + 1].mean, expected, 4.0 * samples[i + 1].error) << lags[i];
    EXPECT_LT(samples[i + 1].error, 0.02 * expected);
  }
}

TEST(SeriesGenerators, KurtosisIsThatOfTheClosedForms)
{
  for (const Kind kind : { Kind::FractionalNoise, Kind::MultifractalRandomWalk, Kind::MinimalLeverage, Kind::Poisson })
  {
    auto process = ProcessOf(kind);
    process.integralScale = 32;
    const double variance = ph::SeriesVariance(process);
    const auto   fourth = Average(process, 8192, 100, [variance](const std::vector<double> & x) {
      return std::vector<double>{ MeanProduct(x, 0, square, square) / (variance * variance) };
    });
    EXPECT_NEAR(fourth[0].mean, ph::SeriesKurtosis(process), 4.0 * fourth[0].error) << ph::SeriesProcessName(kind);
  }
}

TEST(SeriesGenerators, LeverageIsThatOfTheClosedForms)
{
  const std::vector<std::size_t> lags{ 1, 2, 5, 20 };
  for (const Kind kind : { Kind::SkewedMultifractalWalk, Kind::MinimalLeverage })
  {
    auto process = ProcessOf(kind);
    process.leverage = kind == Kind::MinimalLeverage ? 0.3 : 0.08;
    const auto samples = Average(process, 1 << 14, 100, [&](const std::vector<double> & x) {
      std::vector<double> values{ MeanProduct(x, 0, identity, identity), MeanProduct(x, 5, square, identity) };
      for (const std::size_t lag : lags)
      {
        values.push_back(MeanProduct(x, lag, identity, square));
      }
      return values;
    });
    EXPECT_NEAR(samples[0].mean, ph::SeriesVariance(process), 4.0 * samples[0].error);
    EXPECT_NEAR(samples[1].mean, ph::SeriesLeverage(process, -5), 4.0 * samples[1].error);
    EXPECT_EQ(ph::SeriesLeverage(process, -5), 0.0);
    for (std::size_t i = 0; i < lags.size(); ++i)
    {
      const double expected = ph::SeriesLeverage(process, static_cast<long>(lags[i]));
      EXPECT_NEAR(samples[i + 2].mean, expected, 4.0 * samples[i + 2].error)
        << ph::SeriesProcessName(kind) << " " << lags[i];
      EXPECT_LT(samples[i + 2].error, 0.03);
    }
  }
  auto process = ProcessOf(Kind::SkewedMultifractalWalk);
  process.integralScale = 1024;
  const double checked[4] = { -0.247, -0.166, -0.094, -0.033 };
  for (std::size_t i = 0; i < lags.size(); ++i)
  {
    EXPECT_NEAR(ph::SeriesLeverage(process, static_cast<long>(lags[i])), checked[i], 5e-4);
  }
}

TEST(SeriesGenerators, PoissonNoiseCountsJumps)
{
  auto process = ProcessOf(Kind::Poisson);
  process.intensity = 0.25;
  process.isSigned = false;
  const auto   x = ph::GenerateSeries(process, 200000, 3);
  const double shares[4] = { 0.778801, 0.194700, 0.024338, 0.002028 };
  for (int jumps = 0; jumps < 4; ++jumps)
  {
    const auto   count = std::count(x.begin(), x.end(), static_cast<double>(jumps));
    const double expected = 200000 * shares[jumps];
    EXPECT_NEAR(static_cast<double>(count), expected, 4.0 * std::sqrt(expected)) << jumps;
  }
}

TEST(SeriesGenerators, SeriesDependOnSeedAndStreamOnly)
{
  for (const Kind kind : { Kind::FractionalNoise,
                           Kind::MultifractalRandomWalk,
                           Kind::SkewedMultifractalWalk,
                           Kind::MinimalLeverage,
                           Kind::Poisson })
  {
    const auto process = ProcessOf(kind);
    for (const std::size_t count : { 1, 2, 997, 6062 })
    {
      const auto x = ph::GenerateSeries(process, count, 3, 2);
      ASSERT_EQ(x.size(), count);
      EXPECT_EQ(x, ph::GenerateSeries(process, count, 3, 2));
      EXPECT_TRUE(count < 900 || x != ph::GenerateSeries(process, count, 3, 3));
      EXPECT_TRUE(count < 900 || x != ph::GenerateSeries(process, count, 4, 2));
    }
    EXPECT_EQ(ph::SeriesProcessOfName(ph::SeriesProcessName(kind)), kind);
  }
}

TEST(SeriesGenerators, BadParametersAreNamed)
{
  const auto messageOf = [](Kind kind, const auto & change) {
    auto process = ProcessOf(kind);
    change(process);
    return phaseharmonics_test::InvalidArgument([&] { ph::GenerateSeries(process, 100, 0); });
  };
  using Process = ph::SeriesProcess;
  EXPECT_NE(messageOf(Kind::FractionalNoise, [](Process & p) { p.hurst = 1.0; }).find("Hurst"), std::string::npos);
  EXPECT_NE(messageOf(Kind::MinimalLeverage, [](Process & p) { p.hurst = 0.6; }).find("Hurst"), std::string::npos);
  EXPECT_NE(messageOf(Kind::MultifractalRandomWalk, [](Process & p) { p.intermittency = -1.0; }).find("intermittency"),
            std::string::npos);
  EXPECT_NE(messageOf(Kind::MultifractalRandomWalk, [](Process & p) { p.integralScale = 1; }).find("integral scale"),
            std::string::npos);
  EXPECT_NE(messageOf(Kind::SkewedMultifractalWalk, [](Process & p) { p.leverageMemory = 0.0; }).find("memory"),
            std::string::npos);
  EXPECT_NE(messageOf(Kind::MinimalLeverage, [](Process & p) { p.leverageLag = 0; }).find("lag"), std::string::npos);
  EXPECT_NE(messageOf(Kind::Poisson, [](Process & p) { p.intensity = 0.0; }).find("intensity"), std::string::npos);
  EXPECT_THROW(ph::GenerateSeries(Process{}, 0, 0), std::invalid_argument);
  EXPECT_THROW(ph::SeriesProcessOfName("Brownian"), std::invalid_argument);
  EXPECT_THROW(ph::LogCumulant(ProcessOf(Kind::Poisson), 1), std::invalid_argument);
  EXPECT_THROW(ph::SeriesKurtosis(ProcessOf(Kind::SkewedMultifractalWalk)), std::invalid_argument);
}
