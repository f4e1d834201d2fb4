// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef ImageMetrics_h
#define ImageMetrics_h

#include "phGrid.h"

#include <vector>

namespace phaseharmonics_examples
{
using phaseharmonics::Grid;

/** Throws unless there is one value for each pixel. */
void
CheckNumberOfValues(const std::vector<double> & values, const Grid & grid);

/** Subtracts the mean and divides by the standard deviation; all zeros if the deviation is zero. */
std::vector<double>
Standardize(const std::vector<double> & values);

/** Standardized fourth moment, 3 for a Gaussian; NaN if the values are constant. */
double
Kurtosis(const std::vector<double> & values);

/** Lags of the increments that reports hold, in pixels. */
extern const std::vector<std::size_t> IncrementLags;

/** Kurtosis of x(u + lag) - x(u) along the first axis, which is taken as periodic. */
std::vector<double>
IncrementKurtosis(const std::vector<double> &      values,
                  const Grid &                     grid,
                  const std::vector<std::size_t> & lags = IncrementLags);
} // namespace phaseharmonics_examples

#endif
