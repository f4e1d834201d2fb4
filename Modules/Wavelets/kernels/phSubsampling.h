// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phSubsampling_h
#define phSubsampling_h

namespace phaseharmonics
{
/** How the values of a filtered image on a coarser grid are obtained. */
enum class Subsampling : unsigned char
{
  Crop, // frequencies beyond the coarser grid are dropped
  Fold  // they are folded onto it: the values are samples of the filtered image
};
} // namespace phaseharmonics

#endif
