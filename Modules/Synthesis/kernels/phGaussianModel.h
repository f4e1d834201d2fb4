// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phGaussianModel_h
#define phGaussianModel_h

#include "phAlignedBuffer.h"
#include "phGrid.h"

#include <cstdint>

namespace phaseharmonics
{
/** Image with the power spectrum and the mean of another and independent uniform random phases. */
template <typename T>
PhaseHarmonics_EXPORT void
SampleRandomPhases(const Grid & grid, const T * image, std::uint64_t seed, std::uint64_t sample, T * result);

/** Gaussian field of the given mean and power spectrum E|x^|^2 / d^2, which is on the half spectrum and 0 at
 *  frequency 0. */
template <typename T>
PhaseHarmonics_EXPORT void
SampleGaussianField(const Grid &                  grid,
                    const AlignedBuffer<double> & power,
                    double                        mean,
                    std::uint64_t                 seed,
                    std::uint64_t                 sample,
                    T *                           result);

/** Empirical correlation E[x(u) x(u - lag)] over all pixels, periodic; lag 0 is pixel size / 2 of each axis. */
template <typename T>
PhaseHarmonics_EXPORT void
ComputeCorrelation(const Grid & grid, const T * image, T * correlation);
} // namespace phaseharmonics

#endif
