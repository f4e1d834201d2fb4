// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

#ifndef refPrediction_h
#define refPrediction_h

#include "refBank.h"
#include "refFourier.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

namespace phaseharmonics_reference
{
// Rows of a table, one for each pixel.
using Table = std::vector<std::vector<double>>;

struct PredictionTable
{
  Table predictors; // constant, then features
  Table linear;     // constant, then linear features
  Table targets;    // real and imaginary part of each orientation
};

// 1 where the grid of half as many pixels keeps the frequency.
inline RealArray
KnownFrequencies(const Grid & grid)
{
  RealArray known(grid);
  for (std::size_t i = 0; i < known.data.size(); ++i)
  {
    const auto position = grid.Position(i);
    bool       isKnown = true;
    for (int axis = 0; axis < grid.dimension; ++axis)
    {
      const int coarse = (grid.size[axis] + 1) / 2;
      isKnown = isKnown && 2 * std::abs(SignedBin(position[axis], grid.size[axis])) < coarse;
    }
    known.data[i] = isKnown ? 1.0 : 0.0;
  }
  return known;
}

// Features of the known part at all neighbors, from the formulas, for two coarser scales and harmonics up to 4.
inline PredictionTable
MakePredictionTable(const RealArray & image, int L)
{
  const Grid &    grid = image.grid;
  const Bank      bank = MakeBank(grid, 3, L);
  const RealArray known = KnownFrequencies(grid);
  const auto      spectrum = ForwardTransform(image);
  auto            low = spectrum;
  auto            high = spectrum;
  for (std::size_t i = 0; i < known.data.size(); ++i)
  {
    low.data[i] *= known.data[i];
    high.data[i] *= 1.0 - known.data[i];
  }
  std::vector<ComplexArray>        linear;
  std::vector<std::vector<double>> moduli;
  std::vector<ComplexArray>        harmonics;
  std::vector<ComplexArray>        targets;
  for (int l = 0; l < L; ++l)
  {
    const ComplexArray z1 = Filter(low, bank.psi[1][l]);
    const ComplexArray z2 = Filter(low, bank.psi[2][l]);
    linear.push_back(z1);
    linear.push_back(z2);
    targets.push_back(Filter(high, bank.psi[0][l]));
    const auto add = [&](const ComplexArray & modulus, int k1, int k2) {
      ComplexArray feature(grid);
      for (std::size_t i = 0; i < feature.data.size(); ++i)
      {
        feature.data[i] = std::polar(std::abs(modulus.data[i]), k1 * std::arg(z1.data[i]) + k2 * std::arg(z2.data[i]));
      }
      harmonics.push_back(feature);
    };
    add(z1, 2, 0);
    add(z1, 3, 0);
    add(z2, 0, 4);
    add(z1, 3, -2);
    add(z1, 1, 2);
    for (const ComplexArray * z : { &z1, &z2 })
    {
      std::vector<double> modulus;
      for (const Complex & value : z->data)
      {
        modulus.push_back(std::abs(value));
      }
      moduli.push_back(modulus);
    }
  }

  PredictionTable table;
  for (std::size_t i = 0; i < grid.NumberOfPixels(); ++i)
  {
    const auto          position = grid.Position(i);
    std::vector<double> predictors{ 1.0 };
    std::vector<double> linearPredictors{ 1.0 };
    std::vector<double> row;
    for (int z = grid.dimension > 2 ? -1 : 0; z <= (grid.dimension > 2 ? 1 : 0); ++z)
    {
      for (int y = grid.dimension > 1 ? -1 : 0; y <= (grid.dimension > 1 ? 1 : 0); ++y)
      {
        for (int x = -1; x <= 1; ++x)
        {
          const std::size_t u = grid.Offset({ position[0] + x, position[1] + y, position[2] + z });
          for (const auto & map : linear)
          {
            for (const double value : { map.data[u].real(), map.data[u].imag() })
            {
              predictors.push_back(value);
              linearPredictors.push_back(value);
            }
          }
          for (const auto & map : harmonics)
          {
            predictors.push_back(map.data[u].real());
            predictors.push_back(map.data[u].imag());
          }
          for (const auto & map : moduli)
          {
            predictors.push_back(map[u]);
          }
        }
      }
    }
    for (const auto & map : targets)
    {
      row.push_back(map.data[i].real());
    }
    for (const auto & map : targets)
    {
      row.push_back(map.data[i].imag());
    }
    table.predictors.push_back(predictors);
    table.linear.push_back(linearPredictors);
    table.targets.push_back(row);
  }
  return table;
}

// Solution of a x = b by elimination with pivots; a and b are by rows.
inline Table
SolveDense(Table a, Table b)
{
  const std::size_t n = a.size();
  for (std::size_t k = 0; k < n; ++k)
  {
    std::size_t pivot = k;
    for (std::size_t i = k + 1; i < n; ++i)
    {
      pivot = std::abs(a[i][k]) > std::abs(a[pivot][k]) ? i : pivot;
    }
    std::swap(a[k], a[pivot]);
    std::swap(b[k], b[pivot]);
    for (std::size_t i = k + 1; i < n; ++i)
    {
      const double factor = a[i][k] / a[k][k];
      for (std::size_t j = k; j < n; ++j)
      {
        a[i][j] -= factor * a[k][j];
      }
      for (std::size_t j = 0; j < b[i].size(); ++j)
      {
        b[i][j] -= factor * b[k][j];
      }
    }
  }
  for (std::size_t k = n; k-- > 0;)
  {
    for (std::size_t j = 0; j < b[k].size(); ++j)
    {
      for (std::size_t i = k + 1; i < n; ++i)
      {
        b[k][j] -= a[k][i] * b[i][j];
      }
      b[k][j] /= a[k][k];
    }
  }
  return b;
}

// Minimizes sum over rows |t - a w|^2 + ridge sum_i n var_i w_i^2, the constant not penalized; weights by rows.
inline Table
FitRidge(const Table & a, const Table & t, double ridge)
{
  const std::size_t n = a[0].size();
  const std::size_t q = t[0].size();
  Table             normal(n, std::vector<double>(n));
  Table             right(n, std::vector<double>(q));
  for (std::size_t row = 0; row < a.size(); ++row)
  {
    for (std::size_t i = 0; i < n; ++i)
    {
      for (std::size_t j = 0; j < n; ++j)
      {
        normal[i][j] += a[row][i] * a[row][j];
      }
      for (std::size_t j = 0; j < q; ++j)
      {
        right[i][j] += a[row][i] * t[row][j];
      }
    }
  }
  for (std::size_t i = 1; i < n; ++i)
  {
    normal[i][i] += ridge * (normal[i][i] - normal[0][i] * normal[0][i] / normal[0][0]);
  }
  return SolveDense(normal, right);
}

// Sum of squared errors and of squared deviations of the targets from their means.
inline std::pair<double, double>
ErrorOfPrediction(const Table & a, const Table & t, const Table & weights)
{
  double error = 0.0;
  double variance = 0.0;
  for (std::size_t j = 0; j < t[0].size(); ++j)
  {
    double sum = 0.0;
    double square = 0.0;
    for (std::size_t row = 0; row < a.size(); ++row)
    {
      double difference = t[row][j];
      for (std::size_t i = 0; i < weights.size(); ++i)
      {
        difference -= a[row][i] * weights[i][j];
      }
      error += difference * difference;
      sum += t[row][j];
      square += t[row][j] * t[row][j];
    }
    variance += square - sum * sum / static_cast<double>(a.size());
  }
  return { error, variance };
}
} // namespace phaseharmonics_reference

#endif
