// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef SpectralSeparation_h
#define SpectralSeparation_h

#include "phGrid.h"

#include <cstddef>
#include <vector>

namespace phaseharmonics_examples
{
/** An image of a texture alone. */
struct TextureExample
{
  std::vector<double>  values;
  phaseharmonics::Grid grid;
};

/** Part A of a sum of two textures by the Wiener filter of their power spectra, in overlapping blocks of this size with
 *  sine windows. What is left of the image without its mean is part B. */
std::vector<double>
SeparateBySpectrum(const std::vector<double> &  mixture,
                   const phaseharmonics::Grid & grid,
                   const TextureExample &       a,
                   const TextureExample &       b,
                   std::size_t                  blockSize);
} // namespace phaseharmonics_examples

#endif
