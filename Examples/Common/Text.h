// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef Text_h
#define Text_h

#include "Canvas.h"

#include <string>

namespace phaseharmonics_examples
{
enum class TextAlignment
{
  Left,
  Center,
  Right
};

/** Size is the height of a capital in pixels. */
struct TextStyle
{
  double size{ 9.0 };
  Color  color{ Ink };
  bool   bold{ false };
};

/** One line of UTF-8. "^{...}" raises and "_{...}" lowers what stands in the braces. */
int
TextWidth(const std::string & text, const TextStyle & style);

/** x is the left edge, center or right edge as the alignment says; y is the baseline. */
void
DrawText(Canvas &            canvas,
         int                 x,
         int                 baseline,
         const std::string & text,
         const TextStyle &   style,
         TextAlignment       alignment = TextAlignment::Left);

/** Distance between the baselines of two lines. */
int
LineHeight(const TextStyle & style);
} // namespace phaseharmonics_examples

#endif
