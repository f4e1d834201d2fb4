// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phSeriesFigures.h"

#include "phSeriesGenerators.h"

#include <stdexcept>

namespace phaseharmonics
{
void
SetBootstrap(SeriesFiguresOptions & options, unsigned int replicates, std::uint64_t seed)
{
  options.statistics.replicates = options.increments.replicates = options.multifractal.replicates = replicates;
  options.statistics.seed = options.increments.seed = options.multifractal.seed = seed;
}

const IntervalEstimate &
SeriesFigures::Zeta(double order) const
{
  for (std::size_t q = 0; q < increments.orders.size(); ++q)
  {
    if (increments.orders[q] == order)
    {
      return increments.exponents[q];
    }
  }
  throw std::invalid_argument("no exponent of order " + std::to_string(order) + " was estimated");
}

namespace
{
SeriesFigures
Estimate(const std::vector<double> &  returns,
         const double *               path,
         std::size_t                  count,
         const SeriesFiguresOptions & options,
         const Executor &             executor)
{
  SeriesFigures figures;
  figures.statistics = EstimateSeriesStatistics(returns.data(), returns.size(), options.statistics, executor);
  figures.increments = EstimateIncrementScaling(path, count, options.increments, executor);
  figures.multifractal = EstimateMultifractalSpectrum(path, count, options.multifractal, executor);
  return figures;
}
} // namespace

SeriesFigures
EstimateSeriesFigures(const double *               returns,
                      std::size_t                  count,
                      const SeriesFiguresOptions & options,
                      const Executor &             executor)
{
  const std::vector<double> values(returns, returns + count);
  return Estimate(values, IntegrateSeries(values).data(), count, options, executor);
}

SeriesFigures
EstimatePathFigures(const double *               path,
                    std::size_t                  count,
                    const SeriesFiguresOptions & options,
                    const Executor &             executor)
{
  std::vector<double> returns;
  for (std::size_t n = 1; n < count; ++n)
  {
    returns.push_back(path[n] - path[n - 1]);
  }
  return Estimate(returns, path, count, options, executor);
}
} // namespace phaseharmonics
