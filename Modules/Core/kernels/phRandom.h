// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phRandom_h
#define phRandom_h

#include "PhaseHarmonicsExport.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace phaseharmonics
{
/** Philox4x32-10 counter-based generator (Salmon, Moraes, Dror and Shaw 2011): a pure function of
 *  key and counter, so that any thread can draw any element of a stream. */
PhaseHarmonics_EXPORT std::array<std::uint32_t, 4>
                      Philox(std::uint64_t key, std::uint64_t counterHigh, std::uint64_t counterLow);

/** Independent standard normal values. Element i depends on (seed, stream, i) only, and the transform
 *  uses elementary operations alone, so the values are the same with every compiler and library. */
template <typename T>
PhaseHarmonics_EXPORT void
FillStandardNormal(T * values, std::size_t count, std::uint64_t seed, std::uint64_t stream);

/** Independent values, uniform on the open interval (0, 1). */
template <typename T>
PhaseHarmonics_EXPORT void
FillUniform(T * values, std::size_t count, std::uint64_t seed, std::uint64_t stream);
} // namespace phaseharmonics

#endif
