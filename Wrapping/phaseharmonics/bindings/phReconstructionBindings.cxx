// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phAlignment.h"
#include "phArrays.h"
#include "phBindings.h"
#include "phCallbacks.h"
#include "phFileErrors.h"
#include "phReconstructionRun.h"
#include "phStatistics.h"
#include "phThreadExecutor.h"

#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>

namespace nb = nanobind;

namespace phaseharmonics
{
namespace
{
/** Last energy over that of the target's moments, iterations and evaluations. */
using StartRun = std::tuple<double, unsigned int, unsigned int>;

/** The image (*shape), the runs of all starts, the best of them, and the numbers of moments, unique and nominal; from
 *  the moments of an image (1, *shape), or from target moments and an array (0, *shape) that tells the size.
 *  `iterated` is called with iteration, energy and number of iterations. */
template <typename T>
nb::tuple
Reconstruct(const InputArray<T> &                    image,
            const Moments *                          given,
            const WaveletBankOptions &               bankOptions,
            const MomentSetOptions &                 setOptions,
            bool                                     isRich,
            const CompressiveReconstructionOptions & options,
            std::size_t                              memoryLimit,
            const std::string &                      checkpoint,
            unsigned int                             threads,
            nb::handle                               iterated)
{
  const Grid            grid = GridOfArray(image, 1);
  OutputArray<T>        result = MakeArray<T>(ShapeOfGrid(grid));
  const T * const       original = image.data();
  T * const             pixels = result.data();
  const Callback        callback(iterated);
  std::vector<StartRun> runs;
  std::size_t           best = 0;
  Moments               target;
  WithFileErrors([&] {
    const nb::gil_scoped_release release;
    const ThreadExecutor         executor(threads);
    const auto bank = std::make_shared<const WaveletBank<T>>(grid, given ? given->bank : bankOptions, executor);
    target =
      given
        ? *given
        : Statistics<T>(bank, MakeReconstructionMomentSet(grid.dimension, bankOptions, setOptions, isRich), memoryLimit)
            .Analyze(original, executor);
    CompressiveReconstruction<T> reconstruction(bank, target, options, memoryLimit);
    const auto                   observer = [&](const auto & progress) {
      callback(progress.iteration, progress.loss, progress.numberOfIterations);
      return true;
    };
    RunReconstruction<T>(reconstruction, checkpoint, observer, executor);
    best = reconstruction.GetBestStart();
    reconstruction.GetImage(best, pixels);
    for (const auto & start : reconstruction.GetStarts())
    {
      runs.emplace_back(start.loss, start.iterations, start.evaluations);
    }
  });
  return nb::make_tuple(
    result, runs, best, target.set.GetNumberOfUniqueMoments(), target.set.GetNumberOfNominalMoments());
}

/** Shift along the axes of the arrays that moves the image nearest to the reference, mean square of the difference
 *  after it, and the peak signal-to-noise ratio in dB. */
template <typename T>
nb::tuple
Compare(const InputArray<T> & reference, const InputArray<T> & image, double range)
{
  const Grid grid = GridOfArray(reference, 0);
  if (grid != GridOfArray(image, 0))
  {
    throw std::invalid_argument("The images have different shapes.");
  }
  const T * const a = reference.data();
  const T * const b = image.data();
  TranslatedError error;
  {
    const nb::gil_scoped_release release;
    error = CompareUpToTranslation(grid, a, b, range);
  }
  std::vector<std::size_t> shift(error.alignment.shift.begin(), error.alignment.shift.begin() + grid.dimension);
  std::reverse(shift.begin(), shift.end());
  return nb::make_tuple(nb::tuple(nb::cast(shift)), error.alignment.squaredError, error.peakSignalToNoiseRatio);
}

template <typename T>
void
BindReal(nb::module_ & module)
{
  module.def("reconstruct",
             &Reconstruct<T>,
             nb::arg("image").noconvert(),
             nb::arg("target").none(),
             nb::arg("bank"),
             nb::arg("set"),
             nb::arg("rich"),
             nb::arg("options"),
             nb::arg("memory_limit"),
             nb::arg("checkpoint"),
             nb::arg("threads"),
             nb::arg("iterated").none());
  module.def("compare_up_to_translation",
             &Compare<T>,
             nb::arg("reference").noconvert(),
             nb::arg("image").noconvert(),
             nb::arg("range"));
}
} // namespace

void
BindReconstruction(nb::module_ & module)
{
  nb::class_<CompressiveReconstructionOptions>(module, "ReconstructionOptions")
    .def(
      "__init__",
      [](CompressiveReconstructionOptions * options,
         unsigned int                       starts,
         unsigned int                       octaveIterations,
         unsigned int                       plainIterations,
         unsigned int                       iterations,
         unsigned int                       finalRounds,
         unsigned int                       history,
         std::uint64_t                      seed) {
        new (options) CompressiveReconstructionOptions();
        options->numberOfStarts = starts;
        options->iterationsPerOctave = octaveIterations;
        options->numberOfPlainIterations = plainIterations;
        options->numberOfIterations = iterations;
        options->numberOfFinalRounds = finalRounds;
        options->historySize = history;
        options->seed = seed;
      },
      nb::kw_only(),
      nb::arg("starts"),
      nb::arg("octave_iterations"),
      nb::arg("plain_iterations"),
      nb::arg("iterations"),
      nb::arg("final_rounds"),
      nb::arg("history"),
      nb::arg("seed"));
  module.def(
    "largest_number_of_scales",
    [](const Shape & shape, const WaveletBankOptions & bank) {
      return LargestNumberOfScales(GridOfShape(shape), bank);
    },
    nb::arg("shape"),
    nb::arg("bank"));
  BindReal<float>(module);
  BindReal<double>(module);
}
} // namespace phaseharmonics
