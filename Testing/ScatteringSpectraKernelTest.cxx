// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phScatteringSpectra.h"
#include "phSeriesModel.h"

#include "phSpectraTestTools.h"

#include <cmath>
#include <numeric>

namespace
{
using namespace phaseharmonics;
using namespace phaseharmonics_test;

const SerialExecutor executor;

template <typename T>
ScatteringSpectraEnergy<T>
MakeEnergy(std::size_t length, unsigned int J, bool includesSeries)
{
  WaveletBankOptions options;
  options.family = WaveletFamily::BattleLemarie;
  options.numberOfScales = J;
  options.numberOfOrientations = 1;
  options.decimation = false;
  return ScatteringSpectraEnergy<T>(std::make_shared<const WaveletBank<T>>(MakeGrid(length), options, executor),
                                    includesSeries);
}

ScatteringSpectra
Analyze(const Series & series, unsigned int J, bool includesSeries = true)
{
  return MakeEnergy<double>(series.size(), J, includesSeries).Analyze(series.data(), executor);
}

TEST(ScatteringSpectra, HasThePublishedNumbers)
{
  for (const auto & [J, coefficients, reals] :
       { std::tuple{ 9u, 239u, 368u }, std::tuple{ 8u, 182u, 0u }, std::tuple{ 6u, 97u, 0u } })
  {
    ScatteringSpectra spectra;
    spectra.indices = ScatteringSpectraIndices(J, false);
    EXPECT_EQ(spectra.indices.size() + 1, coefficients);
    if (reals > 0)
    {
      EXPECT_EQ(spectra.GetNumberOfMoments(), reals);
    }
    // E|x|, J complex and one real phase-modulus, J + 1 modulus-modulus.
    EXPECT_EQ(ScatteringSpectraIndices(J, true).size(), spectra.indices.size() + 1 + (J + 1) + (J + 1));
  }
  EXPECT_EQ(DefaultNumberOfSpectraScales(6062), 9u);
  EXPECT_EQ(DefaultNumberOfSpectraScales(17055), 11u);
  EXPECT_EQ(DefaultNumberOfSpectraScales(20), 1u);
}

TEST(ScatteringSpectra, EqualsTheFormulas)
{
  for (const std::size_t length : { 60u, 61u })
  {
    const Series series = BurstySeries(length, 1);
    ExpectEqual(Analyze(series, 4), DirectSpectra(series, series, 4));
  }
}

TEST(ScatteringSpectra, OfMirroredSeriesEqualsTheFormulas)
{
  for (const std::size_t length : { 30u, 31u })
  {
    const Series series = BurstySeries(length, 1);
    Series       mirrored = series;
    mirrored.insert(mirrored.end(), series.rbegin(), series.rend());
    ExpectEqual(AnalyzeMirroredSpectra(series.data(), MakeSpectraBank(2 * length, 4, executor), true, executor),
                DirectSpectra(series, mirrored, 4));
  }
}

// Away from the ends the boundary does not matter.
TEST(ScatteringSpectra, OfLongSeriesDependLittleOnTheBoundary)
{
  const Series series = BurstySeries(8192, 3);
  const auto   mirrored =
    AnalyzeMirroredSpectra(series.data(), MakeSpectraBank(2 * series.size(), 5, executor), true, executor);
  const auto periodic = Analyze(series, 5);
  EXPECT_LT(LargestDifference(mirrored.values, periodic.values), 0.02);
}

TEST(ScatteringSpectra, ReversalConjugatesAndNegationChangesSigns)
{
  const Series series = BurstySeries(257, 2);
  Series       reversed = series;
  std::reverse(reversed.begin(), reversed.end());
  Series negative = series;
  Series scaled = series;
  for (std::size_t n = 0; n < series.size(); ++n)
  {
    negative[n] = -series[n];
    scaled[n] = 3.0 * series[n] + 5.0;
  }
  const auto plain = Analyze(series, 5);
  const auto ofReversed = Analyze(reversed, 5);
  const auto ofNegative = Analyze(negative, 5);
  const auto ofScaled = Analyze(scaled, 5);
  double     largestImaginary = 0.0;
  for (std::size_t i = 0; i < plain.values.size(); ++i)
  {
    const SpectraFamily family = plain.indices[i].family;
    const double        sign = family == SpectraFamily::PhaseModulus ? -1.0 : 1.0;
    const double        factor = family == SpectraFamily::Energy ? 9.0 : 1.0;
    EXPECT_LT(std::abs(ofReversed.values[i] - std::conj(plain.values[i])), 1e-12);
    EXPECT_LT(std::abs(ofNegative.values[i] - sign * plain.values[i]), 1e-12);
    EXPECT_LT(std::abs(ofScaled.values[i] - factor * plain.values[i]), 1e-11);
    largestImaginary = std::max(largestImaginary, std::abs(plain.values[i].imag()));
  }
  EXPECT_GT(largestImaginary, 0.01);
}

TEST(ScatteringSpectra, GaussianNoiseHasTheSparsityOfRayleighModuli)
{
  const std::size_t   length = 6062;
  std::vector<double> sparsity(9);
  double              phase = 0.0;
  const int           realizations = 8;
  for (int r = 0; r < realizations; ++r)
  {
    const auto spectra = Analyze(Noise<double>(length, 50 + r), 9, false);
    for (std::size_t i = 0; i < spectra.values.size(); ++i)
    {
      if (spectra.indices[i].family == SpectraFamily::Sparsity)
      {
        sparsity[i] += spectra.values[i].real() / realizations;
      }
      if (spectra.indices[i].family == SpectraFamily::PhaseModulus && spectra.indices[i].scale < 5)
      {
        phase = std::max(phase, std::abs(spectra.values[i]));
      }
    }
  }
  // Folding over the Nyquist frequency makes scale 0 partly real.
  EXPECT_NEAR(sparsity[0], 0.8515, 0.01);
  for (unsigned int j = 1; j < 6; ++j)
  {
    EXPECT_NEAR(sparsity[j], std::sqrt(Pi) / 2.0, 0.015) << j;
  }
  EXPECT_LT(phase, 0.1);
}

// Isolated jumps of sizes A of mean rate mu: (E|W| / s)^2 = mu 2^j |psi|_1^2 / |psi|_2^2 at fine scales.
TEST(ScatteringSpectra, SparsityOfRareJumpsGrowsWithTheScale)
{
  Series jumps(8192);
  for (std::size_t n = 100; n < jumps.size(); n += 512)
  {
    jumps[n] = (n / 512) % 3 == 0 ? -1.0 : 1.0;
  }
  const auto spectra = Analyze(jumps, 6, false);
  for (unsigned int j = 1; j < 5; ++j)
  {
    const double square = std::norm(spectra.values[j]);
    EXPECT_NEAR(square / (5.625 * std::exp2(static_cast<double>(j)) / 512.0), 1.0, 0.05) << j;
  }
}

TEST(ScatteringSpectra, GradientIsThatOfFiniteDifferences)
{
  for (const bool includesSeries : { false, true })
  {
    for (const std::size_t length : { 96u, 101u })
    {
      auto energy = MakeEnergy<double>(length, 4, includesSeries);
      energy.SetTarget(Analyze(BurstySeries(length, 1), 4, includesSeries));
      const Series series = BurstySeries(length, 7);
      Series       gradient(length);
      EXPECT_EQ(energy.ValueAndGradient(series.data(), gradient.data(), executor),
                energy.Value(series.data(), executor));
      double       norm = 0.0;
      const double step = 1e-5;
      for (const double value : gradient)
      {
        norm = std::max(norm, std::abs(value));
      }
      for (std::size_t n = 0; n < length; n += 5)
      {
        Series     moved = series;
        const auto at = [&](double t) {
          moved[n] = series[n] + t;
          return energy.Value(moved.data(), executor);
        };
        const double difference = (8.0 * (at(step) - at(-step)) - (at(2.0 * step) - at(-2.0 * step))) / (12.0 * step);
        EXPECT_NEAR(gradient[n], difference, 1e-7 * norm) << n;
      }
    }
  }
}

TEST(ScatteringSpectra, EnergyIsTheSumOfSquaredDifferences)
{
  const Series a = BurstySeries(200, 3);
  const Series b = BurstySeries(200, 4);
  auto         energy = MakeEnergy<double>(200, 4, true);
  const auto   target = energy.Analyze(a.data(), executor);
  energy.SetTarget(target);
  EXPECT_LT(energy.Value(a.data(), executor), 1e-24);

  // About the target's mean and in its units.
  Series shifted = b;
  double mean = std::accumulate(b.begin(), b.end(), 0.0) / 200.0;
  for (double & value : shifted)
  {
    value += target.mean - mean;
  }
  const auto   own = energy.Analyze(shifted.data(), executor);
  double       expected = 0.0;
  const auto & s = target.scaleDeviations;
  const auto & t = own.scaleDeviations;
  const auto   scale = [&](const ScatteringSpectra & of, unsigned int m) {
    return m < 4 ? of.scaleDeviations[m] : of.deviation;
  };
  for (std::size_t i = 0; i < target.values.size(); ++i)
  {
    const auto & index = target.indices[i];
    double       units = 1.0;
    double       divisor = 1.0;
    switch (index.family)
    {
      case SpectraFamily::Sparsity:
        units = scale(own, index.scale) / scale(target, index.scale);
        break;
      case SpectraFamily::Energy:
        divisor = s[index.scale] * s[index.scale];
        units = 1.0 / divisor;
        break;
      case SpectraFamily::PhaseModulus:
        units = t[index.scale] / s[index.scale] * scale(own, index.secondModulus) / scale(target, index.secondModulus);
        break;
      default:
        units = scale(own, index.firstModulus) * scale(own, index.secondModulus) /
                (scale(target, index.firstModulus) * scale(target, index.secondModulus));
    }
    expected += std::norm(own.values[i] * units - target.values[i] / divisor);
  }
  EXPECT_NEAR(energy.Value(shifted.data(), executor), expected, 1e-12 * expected);
}

TEST(ScatteringSpectra, SinglePrecisionIsClose)
{
  const Series             series = BurstySeries(256, 5);
  const std::vector<float> single(series.begin(), series.end());
  const auto               spectra = MakeEnergy<float>(256, 5, true).Analyze(single.data(), executor);
  EXPECT_LT(LargestDifference(spectra.values, Analyze(series, 5).values), 1e-5);
}

TEST(ScatteringSpectra, RefusesWhatDoesNotFit)
{
  const Series constant(64, 3.0);
  EXPECT_NE(InvalidArgument([&] { Analyze(constant, 3); }).find("no energy"), std::string::npos);
  Series broken = BurstySeries(64, 1);
  broken[3] = std::numeric_limits<double>::quiet_NaN();
  EXPECT_NE(InvalidArgument([&] { Analyze(broken, 3); }).find("not finite"), std::string::npos);
  auto energy = MakeEnergy<double>(64, 3, true);
  EXPECT_THROW(energy.Value(constant.data(), executor), std::logic_error);
  const auto other = Analyze(BurstySeries(64, 1), 4);
  EXPECT_NE(InvalidArgument([&] { energy.SetTarget(other); }).find("3 scales"), std::string::npos);
  const auto without = Analyze(BurstySeries(64, 1), 3, false);
  EXPECT_NE(InvalidArgument([&] { energy.SetTarget(without); }).find("series itself"), std::string::npos);
  EXPECT_NE(InvalidArgument([] {
              WaveletBankOptions options;
              options.numberOfScales = 3;
              ScatteringSpectraEnergy<double>(
                std::make_shared<const WaveletBank<double>>(MakeGrid(32, 32), options, executor), true);
            }).find("1-D"),
            std::string::npos);
}
} // namespace
