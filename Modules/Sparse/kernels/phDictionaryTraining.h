// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phDictionaryTraining_h
#define phDictionaryTraining_h

#include "phDictionary.h"
#include "phExecutor.h"
#include "phSparseCoding.h"

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace phaseharmonics
{
/** An image to learn from; the channels of a pixel one after the other. */
template <typename T>
struct TrainingImage
{
  const T * values;
  Grid      grid;
};

/** What learning of patches and of images as a whole share. */
struct PhaseHarmonics_EXPORT DictionaryTrainingOptions
{
  Grid          support;
  std::size_t   channels{ 1 };
  std::size_t   numberOfAtoms{ 64 };
  double        lambda{ 0.0 }; // 0: the ratio
  double        lambdaRatio{ 0.1 };
  bool          isNonNegative{ false };
  std::size_t   numberOfSteps{ 200 };
  std::size_t   reportInterval{ 10 }; // steps from one report to the next
  std::uint64_t seed{ 0 };
  /** Where the state is saved at each report, and gone on from if it exists; empty for nowhere. */
  std::string checkpoint;

  SparseCodeProblem
  Problem() const;
};

struct PatchTrainingOptions : DictionaryTrainingOptions
{
  std::size_t numberOfPatches{ 20000 };
  std::size_t batchSize{ 256 };
  /** Whether the mean of each channel of each patch is taken off, or that of all patches only. */
  bool centersPatches{ true };
};

struct ConvolutionalTrainingOptions : DictionaryTrainingOptions
{
  std::array<std::size_t, 3> cropSize{ { 0, 0, 0 } }; // pixels of a step; 0 for all of an axis
  double                     backgroundSmoothing{ 10.0 };
};

/** Where learning is. */
struct DictionaryTrainingReport
{
  std::size_t   step{ 0 };
  bool          hasObjective{ false }; // at each report
  double        heldOutObjective{ 0.0 };
  std::uint64_t replacedAtoms{ 0 };
};

/** Called at the start, or where a checkpoint goes on, and after each step; learning stops when it returns false. */
using DictionaryTrainingObserver = std::function<bool(const DictionaryTrainingReport &)>;

/** A dictionary learned from patches at random places of images, each of which gives as many as its share of all
 * places; every tenth is held out. `initial`: atoms to start from instead of patches, or none.
 *
 *  No atoms if stopped. Throws std::invalid_argument, naming what is wrong, for options out of range, images smaller
 *  than an atom, initial atoms of another shape, and a checkpoint of another run; std::runtime_error for its file. */
template <typename T>
PhaseHarmonics_EXPORT Dictionary<T>
                      TrainPatchDictionary(const std::vector<TrainingImage<T>> & images,
                                           const PatchTrainingOptions &          options,
                                           const Dictionary<double> *            initial,
                                           const Executor &                      executor,
                                           const DictionaryTrainingObserver &    observer);

/** A convolutional dictionary learned from images less their smooth parts, of which the last quarter along the last
 * axis is held out. As above. */
template <typename T>
PhaseHarmonics_EXPORT Dictionary<T>
                      TrainConvolutionalDictionary(const std::vector<TrainingImage<T>> & images,
                                                   const ConvolutionalTrainingOptions &  options,
                                                   const Dictionary<double> *            initial,
                                                   const Executor &                      executor,
                                                   const DictionaryTrainingObserver &    observer);
} // namespace phaseharmonics

#endif
