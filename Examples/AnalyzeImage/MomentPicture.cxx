// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "MomentPicture.h"

#include "FieldPanel.h"
#include "LinePlot.h"
#include "Text.h"
#include "TextTable.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <tuple>

namespace phaseharmonics_examples
{
namespace
{
using phaseharmonics::Harmonic;
using phaseharmonics::Moments;

constexpr int   PlotWidth = 420;
constexpr int   PlotHeight = 300;
constexpr int   FigureWidth = 330;
constexpr int   FigureHeight = 250;
constexpr int   MatrixWidth = 560;
constexpr Color AbsentColor{ 236, 238, 241 };
constexpr Color StrongColor{ 8, 48, 107 };

/** Energy of each orientation against scale. */
Canvas
DrawEnergies(const Moments & moments)
{
  const unsigned int L = moments.set.GetNumberOfOrientations();
  std::vector<Curve> curves(L);
  for (std::size_t f = 0; f < moments.set.GetFeatures().size(); ++f)
  {
    const Harmonic & feature = moments.set.GetFeatures()[f];
    if (feature.harmonic == 1 && !moments.set.IsLowPass(feature))
    {
      curves[feature.orientation].x.push_back(feature.scale);
      curves[feature.orientation].y.push_back(moments.deviations[f] * moments.deviations[f]);
    }
  }
  constexpr unsigned int mostLabels = 8;
  PlotOptions            options;
  for (unsigned int l = 0; l < L; ++l)
  {
    curves[l].hasMarkers = true;
    if (L > 1 && L <= mostLabels)
    {
      curves[l].label = moments.grid.dimension == 2 ? FormatNumber(180.0 * l / L) + "°" : "axis " + std::to_string(l);
    }
  }
  for (unsigned int j = 0; j < moments.set.GetNumberOfScales(); ++j)
  {
    options.xTicks.push_back(j);
  }
  options.title = "Energy of bands, E[|z|^{2}]";
  options.xLabel = "scale j";
  options.yIsLogarithmic = true;
  options.width = PlotWidth;
  options.height = PlotHeight;
  return DrawLinePlot(curves, options);
}

/** One figure of each scale, of the image and of its Gaussian model. */
Canvas
DrawFigure(const MomentPictureInput & input, const std::string & title, double ScaleSummary::*figure, double highest)
{
  PlotOptions options;
  double      lowest = 0.0;
  const auto  newCurve = [&](const std::string & label, const std::vector<ScaleSummary> & scales, bool isDashed) {
    Curve curve{ label, {}, {}, CurveColor(isDashed ? 1 : 0), isDashed, true };
    for (const ScaleSummary & scale : scales)
    {
      if (std::isfinite(scale.*figure))
      {
        curve.x.push_back(scale.scale);
        curve.y.push_back(scale.*figure);
        lowest = std::min(lowest, 1.1 * (scale.*figure));
        highest = std::max(highest, 1.1 * (scale.*figure));
      }
    }
    return curve;
  };
  const std::vector<Curve> curves{ newCurve("image", input.scales, false),
                                   newCurve("Gaussian model", input.gaussianScales, true) };
  for (const ScaleSummary & scale : input.scales)
  {
    options.xTicks.push_back(scale.scale);
  }
  options.title = title;
  options.xLabel = "scale j";
  options.yRange = { { lowest, highest } };
  options.width = FigureWidth;
  options.height = FigureHeight;
  return DrawLinePlot(curves, options);
}

bool
HasFigure(const std::vector<ScaleSummary> & scales, double ScaleSummary::*figure)
{
  return std::any_of(
    scales.begin(), scales.end(), [figure](const ScaleSummary & scale) { return std::isfinite(scale.*figure); });
}

std::vector<Panel>
DrawFigures(const MomentPictureInput & input)
{
  std::vector<Panel> panels;
  const auto         add = [&](const std::string & title, double ScaleSummary::*figure, double highest) {
    if (HasFigure(input.scales, figure))
    {
      panels.push_back({ DrawFigure(input, title, figure, highest), "" });
    }
  };
  add("Sparsity, E[|z|]^{2} / E[|z|^{2}]", &ScaleSummary::sparsity, 1.0);
  add("Moduli, corr(|z_{j}|, |z_{j+1}|)", &ScaleSummary::modulusCorrelation, 1.0);
  add("Phases, |corr(z_{j}, [z_{j+1}]^{2})|", &ScaleSummary::phaseCorrelation, 0.1);
  return panels;
}

std::string
NameOfHarmonics(const Moments & moments, int k)
{
  if (moments.set.IsRectified())
  {
    return "phase " + std::to_string(k);
  }
  return k == 0 ? "|z|" : (k == 1 ? "z" : "[z]^{" + std::to_string(k) + "}");
}

Color
ColorOfCorrelation(double correlation)
{
  const double share = std::sqrt(std::clamp(correlation, 0.0, 1.0));
  const auto   mix = [share](int from, int to) {
    return static_cast<std::uint8_t>(std::lround(from + share * (to - from)));
  };
  return { mix(White.red, StrongColor.red), mix(White.green, StrongColor.green), mix(White.blue, StrongColor.blue) };
}

/** Absolute correlations at lag 0; rows and columns are features in the order of k, j, l, the low pass last. */
Canvas
DrawMatrix(const Moments & moments)
{
  const auto & features = moments.set.GetFeatures();
  const auto   key = [&](const Harmonic & h) {
    return std::make_tuple(moments.set.IsLowPass(h), h.harmonic, h.scale, h.orientation);
  };
  std::vector<std::size_t> order(features.size());
  std::iota(order.begin(), order.end(), std::size_t{ 0 });
  std::sort(
    order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return key(features[a]) < key(features[b]); });
  std::vector<int> position(features.size());
  for (std::size_t i = 0; i < order.size(); ++i)
  {
    position[order[i]] = static_cast<int>(i);
  }

