// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "Canvas.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

namespace phaseharmonics_examples
{
namespace
{
Rectangle
Intersection(const Rectangle & a, const Rectangle & b)
{
  const int left = std::max(a.x, b.x);
  const int top = std::max(a.y, b.y);
  const int right = std::min(a.x + a.width, b.x + b.width);
  const int bottom = std::min(a.y + a.height, b.y + b.height);
  return { left, top, std::max(0, right - left), std::max(0, bottom - top) };
}

/** Pixels that a shape of half-width `reach` around the path may touch. */
Rectangle
Bounds(const Point & a, const Point & b, double reach)
{
  // Coordinates far outside would overflow an int.
  const auto bounded = [](double v) { return std::clamp(v, -1e6, 1e6); };
  const auto left = static_cast<int>(std::floor(bounded(std::min(a.x, b.x) - reach)));
  const auto right = static_cast<int>(std::ceil(bounded(std::max(a.x, b.x) + reach)));
  const auto top = static_cast<int>(std::floor(bounded(std::min(a.y, b.y) - reach)));
  const auto bottom = static_cast<int>(std::ceil(bounded(std::max(a.y, b.y) + reach)));
  return { left, top, right - left, bottom - top };
}

double
DistanceToSegment(double x, double y, const Point & a, const Point & b)
{
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const double square = dx * dx + dy * dy;
  const double t = square > 0.0 ? std::clamp(((x - a.x) * dx + (y - a.y) * dy) / square, 0.0, 1.0) : 0.0;
  return std::hypot(x - a.x - t * dx, y - a.y - t * dy);
}

struct Share
{
  int    source;
  double weight;
};

/** For each new pixel along an axis, the old pixels below it and their shares. */
std::vector<std::vector<Share>>
AreaShares(int oldSize, int newSize)
{
  std::vector<std::vector<Share>> shares(static_cast<std::size_t>(newSize));
  const double                    step = static_cast<double>(oldSize) / newSize;
  for (int i = 0; i < newSize; ++i)
  {
    const double begin = i * step;
    const double end = begin + step;
    for (int source = static_cast<int>(begin); source < oldSize && source < end; ++source)
    {
      const double overlap = std::min(end, source + 1.0) - std::max(begin, static_cast<double>(source));
      if (overlap > 1e-9)
      {
        shares[static_cast<std::size_t>(i)].push_back({ source, overlap / step });
      }
    }
  }
  return shares;
}
} // namespace

Canvas::Canvas(int width, int height, Color background)
  : m_Width(width)
  , m_Height(height)
{
  if (width < 1 || height < 1)
  {
    throw std::invalid_argument("a picture needs at least one pixel");
  }
  m_Pixels.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), background);
}

Color
Canvas::GetPixel(int x, int y) const
{
  return m_Pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(m_Width) + static_cast<std::size_t>(x)];
}

void
Canvas::SetPixel(int x, int y, Color color)
{
  if (x >= 0 && y >= 0 && x < m_Width && y < m_Height)
  {
    m_Pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(m_Width) + static_cast<std::size_t>(x)] = color;
  }
}

void
Canvas::Blend(int x, int y, Color color, double opacity)
{
  const Color below = this->GetPixel(x, y);
  const auto  mix = [opacity](std::uint8_t from, std::uint8_t to) {
    return static_cast<std::uint8_t>(std::lround(from + opacity * (to - from)));
  };
  this->SetPixel(x, y, { mix(below.red, color.red), mix(below.green, color.green), mix(below.blue, color.blue) });
}

void
Canvas::FillRectangle(const Rectangle & rectangle, Color color)
{
  const Rectangle inside = Intersection(rectangle, { 0, 0, m_Width, m_Height });
  for (int y = inside.y; y < inside.y + inside.height; ++y)
  {
    for (int x = inside.x; x < inside.x + inside.width; ++x)
    {
      this->SetPixel(x, y, color);
    }
  }
}

void
Canvas::DrawFrame(const Rectangle & r, Color color)
{
  this->FillRectangle({ r.x, r.y, r.width, 1 }, color);
  this->FillRectangle({ r.x, r.y + r.height - 1, r.width, 1 }, color);
  this->FillRectangle({ r.x, r.y, 1, r.height }, color);
  this->FillRectangle({ r.x + r.width - 1, r.y, 1, r.height }, color);
}

