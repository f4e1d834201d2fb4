// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phMatrixKernelsInternal_h
#define phMatrixKernelsInternal_h

#include "phDispatchInternal.h"

namespace phaseharmonics
{
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
