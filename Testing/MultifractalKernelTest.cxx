// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phMultifractalSpectrum.h"
#include "phSeriesClosedForms.h"

#include "phKernelTestTools.h"
#include "phSeriesTestTools.h"
#include "refWaveletLeaders.h"

namespace ph = phaseharmonics;
namespace ref = phaseharmonics_reference;
using Kind = ph::SeriesProcessKind;
using phaseharmonics_test::InvalidArgument;
using phaseharmonics_test::Noise;
using phaseharmonics_test::ReversingExecutor;

namespace
{
const ph::SerialExecutor executor;
constexpr double         infinity = std::numeric_limits<double>::infinity();

std::vector<double>
PathOf(const ph::SeriesProcess & process, std::size_t count, std::uint64_t stream = 0)
{
  return ph::IntegrateSeries(ph::GenerateSeries(process, count, 11, stream));
}

ph::SeriesProcess
FractionalNoise(double hurst)
{
  ph::SeriesProcess process;
  process.kind = Kind::FractionalNoise;
  process.hurst = hurst;
  return process;
}

ph::SeriesProcess
RandomWalk(double intermittency, std::size_t integralScale)
{
  ph::SeriesProcess process;
  process.intermittency = intermittency;
  process.integralScale = integralScale;
  return process;
}
} // namespace

TEST(WaveletLeaders, CoefficientsAreInnerProductsWithTheWavelet)
{
  for (const std::size_t count : { 64, 97, 128 })
  {
    const auto path = ph::IntegrateSeries(Noise<double>(count, 1));
    const auto scales = ph::DaubechiesCoefficients(path.data(), count);
    ASSERT_GE(scales.size(), 3u);
    for (std::size_t j = 1; j <= scales.size(); ++j)
    {
      const auto expected = ref::Coefficients(path, static_cast<int>(j));
      ASSERT_EQ(scales[j - 1].values.size(), expected.size()) << count << " scale " << j;
      for (std::size_t i = 0; i < expected.size(); ++i)
      {
        EXPECT_EQ(static_cast<long>(scales[j - 1].first + i), expected[i].interval);
        EXPECT_NEAR(scales[j - 1].values[i], expected[i].value, 1e-10);
      }
    }
  }
}

TEST(WaveletLeaders, PolynomialsOfDegreeTwoVanish)
{
  std::vector<double> path(256);
  for (std::size_t n = 0; n < path.size(); ++n)
  {
    const auto t = 0.01 * static_cast<double>(n);
    path[n] = 3.0 - 2.0 * t + t * t;
  }
  for (const auto & scale : ph::DaubechiesCoefficients(path.data(), path.size()))
  {
    for (const double value : scale.values)
    {
      EXPECT_NEAR(value, 0.0, 1e-11);
    }
  }
}

TEST(WaveletLeaders, AreThoseOfABruteForceSearch)
{
  for (const std::size_t count : { 64, 101, 200 })
  {
    const auto                                path = ph::IntegrateSeries(Noise<double>(count, 2));
    std::vector<std::vector<ref::ScalePoint>> all;
    for (int j = 1; j <= 6; ++j)
    {
      all.push_back(ref::Coefficients(path, j));
    }
    const auto coefficients = ph::DaubechiesCoefficients(path.data(), count);
    for (const double p : { 1.0, 2.0, infinity })
    {
      const auto leaders = ph::WaveletLeaders(coefficients, p);
      for (std::size_t level = 0; level < leaders.size(); ++level)
      {
        const auto & scale = leaders[level];
        const int    j = static_cast<int>(level) + 1;
        for (std::size_t i = 0; i < scale.values.size(); ++i)
        {
          EXPECT_NEAR(scale.values[i], ref::Leader(all, j, static_cast<long>(scale.first + i), p), 1e-10);
        }
        EXPECT_TRUE(std::isnan(ref::Leader(all, j, static_cast<long>(scale.first) - 1, p)));
        EXPECT_TRUE(std::isnan(ref::Leader(all, j, static_cast<long>(scale.first + scale.values.size()), p)));
      }
    }
  }
}

TEST(StructureFunctions, SlopeWeightsGiveTheLeastSquaresLine)
{
  const std::vector<double> x{ 1.0, 2.0, 4.0, 5.0 };
  const auto                weights = ph::SlopeWeights(x, { 1.0, 3.0, 2.0, 1.0 });
  double                    slope = 0.0;
  double                    sum = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i)
  {
    slope += weights[i] * (7.0 - 0.3 * x[i]);
    sum += weights[i];
  }
  EXPECT_NEAR(slope, -0.3, 1e-14);
  EXPECT_NEAR(sum, 0.0, 1e-14);
}

TEST(StructureFunctions, OfALineHaveSlopeQ)
{
  std::vector<double> path(4096);
  for (std::size_t n = 0; n < path.size(); ++n)
  {
    path[n] = 0.25 * static_cast<double>(n);
  }
  const auto scaling = ph::EstimateIncrementScaling(path.data(), path.size(), {}, executor);
  EXPECT_EQ(scaling.lags, (std::vector<std::size_t>{ 4, 8, 16, 32, 64, 128 }));
  for (std::size_t q = 0; q < scaling.orders.size(); ++q)
  {
    EXPECT_NEAR(scaling.exponents[q].value, scaling.orders[q], 1e-12);
    EXPECT_NEAR(scaling.exponents[q].standardError, 0.0, 1e-10);
    EXPECT_NEAR(scaling.logStructure[q][0], 0.0, 1e-12);
  }
}

