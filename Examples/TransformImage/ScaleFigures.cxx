// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "ScaleFigures.h"

#include "TextTable.h"

#include <algorithm>
#include <numeric>

namespace phaseharmonics_examples
{
double
ScaleFigures::Energy() const
{
  double sum = 0.0;
  for (const BandFigures & band : bands)
  {
    sum += band.energy;
  }
  return sum;
}

double
ScaleFigures::Sparsity() const
{
  double sum = 0.0;
  for (const BandFigures & band : bands)
  {
    sum += band.meanModulus * band.meanModulus;
  }
  return sum / this->Energy();
}

unsigned int
StrongestOrientation(const std::vector<ScaleFigures> & scales)
{
  std::vector<double> shares(scales.front().bands.size());
  for (const ScaleFigures & scale : scales)
  {
    for (std::size_t l = 0; l < shares.size(); ++l)
    {
      shares[l] += scale.bands[l].energy / scale.Energy();
    }
  }
  return static_cast<unsigned int>(std::max_element(shares.begin(), shares.end()) - shares.begin());
}

std::vector<std::vector<std::string>>
MakeScaleTable(const std::vector<ScaleFigures> & scales, double variance)
{
  std::vector<std::vector<std::string>> table{
    { "scale", "wavelength (pixels)", "grid", "energy (% of variance)", "E[|z|]²/E[|z|²]" }
  };
  for (std::size_t j = 0; j < scales.size(); ++j)
  {
    table.push_back({ std::to_string(j),
                      FormatNumber(scales[j].wavelength),
                      FormatSize(scales[j].grid),
                      FormatNumber(100.0 * scales[j].EnergyFraction(variance)),
                      FormatNumber(scales[j].Sparsity()) });
  }
  return table;
}

std::vector<Report>
ReportScales(const std::vector<ScaleFigures> & scales, double variance)
{
  std::vector<Report> reports;
  for (std::size_t j = 0; j < scales.size(); ++j)
  {
    Report report;
    report.Set("scale", j);
    report.Set("wavelength_pixels", scales[j].wavelength);
    report.Set("grid", scales[j].grid);
    report.Set("energy_fraction", scales[j].EnergyFraction(variance));
    report.Set("sparsity", scales[j].Sparsity());
    reports.push_back(report);
  }
  return reports;
}

double
Variance(const std::vector<double> & values)
{
  const double count = static_cast<double>(values.size());
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
  double       sum = 0.0;
  for (const double value : values)
  {
    sum += (value - mean) * (value - mean);
  }
  return sum / count;
}
} // namespace phaseharmonics_examples
