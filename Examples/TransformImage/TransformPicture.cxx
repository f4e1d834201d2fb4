// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "TransformPicture.h"

#include "FieldPanel.h"
#include "LinePlot.h"
#include "Text.h"
#include "TextTable.h"

#include <algorithm>

namespace phaseharmonics_examples
{
namespace
{
constexpr std::size_t LargestSide = 128;
constexpr int         PanelWidth = 260;
constexpr std::size_t LongestSeries = 256;
constexpr int         StripWidth = 1024;
constexpr int         StripHeight = 30;
constexpr int         NameWidth = 60;

std::string
FormatSides(const Grid & plane)
{
  return std::to_string(plane.size[0]) + "×" + std::to_string(plane.size[1]) + " pixels";
}

std::string
FormatSamples(std::size_t first, std::size_t last)
{
  return "samples " + std::to_string(first) + " to " + std::to_string(last);
}

/** The part of a field that the panels show: the center of a plane, in a volume of the middle slice. */
class View
{
public:
  explicit View(const Grid & grid)
    : m_Full(grid)
  {
    m_Grid.dimension = 2;
    for (unsigned int axis = 0; axis < 2; ++axis)
    {
      m_Grid.size[axis] = std::min(grid.size[axis], LargestSide);
    }
  }

  const Grid &
  GetGrid() const
  {
    return m_Grid;
  }
  Grid
  GetPlane() const
  {
    return { 2, { { m_Full.size[0], m_Full.size[1], 1 } } };
  }
  std::size_t
  GetBegin(unsigned int axis) const
  {
    return (m_Full.size[axis] - m_Grid.size[axis]) / 2;
  }
  bool
  IsPart() const
  {
    return m_Grid != this->GetPlane();
  }

  std::vector<double>
  Of(const std::vector<double> & values) const
  {
    return this->Take(values, m_Grid, this->GetBegin(0), this->GetBegin(1));
  }
  std::vector<double>
  PlaneOf(const std::vector<double> & values) const
  {
    return this->Take(values, this->GetPlane(), 0, 0);
  }

  std::string
  Describe() const
  {
    return (this->IsPart() ? "central " : "") + FormatSides(m_Grid) +
           (m_Full.dimension == 3 ? ", slice z = " + std::to_string(m_Full.size[2] / 2) : "");
  }

private:
  std::vector<double>
  Take(const std::vector<double> & values, const Grid & part, std::size_t left, std::size_t top) const
  {
    std::vector<double> taken;
    taken.reserve(part.NumberOfPixels());
    const std::size_t slice = m_Full.size[2] / 2 * m_Full.size[1];
    for (std::size_t y = 0; y < part.size[1]; ++y)
    {
      const auto row = values.begin() + static_cast<std::ptrdiff_t>((slice + top + y) * m_Full.size[0] + left);
      taken.insert(taken.end(), row, row + static_cast<std::ptrdiff_t>(part.size[0]));
    }
    return taken;
  }

  Grid m_Full;
  Grid m_Grid;
};

std::string
DescribeScale(const ScaleMaps & maps)
{
  return "scale " + std::to_string(maps.scale) + "\nwavelength " + FormatNumber(maps.wavelength) + " pixels";
}

std::string
NameOfHarmonic(int harmonic)
{
  return harmonic == 1 ? "φ" : std::to_string(harmonic) + "φ";
}

FieldOptions
ModulusOptions(const std::vector<double> & modulus)
{
  FieldOptions options;
  options.window = { 0.0, QuantileWindow(modulus).high };
  options.largestWidth = PanelWidth;
  return options;
}

FieldOptions
PhaseOptions()
{
  FieldOptions options;
  options.window = PhaseWindow();
  options.map = ColorMap::Cyclic;
  options.largestWidth = PanelWidth;
  return options;
}

/** The whole image, and its enlarged center if only that is shown below. */
std::vector<Panel>
DrawImage(const TransformPictureInput & input, const View & view)
{
  FieldOptions options = SharedOptions(input.image, input.grid, input.spacing);
  options.largestWidth = PanelWidth;
  const Panel center{ DrawField(view.Of(input.image), view.GetGrid(), options), "image\n" + view.Describe() };
  if (!view.IsPart())
  {
    return { center };
  }
  const Grid plane = view.GetPlane();
  Canvas     whole = DrawField(view.PlaneOf(input.image), plane, options);
  const auto position = [&](std::size_t pixel, unsigned int axis) {
    const int side = axis == 0 ? whole.GetWidth() : whole.GetHeight();
    return static_cast<int>(pixel * static_cast<std::size_t>(side) / plane.size[axis]);
  };
  Rectangle frame{ position(view.GetBegin(0), 0), position(view.GetBegin(1), 1), 0, 0 };
  frame.width = position(view.GetBegin(0) + view.GetGrid().size[0], 0) - frame.x;
  frame.height = position(view.GetBegin(1) + view.GetGrid().size[1], 1) - frame.y;
  whole.DrawFrame(frame, Ink);
  whole.DrawFrame({ frame.x - 1, frame.y - 1, frame.width + 2, frame.height + 2 }, White);
  return { { whole, "image\n" + FormatSides(plane) }, center };
}

Picture
DrawPlane(const TransformPictureInput & input)
{
  const View   view(input.grid);
  FieldOptions phaseOptions = PhaseOptions();
  phaseOptions.spacing = input.spacing;

  std::vector<Panel> moduli;
  std::vector<Panel> phases;
  std::vector<Panel> harmonics;
  for (const ScaleMaps & maps : input.scales)
  {
    const auto   modulus = view.Of(maps.modulus);
    FieldOptions modulusOptions = ModulusOptions(modulus);
    modulusOptions.spacing = input.spacing;
    moduli.push_back({ DrawField(modulus, view.GetGrid(), modulusOptions), DescribeScale(maps) });
    phases.push_back({ DrawField(view.Of(maps.phase), view.GetGrid(), phaseOptions), "" });
    harmonics.push_back(
      { DrawField(view.Of(maps.transposed), view.GetGrid(), phaseOptions), NameOfHarmonic(maps.harmonic) });
  }
  const int height = moduli.front().canvas.GetHeight();
  moduli.insert(moduli.begin(), RowLabel("modulus |z|", height));
  phases.insert(phases.begin(), RowLabel("phase φ", height));
  harmonics.insert(harmonics.begin(), RowLabel("transposed phase", height));

  Picture picture(input.title);
  picture.AddRow(DrawImage(input, view));
  picture.AddRow(std::move(moduli));
  picture.AddRow(std::move(phases));
  picture.AddRow(std::move(harmonics));
  picture.AddRow({ { DrawColorBar(phaseOptions, PanelWidth, "phase"), "" } });
  return picture;
}

/** The samples of a series that strips show: its center. */
struct SeriesPart
{
  std::size_t begin;
  std::size_t size;

