// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phHarmonicPrediction.h"

#include "phOrientationSet.h"
#include "phWaveletBankOptions.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

namespace phaseharmonics
{
bool
HarmonicPredictionOptions::operator==(const HarmonicPredictionOptions & other) const
{
  return numberOfOctaves == other.numberOfOctaves && numberOfOrientations == other.numberOfOrientations &&
         scaleRange == other.scaleRange && maximumHarmonic == other.maximumHarmonic &&
         neighborhood == other.neighborhood && stride == other.stride && ridge == other.ridge &&
         overlappingBands == other.overlappingBands;
}

HarmonicPredictionOptions
DefaultHarmonicPredictionOptions(unsigned int dimension)
{
  HarmonicPredictionOptions options;
  options.numberOfOrientations = DefaultNumberOfOrientations(dimension);
  options.neighborhood = dimension < 3 ? PredictionNeighborhood::Box : PredictionNeighborhood::Axes;
  return options;
}

void
CheckHarmonicPredictionOptions(const Grid & grid, const HarmonicPredictionOptions & options)
{
  const auto atLeastOne = [](unsigned int value, const std::string & name) {
    if (value < 1)
    {
      throw std::invalid_argument("The " + name + " must be at least 1.");
    }
  };
  atLeastOne(options.numberOfOctaves, "number of octaves to predict");
  atLeastOne(options.scaleRange, "range of coarser scales");
  atLeastOne(options.maximumHarmonic, "largest harmonic");
  atLeastOne(options.stride, "stride of the samples");
  if (!(options.ridge >= 0.0) || !std::isfinite(options.ridge))
  {
    throw std::invalid_argument("The ridge must be 0 (chosen by cross-validation) or positive, got " +
                                std::to_string(options.ridge) + ".");
  }
  if (options.maximumHarmonic > 64)
  {
    throw std::invalid_argument("The largest harmonic must be at most 64, got " +
                                std::to_string(options.maximumHarmonic) + ".");
  }
  const unsigned int needed = options.numberOfOctaves + options.scaleRange;
  if (needed > 30 || (std::size_t{ 1 } << needed) > grid.SmallestSide())
  {
    throw std::invalid_argument("Predicting " + std::to_string(options.numberOfOctaves) + " octaves from " +
                                std::to_string(options.scaleRange) + " coarser scales needs 2^" +
                                std::to_string(needed) + " pixels along each axis; the image has " +
                                std::to_string(grid.SmallestSide()) + ".");
  }
  WaveletBankOptions bank;
  bank.numberOfScales = options.scaleRange + 1;
  bank.numberOfOrientations = options.numberOfOrientations;
  CheckWaveletBankOptions(grid, bank);
}

void
CheckHarmonicPredictionModel(const HarmonicPredictionModel & model)
{
  if (model.dimension < 1 || model.dimension > 3)
  {
    throw std::invalid_argument("The model is empty: it was neither fitted nor read.");
  }
  Grid large{ model.dimension, { { 1, 1, 1 } } };
  std::fill_n(large.size.begin(), model.dimension, std::size_t{ 1 } << 31);
  CheckHarmonicPredictionOptions(large, model.options);
  const std::size_t weights =
    NumberOfPredictors(model.dimension, model.options) * 3 * model.options.numberOfOrientations;
  std::size_t cells = 1;
  for (unsigned int axis = 0; axis < model.dimension; ++axis)
  {
    cells *= NumberOfPowerCells;
  }
  if (model.octaves.size() != model.options.numberOfOctaves)
  {
    throw std::invalid_argument("The model has " + std::to_string(model.octaves.size()) +
                                " octaves; its options tell " + std::to_string(model.options.numberOfOctaves) + ".");
  }
  const auto isFinite = [](const std::vector<double> & values) {
    return std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); });
  };
  for (const OctavePrediction & octave : model.octaves)
  {
    if (octave.weights.size() != weights || octave.linearWeights.size() != weights ||
        octave.innovationPower.size() != (model.options.overlappingBands ? 0 : cells))
    {
      throw std::invalid_argument("The model has arrays of a wrong size.");
    }
    if (!isFinite(octave.weights) || !isFinite(octave.linearWeights) || !isFinite(octave.innovationPower))
    {
      throw std::invalid_argument("The model has weights that are not finite.");
    }
  }
}

void
CheckHarmonicPredictionModel(const HarmonicPredictionModel & model, const Grid & grid)
{
  CheckHarmonicPredictionModel(model);
  if (grid.dimension != model.dimension)
  {
    throw std::invalid_argument("The model is one of " + std::to_string(model.dimension) + "-D images; the image has " +
                                std::to_string(grid.dimension) + " dimensions.");
  }
}

Grid
RefinedGrid(const Grid & grid, unsigned int numberOfOctaves)
{
  Grid refined = grid;
  for (unsigned int axis = 0; axis < grid.dimension; ++axis)
  {
    refined.size[axis] = grid.size[axis] << numberOfOctaves;
  }
  return refined;
}
} // namespace phaseharmonics
