// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

#ifndef refConvolution_h
#define refConvolution_h

#include "refArray.h"

#include <algorithm>

namespace phaseharmonics_reference
{
// A small image and the pixel of it that stays where it is.
struct Kernel
{
  Grid                grid;
  std::vector<double> values;
  std::array<int, 3>  center{ 0, 0, 0 };
};

// sum_v kernel[v] x[u - v + center], one pixel after the other.
inline RealArray
DirectConvolution(const RealArray & x, const Kernel & kernel)
{
  RealArray y(x.grid);
  for (std::size_t i = 0; i < y.data.size(); ++i)
  {
    const auto u = x.grid.Position(i);
    for (std::size_t j = 0; j < kernel.values.size(); ++j)
    {
      const auto v = kernel.grid.Position(j);
      y.data[i] += kernel.values[j] *
                   x.At(u[0] - v[0] + kernel.center[0], u[1] - v[1] + kernel.center[1], u[2] - v[2] + kernel.center[2]);
    }
  }
  return y;
}

inline RealArray
Decimated(const RealArray & x, const std::array<int, 3> & step)
{
  Grid grid = x.grid;
  for (int axis = 0; axis < 3; ++axis)
  {
    grid.size[axis] /= step[axis];
  }
  RealArray y(grid);
  for (std::size_t i = 0; i < y.data.size(); ++i)
  {
    const auto u = grid.Position(i);
    y.data[i] = x.At(step[0] * u[0], step[1] * u[1], step[2] * u[2]);
  }
  return y;
}

// min_z 1/2 ||y - A z||^2 + lambda ||z||_1 for a dense A of `rows` rows stored by columns: coordinate descent.
struct DenseLasso
{
  std::size_t         rows;
  std::vector<double> a;
  std::vector<double> y;
  double              lambda;
  bool                isNonNegative{ false };

  double
  Column(std::size_t j, const std::vector<double> & r) const
  {
    double sum = 0.0;
    for (std::size_t i = 0; i < rows; ++i)
    {
      sum += a[j * rows + i] * r[i];
    }
    return sum;
  }

  std::vector<double>
  Residual(const std::vector<double> & z) const
  {
    std::vector<double> r = y;
    for (std::size_t j = 0; j < z.size(); ++j)
    {
      for (std::size_t i = 0; i < rows && z[j] != 0.0; ++i)
      {
        r[i] -= a[j * rows + i] * z[j];
      }
    }
    return r;
  }

  double
  Objective(const std::vector<double> & z) const
  {
    double sum = 0.0;
    for (const double r : this->Residual(z))
    {
      sum += 0.5 * r * r;
    }
    for (const double value : z)
    {
      sum += lambda * std::abs(value);
    }
    return sum;
  }

  std::vector<double>
  Solve(int sweeps) const
  {
    const std::size_t   columns = a.size() / rows;
    std::vector<double> z(columns, 0.0);
    std::vector<double> r = y;
    std::vector<double> energy(columns);
    for (std::size_t j = 0; j < columns; ++j)
    {
      energy[j] = this->Column(j, std::vector<double>(a.begin() + j * rows, a.begin() + (j + 1) * rows));
    }
    for (int sweep = 0; sweep < sweeps; ++sweep)
    {
      for (std::size_t j = 0; j < columns; ++j)
      {
        if (energy[j] == 0.0)
        {
          continue;
        }
        const double target = z[j] * energy[j] + this->Column(j, r);
        const double shrunk = std::max(target - lambda, 0.0) + (isNonNegative ? 0.0 : std::min(target + lambda, 0.0));
        const double next = shrunk / energy[j];
        for (std::size_t i = 0; i < rows && next != z[j]; ++i)
        {
          r[i] -= a[j * rows + i] * (next - z[j]);
        }
        z[j] = next;
      }
    }
    return z;
  }
};
} // namespace phaseharmonics_reference

#endif
