// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phScatteringMemoryInternal_h
#define phScatteringMemoryInternal_h

#include <complex>
#include <cstddef>

namespace phaseharmonics
{
/** Numbers of an aligned piece of memory that holds `count`. */
inline std::size_t
RoundUp(std::size_t count)
{
  constexpr std::size_t step = 16;
  return (count + step - 1) / step * step;
}

template <typename T>
T *
Reals(std::complex<T> * values)
{
  return reinterpret_cast<T *>(values);
}

/** Consecutive aligned pieces of one buffer. */
template <typename T>
class Pieces
{
public:
  explicit Pieces(T * memory)
    : m_Memory(memory)
  {}
  T *
  Real(std::size_t count)
  {
    T * const piece = m_Memory;
    m_Memory += RoundUp(count);
    return piece;
  }
  std::complex<T> *
  Complex(std::size_t count)
  {
    return reinterpret_cast<std::complex<T> *>(this->Real(2 * count));
  }

private:
  T * m_Memory;
};
} // namespace phaseharmonics

#endif
