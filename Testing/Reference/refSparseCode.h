// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef refSparseCode_h
#define refSparseCode_h

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

// Sparse codes straight from the formulas, for one small vector. Dictionaries have one atom after the other.
namespace phaseharmonics_reference
{
using Values = std::vector<double>;

// y - D z
inline Values
SparseResidual(const Values & atoms, const Values & y, const Values & z)
{
  Values r = y;
  for (std::size_t k = 0; k < z.size(); ++k)
  {
    for (std::size_t i = 0; i < y.size(); ++i)
    {
      r[i] -= atoms[k * y.size() + i] * z[k];
    }
  }
  return r;
}

inline double
InnerProduct(const double * a, const double * b, std::size_t size)
{
  double sum = 0.0;
  for (std::size_t i = 0; i < size; ++i)
  {
    sum += a[i] * b[i];
  }
  return sum;
}

inline double
SparseObjective(const Values & atoms, const Values & y, const Values & z, double lambda)
{
  const Values r = SparseResidual(atoms, y, z);
  double       objective = 0.5 * InnerProduct(r.data(), r.data(), r.size());
  for (const double value : z)
  {
    objective += lambda * std::abs(value);
  }
  return objective;
}

// Projected gradient descent over z = u - v with u, v >= 0 (v = 0 for non-negative codes), where the objective is
// smooth. The step is safe since ||(D, -D)||^2 <= 2 ||D||_F^2.
inline Values
SlowSparseCode(const Values & atoms, const Values & y, double lambda, bool isNonNegative, int iterations)
{
  const std::size_t p = y.size();
  const std::size_t count = atoms.size() / p;
  const double      step = 0.5 / InnerProduct(atoms.data(), atoms.data(), atoms.size());
  Values            u(count);
  Values            v(count);
  Values            z(count);
  for (int iteration = 0; iteration < iterations; ++iteration)
  {
    const Values r = SparseResidual(atoms, y, z);
    for (std::size_t k = 0; k < count; ++k)
    {
      const double correlation = InnerProduct(atoms.data() + k * p, r.data(), p);
      u[k] = std::max(0.0, u[k] - step * (lambda - correlation));
      v[k] = isNonNegative ? 0.0 : std::max(0.0, v[k] - step * (lambda + correlation));
      z[k] = u[k] - v[k];
    }
  }
  return z;
}

inline double
SoftThreshold(double value, double threshold)
{
  return value > threshold ? value - threshold : value < -threshold ? value + threshold : 0.0;
}

// ISTC for atoms of unit norm, with nothing against divergence. All iterates, the zero at the start included.
inline std::vector<Values>
ContinuationIterates(const Values & atoms,
                     const Values & y,
                     double         firstThreshold,
                     double         lastThreshold,
                     int            iterations)
{
  const std::size_t   p = y.size();
  std::vector<Values> iterates(1, Values(atoms.size() / p));
  for (int k = 0; k < iterations; ++k)
  {
    const double threshold =
      firstThreshold * std::pow(lastThreshold / firstThreshold, (k + 1.0) / static_cast<double>(iterations));
    Values       z = iterates.back();
    const Values r = SparseResidual(atoms, y, z);
    for (std::size_t n = 0; n < z.size(); ++n)
    {
      z[n] = SoftThreshold(z[n] + InnerProduct(atoms.data() + n * p, r.data(), p), threshold);
    }
    iterates.push_back(z);
  }
  return iterates;
}
} // namespace phaseharmonics_reference

#endif
