// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phGrid_h
#define phGrid_h

#include "PhaseHarmonicsExport.h"

#include <array>
#include <cstddef>

namespace phaseharmonics
{
/** Number of pixels along each axis of an image of 1 to 3 dimensions; axis 0 is the fastest.
 *  Axes beyond the dimension have size 1, so that loops need not know the dimension. */
struct PhaseHarmonics_EXPORT Grid
{
  unsigned int               dimension{ 1 };
  std::array<std::size_t, 3> size{ { 1, 1, 1 } };

  std::size_t
  NumberOfPixels() const
  {
    return size[0] * size[1] * size[2];
  }

  /** Bins along axis 0 that the transform of a real image keeps. */
  std::size_t
  HalfWidth() const
  {
    return size[0] / 2 + 1;
  }

  std::size_t
  NumberOfHalfBins() const
  {
    return this->HalfWidth() * size[1] * size[2];
  }

  std::size_t
  SmallestSide() const;

  bool
  operator==(const Grid & other) const
  {
    return dimension == other.dimension && size == other.size;
  }
  bool
  operator!=(const Grid & other) const
  {
    return !(*this == other);
  }
};

/** Grid of step (in pixels of `full`) along each axis: ceil(size / step) pixels, at least 1. */
PhaseHarmonics_EXPORT Grid
DecimatedGrid(const Grid & full, const std::array<double, 3> & step);

/** Signed frequency index of a DFT bin, in -(n-1)/2 .. n/2. */
inline long
SignedFrequency(std::size_t bin, std::size_t n)
{
  return bin <= n / 2 ? static_cast<long>(bin) : static_cast<long>(bin) - static_cast<long>(n);
}

/** DFT bin of a signed frequency index of absolute value at most n/2. */
inline std::size_t
FrequencyBin(long frequency, std::size_t n)
{
  return frequency < 0 ? static_cast<std::size_t>(frequency + static_cast<long>(n))
                       : static_cast<std::size_t>(frequency);
}

/** Largest absolute signed frequency that survives a crop in Fourier from n to m <= n bins.
 *  The Nyquist bin of a strictly coarser grid is dropped, so that a crop treats both signs alike. */
inline long
LargestKeptFrequency(std::size_t n, std::size_t m)
{
  return m == n ? static_cast<long>(n / 2) : static_cast<long>((m - 1) / 2);
}
} // namespace phaseharmonics

#endif
