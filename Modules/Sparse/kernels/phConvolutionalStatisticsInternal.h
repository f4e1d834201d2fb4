// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phConvolutionalStatisticsInternal_h
#define phConvolutionalStatisticsInternal_h

#include "phConvolutionalDictionaryLearning.h"

namespace phaseharmonics
{
/** Number of lags of atoms of this support: 2 s - 1 along each axis. */
std::size_t
NumberOfLags(const Grid & support);

/** Weakens the sums of the state by a factor and adds those of a code and its image on a periodic grid. */
template <typename T>
void
AddToStatistics(const T *                                 code,
                const T *                                 image,
                const Grid &                              grid,
                double                                    factor,
                ConvolutionalDictionaryLearningState<T> & state,
                const Executor &                          executor);

/** One sweep of block coordinate descent over the atoms, which keep unit norm. */
template <typename T>
void
SweepOverAtoms(ConvolutionalDictionaryLearningState<T> & state, bool hasZeroMean, const Executor & executor);

/** Subtracts the mean of each channel if asked for, and divides by the norm; false, and no change, if that is 0. */
template <typename T>
bool
NormalizeAtom(T * atom, std::size_t channels, std::size_t pixels, bool hasZeroMean);
} // namespace phaseharmonics

#endif
