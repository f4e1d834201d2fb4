// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkSeriesEnums_h
#define itkSeriesEnums_h

#include "PhaseHarmonicsExport.h"

#include <cstdint>
#include <ostream>

namespace itk
{
/** \class SeriesEnums
 *
 * \brief Enumerations of the filters of 1-D processes.
 *
 * \ingroup PhaseHarmonics
 */
class PhaseHarmonics_EXPORT SeriesEnums
{
public:
  /** \class Form
   *
   * \brief What the values of a series are. The exponents of noise taken for a path are off by 1.
   *
   * \ingroup PhaseHarmonics
   */
  enum class Form : uint8_t
  {
    Unspecified, ///< must be chosen
    Increments,  ///< increments, such as the returns of prices
    Path         ///< sums of increments, such as logarithms of prices
  };

  /** \class Table
   *
   * \brief Tables of MultifractalSpectrumFilter.
   *
   * \ingroup PhaseHarmonics
   */
  enum class Table : uint8_t
  {
    IncrementExponents,        ///< q; zeta(q) from the structure functions of increments
    CoefficientExponents,      ///< q; zeta(q) from wavelet coefficients
    LeaderExponents,           ///< q; zeta(q) from wavelet leaders
    Cumulants,                 ///< m = 1, 2, 3; c_m of wavelet leaders
    Spectrum,                  ///< q; h and D(h) of wavelet leaders
    Moments,                   ///< 1 to 4; mean, standard deviation, skewness, kurtosis
    Quantiles,                 ///< level; quantile of the modulus over the standard deviation
    Leverage,                  ///< lag; E[X_{t+lag}^2 X_t] over the cube of the standard deviation
    VolatilityAutocorrelation, ///< lag; correlation of |X_t| with |X_{t+lag}|
    LeverageAverages           ///< 1, -1, 0; means over positive and negative lags, sum of their differences
  };

  /** \class Process
   *
   * \brief Processes of SeriesImageSource.
   *
   * \ingroup PhaseHarmonics
   */
  enum class Process : uint8_t
  {
    FractionalNoise,        ///< increments of fractional Brownian motion
    MultifractalRandomWalk, ///< Gaussian noise of a volatility that is correlated over all scales
    SkewedMultifractalWalk, ///< the same, with a volatility that rises after falls
    MinimalLeverage,        ///< noise whose volatility depends on one past value
    Poisson                 ///< jumps at random times
  };
};

PhaseHarmonics_EXPORT std::ostream &
                      operator<<(std::ostream & os, SeriesEnums::Form value);
PhaseHarmonics_EXPORT std::ostream &
                      operator<<(std::ostream & os, SeriesEnums::Table value);
PhaseHarmonics_EXPORT std::ostream &
                      operator<<(std::ostream & os, SeriesEnums::Process value);
} // namespace itk

#endif
