// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "Text.h"

#include "Glyphs.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <vector>

namespace phaseharmonics_examples
{
namespace
{
constexpr double CapitalHeight = 14.0;
constexpr double SmallHeight = 10.0;
constexpr double ScriptScale = 0.72;

struct PlacedGlyph
{
  char32_t character;
  int      script;
};

char32_t
NextCharacter(const std::string & text, std::size_t & position)
{
  const auto   first = static_cast<unsigned char>(text[position++]);
  int          followers = first >= 0xF0 ? 3 : (first >= 0xE0 ? 2 : (first >= 0xC0 ? 1 : 0));
  unsigned int code = followers == 0 ? first : first & (0x3FU >> followers);
  while (followers-- > 0 && position < text.size())
  {
    code = code << 6U | (static_cast<unsigned char>(text[position++]) & 0x3FU);
  }
  return code;
}

std::vector<PlacedGlyph>
Parse(const std::string & text)
{
  std::vector<PlacedGlyph> glyphs;
  int                      script = 0;
  for (std::size_t position = 0; position < text.size();)
  {
    if ((text[position] == '^' || text[position] == '_') && position + 1 < text.size() && text[position + 1] == '{')
    {
      script = text[position] == '^' ? 1 : -1;
      position += 2;
    }
    else if (script != 0 && text[position] == '}')
    {
      script = 0;
      ++position;
    }
    else
    {
      glyphs.push_back({ NextCharacter(text, position), script });
    }
  }
  return glyphs;
}

double
Thickness(double size, bool bold)
{
  return std::max(1.0, size * 0.115) * (bold ? 1.5 : 1.0);
}

/** Stretches a coordinate so that the edges of letters fall on whole pixels. */
double
Fit(double value, double edge, double scale)
{
  return edge > 0.0 ? value / edge * std::round(edge * scale) : value * scale;
}

double
FitHeight(double y, double scale)
{
  if (y <= SmallHeight)
  {
    return Fit(y, SmallHeight, scale);
  }
  const double small = std::round(SmallHeight * scale);
  const double rest = std::round(CapitalHeight * scale) - small;
  return small + (y - SmallHeight) / (CapitalHeight - SmallHeight) * rest;
}

/** Draws, or only measures where there is no canvas; returns the width. */
int
Layout(Canvas * canvas, int left, int baseline, const std::string & text, const TextStyle & style)
{
  int x = left;
  int gap = 0;
  for (const PlacedGlyph & placed : Parse(text))
  {
    const double  size = placed.script == 0 ? style.size : std::max(6.0, style.size * ScriptScale);
    const double  scale = size / CapitalHeight;
    const double  thickness = Thickness(size, style.bold);
    const Glyph & glyph = GetGlyph(placed.character);
    const int     width = static_cast<int>(std::round(glyph.width * scale));
    const int     shift = placed.script > 0 ? static_cast<int>(std::round(style.size * 0.5))
                                            : (placed.script < 0 ? -static_cast<int>(std::round(style.size * 0.25)) : 0);
    if (canvas != nullptr)
    {
      const auto place = [&](const Point & p) {
        return Point{ x + 0.5 + Fit(p.x, glyph.width, scale), baseline - shift - 0.5 - FitHeight(p.y, scale) };
      };
      std::vector<Path> strokes;
      std::vector<Path> dots;
      for (const Path & path : glyph.paths)
      {
        Path & placedPath = (path.size() == 1 ? dots : strokes).emplace_back();
        std::transform(path.begin(), path.end(), std::back_inserter(placedPath), place);
      }
      canvas->Stroke(strokes, thickness, style.color);
      canvas->Stroke(dots, thickness * 1.35, style.color);
    }
    gap = static_cast<int>(std::round(2.7 * scale + thickness * 0.9));
    x += width + gap;
  }
  return x == left ? 0 : x - gap - left + 1;
}
} // namespace

int
TextWidth(const std::string & text, const TextStyle & style)
{
  return Layout(nullptr, 0, 0, text, style);
}

void
DrawText(Canvas &            canvas,
         int                 x,
         int                 baseline,
         const std::string & text,
         const TextStyle &   style,
         TextAlignment       alignment)
{
  const int width = TextWidth(text, style);
  const int left =
    alignment == TextAlignment::Left ? x : (alignment == TextAlignment::Center ? x - width / 2 : x - width);
  Layout(&canvas, left, baseline, text, style);
}

int
LineHeight(const TextStyle & style)
{
  return static_cast<int>(std::round(style.size * 1.9));
}
} // namespace phaseharmonics_examples
