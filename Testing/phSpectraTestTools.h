// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phSpectraTestTools_h
#define phSpectraTestTools_h

#include "phKernelTestTools.h"
#include "phScatteringSpectra.h"

#include <cmath>
#include <numeric>

namespace phaseharmonics_test
{
const double Pi = std::acos(-1.0);

using Series = std::vector<double>;
using ComplexSeries = std::vector<std::complex<double>>;

// Skewed, with bursts and a memory: nothing vanishes by symmetry.
inline Series
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

// Circular convolution with a filter given in frequency, by sums alone.
inline ComplexSeries
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

inline ComplexSeries
Modulus(const ComplexSeries & series)
{
  ComplexSeries modulus;
  for (const auto & z : series)
  {
    modulus.push_back(std::abs(z));
  }
  return modulus;
}

inline std::complex<double>
MeanProduct(const ComplexSeries & a, const ComplexSeries & b, std::size_t length)
{
  std::complex<double> sum = 0.0;
  for (std::size_t n = 0; n < length; ++n)
  {
    sum += a[n] * std::conj(b[n]);
  }
  return sum / static_cast<double>(length);
}

/** Every number by convolutions in the time domain of an extended series, averaged over the series. */
inline phaseharmonics::ScatteringSpectra
DirectSpectra(const Series & series, const Series & extended, unsigned int J)
{
  using phaseharmonics::SpectraFamily;
  phaseharmonics::WaveletBankOptions options;
  options.family = phaseharmonics::WaveletFamily::BattleLemarie;
  options.numberOfScales = J;
  options.numberOfOrientations = 1;
  options.decimation = false;
  const Grid                       grid = MakeGrid(extended.size());
  const auto                       bank = MakeBank<double>(grid, options);
  std::vector<std::vector<double>> filters;
  for (unsigned int j = 0; j < J; ++j)
  {
    filters.push_back(DenseFilter(bank.Band(j, 0), grid));
  }
  filters.push_back(DenseFilter(bank.LowPass(), grid));

  phaseharmonics::ScatteringSpectra spectra;
  spectra.numberOfScales = J;
  spectra.includesSeries = true;
  spectra.indices = phaseharmonics::ScatteringSpectraIndices(J, true);
  const std::size_t length = series.size();
  spectra.mean = std::accumulate(series.begin(), series.end(), 0.0) / static_cast<double>(length);
  ComplexSeries centered;
  for (const double value : extended)
  {
    centered.emplace_back(value - spectra.mean);
  }
  spectra.deviation = std::sqrt(MeanProduct(centered, centered, length).real());
  std::vector<ComplexSeries> bands;
  std::vector<ComplexSeries> moduli;
  for (const auto & filter : filters)
  {
    bands.push_back(Convolve(centered, filter));
    moduli.push_back(Modulus(bands.back()));
    spectra.scaleDeviations.push_back(std::sqrt(MeanProduct(bands.back(), bands.back(), length).real()));
  }
  // As the scale of a modulus, J is the series.
  moduli[J] = Modulus(centered);
  const auto &        s = spectra.scaleDeviations;
  const auto          ofModulus = [&](unsigned int m) { return m < J ? s[m] : spectra.deviation; };
  const ComplexSeries ones(extended.size(), 1.0);
  for (const auto & index : spectra.indices)
  {
    const auto & filter = filters[index.scale];
    switch (index.family)
    {
      case SpectraFamily::Sparsity:
        spectra.values.push_back(MeanProduct(moduli[index.scale], ones, length) / ofModulus(index.scale));
        break;
      case SpectraFamily::Energy:
        spectra.values.push_back(s[index.scale] * s[index.scale]);
        break;
      case SpectraFamily::PhaseModulus:
        spectra.values.push_back(
          MeanProduct(bands[index.scale], Convolve(moduli[index.secondModulus], filter), length) /
          (s[index.scale] * ofModulus(index.secondModulus)));
        break;
      default:
        spectra.values.push_back(MeanProduct(Convolve(moduli[index.firstModulus], filter),
                                             Convolve(moduli[index.secondModulus], filter),
                                             length) /
                                 (ofModulus(index.firstModulus) * ofModulus(index.secondModulus)));
    }
  }
  return spectra;
}

inline void
ExpectEqual(const phaseharmonics::ScatteringSpectra & a, const phaseharmonics::ScatteringSpectra & b)
{
  EXPECT_NEAR(a.mean, b.mean, 1e-13);
  EXPECT_NEAR(a.deviation, b.deviation, 1e-12);
  EXPECT_LT(LargestDifference(a.scaleDeviations, b.scaleDeviations), 1e-12);
  ASSERT_EQ(a.values.size(), b.values.size());
  for (std::size_t i = 0; i < a.values.size(); ++i)
  {
    // A cross spectrum with a real low pass is real.
    const std::complex<double> expected = a.indices[i].isReal ? b.values[i].real() : b.values[i];
    EXPECT_LT(std::abs(a.values[i] - expected), 1e-11) << i;
    EXPECT_LT(std::abs(b.values[i].imag()) * (a.indices[i].isReal ? 1.0 : 0.0), 1e-11) << i;
  }
}
} // namespace phaseharmonics_test

#endif
