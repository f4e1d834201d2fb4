// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phScatteringOptions.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

namespace phaseharmonics
{
namespace
{
void
CheckOptions(const Grid & image, const ScatteringOptions & options)
{
  if (options.order != 1 && options.order != 2)
  {
    throw std::invalid_argument("The order of the scattering must be 1 or 2, not " + std::to_string(options.order) +
                                ".");
  }
  const unsigned int phases = options.numberOfPhases;
  if (phases % 2 != 0 || phases == 2)
  {
    throw std::invalid_argument("The number of phases must be even and at least 4, or 0 for the modulus, not " +
                                std::to_string(phases) + ".");
  }
  if (!(options.epsilon > 0.0 && std::isfinite(options.epsilon)))
  {
    throw std::invalid_argument("The epsilon of the scattering must be positive.");
  }
  if (options.bank.family == WaveletFamily::BattleLemarie || options.bank.voicesPerOctave != 1)
  {
    throw std::invalid_argument("Scattering averages with a Gaussian, at steps of octaves: choose bump steerable or "
                                "Morlet wavelets and one voice per octave.");
  }
  // A larger padded image must not admit more scales.
  CheckWaveletBankOptions(image, options.BankOptions());
  if (options.subsampling == Subsampling::Fold && options.bank.useImageSpacing)
  {
    throw std::invalid_argument(
      "Folding needs steps of whole pixels, and so frequencies per pixel; crop when the image spacing is used.");
  }
}
} // namespace

bool
ScatteringOptions::operator==(const ScatteringOptions & other) const
{
  return bank == other.bank && order == other.order && numberOfPhases == other.numberOfPhases &&
         subsampling == other.subsampling && boundary == other.boundary && variant == other.variant &&
         epsilon == other.epsilon;
}

std::size_t
ScatteringOptions::NumberOfChannels() const
{
  const std::size_t L = bank.numberOfOrientations;
  const std::size_t J = bank.numberOfScales;
  return 1 + L * J * this->NumberOfChannelsOfBand() + (order > 1 ? L * L * (J * (J - 1) / 2) : 0);
}

std::size_t
ScatteringOptions::FirstOrderChannel(unsigned int scale, unsigned int orientation) const
{
  return 1 + (std::size_t{ scale } * bank.numberOfOrientations + orientation) * this->NumberOfChannelsOfBand();
}

std::size_t
ScatteringOptions::SecondOrderChannel(unsigned int scale, unsigned int orientation) const
{
  const std::size_t L = bank.numberOfOrientations;
  std::size_t       channel = this->FirstOrderChannel(bank.numberOfScales, 0);
  for (unsigned int j = 0; j < scale; ++j)
  {
    channel += L * L * (bank.numberOfScales - 1 - j);
  }
  return channel + orientation * L * (bank.numberOfScales - 1 - scale);
}

WaveletBankOptions
ScatteringOptions::BankOptions() const
{
  WaveletBankOptions result = bank;
  result.decimation = bank.decimation && subsampling == Subsampling::Crop;
  return result;
}

std::vector<ScatteringChannel>
ScatteringChannels(const ScatteringOptions & options)
{
  const unsigned int             J = options.bank.numberOfScales;
  const unsigned int             L = options.bank.numberOfOrientations;
  std::vector<ScatteringChannel> channels(1);
  for (unsigned int j = 0; j < J; ++j)
  {
    for (unsigned int l = 0; l < L; ++l)
    {
      for (unsigned int phase = 0; phase < options.NumberOfChannelsOfBand(); ++phase)
      {
        channels.push_back({ 1, j, l, phase, 0, 0 });
      }
    }
  }
  for (unsigned int j1 = 0; options.order > 1 && j1 < J; ++j1)
  {
    for (unsigned int l1 = 0; l1 < L; ++l1)
    {
      for (unsigned int j2 = j1 + 1; j2 < J; ++j2)
      {
        for (unsigned int l2 = 0; l2 < L; ++l2)
        {
          channels.push_back({ 2, j1, l1, 0, j2, l2 });
        }
      }
    }
  }
  return channels;
}

ScatteringGeometry::ScatteringGeometry(const Grid & grid, const ScatteringOptions & options)
  : image(grid)
  , padded(grid)
  , before{ { 0, 0, 0 } }
  , first{ { 0, 0, 0 } }
{
  CheckOptions(grid, options);
  const unsigned int J = options.bank.numberOfScales;
  if (options.boundary == ScatteringBoundary::Mirror)
  {
    const auto relative = options.bank.RelativeSampling(grid);
    for (unsigned int axis = 0; axis < grid.dimension; ++axis)
    {
      const double step = std::max(1.0, std::ldexp(relative[axis], static_cast<int>(J)));
      before[axis] = static_cast<std::size_t>(std::ceil(step));
      const double steps = std::ceil(static_cast<double>(grid.size[axis] + before[axis]) / step) + 1.0;
      padded.size[axis] = static_cast<std::size_t>(std::ceil(steps * step));
    }
  }
  coarse = options.bank.GridOfLevel(padded, J);
  output = coarse;
  for (unsigned int axis = 0; axis < grid.dimension; ++axis)
  {
    const std::size_t multiple = std::size_t{ 1 } << J;
    if (options.subsampling == Subsampling::Fold && padded.size[axis] % multiple != 0)
    {
      throw std::invalid_argument(
        "Folding a periodic image needs sides that are multiples of 2^J = " + std::to_string(multiple) + ", not " +
        std::to_string(padded.size[axis]) + "; crop, or take the mirror boundary.");
    }
    if (options.boundary == ScatteringBoundary::Mirror)
    {
      const std::size_t n = padded.size[axis];
      const std::size_t m = coarse.size[axis];
      first[axis] = (before[axis] * m + n - 1) / n;
      // Outputs at positions output n / m below the end of the image.
      const std::size_t end = ((before[axis] + grid.size[axis]) * m + n - 1) / n;
      output.size[axis] = end - first[axis];
    }
  }
}

double
ScatteringGeometry::Step(unsigned int axis) const
{
  return static_cast<double>(padded.size[axis]) / static_cast<double>(coarse.size[axis]);
}

double
ScatteringGeometry::Start(unsigned int axis) const
{
  return static_cast<double>(first[axis] * padded.size[axis]) / static_cast<double>(coarse.size[axis]) -
         static_cast<double>(before[axis]);
}
} // namespace phaseharmonics
