// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "ReconstructionPicture.h"

#include "FieldPanel.h"
#include "LinePlot.h"

#include <cstdio>
#include <cstddef>

namespace phaseharmonics_examples
{
namespace
{
constexpr int PanelWidth = 320;
constexpr int SeriesWidth = 900;

std::vector<double>
Difference(const ReconstructionPictureInput & input)
{
  std::vector<double> difference(input.reconstruction);
  for (std::size_t i = 0; i < difference.size(); ++i)
  {
    difference[i] -= input.original[i];
  }
  return difference;
}

std::string
Largest(const FieldOptions & options)
{
  char text[64];
  std::snprintf(text, sizeof(text), "black to white: \u00b1%.2g", options.window.high);
  return text;
}

Picture
DrawSeries(const ReconstructionPictureInput & input)
{
  Curve original;
  original.label = "original, " + input.originalDetail;
  original.y = input.original;
  original.color = Ink;
  Curve reconstruction;
  reconstruction.label = "reconstruction, " + input.reconstructionDetail;
  reconstruction.y = input.reconstruction;
  reconstruction.isDashed = true;
  PlotOptions curves;
  curves.width = SeriesWidth;
  curves.height = SeriesWidth / 3;
  Curve error;
  error.y = Difference(input);
  error.color = Ink;
  PlotOptions errors;
  errors.width = SeriesWidth;
  errors.height = SeriesWidth / 5;
  errors.xLabel = "sample";
  Picture picture(input.title);
  picture.AddRow({ { DrawLinePlot({ original, reconstruction }, curves), "" } });
  picture.AddRow({ { DrawLinePlot({ error }, errors), "error" } });
  return picture;
}
} // namespace

Picture
DrawReconstruction(const ReconstructionPictureInput & input)
{
  if (input.grid.dimension == 1)
  {
    return DrawSeries(input);
  }
  FieldOptions options = SharedOptions(input.original, input.grid, input.spacing);
  options.largestWidth = PanelWidth;
  const auto   difference = Difference(input);
  FieldOptions errors;
  errors.window = SymmetricWindow(difference, 0.999);
  errors.largestWidth = PanelWidth;
  errors.spacing = input.spacing;
  Picture picture(input.title);
  picture.AddRow(
    { { DrawField(input.original, input.grid, options), "original\n" + input.originalDetail },
      { DrawField(input.reconstruction, input.grid, options), "reconstruction\n" + input.reconstructionDetail },
      { DrawField(difference, input.grid, errors), "error\n" + Largest(errors) } });
  return picture;
}
} // namespace phaseharmonics_examples
