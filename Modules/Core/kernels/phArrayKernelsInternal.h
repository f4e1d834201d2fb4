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

  /** z *= multiplier, a real number for each value. */
  void (*multiply)(const T * multiplier, std::size_t count, T scaling, T * z);

  /** out[i] = scaling filter[i] z[i]. */
  void (*filter)(const T * filter, const T * z, std::size_t count, T scaling, T * out);

  /** out[i] = scaling filter[i] conj(z[-i]). */
  void (*filterMirrored)(const T * filter, const T * z, std::size_t count, T scaling, T * out);

  /** out[i] += scaling filter[i] z[i]. */
  void (*addFiltered)(const T * filter, const T * z, std::size_t count, T scaling, T * out);

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

/** Products of tall matrices stored by columns with small ones, whose columns are contiguous: a few columns times a few
 *  vectors of rows at a time in registers. Packing, as libraries for large matrices do, would cost as much as the
 *  products at our sizes. */
template <typename T>
struct MatrixKernels
{
  /** c(m x n) = a(rows x m)^T b(rows x n). */
  void (*innerProducts)(const T *   a,
                        std::size_t aStride,
                        std::size_t m,
                        const T *   b,
                        std::size_t bStride,
                        std::size_t n,
                        std::size_t rows,
                        T *         c);

  /** a(rows x m) += b(rows x n) g(m x n)^T. */
  void (*addCombinations)(const T *   b,
                          std::size_t bStride,
                          std::size_t n,
                          const T *   g,
                          T *         a,
                          std::size_t aStride,
                          std::size_t m,
                          std::size_t rows);

  /** b(rows x n) += a(rows x m) g(m x n). */
  void (*addCombinationsTransposed)(const T *   a,
                                    std::size_t aStride,
                                    std::size_t m,
                                    const T *   g,
                                    T *         b,
                                    std::size_t bStride,
                                    std::size_t n,
                                    std::size_t rows);
};
PhaseHarmonics_DECLARE_DISPATCHED(MatrixKernels);
} // namespace phaseharmonics

#endif
