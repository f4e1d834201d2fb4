// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phLeaderScalesInternal.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace phaseharmonics
{
namespace
{
constexpr std::size_t BlockOfCoefficients = 6;
constexpr double      LogarithmBase = 1.4426950408889634074; // log2(e)
constexpr std::size_t NumberOfCumulants = 3;

std::array<double, NumberOfCumulants>
CumulantsOf(double m1, double m2, double m3)
{
  return { { m1, m2 - m1 * m1, m3 - 3.0 * m1 * m2 + 2.0 * m1 * m1 * m1 } };
}

/** Powers of the numbers of one scale as circular sums. */
struct ScaleSums
{
  std::vector<CircularSums> coefficientPowers;
  std::vector<CircularSums> leaderPowers;
  std::vector<CircularSums> logarithms; // first to third powers
  std::size_t               numberOfCoefficients{ 0 };
  std::size_t               numberOfLeaders{ 0 };
};

/** Regressions, for the data and for each replicate alike. */
class Estimator
{
public:
  Estimator(const double * path, std::size_t count, const MultifractalOptions & options)
    : m_Options(options)
    , m_Scales(path, count, options, m_Result)
  {}

  void
  Prepare(const Executor & executor)
  {
    m_Sums.resize(m_Result.counts.size());
    executor.ParallelFor(m_Sums.size(), [this](std::size_t i) { this->PrepareScale(i); });
    std::vector<double> scales;
    std::vector<double> leaderWeights;
    std::vector<double> coefficientWeights;
    for (std::size_t i = 0; i < m_Sums.size(); ++i)
    {
      scales.push_back(m_Result.firstScale + static_cast<double>(i));
      leaderWeights.push_back(m_Options.weightsByCounts ? static_cast<double>(m_Sums[i].numberOfLeaders) : 1.0);
      coefficientWeights.push_back(m_Options.weightsByCounts ? static_cast<double>(m_Sums[i].numberOfCoefficients)
                                                             : 1.0);
    }
    m_LeaderSlope = SlopeWeights(scales, leaderWeights);
    m_CoefficientSlope = SlopeWeights(scales, coefficientWeights);
  }

  MultifractalSpectrum
  Estimate(const Executor & executor)
  {
    for (std::size_t i = 0; i < m_Sums.size(); ++i)
    {
      m_FiguresOfScales.push_back(this->FiguresOfScale(i, {}, {}));
    }
    const auto                       whole = this->Slopes(m_FiguresOfScales);
    std::vector<std::vector<double>> replicates(m_Options.replicates);
    executor.ParallelFor(replicates.size(), [&](std::size_t r) {
      std::vector<std::vector<double>> figuresOfScales;
      for (std::size_t i = 0; i < m_Sums.size(); ++i)
      {
        figuresOfScales.push_back(this->ReplicateOfScale(i, r));
      }
      replicates[r] = this->Slopes(figuresOfScales);
    });
    std::size_t position = 0;
    const auto  next = [&] {
      std::vector<double> values(replicates.size());
      for (std::size_t r = 0; r < values.size(); ++r)
      {
        values[r] = replicates[r][position];
      }
      return SummarizeReplicates(whole[position++], std::move(values), m_Options.confidence);
    };
    for (auto & cumulant : m_Result.cumulants)
    {
      cumulant = next();
    }
    for (std::size_t q = 0; q < m_Options.orders.size(); ++q)
    {
      m_Result.leaderExponents.push_back(next());
      m_Result.coefficientExponents.push_back(next());
    }
    const double c2 = m_Result.cumulants[1].value;
    if (c2 < 0.0)
    {
      m_Result.largestValidOrder = std::sqrt(2.0 / -c2);
    }
    this->RecordScales();
    this->EstimateSpectrum();
    return m_Result;
  }

private:
  using Blocks = std::vector<BlockBootstrap::Block>;

  void
  PrepareScale(std::size_t i)
  {
    const auto &        leaders = m_Scales.LeadersOf(i);
    const auto &        coefficients = m_Scales.CoefficientsOf(i);
    ScaleSums &         sums = m_Sums[i];
    std::vector<double> logarithms(leaders.size());
    std::transform(leaders.begin(), leaders.end(), logarithms.begin(), [](double value) { return std::log(value); });
    sums.numberOfLeaders = leaders.size();
    sums.numberOfCoefficients = coefficients.size();
    std::vector<double> powers(leaders.size(), 1.0);
    for (std::size_t m = 0; m < NumberOfCumulants; ++m)
    {
      std::transform(
        powers.begin(), powers.end(), logarithms.begin(), powers.begin(), [](double a, double b) { return a * b; });
      sums.logarithms.emplace_back(powers);
    }
    for (const double q : m_Options.orders)
    {
      std::transform(
        logarithms.begin(), logarithms.end(), powers.begin(), [q](double value) { return std::exp(q * value); });
      sums.leaderPowers.emplace_back(powers);
      std::vector<double> moduli;
      if (q > 0.0)
      {
        moduli.resize(coefficients.size());
        std::transform(coefficients.begin(), coefficients.end(), moduli.begin(), [q](double value) {
          return std::pow(std::abs(value), q);
        });
      }
      sums.coefficientPowers.emplace_back(moduli);
    }
  }

  /** Of one scale: cumulants of ln L, then log2 of the mean powers of leaders and coefficients of each order. */
  std::vector<double>
  FiguresOfScale(std::size_t i, const Blocks & ofLeaders, const Blocks & ofCoefficients) const
  {
    const ScaleSums & sums = m_Sums[i];
    const auto        mean = [](const CircularSums & values, const Blocks & blocks, std::size_t count) {
      return (blocks.empty() ? values.Total() : values.Sum(blocks)) / static_cast<double>(count);
    };
    const auto          cumulants = CumulantsOf(mean(sums.logarithms[0], ofLeaders, sums.numberOfLeaders),
                                       mean(sums.logarithms[1], ofLeaders, sums.numberOfLeaders),
                                       mean(sums.logarithms[2], ofLeaders, sums.numberOfLeaders));
    std::vector<double> figures(cumulants.begin(), cumulants.end());
    for (std::size_t q = 0; q < m_Options.orders.size(); ++q)
    {
      figures.push_back(std::log2(mean(sums.leaderPowers[q], ofLeaders, sums.numberOfLeaders)));
      figures.push_back(m_Options.orders[q] > 0.0
                          ? std::log2(mean(sums.coefficientPowers[q], ofCoefficients, sums.numberOfCoefficients))
                          : std::numeric_limits<double>::quiet_NaN());
    }
    return figures;
  }

  /** Figures of one scale of a replicate. Blocks make the variance of a mean too small by 1 - block / count; their
   *  distance to those of the data is stretched by as much. */
  std::vector<double>
  ReplicateOfScale(std::size_t i, std::size_t replicate) const
  {
    const auto stretch = [](std::size_t count) {
      const auto share = static_cast<double>(BlockOfCoefficients) / static_cast<double>(count);
      return 1.0 / std::sqrt(std::max(0.25, 1.0 - share));
    };
    const std::size_t    leaders = m_Sums[i].numberOfLeaders;
    const std::size_t    coefficients = m_Sums[i].numberOfCoefficients;
    const BlockBootstrap ofLeaders(leaders, BlockOfCoefficients, m_Options.seed, 2 * i);
    const BlockBootstrap ofCoefficients(coefficients, BlockOfCoefficients, m_Options.seed, 2 * i + 1);
    auto                 figures = this->FiguresOfScale(i, ofLeaders.Draw(replicate), ofCoefficients.Draw(replicate));
    for (std::size_t f = 0; f < figures.size(); ++f)
    {
      const bool   isOfCoefficients = f >= NumberOfCumulants && (f - NumberOfCumulants) % 2 == 1;
      const double whole = m_FiguresOfScales[i][f];
      figures[f] = whole + stretch(isOfCoefficients ? coefficients : leaders) * (figures[f] - whole);
    }
    return figures;
  }

  /** Cumulants, then exponents of leaders and coefficients of each order. */
  std::vector<double>
  Slopes(const std::vector<std::vector<double>> & figuresOfScales) const
  {
    std::vector<double> slopes(figuresOfScales.front().size(), 0.0);
    for (std::size_t i = 0; i < figuresOfScales.size(); ++i)
    {
      for (std::size_t f = 0; f < slopes.size(); ++f)
      {
        const bool   isCumulant = f < NumberOfCumulants;
        const bool   isOfCoefficients = !isCumulant && (f - NumberOfCumulants) % 2 == 1;
        const double weight = (isOfCoefficients ? m_CoefficientSlope : m_LeaderSlope)[i];
        slopes[f] += (isCumulant ? LogarithmBase : 1.0) * weight * figuresOfScales[i][f];
      }
    }
    // Fractional integration has raised every exponent of leaders.
    const double gamma = m_Result.fractionalIntegration;
    slopes[0] -= gamma;
    for (std::size_t q = 0; q < m_Options.orders.size(); ++q)
    {
      slopes[NumberOfCumulants + 2 * q] -= gamma * m_Options.orders[q];
    }
    return slopes;
  }

  void
  RecordScales()
  {
    const auto column = [this](std::size_t figure) {
      std::vector<double> values;
      for (const auto & figures : m_FiguresOfScales)
      {
        values.push_back(figures[figure]);
      }
      return values;
    };
    for (std::size_t m = 0; m < NumberOfCumulants; ++m)
    {
      m_Result.logCumulants[m] = column(m);
    }
    for (std::size_t q = 0; q < m_Options.orders.size(); ++q)
    {
      m_Result.logLeaders.push_back(column(NumberOfCumulants + 2 * q));
      m_Result.logCoefficients.push_back(column(NumberOfCumulants + 2 * q + 1));
    }
  }

  void
  EstimateSpectrum()
  {
    for (const double q : m_Options.spectrumOrders)
    {
      double exponent = -m_Result.fractionalIntegration;
      double dimension = 1.0;
      for (std::size_t i = 0; i < m_Sums.size(); ++i)
      {
        double largest = -std::numeric_limits<double>::infinity();
        for (const double leader : m_Scales.LeadersOf(i))
        {
          largest = std::max(largest, q * std::log2(leader));
        }
        double sum = 0.0;
        double sumOfLogarithms = 0.0;
        for (const double leader : m_Scales.LeadersOf(i))
        {
          const double logarithm = std::log2(leader);
          const double share = std::exp2(q * logarithm - largest);
          sum += share;
          sumOfLogarithms += share * logarithm;
        }
        const double mean = sumOfLogarithms / sum;
        const double entropy = q * mean - largest - std::log2(sum);
        exponent += m_LeaderSlope[i] * mean;
        dimension += m_LeaderSlope[i] * (std::log2(static_cast<double>(m_Scales.LeadersOf(i).size())) + entropy);
      }
      m_Result.spectrumExponents.push_back(exponent);
      m_Result.spectrumDimensions.push_back(dimension);
    }
  }

  const MultifractalOptions &      m_Options;
  MultifractalSpectrum             m_Result;
  LeaderScales                     m_Scales;
  std::vector<ScaleSums>           m_Sums;
  std::vector<double>              m_LeaderSlope;
  std::vector<double>              m_CoefficientSlope;
  std::vector<std::vector<double>> m_FiguresOfScales;
};
} // namespace

double
MultifractalSpectrum::ParabolicDimension(double h) const
{
  const double distance = h - cumulants[0].value;
  const double c2 = cumulants[1].value;
  if (c2 >= 0.0)
  {
    return distance == 0.0 ? 1.0 : std::numeric_limits<double>::quiet_NaN();
  }
  return 1.0 + distance * distance / (2.0 * c2);
}

MultifractalSpectrum
EstimateMultifractalSpectrum(const double *              path,
                             std::size_t                 count,
                             const MultifractalOptions & options,
                             const Executor &            executor)
{
  Estimator estimator(path, count, options);
  estimator.Prepare(executor);
  return estimator.Estimate(executor);
}
} // namespace phaseharmonics
