// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

#ifndef refOrientations_h
#define refOrientations_h

#include <algorithm>

#include "refArray.h"

namespace phaseharmonics_reference
{
using Vector = std::array<double, 3>;

inline double
Dot(const Vector & a, const Vector & b)
{
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

inline Vector
Scaled(const Vector & v, double factor)
{
  return { factor * v[0], factor * v[1], factor * v[2] };
}

// One axis per pair of opposite vertices (x, y, z) of a solid, g = (1 + sqrt 5) / 2, all signs, cyclic permutations:
//    6 icosahedron          (0, 1, g)
//   10 dodecahedron         (1, 1, 1), (0, g, 1/g)           dual of the icosahedron above: the centers of its faces
//   15 icosidodecahedron    (0, 0, 1), (1, g^2, g) / (2 g)   the middles of the edges of the icosahedron above
// Each axis is the unit vector with z > 0; if z = 0, y > 0; if y = z = 0, x > 0.
// Order: z descending, then azimuth atan2(y, x) ascending in [-pi, pi). Direction l + n is the opposite of l.
inline std::vector<Vector>
HalfSphereAxes(int numberOfAxes)
{
  const double        g = (1.0 + std::sqrt(5.0)) / 2.0;
  std::vector<Vector> seeds;
  switch (numberOfAxes)
  {
    case 6:
      seeds = { { 0.0, 1.0, g } };
      break;
    case 10:
      seeds = { { 1.0, 1.0, 1.0 }, { 0.0, g, 1.0 / g } };
      break;
    case 15:
      seeds = { { 0.0, 0.0, 1.0 }, { 1.0, g * g, g } };
      break;
    default:
      throw std::invalid_argument("3-D orientations: 6, 10 or 15 axes");
  }

  std::vector<Vector> axes;
  for (const Vector & seed : seeds)
  {
    for (int shift = 0; shift < 3; ++shift)
    {
      for (int signs = 0; signs < 8; ++signs)
      {
        Vector v{};
        for (int i = 0; i < 3; ++i)
        {
          const double magnitude = seed[(i + shift) % 3];
          // Zero keeps its sign, so that azimuths are not -pi by accident.
          v[i] = magnitude == 0.0 ? 0.0 : ((signs >> i) & 1 ? -magnitude : magnitude);
        }
        v = Scaled(v, 1.0 / std::sqrt(Dot(v, v)));
        const bool upper = v[2] != 0.0 ? v[2] > 0.0 : (v[1] != 0.0 ? v[1] > 0.0 : v[0] > 0.0);
        const bool known =
          std::any_of(axes.begin(), axes.end(), [&](const Vector & w) { return Dot(v, w) > 1 - 1e-9; });
        if (upper && !known)
        {
          axes.push_back(v);
        }
      }
    }
  }
  // Rounded keys: equal heights must compare equal.
  const auto height = [](const Vector & v) { return std::lround(v[2] * 1e9); };
  const auto azimuth = [](const Vector & v) {
    const double a = std::atan2(v[1], v[0]);
    return a >= Pi - 1e-9 ? -Pi : a;
  };
  std::sort(axes.begin(), axes.end(), [&](const Vector & a, const Vector & b) {
    return height(a) != height(b) ? height(a) > height(b) : azimuth(a) < azimuth(b);
  });
  return axes;
}

// All 2n directions. 1-D: +x, -x. 2-D: angle pi l / n from x towards y. 3-D: the axes, then their opposites.
inline std::vector<Vector>
Directions(int dimension, int n)
{
  std::vector<Vector> result;
  if (dimension == 1)
  {
    if (n != 1)
    {
      throw std::invalid_argument("1-D has one orientation");
    }
    result = { { 1.0, 0.0, 0.0 } };
  }
  else if (dimension == 2)
  {
    for (int l = 0; l < n; ++l)
    {
      result.push_back({ std::cos(Pi * l / n), std::sin(Pi * l / n), 0.0 });
    }
  }
  else
  {
    result = HalfSphereAxes(n);
  }
  for (int l = 0; l < n; ++l)
  {
    result.push_back(Scaled(result[l], -1.0));
  }
  return result;
}
} // namespace phaseharmonics_reference

#endif
