// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef Interpolation_h
#define Interpolation_h

#include "phGrid.h"

#include <vector>

namespace phaseharmonics_examples
{
using phaseharmonics::Grid;

/** Pixel u of the fine grid lies at u times (size of the coarse one / size of the fine one) along each axis. */

/** Cubic convolution of Keys, a = -1/2, on the periodic image: the usual bicubic interpolation. */
std::vector<double>
InterpolateByCubicConvolution(const std::vector<double> & values, const Grid & coarse, const Grid & fine);

/** Cubic spline through all pixels, by itk::BSplineInterpolateImageFunction, which mirrors at the border. */
std::vector<double>
InterpolateByBSpline(const std::vector<double> & values, const Grid & coarse, const Grid & fine);
} // namespace phaseharmonics_examples

#endif
