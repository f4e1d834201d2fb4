// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phSeriesStatistics.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

namespace phaseharmonics
{
namespace
{
constexpr std::size_t FewestSamples = 16;
constexpr std::size_t FewestBlocks = 4;

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

/** All figures as functions of sums, for the whole series and for replicates alike. */
class Figures
{
public:
  using Blocks = std::vector<BlockBootstrap::Block>;

  Figures(const double * returns, std::size_t count, const SeriesStatisticsOptions & options)
    : m_Options(options)
    , m_Count(count)
  {
    this->Center(returns);
    m_Options.largestLag = std::min(options.largestLag, static_cast<unsigned int>(count / FewestBlocks));
    m_Options.averagedLags = std::min(options.averagedLags, m_Options.largestLag);
  }

  double
  GetMean() const
  {
    return m_Mean;
  }
  double
  GetDeviation() const
  {
    return m_Deviation;
  }
  const SeriesStatisticsOptions &
  GetOptions() const
  {
    return m_Options;
  }
  /** |X| / s, ascending. */
  const std::vector<double> &
  GetSortedModuli() const
  {
    return m_SortedModuli;
  }

  void
  Prepare(const Executor & executor)
  {
    std::vector<double> power(m_Count, 1.0);
    std::vector<double> squares;
    for (int order = 1; order <= 4; ++order)
    {
      std::transform(power.begin(), power.end(), m_Values.begin(), power.begin(), std::multiplies<double>());
      m_Powers.emplace_back(power);
      if (order == 2)
      {
        squares = power;
      }
    }
    std::vector<double> moduli(m_Count);
    std::transform(m_Values.begin(), m_Values.end(), moduli.begin(), [](double x) { return std::abs(x); });
    Center(moduli);
    std::vector<double> centeredSquares(squares);
    Center(centeredSquares);
    for (const auto * const values : { &m_Values, &moduli, &centeredSquares })
    {
      m_Means.emplace_back(*values);
    }

    const long lags = m_Options.largestLag;
    m_Leverage.assign(2 * m_Options.largestLag + 1, CircularSums({}));
    m_Correlations.assign(3 * (m_Options.largestLag + 1), CircularSums({}));
    executor.ParallelFor(m_Leverage.size(), [&](std::size_t i) {
      const long lag = static_cast<long>(i) - lags;
      m_Leverage[i] = CircularSums(LaggedProducts(m_Values, squares, lag));
      if (lag >= 0)
      {
        const auto first = 3 * static_cast<std::size_t>(lag);
        m_Correlations[first] = CircularSums(LaggedProducts(m_Values, m_Values, lag));
        m_Correlations[first + 1] = CircularSums(LaggedProducts(moduli, moduli, lag));
        m_Correlations[first + 2] = CircularSums(LaggedProducts(centeredSquares, centeredSquares, lag));
      }
    });
    this->SortModuli();
  }

  /** Skewness, kurtosis, leverage of all lags and its means, correlations, quantiles. */
  std::vector<double>
  Compute(const Blocks & blocks) const
  {
    const auto   count = static_cast<double>(m_Count);
    const auto   sum = [&](const CircularSums & sums) { return blocks.empty() ? sums.Total() : sums.Sum(blocks); };
    const double m1 = sum(m_Powers[0]) / count;
    const double m2 = sum(m_Powers[1]) / count;
    const double m3 = sum(m_Powers[2]) / count;
    const double m4 = sum(m_Powers[3]) / count;
    const double variance = m2 - m1 * m1;
    const double deviation = std::sqrt(variance);

    std::vector<double> figures;
    figures.push_back((m3 - 3.0 * m1 * m2 + 2.0 * m1 * m1 * m1) / (variance * deviation));
    figures.push_back((m4 - 4.0 * m1 * m3 + 6.0 * m1 * m1 * m2 - 3.0 * m1 * m1 * m1 * m1) / (variance * variance));

    const long lags = m_Options.largestLag;
    double     after = 0.0;
    double     before = 0.0;
    for (long lag = -lags; lag <= lags; ++lag)
    {
      const double pairs = this->Pairs(lag, blocks);
      const double product = sum(m_Leverage[static_cast<std::size_t>(lag + lags)]) / pairs;
      const double covariance = sum(m_Correlations[3 * static_cast<std::size_t>(std::abs(lag))]) / pairs;
      // About the mean of the replicate, as the series is about its own.
      const double leverage = (product - m1 * (m2 + 2.0 * (covariance - m1 * m1))) / (variance * deviation);
      figures.push_back(leverage);
      if (lag != 0 && std::abs(lag) <= static_cast<long>(m_Options.averagedLags))
      {
        (lag > 0 ? after : before) += leverage;
      }
    }
    const double averaged = std::max(1u, m_Options.averagedLags);
    figures.push_back(after / averaged);
    figures.push_back(before / averaged);
    figures.push_back(after - before);

    for (std::size_t kind = 0; kind < 3; ++kind)
    {
      const double mean = sum(m_Means[kind]) / count;
      const double zero = sum(m_Correlations[kind]) / count - mean * mean;
      for (long lag = 0; lag <= lags; ++lag)
      {
        const double covariance =
          sum(m_Correlations[3 * static_cast<std::size_t>(lag) + kind]) / this->Pairs(lag, blocks) - mean * mean;
        figures.push_back(zero > 0.0 ? covariance / zero : 0.0);
      }
    }
    this->AppendQuantiles(blocks, deviation, figures);
    return figures;
  }

private:
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

