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

SeriesFigures
EstimateSeriesFigures(const double *               returns,
                      std::size_t                  count,
                      const SeriesFiguresOptions & options,
                      const Executor &             executor)
{
  SeriesFigures figures;
  figures.statistics = EstimateSeriesStatistics(returns, count, options.statistics, executor);
  const auto path = IntegrateSeries(std::vector<double>(returns, returns + count));
  figures.increments = EstimateIncrementScaling(path.data(), count, options.increments, executor);
  figures.multifractal = EstimateMultifractalSpectrum(path.data(), count, options.multifractal, executor);
  return figures;
}
} // namespace phaseharmonics
