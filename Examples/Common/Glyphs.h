// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef Glyphs_h
#define Glyphs_h

#include "Canvas.h"

#include <vector>

namespace phaseharmonics_examples
{
/** Center lines of a character. y points up; the baseline is 0, small letters reach 10, capitals 14 and
 *  descenders -4; the left edge is 0. A path of one point is a dot. */
struct Glyph
{
  double            width{ 0.0 };
  std::vector<Path> paths;
};

/** A box for a character the font has not. */
const Glyph &
GetGlyph(char32_t character);
} // namespace phaseharmonics_examples

#endif