  void
  AppendQuantiles(const Blocks & blocks, double deviation, std::vector<double> & figures) const
  {
    if (blocks.empty())
    {
      for (const double level : m_Options.quantileLevels)
      {
        figures.push_back(SortedQuantile(m_SortedModuli, level) / deviation);
      }
      return;
    }
    std::vector<std::uint32_t> drawn(m_Count + 1, 0);
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
    for (const double level : m_Options.quantileLevels)
    {
      figures.push_back(SortedQuantile(moduli, level) / deviation);
    }
  }

  SeriesStatisticsOptions   m_Options;
  std::size_t               m_Count;
  double                    m_Mean{ 0.0 };
  double                    m_Deviation{ 0.0 };
  std::vector<double>       m_Values; // centered, divided by their deviation
  std::vector<CircularSums> m_Powers;
  std::vector<CircularSums> m_Means; // of values, moduli and squares
  std::vector<CircularSums> m_Leverage;
  std::vector<CircularSums> m_Correlations; // of values, moduli and squares, lag by lag
  std::vector<std::size_t>  m_Order;
  std::vector<double>       m_SortedModuli;
};

std::vector<double>
Density(const std::vector<double> & sortedModuli, double width)
{
  std::vector<double> density(static_cast<std::size_t>(sortedModuli.back() / width) + 1, 0.0);
  for (const double modulus : sortedModuli)
  {
    density[static_cast<std::size_t>(modulus / width)] += 1.0 / (width * static_cast<double>(sortedModuli.size()));
  }
  return density;
}
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
  Figures figures(returns, count, options);
  figures.Prepare(executor);
  const auto & used = figures.GetOptions();

  const auto                       whole = figures.Compute({});
  const BlockBootstrap             bootstrap(count, std::min(options.block, count / FewestBlocks), options.seed);
  std::vector<std::vector<double>> replicates(options.replicates);
  executor.ParallelFor(replicates.size(), [&](std::size_t r) { replicates[r] = figures.Compute(bootstrap.Draw(r)); });

  std::size_t position = 0;
  const auto  next = [&] {
    std::vector<double> values(replicates.size());
    for (std::size_t r = 0; r < values.size(); ++r)
    {
      values[r] = replicates[r][position];
    }
    return SummarizeReplicates(whole[position++], std::move(values), options.confidence);
  };
  const auto nextSeveral = [&](std::size_t number) {
    std::vector<IntervalEstimate> estimates(number);
    std::generate(estimates.begin(), estimates.end(), next);
    return estimates;
  };
  SeriesStatistics result;
  result.count = count;
  result.mean = figures.GetMean();
  result.standardDeviation = figures.GetDeviation();
  result.skewness = next();
  result.kurtosis = next();
  result.largestLag = used.largestLag;
  result.averagedLags = used.averagedLags;
  result.leverage = nextSeveral(2 * used.largestLag + 1);
  result.leverageAfter = next();
  result.leverageBefore = next();
  result.timeAsymmetry = next();
  result.autocorrelation = nextSeveral(used.largestLag + 1);
  result.volatilityAutocorrelation = nextSeveral(used.largestLag + 1);
  result.squareAutocorrelation = nextSeveral(used.largestLag + 1);
  result.quantileLevels = used.quantileLevels;
  result.quantiles = nextSeveral(used.quantileLevels.size());
  result.largest = figures.GetSortedModuli().back();
  result.binWidth = used.binWidth;
  result.density = Density(figures.GetSortedModuli(), used.binWidth);
  return result;
}
} // namespace phaseharmonics
