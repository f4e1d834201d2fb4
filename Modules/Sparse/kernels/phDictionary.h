// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phDictionary_h
#define phDictionary_h

#include "phAlignedBuffer.h"
#include "phGrid.h"

namespace phaseharmonics
{
/** Atoms d_0 .. d_{K-1}: real patches of `support` pixels and a number of channels.
 *
 *  Array order: [atom][channel][z][y][x], x fastest. As a vector, an atom has p = channels * support pixels entries;
 *  dictionaries of vectors, such as the channels of one pixel, have a support of one pixel. As a convolution kernel, an
 *  atom is centered on the pixel size / 2 (rounded down) along each axis. Atoms need not have unit norm: an atom
 *  divided by w is penalized by w lambda. */
template <typename T>
class PhaseHarmonics_EXPORT Dictionary
{
public:
  Dictionary() = default;
  Dictionary(const Dictionary & other);
  Dictionary(Dictionary &&) noexcept = default;
  Dictionary &
  operator=(const Dictionary & other);
  Dictionary &
  operator=(Dictionary &&) noexcept = default;

  /** All atoms zero. Throws std::invalid_argument if any number is zero. */
  Dictionary(const Grid & support, std::size_t numberOfChannels, std::size_t numberOfAtoms);

  /** Dictionary of vectors of p entries. */
  static Dictionary
  OfVectors(std::size_t length, std::size_t numberOfAtoms);

  const Grid &
  GetSupport() const
  {
    return m_Support;
  }
  std::size_t
  GetNumberOfChannels() const
  {
    return m_NumberOfChannels;
  }
  std::size_t
  GetNumberOfAtoms() const
  {
    return m_NumberOfAtoms;
  }
  /** p */
  std::size_t
  GetLength() const
  {
    return m_NumberOfChannels * m_Support.NumberOfPixels();
  }

  T *
  Atom(std::size_t k)
  {
    return m_Values.data() + k * this->GetLength();
  }
  const T *
  Atom(std::size_t k) const
  {
    return m_Values.data() + k * this->GetLength();
  }
  /** K rows of p values. */
  T *
  data()
  {
    return m_Values.data();
  }
  const T *
  data() const
  {
    return m_Values.data();
  }

  double
  NormOfAtom(std::size_t k) const;

  /** Throws std::invalid_argument, naming the atom, if one is zero or not finite. */
  void
  CheckAtoms() const;

  /** Divides every atom by its norm. Throws where CheckAtoms does. */
  void
  Normalize();

  /** max |<d_k, d_k'>| / (||d_k|| ||d_k'||) over k != k'; 0 for a single atom. */
  double
  Coherence() const;

  /** The atoms of both, for signals that are sums of two kinds. Throws std::invalid_argument unless support and
   *  channels agree. */
  Dictionary
  JoinedWith(const Dictionary & other) const;

private:
  Grid             m_Support;
  std::size_t      m_NumberOfChannels{ 0 };
  std::size_t      m_NumberOfAtoms{ 0 };
  AlignedBuffer<T> m_Values;
};

extern template class PhaseHarmonics_EXPORT Dictionary<float>;
extern template class PhaseHarmonics_EXPORT Dictionary<double>;
} // namespace phaseharmonics

#endif
