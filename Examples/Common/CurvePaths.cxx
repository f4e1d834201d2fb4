// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "CurvePaths.h"

#include <algorithm>
#include <cmath>

namespace phaseharmonics_examples
{
std::vector<Path>
Simplify(const Path & points)
{
  std::vector<Path> paths(1);
  for (std::size_t i = 0; i < points.size();)
  {
    if (!std::isfinite(points[i].x + points[i].y))
    {
      paths.emplace_back();
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < points.size() && std::isfinite(points[end].x + points[end].y) &&
           std::floor(points[end].x) == std::floor(points[i].x))
    {
      ++end;
    }
    const auto byHeight = [](const Point & a, const Point & b) { return a.y < b.y; };
    const auto begin = points.begin() + static_cast<std::ptrdiff_t>(i);
    const auto stop = points.begin() + static_cast<std::ptrdiff_t>(end);
    if (end - i <= 4)
    {
      paths.back().insert(paths.back().end(), begin, stop);
    }
    else
    {
      const auto extremes = std::minmax_element(begin, stop, byHeight);
      for (const auto point : { begin, extremes.first, extremes.second, stop - 1 })
      {
        paths.back().push_back(*point);
      }
    }
    i = end;
  }
  return paths;
}

std::vector<Path>
Dashed(const std::vector<Path> & paths, double on, double off)
{
  std::vector<Path> dashes;
  for (const Path & path : paths)
  {
    double position = 0.0;
    for (std::size_t i = 0; i + 1 < path.size(); ++i)
    {
      const double length = std::hypot(path[i + 1].x - path[i].x, path[i + 1].y - path[i].y);
      const auto   at = [&](double s) {
        return Point{ path[i].x + (path[i + 1].x - path[i].x) * s / length,
                      path[i].y + (path[i + 1].y - path[i].y) * s / length };
      };
      for (double s = 0.0; s < length;)
      {
        const double phase = std::fmod(position + s, on + off);
        const double end = std::min(length, s + std::max(1e-3, (phase < on ? on : on + off) - phase));
        if (phase < on)
        {
          if (phase > 0.0 && s == 0.0 && !dashes.empty())
          {
            dashes.back().push_back(at(end));
          }
          else
          {
            dashes.push_back({ at(s), at(end) });
          }
        }
        s = end;
      }
      position += length;
    }
  }
  return dashes;
}

std::size_t
PixelsInside(const Rectangle & place, const std::vector<Path> & paths)
{
  std::size_t count = 0;
  for (const Path & path : paths)
  {
    for (std::size_t i = 0; i + 1 < path.size(); ++i)
    {
      const double length = std::hypot(path[i + 1].x - path[i].x, path[i + 1].y - path[i].y);
      const auto   steps = static_cast<int>(std::clamp(std::ceil(length), 1.0, 2000.0));
      for (int s = 0; s < steps; ++s)
      {
        const double x = path[i].x + (path[i + 1].x - path[i].x) * s / steps;
        const double y = path[i].y + (path[i + 1].y - path[i].y) * s / steps;
        count +=
          x >= place.x - 3 && x <= place.x + place.width + 3 && y >= place.y - 3 && y <= place.y + place.height + 3 ? 1
                                                                                                                    : 0;
      }
    }
  }
  return count;
}
} // namespace phaseharmonics_examples
