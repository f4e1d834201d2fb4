// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "ImageMetrics.h"

#include <cmath>
#include <limits>
#include <stdexcept>

namespace phaseharmonics_examples
{
namespace
{
struct CentralMoments
{
  double mean{ 0.0 };
  double second{ 0.0 };
  double fourth{ 0.0 };
  bool   constant{ true };
};

CentralMoments
ComputeCentralMoments(const std::vector<double> & values)
{
  CentralMoments moments;
  const auto     count = static_cast<double>(values.size());
  for (const double value : values)
  {
    moments.mean += value;
    moments.constant = moments.constant && value == values.front();
  }
  moments.mean /= count;
  for (const double value : values)
  {
    const double square = (value - moments.mean) * (value - moments.mean);
    moments.second += square / count;
    moments.fourth += square * square / count;
  }
  // Rounding of the mean must not pass for a spread.
  moments.constant = moments.constant || !(moments.second > 0.0);
  return moments;
}
} // namespace

const std::vector<std::size_t> IncrementLags{ 1, 2, 4, 8, 16 };

void
CheckNumberOfValues(const std::vector<double> & values, const Grid & grid)
{
  if (values.empty() || values.size() != grid.NumberOfPixels())
  {
    throw std::invalid_argument("number of values (" + std::to_string(values.size()) +
                                ") differs from the number of pixels (" + std::to_string(grid.NumberOfPixels()) + ")");
  }
}

std::vector<double>
Standardize(const std::vector<double> & values)
{
  const CentralMoments moments = ComputeCentralMoments(values);
  const double         scale = moments.constant ? 0.0 : 1.0 / std::sqrt(moments.second);
  std::vector<double>  standardized(values.size());
  for (std::size_t i = 0; i < values.size(); ++i)
  {
    standardized[i] = (values[i] - moments.mean) * scale;
  }
  return standardized;
}

double
Kurtosis(const std::vector<double> & values)
{
  const CentralMoments moments = ComputeCentralMoments(values);
  return moments.constant ? std::numeric_limits<double>::quiet_NaN()
                          : moments.fourth / (moments.second * moments.second);
}

std::vector<double>
IncrementKurtosis(const std::vector<double> & values, const Grid & grid, const std::vector<std::size_t> & lags)
{
  CheckNumberOfValues(values, grid);
  const std::size_t   width = grid.size[0];
  std::vector<double> kurtosis;
  std::vector<double> increments(values.size());
  for (const std::size_t lag : lags)
  {
    for (std::size_t line = 0; line < values.size(); line += width)
    {
      for (std::size_t x = 0; x < width; ++x)
      {
        increments[line + x] = values[line + (x + lag) % width] - values[line + x];
      }
    }
    kurtosis.push_back(Kurtosis(increments));
  }
  return kurtosis;
}
} // namespace phaseharmonics_examples
