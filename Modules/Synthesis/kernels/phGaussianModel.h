// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phGaussianModel_h
#define phGaussianModel_h

#include "phGrid.h"

#include <cstdint>

namespace phaseharmonics
{
/** Image with the power spectrum and the mean of another and independent uniform random phases. */
template <typename T>
PhaseHarmonics_EXPORT void
SampleRandomPhases(const Grid & grid, const T * image, std::uint64_t seed, std::uint64_t sample, T * result);

/** Empirical correlation E[x(u) x(u - lag)] over all pixels, periodic; lag 0 is pixel size / 2 of each axis. */
template <typename T>
PhaseHarmonics_EXPORT void
ComputeCorrelation(const Grid & grid, const T * image, T * correlation);
} // namespace phaseharmonics

#endif
