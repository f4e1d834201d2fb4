// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "SynthesisPicture.h"

#include "FieldPanel.h"
#include "ImageMetrics.h"
#include "CurvePaths.h"
#include "LinePlot.h"
#include "Text.h"
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
constexpr int         NarrowestPlot = 300;
constexpr int         WidestPlot = 420;
constexpr int         PlotGap = 16;

/** Original in ink, the Gaussian model dashed, samples in colors of their own. */
Curve
NewCurve(std::size_t field)
{
  Curve curve;
  curve.color = CurveColor(field);
  curve.isDashed = field == 1;
  return curve;
}

/** Names and lines of all fields, for the plots below. */
Canvas
DrawLegend(const SynthesisPictureInput & input)
{
  constexpr int   line = 34;
  constexpr int   gap = 8;
  const TextStyle style{ 9.0, Ink, false };
  int             width = 0;
  for (const ComparedField & field : input.fields)
  {
    width += line + 4 * gap + TextWidth(field.name, style);
  }
  Canvas canvas(width, LineHeight(style) + 4);
  double x = gap;
  for (std::size_t i = 0; i < input.fields.size(); ++i)
  {
    const Curve  curve = NewCurve(i);
    const double y = 0.5 * canvas.GetHeight();
    const Path   path{ { x, y }, { x + line, y } };
    canvas.Stroke(curve.isDashed ? Dashed({ path }, 7.0, 5.0) : std::vector<Path>{ path }, 2.0, *curve.color);
    x += line + gap;
    DrawText(canvas, static_cast<int>(x), static_cast<int>(y) + 5, input.fields[i].name, style);
    x += TextWidth(input.fields[i].name, style) + 3 * gap;
  }
  return canvas;
}

PlotOptions
NewPlot(int width, const std::string & title, const std::string & xLabel, const std::string & yLabel)
{
  PlotOptions options;
  options.title = title;
  options.xLabel = xLabel;
  options.yLabel = yLabel;
  options.width = width;
  options.height = width * 3 / 4;
  return options;
}

Canvas
DrawSpectra(const SynthesisPictureInput & input, int width)
{
  std::vector<Curve> curves;
  double             largest = 0.0;
  double             smallest = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < input.fields.size(); ++i)
  {
    Curve        curve = NewCurve(i);
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
  PlotOptions options = NewPlot(width, "Radial power spectrum", "frequency (cycles per pixel)", "power");
  options.xIsLogarithmic = true;
  options.yIsLogarithmic = true;
  // A filtered field falls to rounding noise, which would flatten all the rest.
  constexpr double shownRange = 1e8;
  options.yRange = { { std::max(smallest, largest / shownRange) * 0.6, largest * 2.0 } };
  return DrawLinePlot(curves, options);
}

Canvas
DrawHistograms(const SynthesisPictureInput & input, int width)
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
  const double       binWidth = (high - low) / numberOfBins;
  std::vector<Curve> curves;
  for (std::size_t i = 0; i < input.fields.size(); ++i)
  {
    const auto &        values = input.fields[i].values;
    std::vector<double> counts(numberOfBins, 0.0);
    for (const double value : values)
    {
      const auto bin = static_cast<std::size_t>((standard(value) - low) / binWidth);
      counts[std::min(bin, numberOfBins - 1)] += 1.0;
    }
    Curve curve = NewCurve(i);
    for (std::size_t bin = 0; bin < numberOfBins; ++bin)
    {
      curve.x.push_back(low + (static_cast<double>(bin) + 0.5) * binWidth);
      curve.y.push_back(counts[bin] > 0.0 ? counts[bin] / (static_cast<double>(values.size()) * binWidth)
                                          : std::numeric_limits<double>::quiet_NaN());
    }
    curves.push_back(std::move(curve));
  }
  PlotOptions options = NewPlot(width, "Histogram", "(value − mean) / σ of the original", "density");
  options.yIsLogarithmic = true;
  return DrawLinePlot(curves, options);
}

