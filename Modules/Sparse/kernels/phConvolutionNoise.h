// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phConvolutionNoise_h
#define phConvolutionNoise_h

#include "phConvolutionObservation.h"
#include "phDictionary.h"

namespace phaseharmonics
{
/** max_k ||h * d_k|| / sqrt(product of the decimation): the standard deviation that white noise of deviation 1 in the
 *  observed pixels gives the coefficients of the atom that it disturbs most. */
template <typename T>
PhaseHarmonics_EXPORT double
LargestNoiseGain(const ConvolutionObservation<T> & observation,
                 const Dictionary<T> &             dictionary,
                 const Executor &                  executor);
} // namespace phaseharmonics

#endif
