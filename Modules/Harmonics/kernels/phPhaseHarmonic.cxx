// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phPhaseHarmonic.h"

namespace phaseharmonics
{
template <typename T>
void
ComputePhaseHarmonic(const std::complex<T> * z, std::size_t count, int k, std::complex<T> * harmonic)
{
  for (std::size_t i = 0; i < count; ++i)
  {
    harmonic[i] = PhaseHarmonic(z[i], k);
  }
}

template <typename T>
void
ComputePhaseHarmonicAdjoint(const std::complex<T> * z,
                            std::size_t             count,
                            int                     k,
                            const std::complex<T> * gradient,
                            std::complex<T> *       result)
{
  for (std::size_t i = 0; i < count; ++i)
  {
    result[i] = PhaseHarmonicAdjoint(z[i], k, gradient[i]);
  }
}

#define PH_INSTANTIATE(T)                                                                                              \
  template PhaseHarmonics_EXPORT void ComputePhaseHarmonic<T>(                                                         \
    const std::complex<T> *, std::size_t, int, std::complex<T> *);                                                     \
  template PhaseHarmonics_EXPORT void ComputePhaseHarmonicAdjoint<T>(                                                  \
    const std::complex<T> *, std::size_t, int, const std::complex<T> *, std::complex<T> *)

PH_INSTANTIATE(float);
PH_INSTANTIATE(double);
#undef PH_INSTANTIATE
} // namespace phaseharmonics
