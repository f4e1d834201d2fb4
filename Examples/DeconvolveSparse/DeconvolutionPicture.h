// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef DeconvolutionPicture_h
#define DeconvolutionPicture_h

#include "Picture.h"
#include "phGrid.h"

#include <array>
#include <string>
#include <vector>

namespace phaseharmonics_examples
{
struct DeconvolutionPanel
{
  std::string           caption;
  std::vector<double>   values;
  phaseharmonics::Grid  grid;
  std::array<double, 3> spacing{ { 1.0, 1.0, 1.0 } };
};

struct DeconvolutionPictureInput
{
  std::string title;
  /** The first is the input. All share its window of gray levels. */
  std::vector<DeconvolutionPanel> panels;
  /** For each iteration. */
  std::vector<double> relativeGaps;
};

/** The images side by side; of large ones also their middles, magnified; and the gap falling. */
Picture
DrawDeconvolution(const DeconvolutionPictureInput & input);
} // namespace phaseharmonics_examples

#endif
