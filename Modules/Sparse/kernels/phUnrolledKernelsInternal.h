// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phUnrolledKernelsInternal_h
#define phUnrolledKernelsInternal_h

#include "phSparseKernelsInternal.h"

namespace phaseharmonics
{
/** One layer of unrolled shrinkage: v = z + step u, from which the threshold is subtracted unless |v| >= spared. */
template <typename T>
struct UnrolledLayer
{
  T         step;
  T         threshold;
  const T * spared; // of each lane
  bool      isNonNegative;
};

/** Loops over the rows of tiles, see SparseKernels. */
template <typename T>
struct UnrolledKernels
{
  /** The value of each lane that about `count` values of |z + step u|, or of z + step u where non-negative, reach. */
  void (*selectLargest)(const T *   z,
                        const T *   u,
                        std::size_t rows,
                        T           step,
                        bool        isNonNegative,
                        std::size_t count,
                        T *         least);

  /** out = layer of z and u; out may be z. */
  void (*forward)(const UnrolledLayer<T> & layer, const T * z, const T * u, std::size_t rows, T * out);

  /** sum (layer of z and u - target)^2 over all lanes; the first `lanes` of them. */
  double (*error)(const UnrolledLayer<T> & layer,
                  const T *                z,
                  const T *                u,
                  const T *                target,
                  std::size_t              rows,
                  std::size_t              lanes);

  /** From the derivatives by the layer's output those by v, in place, and their sums by step and threshold. */
  void (*backward)(const UnrolledLayer<T> & layer,
                   const T *                z,
                   const T *                u,
                   std::size_t              rows,
                   T *                      derivatives,
                   double *                 byStep,
                   double *                 byThreshold);

  /** a -= scaling b. */
  void (*subtract)(T * a, const T * b, T scaling, std::size_t count);
};
PhaseHarmonics_DECLARE_DISPATCHED(UnrolledKernels);
} // namespace phaseharmonics

#endif
