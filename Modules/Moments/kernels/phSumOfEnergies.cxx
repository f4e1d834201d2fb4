// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phSumOfEnergies.h"

#include <stdexcept>

namespace phaseharmonics
{
template <typename T>
SumOfEnergies<T>::SumOfEnergies(MomentEnergy<T> & first, double weight)
  : m_Parts{ { &first, weight } }
{}

template <typename T>
SumOfEnergies<T>::~SumOfEnergies() = default;

template <typename T>
void
SumOfEnergies<T>::Add(MomentEnergy<T> & energy, double weight)
{
  if (energy.GetGrid() != this->GetGrid())
  {
    throw std::invalid_argument("Energies of images on different grids cannot be added.");
  }
  m_Parts.push_back({ &energy, weight });
}

template <typename T>
const Grid &
SumOfEnergies<T>::GetGrid() const
{
  return m_Parts.front().energy->GetGrid();
}

template <typename T>
double
SumOfEnergies<T>::Value(const T * image, const Executor & executor)
{
  double sum = 0.0;
  for (const Part & part : m_Parts)
  {
    sum += part.weight * part.energy->Value(image, executor);
  }
  return sum;
}

template <typename T>
double
SumOfEnergies<T>::ValueAndGradient(const T * image, T * gradient, const Executor & executor)
{
  const std::size_t pixels = this->GetGrid().NumberOfPixels();
  m_Gradient.resize(pixels);
  double sum = 0.0;
  for (std::size_t p = 0; p < m_Parts.size(); ++p)
  {
    T * const target = p == 0 ? gradient : m_Gradient.data();
    sum += m_Parts[p].weight * m_Parts[p].energy->ValueAndGradient(image, target, executor);
    const auto weight = static_cast<T>(m_Parts[p].weight);
    for (std::size_t i = 0; i < pixels; ++i)
    {
      gradient[i] = p == 0 ? weight * gradient[i] : gradient[i] + weight * m_Gradient[i];
    }
  }
  return sum;
}

template class SumOfEnergies<float>;
template class SumOfEnergies<double>;
} // namespace phaseharmonics
