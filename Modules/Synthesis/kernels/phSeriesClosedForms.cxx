// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phSeriesClosedForms.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace phaseharmonics
{
namespace
{
[[noreturn]] void
ThrowNoClosedForm(const char * what, const SeriesProcess & process)
{
  throw std::invalid_argument(std::string("no closed form of the ") + what + " of " + SeriesProcessName(process.kind));
}

double
SumOfSquares(const std::vector<double> & values)
{
  double sum = 0.0;
  for (const double value : values)
  {
    sum += value * value;
  }
  return sum;
}
} // namespace

double
FractionalNoiseCovariance(double hurst, std::size_t lag)
{
  const auto   k = static_cast<double>(lag);
  const double power = 2.0 * hurst;
  return 0.5 * (std::pow(k + 1.0, power) + std::pow(std::abs(k - 1.0), power) - 2.0 * std::pow(k, power));
}

double
LogVolatilityCovariance(const SeriesProcess & process, std::size_t lag)
{
  const double ratio = static_cast<double>(process.integralScale) / (static_cast<double>(lag) + 1.0);
  return process.intermittency * std::max(0.0, std::log(ratio));
}

double
LogCumulant(const SeriesProcess & process, unsigned int order)
{
  CheckSeriesProcess(process);
  if (order < 1 || order > 3)
  {
    throw std::invalid_argument("log-cumulants are known for the orders 1 to 3");
  }
  switch (process.kind)
  {
    case SeriesProcessKind::FractionalNoise:
    case SeriesProcessKind::MinimalLeverage:
      return order == 1 ? process.hurst : 0.0;
    case SeriesProcessKind::MultifractalRandomWalk:
    case SeriesProcessKind::SkewedMultifractalWalk:
      return order == 1 ? process.hurst + process.intermittency : order == 2 ? -process.intermittency : 0.0;
    case SeriesProcessKind::Poisson:
      break;
  }
  ThrowNoClosedForm("log-cumulants", process);
}

double
ScalingExponent(const SeriesProcess & process, double order)
{
  if (process.kind == SeriesProcessKind::Poisson)
  {
    CheckSeriesProcess(process);
    return 1.0;
  }
  return LogCumulant(process, 1) * order + 0.5 * LogCumulant(process, 2) * order * order;
}

double
SeriesVariance(const SeriesProcess & process)
{
  CheckSeriesProcess(process);
  switch (process.kind)
  {
    case SeriesProcessKind::FractionalNoise:
    case SeriesProcessKind::MultifractalRandomWalk:
      return 1.0;
    case SeriesProcessKind::SkewedMultifractalWalk:
      return std::exp(2.0 * SumOfSquares(LeverageKernel(process)));
    case SeriesProcessKind::MinimalLeverage:
      return 1.0 + process.leverage * process.leverage;
    case SeriesProcessKind::Poisson:
      return process.intensity;
  }
  ThrowNoClosedForm("variance", process);
}

double
SeriesKurtosis(const SeriesProcess & process)
{
  CheckSeriesProcess(process);
  const double a2 = process.leverage * process.leverage;
  switch (process.kind)
  {
    case SeriesProcessKind::FractionalNoise:
      return 3.0;
    case SeriesProcessKind::MultifractalRandomWalk:
      return 3.0 * std::pow(static_cast<double>(process.integralScale), 4.0 * process.intermittency);
    case SeriesProcessKind::MinimalLeverage:
      return 3.0 * (1.0 + 6.0 * a2 + 3.0 * a2 * a2) / ((1.0 + a2) * (1.0 + a2));
    case SeriesProcessKind::Poisson:
      return 3.0 + 1.0 / process.intensity;
    case SeriesProcessKind::SkewedMultifractalWalk:
      break;
  }
  ThrowNoClosedForm("kurtosis", process);
}

double
SeriesLeverage(const SeriesProcess & process, long lag)
{
  CheckSeriesProcess(process);
  if (lag == 0)
  {
    throw std::invalid_argument("the leverage needs a lag other than 0");
  }
  if (process.kind == SeriesProcessKind::MinimalLeverage)
  {
    return lag == static_cast<long>(process.leverageLag) ? 2.0 * process.leverage : 0.0;
  }
  if (process.kind == SeriesProcessKind::Poisson && !process.isSigned)
  {
    ThrowNoClosedForm("leverage", process);
  }
  const auto kernel = LeverageKernel(process);
  const auto tau = static_cast<std::size_t>(std::max(0L, lag));
  if (lag < 0 || tau > kernel.size())
  {
    return 0.0;
  }
  double near = 0.0;
  for (std::size_t k = 0; k < tau; ++k)
  {
    near += kernel[k] * kernel[k];
  }
  double far = 0.0;
  for (std::size_t i = 0; i < kernel.size(); ++i)
  {
    const double later = i + tau < kernel.size() ? kernel[i + tau] : 0.0;
    far += (2.0 * later + kernel[i]) * (2.0 * later + kernel[i]);
  }
  const double c0 = LogVolatilityCovariance(process, 0);
  const double volatility = std::exp(-3.0 * c0 + 0.5 * (5.0 * c0 + 4.0 * LogVolatilityCovariance(process, tau)));
  return -2.0 * kernel[tau - 1] * std::exp(2.0 * near + 0.5 * far) * volatility;
}
} // namespace phaseharmonics
