// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "SynthesisPicture.h"

#include "FieldPanel.h"
#include "ImageMetrics.h"
#include "LinePlot.h"
#include "TextTable.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace phaseharmonics_examples
{
namespace
{
constexpr std::size_t MostFields = 5;
constexpr int         LargestPanel = 320;
constexpr int         SeriesWidth = 900;
constexpr int         PlotWidth = 420;
constexpr int         PlotHeight = 300;

/** Original in ink, the Gaussian model dashed, samples in colors of their own. */
Curve
NewCurve(const SynthesisPictureInput & input, std::size_t field)
{
  Curve curve;
  curve.label = input.fields[field].name;
  curve.color = CurveColor(field);
  curve.isDashed = field == 1;
  return curve;
}

PlotOptions
NewPlot(const std::string & title, const std::string & xLabel, const std::string & yLabel)
{
  PlotOptions options;
  options.title = title;
  options.xLabel = xLabel;
  options.yLabel = yLabel;
  options.width = PlotWidth;
  options.height = PlotHeight;
  return options;
}

Canvas
DrawSpectra(const SynthesisPictureInput & input)
{
  std::vector<Curve> curves;
  double             largest = 0.0;
  double             smallest = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < input.fields.size(); ++i)
  {
    Curve        curve = NewCurve(input, i);
    const auto & spectrum = input.fields[i].figures.spectrum;
    curve.x = spectrum.frequency;
    curve.y = spectrum.power;
    for (const double power : spectrum.power)
    {
      largest = std::max(largest, power);
      smallest = power > 0.0 ? std::min(smallest, power) : smallest;
    }
    curves.push_back(std::move(curve));
  }
  PlotOptions options = NewPlot("Radial power spectrum", "frequency (cycles per pixel)", "power");
  options.xIsLogarithmic = true;
  options.yIsLogarithmic = true;
  // A filtered field falls to rounding noise, which would flatten all the rest.
  constexpr double shownRange = 1e8;
  options.yRange = { { std::max(smallest, largest / shownRange) * 0.6, largest * 2.0 } };
  return DrawLinePlot(curves, options);
}

Canvas
DrawHistograms(const SynthesisPictureInput & input)
{
  constexpr std::size_t numberOfBins = 48;
  const FieldFigures &  original = input.fields.front().figures;
  const auto            standard = [&](double value) { return (value - original.mean) / original.deviation; };
  double                low = 0.0;
  double                high = 0.0;
  for (const ComparedField & field : input.fields)
  {
    const auto extremes = std::minmax_element(field.values.begin(), field.values.end());
    low = std::min(low, standard(*extremes.first));
    high = std::max(high, standard(*extremes.second));
  }
  const double       width = (high - low) / numberOfBins;
  std::vector<Curve> curves;
  for (std::size_t i = 0; i < input.fields.size(); ++i)
  {
    const auto &        values = input.fields[i].values;
    std::vector<double> counts(numberOfBins, 0.0);
    for (const double value : values)
    {
      const auto bin = static_cast<std::size_t>((standard(value) - low) / width);
      counts[std::min(bin, numberOfBins - 1)] += 1.0;
    }
    Curve curve = NewCurve(input, i);
    for (std::size_t bin = 0; bin < numberOfBins; ++bin)
    {
      curve.x.push_back(low + (static_cast<double>(bin) + 0.5) * width);
      curve.y.push_back(counts[bin] > 0.0 ? counts[bin] / (static_cast<double>(values.size()) * width)
                                          : std::numeric_limits<double>::quiet_NaN());
    }
    curves.push_back(std::move(curve));
  }
  PlotOptions options = NewPlot("Histogram", "(value − mean) / σ of the original", "density");
  options.yIsLogarithmic = true;
  return DrawLinePlot(curves, options);
}

Canvas
DrawIncrementKurtosis(const SynthesisPictureInput & input)
{
  std::vector<Curve> curves;
  PlotOptions        options = NewPlot("Kurtosis of increments along x", "lag (pixels)", "kurtosis");
  for (const std::size_t lag : IncrementLags)
  {
    options.xTicks.push_back(static_cast<double>(lag));
  }
  double largest = 4.0;
  for (std::size_t i = 0; i < input.fields.size(); ++i)
  {
    Curve curve = NewCurve(input, i);
    curve.x = options.xTicks;
    curve.y = input.fields[i].figures.incrementKurtosis;
    curve.hasMarkers = true;
    for (const double kurtosis : curve.y)
    {
      largest = std::isfinite(kurtosis) ? std::max(largest, kurtosis) : largest;
    }
    curves.push_back(std::move(curve));
  }
  options.xIsLogarithmic = true;
  options.yRange = { { 0.0, 1.08 * largest } };
  return DrawLinePlot(curves, options);
}

Canvas
DrawMinkowski(const SynthesisPictureInput & input)
{
  std::vector<Curve> curves;
  for (std::size_t i = 0; i < input.fields.size(); ++i)
  {
    const auto & minkowski = *input.fields[i].figures.minkowski;
    Curve        curve = NewCurve(input, i);
    curve.x = minkowski.threshold;
    curve.y = minkowski.boundary;
    curves.push_back(std::move(curve));
  }
  return DrawLinePlot(curves, NewPlot("Boundary length of level sets", "threshold / σ", "edges per pixel"));
}

void
AddFields(const SynthesisPictureInput & input, Picture & picture)
{
  FieldOptions       options = SharedOptions(input.fields.front().values, input.grid, input.spacing);
  std::vector<Panel> panels;
  options.largestWidth = std::max<int>(LargestPanel, static_cast<int>(std::min<std::size_t>(input.grid.size[0], 512)));
  for (std::size_t i = 0; i < input.fields.size(); ++i)
  {
    const std::string caption = input.fields[i].name + "\n" + input.details[i];
    if (input.grid.dimension == 1)
    {
      Curve curve;
      curve.y = input.fields[i].values;
      curve.color = CurveColor(i);
      PlotOptions plot;
      plot.width = SeriesWidth;
      plot.height = 170;
      plot.yRange = { { options.window.low, options.window.high } };
      picture.AddRow({ { DrawLinePlot({ curve }, plot), caption } });
    }
    else
    {
      panels.push_back({ DrawField(input.fields[i].values, input.grid, options), caption });
    }
  }
  if (!panels.empty())
  {
    const int width = panels.front().canvas.GetWidth();
    picture.AddRow(std::move(panels));
    picture.AddRow({ { DrawColorBar(options, std::max(200, width)), "" } });
  }
}
} // namespace

Picture
DrawSynthesis(const SynthesisPictureInput & all)
{
  SynthesisPictureInput input = all;
  input.fields.resize(std::min(input.fields.size(), MostFields));

  Picture picture(input.title);
  AddFields(input, picture);
  picture.AddRow({ { DrawSpectra(input), "" }, { DrawHistograms(input), "" } });
  std::vector<Panel> last{ { DrawIncrementKurtosis(input), "" } };
  if (input.grid.dimension == 2)
  {
    last.push_back({ DrawMinkowski(input), "" });
  }
  picture.AddRow(std::move(last));
  picture.AddRow({ { DrawTable(MakeComparisonTable(input.fields)), "How they differ" } });
  return picture;
}
} // namespace phaseharmonics_examples
