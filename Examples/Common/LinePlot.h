// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef LinePlot_h
#define LinePlot_h

#include "Canvas.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace phaseharmonics_examples
{
struct Curve
{
  std::string label{};
  /** Empty: 0, 1, 2, ... */
  std::vector<double> x{};
  std::vector<double> y{};
  /** Unset: one color for each curve. */
  std::optional<Color> color{};
  bool                 isDashed{ false };
  /** Dots at the points. */
  bool hasMarkers{ false };
};

struct PlotOptions
{
  std::string title;
  std::string xLabel;
  std::string yLabel;
  bool        xIsLogarithmic{ false };
  bool        yIsLogarithmic{ false };
  /** Unset: the range of the curves. */
  std::optional<std::array<double, 2>> xRange;
  std::optional<std::array<double, 2>> yRange;
  /** Empty: chosen. */
  std::vector<double> xTicks;
  int                 width{ 420 };
  int                 height{ 320 };
};

/** Axes, ticks, curves and, where there are labels, a legend in the emptiest corner. */
Canvas
DrawLinePlot(const std::vector<Curve> & curves, const PlotOptions & options);
} // namespace phaseharmonics_examples

#endif
