// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef Canvas_h
#define Canvas_h

#include <cstdint>
#include <string>
#include <vector>

namespace phaseharmonics_examples
{
struct Color
{
  std::uint8_t red{ 0 };
  std::uint8_t green{ 0 };
  std::uint8_t blue{ 0 };
};

inline bool
operator==(const Color & a, const Color & b)
{
  return a.red == b.red && a.green == b.green && a.blue == b.blue;
}

constexpr Color White{ 255, 255, 255 };
constexpr Color Ink{ 32, 33, 36 };
constexpr Color FaintInk{ 105, 110, 118 };
constexpr Color RuleColor{ 222, 224, 228 };

/** The center of pixel (i, j) lies at (i + 0.5, j + 0.5); y points down. */
struct Point
{
  double x{ 0.0 };
  double y{ 0.0 };
};
using Path = std::vector<Point>;

struct Rectangle
{
  int x{ 0 };
  int y{ 0 };
  int width{ 0 };
  int height{ 0 };
};

/** RGB picture in memory that one can draw on. What falls outside is ignored. */
class Canvas
{
public:
  Canvas(int width, int height, Color background = White);

  int
  GetWidth() const
  {
    return m_Width;
  }
  int
  GetHeight() const
  {
    return m_Height;
  }
  Color
  GetPixel(int x, int y) const;
  void
  SetPixel(int x, int y, Color color);

  void
  FillRectangle(const Rectangle & rectangle, Color color);

  /** Frame of one pixel just inside the rectangle. */
  void
  DrawFrame(const Rectangle & rectangle, Color color);

  /** Antialiased lines with round ends; overlapping paths do not darken each other. A path of one point is a disc. */
  void
  Stroke(const std::vector<Path> & paths, double thickness, Color color);
  void
  Stroke(const std::vector<Path> & paths, double thickness, Color color, const Rectangle & clip);

  void
  Paste(const Canvas & other, int x, int y);

  /** A quarter turn counterclockwise. */
  Canvas
  Rotated() const;

  /** Each new pixel is the mean over the area it covers. */
  Canvas
  Resampled(int width, int height) const;

  void
  WritePng(const std::string & path) const;

private:
  void
  Blend(int x, int y, Color color, double opacity);

  int                m_Width;
  int                m_Height;
  std::vector<Color> m_Pixels;
};
} // namespace phaseharmonics_examples

#endif
