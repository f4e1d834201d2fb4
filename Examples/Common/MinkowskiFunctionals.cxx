// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "MinkowskiFunctionals.h"

#include "ImageMetrics.h"

#include <array>
#include <bitset>
#include <cmath>
#include <stdexcept>

namespace phaseharmonics_examples
{
namespace
{
/** How often each of the 16 periodic 2 x 2 configurations occurs. Bits: (0,0), (1,0), (0,1), (1,1). */
std::array<std::size_t, 16>
CountConfigurations(const std::vector<double> & values, std::size_t width, std::size_t height, double threshold)
{
  std::array<std::size_t, 16> counts{};
  for (std::size_t y = 0; y < height; ++y)
  {
    const double * const line = values.data() + y * width;
    const double * const next = values.data() + ((y + 1) % height) * width;
    for (std::size_t x = 0; x < width; ++x)
    {
      const std::size_t  right = (x + 1) % width;
      const unsigned int configuration =
        static_cast<unsigned int>(line[x] > threshold) | static_cast<unsigned int>(line[right] > threshold) << 1U |
        static_cast<unsigned int>(next[x] > threshold) << 2U | static_cast<unsigned int>(next[right] > threshold) << 3U;
      ++counts[configuration];
    }
  }
  return counts;
}

double
RootMeanSquareDifference(const std::vector<double> & a, const std::vector<double> & b)
{
  double sum = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i)
  {
    sum += (a[i] - b[i]) * (a[i] - b[i]);
  }
  return std::sqrt(sum / static_cast<double>(a.size()));
}
} // namespace

std::vector<double>
MinkowskiThresholds()
{
  std::vector<double> thresholds;
  for (int i = -10; i <= 10; ++i)
  {
    thresholds.push_back(0.2 * i);
  }
  return thresholds;
}

MinkowskiFunctionals
ComputeMinkowskiFunctionals(const std::vector<double> & values,
                            const Grid &                grid,
                            const std::vector<double> & thresholds)
{
  CheckNumberOfValues(values, grid);
  if (grid.dimension != 2)
  {
    throw std::invalid_argument("Minkowski functionals are computed for 2-D images only");
  }
  MinkowskiFunctionals functionals;
  functionals.threshold = thresholds;
  const auto numberOfPixels = static_cast<double>(values.size());
  for (const double threshold : thresholds)
  {
    const auto counts = CountConfigurations(values, grid.size[0], grid.size[1], threshold);
    double     area = 0.0;
    double     edges = 0.0;
    double     euler = 0.0;
    for (unsigned int configuration = 0; configuration < counts.size(); ++configuration)
    {
      const std::bitset<4> bit(configuration);
      const auto           count = static_cast<double>(counts[configuration]);
      area += bit[0] ? count : 0.0;
      edges += count * ((bit[0] != bit[1] ? 1 : 0) + (bit[0] != bit[2] ? 1 : 0));
      // Two pixels that touch at a corner are one component.
      const bool isDiagonal = bit.count() == 2 && bit[0] == bit[3];
      euler += count * (bit.count() == 1 ? 1.0 : (bit.count() == 3 ? -1.0 : (isDiagonal ? -2.0 : 0.0))) / 4.0;
    }
    functionals.area.push_back(area / numberOfPixels);
    functionals.boundary.push_back(edges / numberOfPixels);
    functionals.euler.push_back(euler / numberOfPixels);
  }
  return functionals;
}

MinkowskiFunctionals
ComputeMinkowskiFunctionals(const std::vector<double> & values, const Grid & grid)
{
  return ComputeMinkowskiFunctionals(Standardize(values), grid, MinkowskiThresholds());
}

MinkowskiDistance
ComputeMinkowskiDistance(const MinkowskiFunctionals & a, const MinkowskiFunctionals & b)
{
  if (a.threshold.empty() || a.threshold != b.threshold)
  {
    throw std::invalid_argument("Minkowski functionals at different thresholds cannot be compared");
  }
  return { RootMeanSquareDifference(a.area, b.area),
           RootMeanSquareDifference(a.boundary, b.boundary),
           RootMeanSquareDifference(a.euler, b.euler) };
}
} // namespace phaseharmonics_examples
