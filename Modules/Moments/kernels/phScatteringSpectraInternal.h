// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phScatteringSpectraInternal_h
#define phScatteringSpectraInternal_h

#include "phScatteringSpectra.h"

namespace phaseharmonics
{
/** Throws std::invalid_argument unless a bank is 1-D, of one voice per octave and not decimated. */
template <typename T>
void
CheckSpectraBank(const WaveletBank<T> & bank);

/** Indices, mean and deviation of a series; values are 0. */
template <typename T>
ScatteringSpectra
EmptySpectra(const T * series, std::size_t length, unsigned int numberOfScales, bool includesSeries);

/** What a spectrum is divided by. */
double
DivisorOf(const SpectraIndex & index, const ScatteringSpectra & spectra);

/** Takes the deviations of scales from the energies, and divides all other spectra by them. Throws
 *  std::invalid_argument if a scale has no energy. */
void
NormalizeSpectra(ScatteringSpectra & spectra);
} // namespace phaseharmonics

#endif
