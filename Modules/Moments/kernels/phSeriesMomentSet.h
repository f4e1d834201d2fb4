// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phSeriesMomentSet_h
#define phSeriesMomentSet_h

#include "phMomentSet.h"

namespace phaseharmonics
{
struct SeriesMomentSetOptions
{
  unsigned int voicesPerOctave{ 1 }; // of the bank
  unsigned int octaveRange{ 2 };     // pairs of scales at most so far apart
  bool         isRich{ false };      // more harmonics of each pair
};

/** Covariances of phase harmonics of a 1-D signal at equal positions, for banks of any number of voices: of each scale
 *  (k, k') = (0, 0), (0, 1), (1, 1); of a fine and a coarse one (0, 0), (0, 1) and (1, k'), where k' is the integer
 *  nearest to the ratio of their frequencies. A rich set has (0, 2), (1, 1) and (1, k' - 1), (1, k' + 1) besides. The
 *  variance of the low pass comes last.
 *
 *  Throws std::invalid_argument for no scales or voices, or for ranges above 10 octaves. */
PhaseHarmonics_EXPORT MomentSet
MakeSeriesMomentSet(unsigned int numberOfScales, const SeriesMomentSetOptions & options);
} // namespace phaseharmonics

#endif
