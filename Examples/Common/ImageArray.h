// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef ImageArray_h
#define ImageArray_h

#include "TextTable.h"
#include "phGrid.h"

#include <array>
#include <stdexcept>
#include <string>
#include <vector>

namespace phaseharmonics_examples
{
template <typename TImage>
phaseharmonics::Grid
GridOf(const TImage * image)
{
  phaseharmonics::Grid grid;
  grid.dimension = TImage::ImageDimension;
  for (unsigned int axis = 0; axis < TImage::ImageDimension; ++axis)
  {
    grid.size[axis] = image->GetBufferedRegion().GetSize(axis);
  }
  return grid;
}

/** Number of pixels along each axis. */
template <typename TImage>
std::vector<std::size_t>
SizeOf(const TImage * image)
{
  const auto size = image->GetLargestPossibleRegion().GetSize();
  return { size.begin(), size.end() };
}

template <typename TImage>
std::array<double, 3>
SpacingOf(const TImage * image)
{
  std::array<double, 3> spacing{ { 1.0, 1.0, 1.0 } };
  for (unsigned int axis = 0; axis < TImage::ImageDimension; ++axis)
  {
    spacing[axis] = image->GetSpacing()[axis];
  }
  return spacing;
}

/** Throws a one-line error unless an image has as many pixels along each axis as INPUT. */
template <typename TImage>
void
CheckSameSize(const TImage * input, const TImage * other, const std::string & name)
{
  if (SizeOf(input) != SizeOf(other))
  {
    throw std::runtime_error(name + ": is " + FormatSize(SizeOf(other)) + ", but INPUT is " +
                             FormatSize(SizeOf(input)));
  }
}

/** Buffered pixels in storage order. */
template <typename TImage>
std::vector<double>
ValuesOf(const TImage * image)
{
  const auto * const buffer = image->GetBufferPointer();
  return std::vector<double>(buffer, buffer + image->GetBufferedRegion().GetNumberOfPixels());
}
} // namespace phaseharmonics_examples

#endif
