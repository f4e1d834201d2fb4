// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phSeriesPrices_h
#define phSeriesPrices_h

#include "PhaseHarmonicsExport.h"

#include <vector>

namespace phaseharmonics
{
/** Differences of the logarithms of prices, one value fewer. Throws std::invalid_argument, naming the first price that
 *  has no logarithm. */
PhaseHarmonics_EXPORT std::vector<double>
                      ReturnsOfPrices(const std::vector<double> & prices);

/** The price after each return; that before the first is 100. */
PhaseHarmonics_EXPORT std::vector<double>
                      PricesOfReturns(const std::vector<double> & returns);

/** 100 exp(Y) of the sums Y of returns. */
PhaseHarmonics_EXPORT std::vector<double>
                      PricesOfPath(const std::vector<double> & path);
} // namespace phaseharmonics

#endif
