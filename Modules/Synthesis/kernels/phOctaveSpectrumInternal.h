// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phOctaveSpectrumInternal_h
#define phOctaveSpectrumInternal_h

#include "phAlignedBuffer.h"
#include "phGrid.h"

#include <array>
#include <complex>
#include <vector>

namespace phaseharmonics
{
/** Grid of half as many pixels, rounded up. */
Grid
CoarserGrid(const Grid & grid);

/** Half spectrum on a coarser grid; bins at the Nyquist frequency of an axis that is cropped are zero. Values of pixels
 *  stay the same. */
template <typename T>
AlignedBuffer<std::complex<T>>
CropSpectrum(const Grid & fine, const AlignedBuffer<std::complex<T>> & half, const Grid & coarse);

/** Half spectrum on a finer grid; bins at the Nyquist frequency are shared between both signs, so that pixels of the
 *  coarse grid keep their values where the fine grid has them. */
template <typename T>
AlignedBuffer<std::complex<T>>
PadSpectrum(const Grid & coarse, const AlignedBuffer<std::complex<T>> & half, const Grid & fine);

/** 1 for bins of the half spectrum that the coarser grid keeps, else 0. */
std::vector<unsigned char>
KnownBins(const Grid & fine);

/** Calls visit(bin of the half spectrum, cell, number of bins it stands for); cells divide each axis of frequencies
 * from -pi on. */
template <typename TVisit>
void
ForEachPowerCell(const Grid & grid, std::size_t cells, const TVisit & visit)
{
  const auto cellOf = [&](unsigned int axis, std::size_t bin) {
    if (axis >= grid.dimension)
    {
      return std::size_t{ 0 };
    }
    const double n = static_cast<double>(grid.size[axis]);
    const double share = (static_cast<double>(SignedFrequency(bin, grid.size[axis])) + 0.5 * n) / n;
    return std::min(cells - 1, static_cast<std::size_t>(share * static_cast<double>(cells)));
  };
  const std::size_t yStride = grid.dimension > 1 ? cells : 1;
  const std::size_t zStride = grid.dimension > 2 ? cells * cells : 1;
  std::size_t       i = 0;
  for (std::size_t z = 0; z < grid.size[2]; ++z)
  {
    for (std::size_t y = 0; y < grid.size[1]; ++y)
    {
      for (std::size_t x = 0; x < grid.HalfWidth(); ++x, ++i)
      {
        const bool isSelfConjugate = x == 0 || 2 * x == grid.size[0];
        visit(i, cellOf(0, x) + yStride * cellOf(1, y) + zStride * cellOf(2, z), isSelfConjugate ? 1.0 : 2.0);
      }
    }
  }
}
} // namespace phaseharmonics

#endif
