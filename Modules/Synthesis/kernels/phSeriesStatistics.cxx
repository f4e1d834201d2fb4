// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phSeriesStatistics.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <stdexcept>

namespace phaseharmonics
{
namespace
{
constexpr std::size_t FewestSamples = 16;
constexpr std::size_t FewestBlocks = 4;
constexpr double      LargestValue = 1e100;

/** Products of a series with another one `lag` later, or earlier for negative lags; zero where there is none. */
std::vector<double>
LaggedProducts(const std::vector<double> & now, const std::vector<double> & later, long lag)
{
  const auto          count = static_cast<long>(now.size());
  std::vector<double> products(now.size(), 0.0);
  for (long t = std::max(0L, -lag); t < std::min(count, count - lag); ++t)
  {
    products[static_cast<std::size_t>(t)] = now[static_cast<std::size_t>(t)] * later[static_cast<std::size_t>(t + lag)];
  }
  return products;
}

/** One figure of the series and then of each replicate. */
using Draws = std::vector<double>;

/** All figures of the series and of all replicates, one lag after the other, so that memory does not grow with them. */
class Figures
{
public:
  Figures(const double * returns, std::size_t count, const SeriesStatisticsOptions & options)
    : m_Options(options)
    , m_Count(count)
  {
    this->Center(returns);
    m_Options.largestLag = std::min(options.largestLag, static_cast<unsigned int>(count / FewestBlocks));
    m_Options.averagedLags = std::min(options.averagedLags, m_Options.largestLag);
    const BlockBootstrap bootstrap(count, std::min(options.block, count / FewestBlocks), options.seed);
    m_Blocks.resize(1);
    for (unsigned int r = 0; r < options.replicates; ++r)
    {
      m_Blocks.push_back(bootstrap.Draw(r));
    }
  }

  SeriesStatistics
  Estimate(const Executor & executor)
  {
    SeriesStatistics result;
    result.count = m_Count;
    result.mean = m_Mean;
    result.standardDeviation = m_Deviation;
    this->EstimateMoments(result);
    this->EstimateDependence(result, executor);
    this->EstimateQuantiles(result, executor);
    return result;
  }

private:
  using Blocks = std::vector<BlockBootstrap::Block>;

  /** Means of values over the series and its replicates. */
  Draws
  MeansOf(const std::vector<double> & values) const
  {
    const CircularSums sums(values);
    Draws              means;
    for (const Blocks & blocks : m_Blocks)
    {
      means.push_back((blocks.empty() ? sums.Total() : sums.Sum(blocks)) / static_cast<double>(m_Count));
    }
    return means;
  }

  /** Means over the pairs of samples at a lag. */
  Draws
  MeansOfProducts(const std::vector<double> & now,
                  const std::vector<double> & later,
                  long                        lag,
                  const Draws &               pairs) const
  {
    Draws means = this->MeansOf(LaggedProducts(now, later, lag));
    for (std::size_t r = 0; r < means.size(); ++r)
    {
      means[r] *= static_cast<double>(m_Count) / pairs[r];
    }
    return means;
  }

  IntervalEstimate
  Summarize(const Draws & draws) const
  {
    return SummarizeReplicates(draws.front(), Draws(draws.begin() + 1, draws.end()), m_Options.confidence);
  }

  void
  EstimateMoments(SeriesStatistics & result)
  {
    std::vector<double>  power(m_Count, 1.0);
    std::array<Draws, 4> moments;
    for (int order = 1; order <= 4; ++order)
    {
      std::transform(power.begin(), power.end(), m_Values.begin(), power.begin(), std::multiplies<double>());
      moments[static_cast<std::size_t>(order - 1)] = this->MeansOf(power);
      if (order == 2)
      {
        m_Squares = power;
      }
    }
    Draws skewness;
    Draws kurtosis;
    for (std::size_t r = 0; r < m_Blocks.size(); ++r)
    {
      const double m1 = moments[0][r];
      const double m2 = moments[1][r];
      const double m3 = moments[2][r];
      const double m4 = moments[3][r];
      const double variance = m2 - m1 * m1;
      m_Variances.push_back(variance);
      skewness.push_back((m3 - 3.0 * m1 * m2 + 2.0 * m1 * m1 * m1) / std::pow(variance, 1.5));
      kurtosis.push_back((m4 - 4.0 * m1 * m3 + 6.0 * m1 * m1 * m2 - 3.0 * m1 * m1 * m1 * m1) / (variance * variance));
    }
    Draws means;
    Draws deviations;
    for (std::size_t r = 0; r < m_Blocks.size(); ++r)
    {
      means.push_back(m_Mean + m_Deviation * moments[0][r]);
      deviations.push_back(m_Deviation * std::sqrt(m_Variances[r]));
    }
    result.meanEstimate = this->Summarize(means);
    result.deviationEstimate = this->Summarize(deviations);
    m_Means = moments[0];
    m_SecondMoments = moments[1];
    result.skewness = this->Summarize(skewness);
    result.kurtosis = this->Summarize(kurtosis);
  }

