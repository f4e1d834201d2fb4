// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phArrayKernelsInternal_h
#define phArrayKernelsInternal_h

#include "phDispatchInternal.h"

namespace phaseharmonics
{
/** Loops over contiguous arrays. Complex arrays hold real and imaginary part of each value in turn. */
template <typename T>
struct ArrayKernels
{
  /** values *= scaling. */
  void (*scale)(T * values, std::size_t count, T scaling);

  /** out = scaling |z|^2. */
  void (*squaredModulus)(const T * z, std::size_t count, T scaling, T * out);

  /** out[i] = scaling filter[i] z[i]. */
  void (*filter)(const T * filter, const T * z, std::size_t count, T scaling, T * out);

  /** out[i] = scaling filter[i] conj(z[-i]). */
  void (*filterMirrored)(const T * filter, const T * z, std::size_t count, T scaling, T * out);

  /** out[i] += scaling filter[i] z[i]. */
  void (*addFiltered)(const T * filter, const T * z, std::size_t count, T scaling, T * out);

  /** out[i] = scaling sum_t filters[t count + i] z[offsets[t] + i]. */
  void (*sumFiltered)(const T *           filters,
                      const T *           z,
                      const std::size_t * offsets,
                      std::size_t         terms,
                      std::size_t         count,
                      T                   scaling,
                      T *                 out);

  /** out[i] = scaling conj(z[-i]). */
  void (*mirrored)(const T * z, std::size_t count, T scaling, T * out);

  /** out[-i] += scaling filter[i] conj(z[i]). */
  void (*addFilteredMirrored)(const T * filter, const T * z, std::size_t count, T scaling, T * out);

  /** out[i] += a[i] b[i]. */
  void (*addProducts)(const T * a, const T * b, std::size_t count, T * out);

  /** out[i] = a[i] b[i]; out may be a. */
  void (*products)(const T * a, const T * b, std::size_t count, T * out);

  /** real + i imaginary = a b, of complex arrays. */
  void (*complexProducts)(const T * a, const T * b, std::size_t count, T * real, T * imaginary);

  /** out += scaling a (real + i imaginary), and scaling times the conjugate of that product. */
  void (*addComplexProducts)(const T * a, const T * real, const T * imaginary, std::size_t count, T scaling, T * out);
  void (*addConjugateProducts)(const T * a, const T * real, const T * imaginary, std::size_t count, T scaling, T * out);

  /** z = a + i b, and back. */
  void (*interleave)(const T * a, const T * b, std::size_t count, T * z);
  void (*separate)(const T * z, std::size_t count, T * a, T * b);

  /** The spectrum of a + i b of `count` bins as half spectra of a and of b, and back; bins that are their own opposites
   *  are real. */
  void (*separateSpectra)(const T * z, std::size_t count, T * a, T * b);
  void (*joinSpectra)(const T * a, const T * b, std::size_t count, T * z);
};
PhaseHarmonics_DECLARE_DISPATCHED(ArrayKernels);
} // namespace phaseharmonics

#endif
