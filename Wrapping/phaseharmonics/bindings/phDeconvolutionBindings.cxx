// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phArrays.h"
#include "phBindings.h"
#include "phCallbacks.h"
#include "phDictionaryConversion.h"
#include "phSparseDeconvolutionRun.h"
#include "phSparseOptions.h"
#include "phThreadExecutor.h"
#include "phValueOfName.h"

#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

namespace nb = nanobind;

namespace phaseharmonics
{
namespace
{
ConvolutionBoundary
BoundaryOfName(const std::string & name)
{
  return ValueOfName<ConvolutionBoundary>("boundary",
                                          name,
                                          { { "mirror", ConvolutionBoundary::Mirror },
                                            { "periodic", ConvolutionBoundary::Periodic },
                                            { "zero", ConvolutionBoundary::Zero },
                                            { "unknown", ConvolutionBoundary::Unknown } });
}

/** Blur and decimation along z, y, x. */
ConvolutionObservationOptions
MakeObservation(const std::optional<InputArray<double>> & kernel,
                bool                                      normalizesKernel,
                const std::vector<double> &               blurSigma,
                const std::vector<std::size_t> &          decimation,
                const std::string &                       boundary)
{
  ConvolutionObservationOptions options;
  if (kernel)
  {
    options.kernel =
      MakeBlurKernel(GridOfArray(*kernel, 0), { kernel->data(), kernel->data() + kernel->size() }, normalizesKernel);
  }
  std::reverse_copy(blurSigma.begin(), blurSigma.end(), options.blurSigma.begin());
  std::reverse_copy(decimation.begin(), decimation.end(), options.decimation.begin());
  options.boundary = BoundaryOfName(boundary);
  return options;
}

nb::dict
FiguresOf(const SparseCodeReport & report, double lipschitzConstant)
{
  nb::dict figures;
  figures["objective"] = report.objective;
  figures["dual_objective"] = report.objective - report.dualGap;
  figures["relative_gap"] = report.relativeDualGap;
  figures["iterations"] = report.iterations;
  figures["support_size"] = report.supportSize;
  figures["lambda_used"] = report.lambda;
  figures["lambda_max"] = report.lambdaMax;
  figures["lipschitz_constant"] = lipschitzConstant;
  figures["converged"] = report.hasConverged;
  return figures;
}

std::vector<std::size_t>
ReversedOffset(const std::array<std::size_t, 3> & offset, unsigned int dimension)
{
  return { offset.rend() - dimension, offset.rend() };
}

/** The observed image is [channel][z][y][x]; the code [map][z][y][x]. Gives the fine image, code, residual, first pixel
 *  of the fine image in the code, and figures. `iterated` is called with iterations and relative gap. */
template <typename T>
nb::tuple
Deconvolve(const InputArray<T> &                 observed,
           const std::optional<InputArray<T>> &  weights,
           const std::optional<InputArray<T>> &  initialCode,
           const Dictionary<double> *            dictionary,
           const ConvolutionObservationOptions & observation,
           const SparseOptions &                 sparse,
           double                                lambdaOfNoiseGain,
           double                                background,
           bool                                  removesBias,
           bool                                  isConsistent,
           double                                regularization,
           unsigned int                          threads,
           nb::handle                            iterated)
{
  ObservedImage<T> image;
  image.values = observed.data();
  image.grid = GridOfArray(observed, 1);
  image.channels = observed.shape(0);
  if (weights)
  {
    if (GridOfArray(*weights, 0) != image.grid)
    {
      throw std::invalid_argument("The weights have not the shape of the image.");
    }
    image.weights = weights->data();
  }
  SparseDeconvolutionOptions options;
  options.problem = sparse.problem;
  options.stopping = sparse.stopping;
  options.lambdaOfNoiseGain = lambdaOfNoiseGain;
  options.backgroundSmoothing = background;
  options.removesBias = removesBias;
  options.isConsistent = isConsistent;
  options.consistencyRegularization = regularization;
  std::vector<T> code;
  if (initialCode)
  {
    code.assign(initialCode->data(), initialCode->data() + initialCode->size());
  }

  DeconvolvedImage<T> result;
  const Callback      callback(iterated);
  std::size_t         maps = 0;
  {
    const nb::gil_scoped_release         release;
    std::shared_ptr<const Dictionary<T>> atoms;
    if (dictionary == nullptr)
    {
      atoms = AtomsForDeconvolution<T>(nullptr, image.grid.dimension);
    }
    else
    {
      const auto given = ConvertDictionary<T>(*dictionary);
      atoms = AtomsForDeconvolution(&given, image.grid.dimension);
    }
    const std::size_t codings = SparseDeconvolution<T>::NumberOfCodings(*atoms, image.channels);
    maps = codings * atoms->GetNumberOfAtoms();
    DeconvolveImage<T>(image,
                       atoms,
                       observation,
                       options,
                       std::move(code),
                       result,
                       ThreadExecutor(threads),
                       [&](std::size_t, const SparseCodeReport & report) {
                         callback(report.iterations, report.relativeDualGap);
                         return true;
                       });
  }
  return nb::make_tuple(ToArray(result.fine, ShapeOfGrid(result.fineGrid, { image.channels })),
                        ToArray(result.code, ShapeOfGrid(result.workingGrid, { maps })),
                        ToArray(result.residual, ShapeOfGrid(image.grid, { image.channels })),
                        ReversedOffset(result.offset, image.grid.dimension),
                        FiguresOf(result.report, result.lipschitzConstant));
}

template <typename T>
void
BindReal(nb::module_ & module)
{
  module.def("sparse_deconvolve",
             &Deconvolve<T>,
             nb::arg("observed").noconvert(),
             nb::arg("weights").noconvert().none(),
             nb::arg("initial_code").noconvert().none(),
             nb::arg("dictionary").none(),
             nb::arg("observation"),
             nb::arg("options"),
             nb::arg("lambda_of_noise_gain"),
             nb::arg("background"),
             nb::arg("debias"),
             nb::arg("consistent"),
             nb::arg("regularization"),
             nb::arg("threads"),
             nb::arg("iterated").none());
}
} // namespace

void
BindDeconvolution(nb::module_ & module)
{
  nb::class_<ConvolutionObservationOptions>(module, "ObservationOptions")
    .def_static("make",
                &MakeObservation,
                nb::arg("kernel").noconvert().none(),
                nb::arg("normalize_kernel"),
                nb::arg("blur_sigma"),
                nb::arg("decimation"),
                nb::arg("boundary"));
  BindReal<float>(module);
  BindReal<double>(module);
}
} // namespace phaseharmonics
