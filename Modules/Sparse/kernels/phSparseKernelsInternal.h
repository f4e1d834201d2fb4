// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phSparseKernelsInternal_h
#define phSparseKernelsInternal_h

#include "phDispatchInternal.h"

#include <cstdint>

namespace phaseharmonics
{
/** Number of vectors that are coded side by side: each is one lane of the rows of a tile, so that no sum ever runs over
 *  lanes and what happens in one lane depends on no other. */
constexpr std::size_t SparseLanes = 32;

/** Of one row of a tile per atom: what a step of iterative shrinkage reads. Arrays without a size have one value per
 *  lane. */
template <typename T>
struct ShrinkageStep
{
  std::size_t rows;
  const T *   stepOfRow; // rows values
  const T *   stepOfLane;
  const T *   threshold; // of a step of 1
  const T *   momentum;
  bool        isNonNegative;
};

template <typename T>
struct SparseKernels
{
  /** out(rows x lanes) = a(rows x columns) x(columns x lanes), each sum in the order of the columns. */
  void (*products)(const T * a, std::size_t stride, std::size_t rows, std::size_t columns, const T * x, T * out);

  /** out = y - a x. */
  void (*residuals)(const T *   a,
                    std::size_t stride,
                    std::size_t rows,
                    std::size_t columns,
                    const T *   x,
                    const T *   y,
                    T *         out);

  /** out[i] -= sum_n a(indices[n], i) values[n], in the order of n: where the indices ascend and x is zero elsewhere,
   *  the same bits as residuals. */
  void (*subtractRows)(const T *             a,
                       std::size_t           stride,
                       const std::uint32_t * indices,
                       const T *             values,
                       std::size_t           count,
                       T *                   out,
                       std::size_t           length);

  /** Indices and values of the nonzero entries of each lane, `rows` places for each; the number of them in counts. */
  void (*collect)(const T * x, std::size_t rows, std::uint32_t * indices, T * values, std::size_t * counts);

  /** sum |z|, and the largest |g|, or g where non-negative, of each lane. */
  void (*measureCodes)(const T * z, const T * g, std::size_t rows, bool isNonNegative, double * l1, T * largest);

  /** sum a b of each lane. */
  void (*innerProducts)(const T * a, const T * b, std::size_t rows, double * sums);

  /** v = z + momentum (z - old), gradient alike; old = shrink(v + step gradient, step threshold).
   *  restart = <v - new, new - z>. */
  void (*step)(const ShrinkageStep<T> & parameters, const T * z, T * old, const T * g, const T * gOld, T * restart);
};
PhaseHarmonics_DECLARE_DISPATCHED(SparseKernels);
} // namespace phaseharmonics

#endif
