// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

#ifndef refTestImages_h
#define refTestImages_h

#include <algorithm>
#include <random>

#include "refArray.h"

namespace phaseharmonics_reference
{
// Uniform in [0, 1), the same on every compiler.
inline RealArray
Noise(const Grid & grid, unsigned int seed)
{
  std::mt19937 generator(seed);
  RealArray    x(grid);
  for (double & value : x.data)
  {
    value = static_cast<double>(generator()) / 4294967296.0;
  }
  return x;
}

// x[row, column] = ((7 r^2 + 3 c^2 + 5 r c + 11 r + 2 c) mod 101) / 101, 64 x 64: the image of the published vector of
// moments.
inline RealArray
DeterministicImage()
{
  RealArray x(MakeGrid(64, 64));
  for (int r = 0; r < 64; ++r)
  {
    for (int c = 0; c < 64; ++c)
    {
      x.At(c, r) = ((7 * r * r + 3 * c * c + 5 * r * c + 11 * r + 2 * c) % 101) / 101.0;
    }
  }
  return x;
}

template <typename T>
double
LargestDifference(const Array<T> & a, const Array<T> & b)
{
  double largest = 0.0;
  for (std::size_t i = 0; i < a.data.size(); ++i)
  {
    largest = std::max(largest, std::abs(a.data[i] - b.data[i]));
  }
  return largest;
}
} // namespace phaseharmonics_reference

#endif
