// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef SeriesEnsemble_h
#define SeriesEnsemble_h

#include "phSeriesFigures.h"

#include <functional>
#include <vector>

namespace phaseharmonics_examples
{
using phaseharmonics::IntervalEstimate;
using phaseharmonics::SeriesFigures;

/** One figure of one member or of several: of one its value and standard error; of several their mean, standard
 *  deviation, and the mean minus and plus it. NaN where members lack it. */
IntervalEstimate
Combine(const std::vector<SeriesFigures> &                                     members,
        const std::function<const IntervalEstimate &(const SeriesFigures &)> & figure);
} // namespace phaseharmonics_examples

#endif
