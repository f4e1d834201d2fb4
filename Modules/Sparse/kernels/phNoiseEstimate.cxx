// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phNoiseEstimate.h"

#include <algorithm>
#include <cmath>

namespace phaseharmonics
{
double
EstimateNoise(const std::vector<double> & values, const Grid & grid)
{
  constexpr double    medianOfUnitNoise = 0.674489750196082;
  const unsigned int  corners = 1u << grid.dimension;
  std::vector<double> details;
  const auto last = [&](unsigned int axis) { return axis < grid.dimension ? grid.size[axis] - 1 : std::size_t{ 1 }; };
  for (std::size_t z = 0; z < last(2); ++z)
  {
    for (std::size_t y = 0; y < last(1); ++y)
    {
      for (std::size_t x = 0; x < last(0); ++x)
      {
        double sum = 0.0;
        for (unsigned int corner = 0; corner < corners; ++corner)
        {
          const unsigned int dx = corner & 1u;
          const unsigned int dy = (corner >> 1u) & 1u;
          const unsigned int dz = corner >> 2u;
          const double       value = values[((z + dz) * grid.size[1] + y + dy) * grid.size[0] + x + dx];
          sum += (dx + dy + dz) % 2 == 0 ? value : -value;
        }
        details.push_back(std::abs(sum) / std::sqrt(static_cast<double>(corners)));
      }
    }
  }
  if (details.empty())
  {
    return 0.0;
  }
  const auto middle = details.begin() + static_cast<std::ptrdiff_t>(details.size() / 2);
  std::nth_element(details.begin(), middle, details.end());
  return *middle / medianOfUnitNoise;
}
} // namespace phaseharmonics
