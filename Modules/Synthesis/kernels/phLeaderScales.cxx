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
constexpr std::size_t  FewestLeaders = 3;
constexpr unsigned int ScalesBelowLength = 4;
constexpr double       RelativeRounding = 64.0 * std::numeric_limits<double>::epsilon();
} // namespace

LeaderScales::LeaderScales(const double *              path,
                           std::size_t                 count,
                           const MultifractalOptions & options,
                           MultifractalSpectrum &      result)
  : m_Options(options)
  , m_Result(result)
  , m_Coefficients(DaubechiesCoefficients(path, count))
{
  this->CheckOptions();
  this->ChooseScales(count);
  double extent = 0.0;
  for (std::size_t n = 0; n < count; ++n)
  {
    if (!std::isfinite(path[n]))
    {
      throw std::invalid_argument("sample " + std::to_string(n) + " of the path is not finite");
    }
    extent = std::max(extent, std::abs(path[n]));
  }
  m_Rounding = RelativeRounding * extent;
  this->ChooseIntegration();
  this->MakeLeaders();
}

void
LeaderScales::CheckOptions() const
{
  const double p = m_Options.leaderExponent;
  if (!(p > 0.0))
  {
    throw std::invalid_argument("the exponent of leaders must be positive");
  }
  for (const auto * const orders : { &m_Options.orders, &m_Options.spectrumOrders })
  {
    if (!std::all_of(orders->begin(), orders->end(), [](double q) { return std::isfinite(q); }))
    {
      throw std::invalid_argument("orders must be finite");
    }
  }
  if (!(m_Options.confidence > 0.0 && m_Options.confidence < 1.0))
  {
    throw std::invalid_argument("the confidence must lie between 0 and 1");
  }
  if (m_Options.firstScale < 1)
  {
    throw std::invalid_argument("scales start at 1");
  }
}

void
LeaderScales::ChooseScales(std::size_t count)
{
  // Leaders take two coefficients away at either end.
  unsigned int last = 0;
  while (last < m_Coefficients.size() && m_Coefficients[last].values.size() >= FewestLeaders + 2)
  {
    ++last;
  }
  const auto length = static_cast<unsigned int>(std::log2(static_cast<double>(std::max<std::size_t>(1, count))));
  const unsigned int most =
    m_Options.lastScale > 0 ? last : std::min(last, length > ScalesBelowLength ? length - ScalesBelowLength : 0u);
  const unsigned int wanted = m_Options.lastScale > 0 ? m_Options.lastScale : most;
  if (wanted > most || wanted < m_Options.firstScale + 1)
  {
    throw std::invalid_argument(
      "a path of " + std::to_string(count) + " samples has scales up to " + std::to_string(most) +
      "; a regression needs two scales from " + std::to_string(m_Options.firstScale) +
      (m_Options.lastScale > 0 ? " to " + std::to_string(m_Options.lastScale) : std::string(" on")));
  }
  m_Result.firstScale = m_Options.firstScale;
  m_Result.lastScale = wanted;
  m_Result.orders = m_Options.orders;
  m_Result.spectrumOrders = m_Options.spectrumOrders;
}

template <typename TFigure>
double
LeaderScales::SlopeOverScales(const TFigure & figure) const
{
  std::vector<double> x;
  std::vector<double> y;
  std::vector<double> w;
  for (unsigned int j = m_Result.firstScale; j <= m_Result.lastScale; ++j)
  {
    const auto & values = m_Coefficients[j - 1].values;
    x.push_back(j);
    y.push_back(figure(values));
    w.push_back(m_Options.weightsByCounts ? static_cast<double>(values.size()) : 1.0);
  }
  const auto weights = SlopeWeights(x, w);
  double     slope = 0.0;
  for (std::size_t i = 0; i < y.size(); ++i)
  {
    slope += weights[i] * y[i];
  }
  return slope;
}

void
LeaderScales::ChooseIntegration()
{
  const double p = m_Options.leaderExponent;
  const auto   checked = [this](double largest) {
    if (!(largest > m_Rounding))
    {
      throw std::invalid_argument("the path is constant, or a polynomial of degree 2, at one of the scales");
    }
    return std::log2(largest);
  };
  m_Result.smallestExponent = this->SlopeOverScales([&](const std::vector<double> & values) {
    double largest = 0.0;
    for (const double value : values)
    {
      largest = std::max(largest, std::abs(value));
    }
    return checked(largest);
  });
  m_Result.coefficientExponentOfP = std::isinf(p) ? std::numeric_limits<double>::quiet_NaN()
                                                  : this->SlopeOverScales([p](const std::vector<double> & values) {
                                                      double sum = 0.0;
                                                      for (const double value : values)
                                                      {
                                                        sum += std::pow(std::abs(value), p);
                                                      }
                                                      return std::log2(sum / static_cast<double>(values.size()));
                                                    });
  const double exponent = std::isinf(p) ? m_Result.smallestExponent : m_Result.coefficientExponentOfP / p;
  if (std::isnan(m_Options.fractionalIntegration))
  {
    m_Result.fractionalIntegration = exponent > 0.0 ? 0.0 : 0.5 * (std::floor(-exponent / 0.5) + 1.0);
  }
  else
  {
    m_Result.fractionalIntegration = m_Options.fractionalIntegration;
  }
}

void
LeaderScales::MakeLeaders()
{
  const double p = m_Options.leaderExponent;
  const double gamma = m_Result.fractionalIntegration;
  auto         leaders = WaveletLeaders(m_Coefficients, p, gamma);
  if (m_Options.correctsFiniteResolution)
  {
    CorrectForFiniteResolution(leaders, p, m_Result.coefficientExponentOfP + p * gamma);
  }
  for (unsigned int j = m_Result.firstScale; j <= m_Result.lastScale; ++j)
  {
    std::vector<double> positive;
    for (const double leader : leaders[j - 1].values)
    {
      if (leader > m_Rounding)
      {
        positive.push_back(leader);
      }
    }
    m_Result.numberOfZeroLeaders += leaders[j - 1].values.size() - positive.size();
    if (positive.empty())
    {
      throw std::invalid_argument("the path does not change at scale " + std::to_string(j));
    }
    m_Result.counts.push_back(positive.size());
    m_Leaders.push_back(std::move(positive));
  }
}

} // namespace phaseharmonics
