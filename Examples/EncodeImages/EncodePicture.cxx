// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "EncodePicture.h"

#include "FieldPanel.h"
#include "LinePlot.h"
#include "TextTable.h"

#include <algorithm>
#include <cmath>

namespace phaseharmonics_examples
{
namespace
{
constexpr int PanelWidth = 240;
constexpr int MatrixWidth = 480;
constexpr int LargestCell = 40;

std::vector<double>
Channel(const EncodePictureInput & input, std::size_t channel)
{
  const std::size_t size = input.output.NumberOfPixels();
  const auto        begin = input.codes.begin() + static_cast<std::ptrdiff_t>(channel * size);
  return { begin, begin + static_cast<std::ptrdiff_t>(size) };
}

Panel
DrawMap(const EncodePictureInput &  input,
        const std::vector<double> & values,
        const Grid &                grid,
        const std::string &         caption)
{
  FieldOptions options;
  options.window = QuantileWindow(values, 0.0, 1.0);
  options.largestWidth = PanelWidth;
  options.spacing = input.spacing;
  const Canvas canvas = DrawField(values, grid, options);
  // Small maps are shown as large as the image.
  const int width = std::max(PanelWidth, canvas.GetWidth());
  return { canvas.GetWidth() == width ? canvas
                                      : canvas.Resampled(width, canvas.GetHeight() * width / canvas.GetWidth()),
           caption };
}

// Sum over orientations and phases of one scale.
std::vector<double>
ScaleMap(const EncodePictureInput & input, unsigned int scale)
{
  std::vector<double> sum(input.output.NumberOfPixels());
  const std::size_t   begin = input.options.FirstOrderChannel(scale, 0);
  for (std::size_t channel = begin; channel < input.options.FirstOrderChannel(scale + 1, 0); ++channel)
  {
    const auto values = Channel(input, channel);
    std::transform(sum.begin(), sum.end(), values.begin(), sum.begin(), std::plus<>());
  }
  return sum;
}

// Square cells, each block of columns and rows from its smallest value or zero to its largest; cells that are not
// numbers are left out.
Panel
DrawMatrix(const std::vector<double> & values,
           std::size_t                 columns,
           const Grid &                block,
           int                         width,
           const std::string &         caption)
{
  const std::size_t rows = values.size() / columns;
  const int         cell = std::clamp(width / static_cast<int>(columns), 4, LargestCell);
  Canvas            canvas(cell * static_cast<int>(columns), cell * static_cast<int>(rows));
  const auto &      colors = GetColors(ColorMap::Gray);
  const auto        blockOf = [&](std::size_t i) {
    return i % columns / block.size[0] + i / columns / block.size[1] * (columns / block.size[0]);
  };
  std::vector<double> smallest(values.size(), 0.0);
  std::vector<double> largest(values.size(), 0.0);
  for (std::size_t i = 0; i < values.size(); ++i)
  {
    // Not a number changes neither.
    smallest[blockOf(i)] = std::min(smallest[blockOf(i)], values[i]);
    largest[blockOf(i)] = std::max(largest[blockOf(i)], values[i]);
  }
  for (std::size_t i = 0; i < values.size(); ++i)
  {
    const double range = largest[blockOf(i)] - smallest[blockOf(i)];
    if (std::isfinite(values[i]) && range > 0.0)
    {
      const double    position = (values[i] - smallest[blockOf(i)]) / range;
      const Rectangle square{ cell * static_cast<int>(i % columns), cell * static_cast<int>(i / columns), cell, cell };
      canvas.FillRectangle(square, colors[static_cast<std::size_t>(std::lround(255.0 * position))]);
      canvas.DrawFrame(square, RuleColor);
    }
  }
  return { canvas, caption };
}

Panel
DrawSeries(const std::vector<double> & values, const std::string & caption)
{
  Curve curve;
  curve.y = values;
  curve.color = Ink;
  PlotOptions options;
  options.width = 4 * PanelWidth;
  options.height = 150;
  return { DrawLinePlot({ curve }, options), caption };
}
} // namespace

Picture
DrawCodes(const EncodePictureInput & input)
{
  const auto &       options = input.options;
  const unsigned int J = options.bank.numberOfScales;
  const unsigned int L = options.bank.numberOfOrientations;
  Picture            picture(input.title);
  std::vector<Panel> maps;
  if (input.image.dimension > 1)
  {
    maps.push_back(DrawMap(input, input.pixels, input.image, "image"));
    maps.push_back(DrawMap(input, Channel(input, 0), input.output, "x * φ\nlow pass"));
    picture.AddRow(std::move(maps));
    maps.clear();
    for (unsigned int scale = 0; scale < J; ++scale)
    {
      maps.push_back(DrawMap(
        input, ScaleMap(input, scale), input.output, "scale " + std::to_string(scale) + "\norder 1, all orientations"));
    }
    picture.AddRow(std::move(maps));
    maps.clear();
  }
  else
  {
    picture.AddRow({ DrawSeries(input.pixels, "series") });
    for (unsigned int scale = 0; scale < J; ++scale)
    {
      picture.AddRow({ DrawSeries(ScaleMap(input, scale), "scale " + std::to_string(scale) + "\norder 1") });
    }
  }

  std::vector<double> first;
  for (unsigned int scale = 0; scale < J; ++scale)
  {
    for (unsigned int l = 0; l < L; ++l)
    {
      const auto begin = input.means.begin() + static_cast<std::ptrdiff_t>(options.FirstOrderChannel(scale, l));
      double     sum = 0.0;
      for (std::size_t n = 0; n < options.NumberOfChannelsOfBand(); ++n)
      {
        sum += begin[static_cast<std::ptrdiff_t>(n)];
      }
      first.push_back(sum);
    }
  }
  const std::string of = input.images > 1 ? "means of " + FormatCount(input.images) + " images" : "means";
  maps.push_back(
    DrawMatrix(first,
               L,
               { 2, { { L, L > 1 ? 1 : J, 1 } } },
               PanelWidth,
               "order 1, " + of + "\nrow: scale, column: orientation" + (L > 1 ? "; each row to its largest" : "")));
  if (options.order > 1 && J > 1)
  {
    std::vector<double> second(std::size_t{ J - 1 } * L * (J - 1) * L, std::nan(""));
    const auto          channels = phaseharmonics::ScatteringChannels(options);
    for (std::size_t i = options.SecondOrderChannel(0, 0); i < channels.size(); ++i)
    {
      const auto &      c = channels[i];
      const std::size_t row = std::size_t{ c.scale1 } * L + c.orientation1;
      second[row * (J - 1) * L + (c.scale2 - 1) * L + c.orientation2] = input.means[i];
    }
    maps.push_back(DrawMatrix(second,
                              std::size_t{ J - 1 } * L,
                              L > 1 ? Grid{ 2, { { L, L, 1 } } } : Grid{ 2, { { J - 1, J - 1, 1 } } },
                              MatrixWidth,
                              "order 2, " + of + "\nrow: first scale and orientation, column: second" +
                                (L > 1 ? "; each block to its largest" : "")));
  }
  picture.AddRow(std::move(maps));
  return picture;
}
} // namespace phaseharmonics_examples
