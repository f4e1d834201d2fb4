// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phMomentEnergy_h
#define phMomentEnergy_h

#include "phExecutor.h"
#include "phGrid.h"

namespace phaseharmonics
{
/** Sum of squared differences between the moments of an image and those of a target, whichever moments they are:
 *  what a synthesis minimizes. One object serves one evaluation at a time. */
template <typename T>
class PhaseHarmonics_EXPORT MomentEnergy
{
public:
  virtual ~MomentEnergy();

  /** Grid of the images that it takes. */
  virtual const Grid &
  GetGrid() const = 0;

  virtual double
  Value(const T * image, const Executor & executor) = 0;

  /** Energy, and its derivative with respect to every pixel. */
  virtual double
  ValueAndGradient(const T * image, T * gradient, const Executor & executor) = 0;
};

extern template class PhaseHarmonics_EXPORT MomentEnergy<float>;
extern template class PhaseHarmonics_EXPORT MomentEnergy<double>;
} // namespace phaseharmonics

#endif
