// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef RawSeries_h
#define RawSeries_h

#include <string>
#include <vector>

namespace phaseharmonics_examples
{
/** Rows of a file before anything is done to them; what is no number is NaN. */
struct RawSeries
{
  std::string              name;
  std::vector<std::string> dates;
  std::vector<double>      values;
  /** Where each value stands, for messages. */
  std::vector<std::string> places;
  std::vector<std::string> texts;
};

/** True for the extensions of text files. */
bool
IsSeriesText(const std::string & path);

/** One column of a text file, or one component of an image with one axis longer than 1. Throws a one-line error if
 *  there are several and none is chosen, by name or by number from 1. */
RawSeries
ReadRawSeries(const std::string & path, const std::string & column);
} // namespace phaseharmonics_examples

#endif
