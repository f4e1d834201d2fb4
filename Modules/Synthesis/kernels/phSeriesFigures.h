// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phSeriesFigures_h
#define phSeriesFigures_h

#include "phMultifractalSpectrum.h"
#include "phSeriesStatistics.h"

namespace phaseharmonics
{
struct SeriesFiguresOptions
{
  SeriesStatisticsOptions statistics;
  IncrementScalingOptions increments;
  MultifractalOptions     multifractal;
};

/** Sets number of replicates and seed of all bootstraps. */
PhaseHarmonics_EXPORT void
SetBootstrap(SeriesFiguresOptions & options, unsigned int replicates, std::uint64_t seed);

/** All that is reported of a series of returns. */
struct PhaseHarmonics_EXPORT SeriesFigures
{
  SeriesStatistics     statistics;
  IncrementScaling     increments;
  MultifractalSpectrum multifractal;

  /** Exponent of increments of one of the orders; throws std::invalid_argument for another. */
  const IntervalEstimate &
  Zeta(double order) const;

  const IntervalEstimate &
  C1() const
  {
    return multifractal.cumulants[0];
  }
  const IntervalEstimate &
  C2() const
  {
    return multifractal.cumulants[1];
  }
};

/** Loops that EstimateSeriesFigures runs through the executor, for the progress of a caller. */
constexpr unsigned int NumberOfLoopsOfSeriesFigures = 5;

/** Figures of returns; scaling is that of their sums. Throws as the three estimators do. */
PhaseHarmonics_EXPORT SeriesFigures
EstimateSeriesFigures(const double *               returns,
                      std::size_t                  count,
                      const SeriesFiguresOptions & options,
                      const Executor &             executor);

/** The same of a path; returns are its differences. */
PhaseHarmonics_EXPORT SeriesFigures
EstimatePathFigures(const double *               path,
                    std::size_t                  count,
                    const SeriesFiguresOptions & options,
                    const Executor &             executor);
} // namespace phaseharmonics

#endif
