// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phArrays.h"
#include "phBindings.h"
#include "phCallbacks.h"
#include "phFileErrors.h"
#include "phGaussianModel.h"
#include "phMacrocanonicalGaussian.h"
#include "phTextureSynthesis.h"
#include "phThreadExecutor.h"
#include "phValueOfName.h"

#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>

namespace nb = nanobind;

namespace phaseharmonics
{
namespace
{
SynthesisStart
StartOfName(const std::string & name)
{
  if (name == "gaussian")
  {
    return SynthesisStart::GaussianModel;
  }
  if (name == "noise")
  {
    return SynthesisStart::WhiteNoise;
  }
  if (name == "image")
  {
    return SynthesisStart::InitialImage;
  }
  throw std::invalid_argument("The start must be 'gaussian', 'noise' or an image, not '" + name + "'.");
}

MomentNormalization
NormalizationOfName(const std::string & name)
{
  return ValueOfName<MomentNormalization>(
    "normalization", name, { { "target", MomentNormalization::Target }, { "none", MomentNormalization::None } });
}

/** Energies at start and end, iterations, evaluations, and those of the coarse scales. */
using SampleRun = std::tuple<double, double, unsigned int, unsigned int, unsigned int>;

/** Samples (samples, *shape), their runs, and the numbers of moments, unique and nominal; of exemplars (count, *shape)
 *  or of target moments, whose set and bank are then taken. `iterated` is called with the iterations of all samples
 *  and the energy. */
template <typename T>
nb::tuple
Synthesize(const InputArray<T> &                exemplars,
           const Moments *                      target,
           const WaveletBankOptions &           bankOptions,
           const MomentSetOptions &             setOptions,
           const std::optional<InputArray<T>> & initial,
           const TextureSynthesisOptions &      options,
           std::size_t                          samples,
           unsigned int                         threads,
           nb::handle                           iterated)
{
  const Grid     grid = GridOfArray(exemplars, 1);
  OutputArray<T> result = MakeArray<T>(ShapeOfGrid(grid, { samples }));
  T * const      pixels = result.data();
  const Callback callback(iterated);

  std::vector<const T *> images;
  for (std::size_t image = 0; image < exemplars.shape(0); ++image)
  {
    images.push_back(exemplars.data() + image * grid.NumberOfPixels());
  }
  std::vector<SampleRun> runs;
  std::size_t            uniqueMoments = 0;
  std::size_t            nominalMoments = 0;
  WithFileErrors([&] {
    const nb::gil_scoped_release release;
    const ThreadExecutor         executor(threads);
    const WaveletBankOptions &   bank = target ? target->bank : bankOptions;
    TextureSynthesis<T>          synthesis(
      std::make_shared<const WaveletBank<T>>(grid, bank, executor),
      target ? target->set : MomentSet(grid.dimension, bank.numberOfScales, bank.numberOfOrientations, setOptions),
      options);
    if (target)
    {
      synthesis.SetTarget(*target);
    }
    else
    {
      synthesis.SetTarget(images, executor);
    }
    if (initial)
    {
      synthesis.SetInitialImage(initial->data());
    }
    uniqueMoments = synthesis.GetTarget().set.GetNumberOfUniqueMoments();
    nominalMoments = synthesis.GetTarget().set.GetNumberOfNominalMoments();
    for (std::size_t sample = 0; sample < samples; ++sample)
    {
      const auto observer = [&](const auto & progress) {
        if (!progress.isCoarse)
        {
          callback(sample * synthesis.GetTotalIterations() + progress.iteration, progress.loss);
        }
        return true;
      };
      synthesis.DrawSample(sample, observer, executor);
      synthesis.GetImage(pixels + sample * grid.NumberOfPixels());
      runs.emplace_back(synthesis.GetInitialLoss(),
                        synthesis.GetLoss(),
                        synthesis.GetNumberOfIterations(),
                        synthesis.GetNumberOfEvaluations(),
                        synthesis.GetNumberOfCoarseEvaluations());
    }
  });
  return nb::make_tuple(result, runs, uniqueMoments, nominalMoments);
}

/** One sample of each image, of the random stream of its number. */
template <typename T>
OutputArray<T>
SamplePhases(const InputArray<T> & images, std::uint64_t seed)
{
  const Grid        grid = GridOfArray(images, 1);
  const std::size_t count = images.shape(0);
  const T * const   pixels = images.data();
  OutputArray<T>    result = MakeArray<T>(ShapeOfGrid(grid, { count }));
  T * const         samples = result.data();

  const nb::gil_scoped_release release;
  for (std::size_t image = 0; image < count; ++image)
  {
    const std::size_t offset = image * grid.NumberOfPixels();
    SampleRandomPhases(grid, pixels + offset, seed, image, samples + offset);
  }
  return result;
}

/** The same of macrocanonical models. */
template <typename T>
OutputArray<T>
SampleMacrocanonical(const InputArray<T> &      images,
                     const WaveletBankOptions & bank,
                     unsigned int               shiftRange,
                     double                     tolerance,
                     unsigned int               maximumIterations,
                     std::uint64_t              seed,
                     unsigned int               threads)
{
  const Grid        grid = GridOfArray(images, 1);
  const std::size_t count = images.shape(0);
  const T * const   pixels = images.data();
  OutputArray<T>    result = MakeArray<T>(ShapeOfGrid(grid, { count }));
  T * const         samples = result.data();

  const nb::gil_scoped_release release;
  const ThreadExecutor         executor(threads);
  const auto                   goOn = [](unsigned int, double) { return true; };
  for (std::size_t image = 0; image < count; ++image)
  {
    const std::size_t offset = image * grid.NumberOfPixels();
    FitMacrocanonicalGaussian(grid, pixels + offset, bank, { shiftRange, tolerance, maximumIterations }, goOn, executor)
      .Sample(seed, image, samples + offset);
  }
  return result;
}

template <typename T>
OutputArray<T>
Correlation(const InputArray<T> & images)
{
  const Grid        grid = GridOfArray(images, 1);
  const std::size_t count = images.shape(0);
  const T * const   pixels = images.data();
  OutputArray<T>    result = MakeArray<T>(ShapeOfGrid(grid, { count }));
  T * const         correlations = result.data();

  const nb::gil_scoped_release release;
  for (std::size_t image = 0; image < count; ++image)
  {
    const std::size_t offset = image * grid.NumberOfPixels();
    ComputeCorrelation(grid, pixels + offset, correlations + offset);
  }
  return result;
}

template <typename T>
void
BindReal(nb::module_ & module)
{
  module.def("synthesize",
             &Synthesize<T>,
             nb::arg("exemplars").noconvert(),
             nb::arg("target").none(),
             nb::arg("bank"),
             nb::arg("set"),
             nb::arg("initial").noconvert().none(),
             nb::arg("options"),
             nb::arg("samples"),
             nb::arg("threads"),
             nb::arg("iterated").none());
  module.def("sample_random_phases", &SamplePhases<T>, nb::arg("images").noconvert(), nb::arg("seed"));
  module.def("sample_macrocanonical",
             &SampleMacrocanonical<T>,
             nb::arg("images").noconvert(),
             nb::arg("bank"),
             nb::arg("shift_range"),
             nb::arg("tolerance"),
             nb::arg("maximum_iterations"),
             nb::arg("seed"),
             nb::arg("threads"));
  module.def("correlation", &Correlation<T>, nb::arg("images").noconvert());
}
} // namespace

void
BindSynthesis(nb::module_ & module)
{
  nb::class_<TextureSynthesisOptions>(module, "TextureSynthesisOptions")
    .def(
      "__init__",
      [](TextureSynthesisOptions * options,
         const std::string &       normalization,
         const std::string &       start,
         unsigned int              iterations,
         unsigned int              coarseIterations,
         unsigned int              restarts,
         unsigned int              history,
         bool                      preconditioning,
         std::uint64_t             seed,
         unsigned int              checkpointInterval,
         const std::string &       checkpoint,
         std::size_t               memoryLimit,
         std::size_t               firstSample) {
        new (options) TextureSynthesisOptions{ NormalizationOfName(normalization),
                                               StartOfName(start),
                                               iterations,
                                               coarseIterations,
                                               restarts,
                                               history,
                                               preconditioning,
                                               seed,
                                               checkpointInterval,
                                               checkpoint,
                                               memoryLimit,
                                               firstSample };
      },
      nb::kw_only(),
      nb::arg("normalization"),
      nb::arg("start"),
      nb::arg("iterations"),
      nb::arg("coarse_iterations"),
      nb::arg("restarts"),
      nb::arg("history"),
      nb::arg("preconditioning"),
      nb::arg("seed"),
      nb::arg("checkpoint_interval"),
      nb::arg("checkpoint"),
      nb::arg("memory_limit"),
      nb::arg("first_sample"));
  BindReal<float>(module);
  BindReal<double>(module);
}
} // namespace phaseharmonics
