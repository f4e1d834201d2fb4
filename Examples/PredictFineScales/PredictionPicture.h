// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef PredictionPicture_h
#define PredictionPicture_h

#include "Picture.h"
#include "phGrid.h"

#include <array>
#include <string>
#include <vector>

namespace phaseharmonics_examples
{
/** An image that stands for the fine one, and its error. */
struct FineImage
{
  std::string         method;
  std::vector<double> values;
  double              psnr{ 0.0 };
};

struct PredictionPictureInput
{
  std::string           title;
  phaseharmonics::Grid  grid;
  std::array<double, 3> spacing{ { 1.0, 1.0, 1.0 } };
  /** Empty if not known. */
  std::vector<double>    truth;
  std::vector<FineImage> images;
  /** Figures of the scales. */
  std::vector<std::vector<std::string>> table;
};

/** The truth and the images in one window: of a large 2-D image the part with the strongest fine scale, enlarged. */
Picture
DrawPrediction(const PredictionPictureInput & input);
} // namespace phaseharmonics_examples

#endif
