// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phSeriesStatistics_h
#define phSeriesStatistics_h

#include "phBlockBootstrap.h"
#include "phExecutor.h"

#include <string>

namespace phaseharmonics
{
struct SeriesStatisticsOptions
{
  std::vector<double> quantileLevels{ 0.5, 0.9, 0.99, 0.999 };
  unsigned int        largestLag{ 100 };
  /** Lags over which leverage is averaged. */
  unsigned int averagedLags{ 20 };
  /** Of the bootstrap, in samples; at most a quarter of the series. */
  std::size_t   block{ 250 };
  unsigned int  replicates{ 199 };
  double        confidence{ 0.95 };
  std::uint64_t seed{ 0 };
  /** Width of the bins of P(|x|), in standard deviations. */
  double binWidth{ 0.25 };
};

/** What describes a series of returns beyond its scaling; X is centered, s its standard deviation. */
struct SeriesStatistics
{
  std::size_t count{ 0 };
  double      mean{ 0.0 };
  double      standardDeviation{ 0.0 };

  /** The same with standard errors. */
  IntervalEstimate meanEstimate;
  IntervalEstimate deviationEstimate;
  IntervalEstimate skewness;
  IntervalEstimate kurtosis;

  /** Quantiles of |X| / s. */
  std::vector<double>           quantileLevels;
  std::vector<IntervalEstimate> quantiles;
  double                        largest{ 0.0 };

  /** L(tau) / s^3, L(tau) = E[X_{t+tau}^2 X_t], for tau = -largestLag .. largestLag (Bouchaud, Matacz and Potters
   *  2001 divide by E[X^2]^2 instead). */
  unsigned int                  largestLag{ 0 };
  std::vector<IntervalEstimate> leverage;
  /** Means of L(tau) / s^3 over tau = 1 .. averagedLags, over their opposites, and the sum of the differences
   *  L(tau) - L(-tau), which changes sign when time is reversed. */
  unsigned int     averagedLags{ 0 };
  IntervalEstimate leverageAfter;
  IntervalEstimate leverageBefore;
  IntervalEstimate timeAsymmetry;

  /** Correlations of X_t, |X_t| and X_t^2 with those tau later, for tau = 0 .. largestLag. */
  std::vector<IntervalEstimate> autocorrelation;
  std::vector<IntervalEstimate> volatilityAutocorrelation;
  std::vector<IntervalEstimate> squareAutocorrelation;

  /** Density of |X| / s in bins of equal width from 0 on. */
  double              binWidth{ 0.0 };
  std::vector<double> density;

  /** tau from -largestLag to largestLag. */
  const IntervalEstimate &
  LeverageAt(int tau) const
  {
    return leverage[static_cast<std::size_t>(tau + static_cast<int>(largestLag))];
  }
};

/** Standard errors by a circular block bootstrap that all figures share. The largest lag is lowered to a quarter of the
 *  series. Throws std::invalid_argument for fewer than 16 samples, values that are not finite or beyond 1e100, and
 *  constant series. */
PhaseHarmonics_EXPORT SeriesStatistics
EstimateSeriesStatistics(const double *                  returns,
                         std::size_t                     count,
                         const SeriesStatisticsOptions & options,
                         const Executor &                executor);
} // namespace phaseharmonics

#endif
