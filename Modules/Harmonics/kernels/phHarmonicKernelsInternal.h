// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phHarmonicKernelsInternal_h
#define phHarmonicKernelsInternal_h

#include "phDispatchInternal.h"

namespace phaseharmonics
{
/** Harmonics of arrays of wavelet coefficients z (real and imaginary part in turn) as separate real and imaginary
 *  columns, and the adjoints of that, which add to a gradient laid out as z. */
template <typename T>
struct HarmonicKernels
{
  /** |z| - mean. */
  void (*modulus)(const T * z, std::size_t count, T mean, T * out);
  void (*addModulusAdjoint)(const T * z, std::size_t count, const T * gradient, T * out);

  /** [z]^k - mean, k >= 1. */
  void (*power)(const T * z, std::size_t count, unsigned int k, T meanReal, T meanImaginary, T * real, T * imaginary);
  void (*addPowerAdjoint)(const T *    z,
                          std::size_t  count,
                          unsigned int k,
                          const T *    gradientReal,
                          const T *    gradientImaginary,
                          T *          out);

  /** max(0, cosine Re z - sine Im z) - mean. */
  void (*rectified)(const T * z, std::size_t count, T cosine, T sine, T mean, T * out);
  void (*addRectifiedAdjoint)(const T * z, std::size_t count, T cosine, T sine, const T * gradient, T * out);
};
PhaseHarmonics_DECLARE_DISPATCHED(HarmonicKernels);
} // namespace phaseharmonics

#endif
