// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phConvolutionalDictionaryLearning.h"
#include "phConvolutionalDictionaryLearningFile.h"
#include "phDictionaryTrainingInternal.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

namespace phaseharmonics
{
namespace
{
/** An image without its smooth part, one channel after the other, cut in two along its last axis. */
template <typename T>
struct Parts
{
  Grid           trainingGrid;
  Grid           heldOutGrid;
  std::vector<T> training;
  std::vector<T> heldOut;
};

template <typename T>
Parts<T>
MakeParts(const std::vector<TrainingImage<T>> & images,
          std::size_t                           number,
          const ConvolutionalTrainingOptions &  options,
          const Executor &                      executor)
{
  const Grid &      grid = images[number].grid;
  const std::size_t channels = options.channels;
  const std::size_t pixels = grid.NumberOfPixels();
  const T *         interleaved = images[number].values;
  std::vector<T>    image(pixels * channels);
  for (std::size_t pixel = 0; pixel < pixels; ++pixel)
  {
    for (std::size_t channel = 0; channel < channels; ++channel)
    {
      image[channel * pixels + pixel] = *interleaved++;
    }
  }
  if (options.backgroundSmoothing > 0.0)
  {
    const ConvolutionObservation<T> observation(grid, {}, options.support);
    std::vector<T>                  working(observation.GetWorkingGrid().NumberOfPixels() * channels);
    std::vector<T>                  background(image.size());
    observation.Background(image.data(), channels, options.backgroundSmoothing, working.data(), executor);
    observation.CropFine(working.data(), channels, background.data());
    std::transform(image.begin(), image.end(), background.begin(), image.begin(), std::minus<T>());
  }

  // The last axis is the slowest one of a channel.
  const unsigned int lastAxis = grid.dimension - 1;
  const std::size_t  linesOfHeldOut = grid.size[lastAxis] / 4;
  if (linesOfHeldOut < options.support.size[lastAxis])
  {
    throw std::invalid_argument("Input " + std::to_string(number) + " has " + std::to_string(grid.size[lastAxis]) +
                                " pixels along axis " + std::to_string(lastAxis) +
                                ", of which a quarter is held out; that is less than the " +
                                std::to_string(options.support.size[lastAxis]) + " of an atom.");
  }
  Parts<T> parts;
  parts.trainingGrid = grid;
  parts.trainingGrid.size[lastAxis] -= linesOfHeldOut;
  parts.heldOutGrid = grid;
  parts.heldOutGrid.size[lastAxis] = linesOfHeldOut;
  const auto trainingPixels = static_cast<std::ptrdiff_t>(parts.trainingGrid.NumberOfPixels());
  for (std::size_t channel = 0; channel < channels; ++channel)
  {
    const T * const begin = &image[channel * pixels];
    parts.training.insert(parts.training.end(), begin, begin + trainingPixels);
    parts.heldOut.insert(parts.heldOut.end(), begin + trainingPixels, begin + pixels);
  }
  return parts;
}

void
CheckOptions(const ConvolutionalTrainingOptions & options)
{
  if (!(options.backgroundSmoothing >= 0.0) || !std::isfinite(options.backgroundSmoothing))
  {
    throw std::invalid_argument("The smoothness of the background is " + std::to_string(options.backgroundSmoothing) +
                                "; it must not be negative.");
  }
  for (unsigned int axis = 0; axis < options.support.dimension; ++axis)
  {
    if (options.cropSize[axis] > 0 && options.cropSize[axis] < options.support.size[axis])
    {
      throw std::invalid_argument("Crops of size " + DescribeSize(options.cropSize, options.support.dimension) +
                                  " are smaller than an atom of size " +
                                  DescribeSize(options.support.size, options.support.dimension) + ".");
    }
  }
}
} // namespace

template <typename T>
Dictionary<T>
TrainConvolutionalDictionary(const std::vector<TrainingImage<T>> & images,
                             const ConvolutionalTrainingOptions &  options,
                             const Dictionary<double> *            initial,
                             const Executor &                      executor,
                             const DictionaryTrainingObserver &    observer)
{
  CheckTraining(images, options);
  CheckOptions(options);
  std::vector<Parts<T>> parts;
  for (std::size_t i = 0; i < images.size(); ++i)
  {
    parts.push_back(MakeParts(images, i, options, executor));
  }
  std::vector<LearningImage<T>> training;
  std::vector<LearningImage<T>> heldOut;
  for (const Parts<T> & part : parts)
  {
    training.push_back({ part.training.data(), part.trainingGrid });
    heldOut.push_back({ part.heldOut.data(), part.heldOutGrid });
  }

  ConvolutionalDictionaryLearningOptions learningOptions;
  learningOptions.problem = options.Problem();
  learningOptions.hasZeroMeanAtoms = options.backgroundSmoothing > 0.0;
  learningOptions.seed = options.seed;
  learningOptions.cropSize = options.cropSize;
  ConvolutionalDictionaryLearning<T> learning(learningOptions);

  std::string run;
  if (!options.checkpoint.empty())
  {
    std::ostringstream parameters;
    parameters << "crops of " << DescribeSize(options.cropSize, options.support.dimension) << ", background "
               << options.backgroundSmoothing;
    run = DescribeTraining("ConvolutionalDictionaryLearningImageFilter", images, options, initial, parameters.str());
  }
  if (HasCheckpoint(options))
  {
    std::string found;
    auto        state = ReadConvolutionalDictionaryLearningState<T>(options.checkpoint, &found);
    CheckIsSameRun(options, found, run);
    learning.SetState(std::move(state));
  }
  else if (initial != nullptr)
  {
    learning.Initialize(InitialAtoms<T>(*initial, options));
  }
  else
  {
    learning.Initialize(training, options.support, options.channels, options.numberOfAtoms);
  }
  constexpr double gapOfObjective = 1e-2;
  if (!Train(
        learning,
        options,
        [&] { learning.UpdateFrom(training, executor); },
        [&] { WriteConvolutionalDictionaryLearningState(options.checkpoint, learning.GetState(), run); },
        [&] { return learning.Objective(heldOut, gapOfObjective, executor); },
        observer))
  {
    return {};
  }
  return *learning.GetDictionary();
}

template PhaseHarmonics_EXPORT Dictionary<float>
                               TrainConvolutionalDictionary<float>(const std::vector<TrainingImage<float>> &,
                                    const ConvolutionalTrainingOptions &,
                                    const Dictionary<double> *,
                                    const Executor &,
                                    const DictionaryTrainingObserver &);
template PhaseHarmonics_EXPORT Dictionary<double>
                               TrainConvolutionalDictionary<double>(const std::vector<TrainingImage<double>> &,
                                     const ConvolutionalTrainingOptions &,
                                     const Dictionary<double> *,
                                     const Executor &,
                                     const DictionaryTrainingObserver &);
} // namespace phaseharmonics
