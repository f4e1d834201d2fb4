// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phArrays.h"
#include "phBindings.h"
#include "phCallbacks.h"
#include "phMomentBootstrap.h"
#include "phMomentCsv.h"
#include "phMomentFile.h"
#include "phMomentFormat.h"
#include "phMomentSetOptions.h"
#include "phStatistics.h"
#include "phThreadExecutor.h"

#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

namespace nb = nanobind;

namespace phaseharmonics
{
namespace
{
MomentNormalization
NormalizationOf(bool isNormalized)
{
  return isNormalized ? MomentNormalization::Target : MomentNormalization::None;
}

/** Rows j, l, k of each feature. */
OutputArray<std::int64_t>
FeaturesOf(const Moments & moments)
{
  std::vector<std::int64_t> rows;
  for (const Harmonic & feature : moments.set.GetFeatures())
  {
    rows.insert(rows.end(), { feature.scale, feature.orientation, feature.harmonic });
  }
  return ToArray(rows, { rows.size() / 3, 3 });
}

/** Rows j1, l1, k1, j2, l2, k2, lag of each moment, the lag as axes of arrays: z, y, x. */
OutputArray<std::int64_t>
IndicesOf(const Moments & moments)
{
  const unsigned int        dimension = moments.set.GetDimension();
  std::vector<std::int64_t> rows;
  for (const auto & moment : moments.set.GetMoments())
  {
    const MomentIndex & index = moment.index;
    rows.insert(rows.end(), { index.first.scale, index.first.orientation, index.first.harmonic });
    rows.insert(rows.end(), { index.second.scale, index.second.orientation, index.second.harmonic });
    for (unsigned int axis = dimension; axis-- > 0;)
    {
      rows.push_back(index.lag[axis]);
    }
  }
  return ToArray(rows, { rows.size() / (6 + dimension), 6 + dimension });
}

OutputArray<std::complex<double>>
ValuesOf(const Moments & moments, bool isNormalized)
{
  std::vector<std::complex<double>> values;
  for (std::size_t m = 0; m < moments.covariances.size(); ++m)
  {
    values.push_back(moments.Value(m, NormalizationOf(isNormalized)));
  }
  return ToArray(values);
}

bool
AreEqual(const Moments & a, const Moments & b)
{
  return a.set.HasSameMoments(b.set) && a.grid == b.grid && a.bank == b.bank && a.imageMean == b.imageMean &&
         a.imageDeviation == b.imageDeviation && a.means == b.means && a.deviations == b.deviations &&
         a.covariances == b.covariances;
}

void
Save(const Moments & moments, const std::string & path, bool isNormalized)
{
  const nb::gil_scoped_release release;
  if (MomentFormatOfPath(path) == MomentFormat::Csv)
  {
    WriteMomentsCsv(path, moments, NormalizationOf(isNormalized));
  }
  else
  {
    WriteMoments(path, moments);
  }
}

Moments
Load(const std::string & path)
{
  const nb::gil_scoped_release release;
  return MomentFormatOfPath(path) == MomentFormat::Csv ? ReadMomentsCsv(path) : ReadMoments(path);
}

/** Calls `analyzed` with the number of images after each of them. */
template <typename T>
std::vector<Moments>
Analyze(const InputArray<T> &      images,
        const WaveletBankOptions & bankOptions,
        const MomentSetOptions &   setOptions,
        std::size_t                memoryLimit,
        unsigned int               threads,
        nb::handle                 analyzed)
{
  const Grid        grid = GridOfArray(images, 1);
  const std::size_t count = images.shape(0);
  const T * const   pixels = images.data();
  const Callback    callback(analyzed);

  const nb::gil_scoped_release release;
  const ThreadExecutor         executor(threads);
  Statistics<T>                statistics(
    std::make_shared<const WaveletBank<T>>(grid, bankOptions, executor),
    MomentSet(grid.dimension, bankOptions.numberOfScales, bankOptions.numberOfOrientations, setOptions),
    memoryLimit);
  std::vector<Moments> moments;
  for (std::size_t image = 0; image < count; ++image)
  {
    moments.push_back(statistics.Analyze(pixels + image * grid.NumberOfPixels(), executor));
    callback(image + 1);
  }
  return moments;
}

/** Standard errors of means and of covariances, for the images (count, shape) that the moments are of. */
template <typename T>
nb::tuple
EstimateErrors(const InputArray<T> & images,
               const Moments &       moments,
               bool                  isNormalized,
               unsigned int          replicates,
               std::uint64_t         seed,
               std::size_t           blocks,
               unsigned int          threads)
{
  const Grid grid = GridOfArray(images, 1);
  if (grid != moments.grid)
  {
    throw std::invalid_argument("The images are not of the shape that the moments are of.");
  }
  std::vector<const T *> pixels;
  for (std::size_t image = 0; image < images.shape(0); ++image)
  {
    pixels.push_back(images.data() + image * grid.NumberOfPixels());
  }
  MomentErrors errors;
  {
    const nb::gil_scoped_release release;
    errors = EstimateMomentErrors(
      pixels, moments, NormalizationOf(isNormalized), { replicates, seed, blocks }, ThreadExecutor(threads));
  }
  return nb::make_tuple(ToArray(errors.means), ToArray(errors.covariances));
}

template <typename T>
void
BindReal(nb::module_ & module)
{
  module.def("analyze",
             &Analyze<T>,
             nb::arg("images").noconvert(),
             nb::arg("bank"),
             nb::arg("set"),
             nb::arg("memory_limit"),
             nb::arg("threads"),
             nb::arg("analyzed").none());
  module.def("estimate_moment_errors",
             &EstimateErrors<T>,
             nb::arg("images").noconvert(),
             nb::arg("moments"),
             nb::arg("normalized"),
             nb::arg("replicates"),
             nb::arg("seed"),
             nb::arg("blocks"),
             nb::arg("threads"));
}
} // namespace

void
BindMoments(nb::module_ & module)
{
  BindMomentSetOptions(module);
  nb::class_<Moments>(module, "Moments")
    .def_prop_ro("shape", [](const Moments & moments) { return nb::tuple(nb::cast(ShapeOfGrid(moments.grid))); })
    .def_prop_ro("bank", [](const Moments & moments) { return moments.bank; })
    .def_prop_ro("set", [](const Moments & moments) { return moments.set.GetOptions(); })
    .def_prop_ro("dimension", [](const Moments & moments) { return moments.set.GetDimension(); })
    .def_ro("image_mean", &Moments::imageMean)
    .def_ro("image_deviation", &Moments::imageDeviation)
    .def("features", &FeaturesOf)
    .def("means", [](const Moments & moments) { return ToArray(moments.means); })
    .def("deviations", [](const Moments & moments) { return ToArray(moments.deviations); })
    .def("indices", &IndicesOf)
    .def("values", &ValuesOf, nb::arg("normalized"))
    .def("number_of_unique_moments", [](const Moments & moments) { return moments.set.GetNumberOfUniqueMoments(); })
    .def("number_of_nominal_moments", [](const Moments & moments) { return moments.set.GetNumberOfNominalMoments(); })
    .def("save", &Save, nb::arg("path"), nb::arg("normalized"))
    .def_static("load", &Load, nb::arg("path"))
    .def("__eq__", &AreEqual, nb::is_operator());
  module.def(
    "average_moments",
    [](const std::vector<Moments> & moments) { return AverageMoments(moments); },
    nb::arg("moments"));
  BindReal<float>(module);
  BindReal<double>(module);
}
} // namespace phaseharmonics
