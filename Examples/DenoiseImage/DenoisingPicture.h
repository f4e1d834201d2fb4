// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef DenoisingPicture_h
#define DenoisingPicture_h

#include "Estimate.h"
#include "Picture.h"
#include "phGrid.h"

#include "itkDictionary.h"

#include <array>
#include <string>
#include <vector>

namespace phaseharmonics_examples
{
struct DenoisingPictureInput
{
  std::string           title;
  phaseharmonics::Grid  grid;
  std::array<double, 3> spacing{ { 1.0, 1.0, 1.0 } };
  std::vector<double>   noisy;
  /** Empty if not known. */
  std::vector<double> truth;
  /** Ours last. */
  std::vector<Estimate>    estimates;
  itk::Dictionary::Pointer dictionary;
};

/** The images of all methods in one window, and the atoms. Without a truth, what was taken off is shown beside. */
Picture
DrawDenoising(const DenoisingPictureInput & input);
} // namespace phaseharmonics_examples

#endif
