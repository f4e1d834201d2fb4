// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phAnalyticDictionary.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>
#include <vector>

namespace phaseharmonics
{
namespace
{
// Values at -radius .. radius, or -radius .. radius - 1 for an even number.
using Filter = std::vector<double>;

// The low pass first. Squares of their spectra sum to 1.
std::vector<Filter>
FiltersOf(FrameletFamily family)
{
  switch (family)
  {
    case FrameletFamily::Haar:
      return { { 0.5, 0.5 }, { 0.5, -0.5 } };
    case FrameletFamily::Linear: {
      const double b = std::sqrt(2.0) / 4.0;
      return { { 0.25, 0.5, 0.25 }, { b, 0.0, -b }, { -0.25, 0.5, -0.25 } };
    }
    default: {
      const double c = std::sqrt(6.0) / 16.0;
      return { { 0.0625, 0.25, 0.375, 0.25, 0.0625 },
               { -0.125, -0.25, 0.0, 0.25, 0.125 },
               { c, 0.0, -2.0 * c, 0.0, c },
               { -0.125, 0.25, 0.0, -0.25, 0.125 },
               { 0.0625, -0.25, 0.375, -0.25, 0.0625 } };
    }
  }
}

// a * b with b spread out by a step.
Filter
ConvolvedWithSpread(const Filter & a, const Filter & b, std::size_t step)
{
  Filter result(a.size() + step * (b.size() - 1), 0.0);
  for (std::size_t i = 0; i < a.size(); ++i)
  {
    for (std::size_t j = 0; j < b.size(); ++j)
    {
      result[i + step * j] += a[i] * b[j];
    }
  }
  return result;
}

void
CheckArguments(unsigned int dimension, unsigned int scales, std::size_t channels)
{
  if (dimension < 1 || dimension > 3)
  {
    throw std::invalid_argument("The dimension of a dictionary is " + std::to_string(dimension) +
                                "; it must be 1 to 3.");
  }
  if (scales < 1 || scales > 6)
  {
    throw std::invalid_argument("The number of scales of a dictionary is " + std::to_string(scales) +
                                "; it must be 1 to 6.");
  }
  if (channels < 1)
  {
    throw std::invalid_argument("A dictionary needs at least one channel.");
  }
}

// Products of one filter for each axis, in the middle of a common support, for every channel by itself.
template <typename T>
Dictionary<T>
Assemble(unsigned int dimension, const std::vector<std::array<Filter, 3>> & products, std::size_t channels)
{
  Grid support{ dimension, { { 1, 1, 1 } } };
  for (unsigned int axis = 0; axis < dimension; ++axis)
  {
    for (const auto & filters : products)
    {
      support.size[axis] = std::max(support.size[axis], filters[axis].size());
    }
  }
  Dictionary<T> dictionary(support, channels, channels * products.size());
  for (std::size_t k = 0; k < products.size(); ++k)
  {
    const auto &               filters = products[k];
    std::array<std::size_t, 3> first{};
    for (unsigned int axis = 0; axis < 3; ++axis)
    {
      first[axis] = support.size[axis] / 2 - filters[axis].size() / 2;
    }
    for (std::size_t c = 0; c < channels; ++c)
    {
      T * const image = dictionary.Atom(c * products.size() + k) + c * support.NumberOfPixels();
      for (std::size_t z = 0; z < filters[2].size(); ++z)
      {
        for (std::size_t y = 0; y < filters[1].size(); ++y)
        {
          const std::size_t row = support.size[0] * (first[1] + y + support.size[1] * (first[2] + z));
          for (std::size_t x = 0; x < filters[0].size(); ++x)
          {
            image[row + first[0] + x] = static_cast<T>(filters[0][x] * filters[1][y] * filters[2][z]);
          }
        }
      }
    }
  }
  return dictionary;
}
} // namespace

template <typename T>
Dictionary<T>
MakeFrameletDictionary(unsigned int dimension, FrameletFamily family, unsigned int scales, std::size_t channels)
{
  CheckArguments(dimension, scales, channels);
  const auto                         filters = FiltersOf(family);
  std::vector<std::array<Filter, 3>> products;
  Filter                             low{ 1.0 };
  for (unsigned int scale = 0; scale < scales; ++scale)
  {
    std::vector<Filter> spread;
    for (const Filter & filter : filters)
    {
      spread.push_back(ConvolvedWithSpread(low, filter, std::size_t{ 1 } << scale));
    }
    const std::size_t n = filters.size();
    const std::size_t count = dimension == 1 ? n : dimension == 2 ? n * n : n * n * n;
    for (std::size_t i = 1; i < count; ++i) // 0 is the low pass
    {
      products.push_back({ { spread[i % n],
                             dimension > 1 ? spread[i / n % n] : Filter{ 1.0 },
                             dimension > 2 ? spread[i / (n * n)] : Filter{ 1.0 } } });
    }
    low = spread[0];
  }
  return Assemble<T>(dimension, products, channels);
}

template <typename T>
Dictionary<T>
MakeBumpDictionary(unsigned int dimension,
                   double       smallestSigma,
                   unsigned int scales,
                   double       preference,
                   std::size_t  channels)
{
  CheckArguments(dimension, scales, channels);
  if (!(smallestSigma > 0.0) || !std::isfinite(smallestSigma) || !std::isfinite(preference))
  {
    throw std::invalid_argument("Bumps need a deviation that is positive, and a preference that is finite.");
  }
  std::vector<std::array<Filter, 3>> products;
  for (unsigned int scale = 0; scale < scales; ++scale)
  {
    const double sigma = smallestSigma * static_cast<double>(1u << scale);
    const long   radius = static_cast<long>(std::ceil(3.5 * sigma));
    Filter       bump;
    double       sum = 0.0;
    for (long u = -radius; u <= radius; ++u)
    {
      bump.push_back(std::exp(-0.5 * static_cast<double>(u * u) / (sigma * sigma)));
      sum += bump.back();
    }
    std::transform(bump.begin(), bump.end(), bump.begin(), [sum](double value) { return value / sum; });
    std::array<Filter, 3> product{ { bump, { 1.0 }, { 1.0 } } };
    for (unsigned int axis = 1; axis < dimension; ++axis)
    {
      product[axis] = bump;
    }
    const double weight = std::pow(1.0 + sigma, preference);
    std::transform(
      product[0].begin(), product[0].end(), product[0].begin(), [weight](double value) { return weight * value; });
    products.push_back(product);
  }
  return Assemble<T>(dimension, products, channels);
}

#define PhaseHarmonics_INSTANTIATE(T)                                                                                  \
  template PhaseHarmonics_EXPORT Dictionary<T> MakeFrameletDictionary<T>(                                              \
    unsigned int, FrameletFamily, unsigned int, std::size_t);                                                          \
  template PhaseHarmonics_EXPORT Dictionary<T> MakeBumpDictionary<T>(                                                  \
    unsigned int, double, unsigned int, double, std::size_t)
PhaseHarmonics_INSTANTIATE(float);
PhaseHarmonics_INSTANTIATE(double);
#undef PhaseHarmonics_INSTANTIATE
} // namespace phaseharmonics
