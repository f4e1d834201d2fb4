// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phArrays.h"
#include "phBindings.h"
#include "phCallbacks.h"
#include "phDictionaryConversion.h"
#include "phDictionaryTraining.h"
#include "phFileErrors.h"
#include "phThreadExecutor.h"

#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

namespace nb = nanobind;

namespace phaseharmonics
{
namespace
{
/** Images [z][y][x][channel] and the shape (z, y, x) of atoms. */
template <typename T>
std::vector<TrainingImage<T>>
TrainingImagesOf(const std::vector<InputArray<T>> & arrays, DictionaryTrainingOptions & options, const Shape & support)
{
  std::vector<TrainingImage<T>> images;
  options.support = GridOfShape(support);
  for (const InputArray<T> & array : arrays)
  {
    if (array.ndim() != support.size() + 1)
    {
      throw std::invalid_argument("Images and atoms must have the same number of axes.");
    }
    const std::size_t channels = array.shape(array.ndim() - 1);
    if (!images.empty() && channels != options.channels)
    {
      throw std::invalid_argument("Input " + std::to_string(images.size()) + " has " + std::to_string(channels) +
                                  " channels, but the first input has " + std::to_string(options.channels) + ".");
    }
    options.channels = channels;
    images.push_back({ array.data(), GridOfShape({ array.shape_ptr(), array.shape_ptr() + support.size() }) });
  }
  return images;
}

void
SetOptions(DictionaryTrainingOptions & options,
           std::size_t                 atoms,
           double                      lambda,
           double                      lambdaRatio,
           bool                        isNonNegative,
           std::size_t                 iterations,
           std::size_t                 reportInterval,
           std::uint64_t               seed,
           const std::string &         checkpoint)
{
  options.numberOfAtoms = atoms;
  options.lambda = lambda;
  options.lambdaRatio = lambdaRatio;
  options.isNonNegative = isNonNegative;
  options.numberOfSteps = iterations;
  options.reportInterval = reportInterval;
  options.seed = seed;
  options.checkpoint = checkpoint;
}

/** Trains by `train`, and keeps what it reports: the dictionary, steps, held-out objectives, and atoms replaced.
 *  `learned` is called with step and objective after each step. */
template <typename T, typename TTrain>
nb::tuple
Learn(const TTrain & train, unsigned int threads, nb::handle learned)
{
  const Callback            callback(learned);
  std::vector<std::int64_t> steps;
  std::vector<double>       objectives;
  std::uint64_t             replaced = 0;
  const auto                dictionary = WithFileErrors([&] {
    const nb::gil_scoped_release release;
    return ConvertDictionary<double>(train(ThreadExecutor(threads), [&](const DictionaryTrainingReport & report) {
      replaced = report.replacedAtoms;
      if (report.hasObjective)
      {
        steps.push_back(static_cast<std::int64_t>(report.step));
        objectives.push_back(report.heldOutObjective);
      }
      callback(report.step, report.heldOutObjective, report.hasObjective);
      return true;
    }));
  });
  return nb::make_tuple(dictionary, ToArray(steps), ToArray(objectives), replaced);
}

template <typename T>
void
BindReal(nb::module_ & module)
{
  module.def(
    "learn_patch_dictionary",
    [](const std::vector<InputArray<T>> & arrays,
       const Shape &                      support,
       const Dictionary<double> *         initial,
       std::size_t                        atoms,
       double                             lambda,
       double                             lambdaRatio,
       bool                               isNonNegative,
       std::size_t                        iterations,
       std::size_t                        reportInterval,
       std::uint64_t                      seed,
       const std::string &                checkpoint,
       std::size_t                        patches,
       std::size_t                        batch,
       bool                               keepsMeans,
       unsigned int                       threads,
       nb::handle                         learned) {
      PatchTrainingOptions options;
      SetOptions(options, atoms, lambda, lambdaRatio, isNonNegative, iterations, reportInterval, seed, checkpoint);
      options.numberOfPatches = patches;
      options.batchSize = batch;
      options.centersPatches = !keepsMeans;
      const auto images = TrainingImagesOf(arrays, options, support);
      return Learn<T>(
        [&](const Executor & executor, const DictionaryTrainingObserver & observer) {
          return TrainPatchDictionary(images, options, initial, executor, observer);
        },
        threads,
        learned);
    },
    nb::arg("images"),
    nb::arg("support"),
    nb::arg("initial").none(),
    nb::kw_only(),
    nb::arg("atoms"),
    nb::arg("lambda_"),
    nb::arg("lambda_ratio"),
    nb::arg("non_negative"),
    nb::arg("iterations"),
    nb::arg("report_interval"),
    nb::arg("seed"),
    nb::arg("checkpoint"),
    nb::arg("patches"),
    nb::arg("batch"),
    nb::arg("keep_means"),
    nb::arg("threads"),
    nb::arg("learned").none());
  module.def(
    "learn_convolutional_dictionary",
    [](const std::vector<InputArray<T>> & arrays,
       const Shape &                      support,
       const Dictionary<double> *         initial,
       std::size_t                        atoms,
       double                             lambda,
       double                             lambdaRatio,
       bool                               isNonNegative,
       std::size_t                        iterations,
       std::size_t                        reportInterval,
       std::uint64_t                      seed,
       const std::string &                checkpoint,
       const Shape &                      cropSize,
       double                             background,
       unsigned int                       threads,
       nb::handle                         learned) {
      ConvolutionalTrainingOptions options;
      SetOptions(options, atoms, lambda, lambdaRatio, isNonNegative, iterations, reportInterval, seed, checkpoint);
      std::reverse_copy(cropSize.begin(), cropSize.end(), options.cropSize.begin());
      options.backgroundSmoothing = background;
      const auto images = TrainingImagesOf(arrays, options, support);
      return Learn<T>(
        [&](const Executor & executor, const DictionaryTrainingObserver & observer) {
          return TrainConvolutionalDictionary(images, options, initial, executor, observer);
        },
        threads,
        learned);
    },
    nb::arg("images"),
    nb::arg("support"),
    nb::arg("initial").none(),
    nb::kw_only(),
    nb::arg("atoms"),
    nb::arg("lambda_"),
    nb::arg("lambda_ratio"),
    nb::arg("non_negative"),
    nb::arg("iterations"),
    nb::arg("report_interval"),
    nb::arg("seed"),
    nb::arg("checkpoint"),
    nb::arg("crop_size"),
    nb::arg("background"),
    nb::arg("threads"),
    nb::arg("learned").none());
}
} // namespace

void
BindDictionaryLearning(nb::module_ & module)
{
  BindReal<float>(module);
  BindReal<double>(module);
}
} // namespace phaseharmonics
