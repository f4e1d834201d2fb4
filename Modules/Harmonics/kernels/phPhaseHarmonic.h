// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phPhaseHarmonic_h
#define phPhaseHarmonic_h

#include "PhaseHarmonicsExport.h"

#include <cmath>
#include <complex>
#include <cstddef>

namespace phaseharmonics
{
/** e^k of a unit phase e, k >= 0, by repeated squaring. */
template <typename T>
inline std::complex<T>
UnitPower(std::complex<T> phase, unsigned int k)
{
  std::complex<T> power(1, 0);
  while (k > 0)
  {
    if (k & 1u)
    {
      power = { power.real() * phase.real() - power.imag() * phase.imag(),
                power.real() * phase.imag() + power.imag() * phase.real() };
    }
    phase = { phase.real() * phase.real() - phase.imag() * phase.imag(), 2 * phase.real() * phase.imag() };
    k >>= 1;
  }
  return power;
}

/** Phase harmonic [z]^k = |z| exp(i k arg z) (Mallat, Zhang and Rochette 2020, eq. 6); [0]^k = 0; NaN gives NaN. */
template <typename T>
inline std::complex<T>
PhaseHarmonic(std::complex<T> z, int k)
{
  const T modulus = std::sqrt(z.real() * z.real() + z.imag() * z.imag());
  if (modulus == T(0))
  {
    return {};
  }
  const std::complex<T> phase(z.real() / modulus, z.imag() / modulus);
  const std::complex<T> power = UnitPower(phase, static_cast<unsigned int>(k < 0 ? -k : k));
  return { modulus * power.real(), k < 0 ? -modulus * power.imag() : modulus * power.imag() };
}

/** Gradient with respect to z of a real function L of [z]^k, from g = dL/dRe [z]^k + i dL/dIm [z]^k:
 *  e (Re w + i k Im w) with e = z / |z|, w = g e^-k. At z = 0 it is g for k = 1, conj(g) for k = -1, else 0. */
template <typename T>
inline std::complex<T>
PhaseHarmonicAdjoint(std::complex<T> z, int k, std::complex<T> g)
{
  const T modulus = std::sqrt(z.real() * z.real() + z.imag() * z.imag());
  if (modulus == T(0))
  {
    return k == 1 ? g : k == -1 ? std::conj(g) : std::complex<T>{};
  }
  const std::complex<T> phase(z.real() / modulus, z.imag() / modulus);
  std::complex<T>       power = UnitPower(phase, static_cast<unsigned int>(k < 0 ? -k : k));
  if (k < 0)
  {
    power = std::conj(power);
  }
  const T along = g.real() * power.real() + g.imag() * power.imag();
  const T across = static_cast<T>(k) * (g.imag() * power.real() - g.real() * power.imag());
  return { phase.real() * along - phase.imag() * across, phase.imag() * along + phase.real() * across };
}

/** [z]^k of an array; in and out may be the same. */
template <typename T>
PhaseHarmonics_EXPORT void
ComputePhaseHarmonic(const std::complex<T> * z, std::size_t count, int k, std::complex<T> * harmonic);

/** Adjoint of ComputePhaseHarmonic at z; gradient and result may be the same. */
template <typename T>
PhaseHarmonics_EXPORT void
ComputePhaseHarmonicAdjoint(const std::complex<T> * z,
                            std::size_t             count,
                            int                     k,
                            const std::complex<T> * gradient,
                            std::complex<T> *       result);
} // namespace phaseharmonics

#endif
