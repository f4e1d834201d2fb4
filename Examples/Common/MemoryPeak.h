// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef MemoryPeak_h
#define MemoryPeak_h

namespace phaseharmonics_examples
{
/** Largest resident memory of this process so far in MiB; 0 where /proc is absent. */
double
MemoryPeakInMebibytes();

/** Resident memory of this process now. */
double
MemoryNowInMebibytes();
} // namespace phaseharmonics_examples

#endif