void
Canvas::Stroke(const std::vector<Path> & paths, double thickness, Color color)
{
  this->Stroke(paths, thickness, color, { 0, 0, m_Width, m_Height });
}

void
Canvas::Stroke(const std::vector<Path> & paths, double thickness, Color color, const Rectangle & clip)
{
  const double    reach = 0.5 * thickness + 0.5;
  const Rectangle visible = Intersection(clip, { 0, 0, m_Width, m_Height });

  double left = visible.x + visible.width;
  double right = visible.x;
  double top = visible.y + visible.height;
  double bottom = visible.y;
  for (const Path & path : paths)
  {
    for (const Point & point : path)
    {
      left = std::min(left, point.x);
      right = std::max(right, point.x);
      top = std::min(top, point.y);
      bottom = std::max(bottom, point.y);
    }
  }
  if (left > right || top > bottom)
  {
    return; // no points
  }
  const Rectangle    box = Intersection(Bounds({ left, top }, { right, bottom }, reach), visible);
  std::vector<float> coverage(static_cast<std::size_t>(box.width) * static_cast<std::size_t>(box.height), 0.0F);

  for (const Path & path : paths)
  {
    for (std::size_t i = 0; i < path.size(); ++i)
    {
      const Point & from = path[i];
      const Point & to = path[std::min(i + 1, path.size() - 1)];
      if (!std::isfinite(from.x + from.y + to.x + to.y))
      {
        continue;
      }
      const Rectangle near = Intersection(Bounds(from, to, reach), box);
      for (int y = near.y; y < near.y + near.height; ++y)
      {
        float * const line =
          coverage.data() + static_cast<std::size_t>(y - box.y) * static_cast<std::size_t>(box.width);
        for (int x = near.x; x < near.x + near.width; ++x)
        {
          const double distance = DistanceToSegment(x + 0.5, y + 0.5, from, to);
          line[x - box.x] = std::max(line[x - box.x], static_cast<float>(std::clamp(reach - distance, 0.0, 1.0)));
        }
      }
    }
  }

  std::size_t i = 0;
  for (int y = box.y; y < box.y + box.height; ++y)
  {
    for (int x = box.x; x < box.x + box.width; ++x, ++i)
    {
      if (coverage[i] > 0.0F)
      {
        this->Blend(x, y, color, coverage[i]);
      }
    }
  }
}

void
Canvas::Paste(const Canvas & other, int x, int y)
{
  for (int row = 0; row < other.m_Height; ++row)
  {
    for (int column = 0; column < other.m_Width; ++column)
    {
      this->SetPixel(x + column, y + row, other.GetPixel(column, row));
    }
  }
}

Canvas
Canvas::Rotated() const
{
  Canvas rotated(m_Height, m_Width);
  for (int y = 0; y < m_Height; ++y)
  {
    for (int x = 0; x < m_Width; ++x)
    {
      rotated.SetPixel(y, m_Width - 1 - x, this->GetPixel(x, y));
    }
  }
  return rotated;
}

Canvas
Canvas::Resampled(int width, int height) const
{
  const auto columns = AreaShares(m_Width, width);
  const auto rows = AreaShares(m_Height, height);
  Canvas     resampled(width, height);
  for (int y = 0; y < height; ++y)
  {
    for (int x = 0; x < width; ++x)
    {
      std::array<double, 3> sum{};
      for (const Share & row : rows[static_cast<std::size_t>(y)])
      {
        for (const Share & column : columns[static_cast<std::size_t>(x)])
        {
          const Color  color = this->GetPixel(column.source, row.source);
          const double weight = row.weight * column.weight;
          sum[0] += weight * color.red;
          sum[1] += weight * color.green;
          sum[2] += weight * color.blue;
        }
      }
      resampled.SetPixel(x,
                         y,
                         { static_cast<std::uint8_t>(std::lround(sum[0])),
                           static_cast<std::uint8_t>(std::lround(sum[1])),
                           static_cast<std::uint8_t>(std::lround(sum[2])) });
    }
  }
  return resampled;
}
} // namespace phaseharmonics_examples
