// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phDictionaryMosaic.h"

#include <algorithm>
#include <cmath>

namespace phaseharmonics
{
namespace
{
constexpr std::size_t  SmallestTile = 24;
constexpr std::size_t  Gap = 2;
constexpr std::uint8_t GapGray = 255;
constexpr double       MiddleGray = 127.5;

// Where the values of an atom go in a tile, before magnification.
struct TileLayout
{
  bool        isColor;
  std::size_t width;
  std::size_t height;

  template <typename T>
  explicit TileLayout(const Dictionary<T> & dictionary)
    : isColor(dictionary.GetNumberOfChannels() == 3)
  {
    const auto & size = dictionary.GetSupport().size;
    width = size[0] * size[2];
    height = size[1] * (isColor ? 1 : dictionary.GetNumberOfChannels());
    if (height == 1 || width == 1)
    {
      isColor = false;
      width = dictionary.GetLength();
      height = 1;
    }
  }

  template <typename T>
  std::size_t
  IndexOfValue(const Dictionary<T> & dictionary, std::size_t x, std::size_t y, std::size_t component) const
  {
    if (height == 1)
    {
      return x;
    }
    const auto &      size = dictionary.GetSupport().size;
    const std::size_t channel = isColor ? component : y / size[1];
    const std::size_t row = isColor ? y : y % size[1];
    return ((channel * size[2] + x / size[0]) * size[1] + row) * size[0] + x % size[0];
  }
};
} // namespace

template <typename T>
DictionaryPicture
DrawDictionary(const Dictionary<T> & dictionary)
{
  const TileLayout  layout(dictionary);
  const std::size_t largestSide = std::max(layout.width, layout.height);
  const std::size_t magnification = std::max<std::size_t>(1, (SmallestTile + largestSide - 1) / largestSide);
  const std::size_t tileWidth = layout.width * magnification;
  const std::size_t tileHeight =
    layout.height * (layout.height == 1 ? std::max<std::size_t>(4, magnification) : magnification);
  const std::size_t count = dictionary.GetNumberOfAtoms();
  const double      aspect = static_cast<double>(tileHeight + Gap) / static_cast<double>(tileWidth + Gap);
  const auto        columns = std::clamp<std::size_t>(
    static_cast<std::size_t>(std::lround(std::sqrt(aspect * static_cast<double>(count)))), 1, count);
  const std::size_t rows = (count + columns - 1) / columns;

  DictionaryPicture picture;
  picture.width = columns * (tileWidth + Gap) + Gap;
  picture.height = rows * (tileHeight + Gap) + Gap;
  picture.components.assign(3 * picture.width * picture.height, GapGray);
  for (std::size_t k = 0; k < count; ++k)
  {
    const T * const   atom = dictionary.Atom(k);
    const std::size_t length = dictionary.GetLength();
    double            mean = 0.0;
    for (std::size_t i = 0; i < length; ++i)
    {
      mean += static_cast<double>(atom[i]) / static_cast<double>(length);
    }
    double largest = 0.0;
    for (std::size_t i = 0; i < length; ++i)
    {
      largest = std::max(largest, std::abs(static_cast<double>(atom[i]) - mean));
    }
    const double      contrast = largest > 0.0 ? MiddleGray / largest : 0.0;
    const std::size_t left = Gap + k % columns * (tileWidth + Gap);
    const std::size_t top = Gap + k / columns * (tileHeight + Gap);
    for (std::size_t y = 0; y < tileHeight; ++y)
    {
      for (std::size_t x = 0; x < tileWidth; ++x)
      {
        std::uint8_t * const pixel = &picture.components[3 * ((top + y) * picture.width + left + x)];
        for (std::size_t component = 0; component < 3; ++component)
        {
          const std::size_t i =
            layout.IndexOfValue(dictionary, x / magnification, layout.height == 1 ? 0 : y / magnification, component);
          pixel[component] =
            static_cast<std::uint8_t>(std::lround(MiddleGray + contrast * (static_cast<double>(atom[i]) - mean)));
        }
      }
    }
  }
  return picture;
}

template PhaseHarmonics_EXPORT DictionaryPicture
DrawDictionary<float>(const Dictionary<float> &);
template PhaseHarmonics_EXPORT DictionaryPicture
DrawDictionary<double>(const Dictionary<double> &);
} // namespace phaseharmonics
