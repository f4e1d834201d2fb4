// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "AtomPicture.h"

#include <algorithm>

namespace phaseharmonics_examples
{
Canvas
DrawAtoms(const itk::Dictionary & dictionary, int largestWidth)
{
  const auto   picture = dictionary.GetPicture();
  const auto   size = picture->GetBufferedRegion().GetSize();
  const int    width = static_cast<int>(size[0]);
  const int    height = static_cast<int>(size[1]);
  Canvas       canvas(width, height);
  const auto * pixel = picture->GetBufferPointer();
  for (int y = 0; y < height; ++y)
  {
    for (int x = 0; x < width; ++x, ++pixel)
    {
      canvas.SetPixel(x, y, { pixel->GetRed(), pixel->GetGreen(), pixel->GetBlue() });
    }
  }
  if (width > largestWidth)
  {
    return canvas.Resampled(largestWidth, std::max(1, height * largestWidth / width));
  }
  const int magnification = largestWidth / width;
  return canvas.Resampled(width * magnification, height * magnification);
}
} // namespace phaseharmonics_examples
