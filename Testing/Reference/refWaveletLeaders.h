// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef refWaveletLeaders_h
#define refWaveletLeaders_h

#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

// Wavelet coefficients and leaders straight from their definitions: the wavelet of each scale is sampled by iterating
// its filters, and leaders search all coefficients.
namespace phaseharmonics_reference
{
struct ScalePoint
{
  long   interval;
  double value;
};

/** Sequence that a coefficient of scale j is the inner product of the samples with, starting at 2^j times its number.
 */
inline std::vector<double>
SampledWavelet(int j)
{
  // Daubechies 1988, table 1, N = 3.
  const std::vector<double> low{ 0.3326705529500826,  0.8068915093110926,  0.4598775021184916,
                                 -0.1350110200102546, -0.0854412738820267, 0.0352262918857095 };
  std::vector<double>       sequence(6);
  for (int n = 0; n < 6; ++n)
  {
    sequence[n] = (n % 2 == 0 ? 1.0 : -1.0) * low[5 - n];
  }
  for (int scale = 1; scale < j; ++scale)
  {
    std::vector<double> finer(2 * sequence.size() + 4, 0.0);
    for (std::size_t k = 0; k < sequence.size(); ++k)
    {
      for (std::size_t n = 0; n < 6; ++n)
      {
        finer[2 * k + n] += sequence[k] * low[n];
      }
    }
    sequence = finer;
  }
  return sequence;
}

inline std::vector<ScalePoint>
Coefficients(const std::vector<double> & path, int j)
{
  const auto              wavelet = SampledWavelet(j);
  const long              step = 1L << j;
  std::vector<ScalePoint> points;
  for (long start = 0; start + static_cast<long>(wavelet.size()) <= static_cast<long>(path.size()); start += step)
  {
    double sum = 0.0;
    for (std::size_t i = 0; i < wavelet.size(); ++i)
    {
      sum += wavelet[i] * path[static_cast<std::size_t>(start) + i];
    }
    const double center = start + 0.5 * static_cast<double>(wavelet.size() - 1);
    points.push_back(
      { static_cast<long>(std::floor(center / static_cast<double>(step))), sum * std::pow(2.0, -0.5 * j) });
  }
  return points;
}

/** NaN where a coefficient is missing. */
inline double
Leader(const std::vector<std::vector<ScalePoint>> & coefficients, int j, long interval, double p)
{
  double largest = 0.0;
  double sum = 0.0;
  for (int scale = 1; scale <= j; ++scale)
  {
    const long begin = (interval - 1) * (1L << (j - scale));
    const long end = (interval + 2) * (1L << (j - scale));
    for (long k = begin; k < end; ++k)
    {
      bool found = false;
      for (const ScalePoint & point : coefficients[static_cast<std::size_t>(scale - 1)])
      {
        if (point.interval == k)
        {
          largest = std::max(largest, std::abs(point.value));
          sum += std::pow(std::abs(point.value), p) * std::pow(2.0, scale - j);
          found = true;
        }
      }
      if (!found)
      {
        return std::numeric_limits<double>::quiet_NaN();
      }
    }
  }
  return std::isinf(p) ? largest : std::pow(sum, 1.0 / p);
}
} // namespace phaseharmonics_reference

#endif
