// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef SeriesReport_h
#define SeriesReport_h

#include "Report.h"
#include "phSeriesFigures.h"

#include <string>
#include <vector>

namespace phaseharmonics_examples
{
/** Lags at which the volatility autocorrelation is reported. */
const std::vector<unsigned int> &
ReportedLags();

/** Keys samples, mean, standard_deviation, zeta, zeta_coefficients, zeta_leaders (q, value, standard_error, low, high),
 *  c1, c2, c3, kurtosis, skewness, leverage_1_20, leverage_minus, time_asymmetry (each with _standard_error and
 *  _interval), quantiles (level), leverage, volatility_autocorrelation, square_autocorrelation (tau), spectrum (q, h,
 *  dimension), scales, lags and what limits the figures. Leverage is divided by the cube of the standard deviation. */
Report
MakeSeriesReport(const phaseharmonics::SeriesFigures & figures);

/** Of several series: the same keys, values are means over them and standard errors their standard deviations. */
Report
MakeEnsembleReport(const std::vector<phaseharmonics::SeriesFigures> & members);

/** Rows of a table: name, then value and standard error of each column. A column of several members shows their mean
 *  and standard deviation. */
std::vector<std::vector<std::string>>
MakeSeriesTable(const std::vector<std::string> &                                labels,
                const std::vector<std::vector<phaseharmonics::SeriesFigures>> & columns);
} // namespace phaseharmonics_examples

#endif