// Bounds are three standard errors of the mean and a bias of the method that was measured once.
TEST(MultifractalSpectrum, ExponentsAreThoseOfTheClosedForms)
{
  struct Case
  {
    ph::SeriesProcess process;
    double            leaderExponent;
    double            biasOfC1;
  };
  constexpr std::size_t count = 1 << 14;
  constexpr double      runs = 40.0;
  for (const Case & expected : { Case{ FractionalNoise(0.5), 2.0, 0.01 },
                                 Case{ FractionalNoise(0.8), 2.0, 0.01 },
                                 Case{ RandomWalk(0.04, count), 2.0, 0.01 },
                                 Case{ RandomWalk(0.09, count), 2.0, 0.015 },
                                 Case{ FractionalNoise(0.5), infinity, 0.02 },
                                 Case{ RandomWalk(0.09, count), infinity, 0.025 } })
  {
    ph::MultifractalOptions options;
    options.replicates = 0;
    options.orders = { 1.0, 2.0 };
    options.leaderExponent = expected.leaderExponent;
    options.weightsByCounts = std::isfinite(expected.leaderExponent);
    double sum[4] = {};
    double squares[4] = {};
    for (std::uint64_t run = 0; run < runs; ++run)
    {
      const auto   path = PathOf(expected.process, count, run);
      const auto   spectrum = ph::EstimateMultifractalSpectrum(path.data(), count, options, executor);
      const double values[4] = { spectrum.cumulants[0].value,
                                 spectrum.cumulants[1].value,
                                 spectrum.coefficientExponents[0].value,
                                 spectrum.coefficientExponents[1].value };
      EXPECT_EQ(spectrum.lastScale, 10u);
      EXPECT_EQ(spectrum.numberOfZeroLeaders, 0u);
      EXPECT_EQ(spectrum.fractionalIntegration > 0.0,
                !(spectrum.coefficientExponentOfP > 0.0) && !(spectrum.smallestExponent > 0.0));
      for (int i = 0; i < 4; ++i)
      {
        sum[i] += values[i];
        squares[i] += values[i] * values[i];
      }
    }
    const double truths[4] = { ph::LogCumulant(expected.process, 1),
                               ph::LogCumulant(expected.process, 2),
                               ph::ScalingExponent(expected.process, 1.0),
                               ph::ScalingExponent(expected.process, 2.0) };
    const double biases[4] = { expected.biasOfC1, 0.008, 0.015, 0.03 };
    for (int i = 0; i < 4; ++i)
    {
      const double mean = sum[i] / runs;
      const double error = std::sqrt((squares[i] / runs - mean * mean) / (runs - 1.0));
      EXPECT_NEAR(mean, truths[i], 3.0 * error + biases[i]) << "figure " << i << " of " << truths[0];
      EXPECT_LT(error, 0.02);
    }
  }
}

TEST(MultifractalSpectrum, IntervalsCover)
{
  for (const auto & process : { FractionalNoise(0.5), RandomWalk(0.04, 4096) })
  {
    int           covered[2] = {};
    constexpr int runs = 100;
    for (std::uint64_t run = 0; run < runs; ++run)
    {
      const auto              path = PathOf(process, 4096, run);
      ph::MultifractalOptions options;
      options.seed = run;
      options.lastScale = 8;
      const auto spectrum = ph::EstimateMultifractalSpectrum(path.data(), path.size(), options, executor);
      for (unsigned int m = 0; m < 2; ++m)
      {
        const double truth = ph::LogCumulant(process, m + 1);
        covered[m] += spectrum.cumulants[m].low <= truth && truth <= spectrum.cumulants[m].high ? 1 : 0;
      }
    }
    EXPECT_GE(covered[0], 75);
    EXPECT_GE(covered[1], 65);
  }
}

TEST(MultifractalSpectrum, SpectrumIsTheLegendreTransformOfTheExponents)
{
  const auto              path = PathOf(RandomWalk(0.04, 1 << 15), 1 << 15);
  ph::MultifractalOptions options;
  options.replicates = 0;
  options.spectrumOrders = { 0.0, 1.0 };
  const auto spectrum = ph::EstimateMultifractalSpectrum(path.data(), path.size(), options, executor);
  EXPECT_NEAR(spectrum.spectrumExponents[0], spectrum.cumulants[0].value, 1e-12);
  EXPECT_NEAR(spectrum.spectrumDimensions[0], 1.0, 1e-12);
  EXPECT_NEAR(spectrum.spectrumDimensions[1], spectrum.ParabolicDimension(spectrum.spectrumExponents[1]), 0.02);
  EXPECT_NEAR(spectrum.ParabolicDimension(spectrum.cumulants[0].value), 1.0, 1e-15);
  EXPECT_NEAR(spectrum.largestValidOrder, std::sqrt(2.0 / 0.04), 1.5);
}

