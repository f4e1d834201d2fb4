// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef MinkowskiFunctionals_h
#define MinkowskiFunctionals_h

#include "phGrid.h"

#include <vector>

namespace phaseharmonics_examples
{
using phaseharmonics::Grid;

/** Minkowski functionals of the sets where a 2-D field exceeds each threshold, per pixel. */
struct MinkowskiFunctionals
{
  std::vector<double> threshold;
  std::vector<double> area;
  /** Number of pixel edges between the set and its complement: 4 / pi of a smooth length, on average over directions.
   */
  std::vector<double> boundary;
  /** Components minus holes; diagonal neighbors are connected. */
  std::vector<double> euler;
};

/** 21 thresholds in -2..2. */
std::vector<double>
MinkowskiThresholds();

/** The field is taken as it is, periodic along both axes. */
MinkowskiFunctionals
ComputeMinkowskiFunctionals(const std::vector<double> & values,
                            const Grid &                grid,
                            const std::vector<double> & thresholds);

/** Of the standardized field above MinkowskiThresholds(). */
MinkowskiFunctionals
ComputeMinkowskiFunctionals(const std::vector<double> & values, const Grid & grid);

/** Root mean square over the thresholds of the difference of each functional. */
struct MinkowskiDistance
{
  double area{ 0.0 };
  double boundary{ 0.0 };
  double euler{ 0.0 };
};

MinkowskiDistance
ComputeMinkowskiDistance(const MinkowskiFunctionals & a, const MinkowskiFunctionals & b);
} // namespace phaseharmonics_examples

#endif
