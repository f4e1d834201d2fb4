// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phCoarseMoments_h
#define phCoarseMoments_h

#include "phMoments.h"

namespace phaseharmonics
{
/** Finest scale that a bank keeps on a coarser grid than the image's, or would keep if it were decimated: moments of
 *  that scale and of coarser ones cost a fraction of all. The number of scales J if there is none. */
PhaseHarmonics_EXPORT unsigned int
FinestScaleOfCoarseGrids(const WaveletBankOptions & options);

/** The moments between features of scale `finestScale` and coarser, the low pass included; those averaged over
 *  rotations (model D) are left out. There may be none. */
PhaseHarmonics_EXPORT Moments
SelectCoarseMoments(const Moments & moments, unsigned int finestScale);
} // namespace phaseharmonics

#endif
