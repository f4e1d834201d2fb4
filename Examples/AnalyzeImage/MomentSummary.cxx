// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "MomentSummary.h"

#include "BankOptions.h"
#include "TextTable.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace phaseharmonics_examples
{
namespace
{
using phaseharmonics::Harmonic;
using phaseharmonics::Moments;

/** Mean of the values that exist. */
class OptionalMean
{
public:
  void
  Add(double value)
  {
    m_Sum += value;
    m_Count += 1.0;
  }
  double
  Get() const
  {
    return m_Count > 0.0 ? m_Sum / m_Count : std::numeric_limits<double>::quiet_NaN();
  }

private:
  double m_Sum{ 0.0 };
  double m_Count{ 0.0 };
};

/** Correlations at lag 0 of the harmonics (k1, k2) of scales j and j + 1 along one orientation. */
template <typename TValue>
double
MeanOverOrientations(const Moments & moments, unsigned int scale, int k1, int k2, const TValue & valueOf)
{
  OptionalMean mean;
  for (std::size_t i = 0; i < moments.set.GetMoments().size(); ++i)
  {
    const auto &     index = moments.set.GetMoments()[i].index;
    const Harmonic & a = index.first;
    const Harmonic & b = index.second;
    if (a.scale == scale && b.scale == scale + 1 && a.harmonic == k1 && b.harmonic == k2 &&
        a.orientation == b.orientation && index.lag == phaseharmonics::Lag{} && !moments.set.IsLowPass(b))
    {
      mean.Add(valueOf(moments.Normalized(i)));
    }
  }
  return mean.Get();
}

/** Columns of figures that the set has not. */
void
RemoveEmptyColumns(std::vector<std::vector<std::string>> & table)
{
  for (std::size_t column = table.front().size(); column-- > 0;)
  {
    const bool isEmpty = std::all_of(
      table.begin() + 1, table.end(), [column](const std::vector<std::string> & row) { return row[column] == "-"; });
    if (isEmpty)
    {
      for (auto & row : table)
      {
        row.erase(row.begin() + static_cast<std::ptrdiff_t>(column));
      }
    }
  }
}
} // namespace

std::vector<ScaleSummary>
SummarizeScales(const Moments & moments)
{
  std::vector<ScaleSummary> scales;
  if (moments.set.IsRectified())
  {
    return scales;
  }
  const unsigned int J = moments.set.GetNumberOfScales();
  const unsigned int L = moments.set.GetNumberOfOrientations();
  for (unsigned int j = 0; j < J; ++j)
  {
    OptionalMean energy;
    OptionalMean squareOfMean;
    for (std::size_t f = 0; f < moments.set.GetFeatures().size(); ++f)
    {
      const Harmonic & feature = moments.set.GetFeatures()[f];
      const double     deviation = moments.deviations[f];
      if (feature.scale == j && feature.harmonic == 1)
      {
        energy.Add(deviation * deviation);
      }
      if (feature.scale == j && feature.harmonic == 0)
      {
        squareOfMean.Add(std::norm(moments.means[f]));
      }
    }
    ScaleSummary summary;
    summary.scale = j;
    summary.wavelength = WavelengthOfScale(moments.bank, moments.grid.dimension, j);
    // The opposite orientations hold as much again.
    summary.energyFraction = 2.0 * L * energy.Get() / (moments.imageDeviation * moments.imageDeviation);
    summary.sparsity = squareOfMean.Get() / energy.Get();
    summary.modulusCorrelation =
      MeanOverOrientations(moments, j, 0, 0, [](const std::complex<double> & c) { return c.real(); });
    summary.phaseCorrelation =
      MeanOverOrientations(moments, j, 1, 2, [](const std::complex<double> & c) { return std::abs(c); });
    scales.push_back(summary);
  }
  return scales;
}

std::vector<std::vector<std::string>>
MakeSummaryTable(const std::vector<ScaleSummary> & image, const std::vector<ScaleSummary> & gaussian)
{
  std::vector<std::vector<std::string>> table{ { "scale j",
                                                 "wavelength (pixels)",
                                                 "energy (% of variance)",
                                                 "E[|z|]²/E[|z|²]",
                                                 "(Gaussian)",
                                                 "corr(|z_j|, |z_j+1|)",
                                                 "(Gaussian)",
                                                 "|corr(z_j, [z_j+1]²)|",
                                                 "(Gaussian)" } };
  for (std::size_t j = 0; j < image.size(); ++j)
  {
    table.push_back({ std::to_string(image[j].scale),
                      FormatNumber(image[j].wavelength),
                      FormatNumber(100.0 * image[j].energyFraction),
                      FormatNumber(image[j].sparsity),
                      FormatNumber(gaussian[j].sparsity),
                      FormatNumber(image[j].modulusCorrelation),
                      FormatNumber(gaussian[j].modulusCorrelation),
                      FormatNumber(image[j].phaseCorrelation),
                      FormatNumber(gaussian[j].phaseCorrelation) });
  }
  RemoveEmptyColumns(table);
  return table;
}

std::vector<Report>
ReportSummary(const std::vector<ScaleSummary> & image, const std::vector<ScaleSummary> & gaussian)
{
  std::vector<Report> reports;
  for (std::size_t j = 0; j < image.size(); ++j)
  {
    Report report;
    report.Set("scale", image[j].scale);
    report.Set("wavelength_pixels", image[j].wavelength);
    report.Set("energy_fraction", image[j].energyFraction);
    const auto add = [&report](const ScaleSummary & summary, const std::string & prefix) {
      report.Set(prefix + "sparsity", summary.sparsity);
      report.Set(prefix + "modulus_correlation_with_next_scale", summary.modulusCorrelation);
      report.Set(prefix + "phase_correlation_with_next_scale", summary.phaseCorrelation);
    };
    add(image[j], "");
    add(gaussian[j], "gaussian_");
    reports.push_back(report);
  }
  return reports;
}
} // namespace phaseharmonics_examples
