// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "LinePlot.h"

#include "Axis.h"
#include "ColorMap.h"
#include "CurvePaths.h"
#include "Text.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <stdexcept>

namespace phaseharmonics_examples
{
namespace
{
const TextStyle TitleStyle{ 10.0, Ink, true };
const TextStyle LabelStyle{ 9.0, Ink, false };
const TextStyle TickStyle{ 8.0, FaintInk, false };
constexpr Color GridColor{ 236, 238, 241 };
constexpr int   TickLength = 4;
constexpr int   LegendSample = 22;
/** A logarithmic axis that chooses its own range leaves out what is rounding error. */
constexpr double SmallestShownRatio = 1e-9;

std::vector<double>
Abscissas(const Curve & curve)
{
  std::vector<double> x = curve.x;
  for (std::size_t i = x.size(); curve.x.empty() && i < curve.y.size(); ++i)
  {
    x.push_back(static_cast<double>(i));
  }
  if (x.size() != curve.y.size())
  {
    throw std::invalid_argument("a curve needs as many abscissas as ordinates");
  }
  return x;
}

/** Range of the values that the axis can show, with a margin. */
Axis
MakeAxis(const std::vector<std::vector<double>> &     values,
         bool                                         isLogarithmic,
         double                                       margin,
         const std::optional<std::array<double, 2>> & range)
{
  if (range)
  {
    return Axis((*range)[0], (*range)[1], isLogarithmic);
  }
  double low = std::numeric_limits<double>::infinity();
  double high = -low;
  for (const auto & list : values)
  {
    for (const double value : list)
    {
      if (std::isfinite(value) && (!isLogarithmic || value > 0.0))
      {
        low = std::min(low, value);
        high = std::max(high, value);
      }
    }
  }
  if (low > high)
  {
    return Axis(isLogarithmic ? 0.1 : 0.0, 1.0, isLogarithmic);
  }
  if (isLogarithmic)
  {
    low = std::max(low, high * SmallestShownRatio);
    const double factor = std::pow(high / low, margin);
    return Axis(low / factor, high * factor, true);
  }
  return Axis(low - margin * (high - low), high + margin * (high - low), false);
}

class PlotPainter
{
public:
  PlotPainter(const std::vector<Curve> & curves, const PlotOptions & options)
    : m_Curves(curves)
    , m_Options(options)
    , m_Abscissas(AllAbscissas(curves))
    , m_X(MakeAxis(m_Abscissas, options.xIsLogarithmic, AnyMarkers(curves) ? 0.04 : 0.0, options.xRange))
    , m_Y(MakeAxis(AllOrdinates(curves), options.yIsLogarithmic, 0.05, options.yRange))
    , m_Canvas(options.width, options.height)
  {}

  Canvas
  Paint()
  {
    this->PlaceBox();
    this->PaintAxes();
    std::vector<Path> shown;
    for (std::size_t c = 0; c < m_Curves.size(); ++c)
    {
      const std::vector<Path> paths = this->PaintCurve(c);
      shown.insert(shown.end(), paths.begin(), paths.end());
    }
    m_Canvas.DrawFrame(m_Box, FaintInk);
    this->PaintLegend(shown);
    return m_Canvas;
  }

private:
  static std::vector<std::vector<double>>
  AllAbscissas(const std::vector<Curve> & curves)
  {
    std::vector<std::vector<double>> all;
    std::transform(curves.begin(), curves.end(), std::back_inserter(all), Abscissas);
    return all;
  }

  static std::vector<std::vector<double>>
  AllOrdinates(const std::vector<Curve> & curves)
  {
    std::vector<std::vector<double>> all;
    std::transform(curves.begin(), curves.end(), std::back_inserter(all), [](const Curve & c) { return c.y; });
    return all;
  }

  static bool
  AnyMarkers(const std::vector<Curve> & curves)
  {
    return std::any_of(curves.begin(), curves.end(), [](const Curve & curve) { return curve.hasMarkers; });
  }

  Color
  ColorOf(std::size_t curve) const
  {
    return m_Curves[curve].color.value_or(CurveColor(curve));
  }

  Point
  Place(double x, double y) const
  {
    // Points very far outside would take forever to draw.
    const double horizontal = std::clamp(m_X.Position(x), -100.0, 100.0);
    const double vertical = std::clamp(m_Y.Position(y), -100.0, 100.0);
    return { m_Box.x + 0.5 + horizontal * (m_Box.width - 1),
             m_Box.y + m_Box.height - 0.5 - vertical * (m_Box.height - 1) };
  }

  void
  PlaceBox()
  {
    const int top = m_Options.title.empty() ? 8 : LineHeight(TitleStyle) + 6;
    const int bottom =
      LineHeight(TickStyle) + TickLength + (m_Options.xLabel.empty() ? 0 : LineHeight(LabelStyle) + 4) + 2;
    m_Box.y = top;
    m_Box.height = std::max(20, m_Options.height - top - bottom);
    m_YTicks = m_Y.Ticks(std::max(2, m_Box.height / 48));
    int labelWidth = 0;
    for (const Tick & tick : m_YTicks)
    {
      labelWidth = std::max(labelWidth, TextWidth(tick.label, TickStyle));
    }
    m_Box.x = labelWidth + TickLength + 8 + (m_Options.yLabel.empty() ? 0 : LineHeight(LabelStyle));
    m_Box.width = std::max(20, m_Options.width - m_Box.x - 14);
    m_XTicks = m_X.Ticks(std::max(2, m_Box.width / 70));
    if (!m_Options.xTicks.empty())
    {
      m_XTicks.clear();
      for (const double value : m_Options.xTicks)
      {
        m_XTicks.push_back({ value, FormatTick(value, value) });
      }
    }
  }