Canvas
DrawIncrementKurtosis(const SynthesisPictureInput & input, int width)
{
  std::vector<Curve> curves;
  PlotOptions        options = NewPlot(width, "Kurtosis of increments along x", "lag (pixels)", "kurtosis");
  for (const std::size_t lag : IncrementLags)
  {
    options.xTicks.push_back(static_cast<double>(lag));
  }
  double largest = 4.0;
  for (std::size_t i = 0; i < input.fields.size(); ++i)
  {
    Curve curve = NewCurve(i);
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
DrawMinkowski(const SynthesisPictureInput & input, int width)
{
  std::vector<Curve> curves;
  for (std::size_t i = 0; i < input.fields.size(); ++i)
  {
    const auto & minkowski = *input.fields[i].figures.minkowski;
    Curve        curve = NewCurve(i);
    curve.x = minkowski.threshold;
    curve.y = minkowski.boundary;
    curves.push_back(std::move(curve));
  }
  return DrawLinePlot(curves, NewPlot(width, "Boundary length of level sets", "threshold / σ", "edges per pixel"));
}

/** Range of all series. */
std::array<double, 2>
CommonRange(const SynthesisPictureInput & input)
{
  double low = std::numeric_limits<double>::infinity();
  double high = -low;
  for (const ComparedField & field : input.fields)
  {
    const Window window = SharedWindow(field.values, input.grid);
    low = std::min(low, window.low);
    high = std::max(high, window.high);
  }
  return { { low, high } };
}

/** Adds the fields; returns their width. */
int
AddFields(const SynthesisPictureInput & input, Picture & picture)
{
  FieldOptions       options = SharedOptions(input.fields.front().values, input.grid, input.spacing);
  std::vector<Panel> panels;
  options.largestWidth = static_cast<int>(std::clamp<std::size_t>(input.grid.size[0], LargestPanel, 512));
  for (std::size_t i = 0; i < input.fields.size(); ++i)
  {
    const std::string caption = input.fields[i].name + "\n" + input.details[i];
    if (input.grid.dimension == 1)
    {
      Curve curve = NewCurve(i);
      curve.y = input.fields[i].values;
      curve.isDashed = false;
      PlotOptions plot;
      plot.width = SeriesWidth;
      plot.height = 170;
      plot.yRange = CommonRange(input);
      picture.AddRow({ { DrawLinePlot({ curve }, plot), caption } });
    }
    else
    {
      FieldOptions own = options;
      if (!input.sharesWindow && i > 1)
      {
        own = SharedOptions(input.fields[i].values, input.grid, input.spacing);
        own.largestWidth = options.largestWidth;
      }
      panels.push_back({ DrawField(input.fields[i].values, input.grid, own), caption });
    }
  }
  if (panels.empty())
  {
    return SeriesWidth;
  }
  const int width = panels.front().canvas.GetWidth();
  const int count = static_cast<int>(panels.size());
  picture.AddRow(std::move(panels));
  if (input.sharesWindow)
  {
    picture.AddRow({ { DrawColorBar(options, std::max(200, width)), "" } });
  }
  return count * (width + PlotGap) - PlotGap;
}
} // namespace

Picture
DrawSynthesis(const SynthesisPictureInput & all)
{
  SynthesisPictureInput input = all;
  input.fields.resize(std::min(input.fields.size(), MostFields));

  Picture    picture(input.title);
  const int  fieldsWidth = AddFields(input, picture);
  const bool isPlane = input.grid.dimension == 2;
  // Of four plots three in a row would leave one alone.
  const int mostColumns = std::max(2, fieldsWidth / NarrowestPlot);
  const int columns = isPlane ? (mostColumns >= 4 ? 4 : 2) : std::min(mostColumns, 3);
  const int width = std::clamp((fieldsWidth + PlotGap) / columns - PlotGap, NarrowestPlot, WidestPlot);

  std::vector<Panel> plots{ { DrawSpectra(input, width), "" },
                            { DrawHistograms(input, width), "" },
                            { DrawIncrementKurtosis(input, width), "" } };
  if (isPlane)
  {
    plots.push_back({ DrawMinkowski(input, width), "" });
  }
  picture.AddRow({ { DrawLegend(input), "" } });
  for (std::size_t begin = 0; begin < plots.size(); begin += static_cast<std::size_t>(columns))
  {
    const std::size_t end = std::min(plots.size(), begin + static_cast<std::size_t>(columns));
    picture.AddRow(
      { plots.begin() + static_cast<std::ptrdiff_t>(begin), plots.begin() + static_cast<std::ptrdiff_t>(end) });
  }
  picture.AddRow({ { DrawTable(MakeComparisonTable(input.fields)), "How they differ" } });
  return picture;
}
} // namespace phaseharmonics_examples
