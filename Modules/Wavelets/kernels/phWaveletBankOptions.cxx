// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phWaveletBankOptions.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>

namespace phaseharmonics
{
bool
WaveletBankOptions::operator==(const WaveletBankOptions & other) const
{
  return family == other.family && numberOfScales == other.numberOfScales &&
         numberOfOrientations == other.numberOfOrientations && voicesPerOctave == other.voicesPerOctave &&
         frameNormalization == other.frameNormalization && decimation == other.decimation &&
         oversampling == other.oversampling && useImageSpacing == other.useImageSpacing &&
         (!useImageSpacing || spacing == other.spacing);
}

std::array<double, 3>
WaveletBankOptions::RelativeSampling(const Grid & grid) const
{
  std::array<double, 3> relative{ { 1.0, 1.0, 1.0 } };
  if (useImageSpacing)
  {
    const double smallest = *std::min_element(spacing.begin(), spacing.begin() + grid.dimension);
    for (unsigned int axis = 0; axis < grid.dimension; ++axis)
    {
      relative[axis] = smallest / spacing[axis];
    }
  }
  return relative;
}

unsigned int
WaveletBankOptions::LevelOfScale(unsigned int scale) const
{
  // The low pass has a smaller band than the coarsest wavelets and shares their grid.
  const unsigned int effective = std::min(scale, numberOfScales - 1) / voicesPerOctave;
  return decimation && effective > oversampling ? effective - oversampling : 0;
}

Grid
WaveletBankOptions::GridOfLevel(const Grid & full, unsigned int level) const
{
  const auto            relative = this->RelativeSampling(full);
  std::array<double, 3> step{ { 1.0, 1.0, 1.0 } };
  for (unsigned int axis = 0; axis < full.dimension; ++axis)
  {
    step[axis] = std::max(1.0, std::ldexp(relative[axis], static_cast<int>(level)));
  }
  return DecimatedGrid(full, step);
}

unsigned int
LargestNumberOfScales(const Grid & grid, const WaveletBankOptions & options)
{
  const auto   relative = options.RelativeSampling(grid);
  double       smallest = std::numeric_limits<double>::max();
  unsigned int octaves = 0;
  for (unsigned int axis = 0; axis < grid.dimension; ++axis)
  {
    smallest = std::min(smallest, static_cast<double>(grid.size[axis]) / relative[axis]);
  }
  while (std::ldexp(1.0, static_cast<int>(octaves) + 1) <= smallest && octaves < 31)
  {
    ++octaves;
  }
  return options.voicesPerOctave * octaves;
}

unsigned int
DefaultNumberOfScales(const Grid & grid, const WaveletBankOptions & options)
{
  // No voices at all are refused when the options are checked.
  const unsigned int voices = std::max(1u, options.voicesPerOctave);
  const unsigned int largest = LargestNumberOfScales(grid, options) / voices;
  return voices * (largest > 3 ? std::min(largest - 2, LargestDefaultNumberOfOctaves) : 1);
}

void
CheckWaveletBankOptions(const Grid & grid, const WaveletBankOptions & options)
{
  for (unsigned int axis = 0; axis < grid.dimension; ++axis)
  {
    if (grid.size[axis] < 2)
    {
      throw std::invalid_argument("The size of the image along axis " + std::to_string(axis) + " is " +
                                  std::to_string(grid.size[axis]) + "; every side must have at least 2 pixels.");
    }
    if (!(options.spacing[axis] > 0.0))
    {
      throw std::invalid_argument("The spacing along axis " + std::to_string(axis) + " must be positive.");
    }
  }
  // The family knows its dimensions, orientations and voices.
  WaveletProfile::New(options.family, grid.dimension, options.numberOfOrientations, options.voicesPerOctave);
  const unsigned int largest = LargestNumberOfScales(grid, options);
  const unsigned int asked = options.numberOfScales;
  if (asked < 1 || asked > largest)
  {
    throw std::invalid_argument("The number of scales must be 1 to " + std::to_string(largest) + " for this image (" +
                                (options.voicesPerOctave > 1 ? "2^(J / Q)" : "2^J") +
                                " must not exceed its smallest side), not " + std::to_string(asked) + ".");
  }
  if (options.decimation && options.oversampling < 1)
  {
    throw std::invalid_argument("The oversampling of a decimated bank must be at least 1.");
  }
}
} // namespace phaseharmonics
