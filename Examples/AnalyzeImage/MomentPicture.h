// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef MomentPicture_h
#define MomentPicture_h

#include "MomentSummary.h"
#include "Picture.h"

#include <array>
#include <string>
#include <vector>

namespace phaseharmonics_examples
{
struct MomentPictureInput
{
  std::string               title;
  std::vector<double>       image;
  std::array<double, 3>     spacing{ { 1.0, 1.0, 1.0 } };
  phaseharmonics::Moments   moments;
  std::vector<ScaleSummary> scales;
  /** Of the Gaussian model. */
  std::vector<ScaleSummary> gaussianScales;
};

/** The image, energies and correlations of its scales, and the correlation matrix of all features at lag 0. */
Picture
DrawMoments(const MomentPictureInput & input);
} // namespace phaseharmonics_examples

#endif