  void
  PaintAxes()
  {
    const int bottom = m_Box.y + m_Box.height;
    for (const Tick & tick : m_XTicks)
    {
      const int  x = static_cast<int>(std::floor(m_Box.x + 0.5 + m_X.Position(tick.value) * (m_Box.width - 1)));
      const bool isMajor = !tick.label.empty();
      if (isMajor)
      {
        m_Canvas.FillRectangle({ x, m_Box.y, 1, m_Box.height }, GridColor);
        DrawText(m_Canvas, x + 1, bottom + TickLength + 14, tick.label, TickStyle, TextAlignment::Center);
      }
      m_Canvas.FillRectangle({ x, bottom, 1, isMajor ? TickLength : TickLength / 2 }, FaintInk);
    }
    for (const Tick & tick : m_YTicks)
    {
      const int  y = static_cast<int>(std::floor(bottom - 0.5 - m_Y.Position(tick.value) * (m_Box.height - 1)));
      const bool isMajor = !tick.label.empty();
      const int  length = isMajor ? TickLength : TickLength / 2;
      if (isMajor)
      {
        m_Canvas.FillRectangle({ m_Box.x, y, m_Box.width, 1 }, GridColor);
        DrawText(m_Canvas, m_Box.x - TickLength - 3, y + 5, tick.label, TickStyle, TextAlignment::Right);
      }
      m_Canvas.FillRectangle({ m_Box.x - length, y, length, 1 }, FaintInk);
    }
    const int middle = m_Box.x + m_Box.width / 2;
    DrawText(m_Canvas, middle, m_Options.height - 6, m_Options.xLabel, LabelStyle, TextAlignment::Center);
    DrawText(m_Canvas, middle, LineHeight(TitleStyle) - 5, m_Options.title, TitleStyle, TextAlignment::Center);
    if (!m_Options.yLabel.empty())
    {
      Canvas label(TextWidth(m_Options.yLabel, LabelStyle) + 2, LineHeight(LabelStyle));
      DrawText(label, 1, LineHeight(LabelStyle) - 5, m_Options.yLabel, LabelStyle);
      m_Canvas.Paste(label.Rotated(), 0, m_Box.y + (m_Box.height - label.GetWidth()) / 2);
    }
  }

  std::vector<Path>
  PaintCurve(std::size_t index)
  {
    const Curve & curve = m_Curves[index];
    Path          points;
    for (std::size_t i = 0; i < curve.y.size(); ++i)
    {
      points.push_back(this->Place(m_Abscissas[index][i], curve.y[i]));
    }
    const std::vector<Path> paths = Simplify(points);
    m_Canvas.Stroke(curve.isDashed ? Dashed(paths, 6.0, 5.0) : paths, 1.7, this->ColorOf(index), m_Box);
    if (curve.hasMarkers)
    {
      std::vector<Path> dots;
      std::transform(
        points.begin(), points.end(), std::back_inserter(dots), [](const Point & point) { return Path{ point }; });
      m_Canvas.Stroke(dots, 5.0, this->ColorOf(index), m_Box);
    }
    return paths;
  }

  void
  PaintLegend(const std::vector<Path> & shown)
  {
    std::vector<std::size_t> labeled;
    int                      textWidth = 0;
    for (std::size_t c = 0; c < m_Curves.size(); ++c)
    {
      if (!m_Curves[c].label.empty())
      {
        labeled.push_back(c);
        textWidth = std::max(textWidth, TextWidth(m_Curves[c].label, TickStyle));
      }
    }
    if (labeled.empty())
    {
      return;
    }
    const int line = LineHeight(TickStyle) + 1;
    Rectangle best{ 0, 0, LegendSample + textWidth + 20, static_cast<int>(labeled.size()) * line + 8 };
    auto      fewest = std::numeric_limits<std::size_t>::max();
    for (const bool isLow : { false, true })
    {
      for (const bool isLeft : { false, true })
      {
        Rectangle place = best;
        place.x = isLeft ? m_Box.x + 8 : m_Box.x + m_Box.width - best.width - 8;
        place.y = isLow ? m_Box.y + m_Box.height - best.height - 8 : m_Box.y + 8;
        const std::size_t hidden = PixelsInside(place, shown);
        if (hidden < fewest)
        {
          fewest = hidden;
          best = place;
        }
      }
    }
    m_Canvas.FillRectangle(best, White);
    m_Canvas.DrawFrame(best, RuleColor);
    int y = best.y + 4 + line / 2;
    for (const std::size_t c : labeled)
    {
      const std::vector<Path> sample{ { { best.x + 7.0, y + 0.5 }, { best.x + 7.0 + LegendSample, y + 0.5 } } };
      m_Canvas.Stroke(m_Curves[c].isDashed ? Dashed(sample, 6.0, 5.0) : sample, 2.0, this->ColorOf(c));
      DrawText(m_Canvas, best.x + LegendSample + 14, y + 5, m_Curves[c].label, { TickStyle.size, Ink, false });
      y += line;
    }
  }

  const std::vector<Curve> &       m_Curves;
  const PlotOptions &              m_Options;
  std::vector<std::vector<double>> m_Abscissas;
  Axis                             m_X;
  Axis                             m_Y;
  Canvas                           m_Canvas;
  Rectangle                        m_Box;
  std::vector<Tick>                m_XTicks;
  std::vector<Tick>                m_YTicks;
};
} // namespace

Canvas
DrawLinePlot(const std::vector<Curve> & curves, const PlotOptions & options)
{
  return PlotPainter(curves, options).Paint();
}
} // namespace phaseharmonics_examples
