// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

#ifndef refArray_h
#define refArray_h

#include <array>
#include <cmath>
#include <complex>
#include <cstddef>
#include <stdexcept>
#include <vector>

// Slow, independent formulas against which the kernels are tested. Nothing here is shared with them, on purpose.
namespace phaseharmonics_reference
{
using Complex = std::complex<double>;

inline constexpr double Pi = 3.14159265358979323846;

// A periodic grid of 1, 2 or 3 dimensions. Axis 0 is x, the fastest; unused axes have size 1.
struct Grid
{
  int                dimension{ 2 };
  std::array<int, 3> size{ 1, 1, 1 };

  std::size_t
  NumberOfPixels() const
  {
    return static_cast<std::size_t>(size[0]) * size[1] * size[2];
  }

  std::size_t
  Offset(const std::array<int, 3> & position) const
  {
    std::array<std::size_t, 3> p{};
    for (int axis = 0; axis < 3; ++axis)
    {
      const int remainder = position[axis] % size[axis];
      p[axis] = static_cast<std::size_t>(remainder < 0 ? remainder + size[axis] : remainder);
    }
    return p[0] + size[0] * (p[1] + size[1] * p[2]);
  }

  std::array<int, 3>
  Position(std::size_t offset) const
  {
    const auto nx = static_cast<std::size_t>(size[0]);
    const auto ny = static_cast<std::size_t>(size[1]);
    return { static_cast<int>(offset % nx),
             static_cast<int>((offset / nx) % ny),
             static_cast<int>(offset / (nx * ny)) };
  }

  int
  SmallestSide() const
  {
    int side = size[0];
    for (int axis = 1; axis < dimension; ++axis)
    {
      side = size[axis] < side ? size[axis] : side;
    }
    return side;
  }

  bool
  operator==(const Grid & other) const
  {
    return dimension == other.dimension && size == other.size;
  }
};

inline Grid
MakeGrid(int nx)
{
  return { 1, { nx, 1, 1 } };
}
inline Grid
MakeGrid(int nx, int ny)
{
  return { 2, { nx, ny, 1 } };
}
inline Grid
MakeGrid(int nx, int ny, int nz)
{
  return { 3, { nx, ny, nz } };
}

template <typename T>
struct Array
{
  Grid           grid;
  std::vector<T> data;

  explicit Array(const Grid & g, T value = T{})
    : grid(g)
    , data(g.NumberOfPixels(), value)
  {}

  // Periodic access.
  T &
  At(int x, int y = 0, int z = 0)
  {
    return data[grid.Offset({ x, y, z })];
  }
  const T &
  At(int x, int y = 0, int z = 0) const
  {
    return data[grid.Offset({ x, y, z })];
  }
};

using RealArray = Array<double>;
using ComplexArray = Array<Complex>;

template <typename T>
T
Mean(const Array<T> & a)
{
  T sum{};
  for (const T & value : a.data)
  {
    sum += value;
  }
  return sum / static_cast<double>(a.data.size());
}

inline ComplexArray
ToComplex(const RealArray & a)
{
  ComplexArray result(a.grid);
  result.data.assign(a.data.begin(), a.data.end());
  return result;
}

inline RealArray
RealPart(const ComplexArray & a)
{
  RealArray result(a.grid);
  for (std::size_t i = 0; i < a.data.size(); ++i)
  {
    result.data[i] = a.data[i].real();
  }
  return result;
}
} // namespace phaseharmonics_reference

#endif
