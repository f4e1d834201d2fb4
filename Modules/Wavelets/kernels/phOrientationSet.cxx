// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phOrientationSet.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

namespace phaseharmonics
{
namespace
{
const double Pi = std::acos(-1.0);
const double GoldenRatio = (1.0 + std::sqrt(5.0)) / 2.0;

// All sign combinations of the three cyclic permutations of (a, b, c).
void
AppendCyclicPermutations(double a, double b, double c, std::vector<UnitVector> & vertices)
{
  const std::array<double, 3> values{ { a, b, c } };
  for (int signs = 0; signs < 8; ++signs)
  {
    for (int shift = 0; shift < 3; ++shift)
    {
      UnitVector vertex;
      for (int axis = 0; axis < 3; ++axis)
      {
        const double value = values[(axis + shift) % 3];
        vertex[axis] = ((signs >> axis) & 1) ? -value : value;
      }
      vertices.push_back(vertex);
    }
  }
}

bool
IsUpperHalf(const UnitVector & v)
{
  for (int axis = 2; axis >= 0; --axis)
  {
    if (std::abs(v[axis]) > 1e-9)
    {
      return v[axis] > 0.0;
    }
  }
  return false;
}

// In [-pi, pi).
double
Azimuth(const UnitVector & v)
{
  const double angle = std::atan2(v[1], v[0]);
  return angle > Pi - 1e-9 ? -Pi : angle;
}

bool
ComesBefore(const UnitVector & a, const UnitVector & b)
{
  if (std::abs(a[2] - b[2]) > 1e-9)
  {
    return a[2] > b[2];
  }
  return Azimuth(a) < Azimuth(b) - 1e-9;
}

bool
AreEqual(const UnitVector & a, const UnitVector & b)
{
  return std::abs(a[0] - b[0]) + std::abs(a[1] - b[1]) + std::abs(a[2] - b[2]) < 1e-9;
}

std::vector<UnitVector>
PolyhedronAxes(unsigned int number)
{
  std::vector<UnitVector> vertices;
  if (number == 6)
  {
    AppendCyclicPermutations(0.0, 1.0, GoldenRatio, vertices);
  }
  else if (number == 10)
  {
    AppendCyclicPermutations(1.0, 1.0, 1.0, vertices);
    AppendCyclicPermutations(0.0, GoldenRatio, 1.0 / GoldenRatio, vertices);
  }
  else
  {
    AppendCyclicPermutations(0.0, 0.0, 1.0, vertices);
    AppendCyclicPermutations(0.5, GoldenRatio * GoldenRatio / 2.0, GoldenRatio / 2.0, vertices);
  }
  for (UnitVector & v : vertices)
  {
    const double length = std::sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
    for (double & component : v)
    {
      component = std::abs(component) > 1e-12 ? component / length : 0.0;
    }
  }
  vertices.erase(
    std::remove_if(vertices.begin(), vertices.end(), [](const UnitVector & v) { return !IsUpperHalf(v); }),
    vertices.end());
  std::sort(vertices.begin(), vertices.end(), ComesBefore);
  vertices.erase(std::unique(vertices.begin(), vertices.end(), AreEqual), vertices.end());
  return vertices;
}
} // namespace

std::vector<UnitVector>
OrientationSet(unsigned int dimension, unsigned int number)
{
  const std::string asked = std::to_string(number);
  switch (dimension)
  {
    case 1:
      if (number != 1)
      {
        throw std::invalid_argument("A 1-D image has 1 orientation, not " + asked + ".");
      }
      return { UnitVector{ { 1.0, 0.0, 0.0 } } };
    case 2:
    {
      if (number < 1 || number > 64)
      {
        throw std::invalid_argument("The number of orientations of a 2-D image must be 1 to 64, not " + asked + ".");
      }
      std::vector<UnitVector> directions;
      for (unsigned int l = 0; l < number; ++l)
      {
        const double angle = Pi * l / number;
        directions.push_back({ { std::cos(angle), std::sin(angle), 0.0 } });
      }
      return directions;
    }
    case 3:
      if (number != 6 && number != 10 && number != 15)
      {
        throw std::invalid_argument("The number of orientations of a 3-D image must be 6, 10 or 15, not " + asked +
                                    ".");
      }
      return PolyhedronAxes(number);
    default:
      throw std::invalid_argument("Images must have 1, 2 or 3 dimensions, not " + std::to_string(dimension) + ".");
  }
}

unsigned int
DefaultNumberOfOrientations(unsigned int dimension)
{
  constexpr std::array<unsigned int, 4> defaults{ { 0, 1, 4, 6 } };
  return dimension < defaults.size() ? defaults[dimension] : 0;
}
} // namespace phaseharmonics
