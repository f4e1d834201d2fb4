// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "Axis.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <stdexcept>

namespace phaseharmonics_examples
{
namespace
{
/** 1, 2 or 5 times a power of ten, near the given step. */
double
NiceStep(double step)
{
  const double power = std::pow(10.0, std::floor(std::log10(step)));
  const double lead = step / power;
  return power * (lead < 1.5 ? 1.0 : (lead < 3.5 ? 2.0 : (lead < 7.5 ? 5.0 : 10.0)));
}

std::string
PowerOfTen(int exponent)
{
  if (exponent == 0 || exponent == 1)
  {
    return exponent == 0 ? "1" : "10";
  }
  return "10^{" + std::string(exponent < 0 ? "−" : "") + std::to_string(std::abs(exponent)) + "}";
}

std::string
WithMinusSign(const std::string & number)
{
  return number[0] == '-' ? "−" + number.substr(1) : number;
}
} // namespace

std::string
FormatTick(double value, double span)
{
  char text[64];
  if (value == 0.0 || std::abs(value) < 1e-9 * span)
  {
    return "0";
  }
  const double magnitude = std::max(std::abs(value), span);
  if (magnitude >= 1e5 || magnitude < 1e-3)
  {
    const int    exponent = static_cast<int>(std::floor(std::log10(std::abs(value)) + 1e-9));
    const double lead = value / std::pow(10.0, exponent);
    std::snprintf(text, sizeof(text), "%.3g", lead);
    const std::string digits = WithMinusSign(text);
    return (digits == "1" ? "" : (digits == "−1" ? "−" : digits + "×")) + PowerOfTen(exponent);
  }
  const int decimals = std::clamp(2 - static_cast<int>(std::floor(std::log10(span))), 0, 8);
  std::snprintf(text, sizeof(text), "%.*f", decimals, value);
  std::string digits = text;
  if (digits.find('.') != std::string::npos)
  {
    digits.erase(digits.find_last_not_of('0') + 1);
    digits.erase(digits.find_last_not_of('.') + 1);
  }
  return WithMinusSign(digits);
}

Axis::Axis(double low, double high, bool logarithmic)
  : m_Low(std::min(low, high))
  , m_High(std::max(low, high))
  , m_Logarithmic(logarithmic)
{
  if (!std::isfinite(m_Low) || !std::isfinite(m_High) || (logarithmic && m_Low <= 0.0))
  {
    throw std::invalid_argument("a plot cannot have this range");
  }
  if (logarithmic && m_High < m_Low * 1.01)
  {
    m_Low /= 2.0;
    m_High *= 2.0;
  }
  else if (!logarithmic && m_High - m_Low <= 1e-12 * std::max(std::abs(m_Low), std::abs(m_High)))
  {
    const double margin = m_Low == 0.0 ? 1.0 : 0.1 * std::abs(m_Low);
    m_Low -= margin;
    m_High += margin;
  }
}

double
Axis::Position(double value) const
{
  if (!m_Logarithmic)
  {
    return (value - m_Low) / (m_High - m_Low);
  }
  return value > 0.0 ? std::log(value / m_Low) / std::log(m_High / m_Low) : std::numeric_limits<double>::quiet_NaN();
}

std::vector<Tick>
Axis::Ticks(int wanted) const
{
  std::vector<Tick> ticks;
  const double      decades = m_Logarithmic ? std::log10(m_High / m_Low) : 0.0;
  if (!m_Logarithmic || decades < 1.0)
  {
    const double span = m_High - m_Low;
    const double step = NiceStep(span / std::max(1, wanted));
    for (double i = std::ceil(m_Low / step - 1e-6); i * step <= m_High + 1e-6 * step; ++i)
    {
      ticks.push_back({ i * step, FormatTick(i * step, span) });
    }
    return ticks;
  }
  const int  first = static_cast<int>(std::floor(std::log10(m_Low)));
  const int  last = static_cast<int>(std::floor(std::log10(m_High) + 1e-9));
  const int  stride = std::max(1, static_cast<int>(std::ceil(decades / std::max(1, wanted))));
  const bool dense = decades < 2.2;
  for (int exponent = first; exponent <= last; ++exponent)
  {
    for (int lead = 1; lead < 10; ++lead)
    {
      const double value = lead * std::pow(10.0, exponent);
      if (value < m_Low * (1.0 - 1e-9) || value > m_High * (1.0 + 1e-9) || (lead > 1 && stride > 1))
      {
        continue;
      }
      const bool isLabeled = lead == 1 ? exponent % stride == 0 : dense && (lead == 2 || lead == 5);
      const bool isPlain = exponent >= -3 && exponent <= 3 && dense;
      ticks.push_back(
        { value,
          !isLabeled ? std::string() : (lead == 1 && !isPlain ? PowerOfTen(exponent) : FormatTick(value, value)) });
    }
  }
  return ticks;
}
} // namespace phaseharmonics_examples
