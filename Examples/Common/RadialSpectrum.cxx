// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "RadialSpectrum.h"

#include "ImageMetrics.h"
#include "phFourierTransform.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <limits>
#include <stdexcept>

namespace phaseharmonics_examples
{
namespace
{
double
CyclesPerPixel(std::size_t bin, std::size_t size)
{
  return static_cast<double>(phaseharmonics::SignedFrequency(bin, size)) / static_cast<double>(size);
}

double
LogPowerAt(const RadialSpectrum & spectrum, double frequency)
{
  const auto & nodes = spectrum.frequency;
  const auto   upper = std::lower_bound(nodes.begin(), nodes.end(), frequency * (1.0 - 1e-12));
  const auto   last = static_cast<std::size_t>(std::min(upper, nodes.end() - 1) - nodes.begin());
  if (last == 0 || upper == nodes.end() || nodes[last] <= frequency * (1.0 + 1e-12))
  {
    return std::log10(spectrum.power[last]);
  }
  const double weight = (frequency - nodes[last - 1]) / (nodes[last] - nodes[last - 1]);
  return (1.0 - weight) * std::log10(spectrum.power[last - 1]) + weight * std::log10(spectrum.power[last]);
}
} // namespace

RadialSpectrum
ComputeRadialSpectrum(const std::vector<double> & values, const Grid & grid)
{
  CheckNumberOfValues(values, grid);
  const std::size_t smallest = grid.SmallestSide();
  const std::size_t numberOfBins = smallest / 2;
  if (numberOfBins == 0)
  {
    throw std::invalid_argument("a spectrum needs at least two pixels along each axis");
  }

  std::vector<std::complex<double>>              half(grid.NumberOfHalfBins());
  const phaseharmonics::FourierTransform<double> transform(grid);
  transform.Forward(values.data(), half.data());

  std::vector<double>                          sums(numberOfBins + 1, 0.0);
  std::vector<double>                          weights(numberOfBins + 1, 0.0);
  std::vector<std::complex<double>>::size_type i = 0;
  for (std::size_t z = 0; z < grid.size[2]; ++z)
  {
    const double fz = CyclesPerPixel(z, grid.size[2]);
    for (std::size_t y = 0; y < grid.size[1]; ++y)
    {
      const double fy = CyclesPerPixel(y, grid.size[1]);
      for (std::size_t x = 0; x < grid.HalfWidth(); ++x, ++i)
      {
        const double fx = CyclesPerPixel(x, grid.size[0]);
        const double radius = std::sqrt(fx * fx + fy * fy + fz * fz) * static_cast<double>(smallest);
        const auto   bin = static_cast<std::size_t>(std::lround(radius));
        if (bin > numberOfBins)
        {
          continue;
        }
        // A bin of the half spectrum stands for its conjugate too, except where it is its own.
        const bool   single = x == 0 || 2 * x == grid.size[0];
        const double weight = single ? 1.0 : 2.0;
        sums[bin] += weight * std::norm(half[i]);
        weights[bin] += weight;
      }
    }
  }

  RadialSpectrum spectrum;
  for (std::size_t bin = 1; bin <= numberOfBins; ++bin)
  {
    if (weights[bin] > 0.0)
    {
      spectrum.frequency.push_back(static_cast<double>(bin) / static_cast<double>(smallest));
      spectrum.power.push_back(sums[bin] / (weights[bin] * static_cast<double>(grid.NumberOfPixels())));
    }
  }
  return spectrum;
}

RadialSpectrum
AverageOverOctaves(const RadialSpectrum & spectrum, double binsPerOctave)
{
  RadialSpectrum average;
  long           lastBin = -1;
  double         count = 0.0;
  for (std::size_t i = 0; i < spectrum.frequency.size(); ++i)
  {
    const double octaves = std::log2(spectrum.frequency[i] / spectrum.frequency.front());
    const long   bin = std::lround(octaves * binsPerOctave);
    if (bin != lastBin)
    {
      average.frequency.push_back(0.0);
      average.power.push_back(0.0);
      count = 0.0;
      lastBin = bin;
    }
    count += 1.0;
    average.frequency.back() += (spectrum.frequency[i] - average.frequency.back()) / count;
    average.power.back() += (spectrum.power[i] - average.power.back()) / count;
  }
  return average;
}

SpectrumError
ComputeSpectrumError(const RadialSpectrum & reference, const RadialSpectrum & other, double floor)
{
  SpectrumError error;
  if (reference.power.empty() || other.power.empty())
  {
    error.mean = error.maximum = std::numeric_limits<double>::quiet_NaN();
    return error;
  }
  const double threshold = floor * *std::max_element(reference.power.begin(), reference.power.end());
  std::size_t  count = 0;
  for (std::size_t bin = 0; bin < reference.power.size(); ++bin)
  {
    if (reference.power[bin] > threshold)
    {
      const double difference =
        std::abs(LogPowerAt(other, reference.frequency[bin]) - std::log10(reference.power[bin]));
      error.mean += difference;
      error.maximum = std::max(error.maximum, difference);
      ++count;
    }
  }
  error.mean = count > 0 ? error.mean / static_cast<double>(count) : std::numeric_limits<double>::quiet_NaN();
  return error;
}
} // namespace phaseharmonics_examples
