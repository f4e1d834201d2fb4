// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef ImageArray_h
#define ImageArray_h

#include "phGrid.h"

#include <array>
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
