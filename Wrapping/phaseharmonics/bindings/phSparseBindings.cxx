// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phArrays.h"
#include "phBindings.h"
#include "phCallbacks.h"
#include "phDictionaryConversion.h"
#include "phNoiseEstimate.h"
#include "phPatchDenoising.h"
#include "phSparseOptions.h"
#include "phSupportFit.h"
#include "phThreadExecutor.h"

#include <nanobind/stl/vector.h>

namespace nb = nanobind;

namespace phaseharmonics
{
namespace
{
using Atoms = Dictionary<double>;

constexpr std::size_t VectorsOfBlock = 8192;

/** Codes (count, K) of vectors (count, p), and objective, relative gap, lambda, support, iterations and convergence of
 *  each. `encoded` is called with the number of vectors done. */
template <typename T>
nb::tuple
Encode(const InputArray<T> & vectors,
       const Atoms &         atoms,
       const SparseOptions & options,
       bool                  removesBias,
       unsigned int          threads,
       nb::handle            encoded)
{
  const std::size_t length = atoms.GetLength();
  if (vectors.ndim() != 2 || vectors.shape(1) != length)
  {
    throw std::invalid_argument("Vectors must have as many entries as atoms, " + std::to_string(length) + ".");
  }
  const std::size_t             count = vectors.shape(0);
  const std::size_t             K = atoms.GetNumberOfAtoms();
  auto                          codes = MakeArray<T>({ count, K });
  std::vector<SparseCodeReport> reports(count);
  const T * const               values = vectors.data();
  T * const                     coefficients = codes.data();
  const Callback                callback(encoded);
  {
    const nb::gil_scoped_release release;
    const ThreadExecutor         executor(threads);
    const auto                   dictionary = std::make_shared<const Dictionary<T>>(ConvertDictionary<T>(atoms));
    const auto coder = MakeSparseCoder<T>(dictionary, options.solver, options.problem, options.stopping, executor);
    for (std::size_t first = 0; first < count; first += VectorsOfBlock)
    {
      const std::size_t number = std::min(VectorsOfBlock, count - first);
      coder->Encode(values + first * length, number, coefficients + first * K, false, &reports[first], executor);
      if (removesBias)
      {
        FitSupports(*dictionary,
                    values + first * length,
                    number,
                    options.problem.isNonNegative,
                    coefficients + first * K,
                    executor);
      }
      callback(first + number);
    }
  }
  std::vector<double>       figures;
  std::vector<std::int64_t> counts;
  for (const SparseCodeReport & report : reports)
  {
    figures.insert(figures.end(), { report.objective, report.relativeDualGap, report.lambda });
    counts.insert(counts.end(),
                  { static_cast<std::int64_t>(report.supportSize), report.iterations, report.hasConverged ? 1 : 0 });
  }
  return nb::make_tuple(codes, ToArray(figures, { count, 3 }), ToArray(counts, { count, 3 }));
}

/** Vectors (count, p) of codes (count, K). */
template <typename T>
OutputArray<T>
DecodeCodes(const InputArray<T> & codes, const Atoms & atoms, unsigned int threads)
{
  if (codes.ndim() != 2 || codes.shape(1) != atoms.GetNumberOfAtoms())
  {
    throw std::invalid_argument("Codes must have as many entries as there are atoms, " +
                                std::to_string(atoms.GetNumberOfAtoms()) + ".");
  }
  const std::size_t count = codes.shape(0);
  auto              vectors = MakeArray<T>({ count, atoms.GetLength() });
  const T * const   coefficients = codes.data();
  T * const         values = vectors.data();
  {
    const nb::gil_scoped_release release;
    Decode(ConvertDictionary<T>(atoms), coefficients, count, values, ThreadExecutor(threads));
  }
  return vectors;
}

PatchCodingOptions
MakePatchOptions(const SparseOptions & options, unsigned int stride, bool removesBias)
{
  PatchCodingOptions coding;
  coding.problem = options.problem;
  coding.stopping = options.stopping;
  coding.solver = options.solver;
  coding.stride = stride;
  coding.removesBias = removesBias;
  return coding;
}

/** Calls with the percentage of the work that is done. */
template <typename T>
typename PatchEstimator<T>::Observer
ObserverOf(const Callback & callback)
{
  return [&callback](double share, const SparseCodeSummary &) {
    callback(static_cast<int>(100.0 * share));
    return true;
  };
}

nb::tuple
FiguresOf(const SparseCodeSummary & summary, std::size_t atoms)
{
  return nb::make_tuple(summary.SupportFraction(atoms), summary.largestRelativeDualGap, summary.ConvergedFraction());
}

/** Number of channels of an image [z][y][x][channel], and its grid. */
template <typename T>
std::pair<Grid, std::size_t>
GridAndChannels(const InputArray<T> & image)
{
  if (image.ndim() < 2 || image.ndim() > 4)
  {
    throw std::invalid_argument("Images must have one to three axes, and one of channels.");
  }
  Grid grid;
  grid.dimension = static_cast<unsigned int>(image.ndim() - 1);
  for (unsigned int axis = 0; axis < grid.dimension; ++axis)
  {
    grid.size[axis] = image.shape(image.ndim() - 2 - axis);
  }
  return { grid, image.shape(image.ndim() - 1) };
}

template <typename T>
nb::tuple
Denoise(const InputArray<T> & image,
        const Atoms &         atoms,
        const SparseOptions & options,
        double                lambdaOfNoise,
        unsigned int          stride,
        bool                  removesBias,
        unsigned int          threads,
        nb::handle            denoised)
{
  const auto        gridAndChannels = GridAndChannels(image);
  const T * const   pixels = image.data();
  const Callback    callback(denoised);
  std::vector<T>    estimate;
  SparseCodeSummary summary;
  {
    const nb::gil_scoped_release release;
    estimate = DenoisePatches(PatchDomain::Whole(gridAndChannels.first),
                              pixels,
                              gridAndChannels.second,
                              ConvertDictionary<T>(atoms),
                              MakePatchOptions(options, stride, removesBias),
                              lambdaOfNoise,
                              summary,
                              ThreadExecutor(threads),
                              ObserverOf<T>(callback));
  }
  return nb::make_tuple(ToArray(estimate, ShapeOfArray(image)), FiguresOf(summary, atoms.GetNumberOfAtoms()));
}

template <typename T>
nb::tuple
Separate(const InputArray<T> & image,
         const Atoms &         first,
         const Atoms &         second,
         const SparseOptions & options,
         unsigned int          stride,
         bool                  removesBias,
         bool                  removesMeans,
         unsigned int          threads,
         nb::handle            separated)
{
  const auto           gridAndChannels = GridAndChannels(image);
  const T * const      pixels = image.data();
  const Callback       callback(separated);
  SeparatedTextures<T> textures;
  SparseCodeSummary    summary;
  {
    const nb::gil_scoped_release release;
    textures = SeparatePatches(gridAndChannels.first,
                               pixels,
                               gridAndChannels.second,
                               ConvertDictionary<T>(first),
                               ConvertDictionary<T>(second),
                               MakePatchOptions(options, stride, removesBias),
                               removesMeans,
                               summary,
                               ThreadExecutor(threads),
                               ObserverOf<T>(callback));
  }
  const Shape shape = ShapeOfArray(image);
  return nb::make_tuple(ToArray(textures.first, shape),
                        ToArray(textures.second, shape),
                        ToArray(textures.residual, shape),
                        FiguresOf(summary, first.GetNumberOfAtoms() + second.GetNumberOfAtoms()));
}

template <typename T>
void
BindReal(nb::module_ & module)
{
  module.def("sparse_encode",
             &Encode<T>,
             nb::arg("vectors").noconvert(),
             nb::arg("dictionary"),
             nb::arg("options"),
             nb::arg("debias"),
             nb::arg("threads"),
             nb::arg("encoded").none());
  module.def("sparse_decode", &DecodeCodes<T>, nb::arg("codes").noconvert(), nb::arg("dictionary"), nb::arg("threads"));
  module.def("sparse_denoise",
             &Denoise<T>,
             nb::arg("image").noconvert(),
             nb::arg("dictionary"),
             nb::arg("options"),
             nb::arg("lambda_of_noise"),
             nb::arg("stride"),
             nb::arg("debias"),
             nb::arg("threads"),
             nb::arg("denoised").none());
  module.def("sparse_separate",
             &Separate<T>,
             nb::arg("image").noconvert(),
             nb::arg("first"),
             nb::arg("second"),
             nb::arg("options"),
             nb::arg("stride"),
             nb::arg("debias"),
             nb::arg("center_patches"),
             nb::arg("threads"),
             nb::arg("separated").none());
}
} // namespace

void
BindSparse(nb::module_ & module)
{
  BindSparseOptions(module);
  BindReal<float>(module);
  BindReal<double>(module);
  module.def(
    "estimate_noise",
    [](const InputArray<double> & image) {
      const Grid                   grid = GridOfArray(image, 0);
      const double * const         pixels = image.data();
      const nb::gil_scoped_release release;
      return EstimateNoise({ pixels, pixels + grid.NumberOfPixels() }, grid);
    },
    nb::arg("image").noconvert());
}
} // namespace phaseharmonics
