// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef CurvePaths_h
#define CurvePaths_h

#include "Canvas.h"

#include <cstddef>
#include <vector>

namespace phaseharmonics_examples
{
/** Splits where points are missing, and keeps of a crowded pixel column its first, lowest, highest and last point. */
std::vector<Path>
Simplify(const Path & points);

/** Pieces of length `on` with gaps of length `off`, which run on around corners. */
std::vector<Path>
Dashed(const std::vector<Path> & paths, double on, double off);

/** Steps of one pixel along the paths that fall into the rectangle. */
std::size_t
PixelsInside(const Rectangle & place, const std::vector<Path> & paths);
} // namespace phaseharmonics_examples

#endif
