// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef TransformPicture_h
#define TransformPicture_h

#include "Picture.h"
#include "phGrid.h"

#include <array>
#include <string>
#include <vector>

namespace phaseharmonics_examples
{
using phaseharmonics::Grid;

/** Band of one scale on the grid of the image. */
struct ScaleMaps
{
  unsigned int        scale{ 0 };
  double              wavelength{ 0.0 };
  int                 harmonic{ 1 };
  std::vector<double> modulus;
  std::vector<double> phase;
  /** Phase of the harmonic. */
  std::vector<double> transposed;
};

struct TransformPictureInput
{
  std::string            title;
  Grid                   grid;
  std::array<double, 3>  spacing{ { 1.0, 1.0, 1.0 } };
  std::vector<double>    image;
  std::vector<ScaleMaps> scales;
};

/** One column for each scale: modulus, phase, and phase of the harmonic that has the frequency of the finest scale.
 *  Large images are shown by their center, volumes by their middle slice, series by one strip for each scale. */
Picture
DrawTransform(const TransformPictureInput & input);
} // namespace phaseharmonics_examples

#endif
