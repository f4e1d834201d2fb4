// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "FieldPanel.h"

#include "Axis.h"
#include "ImageMetrics.h"
#include "LinePlot.h"
#include "Text.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace phaseharmonics_examples
{
namespace
{
constexpr double Pi = 3.14159265358979323846;
constexpr Color  NotFiniteColor{ 255, 0, 255 };
constexpr int    SliceGap = 6;

double
Quantile(std::vector<double> values, double fraction)
{
  values.erase(std::remove_if(values.begin(), values.end(), [](double v) { return !std::isfinite(v); }), values.end());
  if (values.empty())
  {
    return 0.0;
  }
  const auto rank = static_cast<std::ptrdiff_t>(std::lround(fraction * static_cast<double>(values.size() - 1)));
  std::nth_element(values.begin(), values.begin() + rank, values.end());
  return values[static_cast<std::size_t>(rank)];
}

Window
NotEmpty(Window window)
{
  if (!(window.high > window.low))
  {
    const double margin = std::max(1e-12, 0.5 * std::abs(window.low));
    window = { window.low - margin, window.high + margin };
  }
  return window;
}

Color
ColorOf(double value, const Window & window, const std::vector<Color> & colors)
{
  if (!std::isfinite(value))
  {
    return NotFiniteColor;
  }
  const double position = (value - window.low) / (window.high - window.low) * static_cast<double>(colors.size() - 1);
  return colors[static_cast<std::size_t>(
    std::lround(std::clamp(position, 0.0, static_cast<double>(colors.size() - 1))))];
}

/** The plane of the two axes through the middle of the third. */
Canvas
DrawSlice(const std::vector<double> & values,
          const Grid &                grid,
          unsigned int                horizontal,
          unsigned int                vertical,
          const FieldOptions &        options)
{
  const std::array<std::size_t, 3> stride{ { 1, grid.size[0], grid.size[0] * grid.size[1] } };
  const unsigned int               normal = 3 - horizontal - vertical;
  const std::size_t                offset = grid.size[normal] / 2 * stride[normal];
  const std::vector<Color> &       colors = GetColors(options.map);
  const Window                     window = NotEmpty(options.window);
  Canvas slice(static_cast<int>(grid.size[horizontal]), static_cast<int>(grid.size[vertical]));
  for (std::size_t y = 0; y < grid.size[vertical]; ++y)
  {
    for (std::size_t x = 0; x < grid.size[horizontal]; ++x)
    {
      const double value = values[offset + x * stride[horizontal] + y * stride[vertical]];
      slice.SetPixel(static_cast<int>(x), static_cast<int>(y), ColorOf(value, window, colors));
    }
  }
  return slice;
}

/** Pixels of the picture for each unit of length: whole multiples or fractions along the first axis stay sharp. */
double
Magnification(const Grid & grid, const FieldOptions & options)
{
  const auto   columns = static_cast<double>(grid.size[0]);
  const double width = std::max(1, options.largestWidth);
  const double factor = columns <= width ? std::floor(width / columns) : 1.0 / std::ceil(columns / width);
  return factor / options.spacing[0];
}

Canvas
Magnified(const Canvas & slice, double horizontal, double vertical)
{
  const auto scaled = [](int size, double factor) { return std::max(1, static_cast<int>(std::lround(size * factor))); };
  return slice.Resampled(scaled(slice.GetWidth(), horizontal), scaled(slice.GetHeight(), vertical));
}

Canvas
DrawSeries(const std::vector<double> & values, const FieldOptions & options)
{
  Curve curve;
  curve.y = values;
  curve.color = CurveColor(2);
  PlotOptions plot;
  plot.width = std::max(160, options.largestWidth);
  plot.height = plot.width * 3 / 5;
  plot.yRange = { { options.window.low, options.window.high } };
  return DrawLinePlot({ curve }, plot);
}
} // namespace

Window
QuantileWindow(const std::vector<double> & values, double low, double high)
{
  return NotEmpty({ Quantile(values, low), Quantile(values, high) });
}

Window
SymmetricWindow(const std::vector<double> & values, double quantile)
{
  std::vector<double> magnitudes(values.size());
  std::transform(values.begin(), values.end(), magnitudes.begin(), [](double v) { return std::abs(v); });
  const double limit = Quantile(magnitudes, quantile);
  return NotEmpty({ -limit, limit });
}

Window
PhaseWindow()
{
  return { -Pi, Pi };
}

Window
SharedWindow(const std::vector<double> & reference, const Grid & grid)
{
  if (grid.dimension > 1)
  {
    return QuantileWindow(reference);
  }
  const Window window = QuantileWindow(reference, 0.0, 1.0);
  const double margin = 0.06 * (window.high - window.low);
  return { window.low - margin, window.high + margin };
}

FieldOptions
SharedOptions(const std::vector<double> & reference, const Grid & grid, const std::array<double, 3> & spacing)
{
  const double count = static_cast<double>(reference.size());
  const double mean = std::accumulate(reference.begin(), reference.end(), 0.0) / count;
  const double square = std::inner_product(reference.begin(), reference.end(), reference.begin(), 0.0) / count;
  FieldOptions options;
  options.spacing = spacing;
  options.window = SharedWindow(reference, grid);
  if (grid.dimension > 1 && mean * mean < 0.01 * square)
  {
    options.map = ColorMap::Diverging;
    options.window = SymmetricWindow(reference);
  }
  return options;
}

Canvas
DrawField(const std::vector<double> & values, const Grid & grid, const FieldOptions & options)
{
  CheckNumberOfValues(values, grid);
  if (grid.dimension == 1)
  {
    return DrawSeries(values, options);
  }
  const double scale = Magnification(grid, options);
  const auto   slice = [&](unsigned int horizontal, unsigned int vertical) {
    return Magnified(DrawSlice(values, grid, horizontal, vertical, options),
                     scale * options.spacing[horizontal],
                     scale * options.spacing[vertical]);
  };
  if (grid.dimension == 2)
  {
    return slice(0, 1);
  }
  const std::vector<Canvas> slices{ slice(0, 1), slice(0, 2), slice(1, 2) };
  int                       width = 0;
  int                       height = -SliceGap;
  for (const Canvas & one : slices)
  {
    width = std::max(width, one.GetWidth());
    height += one.GetHeight() + SliceGap;
  }
  Canvas column(width, height);
  int    y = 0;
  for (const Canvas & one : slices)
  {
    column.Paste(one, (width - one.GetWidth()) / 2, y);
    y += one.GetHeight() + SliceGap;
  }
  return column;
}

Canvas
DrawColorBar(const FieldOptions & options, int width, const std::string & label)
{
  constexpr int   barHeight = 12;
  const TextStyle style{ 8.0, FaintInk, false };
  const bool      isPhase = options.map == ColorMap::Cyclic;
  const Window    window = NotEmpty(options.window);
  const auto      text = [&](double v) { return isPhase ? std::string() : FormatTick(v, window.high - window.low); };
  const std::array<std::string, 3> ticks{ { isPhase ? "−π" : text(window.low),
                                            isPhase ? "0" : text(0.5 * (window.low + window.high)),
                                            isPhase ? "π" : text(window.high) } };
  const int margin = 2 + std::max(TextWidth(ticks[0], style), TextWidth(ticks[2], style)) / 2;
  const int                        inner = std::max(16, width - 2 * margin);
  const bool                       hasLabel = !label.empty();
  Canvas                           canvas(inner + 2 * margin, barHeight + LineHeight(style) * (hasLabel ? 2 : 1) + 4);
  for (int x = 0; x < inner; ++x)
  {
    const double value = window.low + (window.high - window.low) * (x + 0.5) / inner;
    canvas.FillRectangle({ margin + x, 0, 1, barHeight }, ColorOf(value, window, GetColors(options.map)));
  }
  const int baseline = barHeight + LineHeight(style);
  for (int i = 0; i < 3; ++i)
  {
    const int x = margin + (inner - 1) * i / 2;
    canvas.FillRectangle({ x, barHeight, 1, 4 }, FaintInk);
    DrawText(canvas, x, baseline, ticks[static_cast<std::size_t>(i)], style, TextAlignment::Center);
  }
  if (hasLabel)
  {
    DrawText(canvas, canvas.GetWidth() / 2, baseline + LineHeight(style), label, style, TextAlignment::Center);
  }
  return canvas;
}
} // namespace phaseharmonics_examples
