// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef FieldPanel_h
#define FieldPanel_h

#include "Canvas.h"
#include "ColorMap.h"
#include "phGrid.h"

#include <array>
#include <string>
#include <vector>

namespace phaseharmonics_examples
{
using phaseharmonics::Grid;

/** Values shown as the two ends of a color map. */
struct Window
{
  double low{ 0.0 };
  double high{ 1.0 };
};

/** Between two quantiles of the finite values, so that a few extremes do not set the contrast. */
Window
QuantileWindow(const std::vector<double> & values, double low = 0.01, double high = 0.99);

/** Symmetric about zero, up to a quantile of the absolute values; for the diverging map. */
Window
SymmetricWindow(const std::vector<double> & values, double quantile = 0.99);

/** -pi..pi, for the cyclic map. */
Window
PhaseWindow();

/** The window that the panels beside `reference` share: quantiles, and for a series the whole range. */
Window
SharedWindow(const std::vector<double> & reference, const Grid & grid);

struct FieldOptions
{
  Window   window;
  ColorMap map{ ColorMap::Gray };
  /** The panel is the widest multiple (or fraction) of the grid that is not wider than this. */
  int                   largestWidth{ 320 };
  std::array<double, 3> spacing{ { 1.0, 1.0, 1.0 } };
};

/** Window and map for `reference` and the panels beside it: diverging for values of both signs about zero, else gray.
 */
FieldOptions
SharedOptions(const std::vector<double> & reference, const Grid & grid, const std::array<double, 3> & spacing);

/** A 2-D field as an image, a 3-D one as its three middle slices below each other (xy, xz, yz), a 1-D
 *  one as a line plot. Values that are not finite are shown in magenta. */
Canvas
DrawField(const std::vector<double> & values, const Grid & grid, const FieldOptions & options);

/** Horizontal bar with the values at its ends and middle. */
Canvas
DrawColorBar(const FieldOptions & options, int width, const std::string & label = std::string());
} // namespace phaseharmonics_examples

#endif
