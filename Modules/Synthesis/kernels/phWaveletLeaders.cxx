// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phWaveletLeaders.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace phaseharmonics
{
namespace
{
constexpr std::size_t FilterLength = 6;

struct FilterPair
{
  std::array<double, FilterLength> lowPass;
  std::array<double, FilterLength> highPass;
};

FilterPair
DaubechiesFilters()
{
  const double s = std::sqrt(10.0);
  const double r = std::sqrt(5.0 + 2.0 * s);
  const double scale = 1.0 / (16.0 * std::sqrt(2.0));
  FilterPair   filters{};
  filters.lowPass = { { scale * (1.0 + s + r),
                        scale * (5.0 + s + 3.0 * r),
                        scale * (10.0 - 2.0 * s + 2.0 * r),
                        scale * (10.0 - 2.0 * s - 2.0 * r),
                        scale * (5.0 + s - 3.0 * r),
                        scale * (1.0 + s - r) } };
  for (std::size_t n = 0; n < FilterLength; ++n)
  {
    filters.highPass[n] = (n % 2 == 0 ? 1.0 : -1.0) * filters.lowPass[FilterLength - 1 - n];
  }
  return filters;
}

/** Intervals from the start of the support of a coefficient of scale j to the one that holds its center. */
std::size_t
IntervalOfCenter(unsigned int j)
{
  const std::size_t size = std::size_t{ 1 } << j;
  return (size - 1) * (FilterLength - 1) / 2 / size;
}

/** Where a scale holds all of the intervals begin .. begin + length - 1. */
bool
Holds(const DyadicScale & scale, std::size_t begin, std::size_t length)
{
  return begin >= scale.first && begin + length <= scale.first + scale.values.size();
}

/** What the coefficients inside each interval add up to, from the finest scale on. */
DyadicScale
Gather(const DyadicScale & coefficients, const DyadicScale * finer, double p, double factor)
{
  const bool  takesLargest = std::isinf(p);
  DyadicScale gathered;
  for (std::size_t i = 0; i < coefficients.values.size(); ++i)
  {
    const std::size_t k = coefficients.first + i;
    if (finer != nullptr && !Holds(*finer, 2 * k, 2))
    {
      continue;
    }
    const double modulus = factor * std::abs(coefficients.values[i]);
    double       value = takesLargest ? modulus : std::pow(modulus, p);
    if (finer != nullptr)
    {
      const double * const children = &finer->values[2 * k - finer->first];
      value = takesLargest ? std::max({ value, children[0], children[1] }) : value + 0.5 * (children[0] + children[1]);
    }
    if (gathered.values.empty())
    {
      gathered.first = k;
    }
    gathered.values.push_back(value);
  }
  return gathered;
}
} // namespace

std::vector<DyadicScale>
DaubechiesCoefficients(const double * path, std::size_t count)
{
  static const FilterPair  filters = DaubechiesFilters();
  std::vector<DyadicScale> scales;
  std::vector<double>      approximation(path, path + count);
  for (unsigned int j = 1; approximation.size() >= FilterLength; ++j)
  {
    const std::size_t   valid = (approximation.size() - FilterLength) / 2 + 1;
    std::vector<double> coarser(valid);
    DyadicScale         details;
    details.first = IntervalOfCenter(j);
    details.values.resize(valid);
    const double norm = std::exp2(-0.5 * j);
    for (std::size_t i = 0; i < valid; ++i)
    {
      double low = 0.0;
      double high = 0.0;
      for (std::size_t n = 0; n < FilterLength; ++n)
      {
        low += filters.lowPass[n] * approximation[2 * i + n];
        high += filters.highPass[n] * approximation[2 * i + n];
      }
      coarser[i] = low;
      details.values[i] = norm * high;
    }
    scales.push_back(std::move(details));
    approximation = std::move(coarser);
  }
  return scales;
}

std::vector<DyadicScale>
WaveletLeaders(const std::vector<DyadicScale> & coefficients, double p, double gamma)
{
  std::vector<DyadicScale> leaders;
  DyadicScale              inside;
  for (std::size_t level = 0; level < coefficients.size(); ++level)
  {
    const double factor = std::exp2(gamma * static_cast<double>(level + 1));
    inside = Gather(coefficients[level], level > 0 ? &inside : nullptr, p, factor);
    if (inside.values.size() < 3)
    {
      break;
    }
    DyadicScale scale;
    scale.first = inside.first + 1;
    for (std::size_t i = 1; i + 1 < inside.values.size(); ++i)
    {
      const double * const three = &inside.values[i - 1];
      scale.values.push_back(std::isinf(p) ? std::max({ three[0], three[1], three[2] })
                                           : std::pow(three[0] + three[1] + three[2], 1.0 / p));
    }
    leaders.push_back(std::move(scale));
  }
  return leaders;
}

void
CorrectForFiniteResolution(std::vector<DyadicScale> & leaders, double p, double eta)
{
  if (!(eta > 0.0) || std::isinf(p))
  {
    return;
  }
  for (std::size_t level = 0; level < leaders.size(); ++level)
  {
    const double scales = static_cast<double>(level + 1);
    const double factor = std::pow((1.0 - std::exp2(-scales * eta)) / (1.0 - std::exp2(-eta)), -1.0 / p);
    for (double & leader : leaders[level].values)
    {
      leader *= factor;
    }
  }
}
} // namespace phaseharmonics
