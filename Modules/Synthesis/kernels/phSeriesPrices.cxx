// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phSeriesPrices.h"

#include <cmath>
#include <sstream>
#include <stdexcept>

namespace phaseharmonics
{
namespace
{
constexpr double FirstPrice = 100.0;
}

std::vector<double>
ReturnsOfPrices(const std::vector<double> & prices)
{
  for (std::size_t n = 0; n < prices.size(); ++n)
  {
    if (!(prices[n] > 0.0) || std::isinf(prices[n]))
    {
      std::ostringstream text;
      text << "Price " << n << " of " << prices[n] << " has no logarithm.";
      throw std::invalid_argument(text.str());
    }
  }
  std::vector<double> returns;
  for (std::size_t n = 1; n < prices.size(); ++n)
  {
    returns.push_back(std::log(prices[n]) - std::log(prices[n - 1]));
  }
  return returns;
}

std::vector<double>
PricesOfReturns(const std::vector<double> & returns)
{
  std::vector<double> prices;
  double              logarithm = std::log(FirstPrice);
  for (const double value : returns)
  {
    logarithm += value;
    prices.push_back(std::exp(logarithm));
  }
  return prices;
}

std::vector<double>
PricesOfPath(const std::vector<double> & path)
{
  std::vector<double> prices;
  for (const double value : path)
  {
    prices.push_back(FirstPrice * std::exp(value));
  }
  return prices;
}
} // namespace phaseharmonics
