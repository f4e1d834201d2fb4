// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phGrid.h"

#include <algorithm>
#include <cmath>

namespace phaseharmonics
{
std::size_t
Grid::SmallestSide() const
{
  std::size_t smallest = size[0];
  for (unsigned int axis = 1; axis < dimension; ++axis)
  {
    smallest = std::min(smallest, size[axis]);
  }
  return smallest;
}

Grid
DecimatedGrid(const Grid & full, const std::array<double, 3> & step)
{
  Grid grid = full;
  for (unsigned int axis = 0; axis < full.dimension; ++axis)
  {
    const double count = std::ceil(static_cast<double>(full.size[axis]) / step[axis]);
    grid.size[axis] = std::clamp<std::size_t>(static_cast<std::size_t>(count), 1, full.size[axis]);
  }
  return grid;
}
} // namespace phaseharmonics
