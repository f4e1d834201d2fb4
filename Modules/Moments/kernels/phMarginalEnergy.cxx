// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phMarginalEnergy.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>
#include <string>

namespace phaseharmonics
{
namespace
{
// Calls body(interval, rank, share of the interval) for every rank; bounds are in samples.
template <typename TBody>
void
ForEachShare(const std::vector<double> & bounds, std::size_t length, const TBody & body)
{
  std::size_t interval = 0;
  for (std::size_t rank = 0; rank < length; ++rank)
  {
    const auto begin = static_cast<double>(rank);
    for (std::size_t i = interval; i + 1 < bounds.size() && bounds[i] < begin + 1.0; ++i)
    {
      const double overlap = std::min(bounds[i + 1], begin + 1.0) - std::max(bounds[i], begin);
      if (overlap > 0.0)
      {
        body(i, rank, overlap / (bounds[i + 1] - bounds[i]));
      }
      interval = i;
    }
  }
}
} // namespace

unsigned int
DefaultNumberOfTailLevels(std::size_t length)
{
  unsigned int levels = 1;
  while ((std::size_t{ 2 } << levels) <= length)
  {
    ++levels;
  }
  return levels;
}

template <typename T>
MarginalEnergy<T>::MarginalEnergy(const Grid & grid, unsigned int numberOfWindows, unsigned int tailLevels)
  : m_Grid(grid)
  , m_TailLevels(tailLevels)
  , m_Windows(numberOfWindows)
{
  const std::size_t length = grid.size[0];
  if (grid.dimension != 1 || length < 2)
  {
    throw std::invalid_argument("Quantile means are of 1-D images of at least 2 samples.");
  }
  if (numberOfWindows < 1 || numberOfWindows > 31 || (std::size_t{ 1 } << numberOfWindows) > length)
  {
    throw std::invalid_argument("The number of windows must be at least 1, and the largest, 2^(n-1) samples, must fit "
                                "twice into the " +
                                std::to_string(length) + " samples; it is " + std::to_string(numberOfWindows) + ".");
  }
  if (tailLevels < 1 || tailLevels > DefaultNumberOfTailLevels(length))
  {
    throw std::invalid_argument("The number of tail levels must be 1 to " +
                                std::to_string(DefaultNumberOfTailLevels(length)) + ", not " +
                                std::to_string(tailLevels) + ".");
  }
  const auto samples = static_cast<double>(length);
  m_Bounds.push_back(0.0);
  for (unsigned int level = tailLevels; level >= 1; --level)
  {
    m_Bounds.push_back(std::ldexp(samples, -static_cast<int>(level)));
  }
  for (unsigned int level = 2; level <= tailLevels; ++level)
  {
    m_Bounds.push_back(samples - std::ldexp(samples, -static_cast<int>(level)));
  }
  m_Bounds.push_back(samples);
}

template <typename T>
MarginalEnergy<T>::~MarginalEnergy() = default;

template <typename T>
void
MarginalEnergy<T>::Sort(const T * series, double mean, std::size_t number, Window & window) const
{
  const std::size_t length = m_Grid.size[0];
  const std::size_t size = std::size_t{ 1 } << number;
  window.sums.resize(length);
  for (std::size_t n = 0; n < length; ++n)
  {
    // Sums anew rather than updated ones: these would carry rounding along.
    double sum = 0.0;
    for (std::size_t m = 0; m < size; ++m)
    {
      sum += series[n + m < length ? n + m : n + m - length] - mean;
    }
    window.sums[n] = sum;
  }
  window.order.resize(length);
  std::iota(window.order.begin(), window.order.end(), 0u);
  const auto & sums = window.sums;
  std::sort(window.order.begin(), window.order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return sums[a] < sums[b] || (sums[a] == sums[b] && a < b);
  });
  window.means.assign(m_Bounds.size() - 1, 0.0);
  ForEachShare(m_Bounds, length, [&](std::size_t interval, std::size_t rank, double share) {
    window.means[interval] += share * sums[window.order[rank]];
  });
}

