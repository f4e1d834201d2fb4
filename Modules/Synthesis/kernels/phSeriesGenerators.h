// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phSeriesGenerators_h
#define phSeriesGenerators_h

#include "PhaseHarmonicsExport.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace phaseharmonics
{
enum class SeriesProcessKind : unsigned char
{
  FractionalNoise,        // increments of fractional Brownian motion; white noise for hurst = 1/2
  MultifractalRandomWalk, // eps_t exp(w_t), Bacry, Delour and Muzy 2001
  SkewedMultifractalWalk, // eps_t exp(w_t - sum_k K_k eps_{t-k}): past falls raise the volatility
  MinimalLeverage,        // eps_t (1 + a eps_{t-s})
  Poisson                 // jumps at random times
};

/** Name of a process, and the process of a name. The latter throws std::invalid_argument. */
PhaseHarmonics_EXPORT const char *
SeriesProcessName(SeriesProcessKind kind);
PhaseHarmonics_EXPORT SeriesProcessKind
SeriesProcessOfName(const char * name);

/** Stationary increments whose statistics are known in closed form (phSeriesClosedForms.h). */
struct SeriesProcess
{
  SeriesProcessKind kind{ SeriesProcessKind::MultifractalRandomWalk };
  /** Hurst exponent of the Gaussian noise, in (0, 1); 1/2 is required where there is leverage. */
  double hurst{ 0.5 };
  /** lambda^2 of the multifractal random walks. */
  double intermittency{ 0.04 };
  /** L of the multifractal random walks, in samples. A fixed one makes them ergodic; one of the order of the length of
   *  the series does not: its moments then never converge. */
  std::size_t integralScale{ 512 };
  /** K_k = leverage k^-leverageExponent exp(-k / leverageMemory), or the coefficient a of MinimalLeverage. */
  double leverage{ 0.08 };
  double leverageExponent{ 0.5 };
  double leverageMemory{ 60.0 };
  /** s of MinimalLeverage. */
  std::size_t leverageLag{ 5 };
  /** Jumps for each sample of Poisson noise; below 1. */
  double intensity{ 1.0 / 64.0 };
  /** Jumps of Poisson noise are +-1 with equal chances, or all +1. */
  bool isSigned{ true };
};

/** Throws std::invalid_argument, naming the parameter. */
PhaseHarmonics_EXPORT void
CheckSeriesProcess(const SeriesProcess & process);

/** K_1, K_2, ... up to where they no longer matter (1e-12 of the first). */
PhaseHarmonics_EXPORT std::vector<double>
                      LeverageKernel(const SeriesProcess & process);

/** Increments, exactly of the law of the process: Gaussian parts are drawn by circulant embedding (Dietrich and Newsam
 *  1997). Noise is of unit variance where it is Gaussian. Series of one seed and different streams are independent.
 *  Takes memory for eight series. Throws std::invalid_argument. */
PhaseHarmonics_EXPORT std::vector<double>
GenerateSeries(const SeriesProcess & process, std::size_t count, std::uint64_t seed, std::uint64_t stream = 0);

/** Stationary Gaussian series with covariances r(0), ..., r(count); throws std::invalid_argument if circulant embedding
 *  has a negative eigenvalue beyond rounding. */
PhaseHarmonics_EXPORT std::vector<double>
GenerateGaussianSeries(const std::vector<double> & covariances, std::uint64_t seed, std::uint64_t stream);

/** Y_n = X_0 + ... + X_n. */
PhaseHarmonics_EXPORT std::vector<double>
                      IntegrateSeries(const std::vector<double> & increments);
} // namespace phaseharmonics

#endif
