// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phDictionaryMosaic_h
#define phDictionaryMosaic_h

#include "phDictionary.h"

#include <cstdint>
#include <vector>

namespace phaseharmonics
{
/** 8-bit picture, three components (red, green, blue) for each pixel, rows from the top. */
struct DictionaryPicture
{
  std::size_t               width{ 0 };
  std::size_t               height{ 0 };
  std::vector<std::uint8_t> components;
};

/** Atoms side by side, row by row, in an arrangement about as wide as high.
 *
 *  The mean of an atom is shown as middle gray, its largest deviation from the mean as black or white. Three channels
 *  are shown as colors; any other number below each other. Of 3-D atoms the slices are shown side by side; atoms of
 *  vectors and 1-D atoms are drawn as rows of gray. Pixels are magnified to show atoms at least 24 pixels high or wide.
 */
template <typename T>
PhaseHarmonics_EXPORT DictionaryPicture
DrawDictionary(const Dictionary<T> & dictionary);
} // namespace phaseharmonics

#endif
