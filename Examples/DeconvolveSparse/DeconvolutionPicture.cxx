// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "DeconvolutionPicture.h"

#include "FieldPanel.h"
#include "LinePlot.h"

#include <algorithm>

namespace phaseharmonics_examples
{
namespace
{
constexpr int         PanelWidth = 300;
constexpr std::size_t LargestWithoutMagnification = 160;

/** The middle third along each axis. */
DeconvolutionPanel
MiddleOf(const DeconvolutionPanel & panel)
{
  DeconvolutionPanel         middle;
  std::array<std::size_t, 3> begin{ { 0, 0, 0 } };
  middle.grid = panel.grid;
  middle.spacing = panel.spacing;
  for (unsigned int axis = 0; axis < panel.grid.dimension; ++axis)
  {
    middle.grid.size[axis] = std::max<std::size_t>(1, panel.grid.size[axis] / 3);
    begin[axis] = (panel.grid.size[axis] - middle.grid.size[axis]) / 2;
  }
  for (std::size_t z = 0; z < middle.grid.size[2]; ++z)
  {
    for (std::size_t y = 0; y < middle.grid.size[1]; ++y)
    {
      const auto row =
        panel.values.begin() + static_cast<std::ptrdiff_t>(
                                 ((z + begin[2]) * panel.grid.size[1] + y + begin[1]) * panel.grid.size[0] + begin[0]);
      middle.values.insert(middle.values.end(), row, row + static_cast<std::ptrdiff_t>(middle.grid.size[0]));
    }
  }
  return middle;
}

Panel
DrawPanel(const DeconvolutionPanel & panel, FieldOptions options, const std::string & caption)
{
  options.spacing = panel.spacing;
  options.largestWidth = PanelWidth;
  Canvas canvas = DrawField(panel.values, panel.grid, options);
  // Coarse and fine images of one scene are shown in one size.
  if (panel.grid.dimension > 1 && canvas.GetWidth() != PanelWidth)
  {
    canvas = canvas.Resampled(PanelWidth, canvas.GetHeight() * PanelWidth / canvas.GetWidth());
  }
  return { canvas, caption };
}
} // namespace

Picture
DrawDeconvolution(const DeconvolutionPictureInput & input)
{
  const DeconvolutionPanel & first = input.panels.front();
  const FieldOptions         options = SharedOptions(first.values, first.grid, first.spacing);
  Picture                    picture(input.title);
  std::vector<Panel>         whole;
  std::vector<Panel>         middles;
  for (const DeconvolutionPanel & panel : input.panels)
  {
    whole.push_back(DrawPanel(panel, options, panel.caption));
    middles.push_back(DrawPanel(MiddleOf(panel), options, "middle"));
  }
  if (first.grid.dimension == 1)
  {
    for (Panel & panel : whole)
    {
      picture.AddRow({ std::move(panel) });
    }
  }
  else
  {
    picture.AddRow(std::move(whole));
    const auto & largest = *std::max_element(
      input.panels.begin(), input.panels.end(), [](const DeconvolutionPanel & a, const DeconvolutionPanel & b) {
        return a.grid.size[0] < b.grid.size[0];
      });
    if (largest.grid.size[0] > LargestWithoutMagnification)
    {
      picture.AddRow(std::move(middles));
    }
  }
  if (input.relativeGaps.size() > 1)
  {
    Curve curve;
    for (std::size_t i = 0; i < input.relativeGaps.size(); ++i)
    {
      curve.x.push_back(static_cast<double>(i + 1));
    }
    curve.y = input.relativeGaps;
    PlotOptions plot;
    plot.title = "Certified distance to the optimum";
    plot.xLabel = "iteration";
    plot.yLabel = "relative duality gap";
    plot.yIsLogarithmic = true;
    plot.width = 480;
    plot.height = 220;
    picture.AddRow({ { DrawLinePlot({ curve }, plot), "" } });
  }
  return picture;
}
} // namespace phaseharmonics_examples
