// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "SeriesCommandLine.h"

#include "OptionChecks.h"

#include <limits>

namespace phaseharmonics_examples
{
void
AddSeriesOptions(CLI::App & app, SeriesOptions & options)
{
  app
    .add_option(
      "SERIES", options.path, "Returns or prices: a .csv, .tsv, .txt or .dat file, or an image of N x 1 pixels")
    ->required();
  app
    .add_option("--column", options.column, "Name or number (from 1) of the column, needed where several hold numbers")
    ->type_name("NAME");
  app.add_flag("--prices", options.prices, "Values are prices: take the differences of their logarithms");
  app.add_option("--gaps", options.gaps, "Blanks and what is no number: error, drop or interpolate [error]")
    ->transform(OneOf({ "error", "drop", "interpolate" }))
    ->type_name("WHAT");
  app
    .add_option("--order", options.order, "Rows that are not in the order of their dates: error, sort or keep [error]")
    ->transform(OneOf({ "error", "sort", "keep" }))
    ->type_name("WHAT");
  app.add_option("--duplicates", options.duplicates, "Several rows of one date: error, keep or drop [error]")
    ->transform(OneOf({ "error", "keep", "drop" }))
    ->type_name("WHAT");
}

void
AddSeriesFigureOptions(CLI::App & app, SeriesFigureOptions & options)
{
  app.add_option("--first-scale", options.firstScale, "First scale j (2^j samples) of wavelet regressions [3]")
    ->check(Between(1, 24))
    ->type_name("J");
  app.add_option("--last-scale", options.lastScale, "Last scale [the last one with enough coefficients]")
    ->check(Between(1, 24))
    ->type_name("J");
  app.add_option("--leaders", options.leaders, "Exponent p of wavelet leaders: 1, 2 or infinity [2]")
    ->transform(OneOf({ "1", "2", "infinity" }))
    ->type_name("P");
  app.add_option("--smallest-lag", options.smallestLag, "Smallest lag of increments, a power of two [4]")
    ->type_name("N");
  app.add_option("--largest-lag", options.largestLag, "Largest lag of increments, a power of two [128]")
    ->type_name("N");
  app.add_option("--leverage-lags", options.leverageLags, "Largest lag of leverage and of autocorrelations [100]")
    ->check(Between(20, 10000))
    ->type_name("N");
  app.add_option("--bootstrap", options.replicates, "Replicates of the bootstrap of standard errors, 0 for none [199]")
    ->check(Between(0, 100000))
    ->type_name("N");
  app.add_option("--block", options.block, "Length of the blocks of the bootstrap of moments and leverage [250]")
    ->check(Between(1, 1 << 24))
    ->type_name("N");
}

phaseharmonics::SeriesFiguresOptions
KernelOptionsOf(const SeriesFigureOptions & options, std::uint64_t seed)
{
  phaseharmonics::SeriesFiguresOptions kernel;
  kernel.multifractal.firstScale = options.firstScale;
  kernel.multifractal.lastScale = options.lastScale;
  kernel.multifractal.leaderExponent =
    options.leaders == "infinity" ? std::numeric_limits<double>::infinity() : std::stod(options.leaders);
  kernel.increments.smallestLag = options.smallestLag;
  kernel.increments.largestLag = options.largestLag;
  kernel.statistics.largestLag = options.leverageLags;
  kernel.statistics.block = options.block;
  phaseharmonics::SetBootstrap(kernel, options.replicates, seed);
  return kernel;
}
} // namespace phaseharmonics_examples