  explicit SeriesPart(const Grid & grid)
    : begin((grid.size[0] - std::min(grid.size[0], LongestSeries)) / 2)
    , size(std::min(grid.size[0], LongestSeries))
  {}

  std::vector<double>
  Of(const std::vector<double> & values) const
  {
    const auto first = values.begin() + static_cast<std::ptrdiff_t>(begin);
    return { first, first + static_cast<std::ptrdiff_t>(size) };
  }
};

/** A curve as wide as the strips below it. */
Canvas
DrawCurve(const std::vector<double> & values)
{
  constexpr int height = 140;
  const auto    extremes = std::minmax_element(values.begin(), values.end());
  const double  range = std::max(*extremes.second - *extremes.first, 1e-300);
  Path          path;
  for (std::size_t i = 0; i < values.size(); ++i)
  {
    path.push_back({ (static_cast<double>(i) + 0.5) * StripWidth / static_cast<double>(values.size()),
                     6.0 + (height - 12.0) * (*extremes.second - values[i]) / range });
  }
  Canvas canvas(StripWidth, height);
  canvas.DrawFrame({ 0, 0, StripWidth, height }, RuleColor);
  canvas.Stroke({ path }, 1.6, Ink);
  return canvas;
}

/** One strip for each scale, the finest on top, with its name on the left. */
std::vector<Panel>
DrawStrips(const TransformPictureInput & input, std::vector<double> ScaleMaps::*field, const std::string & caption)
{
  const SeriesPart part(input.grid);
  const Grid       strip{ 2, { { part.size, 1, 1 } } };
  const int        height = StripHeight * static_cast<int>(input.scales.size());
  Canvas           strips(StripWidth, height);
  Canvas           names(NameWidth, height);
  int              y = 0;
  for (const ScaleMaps & maps : input.scales)
  {
    const auto   values = part.Of(maps.*field);
    FieldOptions options = field == &ScaleMaps::modulus ? ModulusOptions(values) : PhaseOptions();
    options.largestWidth = static_cast<int>(part.size);
    strips.Paste(DrawField(values, strip, options).Resampled(StripWidth, StripHeight - 2), 0, y);
    const std::string name =
      field == &ScaleMaps::transposed ? NameOfHarmonic(maps.harmonic) : "scale " + std::to_string(maps.scale);
    DrawText(names, NameWidth, y + StripHeight / 2 + 4, name, { 9.0, Ink, false }, TextAlignment::Right);
    y += StripHeight;
  }
  return { { names, "" }, { strips, caption } };
}

Picture
DrawSeries(const TransformPictureInput & input)
{
  const SeriesPart part(input.grid);
  Curve            curve;
  curve.y = input.image;
  curve.color = Ink;
  PlotOptions options;
  options.width = NameWidth + StripWidth;
  options.height = 200;
  const std::string samples = FormatSamples(part.begin, part.begin + part.size - 1);

  Picture picture(input.title);
  picture.AddRow({ { DrawLinePlot({ curve }, options), "series" } });
  picture.AddRow({ { Canvas(NameWidth, 1), "" }, { DrawCurve(part.Of(input.image)), "part shown below\n" + samples } });
  picture.AddRow(DrawStrips(input,
                            &ScaleMaps::modulus,
                            "modulus |z|\nwavelengths " + FormatNumber(input.scales.front().wavelength) + " to " +
                              FormatNumber(input.scales.back().wavelength) + " samples"));
  picture.AddRow(DrawStrips(input, &ScaleMaps::phase, "phase φ"));
  picture.AddRow(DrawStrips(input, &ScaleMaps::transposed, "transposed phase"));
  picture.AddRow({ { DrawColorBar(PhaseOptions(), PanelWidth, "phase"), "" } });
  return picture;
}
} // namespace

Picture
DrawTransform(const TransformPictureInput & input)
{
  return input.grid.dimension == 1 ? DrawSeries(input) : DrawPlane(input);
}
} // namespace phaseharmonics_examples
