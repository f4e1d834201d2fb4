// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "Comparison.h"

#include "ImageMetrics.h"
#include "TextTable.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>
#include <numeric>
#include <utility>

namespace phaseharmonics_examples
{
namespace
{
using Figure = std::function<double(const FieldFigures &)>;
using Distance = std::function<double(const FieldFigures & original, const FieldFigures & other)>;

/** With so many decimals; numbers too large for that, or too small to show, by their leading digits. */
std::string
FormatFixed(double value, int decimals)
{
  if (!(std::abs(value) < 1e4))
  {
    return FormatNumber(value);
  }
  char text[64];
  std::snprintf(text, sizeof(text), "%.*f", decimals, std::abs(value));
  const bool isZero = std::string(text).find_first_not_of("0.") == std::string::npos;
  return (value < 0.0 && !isZero ? "−" : "") + std::string(text);
}

std::string
FormatPercentage(double value, double reference)
{
  const double percentage = std::round(100.0 * (value / reference - 1.0));
  if (!std::isfinite(percentage) || std::abs(percentage) > 9999.0)
  {
    return "";
  }
  const std::string sign = percentage < 0.0 ? "−" : (percentage > 0.0 ? "+" : "");
  return " (" + sign + FormatNumber(std::abs(percentage), 4) + " %)";
}

/** Decimals that show a thousandth of a deviation. */
int
DecimalsFor(double deviation)
{
  return deviation > 0.0 ? static_cast<int>(std::clamp(3.0 - std::floor(std::log10(deviation)), 0.0, 9.0)) : 3;
}
} // namespace

FieldFigures
MeasureField(const std::vector<double> & values, const Grid & grid)
{
  const double count = static_cast<double>(values.size());
  FieldFigures figures;
  figures.mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
  double square = 0.0;
  for (const double v : values)
  {
    square += (v - figures.mean) * (v - figures.mean);
  }
  figures.deviation = std::sqrt(square / count);
  figures.kurtosis = Kurtosis(values);
  figures.incrementKurtosis = IncrementKurtosis(values, grid);
  figures.spectrum = ComputeRadialSpectrum(values, grid);
  if (grid.dimension == 1)
  {
    constexpr double binsPerOctave = 4.0;
    figures.spectrum = AverageOverOctaves(figures.spectrum, binsPerOctave);
  }
  if (grid.dimension == 2)
  {
    figures.minkowski = ComputeMinkowskiFunctionals(values, grid);
  }
  return figures;
}

ComparedField
MakeComparedField(const std::string & name, std::vector<double> values, const Grid & grid)
{
  FieldFigures figures = MeasureField(values, grid);
  return { name, std::move(values), std::move(figures) };
}

std::vector<std::vector<std::string>>
MakeComparisonTable(const std::vector<ComparedField> & fields)
{
  const FieldFigures &                  original = fields.front().figures;
  std::vector<std::vector<std::string>> table{ { "" } };
  for (const ComparedField & field : fields)
  {
    table.front().push_back(field.name);
  }
  const auto addFigure = [&](const std::string & name, const Figure & figure, int decimals, bool hasPercentage = true) {
    auto & row = table.emplace_back(std::vector<std::string>{ name });
    for (const ComparedField & field : fields)
    {
      const double value = figure(field.figures);
      const bool   isOriginal = &field == &fields.front();
      row.push_back(FormatFixed(value, decimals) +
                    (isOriginal || !hasPercentage ? "" : FormatPercentage(value, figure(original))));
    }
  };
  const auto addDistance = [&](const std::string & name, const Distance & distance, int decimals) {
    auto & row = table.emplace_back(std::vector<std::string>{ name, "" });
    for (std::size_t i = 1; i < fields.size(); ++i)
    {
      row.push_back(FormatFixed(distance(original, fields[i].figures), decimals));
    }
  };

  const int decimals = DecimalsFor(original.deviation);
  addFigure(
    "mean", [](const FieldFigures & f) { return f.mean; }, decimals, false);
  addFigure(
    "standard deviation", [](const FieldFigures & f) { return f.deviation; }, decimals);
  addFigure(
    "kurtosis", [](const FieldFigures & f) { return f.kurtosis; }, 2);
  for (std::size_t i = 0; i < IncrementLags.size(); ++i)
  {
    addFigure(
      "kurtosis of increments, lag " + std::to_string(IncrementLags[i]),
      [i](const FieldFigures & f) { return f.incrementKurtosis[i]; },
      2);
  }
  addDistance(
    "spectrum, mean difference (dex)",
    [](const FieldFigures & a, const FieldFigures & b) { return ComputeSpectrumError(a.spectrum, b.spectrum).mean; },
    3);
  addDistance(
    "spectrum, largest difference (dex)",
    [](const FieldFigures & a, const FieldFigures & b) { return ComputeSpectrumError(a.spectrum, b.spectrum).maximum; },
    3);
  if (original.minkowski)
  {
    const auto addMinkowski = [&](const std::string & name, double MinkowskiDistance::*part) {
      addDistance(
        "Minkowski distance, " + name,
        [part](const FieldFigures & a, const FieldFigures & b) {
          return ComputeMinkowskiDistance(*a.minkowski, *b.minkowski).*part;
        },
        5);
    };
    addMinkowski("area", &MinkowskiDistance::area);
    addMinkowski("boundary", &MinkowskiDistance::boundary);
    addMinkowski("Euler number", &MinkowskiDistance::euler);
  }
  return table;
}

void
ReportComparison(const FieldFigures & original,
                 const FieldFigures & synthesis,
                 const std::string &  prefix,
                 Report &             report)
{
  report.Set(prefix + "kurtosis_output", synthesis.kurtosis);
  report.Set(prefix + "increment_kurtosis_output", synthesis.incrementKurtosis);
  const SpectrumError spectrum = ComputeSpectrumError(original.spectrum, synthesis.spectrum);
  report.Set(prefix + "spectrum_error_dex", spectrum.mean);
  report.Set(prefix + "spectrum_error_dex_max", spectrum.maximum);
  if (original.minkowski)
  {
    const MinkowskiDistance distance = ComputeMinkowskiDistance(*original.minkowski, *synthesis.minkowski);
    report.Set(prefix + "minkowski_distance_area", distance.area);
    report.Set(prefix + "minkowski_distance_boundary", distance.boundary);
    report.Set(prefix + "minkowski_distance_euler", distance.euler);
  }
}
} // namespace phaseharmonics_examples
