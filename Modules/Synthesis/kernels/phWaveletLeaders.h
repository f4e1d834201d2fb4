// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phWaveletLeaders_h
#define phWaveletLeaders_h

#include "PhaseHarmonicsExport.h"

#include <cstddef>
#include <vector>

namespace phaseharmonics
{
/** Numbers of one dyadic scale, for the dyadic intervals first, first + 1, ... */
struct DyadicScale
{
  std::size_t         first{ 0 };
  std::vector<double> values;
};

/** Coefficients d(j,k), j = 1, 2, ... (element j - 1), in the orthonormal wavelet of Daubechies with three vanishing
 *  moments, times 2^{-j/2}. Only coefficients that no border touches are kept; each belongs to the dyadic interval
 *  that holds the center of its support. Scales without coefficients are left out. */
PhaseHarmonics_EXPORT std::vector<DyadicScale>
                      DaubechiesCoefficients(const double * path, std::size_t count);

/** Wavelet p-leaders, for finite p
 *
 *  L(j,k) = (sum_{j' <= j} sum_{lambda' in 3 lambda(j,k)} |d(j',k')|^p 2^{j' - j})^{1/p},
 *
 *  and for infinite p the largest |d| in 3 lambda(j,k), which is the dyadic interval and its two neighbors (Jaffard,
 *  Lashermes and Abry 2006; Leonarduzzi et al. 2016). Coefficients are multiplied by 2^{gamma j} before, which is a
 *  fractional integration of order gamma. Leaders that lack a coefficient are left out. */
PhaseHarmonics_EXPORT std::vector<DyadicScale>
                      WaveletLeaders(const std::vector<DyadicScale> & coefficients, double p, double gamma = 0.0);

/** Multiplies p-leaders by ((1 - 2^{-j eta}) / (1 - 2^{-eta}))^{-1/p}: they stop at the finest scale of the data, but
 *  for a function of scaling exponent eta = zeta(p) of its coefficients, scales go on for ever. Does nothing unless eta
 *  is positive. */
PhaseHarmonics_EXPORT void
CorrectForFiniteResolution(std::vector<DyadicScale> & leaders, double p, double eta);
} // namespace phaseharmonics

#endif
