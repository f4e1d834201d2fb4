// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phScatteringSpectra.h"
#include "phSeriesModel.h"

#include "phKernelTestTools.h"

#include <cmath>
#include <numeric>

namespace
{
using namespace phaseharmonics;
using namespace phaseharmonics_test;

const double         Pi = std::acos(-1.0);
const SerialExecutor executor;

using Series = std::vector<double>;
using ComplexSeries = std::vector<std::complex<double>>;

// Skewed, with bursts and a memory: nothing vanishes by symmetry.
Series
BurstySeries(std::size_t length, std::uint64_t seed)
{
  const Series noise = Noise<double>(length, seed);
  const Series slow = Noise<double>(length, seed + 100);
  Series       series(length);
  double       volatility = 0.0;
  for (std::size_t n = 0; n < length; ++n)
  {
    volatility = 0.9 * volatility + 0.3 * slow[n] - (n > 0 ? 0.2 * noise[n - 1] : 0.0);
    series[n] = 0.7 + noise[n] * std::exp(volatility) + 0.1 * noise[n] * noise[n];
  }
  return series;
}

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

// Circular convolution with a filter given in frequency, by sums alone.
ComplexSeries
Convolve(const ComplexSeries & series, const std::vector<double> & filter)
{
  const std::size_t length = series.size();
  ComplexSeries     impulse(length);
  ComplexSeries     result(length);
  for (std::size_t n = 0; n < length; ++n)
  {
    for (std::size_t k = 0; k < length; ++k)
    {
      impulse[n] += filter[k] * std::polar(1.0, 2.0 * Pi * static_cast<double>(k * n % length) / length) /
                    static_cast<double>(length);
    }
  }
  for (std::size_t n = 0; n < length; ++n)
  {
    for (std::size_t m = 0; m < length; ++m)
    {
      result[n] += series[m] * impulse[(n + length - m) % length];
    }
  }
  return result;
}

ComplexSeries
Modulus(const ComplexSeries & series)
{
  ComplexSeries modulus;
  for (const auto & z : series)
  {
    modulus.push_back(std::abs(z));
  }
  return modulus;
}

std::complex<double>
MeanProduct(const ComplexSeries & a, const ComplexSeries & b)
{
  std::complex<double> sum = 0.0;
  for (std::size_t n = 0; n < a.size(); ++n)
  {
    sum += a[n] * std::conj(b[n]);
  }
  return sum / static_cast<double>(a.size());
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

// Every number by convolutions in the time domain.
TEST(ScatteringSpectra, EqualsTheFormulas)
{
  for (const std::size_t length : { 60u, 61u })
  {
    const unsigned int J = 4;
    const Series       series = BurstySeries(length, 1);
    const auto         spectra = Analyze(series, J);

    WaveletBankOptions options;
    options.family = WaveletFamily::BattleLemarie;
    options.numberOfScales = J;
    options.numberOfOrientations = 1;
    options.decimation = false;
    const Grid                       grid = MakeGrid(length);
    const auto                       bank = MakeBank<double>(grid, options);
    std::vector<std::vector<double>> filters;
    for (unsigned int j = 0; j < J; ++j)
    {
      filters.push_back(DenseFilter(bank.Band(j, 0), grid));
    }
    filters.push_back(DenseFilter(bank.LowPass(), grid));
    const double  mean = std::accumulate(series.begin(), series.end(), 0.0) / static_cast<double>(length);
    ComplexSeries centered;
    for (const double value : series)
    {
      centered.emplace_back(value - mean);
    }
    std::vector<ComplexSeries> bands;
    std::vector<ComplexSeries> moduli;
    std::vector<double>        s;
    for (const auto & filter : filters)
    {
      bands.push_back(Convolve(centered, filter));
      s.push_back(std::sqrt(MeanProduct(bands.back(), bands.back()).real()));
      moduli.push_back(Modulus(bands.back()));
    }
    const double deviation = std::sqrt(MeanProduct(centered, centered).real());
    // As the scale of a modulus, J is the series.
    moduli[J] = Modulus(centered);
    const auto scaleOfModulus = [&](unsigned int m) { return m < J ? s[m] : deviation; };

    EXPECT_NEAR(spectra.mean, mean, 1e-13);
    EXPECT_NEAR(spectra.deviation, deviation, 1e-12);
    EXPECT_LT(LargestDifference(spectra.scaleDeviations, s), 1e-12);
    const ComplexSeries ones(length, 1.0);
    for (std::size_t i = 0; i < spectra.indices.size(); ++i)
    {
      const SpectraIndex & index = spectra.indices[i];
      std::complex<double> expected;
      switch (index.family)
      {
        case SpectraFamily::Sparsity:
          expected = MeanProduct(moduli[index.scale], ones) / scaleOfModulus(index.scale);
          break;
        case SpectraFamily::Energy:
          expected = s[index.scale] * s[index.scale];
          break;
        case SpectraFamily::PhaseModulus:
          expected = MeanProduct(bands[index.scale], Convolve(moduli[index.secondModulus], filters[index.scale])) /
                     (s[index.scale] * scaleOfModulus(index.secondModulus));
          break;
        default:
          expected = MeanProduct(Convolve(moduli[index.firstModulus], filters[index.scale]),
                                 Convolve(moduli[index.secondModulus], filters[index.scale])) /
                     (scaleOfModulus(index.firstModulus) * scaleOfModulus(index.secondModulus));
      }
      EXPECT_LT(std::abs(spectra.values[i] - expected), 1e-12) << i;
      EXPECT_EQ(index.isReal, spectra.values[i].imag() == 0.0) << i;
    }
  }
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
