// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phSeriesClosedForms.h"
#include "phSeriesFigures.h"

#include "phKernelTestTools.h"
#include "phSeriesTestTools.h"

#include <numeric>

namespace ph = phaseharmonics;
using Kind = ph::SeriesProcessKind;
using phaseharmonics_test::InvalidArgument;
using phaseharmonics_test::Noise;

namespace
{
const ph::SerialExecutor executor;

ph::SeriesStatistics
StatisticsOf(const std::vector<double> & x, unsigned int replicates = 0)
{
  ph::SeriesStatisticsOptions options;
  options.replicates = replicates;
  return ph::EstimateSeriesStatistics(x.data(), x.size(), options, executor);
}

std::vector<double>
Skewed(std::size_t count, std::uint64_t stream = 0)
{
  ph::SeriesProcess process;
  process.kind = Kind::SkewedMultifractalWalk;
  return ph::GenerateSeries(process, count, 17, stream);
}
} // namespace

TEST(SeriesStatistics, AreTheSumsOfTheirFormulas)
{
  auto x = Skewed(501);
  for (double & value : x)
  {
    value = 0.02 * value + 0.001;
  }
  const auto   statistics = StatisticsOf(x);
  const auto   count = static_cast<double>(x.size());
  const double mean = std::accumulate(x.begin(), x.end(), 0.0) / count;
  double       m[5] = {};
  double       meanModulus = 0.0;
  for (const double value : x)
  {
    for (int order = 2; order < 5; ++order)
    {
      m[order] += std::pow(value - mean, order) / count;
    }
    meanModulus += std::abs(value - mean) / count;
  }
  const double s = std::sqrt(m[2]);
  EXPECT_NEAR(statistics.mean, mean, 1e-15);
  EXPECT_NEAR(statistics.standardDeviation, s, 1e-15);
  EXPECT_NEAR(statistics.meanEstimate.value, mean, 1e-15);
  EXPECT_NEAR(statistics.deviationEstimate.value, s, 1e-15);
  EXPECT_NEAR(statistics.skewness.value, m[3] / (s * s * s), 1e-10);
  EXPECT_NEAR(statistics.kurtosis.value, m[4] / (m[2] * m[2]), 1e-10);

  double after = 0.0;
  double before = 0.0;
  for (int tau = -20; tau <= 20; ++tau)
  {
    double sum = 0.0;
    int    pairs = 0;
    for (int t = 0; t < 501; ++t)
    {
      if (t + tau >= 0 && t + tau < 501)
      {
        sum += std::pow(x[t + tau] - mean, 2) * (x[t] - mean);
        ++pairs;
      }
    }
    const double leverage = sum / pairs / (s * s * s);
    EXPECT_NEAR(statistics.LeverageAt(tau).value, leverage, 1e-10) << tau;
    (tau > 0 ? after : before) += tau == 0 ? 0.0 : leverage;
  }
  EXPECT_NEAR(statistics.leverageAfter.value, after / 20, 1e-10);
  EXPECT_NEAR(statistics.leverageBefore.value, before / 20, 1e-10);
  EXPECT_NEAR(statistics.timeAsymmetry.value, after - before, 1e-10);

  double sum = 0.0;
  double variance = 0.0;
  for (int t = 0; t < 501; ++t)
  {
    const double modulus = std::abs(x[t] - mean) - meanModulus;
    variance += modulus * modulus / count;
    sum += t + 7 < 501 ? modulus * (std::abs(x[t + 7] - mean) - meanModulus) / (count - 7.0) : 0.0;
  }
  EXPECT_NEAR(statistics.volatilityAutocorrelation[7].value, sum / variance, 1e-10);
  EXPECT_NEAR(statistics.volatilityAutocorrelation[0].value, 1.0, 1e-12);
  EXPECT_NEAR(
    std::accumulate(statistics.density.begin(), statistics.density.end(), 0.0) * statistics.binWidth, 1.0, 1e-12);
}

TEST(SeriesStatistics, ReversalAndNegationChangeSignsOnly)
{
  const auto x = Skewed(2000);
  auto       negated = x;
  for (double & value : negated)
  {
    value = -value;
  }
  const std::vector<double> reversed(x.rbegin(), x.rend());
  const auto                a = StatisticsOf(x);
  const auto                b = StatisticsOf(reversed);
  const auto                c = StatisticsOf(negated);
  EXPECT_NEAR(b.timeAsymmetry.value, -a.timeAsymmetry.value, 1e-10);
  EXPECT_NEAR(c.skewness.value, -a.skewness.value, 1e-12);
  EXPECT_NEAR(c.kurtosis.value, a.kurtosis.value, 1e-11);
  for (int tau = -100; tau <= 100; ++tau)
  {
    EXPECT_NEAR(b.LeverageAt(tau).value, a.LeverageAt(-tau).value, 1e-10);
    EXPECT_NEAR(c.LeverageAt(tau).value, -a.LeverageAt(tau).value, 1e-10);
  }
}

