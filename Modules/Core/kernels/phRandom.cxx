// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phRandom.h"

#include <algorithm>
#include <cmath>

namespace phaseharmonics
{
namespace
{
constexpr double Pi = 3.14159265358979323846;

// The C library's log and sin may differ in the last bit between systems; these do not.
double
PortableLog(double x)
{
  int          exponent = 0;
  double       mantissa = std::frexp(x, &exponent);
  const double squareRootOfHalf = 0.70710678118654752440;
  if (mantissa < squareRootOfHalf)
  {
    mantissa *= 2.0;
    --exponent;
  }
  const double t = (mantissa - 1.0) / (mantissa + 1.0);
  const double square = t * t;
  double       series = 0.0;
  for (int n = 21; n >= 1; n -= 2)
  {
    series = series * square + 1.0 / n;
  }
  return 2.0 * t * series + exponent * 0.69314718055994530942;
}

double
SineSeries(double x)
{
  const double square = x * x;
  double       sum = 1.0;
  for (int n = 18; n >= 2; n -= 2)
  {
    sum = 1.0 - sum * square / (n * (n + 1));
  }
  return x * sum;
}

double
CosineSeries(double x)
{
  const double square = x * x;
  double       sum = 1.0;
  for (int n = 17; n >= 1; n -= 2)
  {
    sum = 1.0 - sum * square / (n * (n + 1));
  }
  return sum;
}

struct Point
{
  double x;
  double y;
};

Point
UnitCircle(double turns)
{
  const int    quarter = static_cast<int>(turns * 4.0 + 0.5);
  const double angle = 2.0 * Pi * (turns - quarter * 0.25);
  const double c = CosineSeries(angle);
  const double s = SineSeries(angle);
  switch (quarter % 4)
  {
    case 0:
      return { c, s };
    case 1:
      return { -s, c };
    case 2:
      return { -c, -s };
    default:
      return { s, -c };
  }
}

double
OpenUnitInterval(std::uint32_t bits)
{
  return (bits + 0.5) * (1.0 / 4294967296.0);
}
} // namespace

std::array<std::uint32_t, 4>
Philox(std::uint64_t key, std::uint64_t counterHigh, std::uint64_t counterLow)
{
  std::uint32_t k0 = static_cast<std::uint32_t>(key);
  std::uint32_t k1 = static_cast<std::uint32_t>(key >> 32);
  std::uint32_t c0 = static_cast<std::uint32_t>(counterLow);
  std::uint32_t c1 = static_cast<std::uint32_t>(counterLow >> 32);
  std::uint32_t c2 = static_cast<std::uint32_t>(counterHigh);
  std::uint32_t c3 = static_cast<std::uint32_t>(counterHigh >> 32);
  for (int round = 0; round < 10; ++round)
  {
    const std::uint64_t product0 = std::uint64_t{ 0xD2511F53u } * c0;
    const std::uint64_t product1 = std::uint64_t{ 0xCD9E8D57u } * c2;
    const std::uint32_t next0 = static_cast<std::uint32_t>(product1 >> 32) ^ c1 ^ k0;
    const std::uint32_t next2 = static_cast<std::uint32_t>(product0 >> 32) ^ c3 ^ k1;
    c1 = static_cast<std::uint32_t>(product1);
    c3 = static_cast<std::uint32_t>(product0);
    c0 = next0;
    c2 = next2;
    k0 += 0x9E3779B9u;
    k1 += 0xBB67AE85u;
  }
  return { { c0, c1, c2, c3 } };
}

template <typename T>
void
FillStandardNormal(T * values, std::size_t count, std::uint64_t seed, std::uint64_t stream)
{
  for (std::size_t block = 0; 4 * block < count; ++block)
  {
    const auto            bits = Philox(seed, stream, block);
    std::array<double, 4> normal;
    for (int pair = 0; pair < 2; ++pair)
    {
      const double radius = std::sqrt(-2.0 * PortableLog(OpenUnitInterval(bits[2 * pair])));
      const Point  point = UnitCircle(OpenUnitInterval(bits[2 * pair + 1]));
      normal[2 * pair] = radius * point.x;
      normal[2 * pair + 1] = radius * point.y;
    }
    const std::size_t last = std::min<std::size_t>(4, count - 4 * block);
    for (std::size_t i = 0; i < last; ++i)
    {
      values[4 * block + i] = static_cast<T>(normal[i]);
    }
  }
}

template <typename T>
void
FillUniform(T * values, std::size_t count, std::uint64_t seed, std::uint64_t stream)
{
  for (std::size_t block = 0; 4 * block < count; ++block)
  {
    const auto        bits = Philox(seed, stream, block);
    const std::size_t last = std::min<std::size_t>(4, count - 4 * block);
    for (std::size_t i = 0; i < last; ++i)
    {
      values[4 * block + i] = static_cast<T>(OpenUnitInterval(bits[i]));
    }
  }
}

template PhaseHarmonics_EXPORT void
FillStandardNormal<float>(float *, std::size_t, std::uint64_t, std::uint64_t);
template PhaseHarmonics_EXPORT void
FillStandardNormal<double>(double *, std::size_t, std::uint64_t, std::uint64_t);
template PhaseHarmonics_EXPORT void
FillUniform<float>(float *, std::size_t, std::uint64_t, std::uint64_t);
template PhaseHarmonics_EXPORT void
FillUniform<double>(double *, std::size_t, std::uint64_t, std::uint64_t);
} // namespace phaseharmonics
