// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

#ifndef refMetrics_h
#define refMetrics_h

#include "refFourier.h"

namespace phaseharmonics_reference
{
// E[(x - m)^4] / E[(x - m)^2]^2; a Gaussian has 3.
inline double
Kurtosis(const RealArray & x)
{
  const double mean = Mean(x);
  double       second = 0.0;
  double       fourth = 0.0;
  for (const double value : x.data)
  {
    const double square = (value - mean) * (value - mean);
    second += square;
    fourth += square * square;
  }
  return fourth * static_cast<double>(x.data.size()) / (second * second);
}

// x(u + lag e_x) - x(u), periodic.
inline RealArray
Increments(const RealArray & x, int lag)
{
  RealArray result(x.grid);
  for (std::size_t i = 0; i < x.data.size(); ++i)
  {
    const std::array<int, 3> u = x.grid.Position(i);
    result.data[i] = x.At(u[0] + lag, u[1], u[2]) - x.data[i];
  }
  return result;
}

inline constexpr std::array<int, 5> IncrementLags{ 1, 2, 4, 8, 16 };

inline std::array<double, 5>
IncrementKurtosis(const RealArray & x)
{
  std::array<double, 5> result{};
  for (std::size_t i = 0; i < result.size(); ++i)
  {
    result[i] = Kurtosis(Increments(x, IncrementLags[i]));
  }
  return result;
}

// Mean of |X|^2 / d over rings. The radius is |w| / (2 pi) times the smallest side, rounded: cycles per image for a
// square, the same physical frequency along all axes otherwise. Rings 0..floor(smallest side / 2); corners left out.
inline std::vector<double>
RadialSpectrum(const RealArray & x)
{
  const Grid &        grid = x.grid;
  const int           side = grid.SmallestSide();
  std::vector<double> power(side / 2 + 1, 0.0);
  std::vector<int>    count(power.size(), 0);
  const ComplexArray  X = ForwardTransform(x);
  for (std::size_t i = 0; i < X.data.size(); ++i)
  {
    const std::array<double, 3> w = FrequencyAt(grid, i);
    const double                radius = side * std::sqrt(w[0] * w[0] + w[1] * w[1] + w[2] * w[2]) / (2 * Pi);
    const auto                  ring = static_cast<std::size_t>(std::lround(radius));
    if (ring < power.size())
    {
      power[ring] += std::norm(X.data[i]) / static_cast<double>(X.data.size());
      ++count[ring];
    }
  }
  for (std::size_t ring = 0; ring < power.size(); ++ring)
  {
    power[ring] /= count[ring];
  }
  return power;
}

struct SpectrumError
{
  double mean{};
  double maximum{};
};

// |log10(spectrum / reference)| over the rings where the reference exceeds 1e-3 of its maximum. Ring 0, the mean of
// the image, is left out of both.
inline SpectrumError
SpectrumErrorDex(const std::vector<double> & reference, const std::vector<double> & spectrum)
{
  double peak = 0.0;
  for (std::size_t ring = 1; ring < reference.size(); ++ring)
  {
    peak = std::max(peak, reference[ring]);
  }
  SpectrumError error;
  int           count = 0;
  for (std::size_t ring = 1; ring < reference.size(); ++ring)
  {
    if (reference[ring] > 1e-3 * peak)
    {
      const double dex = std::abs(std::log10(spectrum.at(ring) / reference[ring]));
      error.mean += dex;
      error.maximum = std::max(error.maximum, dex);
      ++count;
    }
  }
  error.mean /= count;
  return error;
}
} // namespace phaseharmonics_reference

#endif
