// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phBandSpectrum.h"

#include "phHalfSpectrumInternal.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace phaseharmonics
{
namespace
{
constexpr double SmallestRelativePower = 1e-12;
constexpr double WeightOfUnseenFrequencies = 1e-6;

template <typename T>
const BandFilter<T> &
FilterOf(const WaveletBank<T> & bank, std::size_t scale, std::size_t orientation)
{
  return scale == bank.GetNumberOfScales()
           ? bank.LowPass()
           : bank.Band(static_cast<unsigned int>(scale), static_cast<unsigned int>(orientation));
}

/** Calls visit(bin, |psi^|^2) at the frequencies of the half spectrum that a band sees, with their opposites. */
template <typename T, typename TVisitor>
void
ForEachSquare(const Grid & grid, const BandFilter<T> & filter, bool isLowPass, const TVisitor & visit)
{
  const std::size_t width = grid.HalfWidth();
  const long        nyquist = grid.size[0] % 2 == 0 ? static_cast<long>(grid.size[0] / 2) : -1;
  for (std::size_t row = 0; row < grid.size[1] * grid.size[2]; ++row)
  {
    const std::size_t opposite = MirroredRow(grid, row);
    for (std::size_t r = filter.rowBegin[row]; r < filter.rowBegin[row + 1]; ++r)
    {
      const auto & run = filter.runs[r];
      for (std::size_t i = 0; i < run.length; ++i)
      {
        const long   kx = run.kx + static_cast<long>(i);
        const auto   column = static_cast<std::size_t>(std::abs(kx));
        const auto   value = static_cast<double>(filter.values[run.offset + i]);
        const double square = value * value;
        if (kx >= 0)
        {
          visit(row * width + column, square);
        }
        if (!isLowPass && (kx <= 0 || kx == nyquist))
        {
          visit(opposite * width + column, square);
        }
      }
    }
  }
}

struct BandEnergy
{
  std::size_t scale;
  std::size_t orientation;
  double      energy{ 0.0 };
  std::size_t features{ 0 };
  double      squaredNorm{ 0.0 };
};

template <typename T>
std::vector<BandEnergy>
EnergiesOfBands(const WaveletBank<T> & bank, const Moments & moments)
{
  const std::size_t       J = bank.GetNumberOfScales();
  const std::size_t       L = bank.GetNumberOfOrientations();
  std::vector<BandEnergy> bands;
  for (std::size_t b = 0; b <= J * L; ++b)
  {
    bands.push_back({ b / L, b % L });
  }
  for (std::size_t f = 0; f < moments.set.GetFeatures().size(); ++f)
  {
    const Harmonic &  feature = moments.set.GetFeatures()[f];
    const bool        isLowPass = feature.scale == J;
    const std::size_t b = isLowPass ? J * L : feature.scale * L + feature.orientation;
    if (feature.scale > J || feature.orientation >= L)
    {
      continue;
    }
    // |[z]^k| = |z|, so every harmonic has the energy of its band; over the phases of a ReLU its mean is E|z|^2 / 4.
    const double variance = moments.deviations[f] * moments.deviations[f];
    const double scaling = isLowPass || !moments.set.IsRectified() ? 1.0 : 4.0;
    bands[b].energy += isLowPass ? variance : scaling * (variance + std::norm(moments.means[f]));
    ++bands[b].features;
  }
  const auto isUnknown = [&](BandEnergy & band) {
    if (band.features == 0)
    {
      return true;
    }
    const bool isLowPass = band.scale == J;
    band.energy /= static_cast<double>(band.features);
    ForEachSquare(
      bank.GetGrid(), FilterOf(bank, band.scale, band.orientation), isLowPass, [&](std::size_t bin, double square) {
        // Frequency 0 is the mean of the image. Wavelets are visited at opposite frequencies too.
        const double weight = bin == 0 ? 0.0 : HalfSpectrumWeight(bank.GetGrid(), bin);
        band.squaredNorm += (isLowPass ? weight : 0.5 * weight) * square;
      });
    return !(band.squaredNorm > 1e-6);
  };
  bands.erase(std::remove_if(bands.begin(), bands.end(), isUnknown), bands.end());
  return bands;
}

/** Mean of one number per band at each frequency. */
template <typename T>
AlignedBuffer<double>
Spread(const WaveletBank<T> & bank, const std::vector<BandEnergy> & bands, std::vector<double> values)
{
  const double largest = *std::max_element(values.begin(), values.end());
  double       smallest = largest;
  for (double & value : values)
  {
    value = std::max(value, SmallestRelativePower * largest);
    smallest = std::min(smallest, value);
  }
  const Grid &          grid = bank.GetGrid();
  AlignedBuffer<double> sum(grid.NumberOfHalfBins());
  AlignedBuffer<double> weight(sum.size());
  sum.Fill(WeightOfUnseenFrequencies * smallest);
  weight.Fill(WeightOfUnseenFrequencies);
  for (std::size_t b = 0; b < bands.size(); ++b)
  {
    const bool isLowPass = bands[b].scale == bank.GetNumberOfScales();
    ForEachSquare(
      grid, FilterOf(bank, bands[b].scale, bands[b].orientation), isLowPass, [&](std::size_t bin, double square) {
        sum[bin] += square * values[b];
        weight[bin] += square;
      });
  }
  for (std::size_t i = 0; i < sum.size(); ++i)
  {
    sum[i] /= weight[i];
  }
  return sum;
}
} // namespace

template <typename T>
BandSpectrum::BandSpectrum(const WaveletBank<T> & bank, const Moments & moments)
{
  const std::vector<BandEnergy> bands = EnergiesOfBands(bank, moments);
  std::vector<double>           powers;
  std::vector<double>           preconditioners;
  for (const BandEnergy & band : bands)
  {
    powers.push_back(band.energy / band.squaredNorm);
    preconditioners.push_back(band.energy / std::sqrt(band.squaredNorm));
  }
  if (bands.empty() || !(*std::max_element(powers.begin(), powers.end()) > 0.0))
  {
    throw std::invalid_argument("The moments tell the energy of no wavelet band.");
  }
  m_Power = Spread(bank, bands, powers);
  m_Power[0] = 0.0;
  double total = 0.0;
  for (std::size_t i = 0; i < m_Power.size(); ++i)
  {
    total += HalfSpectrumWeight(bank.GetGrid(), i) * m_Power[i];
  }
  const double scaling = total > 0.0 ? moments.imageDeviation * moments.imageDeviation / total : 0.0;
  std::for_each(m_Power.begin(), m_Power.end(), [scaling](double & value) { value *= scaling; });

  m_Preconditioner = Spread(bank, bands, preconditioners);
  std::for_each(
    m_Preconditioner.begin(), m_Preconditioner.end(), [](double & value) { value = std::sqrt(std::sqrt(value)); });
}

template PhaseHarmonics_EXPORT
BandSpectrum::BandSpectrum(const WaveletBank<float> &, const Moments &);
template PhaseHarmonics_EXPORT
BandSpectrum::BandSpectrum(const WaveletBank<double> &, const Moments &);
} // namespace phaseharmonics
