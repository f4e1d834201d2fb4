// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phSeriesClosedForms_h
#define phSeriesClosedForms_h

#include "phSeriesGenerators.h"

namespace phaseharmonics
{
/** What is known of the processes of phSeriesGenerators.h; X are increments, Y their sums. All throw
 *  std::invalid_argument where a process has no such closed form or parameters are wrong. */

/** E[X_t X_{t+lag}] of fractional Gaussian noise of unit variance. */
PhaseHarmonics_EXPORT double
FractionalNoiseCovariance(double hurst, std::size_t lag);

/** Covariance of the logarithm of the volatility of multifractal random walks: lambda^2 ln+(L / (lag + 1)). */
PhaseHarmonics_EXPORT double
LogVolatilityCovariance(const SeriesProcess & process, std::size_t lag);

/** zeta(q) in E|Y(n + l) - Y(n)|^q ~ l^zeta(q), for scales 1 << l, below the integral scale or the mean distance of
 *  jumps, and q for which the moment exists. */
PhaseHarmonics_EXPORT double
ScalingExponent(const SeriesProcess & process, double order);

/** Coefficient c_m in zeta(q) = sum_m c_m q^m / m!, m = 1, 2, 3; not for Poisson noise. */
PhaseHarmonics_EXPORT double
LogCumulant(const SeriesProcess & process, unsigned int order);

/** Variance of X. */
PhaseHarmonics_EXPORT double
SeriesVariance(const SeriesProcess & process);

/** Fourth central moment over the squared variance; not for the skewed multifractal walk. */
PhaseHarmonics_EXPORT double
SeriesKurtosis(const SeriesProcess & process);

/** L(lag) = E[X_{t+lag}^2 X_t], not divided, lag != 0; positive lags look ahead. */
PhaseHarmonics_EXPORT double
SeriesLeverage(const SeriesProcess & process, long lag);
} // namespace phaseharmonics

#endif
