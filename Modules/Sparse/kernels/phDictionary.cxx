// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phDictionary.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

namespace phaseharmonics
{
template <typename T>
Dictionary<T>::Dictionary(const Grid & support, std::size_t numberOfChannels, std::size_t numberOfAtoms)
  : m_Support(support)
  , m_NumberOfChannels(numberOfChannels)
  , m_NumberOfAtoms(numberOfAtoms)
{
  if (support.NumberOfPixels() == 0 || numberOfChannels == 0 || numberOfAtoms == 0)
  {
    throw std::invalid_argument("A dictionary needs at least one atom of one pixel and one channel.");
  }
  m_Values = AlignedBuffer<T>(this->GetLength() * numberOfAtoms);
}

template <typename T>
Dictionary<T>::Dictionary(const Dictionary & other)
  : m_Support(other.m_Support)
  , m_NumberOfChannels(other.m_NumberOfChannels)
  , m_NumberOfAtoms(other.m_NumberOfAtoms)
  , m_Values(other.m_Values.size())
{
  std::copy(other.m_Values.begin(), other.m_Values.end(), m_Values.begin());
}

template <typename T>
Dictionary<T> &
Dictionary<T>::operator=(const Dictionary & other)
{
  return *this = Dictionary(other);
}

template <typename T>
Dictionary<T>
Dictionary<T>::OfVectors(std::size_t length, std::size_t numberOfAtoms)
{
  return Dictionary(Grid{}, length, numberOfAtoms);
}

template <typename T>
double
Dictionary<T>::NormOfAtom(std::size_t k) const
{
  const T * atom = this->Atom(k);
  double    sum = 0.0;
  for (std::size_t i = 0; i < this->GetLength(); ++i)
  {
    sum += static_cast<double>(atom[i]) * static_cast<double>(atom[i]);
  }
  return std::sqrt(sum);
}

template <typename T>
void
Dictionary<T>::CheckAtoms() const
{
  for (std::size_t k = 0; k < m_NumberOfAtoms; ++k)
  {
    const double norm = this->NormOfAtom(k);
    if (!std::isfinite(norm))
    {
      throw std::invalid_argument("Atom " + std::to_string(k) +
                                  " of the dictionary has values that are not finite, or too large to square.");
    }
    if (norm <= 0.0)
    {
      throw std::invalid_argument("Atom " + std::to_string(k) + " of the dictionary is zero; remove or replace it.");
    }
  }
}

template <typename T>
void
Dictionary<T>::Normalize()
{
  this->CheckAtoms();
  for (std::size_t k = 0; k < m_NumberOfAtoms; ++k)
  {
    const double factor = 1.0 / this->NormOfAtom(k);
    T *          atom = this->Atom(k);
    std::transform(atom, atom + this->GetLength(), atom, [factor](T value) { return static_cast<T>(factor * value); });
  }
}

template <typename T>
double
Dictionary<T>::Coherence() const
{
  std::vector<double> norms(m_NumberOfAtoms);
  for (std::size_t k = 0; k < m_NumberOfAtoms; ++k)
  {
    norms[k] = this->NormOfAtom(k);
  }
  double coherence = 0.0;
  for (std::size_t k = 0; k < m_NumberOfAtoms; ++k)
  {
    for (std::size_t i = 0; i < k; ++i)
    {
      const double product = std::inner_product(this->Atom(k), this->Atom(k) + this->GetLength(), this->Atom(i), 0.0);
      coherence = std::max(coherence, std::abs(product) / (norms[k] * norms[i]));
    }
  }
  return coherence;
}

template <typename T>
Dictionary<T>
Dictionary<T>::JoinedWith(const Dictionary & other) const
{
  if (m_Support != other.m_Support || m_NumberOfChannels != other.m_NumberOfChannels)
  {
    throw std::invalid_argument("Dictionaries can only be joined if their atoms have the same size and channels.");
  }
  Dictionary joined(m_Support, m_NumberOfChannels, m_NumberOfAtoms + other.m_NumberOfAtoms);
  std::copy(other.m_Values.begin(), other.m_Values.end(), std::copy(m_Values.begin(), m_Values.end(), joined.data()));
  return joined;
}

template class Dictionary<float>;
template class Dictionary<double>;
} // namespace phaseharmonics