  void
  EstimateDependence(SeriesStatistics & result, const Executor & executor)
  {
    const long          lags = m_Options.largestLag;
    const std::size_t   draws = m_Blocks.size();
    std::vector<double> moduli(m_Count);
    std::transform(m_Values.begin(), m_Values.end(), moduli.begin(), [](double x) { return std::abs(x); });
    Center(moduli);
    std::vector<double> centeredSquares(m_Squares);
    Center(centeredSquares);
    const std::vector<double> * const series[3] = { &m_Values, &moduli, &centeredSquares };
    const Draws                       means[3] = { m_Means, this->MeansOf(moduli), this->MeansOf(centeredSquares) };

    std::vector<Draws>                leverage(2 * m_Options.largestLag + 1);
    std::array<std::vector<Draws>, 3> covariances;
    covariances.fill(std::vector<Draws>(m_Options.largestLag + 1));
    executor.ParallelFor(leverage.size(), [&](std::size_t i) {
      const long lag = static_cast<long>(i) - lags;
      Draws      pairs;
      for (const Blocks & blocks : m_Blocks)
      {
        pairs.push_back(this->Pairs(lag, blocks));
      }
      const Draws products = this->MeansOfProducts(m_Values, m_Squares, lag, pairs);
      const Draws covariance = this->MeansOfProducts(m_Values, m_Values, lag, pairs);
      leverage[i].resize(draws);
      for (std::size_t r = 0; r < draws; ++r)
      {
        // About the mean of the replicate, as the series is about its own.
        const double m1 = m_Means[r];
        const double centered = products[r] - m1 * (m_SecondMoments[r] + 2.0 * (covariance[r] - m1 * m1));
        leverage[i][r] = centered / std::pow(m_Variances[r], 1.5);
      }
      for (std::size_t kind = 0; kind < 3 && lag >= 0; ++kind)
      {
        Draws & centered = covariances[kind][static_cast<std::size_t>(lag)];
        centered = kind == 0 ? covariance : this->MeansOfProducts(*series[kind], *series[kind], lag, pairs);
        for (std::size_t r = 0; r < draws; ++r)
        {
          centered[r] -= means[kind][r] * means[kind][r];
        }
      }
    });
    result.largestLag = m_Options.largestLag;
    std::vector<IntervalEstimate> * const correlations[3] = { &result.autocorrelation,
                                                              &result.volatilityAutocorrelation,
                                                              &result.squareAutocorrelation };
    for (std::size_t kind = 0; kind < 3; ++kind)
    {
      for (Draws correlation : covariances[kind])
      {
        for (std::size_t r = 0; r < draws; ++r)
        {
          const double variance = covariances[kind].front()[r];
          correlation[r] = variance > 0.0 ? correlation[r] / variance : 0.0;
        }
        correlations[kind]->push_back(this->Summarize(correlation));
      }
    }
    this->SummarizeLeverage(leverage, result);
  }

  void
  SummarizeLeverage(const std::vector<Draws> & leverage, SeriesStatistics & result) const
  {
    const std::size_t lags = m_Options.largestLag;
    const std::size_t draws = m_Blocks.size();
    const double      averaged = std::max(1u, m_Options.averagedLags);
    Draws             after(draws, 0.0);
    Draws             before(draws, 0.0);
    Draws             asymmetry(draws, 0.0);
    for (std::size_t tau = 1; tau <= m_Options.averagedLags; ++tau)
    {
      for (std::size_t r = 0; r < draws; ++r)
      {
        after[r] += leverage[lags + tau][r] / averaged;
        before[r] += leverage[lags - tau][r] / averaged;
        asymmetry[r] += leverage[lags + tau][r] - leverage[lags - tau][r];
      }
    }
    for (const Draws & atLag : leverage)
    {
      result.leverage.push_back(this->Summarize(atLag));
    }
    result.averagedLags = m_Options.averagedLags;
    result.leverageAfter = this->Summarize(after);
    result.leverageBefore = this->Summarize(before);
    result.timeAsymmetry = this->Summarize(asymmetry);
  }

  void
  EstimateQuantiles(SeriesStatistics & result, const Executor & executor)
  {
    this->SortModuli();
    const std::size_t  levels = m_Options.quantileLevels.size();
    std::vector<Draws> quantiles(levels, Draws(m_Blocks.size()));
    executor.ParallelFor(m_Blocks.size(), [&](std::size_t r) {
      const auto moduli = m_Blocks[r].empty() ? m_SortedModuli : this->SortedReplicate(m_Blocks[r]);
      for (std::size_t level = 0; level < levels; ++level)
      {
        quantiles[level][r] = SortedQuantile(moduli, m_Options.quantileLevels[level]) / std::sqrt(m_Variances[r]);
      }
    });
    for (const Draws & quantile : quantiles)
    {
      result.quantiles.push_back(this->Summarize(quantile));
    }
    result.quantileLevels = m_Options.quantileLevels;
    result.largest = m_SortedModuli.back();
    result.binWidth = m_Options.binWidth;
    result.density.assign(static_cast<std::size_t>(result.largest / result.binWidth) + 1, 0.0);
    for (const double modulus : m_SortedModuli)
    {
      result.density[static_cast<std::size_t>(modulus / result.binWidth)] +=
        1.0 / (result.binWidth * static_cast<double>(m_Count));
    }
  }