TEST(SeriesStatistics, LeverageOfSeriesIsThatOfTheProcess)
{
  ph::SeriesProcess process;
  process.kind = Kind::SkewedMultifractalWalk;
  const double scale = std::pow(ph::SeriesVariance(process), 1.5);
  const auto   statistics = StatisticsOf(Skewed(1 << 17), 100);
  for (const int tau : { -20, -5, -1, 1, 2, 5, 20 })
  {
    const auto & leverage = statistics.LeverageAt(tau);
    EXPECT_NEAR(leverage.value, ph::SeriesLeverage(process, tau) / scale, 4.0 * leverage.standardError) << tau;
    EXPECT_LT(leverage.standardError, 0.03);
  }
}

TEST(SeriesStatistics, StandardErrorsAreThoseOfRepeatedDraws)
{
  constexpr double  runs = 100.0;
  double            sum = 0.0;
  double            squares = 0.0;
  double            error = 0.0;
  int               covered = 0;
  ph::SeriesProcess process;
  process.kind = Kind::SkewedMultifractalWalk;
  process.integralScale = 64;
  process.leverageMemory = 20.0;
  double truth = 0.0;
  for (int tau = 1; tau <= 20; ++tau)
  {
    truth += ph::SeriesLeverage(process, tau) / std::pow(ph::SeriesVariance(process), 1.5) / 20.0;
  }
  for (std::uint64_t run = 0; run < runs; ++run)
  {
    const auto x = ph::GenerateSeries(process, 4096, 23, run);
    const auto estimate = StatisticsOf(x, 99).leverageAfter;
    sum += estimate.value;
    squares += estimate.value * estimate.value;
    error += estimate.standardError / runs;
    covered += estimate.low <= truth && truth <= estimate.high ? 1 : 0;
  }
  const double deviation = std::sqrt(squares / runs - (sum / runs) * (sum / runs));
  EXPECT_NEAR(error / deviation, 1.0, 0.25) << covered;
  EXPECT_GE(covered, 82);
}

TEST(SeriesFigures, HoldAllFiguresOfASeries)
{
  const auto               x = Skewed(4096);
  ph::SeriesFiguresOptions options;
  ph::SetBootstrap(options, 20, 3);
  const auto figures = ph::EstimateSeriesFigures(x.data(), x.size(), options, executor);
  EXPECT_NEAR(figures.Zeta(2.0).value, 1.0, 0.2);
  EXPECT_GT(figures.Zeta(2.0).standardError, 0.0);
  EXPECT_NEAR(figures.C1().value, 0.54, 0.1);
  EXPECT_LT(figures.C2().value, 0.0);
  EXPECT_THROW(figures.Zeta(1.25), std::invalid_argument);

  const auto again = ph::EstimateSeriesFigures(x.data(), x.size(), options, phaseharmonics_test::ReversingExecutor());
  EXPECT_EQ(figures.statistics.leverageAfter.standardError, again.statistics.leverageAfter.standardError);
  EXPECT_EQ(figures.statistics.quantiles[3].low, again.statistics.quantiles[3].low);
}

TEST(SeriesStatistics, ErrorsOfWhiteNoiseAreThoseOfTheory)
{
  const auto statistics = StatisticsOf(Noise<double>(1 << 14, 1), 399);
  EXPECT_NEAR(statistics.meanEstimate.standardError, 1.0 / 128.0, 0.15 / 128.0);
  EXPECT_NEAR(statistics.deviationEstimate.standardError, std::sqrt(0.5) / 128.0, 0.15 / 128.0);
  EXPECT_NEAR(statistics.skewness.standardError, std::sqrt(6.0) / 128.0, 0.4 / 128.0);
  EXPECT_NEAR(statistics.volatilityAutocorrelation[7].standardError, 1.0 / 128.0, 0.2 / 128.0);
  EXPECT_NEAR(statistics.LeverageAt(3).standardError, std::sqrt(2.0) / 128.0, 0.3 / 128.0);
}

TEST(SeriesStatistics, BadInputIsNamed)
{
  const auto messageOf = [](const std::vector<double> & x) { return InvalidArgument([&] { StatisticsOf(x); }); };
  auto       x = Noise<double>(100, 1);
  EXPECT_EQ(messageOf(x), "");
  x[50] = std::numeric_limits<double>::infinity();
  EXPECT_NE(messageOf(x).find("sample 50"), std::string::npos);
  x[50] = 1e200;
  EXPECT_NE(messageOf(x).find("sample 50 is too large"), std::string::npos);
  EXPECT_NE(messageOf(std::vector<double>(100, 0.1)).find("constant"), std::string::npos);
  EXPECT_NE(messageOf(Noise<double>(10, 1)).find("at least 16"), std::string::npos);
}
