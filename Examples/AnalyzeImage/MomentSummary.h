// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef MomentSummary_h
#define MomentSummary_h

#include "Report.h"
#include "phMoments.h"

#include <limits>
#include <string>
#include <vector>

namespace phaseharmonics_examples
{
/** What the moments of one scale say, averaged over orientations; NaN where the set has no such moment. */
struct ScaleSummary
{
  unsigned int scale{ 0 };
  double       wavelength{ 0.0 };
  /** Share of the variance of the image. */
  double energyFraction{ std::numeric_limits<double>::quiet_NaN() };
  /** E[|z|]^2 / E[|z|^2]: pi / 4 for Gaussian fields, less for sparse ones. */
  double sparsity{ std::numeric_limits<double>::quiet_NaN() };
  /** Correlation of |z_j| and |z_{j+1}| of one orientation: larger than in a Gaussian field of the same spectrum where
   *  there are edges or bursts. */
  double modulusCorrelation{ std::numeric_limits<double>::quiet_NaN() };
  /** Absolute correlation of z_j and [z_{j+1}]^2 of one orientation: larger where phases of scales are aligned. */
  double phaseCorrelation{ std::numeric_limits<double>::quiet_NaN() };
};

/** Empty for rectified sets, whose features are no harmonics. */
std::vector<ScaleSummary>
SummarizeScales(const phaseharmonics::Moments & moments);

/** The figures of an image beside those of its Gaussian model. */
std::vector<std::vector<std::string>>
MakeSummaryTable(const std::vector<ScaleSummary> & image, const std::vector<ScaleSummary> & gaussian);

std::vector<Report>
ReportSummary(const std::vector<ScaleSummary> & image, const std::vector<ScaleSummary> & gaussian);
} // namespace phaseharmonics_examples

#endif