template <typename T>
QuantileMeans
MarginalEnergy<T>::Analyze(const T * series, const Executor & executor)
{
  QuantileMeans result;
  result.tailLevels = m_TailLevels;
  result.mean = std::accumulate(series, series + m_Grid.size[0], 0.0) / static_cast<double>(m_Grid.size[0]);
  executor.ParallelFor(m_Windows.size(), [&](std::size_t w) { this->Sort(series, result.mean, w, m_Windows[w]); });
  for (const Window & window : m_Windows)
  {
    const double squares = std::inner_product(window.sums.begin(), window.sums.end(), window.sums.begin(), 0.0);
    result.values.push_back(window.means);
    result.deviations.push_back(std::sqrt(squares / static_cast<double>(m_Grid.size[0])));
  }
  return result;
}

template <typename T>
void
MarginalEnergy<T>::SetTarget(const QuantileMeans & target)
{
  if (target.tailLevels != m_TailLevels || target.values.size() != m_Windows.size() ||
      target.deviations.size() != m_Windows.size() ||
      std::any_of(
        target.values.begin(), target.values.end(), [&](const auto & v) { return v.size() + 1 != m_Bounds.size(); }))
  {
    throw std::invalid_argument("The target's quantile means must be of " + std::to_string(m_Windows.size()) +
                                " windows and " + std::to_string(m_TailLevels) + " tail levels.");
  }
  if (!std::all_of(
        target.deviations.begin(), target.deviations.end(), [](double s) { return s > 0.0 && std::isfinite(s); }))
  {
    throw std::invalid_argument("The target is constant or not finite: its quantile means cannot be normalized.");
  }
  m_Target = target;
}

template <typename T>
double
MarginalEnergy<T>::Evaluate(const T * series, T * gradient, const Executor & executor)
{
  if (m_Target.values.empty())
  {
    throw std::logic_error("Set the target quantile means before evaluating the energy.");
  }
  const std::size_t length = m_Grid.size[0];
  executor.ParallelFor(m_Windows.size(), [&](std::size_t w) {
    Window & window = m_Windows[w];
    this->Sort(series, m_Target.mean, w, window);
    std::vector<double> derivatives;
    window.energy = 0.0;
    for (std::size_t i = 0; i < window.means.size(); ++i)
    {
      const double target = m_Target.values[w][i];
      const double weight = 1.0 / (m_Target.deviations[w] * m_Target.deviations[w] + target * target);
      window.energy += weight * (window.means[i] - target) * (window.means[i] - target);
      derivatives.push_back(2.0 * weight * (window.means[i] - target));
    }
    if (gradient == nullptr)
    {
      return;
    }
    auto & ofSums = window.sums;
    std::fill(ofSums.begin(), ofSums.end(), 0.0);
    ForEachShare(m_Bounds, length, [&](std::size_t interval, std::size_t rank, double share) {
      ofSums[window.order[rank]] += share * derivatives[interval];
    });
    // The adjoint of a sum over following samples is one over preceding samples.
    const std::size_t size = std::size_t{ 1 } << w;
    window.gradient.resize(length);
    for (std::size_t n = 0; n < length; ++n)
    {
      double sum = 0.0;
      for (std::size_t m = 0; m < size; ++m)
      {
        sum += ofSums[n >= m ? n - m : n + length - m];
      }
      window.gradient[n] = sum;
    }
  });
  double energy = 0.0;
  for (const Window & window : m_Windows)
  {
    energy += window.energy;
  }
  for (std::size_t n = 0; gradient != nullptr && n < length; ++n)
  {
    double sum = 0.0;
    for (const Window & window : m_Windows)
    {
      sum += window.gradient[n];
    }
    gradient[n] = static_cast<T>(sum);
  }
  return energy;
}

template <typename T>
double
MarginalEnergy<T>::Value(const T * series, const Executor & executor)
{
  return this->Evaluate(series, nullptr, executor);
}

template <typename T>
double
MarginalEnergy<T>::ValueAndGradient(const T * series, T * gradient, const Executor & executor)
{
  return this->Evaluate(series, gradient, executor);
}

template class MarginalEnergy<float>;
template class MarginalEnergy<double>;
} // namespace phaseharmonics
