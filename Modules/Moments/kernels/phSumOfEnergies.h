// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phSumOfEnergies_h
#define phSumOfEnergies_h

#include "phMomentEnergy.h"

#include <vector>

namespace phaseharmonics
{
/** Weighted sum of energies of images on one grid, so that a synthesis matches several descriptions at once. */
template <typename T>
class PhaseHarmonics_EXPORT SumOfEnergies : public MomentEnergy<T>
{
public:
  /** The first energy; it must outlive this object, as all that are added. */
  explicit SumOfEnergies(MomentEnergy<T> & first, double weight = 1.0);
  ~SumOfEnergies() override;

  /** Throws std::invalid_argument if the grid is another. */
  void
  Add(MomentEnergy<T> & energy, double weight = 1.0);

  const Grid &
  GetGrid() const override;

  double
  Value(const T * image, const Executor & executor) override;

  double
  ValueAndGradient(const T * image, T * gradient, const Executor & executor) override;

private:
  struct Part
  {
    MomentEnergy<T> * energy;
    double            weight;
  };

  std::vector<Part> m_Parts;
  std::vector<T>    m_Gradient;
};

extern template class PhaseHarmonics_EXPORT SumOfEnergies<float>;
extern template class PhaseHarmonics_EXPORT SumOfEnergies<double>;
} // namespace phaseharmonics

#endif
