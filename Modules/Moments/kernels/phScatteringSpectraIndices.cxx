// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phScatteringSpectraInternal.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>
#include <string>

namespace phaseharmonics
{
std::size_t
ScatteringSpectra::GetNumberOfMoments() const
{
  std::size_t count = 1;
  for (const SpectraIndex & index : indices)
  {
    count += index.isReal ? 1 : 2;
  }
  return count;
}

std::vector<SpectraIndex>
ScatteringSpectraIndices(unsigned int J, bool includesSeries)
{
  std::vector<SpectraIndex> indices;
  for (unsigned int j = 0; j < J + (includesSeries ? 1 : 0); ++j)
  {
    indices.push_back({ SpectraFamily::Sparsity, j, j, j, true });
  }
  for (unsigned int j = 0; j <= J; ++j)
  {
    indices.push_back({ SpectraFamily::Energy, j, j, j, true });
  }
  for (unsigned int j = 0; j <= J; ++j)
  {
    for (unsigned int m = 0; m <= std::min(j, J - 1); ++m)
    {
      indices.push_back({ SpectraFamily::PhaseModulus, j, m, m, j == J });
    }
    if (includesSeries)
    {
      indices.push_back({ SpectraFamily::PhaseModulus, j, J, J, j == J });
    }
  }
  for (unsigned int j = 0; j <= J; ++j)
  {
    if (includesSeries)
    {
      indices.push_back({ SpectraFamily::ModulusModulus, j, J, J, true });
    }
    for (unsigned int first = 0; first < j; ++first)
    {
      for (unsigned int second = 0; second <= first; ++second)
      {
        indices.push_back({ SpectraFamily::ModulusModulus, j, first, second, j == J || first == second });
      }
    }
  }
  return indices;
}

unsigned int
DefaultNumberOfSpectraScales(std::size_t length)
{
  unsigned int octaves = 0;
  while ((std::size_t{ 2 } << octaves) <= length)
  {
    ++octaves;
  }
  return octaves > 4 ? octaves - 3 : 1;
}

std::shared_ptr<const WaveletBank<double>>
MakeSpectraBank(std::size_t length, unsigned int numberOfScales, const Executor & executor)
{
  WaveletBankOptions options;
  options.family = WaveletFamily::BattleLemarie;
  options.numberOfScales = numberOfScales;
  options.numberOfOrientations = 1;
  options.decimation = false;
  return std::make_shared<const WaveletBank<double>>(Grid{ 1, { { length, 1, 1 } } }, options, executor);
}

template <typename T>
void
CheckSpectraBank(const WaveletBank<T> & bank)
{
  if (bank.GetGrid().dimension != 1 || bank.GetOptions().decimation || bank.GetOptions().voicesPerOctave != 1)
  {
    throw std::invalid_argument("Scattering spectra take a bank of a 1-D image, with one voice per octave and without "
                                "decimation.");
  }
}

template <typename T>
ScatteringSpectra
EmptySpectra(const T * series, std::size_t length, unsigned int numberOfScales, bool includesSeries)
{
  ScatteringSpectra spectra;
  spectra.numberOfScales = numberOfScales;
  spectra.includesSeries = includesSeries;
  spectra.indices = ScatteringSpectraIndices(numberOfScales, includesSeries);
  spectra.values.resize(spectra.indices.size());
  spectra.mean = std::accumulate(series, series + length, 0.0) / static_cast<double>(length);
  for (std::size_t n = 0; n < length; ++n)
  {
    spectra.deviation += (series[n] - spectra.mean) * (series[n] - spectra.mean);
  }
  spectra.deviation = std::sqrt(spectra.deviation / static_cast<double>(length));
  return spectra;
}

double
DivisorOf(const SpectraIndex & index, const ScatteringSpectra & spectra)
{
  const auto & s = spectra.scaleDeviations;
  const auto   ofModulus = [&](unsigned int m) { return m < spectra.numberOfScales ? s[m] : spectra.deviation; };
  switch (index.family)
  {
    case SpectraFamily::Sparsity:
      return ofModulus(index.scale);
    case SpectraFamily::Energy:
      // A series without slow parts, such as the increments of a bounded one, must not divide by 0.
      return std::max(s[index.scale] * s[index.scale], 1e-12 * spectra.deviation * spectra.deviation);
    case SpectraFamily::PhaseModulus:
      return std::max(s[index.scale], 1e-6 * spectra.deviation) * ofModulus(index.secondModulus);
    default:
      return ofModulus(index.firstModulus) * ofModulus(index.secondModulus);
  }
}

void
NormalizeSpectra(ScatteringSpectra & spectra)
{
  for (std::size_t i = 0; i < spectra.indices.size(); ++i)
  {
    if (spectra.indices[i].family == SpectraFamily::Energy)
    {
      spectra.scaleDeviations.push_back(std::sqrt(spectra.values[i].real()));
    }
  }
  for (unsigned int j = 0; j < spectra.numberOfScales; ++j)
  {
    if (!(spectra.scaleDeviations[j] > 1e-10 * spectra.deviation))
    {
      throw std::invalid_argument("The series has no energy at scale " + std::to_string(j) +
                                  " or is not finite: its spectra cannot be normalized.");
    }
  }
  for (std::size_t i = 0; i < spectra.indices.size(); ++i)
  {
    if (spectra.indices[i].family != SpectraFamily::Energy)
    {
      spectra.values[i] /= DivisorOf(spectra.indices[i], spectra);
    }
  }
}

template void
CheckSpectraBank(const WaveletBank<float> &);
template void
CheckSpectraBank(const WaveletBank<double> &);
template ScatteringSpectra
EmptySpectra(const float *, std::size_t, unsigned int, bool);
template ScatteringSpectra
EmptySpectra(const double *, std::size_t, unsigned int, bool);
} // namespace phaseharmonics
