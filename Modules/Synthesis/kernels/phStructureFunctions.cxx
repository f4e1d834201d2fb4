// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phStructureFunctions.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace phaseharmonics
{
namespace
{
constexpr std::size_t BlocksOfLargestLag = 8;
constexpr std::size_t FewestBlocks = 4;
constexpr std::size_t LagsInPath = 16;

bool
IsPowerOfTwo(std::size_t value)
{
  return value != 0 && (value & (value - 1)) == 0;
}

void
CheckOptions(const IncrementScalingOptions & options)
{
  for (const double order : options.orders)
  {
    if (!(order > 0.0) || !std::isfinite(order))
    {
      throw std::invalid_argument("orders of increments must be positive");
    }
  }
  if (!IsPowerOfTwo(options.smallestLag) || !IsPowerOfTwo(options.largestLag))
  {
    throw std::invalid_argument("lags must be powers of two");
  }
}

std::vector<std::size_t>
LagsOf(std::size_t count, const IncrementScalingOptions & options)
{
  std::vector<std::size_t> lags;
  for (std::size_t lag = options.smallestLag; lag <= options.largestLag && LagsInPath * lag <= count; lag *= 2)
  {
    lags.push_back(lag);
  }
  if (lags.size() < 2)
  {
    throw std::invalid_argument("a path of " + std::to_string(count) + " samples has no two lags from " +
                                std::to_string(options.smallestLag) + " on that are within a sixteenth of it");
  }
  return lags;
}

double
Slope(const std::vector<double> & weights, const std::vector<double> & values)
{
  double slope = 0.0;
  for (std::size_t i = 0; i < weights.size(); ++i)
  {
    slope += weights[i] * values[i];
  }
  return slope;
}
} // namespace

std::vector<double>
SlopeWeights(const std::vector<double> & x, const std::vector<double> & w)
{
  double v0 = 0.0;
  double v1 = 0.0;
  double v2 = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i)
  {
    v0 += w[i];
    v1 += w[i] * x[i];
    v2 += w[i] * x[i] * x[i];
  }
  std::vector<double> weights(x.size());
  for (std::size_t i = 0; i < x.size(); ++i)
  {
    weights[i] = w[i] * (v0 * x[i] - v1) / (v0 * v2 - v1 * v1);
  }
  return weights;
}

std::vector<double>
DefaultScalingOrders()
{
  return { 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0 };
}

IncrementScaling
EstimateIncrementScaling(const double *                  path,
                         std::size_t                     count,
                         const IncrementScalingOptions & options,
                         const Executor &                executor)
{
  CheckOptions(options);
  IncrementScaling result;
  result.orders = options.orders;
  result.lags = LagsOf(count, options);
  const std::size_t numberOfLags = result.lags.size();
  const std::size_t numberOfOrders = result.orders.size();

  // Powers of increments are zero where the increment would leave the path; blocks then hold fewer of them.
  std::vector<CircularSums> sums(numberOfLags * numberOfOrders, CircularSums({}));
  std::vector<CircularSums> counts(numberOfLags, CircularSums({}));
  executor.ParallelFor(numberOfLags, [&](std::size_t l) {
    const std::size_t   lag = result.lags[l];
    std::vector<double> values(count, 0.0);
    std::fill(values.begin(), values.end() - static_cast<std::ptrdiff_t>(lag), 1.0);
    counts[l] = CircularSums(values);
    for (std::size_t q = 0; q < numberOfOrders; ++q)
    {
      for (std::size_t n = 0; n + lag < count; ++n)
      {
        values[n] = std::pow(std::abs(path[n + lag] - path[n]), result.orders[q]);
      }
      sums[l * numberOfOrders + q] = CircularSums(values);
    }
  });

  std::vector<double> logLags;
  for (const std::size_t lag : result.lags)
  {
    logLags.push_back(std::log2(static_cast<double>(lag)));
  }
  const auto weights = SlopeWeights(logLags, std::vector<double>(numberOfLags, 1.0));
  result.logStructure.assign(numberOfOrders, std::vector<double>(numberOfLags));
  for (std::size_t q = 0; q < numberOfOrders; ++q)
  {
    for (std::size_t l = 0; l < numberOfLags; ++l)
    {
      const double sum = sums[l * numberOfOrders + q].Total();
      if (!(sum > 0.0) || !std::isfinite(sum))
      {
        throw std::invalid_argument("the structure function of lag " + std::to_string(result.lags[l]) +
                                    " is not positive and finite");
      }
      result.logStructure[q][l] = std::log2(sum / counts[l].Total());
    }
  }

  const std::size_t block =
    std::max<std::size_t>(1, std::min(BlocksOfLargestLag * result.lags.back(), count / FewestBlocks));
  const BlockBootstrap             bootstrap(count, block, options.seed);
  std::vector<std::vector<double>> replicates(numberOfOrders, std::vector<double>(options.replicates));
  executor.ParallelFor(options.replicates, [&](std::size_t r) {
    const auto          blocks = bootstrap.Draw(r);
    std::vector<double> drawn(numberOfLags);
    for (std::size_t q = 0; q < numberOfOrders; ++q)
    {
      for (std::size_t l = 0; l < numberOfLags; ++l)
      {
        const double sum = sums[l * numberOfOrders + q].Sum(blocks);
        const double number = counts[l].Sum(blocks);
        // Only a series that is constant nearly everywhere has replicates without increments.
        drawn[l] = sum > 0.0 && number > 0.0 ? std::log2(sum / number) : result.logStructure[q][l];
      }
      replicates[q][r] = Slope(weights, drawn);
    }
  });
  for (std::size_t q = 0; q < numberOfOrders; ++q)
  {
    result.exponents.push_back(
      SummarizeReplicates(Slope(weights, result.logStructure[q]), replicates[q], options.confidence));
  }
  return result;
}
} // namespace phaseharmonics
