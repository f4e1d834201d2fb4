// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phNetworkMapsInternal_h
#define phNetworkMapsInternal_h

#include "phAlignedBuffer.h"
#include "phExecutor.h"
#include "phGrid.h"

namespace phaseharmonics
{
/** An odd number of cache lines of at least `size` values: columns this far apart do not fall into the same sets of a
 *  cache. */
template <typename T>
std::size_t
ColumnStride(std::size_t size)
{
  constexpr std::size_t line = 64 / sizeof(T);
  return ((size + line - 1) / line | 1) * line;
}

/** Channels of one layer: images of one 2-D grid. */
template <typename T>
class NetworkMaps
{
public:
  NetworkMaps() = default;
  NetworkMaps(const Grid & grid, std::size_t count)
    : m_Grid(grid)
    , m_Count(count)
    , m_Stride(ColumnStride<T>(grid.NumberOfPixels()))
    , m_Values(m_Stride * count)
  {}

  const Grid &
  GetGrid() const
  {
    return m_Grid;
  }
  std::size_t
  Count() const
  {
    return m_Count;
  }
  T *
  Map(std::size_t i)
  {
    return m_Values.data() + i * m_Stride;
  }
  const T *
  Map(std::size_t i) const
  {
    return m_Values.data() + i * m_Stride;
  }
  std::size_t
  SizeInBytes() const
  {
    return m_Values.size() * sizeof(T);
  }

private:
  Grid             m_Grid;
  std::size_t      m_Count{ 0 };
  std::size_t      m_Stride{ 0 };
  AlignedBuffer<T> m_Values;
};

/** Each pixel of `out` is the mean over 2 x 2 pixels of `in`, fewer at the end of an odd side. */
template <typename T>
void
Pool(const NetworkMaps<T> & in, NetworkMaps<T> & out, const Executor & executor);

/** Adjoint of Pool. */
template <typename T>
void
PoolAdjoint(const NetworkMaps<T> & out, NetworkMaps<T> & in, const Executor & executor);
} // namespace phaseharmonics

#endif
