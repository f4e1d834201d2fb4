// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "SeriesTable.h"

#include <charconv>
#include <cmath>
#include <fstream>
#include <stdexcept>

namespace phaseharmonics_examples
{
namespace
{
using phaseharmonics::IntervalEstimate;

class TableWriter
{
public:
  explicit TableWriter(const std::string & path)
    : m_Path(path)
    , m_File(path, std::ios::binary)
  {
    m_File << "figure,argument,value,standard_error,low,high\n";
  }

  void
  Add(const std::string & figure, const std::string & argument, const IntervalEstimate & estimate)
  {
    m_File << figure << ',' << argument;
    for (const double number : { estimate.value, estimate.standardError, estimate.low, estimate.high })
    {
      m_File << ',' << Shortest(number);
    }
    m_File << '\n';
  }

  void
  AddAll(const std::string &                   figure,
         const std::vector<double> &           arguments,
         const std::vector<IntervalEstimate> & estimates)
  {
    for (std::size_t i = 0; i < estimates.size(); ++i)
    {
      this->Add(figure, Shortest(arguments[i]), estimates[i]);
    }
  }

  void
  Close()
  {
    m_File.close();
    if (!m_File)
    {
      throw std::runtime_error(m_Path + ": cannot be written");
    }
  }

private:
  /** Blank for NaN. */
  static std::string
  Shortest(double value)
  {
    if (std::isnan(value))
    {
      return {};
    }
    char       buffer[64];
    const auto result = std::to_chars(buffer, buffer + sizeof(buffer), value);
    return std::string(buffer, result.ptr);
  }

  std::string   m_Path;
  std::ofstream m_File;
};

std::vector<double>
Range(int first, std::size_t count)
{
  std::vector<double> values(count);
  for (std::size_t i = 0; i < count; ++i)
  {
    values[i] = first + static_cast<double>(i);
  }
  return values;
}
} // namespace

void
WriteFigureTable(const std::string & path, const phaseharmonics::SeriesFigures & figures)
{
  const auto & statistics = figures.statistics;
  const auto & multifractal = figures.multifractal;
  const auto   lags = Range(0, statistics.volatilityAutocorrelation.size());
  TableWriter  table(path);
  table.AddAll("zeta", figures.increments.orders, figures.increments.exponents);
  table.AddAll("zeta_coefficients", multifractal.orders, multifractal.coefficientExponents);
  table.AddAll("zeta_leaders", multifractal.orders, multifractal.leaderExponents);
  for (std::size_t m = 0; m < multifractal.cumulants.size(); ++m)
  {
    table.Add("cumulant", std::to_string(m + 1), multifractal.cumulants[m]);
  }
  table.Add("mean", "", statistics.meanEstimate);
  table.Add("standard_deviation", "", statistics.deviationEstimate);
  table.Add("skewness", "", statistics.skewness);
  table.Add("kurtosis", "", statistics.kurtosis);
  table.AddAll("quantile", statistics.quantileLevels, statistics.quantiles);
  table.AddAll(
    "leverage", Range(-static_cast<int>(statistics.largestLag), statistics.leverage.size()), statistics.leverage);
  table.Add("leverage_after", std::to_string(statistics.averagedLags), statistics.leverageAfter);
  table.Add("leverage_before", std::to_string(statistics.averagedLags), statistics.leverageBefore);
  table.Add("time_asymmetry", std::to_string(statistics.averagedLags), statistics.timeAsymmetry);
  table.AddAll("autocorrelation", lags, statistics.autocorrelation);
  table.AddAll("volatility_autocorrelation", lags, statistics.volatilityAutocorrelation);
  table.AddAll("square_autocorrelation", lags, statistics.squareAutocorrelation);
  table.Close();
}
} // namespace phaseharmonics_examples
