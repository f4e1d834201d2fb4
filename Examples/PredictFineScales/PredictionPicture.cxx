// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "PredictionPicture.h"

#include "FieldPanel.h"
#include "LinePlot.h"
#include "TextTable.h"

#include <algorithm>
#include <cstddef>

namespace phaseharmonics_examples
{
namespace
{
constexpr int         PanelWidth = 256;
constexpr std::size_t LargestWindow = 128;

/** A part of a grid. */
struct Part
{
  Grid                       grid;
  std::array<std::size_t, 3> start{ { 0, 0, 0 } };
};

std::vector<double>
ValuesOfPart(const std::vector<double> & values, const Grid & grid, const Part & part)
{
  std::vector<double> result(part.grid.NumberOfPixels());
  std::size_t         i = 0;
  for (std::size_t z = 0; z < part.grid.size[2]; ++z)
  {
    for (std::size_t y = 0; y < part.grid.size[1]; ++y)
    {
      const std::size_t row = part.start[1] + y + grid.size[1] * (part.start[2] + z);
      for (std::size_t x = 0; x < part.grid.size[0]; ++x, ++i)
      {
        result[i] = values[row * grid.size[0] + part.start[0] + x];
      }
    }
  }
  return result;
}

/** Where the reference has most energy that the coarse image lacks. */
Part
ChoosePart(const std::vector<double> & reference, const std::vector<double> & coarse, const Grid & grid)
{
  Part part{ grid };
  if (grid.dimension == 3)
  {
    return part;
  }
  for (unsigned int axis = 0; axis < grid.dimension; ++axis)
  {
    part.grid.size[axis] = std::min(grid.size[axis], grid.dimension == 1 ? 2 * LargestWindow : LargestWindow);
  }
  Part              best = part;
  double            largest = -1.0;
  const std::size_t step = 16;
  for (part.start[1] = 0; part.start[1] + part.grid.size[1] <= grid.size[1]; part.start[1] += step)
  {
    for (part.start[0] = 0; part.start[0] + part.grid.size[0] <= grid.size[0]; part.start[0] += step)
    {
      const auto a = ValuesOfPart(reference, grid, part);
      const auto b = ValuesOfPart(coarse, grid, part);
      double     energy = 0.0;
      for (std::size_t i = 0; i < a.size(); ++i)
      {
        energy += (a[i] - b[i]) * (a[i] - b[i]);
      }
      if (energy > largest)
      {
        largest = energy;
        best = part;
      }
    }
  }
  return best;
}
} // namespace

Picture
DrawPrediction(const PredictionPictureInput & input)
{
  const auto & reference = input.truth.empty() ? input.images.back().values : input.truth;
  // The first image but the last is the one without fine scales.
  const Part part = ChoosePart(
    reference, input.images.size() > 1 ? input.images[input.images.size() - 2].values : reference, input.grid);
  FieldOptions options = SharedOptions(ValuesOfPart(reference, input.grid, part), part.grid, input.spacing);
  options.largestWidth = PanelWidth;
  const auto draw = [&](const std::vector<double> & values) {
    const auto shown = ValuesOfPart(values, input.grid, part);
    if (part.grid.dimension > 1)
    {
      return DrawField(shown, part.grid, options);
    }
    PlotOptions plot;
    plot.width = PanelWidth;
    plot.height = PanelWidth;
    plot.yRange = { { options.window.low, options.window.high } };
    Curve curve;
    curve.y = shown;
    curve.color = Ink;
    return DrawLinePlot({ curve }, plot);
  };
  Picture            picture(input.title);
  std::vector<Panel> panels;
  if (!input.truth.empty())
  {
    panels.push_back({ draw(input.truth), "truth\n " });
  }
  for (const FineImage & image : input.images)
  {
    panels.push_back(
      { draw(image.values), image.method + "\n" + (input.truth.empty() ? " " : FormatNumber(image.psnr, 4) + " dB") });
  }
  picture.AddRow(std::move(panels));
  picture.AddRow({ { DrawTable(input.table), "share of the variance explained by coarser scales" } });
  return picture;
}
} // namespace phaseharmonics_examples
