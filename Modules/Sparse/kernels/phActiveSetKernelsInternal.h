// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phActiveSetKernelsInternal_h
#define phActiveSetKernelsInternal_h

#include "phDispatchInternal.h"

#include <cstdint>

namespace phaseharmonics
{
/** Minimization of 1/2 z^T H z - c^T z + lambda ||z||_1 over few coefficients; h = c - H z is kept up to date. Rows of
 * H and h are padded to `stride` values. */
template <typename T>
struct ActiveSetKernels
{
  /** Over one coordinate after the other, once each. Returns how far the objective fell. */
  double (*sweep)(const T * gram, std::size_t stride, std::size_t size, T lambda, bool isNonNegative, T * z, T * h);

  /** Over all nonzero coefficients together, as far as no sign changes: to the minimum, or until one is zero. `work`
   * has room for size + 1 rows, `indices` for size. Returns how far the objective fell, or -1, and changes nothing,
   * where their part of H is close to singular. */
  double (*solve)(const T *       gram,
                  std::size_t     stride,
                  std::size_t     size,
                  T               lambda,
                  T *             z,
                  T *             h,
                  T *             work,
                  std::uint32_t * indices);
};
PhaseHarmonics_DECLARE_DISPATCHED(ActiveSetKernels);
} // namespace phaseharmonics

#endif
