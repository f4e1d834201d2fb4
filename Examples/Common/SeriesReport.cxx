// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "SeriesReport.h"

#include "SeriesEnsemble.h"
#include "TextTable.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace phaseharmonics_examples
{
namespace
{
using Members = std::vector<SeriesFigures>;
using Getter = std::function<const IntervalEstimate &(const SeriesFigures &)>;

void
SetEstimate(Report & report, const std::string & key, const IntervalEstimate & estimate)
{
  report.Set(key, estimate.value);
  report.Set(key + "_standard_error", estimate.standardError);
  report.Set(key + "_interval", std::vector<double>{ estimate.low, estimate.high });
}

/** An object of lists: what the figures depend on, their values, standard errors and intervals. */
template <typename TAbscissa>
Report
MakeCurve(const Members &                                       members,
          const std::string &                                   name,
          const std::vector<TAbscissa> &                        abscissas,
          const std::function<Getter(std::size_t, TAbscissa)> & getter)
{
  std::vector<double> values;
  std::vector<double> errors;
  std::vector<double> low;
  std::vector<double> high;
  for (std::size_t i = 0; i < abscissas.size(); ++i)
  {
    const auto estimate = Combine(members, getter(i, abscissas[i]));
    values.push_back(estimate.value);
    errors.push_back(estimate.standardError);
    low.push_back(estimate.low);
    high.push_back(estimate.high);
  }
  Report curve;
  curve.Set(name, abscissas);
  curve.Set("value", values);
  curve.Set("standard_error", errors);
  curve.Set("low", low);
  curve.Set("high", high);
  return curve;
}

Report
MakeExponents(const Members &                                                                     members,
              const std::vector<double> &                                                         orders,
              const std::function<const std::vector<IntervalEstimate> &(const SeriesFigures &)> & exponents)
{
  return MakeCurve<double>(members, "q", orders, [&](std::size_t i, double) -> Getter {
    return [&exponents, i](const SeriesFigures & figures) -> const IntervalEstimate & { return exponents(figures)[i]; };
  });
}

std::vector<unsigned int>
LagsWithin(unsigned int largest)
{
  std::vector<unsigned int> lags;
  std::copy_if(ReportedLags().begin(), ReportedLags().end(), std::back_inserter(lags), [largest](unsigned int lag) {
    return lag <= largest;
  });
  return lags;
}

void
SetDependence(Report & report, const Members & members)
{
  const auto &     first = members.front().statistics;
  std::vector<int> taus;
  for (int tau = -static_cast<int>(first.largestLag); tau <= static_cast<int>(first.largestLag); ++tau)
  {
    taus.push_back(tau);
  }
  report.Set("leverage", MakeCurve<int>(members, "tau", taus, [](std::size_t, int tau) -> Getter {
               return [tau](const SeriesFigures & figures) -> const IntervalEstimate & {
                 return figures.statistics.LeverageAt(tau);
               };
             }));
  const auto lags = LagsWithin(first.largestLag);
  for (const auto & [key, list] :
       { std::make_pair("volatility_autocorrelation", &phaseharmonics::SeriesStatistics::volatilityAutocorrelation),
         std::make_pair("square_autocorrelation", &phaseharmonics::SeriesStatistics::squareAutocorrelation),
         std::make_pair("autocorrelation", &phaseharmonics::SeriesStatistics::autocorrelation) })
  {
    const auto member = list;
    report.Set(key, MakeCurve<unsigned int>(members, "tau", lags, [member](std::size_t, unsigned int tau) -> Getter {
                 return [member, tau](const SeriesFigures & figures) -> const IntervalEstimate & {
                   return (figures.statistics.*member)[tau];
                 };
               }));
  }
}

double
Mean(const Members & members, const std::function<double(const SeriesFigures &)> & figure)
{
  double mean = 0.0;
  for (const SeriesFigures & member : members)
  {
    mean += figure(member) / static_cast<double>(members.size());
  }
  return mean;
}

void
SetScaling(Report & report, const Members & members)
{
  const SeriesFigures & first = members.front();
  report.Set("zeta",
             MakeExponents(
               members, first.increments.orders, [](const SeriesFigures & figures) -> const auto & {
                 return figures.increments.exponents;
               }));
  report.Set("zeta_coefficients",
             MakeExponents(
               members, first.multifractal.orders, [](const SeriesFigures & figures) -> const auto & {
                 return figures.multifractal.coefficientExponents;
               }));
  report.Set("zeta_leaders",
             MakeExponents(
               members, first.multifractal.orders, [](const SeriesFigures & figures) -> const auto & {
                 return figures.multifractal.leaderExponents;
               }));
  for (unsigned int m = 0; m < 3; ++m)
  {
    SetEstimate(report,
                "c" + std::to_string(m + 1),
                Combine(members, [m](const SeriesFigures & figures) -> const IntervalEstimate & {
                  return figures.multifractal.cumulants[m];
                }));
  }
  std::vector<double> exponents;
  std::vector<double> dimensions;
  for (std::size_t q = 0; q < first.multifractal.spectrumOrders.size(); ++q)
  {
    exponents.push_back(Mean(members, [q](const SeriesFigures & f) { return f.multifractal.spectrumExponents[q]; }));
    dimensions.push_back(Mean(members, [q](const SeriesFigures & f) { return f.multifractal.spectrumDimensions[q]; }));
  }
  Report spectrum;
  spectrum.Set("q", first.multifractal.spectrumOrders);
  spectrum.Set("h", exponents);
  spectrum.Set("dimension", dimensions);
  report.Set("spectrum", spectrum);
  report.Set("lags", first.increments.lags);
  report.Set("scales", std::vector<unsigned int>{ first.multifractal.firstScale, first.multifractal.lastScale });
  report.Set("largest_valid_order",
             Mean(members, [](const SeriesFigures & f) { return f.multifractal.largestValidOrder; }));
  report.Set("fractional_integration",
             Mean(members, [](const SeriesFigures & f) { return f.multifractal.fractionalIntegration; }));
  report.Set("zero_leaders", Mean(members, [](const SeriesFigures & f) {
               return static_cast<double>(f.multifractal.numberOfZeroLeaders);
             }));
}

std::string
FormatEstimate(const IntervalEstimate & estimate)
{
  const std::string value = FormatNumber(estimate.value);
  return estimate.standardError > 0.0 ? value + " ± " + FormatNumber(estimate.standardError, 2) : value;
}
} // namespace

const std::vector<unsigned int> &
ReportedLags()
{
  static const std::vector<unsigned int> lags{ 1, 5, 10, 20, 50, 100, 250 };
  return lags;
}

Report
MakeSeriesReport(const SeriesFigures & figures)
{
  return MakeEnsembleReport({ figures });
}

Report
MakeEnsembleReport(const Members & members)
{
  using phaseharmonics::SeriesStatistics;
  const auto & first = members.front().statistics;
  Report       report;
  report.Set("samples", first.count);
  SetEstimate(report, "mean", Combine(members, [](const SeriesFigures & f) -> const IntervalEstimate & {
                return f.statistics.meanEstimate;
              }));
  SetEstimate(report, "standard_deviation", Combine(members, [](const SeriesFigures & f) -> const IntervalEstimate & {
                return f.statistics.deviationEstimate;
              }));
  SetScaling(report, members);
  for (const auto & [key, figure] : { std::make_pair("kurtosis", &SeriesStatistics::kurtosis),
                                      std::make_pair("skewness", &SeriesStatistics::skewness),
                                      std::make_pair("leverage_1_20", &SeriesStatistics::leverageAfter),
                                      std::make_pair("leverage_minus", &SeriesStatistics::leverageBefore),
                                      std::make_pair("time_asymmetry", &SeriesStatistics::timeAsymmetry) })
  {
    const auto member = figure;
    SetEstimate(report, key, Combine(members, [member](const SeriesFigures & f) -> const IntervalEstimate & {
                  return f.statistics.*member;
                }));
  }
  report.Set("quantiles",
             MakeCurve<double>(members, "level", first.quantileLevels, [](std::size_t i, double) -> Getter {
               return [i](const SeriesFigures & f) -> const IntervalEstimate & { return f.statistics.quantiles[i]; };
             }));
  report.Set("largest", Mean(members, [](const SeriesFigures & f) { return f.statistics.largest; }));
  SetDependence(report, members);
  return report;
}

std::vector<std::vector<std::string>>
MakeSeriesTable(const std::vector<std::string> & labels, const std::vector<Members> & columns)
{
  std::vector<std::vector<std::string>> table{ { "figure" } };
  table.front().insert(table.front().end(), labels.begin(), labels.end());
  const auto add = [&](const std::string & name, const Getter & getter) {
    std::vector<std::string> row{ name };
    for (const Members & members : columns)
    {
      row.push_back(FormatEstimate(Combine(members, getter)));
    }
    table.push_back(row);
  };
  const SeriesFigures & first = columns.front().front();
  for (const double q : { 1.0, 2.0, 3.0, 4.0 })
  {
    const auto & orders = first.increments.orders;
    if (std::find(orders.begin(), orders.end(), q) != orders.end())
    {
      add("zeta(" + FormatNumber(q) + ")",
          [q](const SeriesFigures & f) -> const IntervalEstimate & { return f.Zeta(q); });
    }
  }
  add("c1", [](const SeriesFigures & f) -> const IntervalEstimate & { return f.C1(); });
  add("c2", [](const SeriesFigures & f) -> const IntervalEstimate & { return f.C2(); });
  add("kurtosis", [](const SeriesFigures & f) -> const IntervalEstimate & { return f.statistics.kurtosis; });
  add("skewness", [](const SeriesFigures & f) -> const IntervalEstimate & { return f.statistics.skewness; });
  for (std::size_t i = 0; i < first.statistics.quantileLevels.size(); ++i)
  {
    add("quantile " + FormatNumber(first.statistics.quantileLevels[i], 4) + " of |x| / s",
        [i](const SeriesFigures & f) -> const IntervalEstimate & { return f.statistics.quantiles[i]; });
  }
  const std::string averaged = std::to_string(first.statistics.averagedLags);
  add("leverage, tau = 1.." + averaged,
      [](const SeriesFigures & f) -> const IntervalEstimate & { return f.statistics.leverageAfter; });
  add("leverage, tau = -" + averaged + "..-1",
      [](const SeriesFigures & f) -> const IntervalEstimate & { return f.statistics.leverageBefore; });
  for (const unsigned int lag : LagsWithin(first.statistics.largestLag))
  {
    add("corr(|x_t|, |x_{t+" + std::to_string(lag) + "}|)", [lag](const SeriesFigures & f) -> const IntervalEstimate & {
      return f.statistics.volatilityAutocorrelation[lag];
    });
  }
  return table;
}
} // namespace phaseharmonics_examples
