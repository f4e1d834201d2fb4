// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phArrays.h"
#include "phBindings.h"
#include "phCallbacks.h"
#include "phFileErrors.h"
#include "phHarmonicPredictionFile.h"
#include "phThreadExecutor.h"

#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

namespace nb = nanobind;

namespace phaseharmonics
{
namespace
{
constexpr std::array<const char *, 3> Neighborhoods{ { "center", "axes", "box" } };

PredictionNeighborhood
NeighborhoodOfName(const std::string & name)
{
  const auto * const found = std::find(Neighborhoods.begin(), Neighborhoods.end(), name);
  if (found == Neighborhoods.end())
  {
    throw std::invalid_argument("The neighborhood must be center, axes or box, not " + name + ".");
  }
  return static_cast<PredictionNeighborhood>(found - Neighborhoods.begin());
}

/** Orientations of 0 and an empty neighborhood take the default of the dimension. */
HarmonicPredictionOptions
MakeOptions(unsigned int        dimension,
            unsigned int        octaves,
            unsigned int        orientations,
            unsigned int        scaleRange,
            unsigned int        harmonics,
            const std::string & neighborhood,
            unsigned int        stride,
            double              ridge,
            bool                overlap)
{
  HarmonicPredictionOptions options = DefaultHarmonicPredictionOptions(dimension);
  options.numberOfOctaves = octaves;
  options.numberOfOrientations = orientations > 0 ? orientations : options.numberOfOrientations;
  options.scaleRange = scaleRange;
  options.maximumHarmonic = harmonics;
  options.neighborhood = neighborhood.empty() ? options.neighborhood : NeighborhoodOfName(neighborhood);
  options.stride = stride;
  options.ridge = ridge;
  options.overlappingBands = overlap;
  return options;
}

nb::tuple
TupleOf(const PredictionFigures & figures)
{
  return nb::make_tuple(figures.linear,
                        figures.harmonic,
                        figures.gain,
                        figures.gainStandardError,
                        figures.modulusLinear,
                        figures.modulus,
                        figures.modulusGain,
                        figures.modulusGainStandardError);
}

bool
AreEqual(const HarmonicPredictionModel & a, const HarmonicPredictionModel & b)
{
  const auto isSame = [](const OctavePrediction & x, const OctavePrediction & y) {
    return x.weights == y.weights && x.linearWeights == y.linearWeights && x.ridge == y.ridge &&
           x.linearRidge == y.linearRidge && x.innovationPower == y.innovationPower;
  };
  return a.dimension == b.dimension && a.options == b.options &&
         std::equal(a.octaves.begin(), a.octaves.end(), b.octaves.begin(), b.octaves.end(), isSame);
}

template <typename T>
PredictionImage<T>
ImageOf(const InputArray<T> & image)
{
  return { GridOfArray(image, 0), image.data() };
}

/** Calls `observer` with the share of the work done. */
template <typename T>
HarmonicPredictionModel
Fit(const std::vector<InputArray<T>> & arrays,
    const HarmonicPredictionOptions &  options,
    unsigned int                       threads,
    nb::handle                         observer)
{
  std::vector<PredictionImage<T>> images;
  for (const auto & array : arrays)
  {
    images.push_back(ImageOf(array));
  }
  const Callback               callback(observer);
  const nb::gil_scoped_release release;
  return FitHarmonicPrediction<T>(images, options, callback, ThreadExecutor(threads));
}

template <typename T>
nb::list
Evaluate(const HarmonicPredictionModel & model, const InputArray<T> & image, unsigned int threads)
{
  std::vector<PredictionFigures> figures;
  {
    const nb::gil_scoped_release release;
    figures = EvaluateHarmonicPrediction<T>(
      model, ImageOf(image), [](double) {}, ThreadExecutor(threads));
  }
  nb::list rows;
  for (const PredictionFigures & each : figures)
  {
    rows.append(TupleOf(each));
  }
  return rows;
}

FineScales
KindOf(bool generates)
{
  return generates ? FineScales::Innovations : FineScales::Mean;
}

template <typename T>
OutputArray<T>
Predict(const HarmonicPredictionModel & model,
        const InputArray<T> &           image,
        bool                            generates,
        std::uint64_t                   seed,
        unsigned int                    threads,
        nb::handle                      observer)
{
  OutputArray<T> result = MakeArray<T>(ShapeOfGrid(ImageOf(image).grid));
  const Callback callback(observer);
  {
    const nb::gil_scoped_release release;
    PredictFineScales<T>(
      model, ImageOf(image), KindOf(generates), seed, result.data(), callback, ThreadExecutor(threads));
  }
  return result;
}

template <typename T>
OutputArray<T>
Refine(const HarmonicPredictionModel & model,
       const InputArray<T> &           image,
       unsigned int                    octaves,
       bool                            generates,
       std::uint64_t                   seed,
       unsigned int                    threads,
       nb::handle                      observer)
{
  OutputArray<T> result = MakeArray<T>(ShapeOfGrid(RefinedGrid(ImageOf(image).grid, octaves)));
  const Callback callback(observer);
  {
    const nb::gil_scoped_release release;
    RefineImage<T>(
      model, ImageOf(image), octaves, KindOf(generates), seed, result.data(), callback, ThreadExecutor(threads));
  }
  return result;
}

template <typename T>
OutputArray<T>
RemoveOctaves(const InputArray<T> & image, unsigned int octaves)
{
  OutputArray<T> result = MakeArray<T>(ShapeOfGrid(ImageOf(image).grid));
  {
    const nb::gil_scoped_release release;
    RemoveOctavesInFourier<T>(ImageOf(image), octaves, result.data());
  }
  return result;
}

template <typename T>
OutputArray<T>
Interpolate(const InputArray<T> & image, unsigned int octaves)
{
  OutputArray<T> result = MakeArray<T>(ShapeOfGrid(RefinedGrid(ImageOf(image).grid, octaves)));
  {
    const nb::gil_scoped_release release;
    InterpolateInFourier<T>(ImageOf(image), octaves, result.data());
  }
  return result;
}

template <typename T>
void
BindReal(nb::module_ & module)
{
  module.def("fit_harmonic_prediction",
             &Fit<T>,
             nb::arg("images").noconvert(),
             nb::arg("options"),
             nb::arg("threads"),
             nb::arg("observer").none());
  module.def(
    "evaluate_harmonic_prediction", &Evaluate<T>, nb::arg("model"), nb::arg("image").noconvert(), nb::arg("threads"));
  module.def("predict_fine_scales",
             &Predict<T>,
             nb::arg("model"),
             nb::arg("image").noconvert(),
             nb::arg("generate"),
             nb::arg("seed"),
             nb::arg("threads"),
             nb::arg("observer").none());
  module.def("refine_image",
             &Refine<T>,
             nb::arg("model"),
             nb::arg("image").noconvert(),
             nb::arg("octaves"),
             nb::arg("generate"),
             nb::arg("seed"),
             nb::arg("threads"),
             nb::arg("observer").none());
  module.def("remove_octaves", &RemoveOctaves<T>, nb::arg("image").noconvert(), nb::arg("octaves"));
  module.def("interpolate_octaves", &Interpolate<T>, nb::arg("image").noconvert(), nb::arg("octaves"));
}
} // namespace

void
BindPrediction(nb::module_ & module)
{
  nb::class_<HarmonicPredictionOptions>(module, "HarmonicPredictionOptions")
    .def_static("make",
                &MakeOptions,
                nb::arg("dimension"),
                nb::kw_only(),
                nb::arg("octaves"),
                nb::arg("orientations"),
                nb::arg("scale_range"),
                nb::arg("harmonics"),
                nb::arg("neighborhood"),
                nb::arg("stride"),
                nb::arg("ridge"),
                nb::arg("overlap"))
    .def_ro("octaves", &HarmonicPredictionOptions::numberOfOctaves)
    .def_ro("orientations", &HarmonicPredictionOptions::numberOfOrientations)
    .def_ro("scale_range", &HarmonicPredictionOptions::scaleRange)
    .def_ro("harmonics", &HarmonicPredictionOptions::maximumHarmonic)
    .def_prop_ro("neighborhood",
                 [](const HarmonicPredictionOptions & options) {
                   return Neighborhoods.at(static_cast<std::size_t>(options.neighborhood));
                 })
    .def_ro("stride", &HarmonicPredictionOptions::stride)
    .def_ro("ridge", &HarmonicPredictionOptions::ridge)
    .def_ro("overlap", &HarmonicPredictionOptions::overlappingBands);
  nb::class_<HarmonicPredictionModel>(module, "HarmonicPredictionModel")
    .def_ro("dimension", &HarmonicPredictionModel::dimension)
    .def_prop_ro("options", [](const HarmonicPredictionModel & model) { return model.options; })
    .def_prop_ro(
      "number_of_predictors",
      [](const HarmonicPredictionModel & model) { return NumberOfPredictors(model.dimension, model.options); })
    .def("ridges",
         [](const HarmonicPredictionModel & model) {
           std::vector<double> ridges;
           for (const OctavePrediction & octave : model.octaves)
           {
             ridges.push_back(octave.ridge);
           }
           return ToArray(ridges);
         })
    .def("figures",
         [](const HarmonicPredictionModel & model) {
           nb::list rows;
           for (const OctavePrediction & octave : model.octaves)
           {
             rows.append(TupleOf(octave.figures));
           }
           return rows;
         })
    .def("save",
         [](const HarmonicPredictionModel & model, const std::string & path) {
           WithFileErrors([&] { WriteHarmonicPrediction(path, model); });
         })
    .def_static("load",
                [](const std::string & path) { return WithFileErrors([&] { return ReadHarmonicPrediction(path); }); })
    .def("__eq__", &AreEqual, nb::is_operator());
  BindReal<float>(module);
  BindReal<double>(module);
}
} // namespace phaseharmonics
