// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phStructureFunctions_h
#define phStructureFunctions_h

#include "phBlockBootstrap.h"
#include "phExecutor.h"

#include <string>

namespace phaseharmonics
{
/** Weights a_j of the slope sum_j a_j y_j of the least-squares line through (x_j, y_j), point j counting w_j times. */
PhaseHarmonics_EXPORT std::vector<double>
                      SlopeWeights(const std::vector<double> & x, const std::vector<double> & w);

/** Default orders q: 1/2, 1, ..., 4. */
PhaseHarmonics_EXPORT std::vector<double>
                      DefaultScalingOrders();

struct IncrementScalingOptions
{
  std::vector<double> orders{ DefaultScalingOrders() };
  /** Powers of two. The larger one is lowered to a sixteenth of the path. */
  std::size_t   smallestLag{ 4 };
  std::size_t   largestLag{ 128 };
  unsigned int  replicates{ 199 };
  double        confidence{ 0.95 };
  std::uint64_t seed{ 0 };
};

/** Exponents of the structure functions S_q(l) = mean_n |Y(n + l) - Y(n)|^q over all n inside the path. */
struct IncrementScaling
{
  std::vector<double>      orders;
  std::vector<std::size_t> lags;
  /** log2 S_q(l) of each order and lag. */
  std::vector<std::vector<double>> logStructure;
  /** Slopes against log2 l, lags counting alike. Standard errors by circular block bootstrap: all lags and orders take
   *  the same blocks of eight times the largest lag (at most a quarter of the path). */
  std::vector<IntervalEstimate> exponents;
};

/** Throws std::invalid_argument for orders that are not positive, lags that are no powers of two or leave no two lags,
 *  and for paths that are constant over a lag. */
PhaseHarmonics_EXPORT IncrementScaling
EstimateIncrementScaling(const double *                  path,
                         std::size_t                     count,
                         const IncrementScalingOptions & options,
                         const Executor &                executor);
} // namespace phaseharmonics

#endif