TEST(MultifractalSpectrum, NoiseIsIntegratedUntilLeadersExist)
{
  ph::MultifractalOptions options;
  options.replicates = 0;
  const auto noise = Noise<double>(1 << 14, 4);
  for (const double p : { 2.0, infinity })
  {
    options.leaderExponent = p;
    options.weightsByCounts = false;
    const auto spectrum = ph::EstimateMultifractalSpectrum(noise.data(), noise.size(), options, executor);
    EXPECT_GE(spectrum.fractionalIntegration, 0.5);
    EXPECT_NEAR(spectrum.cumulants[0].value, -0.5, 0.06);
    EXPECT_NEAR(spectrum.leaderExponents[1].value, -0.5, 0.06);
    EXPECT_NEAR(spectrum.coefficientExponents[1].value, -0.5, 0.06);
  }
}

TEST(MultifractalSpectrum, FlatStretchesAreReported)
{
  auto increments = Noise<double>(1 << 13, 5);
  std::fill(increments.begin() + 1000, increments.begin() + 2200, 0.0);
  const auto              path = ph::IntegrateSeries(increments);
  ph::MultifractalOptions options;
  options.replicates = 20;
  options.orders = { -2.0, 2.0 };
  const auto spectrum = ph::EstimateMultifractalSpectrum(path.data(), path.size(), options, executor);
  EXPECT_GT(spectrum.numberOfZeroLeaders, 100u);
  EXPECT_TRUE(std::isfinite(spectrum.leaderExponents[0].value));
  EXPECT_NEAR(spectrum.leaderExponents[1].value, 1.0, 0.1);
  EXPECT_TRUE(std::isnan(spectrum.coefficientExponents[0].value));
  EXPECT_TRUE(std::isfinite(spectrum.leaderExponents[0].standardError));
}

TEST(MultifractalSpectrum, DoesNotDependOnTheOrderOfLoops)
{
  const auto path = PathOf(RandomWalk(0.04, 512), 3001);
  const auto a = ph::EstimateMultifractalSpectrum(path.data(), path.size(), {}, executor);
  const auto b = ph::EstimateMultifractalSpectrum(path.data(), path.size(), {}, ReversingExecutor());
  for (std::size_t m = 0; m < 3; ++m)
  {
    EXPECT_EQ(a.cumulants[m].value, b.cumulants[m].value);
    EXPECT_EQ(a.cumulants[m].standardError, b.cumulants[m].standardError);
  }
  const auto c = ph::EstimateIncrementScaling(path.data(), path.size(), {}, executor);
  const auto d = ph::EstimateIncrementScaling(path.data(), path.size(), {}, ReversingExecutor());
  EXPECT_EQ(c.logStructure, d.logStructure);
  EXPECT_EQ(c.exponents[2].low, d.exponents[2].low);
}

TEST(MultifractalSpectrum, BadInputIsNamed)
{
  const auto path = PathOf(FractionalNoise(0.5), 1024);
  const auto messageOf = [&](const auto & change, std::vector<double> values) {
    ph::MultifractalOptions options;
    change(options);
    return InvalidArgument([&] { ph::EstimateMultifractalSpectrum(values.data(), values.size(), options, executor); });
  };
  using Options = ph::MultifractalOptions;
  const auto contains = [](const std::string & text, const char * part) {
    return text.find(part) != std::string::npos;
  };
  EXPECT_TRUE(
    contains(messageOf([](Options &) {}, std::vector<double>(path.begin(), path.begin() + 100)), "scales up"));
  EXPECT_TRUE(contains(messageOf([](Options & o) { o.lastScale = 9; }, path), "3 to 9"));
  EXPECT_TRUE(contains(messageOf([](Options & o) { o.firstScale = 0; }, path), "start at 1"));
  EXPECT_TRUE(contains(messageOf([](Options & o) { o.leaderExponent = 0.0; }, path), "exponent of leaders"));
  EXPECT_TRUE(contains(messageOf([](Options & o) { o.confidence = 1.0; }, path), "confidence"));
  EXPECT_TRUE(contains(messageOf([](Options &) {}, std::vector<double>(1024, 3.0)), "constant"));
  auto broken = path;
  broken[77] = std::numeric_limits<double>::quiet_NaN();
  EXPECT_TRUE(contains(messageOf([](Options &) {}, broken), "sample 77"));

  ph::IncrementScalingOptions lags;
  lags.smallestLag = 3;
  EXPECT_TRUE(contains(InvalidArgument([&] { ph::EstimateIncrementScaling(path.data(), path.size(), lags, executor); }),
                       "powers of two"));
  EXPECT_TRUE(contains(InvalidArgument([&] { ph::EstimateIncrementScaling(path.data(), 50, {}, executor); }), "lags"));
  EXPECT_TRUE(contains(InvalidArgument([&] {
                         const std::vector<double> flat(1024, 1.0);
                         ph::EstimateIncrementScaling(flat.data(), flat.size(), {}, executor);
                       }),
                       "not positive"));
}
