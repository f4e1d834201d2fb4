// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef ReconstructionPicture_h
#define ReconstructionPicture_h

#include "Picture.h"
#include "phGrid.h"

#include <array>
#include <string>
#include <vector>

namespace phaseharmonics_examples
{
struct ReconstructionPictureInput
{
  std::string           title;
  std::string           originalDetail;
  std::string           reconstructionDetail;
  phaseharmonics::Grid  grid;
  std::array<double, 3> spacing{ { 1.0, 1.0, 1.0 } };
  std::vector<double>   original;
  std::vector<double>   reconstruction; // aligned with it
};

/** Original, reconstruction and their difference side by side; of a series, the curves in one plot and the difference
 *  below. */
Picture
DrawReconstruction(const ReconstructionPictureInput & input);
} // namespace phaseharmonics_examples

#endif
