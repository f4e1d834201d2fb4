// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef ScaleFigures_h
#define ScaleFigures_h

#include "Report.h"

#include <cmath>
#include <complex>
#include <cstddef>
#include <string>
#include <vector>

namespace phaseharmonics_examples
{
struct BandFigures
{
  double energy{ 0.0 };
  double meanModulus{ 0.0 };
};

template <typename TComplexImage>
BandFigures
MeasureBand(const TComplexImage * band)
{
  const auto * const begin = band->GetBufferPointer();
  const auto         n = band->GetBufferedRegion().GetNumberOfPixels();
  BandFigures        figures;
  for (const auto * z = begin; z != begin + n; ++z)
  {
    const double energy = std::norm(std::complex<double>(*z));
    figures.energy += energy / static_cast<double>(n);
    figures.meanModulus += std::sqrt(energy) / static_cast<double>(n);
  }
  return figures;
}

/** All bands of one scale. */
struct ScaleFigures
{
  double                   wavelength{ 0.0 };
  std::vector<std::size_t> grid;
  std::vector<BandFigures> bands;

  double
  Energy() const;

  /** Share of the variance of the image; the opposite orientations hold as much as those that are computed. */
  double
  EnergyFraction(double variance) const
  {
    return 2.0 * this->Energy() / variance;
  }

  /** E[|z|]^2 / E[|z|^2] over all orientations: pi / 4 for Gaussian fields, less for sparse ones. */
  double
  Sparsity() const;
};

/** The orientation with the largest share of energy, on average over scales. */
unsigned int
StrongestOrientation(const std::vector<ScaleFigures> & scales);

std::vector<std::vector<std::string>>
MakeScaleTable(const std::vector<ScaleFigures> & scales, double variance);

std::vector<Report>
ReportScales(const std::vector<ScaleFigures> & scales, double variance);

/** Mean square distance from the mean. */
double
Variance(const std::vector<double> & values);
} // namespace phaseharmonics_examples

#endif
