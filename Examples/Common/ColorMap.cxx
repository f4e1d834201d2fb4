// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "ColorMap.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace phaseharmonics_examples
{
namespace
{
constexpr double Pi = 3.14159265358979323846;
constexpr int    NumberOfColors = 256;

/** Linear sRGB of a color of the Oklab space in polar form (lightness 0..1, chroma, hue in degrees). */
std::array<double, 3>
FromOklch(double lightness, double chroma, double hue)
{
  const double a = chroma * std::cos(hue * Pi / 180.0);
  const double b = chroma * std::sin(hue * Pi / 180.0);
  const double l = std::pow(lightness + 0.3963377774 * a + 0.2158037573 * b, 3.0);
  const double m = std::pow(lightness - 0.1055613458 * a - 0.0638541728 * b, 3.0);
  const double s = std::pow(lightness - 0.0894841775 * a - 1.2914855480 * b, 3.0);
  return { { 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
             -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
             -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s } };
}

std::uint8_t
EncodeChannel(double linear)
{
  const double value = std::clamp(linear, 0.0, 1.0);
  const double encoded = value <= 0.0031308 ? 12.92 * value : 1.055 * std::pow(value, 1.0 / 2.4) - 0.055;
  return static_cast<std::uint8_t>(std::lround(255.0 * encoded));
}

/** Gives up chroma, rather than hue or lightness, where a screen cannot show the color. */
Color
OklchColor(double lightness, double chroma, double hue)
{
  auto       rgb = FromOklch(lightness, chroma, hue);
  const auto shown = [](const std::array<double, 3> & c) {
    return std::all_of(c.begin(), c.end(), [](double v) { return v >= -1e-4 && v <= 1.0 + 1e-4; });
  };
  while (!shown(rgb) && chroma > 0.0)
  {
    chroma -= 0.002;
    rgb = FromOklch(lightness, std::max(0.0, chroma), hue);
  }
  return { EncodeChannel(rgb[0]), EncodeChannel(rgb[1]), EncodeChannel(rgb[2]) };
}

Color
DivergingColor(double t)
{
  const double strength = std::abs(2.0 * t - 1.0);
  const double lightness = 0.975 - 0.60 * std::pow(strength, 1.15);
  const double chroma =
    0.15 * std::sin(0.5 * Pi * std::min(1.0, 1.3 * strength)) - 0.05 * strength * strength * strength;
  return OklchColor(lightness, chroma, t < 0.5 ? 252.0 : 27.0);
}

Color
CyclicColor(double t)
{
  const double angle = 2.0 * Pi * t;
  return OklchColor(0.66 + 0.17 * std::cos(angle), 0.12, 98.0 + 360.0 * t);
}

std::vector<Color>
Tabulate(ColorMap map)
{
  std::vector<Color> colors;
  for (int i = 0; i < NumberOfColors; ++i)
  {
    switch (map)
    {
      case ColorMap::Gray: {
        const auto level = static_cast<std::uint8_t>(i);
        colors.push_back({ level, level, level });
        break;
      }
      case ColorMap::Diverging:
        colors.push_back(DivergingColor(static_cast<double>(i) / (NumberOfColors - 1)));
        break;
      case ColorMap::Cyclic:
        colors.push_back(CyclicColor(static_cast<double>(i) / NumberOfColors));
        break;
    }
  }
  return colors;
}
} // namespace

const std::vector<Color> &
GetColors(ColorMap map)
{
  static const std::vector<Color> gray = Tabulate(ColorMap::Gray);
  static const std::vector<Color> diverging = Tabulate(ColorMap::Diverging);
  static const std::vector<Color> cyclic = Tabulate(ColorMap::Cyclic);
  return map == ColorMap::Gray ? gray : (map == ColorMap::Diverging ? diverging : cyclic);
}

Color
CurveColor(std::size_t index)
{
  static const std::array<Color, 7> colors{ { { 32, 33, 36 },
                                              { 213, 94, 0 },
                                              { 0, 114, 178 },
                                              { 0, 158, 115 },
                                              { 204, 121, 167 },
                                              { 230, 159, 0 },
                                              { 86, 180, 233 } } };
  return colors[index % colors.size()];
}
} // namespace phaseharmonics_examples
