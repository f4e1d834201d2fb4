// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef ColorMap_h
#define ColorMap_h

#include "Canvas.h"

#include <vector>

namespace phaseharmonics_examples
{
enum class ColorMap
{
  /** Black to white. */
  Gray,
  /** Blue, near white in the middle, red: for signed values in a window symmetric about zero. */
  Diverging,
  /** The hue circle, light at the ends and dark in the middle: for phases. */
  Cyclic
};

/** 256 colors from the low to the high end; the ends of the cyclic map meet. */
const std::vector<Color> &
GetColors(ColorMap map);

/** Colors of curves that color-blind readers can tell apart. */
Color
CurveColor(std::size_t index);
} // namespace phaseharmonics_examples

#endif
