// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phNetworkMapsInternal.h"

namespace phaseharmonics
{
namespace
{
/** Calls cell(pixel of the coarse grid, first pixel of its cell, columns, rows of the cell). */
template <typename TCell>
void
ForEachCell(const Grid & fine, const Grid & coarse, const TCell & cell)
{
  const std::size_t width = fine.size[0];
  for (std::size_t y = 0; y < coarse.size[1]; ++y)
  {
    const std::size_t rows = 2 * y + 1 < fine.size[1] ? 2 : 1;
    for (std::size_t x = 0; x < coarse.size[0]; ++x)
    {
      const std::size_t columns = 2 * x + 1 < width ? 2 : 1;
      cell(y * coarse.size[0] + x, 2 * y * width + 2 * x, columns, rows);
    }
  }
}
} // namespace

template <typename T>
void
Pool(const NetworkMaps<T> & in, NetworkMaps<T> & out, const Executor & executor)
{
  const std::size_t width = in.GetGrid().size[0];
  executor.ParallelFor(in.Count(), [&](std::size_t i) {
    const T * const fine = in.Map(i);
    T * const       coarse = out.Map(i);
    ForEachCell(
      in.GetGrid(), out.GetGrid(), [&](std::size_t pixel, std::size_t first, std::size_t columns, std::size_t rows) {
        T sum = 0;
        for (std::size_t y = 0; y < rows; ++y)
        {
          for (std::size_t x = 0; x < columns; ++x)
          {
            sum += fine[first + y * width + x];
          }
        }
        coarse[pixel] = sum / static_cast<T>(columns * rows);
      });
  });
}

template <typename T>
void
PoolAdjoint(const NetworkMaps<T> & out, NetworkMaps<T> & in, const Executor & executor)
{
  const std::size_t width = in.GetGrid().size[0];
  executor.ParallelFor(in.Count(), [&](std::size_t i) {
    T * const       fine = in.Map(i);
    const T * const coarse = out.Map(i);
    ForEachCell(
      in.GetGrid(), out.GetGrid(), [&](std::size_t pixel, std::size_t first, std::size_t columns, std::size_t rows) {
        const T share = coarse[pixel] / static_cast<T>(columns * rows);
        for (std::size_t y = 0; y < rows; ++y)
        {
          for (std::size_t x = 0; x < columns; ++x)
          {
            fine[first + y * width + x] = share;
          }
        }
      });
  });
}

template void
Pool<float>(const NetworkMaps<float> &, NetworkMaps<float> &, const Executor &);
template void
Pool<double>(const NetworkMaps<double> &, NetworkMaps<double> &, const Executor &);
template void
PoolAdjoint<float>(const NetworkMaps<float> &, NetworkMaps<float> &, const Executor &);
template void
PoolAdjoint<double>(const NetworkMaps<double> &, NetworkMaps<double> &, const Executor &);
} // namespace phaseharmonics
