// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

#ifndef refMinkowski_h
#define refMinkowski_h

#include "refArray.h"

namespace phaseharmonics_reference
{
// Minkowski functionals per pixel of a 2-D periodic set of pixels, from the counts of its 2 x 2 configurations:
//   area      fraction of pixels
//   boundary  number of pixel edges between set and complement (4 for one pixel); 4 / pi of the smooth length on
//             average over directions
//   euler     components minus holes; diagonal neighbors are connected (8-connectivity of the set, 4 of the holes)
struct Minkowski
{
  double area{};
  double boundary{};
  double euler{};
};

enum class Connectivity
{
  Four,
  Eight
};

template <typename TPredicate>
Minkowski
MinkowskiOfSet(const Grid & grid, TPredicate inside, Connectivity connectivity = Connectivity::Eight)
{
  if (grid.dimension != 2)
  {
    throw std::invalid_argument("Minkowski functionals are 2-D");
  }
  double pixels = 0;
  double one = 0;
  double two = 0;
  double three = 0;
  double diagonal = 0;
  for (int y = 0; y < grid.size[1]; ++y)
  {
    for (int x = 0; x < grid.size[0]; ++x)
    {
      const bool a = inside(grid.Offset({ x, y, 0 }));
      const bool b = inside(grid.Offset({ x + 1, y, 0 }));
      const bool c = inside(grid.Offset({ x, y + 1, 0 }));
      const bool d = inside(grid.Offset({ x + 1, y + 1, 0 }));
      const int  count = a + b + c + d;
      pixels += a;
      one += count == 1;
      three += count == 3;
      diagonal += count == 2 && a == d;
      two += count == 2 && a != d;
    }
  }
  const auto   n = static_cast<double>(grid.NumberOfPixels());
  const double sign = connectivity == Connectivity::Eight ? -2.0 : 2.0;
  return { pixels / n, (one + two + three + 2 * diagonal) / n, (one - three + sign * diagonal) / (4 * n) };
}

inline constexpr int NumberOfMinkowskiThresholds = 21;

using MinkowskiCurves = std::array<Minkowski, NumberOfMinkowskiThresholds>;

// Of the sets x > t, t = -2, -1.8, ..., 2, of the field with its own mean 0 and variance 1.
inline MinkowskiCurves
MinkowskiFunctionals(const RealArray & x, Connectivity connectivity = Connectivity::Eight)
{
  const double mean = Mean(x);
  double       variance = 0.0;
  for (const double value : x.data)
  {
    variance += (value - mean) * (value - mean) / static_cast<double>(x.data.size());
  }
  const double    deviation = std::sqrt(variance);
  MinkowskiCurves curves;
  for (int i = 0; i < NumberOfMinkowskiThresholds; ++i)
  {
    const double threshold = mean + deviation * (i - 10) / 5.0;
    curves[i] = MinkowskiOfSet(
      x.grid, [&](std::size_t offset) { return x.data[offset] > threshold; }, connectivity);
  }
  return curves;
}

// Root mean square difference over the thresholds, per functional.
inline Minkowski
MinkowskiDistance(const MinkowskiCurves & a, const MinkowskiCurves & b)
{
  Minkowski sum;
  for (int i = 0; i < NumberOfMinkowskiThresholds; ++i)
  {
    sum.area += std::pow(a[i].area - b[i].area, 2);
    sum.boundary += std::pow(a[i].boundary - b[i].boundary, 2);
    sum.euler += std::pow(a[i].euler - b[i].euler, 2);
  }
  return { std::sqrt(sum.area / NumberOfMinkowskiThresholds),
           std::sqrt(sum.boundary / NumberOfMinkowskiThresholds),
           std::sqrt(sum.euler / NumberOfMinkowskiThresholds) };
}
} // namespace phaseharmonics_reference

#endif
