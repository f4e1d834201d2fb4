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

  std::vector<std::vector<BlockBootstrap::Block>> blocks(1);
  const std::size_t                               block =
    std::max<std::size_t>(1, std::min(BlocksOfLargestLag * result.lags.back(), count / FewestBlocks));
  const BlockBootstrap bootstrap(count, block, options.seed);
  for (unsigned int r = 0; r < options.replicates; ++r)
  {
    blocks.push_back(bootstrap.Draw(r));
  }
  // log2 S_q(l) of the path and of each replicate.
  std::vector<std::vector<double>> logStructure(numberOfLags * numberOfOrders);
  executor.ParallelFor(numberOfLags, [&](std::size_t l) {
    // Powers are zero where an increment would leave the path; blocks then hold fewer of them.
    const std::size_t   lag = result.lags[l];
    std::vector<double> values(count, 0.0);
    std::fill(values.begin(), values.end() - static_cast<std::ptrdiff_t>(lag), 1.0);
    const CircularSums counts(values);
    for (std::size_t q = 0; q < numberOfOrders; ++q)
    {
      for (std::size_t n = 0; n + lag < count; ++n)
      {
        values[n] = std::pow(std::abs(path[n + lag] - path[n]), result.orders[q]);
      }
      const CircularSums sums(values);
      auto &             structure = logStructure[q * numberOfLags + l];
      structure.push_back(std::log2(sums.Total() / counts.Total()));
      if (!std::isfinite(structure.front()))
      {
        throw std::invalid_argument("the structure function of lag " + std::to_string(lag) +
                                    " is not positive and finite");
      }
      for (std::size_t r = 1; r < blocks.size(); ++r)
      {
        const double sum = sums.Sum(blocks[r]);
        const double number = counts.Sum(blocks[r]);
        // Only a series that is constant nearly everywhere has replicates without increments.
        structure.push_back(sum > 0.0 && number > 0.0 ? std::log2(sum / number) : structure.front());
      }
    }
  });

  std::vector<double> logLags;
  for (const std::size_t lag : result.lags)
  {
    logLags.push_back(std::log2(static_cast<double>(lag)));
  }
  const auto weights = SlopeWeights(logLags, std::vector<double>(numberOfLags, 1.0));
  for (std::size_t q = 0; q < numberOfOrders; ++q)
  {
    std::vector<double> slopes;
    for (std::size_t r = 0; r < blocks.size(); ++r)
    {
      std::vector<double> values;
      for (std::size_t l = 0; l < numberOfLags; ++l)
      {
        values.push_back(logStructure[q * numberOfLags + l][r]);
      }
      slopes.push_back(Slope(weights, values));
      if (r == 0)
      {
        result.logStructure.push_back(std::move(values));
      }
    }
    result.exponents.push_back(
      SummarizeReplicates(slopes.front(), { slopes.begin() + 1, slopes.end() }, options.confidence));
  }
  return result;
}
} // namespace phaseharmonics
