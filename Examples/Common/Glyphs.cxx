// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "Glyphs.h"

#include <cctype>
#include <cmath>
#include <map>
#include <sstream>
#include <string>

namespace phaseharmonics_examples
{
namespace
{
struct Outline
{
  double       width;
  const char * commands;
};

// M x y: start; L x y ...: lines; C (6 numbers) ...: Bezier curves; P x y: dot;
// E cx cy rx ry a0 a1: elliptic arc from a0 to a1 degrees, counterclockwise if a1 > a0, joined by a
// line to what was drawn before; e: the same, but starting anew.
// clang-format off
const std::map<char32_t, Outline> Outlines{
  { U' ', { 3, "" } },
  { U'!', { 0, "M 0 14 L 0 4.4 P 0 .3" } },
  { U'"', { 3, "M 0 14 L 0 10 M 3 14 L 3 10" } },
  { U'#', { 10, "M 2 0 L 4 14 M 6 0 L 8 14 M .6 9.4 L 10 9.4 M 0 4.6 L 9.4 4.6" } },
  { U'$', { 8.8, "M 8.4 11.4 C 7.8 12.6 6.4 13.2 4.5 13.2 C 2.2 13.2 .5 12 .5 10.2 C .5 8.4 2 7.9 4.6 7.3 C 7.2 6.7 8.8 5.8 8.8 3.9 C 8.8 1.9 7 .8 4.5 .8 C 2.2 .8 .6 1.6 0 3.2 M 4.5 16 L 4.5 -2" } },
  { U'%', { 12, "e 2.5 11 2.5 3 0 360 e 9.5 3 2.5 3 0 360 M 9.8 14 L 2.2 0" } },
  { U'&', { 10.4, "M 10.4 0 L 2.4 9.6 C .8 11.6 1.8 14 4.3 14 C 6.8 14 7.6 11.8 6.2 10 C 4.8 8.2 0 6.8 0 3.5 C 0 1.4 1.6 0 4 0 C 7 0 9.4 2.6 9.8 6.2" } },
  { U'\'', { 0, "M 0 14 L 0 10" } },
  { U'(', { 3.2, "M 3.2 16 C -1 10 -1 3 3.2 -3" } },
  { U')', { 3.2, "M 0 16 C 4.2 10 4.2 3 0 -3" } },
  { U'*', { 6, "M 3 14 L 3 8 M .4 12.5 L 5.6 9.5 M .4 9.5 L 5.6 12.5" } },
  { U'+', { 8, "M 4 11 L 4 3 M 0 7 L 8 7" } },
  { U',', { .8, "M .8 .4 L 0 -2.6" } },
  { U'-', { 4.4, "M 0 5.4 L 4.4 5.4" } },
  { U'.', { .6, "P .3 .3" } },
  { U'/', { 6, "M 0 -2 L 6 15" } },
  { U'0', { 8.4, "e 4.2 7 4.2 7 0 360" } },
  { U'1', { 8.4, "M 1.4 11.2 L 5 14 5 0" } },
  { U'2', { 8.4, "M .5 10.4 C .6 12.8 2 14 4.3 14 C 6.6 14 8 12.6 8 10.4 C 8 8.6 7 7.2 5 5 L .2 0 8.4 0" } },
  { U'3', { 8.4, "M .5 11.4 C 1 13 2.3 14 4.2 14 C 6.4 14 7.8 12.7 7.8 10.8 C 7.8 8.8 6.3 7.5 3.4 7.5 C 6.6 7.5 8.4 6.1 8.4 3.9 C 8.4 1.5 6.7 0 4.2 0 C 2 0 .5 1 0 3" } },
  { U'4', { 8.4, "M 6.4 0 L 6.4 14 0 4.2 8.6 4.2" } },
  { U'5', { 8.4, "M 7.6 14 L 1.4 14 .8 7.4 C 1.8 8.5 2.9 9 4.3 9 C 6.8 9 8.4 7.2 8.4 4.6 C 8.4 1.8 6.7 0 4.1 0 C 2 0 .5 1 0 2.8" } },
  { U'6', { 8.4, "M 7.5 12 C 6.9 13.3 5.9 14 4.5 14 C 1.7 14 0 11.4 0 7 C 0 2.4 1.6 0 4.3 0 C 6.7 0 8.4 1.8 8.4 4.5 C 8.4 7.2 6.8 8.9 4.4 8.9 C 2.2 8.9 .5 7.4 .1 5" } },
  { U'7', { 8.4, "M 0 14 L 8.4 14 3 0" } },
  { U'8', { 8.4, "e 4.2 10.6 3.7 3.4 0 360 e 4.2 3.6 4.2 3.6 0 360" } },
  { U'9', { 8.4, "M .9 2 C 1.5 .7 2.5 0 3.9 0 C 6.7 0 8.4 2.6 8.4 7 C 8.4 11.6 6.8 14 4.1 14 C 1.7 14 0 12.2 0 9.5 C 0 6.8 1.6 5.1 4 5.1 C 6.2 5.1 7.9 6.6 8.3 9" } },
  { U':', { .6, "P .3 .3 P .3 8" } },
  { U';', { .8, "M .8 .4 L 0 -2.6 P .5 8" } },
  { U'<', { 8, "M 8 12 L 0 7 8 2" } },
  { U'=', { 8, "M 0 9 L 8 9 M 0 5 L 8 5" } },
  { U'>', { 8, "M 0 12 L 8 7 0 2" } },
  { U'?', { 7.2, "M 0 10.8 C .2 12.8 1.6 14 3.6 14 C 5.8 14 7.2 12.7 7.2 10.8 C 7.2 8.2 3.7 7.8 3.7 4.4 P 3.7 .3" } },
  { U'@', { 13, "e 6.5 6 2.8 3.2 0 360 M 9.3 9.2 L 9.3 4.6 C 9.3 2.2 13 2.4 13 6.5 C 13 10.8 10.4 13.4 6.6 13.4 C 2.6 13.4 0 10.4 0 6 C 0 1.6 2.6 -1.4 6.8 -1.4 C 8.4 -1.4 9.8 -1 11 -.2" } },
  { U'A', { 10, "M 0 0 L 5 14 10 0 M 1.7 4.8 L 8.3 4.8" } },
  { U'B', { 9, "M 0 7.3 L 0 14 5 14 E 5 10.65 3.35 3.35 90 -90 L 0 7.3 0 0 5.4 0 E 5.4 3.65 3.65 3.65 -90 90" } },
  { U'C', { 9.6, "e 5.5 7 5.5 7 45 315" } },
  { U'D', { 10, "M 0 0 L 0 14 4 14 E 4 7 6 7 90 -90 L 0 0" } },
  { U'E', { 8, "M 8 14 L 0 14 0 0 8 0 M 0 7.2 L 6.6 7.2" } },
  { U'F', { 7.6, "M 7.6 14 L 0 14 0 0 M 0 7 L 6.4 7" } },
  { U'G', { 10.6, "e 5.5 7 5.5 7 45 270 C 7.8 0 9.6 .9 10.6 2.4 L 10.6 6.6 6.4 6.6" } },
  { U'H', { 10, "M 0 0 L 0 14 M 10 0 L 10 14 M 0 7.2 L 10 7.2" } },
  { U'I', { 0, "M 0 0 L 0 14" } },
  { U'J', { 6, "M 6 14 L 6 4 E 3 4 3 4 0 -160" } },
  { U'K', { 9.3, "M 0 0 L 0 14 M 9 14 L 0 5 M 3.4 8.4 L 9.3 0" } },
  { U'L', { 7.5, "M 0 14 L 0 0 7.5 0" } },
  { U'M', { 12, "M 0 0 L 0 14 6 2.5 12 14 12 0" } },
  { U'N', { 10, "M 0 0 L 0 14 10 0 10 14" } },
  { U'O', { 11, "e 5.5 7 5.5 7 0 360" } },
  { U'P', { 8.9, "M 0 0 L 0 14 5 14 E 5 10.3 3.9 3.7 90 -90 L 0 6.6" } },
  { U'Q', { 11, "e 5.5 7 5.5 7 0 360 M 7 3.5 L 11 -1" } },
  { U'R', { 9.2, "M 0 0 L 0 14 5 14 E 5 10.3 3.9 3.7 90 -90 L 0 6.6 M 5 6.6 L 9.2 0" } },
  { U'S', { 8.8, "M 8.4 11.6 C 7.8 13.2 6.4 14 4.5 14 C 2.2 14 .5 12.6 .5 10.6 C .5 8.6 2 7.9 4.6 7.3 C 7.2 6.7 8.8 5.8 8.8 3.7 C 8.8 1.4 7 0 4.5 0 C 2.2 0 .6 1 0 2.8" } },
  { U'T', { 10, "M 0 14 L 10 14 M 5 14 L 5 0" } },
  { U'U', { 10, "M 0 14 L 0 5 E 5 5 5 5 180 360 L 10 14" } },
  { U'V', { 10, "M 0 14 L 5 0 10 14" } },
  { U'W', { 14, "M 0 14 L 3.5 0 7 13 10.5 0 14 14" } },
  { U'X', { 10, "M 0 0 L 10 14 M 0 14 L 10 0" } },
  { U'Y', { 10, "M 0 14 L 5 7 10 14 M 5 7 L 5 0" } },
  { U'Z', { 9, "M .3 14 L 9 14 0 0 9.2 0" } },
  { U'[', { 3, "M 3 15.5 L 0 15.5 0 -2.5 3 -2.5" } },
  { U'\\', { 6, "M 0 15 L 6 -2" } },
  { U']', { 3, "M 0 15.5 L 3 15.5 3 -2.5 0 -2.5" } },
  { U'^', { 7, "M 0 9.5 L 3.5 14 7 9.5" } },
  { U'_', { 8, "M 0 -2 L 8 -2" } },
  { U'`', { 2.4, "M 0 14 L 2.4 11" } },
  { U'a', { 7.4, "M .6 8 C 1.2 9.3 2.4 10 4 10 C 6.3 10 7.4 8.9 7.4 6.8 L 7.4 0 M 7.4 6 C 3 6 0 5.4 0 2.8 C 0 1 1.3 0 3.1 0 C 5.4 0 7.4 1.6 7.4 4" } },
  { U'b', { 8.2, "M 0 14 L 0 0 M 0 7.2 C .6 9 2 10 4 10 C 6.6 10 8.2 8 8.2 5 C 8.2 2 6.6 0 4 0 C 2 0 .6 1 0 2.8" } },
  { U'c', { 7.3, "M 7.3 8 C 6.7 9.3 5.6 10 4.2 10 C 1.6 10 0 8 0 5 C 0 2 1.6 0 4.2 0 C 5.6 0 6.7 .7 7.3 2" } },
  { U'd', { 8.2, "M 8.2 14 L 8.2 0 M 8.2 7.2 C 7.6 9 6.2 10 4.2 10 C 1.6 10 0 8 0 5 C 0 2 1.6 0 4.2 0 C 6.2 0 7.6 1 8.2 2.8" } },
  { U'e', { 8, "M 0 5.2 L 8 5.2 C 8 8.2 6.6 10 4.1 10 C 1.6 10 0 8 0 5 C 0 2 1.6 0 4.2 0 C 6 0 7.2 .8 7.8 2.2" } },
  { U'f', { 4.8, "M 5 14 L 4.6 14 C 2.8 14 1.8 13 1.8 11.2 L 1.8 0 M 0 10 L 4.8 10" } },
  { U'g', { 8.2, "M 8.2 10 L 8.2 -.6 C 8.2 -3 6.6 -4 4.2 -4 C 2.3 -4 1 -3.4 .5 -2.2 M 8.2 7.2 C 7.6 9 6.2 10 4.2 10 C 1.6 10 0 8 0 5 C 0 2 1.6 0 4.2 0 C 6.2 0 7.6 1 8.2 2.8" } },
  { U'h', { 7.4, "M 0 14 L 0 0 M 0 6.4 C .5 8.8 2 10 4 10 C 6.2 10 7.4 8.7 7.4 6.4 L 7.4 0" } },
  { U'i', { 0, "M 0 10 L 0 0 P 0 13.7" } },
  { U'j', { 1.6, "M 1.6 10 L 1.6 -1.6 C 1.6 -3.4 .9 -4 -.4 -4 P 1.6 13.7" } },
  { U'k', { 7.4, "M 0 14 L 0 0 M 6.9 10 L 0 3.6 M 2.7 6 L 7.4 0" } },
  { U'l', { 0, "M 0 14 L 0 0" } },
  { U'm', { 12, "M 0 10 L 0 0 M 0 6.4 C .4 8.8 1.6 10 3.3 10 C 5.1 10 6 8.8 6 6.8 L 6 0 M 6 6.4 C 6.4 8.8 7.6 10 9.3 10 C 11.1 10 12 8.8 12 6.8 L 12 0" } },
  { U'n', { 7.4, "M 0 10 L 0 0 M 0 6.4 C .5 8.8 2 10 4 10 C 6.2 10 7.4 8.7 7.4 6.4 L 7.4 0" } },
  { U'o', { 8.4, "e 4.2 5 4.2 5 0 360" } },
  { U'p', { 8.2, "M 0 10 L 0 -4 M 0 7.2 C .6 9 2 10 4 10 C 6.6 10 8.2 8 8.2 5 C 8.2 2 6.6 0 4 0 C 2 0 .6 1 0 2.8" } },
  { U'q', { 8.2, "M 8.2 10 L 8.2 -4 M 8.2 7.2 C 7.6 9 6.2 10 4.2 10 C 1.6 10 0 8 0 5 C 0 2 1.6 0 4.2 0 C 6.2 0 7.6 1 8.2 2.8" } },
  { U'r', { 4.4, "M 0 10 L 0 0 M 0 6 C .5 8.6 2 10 4.4 10" } },
  { U's', { 7, "M 6.6 8 C 6.1 9.3 5 10 3.6 10 C 1.7 10 .4 9 .4 7.5 C .4 5.9 1.6 5.5 3.6 5.1 C 5.7 4.7 7 4.1 7 2.6 C 7 1 5.6 0 3.6 0 C 1.8 0 .5 .7 0 2" } },
  { U't', { 5, "M 1.8 13 L 1.8 2.8 C 1.8 .9 2.7 0 4.3 0 L 5 0 M 0 10 L 4.9 10" } },
  { U'u', { 7.4, "M 0 10 L 0 3.6 C 0 1.3 1.2 0 3.4 0 C 5.4 0 6.9 1.2 7.4 3.6 M 7.4 10 L 7.4 0" } },
  { U'v', { 8, "M 0 10 L 4 0 8 10" } },
  { U'w', { 12, "M 0 10 L 3 0 6 9.5 9 0 12 10" } },
  { U'x', { 7.6, "M 0 0 L 7.6 10 M 0 10 L 7.6 0" } },
  { U'y', { 8, "M 0 10 L 4 0 M 8 10 L 3.6 -1.6 C 2.9 -3.4 2 -4 .4 -4" } },
  { U'z', { 7, "M .2 10 L 7 10 0 0 7.2 0" } },
  { U'{', { 4, "M 4 15.5 C .4 15.5 3.4 6.5 0 6.5 C 3.4 6.5 .4 -2.5 4 -2.5" } },
  { U'|', { 0, "M 0 15.5 L 0 -3" } },
  { U'}', { 4, "M 0 15.5 C 3.6 15.5 .6 6.5 4 6.5 C .6 6.5 3.6 -2.5 0 -2.5" } },
  { U'~', { 8.4, "M 0 6 C 1 8.4 2.6 8.4 4.2 7 C 5.8 5.6 7.4 5.6 8.4 8" } },
  { U'\u00B0', { 4, "e 2 12 2 2 0 360" } },
  { U'\u00B1', { 8, "M 4 12.5 L 4 4.5 M 0 8.5 L 8 8.5 M 0 1 L 8 1" } },
  { U'\u00B7', { .6, "P .3 6.5" } },
  { U'\u00D7', { 7, "M 0 10.5 L 7 3.5 M 0 3.5 L 7 10.5" } },
  { U'\u0394', { 10, "M 0 0 L 5 14 10 0 0 0" } },
  { U'\u03B1', { 8.6, "M 8.4 10 C 7.6 3 6.4 0 3.8 0 C 1.5 0 0 2 0 5 C 0 8 1.5 10 3.8 10 C 6.4 10 7.4 3 8.6 0" } },
  { U'\u03B8', { 7, "e 3.5 7 3.5 7 0 360 M 0 7 L 7 7" } },
  { U'\u03BB', { 8, "M 0 14 C 2.6 14 2.8 12.6 3.6 10.2 L 7.4 0 8 0 M 4.2 8.4 L 0 0" } },
  { U'\u03BC', { 7.6, "M 0 10 L 0 -4 M 0 3.6 C 0 1.3 1.2 0 3.4 0 C 5.4 0 6.9 1.2 7.2 3.6 M 7.2 10 L 7.2 1.4 C 7.2 .4 7.4 0 7.8 0" } },
  { U'\u03C0', { 9, "M 0 10 L 9 10 M 2.2 10 C 2.2 5 1.8 2 1 0 M 6.6 10 L 6.6 2 C 6.6 .5 7.4 0 8.6 .2" } },
  { U'\u03C1', { 8, "M 0 -4 L 0 5 C 0 8 1.6 10 4 10 C 6.4 10 8 8 8 5 C 8 2 6.4 0 4 0 C 2 0 .6 1 0 3" } },
  { U'\u03C3', { 9, "M 9 10 L 4.2 10 C 1.6 10 0 8 0 5 C 0 2 1.6 0 4.2 0 C 6.6 0 8.2 2 8.2 5 C 8.2 7.4 7 9.2 5.2 10" } },
  { U'\u03C4', { 7.4, "M 0 10 L 7.4 10 M 3.7 10 L 3.7 2.4 C 3.7 .6 4.6 0 6.2 .2" } },
  { U'\u03C6', { 9.6, "e 4.8 5 4.8 5 0 360 M 4.8 14 L 4.8 -4" } },
  { U'\u03C8', { 10, "M 0 10 L 0 6 C 0 2.2 1.8 0 5 0 C 8.2 0 10 2.2 10 6 L 10 10 M 5 14 L 5 -4" } },
  { U'\u03C9', { 11, "M 2 10 C .6 8.6 0 6.8 0 4.4 C 0 1.6 1.2 0 2.8 0 C 4.6 0 5.5 1.6 5.5 5 C 5.5 1.6 6.4 0 8.2 0 C 9.8 0 11 1.6 11 4.4 C 11 6.8 10.4 8.6 9 10" } },
  { U'\u2212', { 7, "M 0 7 L 7 7" } },
  { U'\u2248', { 8.4, "M 0 8 C 1 10.4 2.6 10.4 4.2 9 C 5.8 7.6 7.4 7.6 8.4 10 M 0 3.5 C 1 5.9 2.6 5.9 4.2 4.5 C 5.8 3.1 7.4 3.1 8.4 5.5" } },
  { U'\u2264', { 8, "M 8 13 L 0 8.5 8 4 M 0 1 L 8 1" } },
  { U'\u2265', { 8, "M 0 13 L 8 8.5 0 4 M 0 1 L 8 1" } },
};
// clang-format on

void
AppendArc(Path & path, double cx, double cy, double rx, double ry, double from, double to)
{
  constexpr double Degree = 3.14159265358979323846 / 180.0;
  const int        steps = 1 + static_cast<int>(std::abs(to - from) / 9.0);
  for (int i = 0; i <= steps; ++i)
  {
    const double angle = (from + (to - from) * i / steps) * Degree;
    path.push_back({ cx + rx * std::cos(angle), cy + ry * std::sin(angle) });
  }
}

void
AppendCurve(Path & path, const Point & b, const Point & c, const Point & d)
{
  const Point   a = path.back();
  constexpr int steps = 10;
  for (int i = 1; i <= steps; ++i)
  {
    const double t = static_cast<double>(i) / steps;
    const double s = 1.0 - t;
    const auto   blend = [t, s](double p, double q, double r, double e) {
      return s * s * s * p + 3.0 * s * s * t * q + 3.0 * s * t * t * r + t * t * t * e;
    };
    path.push_back({ blend(a.x, b.x, c.x, d.x), blend(a.y, b.y, c.y, d.y) });
  }
}

Glyph
Parse(const Outline & outline)
{
  Glyph              glyph;
  std::istringstream words(outline.commands);
  std::string        word;
  std::string        command;
  const auto         next = [&words]() {
    double number = 0.0;
    words >> number;
    return number;
  };
  glyph.width = outline.width;
  while (words >> word)
  {
    if (std::isalpha(static_cast<unsigned char>(word[0])) != 0)
    {
      command = word;
      if (command == "M" || command == "P" || command == "e")
      {
        glyph.paths.emplace_back();
      }
      word = "";
    }
    const double first = word.empty() ? next() : std::stod(word);
    const double second = next();
    Path &       path = glyph.paths.back();
    if (command == "C")
    {
      const Point b{ first, second };
      const Point c{ next(), next() };
      const Point d{ next(), next() };
      AppendCurve(path, b, c, d);
    }
    else if (command == "E" || command == "e")
    {
      const double rx = next();
      const double ry = next();
      const double from = next();
      AppendArc(path, first, second, rx, ry, from, next());
    }
    else
    {
      path.push_back({ first, second });
    }
  }
  return glyph;
}

std::map<char32_t, Glyph>
ParseAll()
{
  std::map<char32_t, Glyph> glyphs;
  for (const auto & [character, outline] : Outlines)
  {
    glyphs.emplace(character, Parse(outline));
  }
  return glyphs;
}
} // namespace

const Glyph &
GetGlyph(char32_t character)
{
  static const std::map<char32_t, Glyph> glyphs = ParseAll();
  static const Glyph                     box = Parse({ 7, "M 0 0 L 7 0 7 14 0 14 0 0" });
  const auto                             found = glyphs.find(character);
  return found == glyphs.end() ? box : found->second;
}
} // namespace phaseharmonics_examples
