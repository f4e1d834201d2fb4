// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phArrays.h"
#include "phBindings.h"
#include "phMultifractalSpectrum.h"
#include "phSeriesClosedForms.h"
#include "phSeriesPrices.h"
#include "phSeriesStatistics.h"
#include "phThreadExecutor.h"

#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

namespace nb = nanobind;

namespace phaseharmonics
{
namespace
{
using SeriesArray = nb::ndarray<const double, nb::ndim<1>, nb::c_contig, nb::device::cpu>;

std::vector<double>
ValuesOf(const SeriesArray & series)
{
  return { series.data(), series.data() + series.size() };
}

/** Rows value, standard error, low, high. */
OutputArray<double>
RowsOf(const std::vector<IntervalEstimate> & estimates)
{
  std::vector<double> rows;
  for (const IntervalEstimate & estimate : estimates)
  {
    rows.insert(rows.end(), { estimate.value, estimate.standardError, estimate.low, estimate.high });
  }
  return ToArray(rows, { estimates.size(), 4 });
}

/** Lists of one length as the rows of an array. */
OutputArray<double>
TableOf(const std::vector<std::vector<double>> & lists)
{
  std::vector<double> values;
  for (const auto & list : lists)
  {
    values.insert(values.end(), list.begin(), list.end());
  }
  return ToArray(values, { lists.size(), lists.empty() ? 0 : lists.front().size() });
}

OutputArray<double>
Generate(const SeriesProcess & process, std::size_t count, std::uint64_t seed, std::uint64_t sample)
{
  std::vector<double> series;
  {
    const nb::gil_scoped_release release;
    series = GenerateSeries(process, count, seed, sample);
  }
  return ToArray(series);
}

nb::dict
EstimateStatistics(const SeriesArray &         returns,
                   const std::vector<double> & levels,
                   unsigned int                largestLag,
                   std::size_t                 block,
                   unsigned int                replicates,
                   double                      confidence,
                   std::uint64_t               seed,
                   unsigned int                threads)
{
  SeriesStatisticsOptions options;
  options.quantileLevels = levels;
  options.largestLag = largestLag;
  options.block = block;
  options.replicates = replicates;
  options.confidence = confidence;
  options.seed = seed;
  SeriesStatistics statistics;
  {
    const nb::gil_scoped_release release;
    statistics = EstimateSeriesStatistics(returns.data(), returns.size(), options, ThreadExecutor(threads));
  }
  nb::dict result;
  result["moments"] =
    RowsOf({ statistics.meanEstimate, statistics.deviationEstimate, statistics.skewness, statistics.kurtosis });
  result["quantiles"] = RowsOf(statistics.quantiles);
  result["largest"] = statistics.largest;
  result["largest_lag"] = statistics.largestLag;
  result["averaged_lags"] = statistics.averagedLags;
  result["leverage"] = RowsOf(statistics.leverage);
  result["leverage_averages"] =
    RowsOf({ statistics.leverageAfter, statistics.leverageBefore, statistics.timeAsymmetry });
  result["autocorrelation"] = RowsOf(statistics.autocorrelation);
  result["volatility_autocorrelation"] = RowsOf(statistics.volatilityAutocorrelation);
  result["square_autocorrelation"] = RowsOf(statistics.squareAutocorrelation);
  result["bin_width"] = statistics.binWidth;
  result["density"] = ToArray(statistics.density);
  return result;
}

nb::dict
EstimateScaling(const SeriesArray &         path,
                const std::vector<double> & orders,
                std::size_t                 smallestLag,
                std::size_t                 largestLag,
                unsigned int                replicates,
                double                      confidence,
                std::uint64_t               seed,
                unsigned int                threads)
{
  const IncrementScalingOptions options{ orders, smallestLag, largestLag, replicates, confidence, seed };
  IncrementScaling              scaling;
  {
    const nb::gil_scoped_release release;
    scaling = EstimateIncrementScaling(path.data(), path.size(), options, ThreadExecutor(threads));
  }
  nb::dict result;
  result["lags"] = ToArray(std::vector<std::int64_t>(scaling.lags.begin(), scaling.lags.end()));
  result["log_structure"] = TableOf(scaling.logStructure);
  result["exponents"] = RowsOf(scaling.exponents);
  return result;
}

nb::dict
EstimateSpectrum(const SeriesArray &         path,
                 const std::vector<double> & orders,
                 const std::vector<double> & spectrumOrders,
                 double                      leaderExponent,
                 unsigned int                firstScale,
                 unsigned int                lastScale,
                 unsigned int                replicates,
                 double                      confidence,
                 std::uint64_t               seed,
                 unsigned int                threads)
{
  MultifractalOptions options;
  options.orders = orders;
  options.spectrumOrders = spectrumOrders;
  options.leaderExponent = leaderExponent;
  options.firstScale = firstScale;
  options.lastScale = lastScale;
  options.replicates = replicates;
  options.confidence = confidence;
  options.seed = seed;
  MultifractalSpectrum spectrum;
  {
    const nb::gil_scoped_release release;
    spectrum = EstimateMultifractalSpectrum(path.data(), path.size(), options, ThreadExecutor(threads));
  }
  nb::dict result;
  result["first_scale"] = spectrum.firstScale;
  result["last_scale"] = spectrum.lastScale;
  result["coefficient_exponents"] = RowsOf(spectrum.coefficientExponents);
  result["leader_exponents"] = RowsOf(spectrum.leaderExponents);
  result["cumulants"] = RowsOf({ spectrum.cumulants.begin(), spectrum.cumulants.end() });
  result["log_coefficients"] = TableOf(spectrum.logCoefficients);
  result["log_leaders"] = TableOf(spectrum.logLeaders);
  result["h"] = ToArray(spectrum.spectrumExponents);
  result["D"] = ToArray(spectrum.spectrumDimensions);
  result["largest_valid_order"] = spectrum.largestValidOrder;
  result["fractional_integration"] = spectrum.fractionalIntegration;
  result["zero_leaders"] = spectrum.numberOfZeroLeaders;
  return result;
}

template <std::vector<double> (*VFunction)(const std::vector<double> &)>
OutputArray<double>
Transformed(const SeriesArray & series)
{
  return ToArray(VFunction(ValuesOf(series)));
}

void
BindProcess(nb::module_ & module)
{
  nb::class_<SeriesProcess>(module, "SeriesProcess")
    .def(
      "__init__",
      [](SeriesProcess *     process,
         const std::string & name,
         double              hurst,
         double              intermittency,
         std::size_t         integralScale,
         double              leverage,
         double              leverageExponent,
         double              leverageMemory,
         std::size_t         leverageLag,
         double              intensity,
         bool                isSigned) {
        const SeriesProcess made{ SeriesProcessOfName(name.c_str()),
                                  hurst,
                                  intermittency,
                                  integralScale,
                                  leverage,
                                  leverageExponent,
                                  leverageMemory,
                                  leverageLag,
                                  intensity,
                                  isSigned };
        CheckSeriesProcess(made);
        new (process) SeriesProcess(made);
      },
      nb::arg("name"),
      nb::kw_only(),
      nb::arg("hurst"),
      nb::arg("intermittency"),
      nb::arg("integral_scale"),
      nb::arg("leverage"),
      nb::arg("leverage_exponent"),
      nb::arg("leverage_memory"),
      nb::arg("leverage_lag"),
      nb::arg("intensity"),
      nb::arg("signed"))
    .def("generate", &Generate, nb::arg("length"), nb::arg("seed"), nb::arg("sample"))
    .def("scaling_exponent", &ScalingExponent, nb::arg("order"))
    .def("log_cumulant", &LogCumulant, nb::arg("order"))
    .def("variance", &SeriesVariance)
    .def("kurtosis", &SeriesKurtosis)
    .def("leverage", &SeriesLeverage, nb::arg("lag"));
}
} // namespace

void
BindSeries(nb::module_ & module)
{
  BindProcess(module);
  module.def("integrate_series", &Transformed<IntegrateSeries>, nb::arg("increments").noconvert());
  module.def("returns_of_prices", &Transformed<ReturnsOfPrices>, nb::arg("prices").noconvert());
  module.def("prices_of_returns", &Transformed<PricesOfReturns>, nb::arg("returns").noconvert());
  module.def("prices_of_path", &Transformed<PricesOfPath>, nb::arg("path").noconvert());
  module.def("estimate_series_statistics",
             &EstimateStatistics,
             nb::arg("returns").noconvert(),
             nb::kw_only(),
             nb::arg("levels"),
             nb::arg("largest_lag"),
             nb::arg("block"),
             nb::arg("replicates"),
             nb::arg("confidence"),
             nb::arg("seed"),
             nb::arg("threads"));
  module.def("estimate_increment_scaling",
             &EstimateScaling,
             nb::arg("path").noconvert(),
             nb::kw_only(),
             nb::arg("orders"),
             nb::arg("smallest_lag"),
             nb::arg("largest_lag"),
             nb::arg("replicates"),
             nb::arg("confidence"),
             nb::arg("seed"),
             nb::arg("threads"));
  module.def("estimate_multifractal_spectrum",
             &EstimateSpectrum,
             nb::arg("path").noconvert(),
             nb::kw_only(),
             nb::arg("orders"),
             nb::arg("spectrum_orders"),
             nb::arg("leader_exponent"),
             nb::arg("first_scale"),
             nb::arg("last_scale"),
             nb::arg("replicates"),
             nb::arg("confidence"),
             nb::arg("seed"),
             nb::arg("threads"));
}
} // namespace phaseharmonics
