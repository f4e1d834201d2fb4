// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phNetworkKernelsInternal_h
#define phNetworkKernelsInternal_h

#include "phDispatchInternal.h"

namespace phaseharmonics
{
/** Loops over contiguous arrays. Complex arrays hold real and imaginary part of each value in turn. */
template <typename T>
struct NetworkKernels
{
  /** out = max(0, values + bias); out may be values. */
  void (*rectify)(const T * values, std::size_t count, T bias, T * out);

  /** features = gradient where features > 0, else 0. */
  void (*replaceByGradient)(const T * gradient, std::size_t count, T * features);

  /** out = f z, of complex arrays. */
  void (*complexProducts)(const T * f, const T * z, std::size_t count, T * out);

  /** out += conj(f) z, of complex arrays. */
  void (*addConjugatedProducts)(const T * f, const T * z, std::size_t count, T * out);

  /** out += values. */
  void (*add)(const T * values, std::size_t count, T * out);
};
PhaseHarmonics_DECLARE_DISPATCHED(NetworkKernels);
} // namespace phaseharmonics

#endif
