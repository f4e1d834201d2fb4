// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef EncodePicture_h
#define EncodePicture_h

#include "Picture.h"
#include "phScatteringOptions.h"

#include <string>
#include <vector>

namespace phaseharmonics_examples
{
struct EncodePictureInput
{
  std::string                       title;
  phaseharmonics::ScatteringOptions options;
  phaseharmonics::Grid              image;
  phaseharmonics::Grid              output;
  std::array<double, 3>             spacing{ { 1.0, 1.0, 1.0 } };
  std::vector<double>               pixels; // of the first component of the first image
  std::vector<double>               codes;  // of the same
  std::vector<double>               means;  // of all images and components, by channel
  std::size_t                       images{ 1 };
};

/** The image and its low pass; the first order of each scale, summed over orientations; and what scales and
 * orientations hold on average, in the first and second order. */
Picture
DrawCodes(const EncodePictureInput & input);
} // namespace phaseharmonics_examples

#endif
