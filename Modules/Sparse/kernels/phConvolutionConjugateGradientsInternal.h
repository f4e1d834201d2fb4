// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phConvolutionConjugateGradientsInternal_h
#define phConvolutionConjugateGradientsInternal_h

#include "phAlignedBuffer.h"

#include <cmath>
#include <cstddef>

namespace phaseharmonics
{
template <typename T>
double
InnerProduct(const AlignedBuffer<T> & a, const AlignedBuffer<T> & b)
{
  double sum = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i)
  {
    sum += static_cast<double>(a[i]) * static_cast<double>(b[i]);
  }
  return sum;
}

/** Solves A x = b for a symmetric non-negative operator by preconditioned conjugate gradients, until the residual in
 * the norm of the preconditioner is `tolerance` times its start. `residual` holds b - A x at the start and at the end.
 *  apply(p, Ap), precondition(r, s). Returns the number of iterations. */
template <typename T, typename TApply, typename TPrecondition>
unsigned int
ConjugateGradients(AlignedBuffer<T> &    x,
                   AlignedBuffer<T> &    residual,
                   double                tolerance,
                   unsigned int          maximumIterations,
                   const TApply &        apply,
                   const TPrecondition & precondition)
{
  const std::size_t count = x.size();
  AlignedBuffer<T>  direction(count);
  AlignedBuffer<T>  image(count);
  precondition(residual, direction);
  double       energy = InnerProduct(residual, direction);
  const double goal = tolerance * tolerance * energy;
  unsigned int iteration = 0;
  for (; iteration < maximumIterations && energy > goal; ++iteration)
  {
    apply(direction, image);
    const double curvature = InnerProduct(direction, image);
    if (!(curvature > 0.0))
    {
      break;
    }
    const T step = static_cast<T>(energy / curvature);
    for (std::size_t i = 0; i < count; ++i)
    {
      x[i] += step * direction[i];
      residual[i] -= step * image[i];
    }
    precondition(residual, image);
    const double next = InnerProduct(residual, image);
    const T      ratio = static_cast<T>(next / energy);
    for (std::size_t i = 0; i < count; ++i)
    {
      direction[i] = image[i] + ratio * direction[i];
    }
    energy = next;
  }
  return iteration;
}
} // namespace phaseharmonics

#endif
