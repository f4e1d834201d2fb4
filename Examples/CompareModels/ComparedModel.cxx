// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "ComparedModel.h"

#include "FieldPanel.h"
#include "TextTable.h"

#include <algorithm>
#include <cmath>

namespace phaseharmonics_examples
{
namespace
{
constexpr int         PanelWidth = 256;
constexpr std::size_t MostColumns = 5;
constexpr int         ColumnOfTimes = 2;

std::string
CountOrDash(std::size_t count)
{
  return count > 0 ? FormatCount(count) : "-";
}
} // namespace

SampleDistances
ComputeDistances(const FieldFigures & original, const FieldFigures & sample)
{
  SampleDistances distances;
  distances.kurtosis = std::abs(std::log(sample.kurtosis / original.kurtosis));
  for (std::size_t i = 0; i < original.incrementKurtosis.size(); ++i)
  {
    distances.incrementKurtosis += std::abs(std::log(sample.incrementKurtosis[i] / original.incrementKurtosis[i])) /
                                   static_cast<double>(original.incrementKurtosis.size());
  }
  distances.spectrum = ComputeSpectrumError(original.spectrum, sample.spectrum).mean;
  distances.minkowski = ComputeMinkowskiDistance(*original.minkowski, *sample.minkowski);
  return distances;
}

std::vector<std::vector<std::string>>
MakeModelTable(const FieldFigures & original, const std::vector<ComparedModel> & models, bool hasTimes)
{
  std::vector<std::vector<std::string>> table{ { "",
                                                 "moments",
                                                 "seconds",
                                                 "kurtosis",
                                                 "|log ratio|",
                                                 "of increments",
                                                 "spectrum (dex)",
                                                 "area",
                                                 "boundary",
                                                 "Euler",
                                                 "harmonic loss",
                                                 "network loss" } };
  table.push_back({ "original", "", "", FormatNumber(original.kurtosis), "", "", "", "", "", "", "", "" });
  for (const ComparedModel & model : models)
  {
    const SampleDistances distances = ComputeDistances(original, model.field.figures);
    table.push_back({ model.field.name,
                      CountOrDash(model.moments),
                      FormatNumber(model.seconds),
                      FormatNumber(model.field.figures.kurtosis),
                      FormatNumber(distances.kurtosis, 2),
                      FormatNumber(distances.incrementKurtosis, 2),
                      FormatNumber(distances.spectrum, 2),
                      FormatNumber(distances.minkowski.area, 2),
                      FormatNumber(distances.minkowski.boundary, 2),
                      FormatNumber(distances.minkowski.euler, 2),
                      FormatNumber(model.harmonicLoss, 2),
                      FormatNumber(model.networkLoss, 2) });
  }
  if (!hasTimes)
  {
    for (auto & row : table)
    {
      row.erase(row.begin() + ColumnOfTimes);
    }
  }
  return table;
}

Report
ReportModel(const FieldFigures & original, const ComparedModel & model)
{
  const SampleDistances distances = ComputeDistances(original, model.field.figures);
  Report                report;
  report.Set("name", model.field.name);
  report.Set("family", model.family);
  report.Set("moments", model.moments);
  report.Set("seconds", model.seconds);
  report.Set("iterations", model.iterations);
  report.Set("evaluations", model.evaluations);
  report.Set("loss_initial", model.initialLoss);
  report.Set("loss_final", model.finalLoss);
  report.Set("kurtosis_distance", distances.kurtosis);
  report.Set("increment_kurtosis_distance", distances.incrementKurtosis);
  report.Set("harmonic_loss", model.harmonicLoss);
  report.Set("network_loss", model.networkLoss);
  ReportComparison(original, model.field.figures, "", report);
  return report;
}

Picture
DrawModels(const std::string &                title,
           const Grid &                       grid,
           const std::array<double, 3> &      spacing,
           const ComparedField &              original,
           const std::vector<ComparedModel> & models)
{
  FieldOptions options = SharedOptions(original.values, grid, spacing);
  options.largestWidth = PanelWidth;
  std::vector<Panel> panels;
  panels.push_back(
    { DrawField(original.values, grid, options), "original\n" + FormatCount(grid.NumberOfPixels()) + " pixels" });
  for (const ComparedModel & model : models)
  {
    panels.push_back(
      { DrawField(model.field.values, grid, options),
        model.field.name + "\n" + (model.moments > 0 ? FormatCount(model.moments) + " moments" : std::string(" ")) });
  }
  Picture           picture(title);
  const std::size_t rows = (panels.size() + MostColumns - 1) / MostColumns;
  const std::size_t columns = (panels.size() + rows - 1) / rows;
  for (std::size_t begin = 0; begin < panels.size(); begin += columns)
  {
    const std::size_t end = std::min(panels.size(), begin + columns);
    picture.AddRow(
      { panels.begin() + static_cast<std::ptrdiff_t>(begin), panels.begin() + static_cast<std::ptrdiff_t>(end) });
  }
  picture.AddRow({ { DrawTable(MakeModelTable(original.figures, models, false)), "Distances to the original" } });
  return picture;
}
} // namespace phaseharmonics_examples
