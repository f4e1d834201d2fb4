// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef SeriesPicture_h
#define SeriesPicture_h

#include "Picture.h"
#include "SeriesEnsemble.h"

#include <string>

namespace phaseharmonics_examples
{
/** A series, or several of one kind. */
struct LabeledSeries
{
  std::string label;
  /** What is drawn of it: one series of returns. */
  std::vector<double>        returns;
  std::vector<SeriesFigures> members;
};

/** The series and their sums, zeta(q), D(h), P(|x|), structure functions, leverage and volatility autocorrelation.
 *  Fainter lines are one standard error away; of several members, one standard deviation. */
Picture
DrawSeries(const std::string & title, const std::vector<LabeledSeries> & sets);
} // namespace phaseharmonics_examples

#endif
