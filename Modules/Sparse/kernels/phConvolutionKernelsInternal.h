// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phConvolutionKernelsInternal_h
#define phConvolutionKernelsInternal_h

#include "phDispatchInternal.h"

namespace phaseharmonics
{
/** One proximal gradient step on a map of a code. */
template <typename T>
struct ShrinkageStep
{
  T    momentum;
  T    step;
  T    threshold; // step times lambda
  bool isNonNegative;
};

struct ShrinkageSums
{
  double      l1{ 0.0 };                 // ||z+||_1
  double      alignment{ 0.0 };          // <v - z+, z+ - z>
  double      largestCorrelation{ 0.0 }; // max |correlation|, without the modulus for z >= 0
  std::size_t support{ 0 };              // coefficients other than zero
};

/** Loops of convolutional sparse coding. Complex arrays hold real and imaginary part of each value in turn. */
template <typename T>
struct ConvolutionKernels
{
  /** z *= scaling h, and z *= scaling conj(h). */
  void (*multiply)(const T * h, std::size_t count, T scaling, T * z);
  void (*multiplyConjugate)(const T * h, std::size_t count, T scaling, T * z);

  /** out += a b. */
  void (*addProducts)(const T * a, const T * b, std::size_t count, T * out);

  /** out = conj(a) b, and out += conj(a) b. */
  void (*correlate)(const T * a, const T * b, std::size_t count, T * out);
  void (*addCorrelation)(const T * a, const T * b, std::size_t count, T * out);

  /** out += a. */
  void (*add)(const T * a, std::size_t count, T * out);

  /** v = z + momentum (z - previous); previous becomes z+ = soft(v + step correlation, threshold). */
  void (*shrink)(const T *                correlation,
                 const T *                z,
                 std::size_t              count,
                 const ShrinkageStep<T> & step,
                 T *                      previous,
                 ShrinkageSums &          sums);

  /** max |values|, or max values where `isSigned`; at least 0. */
  T (*largest)(const T * values, std::size_t count, bool isSigned);
};
PhaseHarmonics_DECLARE_DISPATCHED(ConvolutionKernels);
} // namespace phaseharmonics

#endif