  const int                             count = static_cast<int>(features.size());
  const int                             cell = std::max(1, MatrixWidth / count);
  const int                             side = cell * count;
  constexpr int                         margin = 70;
  const TextStyle                       style{ 9.0, Ink, false };
  Canvas                                matrix(side, side, AbsentColor);
  std::map<std::pair<int, int>, double> strongest;
  for (std::size_t i = 0; i < moments.set.GetMoments().size(); ++i)
  {
    const auto & moment = moments.set.GetMoments()[i];
    if (moment.index.lag == phaseharmonics::Lag{})
    {
      const auto & term = moments.set.GetTerms()[moment.termBegin];
      const int    a = position[term.first];
      const int    b = position[term.second];
      double &     value = strongest[{ std::min(a, b), std::max(a, b) }];
      value = std::max(value, std::abs(moments.Normalized(i)));
    }
  }
  for (const auto & entry : strongest)
  {
    const int a = entry.first.first * cell;
    const int b = entry.first.second * cell;
    matrix.FillRectangle({ a, b, cell, cell }, ColorOfCorrelation(entry.second));
    matrix.FillRectangle({ b, a, cell, cell }, ColorOfCorrelation(entry.second));
  }

  Canvas canvas(side + margin + 2, side + 28);
  canvas.Paste(matrix, margin, 1);
  // Lines between harmonics in ink, between scales faint.
  int begin = 0;
  for (int i = 1; i <= count; ++i)
  {
    const Harmonic & last = features[order[static_cast<std::size_t>(i) - 1]];
    const Harmonic * next = i < count ? &features[order[static_cast<std::size_t>(i)]] : nullptr;
    const bool       endsHarmonic = next == nullptr || next->harmonic != last.harmonic || moments.set.IsLowPass(*next);
    const bool       endsScale = endsHarmonic || next->scale != last.scale;
    if (endsScale && cell * static_cast<int>(moments.set.GetNumberOfOrientations()) > 8)
    {
      const Color color = endsHarmonic ? Ink : RuleColor;
      canvas.FillRectangle({ margin + i * cell, 1, 1, side }, color);
      canvas.FillRectangle({ margin, 1 + i * cell, side, 1 }, color);
    }
    if (endsHarmonic)
    {
      const std::string name = moments.set.IsLowPass(last) ? "φ" : NameOfHarmonics(moments, last.harmonic);
      const int         middle = (begin + i) * cell / 2;
      const bool        hasRoom = (i - begin) * cell >= LineHeight(style);
      if (hasRoom)
      {
        DrawText(canvas, margin - 8, middle + 5, name, style, TextAlignment::Right);
        DrawText(canvas, margin + middle, side + 20, name, style, TextAlignment::Center);
      }
      begin = i;
    }
  }
  canvas.DrawFrame({ margin, 1, side + 1, side + 1 }, Ink);
  return canvas;
}

Canvas
DrawMatrixLegend()
{
  constexpr int   width = 220;
  constexpr int   height = 12;
  const TextStyle style{ 8.0, FaintInk, false };
  Canvas          canvas(width + 150, height + 20);
  for (int x = 0; x < width; ++x)
  {
    canvas.FillRectangle({ 10 + x, 0, 1, height }, ColorOfCorrelation((x + 0.5) / width));
  }
  canvas.DrawFrame({ 10, 0, width, height }, RuleColor);
  for (const double tick : { 0.0, 0.25, 0.5, 0.75, 1.0 })
  {
    DrawText(
      canvas, 10 + static_cast<int>(tick * (width - 1)), height + 14, FormatNumber(tick), style, TextAlignment::Center);
  }
  canvas.FillRectangle({ width + 36, 0, height, height }, AbsentColor);
  DrawText(canvas, width + 54, height - 2, "not in the set", style);
  return canvas;
}

Canvas
DrawImage(const MomentPictureInput & input)
{
  FieldOptions options = SharedOptions(input.image, input.moments.grid, input.spacing);
  // Slices of a volume stand below each other.
  options.largestWidth = input.moments.grid.dimension == 3 ? PlotHeight / 2 : PlotHeight;
  if (input.moments.grid.dimension > 1)
  {
    return DrawField(input.image, input.moments.grid, options);
  }
  Curve curve;
  curve.y = input.image;
  curve.color = Ink;
  PlotOptions plot;
  plot.width = 2 * FigureWidth;
  plot.height = 220;
  return DrawLinePlot({ curve }, plot);
}
} // namespace

Picture
DrawMoments(const MomentPictureInput & input)
{
  Picture            picture(input.title);
  std::vector<Panel> first{ { DrawImage(input), "" } };
  if (!input.scales.empty())
  {
    if (input.moments.grid.dimension == 1)
    {
      picture.AddRow(std::move(first));
      first.clear();
    }
    first.push_back({ DrawEnergies(input.moments), "" });
  }
  picture.AddRow(std::move(first));
  picture.AddRow(DrawFigures(input));
  picture.AddRow(
    { { DrawMatrix(input.moments),
        "Correlations of features\nabsolute value at lag 0; within each block from fine to coarse scales" } });
  picture.AddRow({ { DrawMatrixLegend(), "" } });
  return picture;
}
} // namespace phaseharmonics_examples
