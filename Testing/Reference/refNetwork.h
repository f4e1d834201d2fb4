// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

#ifndef refNetwork_h
#define refNetwork_h

#include "refArray.h"

#include <algorithm>

namespace phaseharmonics_reference
{
// A filter of one feature, for all channels: weights of channel, y, x.
struct NetworkFilter
{
  int                 side;
  std::vector<double> weights;
  double              bias{ 0.0 };
};

// max(0, bias + sum over channels and taps), with the middle tap at the pixel.
inline RealArray
NetworkFeature(const std::vector<RealArray> & channels, const NetworkFilter & filter)
{
  RealArray feature(channels.front().grid);
  const int radius = (filter.side - 1) / 2;
  for (std::size_t i = 0; i < feature.data.size(); ++i)
  {
    const auto  u = feature.grid.Position(i);
    double      sum = filter.bias;
    std::size_t weight = 0;
    for (const RealArray & channel : channels)
    {
      for (int y = -radius; y <= radius; ++y)
      {
        for (int x = -radius; x <= radius; ++x)
        {
          sum += filter.weights[weight++] * channel.At(u[0] + x, u[1] + y, 0);
        }
      }
    }
    feature.data[i] = std::max(0.0, sum);
  }
  return feature;
}

// Means over the pixels that there are of cells of 2 x 2.
inline RealArray
NetworkPooled(const RealArray & image)
{
  const auto & size = image.grid.size;
  RealArray    pooled(MakeGrid((size[0] + 1) / 2, (size[1] + 1) / 2));
  for (std::size_t i = 0; i < pooled.data.size(); ++i)
  {
    const auto u = pooled.grid.Position(i);
    int        count = 0;
    for (int y = 2 * u[1]; y < std::min(2 * u[1] + 2, size[1]); ++y)
    {
      for (int x = 2 * u[0]; x < std::min(2 * u[0] + 2, size[0]); ++x)
      {
        pooled.data[i] += image.At(x, y, 0);
        ++count;
      }
    }
    pooled.data[i] /= count;
  }
  return pooled;
}

inline double
MeanOfProducts(const RealArray & a, const RealArray & b)
{
  double sum = 0.0;
  for (std::size_t i = 0; i < a.data.size(); ++i)
  {
    sum += a.data[i] * b.data[i];
  }
  return sum / static_cast<double>(a.data.size());
}
} // namespace phaseharmonics_reference

#endif
