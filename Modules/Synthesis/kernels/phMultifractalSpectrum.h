// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phMultifractalSpectrum_h
#define phMultifractalSpectrum_h

#include "phStructureFunctions.h"
#include "phWaveletLeaders.h"

#include <array>
#include <limits>

namespace phaseharmonics
{
struct MultifractalOptions
{
  /** q of the scaling exponents. Coefficients need positive ones, leaders none. */
  std::vector<double> orders{ DefaultScalingOrders() };
  /** q of the spectrum D(h). */
  std::vector<double> spectrumOrders{ -3.0, -2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0, 3.0, 4.0 };
  /** p of the leaders; infinity for the classical ones. */
  double leaderExponent{ 2.0 };
  /** Scales j, 2^j samples, of the regressions. 0 takes the last scale with three leaders, at most log2 N - 4. */
  unsigned int firstScale{ 3 };
  unsigned int lastScale{ 0 };
  /** Scales count by their number of coefficients, or alike. */
  bool weightsByCounts{ true };
  /** NaN takes the smallest multiple of 1/2 that makes leaders exist. */
  double fractionalIntegration{ std::numeric_limits<double>::quiet_NaN() };
  /** Multiplies p-leaders by what scales below the sampling step would add. Off, since sampling makes the finest scales
   *  too strong by about as much: c1 of sampled fractional Brownian motion of 2^14 values, H = 0.3, 0.5, 0.8, comes out
   *  as 0.311, 0.504, 0.800 without and 0.257, 0.480, 0.793 with it. */
  bool correctsFiniteResolution{ false };
  /** Of the bootstrap; none for 0. */
  unsigned int  replicates{ 199 };
  double        confidence{ 0.95 };
  std::uint64_t seed{ 0 };
};

struct PhaseHarmonics_EXPORT MultifractalSpectrum
{
  unsigned int        firstScale{ 0 };
  unsigned int        lastScale{ 0 };
  std::vector<double> orders;
  /** Of leaders, for each scale. */
  std::vector<std::size_t> counts;

  /** log2 of the mean q-th powers, of each order and scale; NaN for coefficients and q <= 0. */
  std::vector<std::vector<double>> logCoefficients;
  std::vector<std::vector<double>> logLeaders;
  /** Cumulants 1, 2, 3 of the natural logarithm of leaders, of each scale. */
  std::array<std::vector<double>, 3> logCumulants;

  std::vector<IntervalEstimate> coefficientExponents;
  std::vector<IntervalEstimate> leaderExponents;
  /** c_1, c_2, c_3 in zeta(q) = sum_m c_m q^m / m!. */
  std::array<IntervalEstimate, 3> cumulants;

  /** Points of the spectrum, by the sums of Chhabra and Jensen 1989. */
  std::vector<double> spectrumOrders;
  std::vector<double> spectrumExponents;
  std::vector<double> spectrumDimensions;

  /** Slope of log2 max_k |d(j,k)|: leaders of infinite p need a positive one. */
  double smallestExponent{ 0.0 };
  /** zeta(p) of coefficients: leaders of finite p need a positive one. */
  double coefficientExponentOfP{ 0.0 };
  double fractionalIntegration{ 0.0 };
  /** |q| beyond which zeta(q) is a straight line for any sample: sqrt(2 / |c2|), infinite for c2 >= 0. */
  double largestValidOrder{ std::numeric_limits<double>::infinity() };
  /** Leaders that vanish to rounding, as in stretches without change. Logarithms leave them out. */
  std::size_t numberOfZeroLeaders{ 0 };

  /** (h, D) of the parabola 1 + (h - c1)^2 / (2 c2); 1 at h = c1 and NaN elsewhere for c2 >= 0. */
  double
  ParabolicDimension(double h) const;
};

/** Multifractal analysis of a path (not of its increments) by wavelet leaders.
 *
 *  Standard errors and intervals are of a circular bootstrap of each scale alone, in blocks of six coefficients, twice
 *  the number of vanishing moments (Wendt, Abry and Jaffard 2007).
 *
 *  Throws std::invalid_argument for parameters that do not fit, paths too short for two scales, values that are not
 *  finite, and scales without any leader above rounding. */
PhaseHarmonics_EXPORT MultifractalSpectrum
EstimateMultifractalSpectrum(const double *              path,
                             std::size_t                 count,
                             const MultifractalOptions & options,
                             const Executor &            executor);
} // namespace phaseharmonics

#endif