  void
  Center(const double * returns)
  {
    if (m_Count < FewestSamples)
    {
      throw std::invalid_argument("statistics need at least " + std::to_string(FewestSamples) + " samples");
    }
    m_Values.assign(returns, returns + m_Count);
    for (std::size_t t = 0; t < m_Count; ++t)
    {
      if (!std::isfinite(m_Values[t]))
      {
        throw std::invalid_argument("sample " + std::to_string(t) + " is not finite");
      }
      if (std::abs(m_Values[t]) > LargestValue)
      {
        throw std::invalid_argument("sample " + std::to_string(t) + " is too large for powers of it to be finite");
      }
    }
    m_Mean = Center(m_Values);
    const double squares = std::inner_product(m_Values.begin(), m_Values.end(), m_Values.begin(), 0.0);
    m_Deviation = std::sqrt(squares / static_cast<double>(m_Count));
    const auto range = std::minmax_element(returns, returns + m_Count);
    if (*range.first == *range.second || !(m_Deviation > 0.0))
    {
      throw std::invalid_argument("the series is constant");
    }
    // Powers of small returns would vanish beside their rounding.
    for (double & value : m_Values)
    {
      value /= m_Deviation;
    }
  }

  static double
  Center(std::vector<double> & values)
  {
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
    for (double & value : values)
    {
      value -= mean;
    }
    return mean;
  }

  void
  SortModuli()
  {
    std::vector<std::size_t> order(m_Count);
    std::iota(order.begin(), order.end(), std::size_t{ 0 });
    std::sort(order.begin(), order.end(), [this](std::size_t a, std::size_t b) {
      const double x = std::abs(m_Values[a]);
      const double y = std::abs(m_Values[b]);
      return x < y || (x == y && a < b);
    });
    m_Order = order;
    for (const std::size_t t : order)
    {
      m_SortedModuli.push_back(std::abs(m_Values[t]));
    }
  }

  /** Samples drawn that have a partner at this lag. */
  double
  Pairs(long lag, const Blocks & blocks) const
  {
    const std::size_t missing = static_cast<std::size_t>(std::abs(lag));
    if (blocks.empty())
    {
      return static_cast<double>(m_Count - missing);
    }
    // Partners miss at the end for positive lags, at the start for negative ones.
    const std::size_t begin = lag >= 0 ? 0 : missing;
    const std::size_t end = lag >= 0 ? m_Count - missing : m_Count;
    const auto        overlap = [&](std::size_t first, std::size_t last) {
      const std::size_t from = std::max(first, begin);
      const std::size_t to = std::min(last, end);
      return to > from ? to - from : 0;
    };
    std::size_t pairs = 0;
    for (const auto & block : blocks)
    {
      const std::size_t last = block.start + block.length;
      pairs += overlap(block.start, std::min(last, m_Count));
      pairs += last > m_Count ? overlap(0, last - m_Count) : 0;
    }
    return static_cast<double>(std::max<std::size_t>(1, pairs));
  }

  /** |X| / s of the samples that blocks draw. */
  std::vector<double>
  SortedReplicate(const Blocks & blocks) const
  {
    std::vector<std::uint32_t> drawn(m_Count, 0);
    for (const auto & block : blocks)
    {
      for (std::size_t i = 0; i < block.length; ++i)
      {
        ++drawn[(block.start + i) % m_Count];
      }
    }
    std::vector<double> moduli;
    moduli.reserve(m_Count);
    for (std::size_t rank = 0; rank < m_Count; ++rank)
    {
      moduli.insert(moduli.end(), drawn[m_Order[rank]], m_SortedModuli[rank]);
    }
    return moduli;
  }

  SeriesStatisticsOptions  m_Options;
  std::size_t              m_Count;
  double                   m_Mean{ 0.0 };
  double                   m_Deviation{ 0.0 };
  std::vector<double>      m_Values; // centered, divided by their deviation
  std::vector<double>      m_Squares;
  std::vector<Blocks>      m_Blocks; // of each replicate; the first, without blocks, is the series itself
  Draws                    m_Means;
  Draws                    m_SecondMoments;
  Draws                    m_Variances;
  std::vector<std::size_t> m_Order;
  std::vector<double>      m_SortedModuli;
};
} // namespace

SeriesStatistics
EstimateSeriesStatistics(const double *                  returns,
                         std::size_t                     count,
                         const SeriesStatisticsOptions & options,
                         const Executor &                executor)
{
  if (!(options.binWidth > 0.0) || !(options.confidence > 0.0 && options.confidence < 1.0) || options.block == 0)
  {
    throw std::invalid_argument("bins and blocks must have an extent, and the confidence lie between 0 and 1");
  }
  if (std::any_of(options.quantileLevels.begin(), options.quantileLevels.end(), [](double level) {
        return !(level >= 0.0 && level <= 1.0);
      }))
  {
    throw std::invalid_argument("levels of quantiles must lie between 0 and 1");
  }
  return Figures(returns, count, options).Estimate(executor);
}
} // namespace phaseharmonics
