// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phSeriesModel.h"

#include <algorithm>
#include <numeric>
#include <stdexcept>
#include <string>

namespace phaseharmonics
{
namespace
{
constexpr std::size_t SmallestLength = 16;

Grid
GridOfLength(std::size_t length)
{
  return { 1, { { length, 1, 1 } } };
}
} // namespace

void
MoveEndsToQuietSamples(std::vector<double> & series, std::size_t window)
{
  const std::size_t length = series.size();
  if (window < 1 || window > length)
  {
    throw std::invalid_argument("The quiet window must have 1 to " + std::to_string(length) + " samples.");
  }
  const double        mean = std::accumulate(series.begin(), series.end(), 0.0) / static_cast<double>(length);
  std::vector<double> squares(length + 1);
  double              total = 0.0;
  for (std::size_t n = 0; n < length; ++n)
  {
    total += (series[n] - mean) * (series[n] - mean);
    squares[n + 1] = total;
  }
  std::size_t quietest = 0;
  double      least = total;
  for (std::size_t n = 0; n < length; ++n)
  {
    const std::size_t end = n + window;
    const double      energy = end <= length ? squares[end] - squares[n] : total - squares[n] + squares[end - length];
    if (energy < least)
    {
      least = energy;
      quietest = n;
    }
  }
  const std::size_t first = (quietest + window / 2) % length;
  std::rotate(series.begin(), series.begin() + static_cast<std::ptrdiff_t>(first), series.end());
}

SeriesModel::SeriesModel(const double *             series,
                         std::size_t                count,
                         std::size_t                length,
                         const SeriesModelOptions & options,
                         const Executor &           executor)
{
  const std::size_t shorter = std::min(count, length);
  if (shorter < SmallestLength)
  {
    throw std::invalid_argument("A series must have at least " + std::to_string(SmallestLength) + " samples, not " +
                                std::to_string(shorter) + ".");
  }
  if (!(options.marginalWeight > 0.0))
  {
    throw std::invalid_argument("The weight of the marginals must be positive; set the number of windows to 0 to leave "
                                "them out.");
  }
  const unsigned int scales =
    options.numberOfScales > 0 ? options.numberOfScales : DefaultNumberOfSpectraScales(shorter);
  ScatteringSpectraEnergy<double> ofTarget(MakeSpectraBank(count, scales, executor), options.seriesModulus);
  m_Description.spectra = ofTarget.Analyze(series, executor);
  m_Spectra =
    std::make_unique<ScatteringSpectraEnergy<double>>(MakeSpectraBank(length, scales, executor), options.seriesModulus);
  m_Spectra->SetTarget(m_Description.spectra);
  m_Energy = std::make_unique<SumOfEnergies<double>>(*m_Spectra);
  if (options.numberOfWindows == 0)
  {
    return;
  }
  const unsigned int     levels = DefaultNumberOfTailLevels(shorter);
  MarginalEnergy<double> targetMarginal(GridOfLength(count), options.numberOfWindows, levels);
  m_Description.quantiles = targetMarginal.Analyze(series, executor);
  m_Marginal = std::make_unique<MarginalEnergy<double>>(GridOfLength(length), options.numberOfWindows, levels);
  m_Marginal->SetTarget(m_Description.quantiles);
  m_Energy->Add(*m_Marginal, options.marginalWeight);
}

std::size_t
SeriesModel::GetNumberOfMoments() const
{
  return m_Description.spectra.GetNumberOfMoments() + m_Description.quantiles.GetNumberOfMoments();
}
} // namespace phaseharmonics
