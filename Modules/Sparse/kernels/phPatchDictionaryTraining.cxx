// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phDictionaryLearning.h"
#include "phDictionaryLearningFile.h"
#include "phDictionaryTrainingInternal.h"
#include "phPatches.h"

#include <algorithm>
#include <utility>

namespace phaseharmonics
{
namespace
{
template <typename T>
void
RemoveMeansOfAll(std::vector<T> & patches, const PatchTrainingOptions & options)
{
  const std::size_t pixels = options.support.NumberOfPixels();
  for (std::size_t c = 0; c < options.channels; ++c)
  {
    double sum = 0.0;
    for (std::size_t i = 0; i < patches.size(); ++i)
    {
      sum += i / pixels % options.channels == c ? static_cast<double>(patches[i]) : 0.0;
    }
    const auto mean =
      static_cast<T>(sum / (static_cast<double>(options.numberOfPatches) * static_cast<double>(pixels)));
    for (std::size_t i = 0; i < patches.size(); ++i)
    {
      patches[i] -= i / pixels % options.channels == c ? mean : T(0);
    }
  }
}

template <typename T>
std::vector<T>
SamplePatches(const std::vector<TrainingImage<T>> & images, const PatchTrainingOptions & options)
{
  std::vector<PatchGeometry> geometries;
  std::vector<double>        share;
  double                     total = 0.0;
  for (const TrainingImage<T> & image : images)
  {
    double places = 1.0;
    for (unsigned int axis = 0; axis < options.support.dimension; ++axis)
    {
      places *= static_cast<double>(image.grid.size[axis] - options.support.size[axis] + 1);
    }
    geometries.emplace_back(image.grid, options.channels, options.support);
    total += places;
    share.push_back(total);
  }
  const std::size_t length = options.support.NumberOfPixels() * options.channels;
  std::vector<T>    patches(options.numberOfPatches * length);
  std::vector<T>    means(options.channels);
  std::size_t       begin = 0;
  for (std::size_t i = 0; i < geometries.size(); ++i)
  {
    const auto end = static_cast<std::size_t>(share[i] / total * static_cast<double>(options.numberOfPatches) + 0.5);
    const auto positions = RandomPositions(geometries[i], end - begin, options.seed, i);
    for (std::size_t j = begin; j < end; ++j)
    {
      T * const patch = &patches[j * length];
      geometries[i].Extract(images[i].values, positions[j - begin], patch);
      if (options.centersPatches)
      {
        RemoveMeans(geometries[i], patch, 1, means.data());
      }
    }
    begin = end;
  }
  if (!options.centersPatches)
  {
    RemoveMeansOfAll(patches, options);
  }
  return patches;
}
} // namespace

template <typename T>
Dictionary<T>
TrainPatchDictionary(const std::vector<TrainingImage<T>> & images,
                     const PatchTrainingOptions &          options,
                     const Dictionary<double> *            initial,
                     const Executor &                      executor,
                     const DictionaryTrainingObserver &    observer)
{
  CheckTraining(images, options);
  if (options.batchSize == 0 || options.numberOfPatches < 10)
  {
    throw std::invalid_argument(
      "A step needs at least 1 patch, and all at least 10 together, since a tenth is held out.");
  }
  const std::size_t length = options.support.NumberOfPixels() * options.channels;
  std::vector<T>    training;
  std::vector<T>    heldOut;
  {
    const auto patches = SamplePatches(images, options);
    for (std::size_t i = 0; i < options.numberOfPatches; ++i)
    {
      // Every tenth patch, so that each image gives some.
      auto & part = i % 10 == 9 ? heldOut : training;
      part.insert(part.end(), &patches[i * length], &patches[i * length] + length);
    }
  }
  DictionaryLearningOptions learningOptions;
  learningOptions.problem = options.Problem();
  learningOptions.seed = options.seed;
  DictionaryLearning<T> learning(learningOptions);

  std::string run;
  if (!options.checkpoint.empty())
  {
    std::ostringstream parameters;
    parameters << options.numberOfPatches << " patches, batches of " << options.batchSize
               << (options.centersPatches ? "" : ", not centered");
    run = DescribeTraining("PatchDictionaryLearningImageFilter", images, options, initial, parameters.str());
  }
  if (HasCheckpoint(options))
  {
    std::string found;
    auto        state = ReadDictionaryLearningState<T>(options.checkpoint, &found);
    CheckIsSameRun(options, found, run);
    learning.SetState(std::move(state));
  }
  else if (initial != nullptr)
  {
    learning.Initialize(InitialAtoms<T>(*initial, options));
  }
  else
  {
    learning.Initialize(training.data(), training.size() / length, length, options.numberOfAtoms);
  }
  if (!Train(
        learning,
        options,
        [&] { learning.UpdateFrom(training.data(), training.size() / length, options.batchSize, executor); },
        [&] { WriteDictionaryLearningState(options.checkpoint, learning.GetState(), run); },
        [&] { return learning.Objective(heldOut.data(), heldOut.size() / length, executor); },
        observer))
  {
    return {};
  }
  // Learning takes patches as vectors.
  Dictionary<T> learned(options.support, options.channels, options.numberOfAtoms);
  std::copy_n(learning.GetDictionary()->data(), options.numberOfAtoms * length, learned.data());
  return learned;
}

template PhaseHarmonics_EXPORT Dictionary<float>
                               TrainPatchDictionary<float>(const std::vector<TrainingImage<float>> &,
                            const PatchTrainingOptions &,
                            const Dictionary<double> *,
                            const Executor &,
                            const DictionaryTrainingObserver &);
template PhaseHarmonics_EXPORT Dictionary<double>
                               TrainPatchDictionary<double>(const std::vector<TrainingImage<double>> &,
                             const PatchTrainingOptions &,
                             const Dictionary<double> *,
                             const Executor &,
                             const DictionaryTrainingObserver &);
} // namespace phaseharmonics
