// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phNoiseEstimate_h
#define phNoiseEstimate_h

#include "phGrid.h"

#include <vector>

namespace phaseharmonics
{
/** Standard deviation of white noise in an image that is smooth besides: the median of the absolute differences of 2 x
 * 2 pixels along their diagonals (2 or 2 x 2 x 2 in other dimensions), divided by that of unit Gaussian noise (Donoho
 * and Johnstone 1994). Too large for images that are rough at the finest scale. */
PhaseHarmonics_EXPORT double
EstimateNoise(const std::vector<double> & values, const Grid & grid);
} // namespace phaseharmonics

#endif
