// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "DenoisingPicture.h"

#include "AtomPicture.h"
#include "FieldPanel.h"
#include "LinePlot.h"
#include "TextTable.h"

#include <cstddef>

namespace phaseharmonics_examples
{
namespace
{
constexpr int PanelWidth = 220;

Canvas
DrawValues(const std::vector<double> & values, const phaseharmonics::Grid & grid, const FieldOptions & options)
{
  if (grid.dimension > 1)
  {
    return DrawField(values, grid, options);
  }
  PlotOptions plot;
  plot.width = 2 * PanelWidth;
  plot.height = PanelWidth;
  plot.yRange = { { options.window.low, options.window.high } };
  Curve curve;
  curve.y = values;
  curve.color = Ink;
  return DrawLinePlot({ curve }, plot);
}

std::string
Decibels(double psnr)
{
  return FormatNumber(psnr, 4) + " dB";
}
} // namespace

Picture
DrawDenoising(const DenoisingPictureInput & input)
{
  const bool   hasTruth = !input.truth.empty();
  FieldOptions options =
    SharedOptions(hasTruth ? input.truth : input.estimates.back().values, input.grid, input.spacing);
  options.largestWidth = PanelWidth;
  const auto draw = [&](const std::vector<double> & values) { return DrawValues(values, input.grid, options); };
  Picture    picture(input.title);

  std::vector<Panel> first;
  const auto &       ours = input.estimates.back();
  if (hasTruth)
  {
    first.push_back({ draw(input.truth), "truth\n " });
    first.push_back({ draw(input.noisy), "noisy\n" + Decibels(PeakSignalToNoise(input.truth, input.noisy)) });
    first.push_back({ draw(ours.values), "sparse codes\n" + Decibels(ours.psnr) });
  }
  else
  {
    FieldOptions        difference;
    std::vector<double> removed(input.noisy);
    for (std::size_t i = 0; i < removed.size(); ++i)
    {
      removed[i] -= ours.values[i];
    }
    difference.window = SymmetricWindow(removed);
    difference.largestWidth = PanelWidth;
    difference.spacing = input.spacing;
    first.push_back({ draw(input.noisy), "input" });
    first.push_back({ draw(ours.values), "sparse codes" });
    first.push_back({ DrawValues(removed, input.grid, difference), "removed" });
  }
  first.push_back({ DrawAtoms(*input.dictionary, PanelWidth), hasTruth ? "atoms\n " : "atoms" });
  picture.AddRow(std::move(first));

  std::vector<Panel> second;
  for (std::size_t i = 0; i + 1 < input.estimates.size(); ++i)
  {
    const Estimate & estimate = input.estimates[i];
    second.push_back(
      { draw(estimate.values), estimate.method + "\n" + Decibels(estimate.psnr) + ", " + estimate.parameters });
  }
  picture.AddRow(std::move(second));
  return picture;
}
} // namespace phaseharmonics_examples
