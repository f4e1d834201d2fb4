// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phArrays.h"
#include "phBindings.h"
#include "phCallbacks.h"
#include "phFileErrors.h"
#include "phScatteringSpectraAnalysis.h"
#include "phSeriesSynthesis.h"
#include "phThreadExecutor.h"

#include <nanobind/stl/string.h>

namespace nb = nanobind;

namespace phaseharmonics
{
namespace
{
using SeriesArray = nb::ndarray<const double, nb::ndim<1>, nb::c_contig, nb::device::cpu>;

/** Rows family, j, j1, j' of `indices`. */
nb::dict
DictOf(const ScatteringSpectra & spectra)
{
  std::vector<std::int64_t> indices;
  for (const SpectraIndex & index : spectra.indices)
  {
    indices.insert(indices.end(),
                   { static_cast<std::int64_t>(index.family), index.scale, index.firstModulus, index.secondModulus });
  }
  nb::dict result;
  result["scales"] = spectra.numberOfScales;
  result["series_modulus"] = spectra.includesSeries;
  result["mean"] = spectra.mean;
  result["deviation"] = spectra.deviation;
  result["scale_deviations"] = ToArray(spectra.scaleDeviations);
  result["indices"] = ToArray(indices, { spectra.indices.size(), 4 });
  result["values"] = ToArray(spectra.values);
  result["number_of_moments"] = spectra.GetNumberOfMoments();
  return result;
}

nb::dict
Analyze(const SeriesArray & series, unsigned int scales, bool seriesModulus, bool isMirrored, unsigned int threads)
{
  ScatteringSpectra spectra;
  {
    const nb::gil_scoped_release release;
    spectra = AnalyzeScatteringSpectra(
      series.data(), series.size(), { scales, seriesModulus, isMirrored }, ThreadExecutor(threads));
  }
  return DictOf(spectra);
}

/** Calls `iterated` with the iterations and the energy after each iteration. */
OutputArray<double>
Draw(SeriesSynthesis & synthesis, std::size_t sample, unsigned int threads, nb::handle iterated)
{
  std::vector<double> values(synthesis.GetLength());
  const Callback      callback(iterated);
  const auto          observer = [&](const SeriesSynthesisProgress & progress) {
    callback(progress.iteration, progress.loss);
    return true;
  };
  WithFileErrors([&] {
    const nb::gil_scoped_release release;
    synthesis.Draw(sample, values.data(), observer, ThreadExecutor(threads));
  });
  return ToArray(values);
}
} // namespace

void
BindSeriesSynthesis(nb::module_ & module)
{
  module.def("analyze_scattering_spectra",
             &Analyze,
             nb::arg("series").noconvert(),
             nb::kw_only(),
             nb::arg("scales"),
             nb::arg("series_modulus"),
             nb::arg("mirrored"),
             nb::arg("threads"));
  nb::class_<SeriesSynthesis>(module, "SeriesSynthesis")
    .def(
      "__init__",
      [](SeriesSynthesis *   synthesis,
         const SeriesArray & series,
         unsigned int        scales,
         bool                seriesModulus,
         unsigned int        windows,
         double              marginalWeight,
         std::size_t         length,
         unsigned int        iterations,
         unsigned int        historySize,
         std::uint64_t       seed,
         unsigned int        checkpointInterval,
         const std::string & checkpoint,
         unsigned int        threads) {
        const SeriesSynthesisOptions options{ { scales, seriesModulus, windows, marginalWeight },
                                              length,
                                              iterations,
                                              historySize,
                                              seed,
                                              checkpointInterval,
                                              checkpoint };
        WithFileErrors([&] {
          const nb::gil_scoped_release release;
          new (synthesis) SeriesSynthesis(series.data(), series.size(), options, ThreadExecutor(threads));
        });
      },
      nb::arg("series").noconvert(),
      nb::kw_only(),
      nb::arg("scales"),
      nb::arg("series_modulus"),
      nb::arg("windows"),
      nb::arg("marginal_weight"),
      nb::arg("length"),
      nb::arg("iterations"),
      nb::arg("history_size"),
      nb::arg("seed"),
      nb::arg("checkpoint_interval"),
      nb::arg("checkpoint"),
      nb::arg("threads"))
    .def_prop_ro("number_of_moments", &SeriesSynthesis::GetNumberOfMoments)
    .def("draw", &Draw, nb::arg("sample"), nb::arg("threads"), nb::arg("iterated").none());
}
} // namespace phaseharmonics
