// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phHalfSpectrumInternal_h
#define phHalfSpectrumInternal_h

#include "phGrid.h"

namespace phaseharmonics
{
/** Number of frequencies that a bin of a half spectrum stands for: 2, or 1 where the half spectrum holds the opposite
 *  frequency too. */
inline double
HalfSpectrumWeight(const Grid & grid, std::size_t bin)
{
  const std::size_t column = bin % grid.HalfWidth();
  return column == 0 || (grid.size[0] % 2 == 0 && column == grid.HalfWidth() - 1) ? 1.0 : 2.0;
}
} // namespace phaseharmonics

#endif
