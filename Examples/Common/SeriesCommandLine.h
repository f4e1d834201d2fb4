// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef SeriesCommandLine_h
#define SeriesCommandLine_h

#include "SeriesFile.h"
#include "phSeriesFigures.h"

#include <CLI/CLI.hpp>

namespace phaseharmonics_examples
{
/** SERIES, --column, --prices, --gaps, --order, --duplicates. */
void
AddSeriesOptions(CLI::App & app, SeriesOptions & options);

/** How the figures of a series are estimated. */
struct SeriesFigureOptions
{
  unsigned int firstScale{ 3 };
  unsigned int lastScale{ 0 };
  std::string  leaders{ "2" };
  std::size_t  smallestLag{ 4 };
  std::size_t  largestLag{ 128 };
  unsigned int leverageLags{ 100 };
  unsigned int replicates{ 199 };
  std::size_t  block{ 250 };
};

/** --first-scale, --last-scale, --leaders, --smallest-lag, --largest-lag, --leverage-lags, --bootstrap, --block. */
void
AddSeriesFigureOptions(CLI::App & app, SeriesFigureOptions & options);

phaseharmonics::SeriesFiguresOptions
KernelOptionsOf(const SeriesFigureOptions & options, std::uint64_t seed);
} // namespace phaseharmonics_examples

#endif
