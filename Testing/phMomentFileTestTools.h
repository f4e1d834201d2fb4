// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phMomentFileTestTools_h
#define phMomentFileTestTools_h

#include "phKernelTestTools.h"
#include "phMomentSetBuilder.h"
#include "phStatistics.h"
#include "phTestFiles.h"

namespace phaseharmonics_test
{
inline phaseharmonics::Moments
Analyze(const Grid &                               grid,
        const phaseharmonics::WaveletBankOptions & options,
        const phaseharmonics::MomentSet &          set,
        std::uint64_t                              seed = 1)
{
  const auto bank =
    std::make_shared<phaseharmonics::WaveletBank<double>>(grid, options, phaseharmonics::SerialExecutor());
  phaseharmonics::Statistics<double> statistics(bank, set);
  return statistics.Analyze(Noise<double>(grid.NumberOfPixels(), seed).data(), phaseharmonics::SerialExecutor());
}

inline phaseharmonics::WaveletBankOptions
BankOptionsOf(unsigned int scales, unsigned int orientations, bool decimation = true)
{
  phaseharmonics::WaveletBankOptions options;
  options.numberOfScales = scales;
  options.numberOfOrientations = orientations;
  options.decimation = decimation;
  return options;
}

inline phaseharmonics::MomentSetOptions
SetOptionsOf(phaseharmonics::MomentModel model, unsigned int scaleRange = 2, unsigned int shiftRange = 2)
{
  phaseharmonics::MomentSetOptions options;
  options.model = model;
  options.scaleRange = scaleRange;
  options.shiftRange = shiftRange;
  return options;
}

inline phaseharmonics::Moments
AnalyzeModel(phaseharmonics::MomentModel model, const Grid & grid, std::uint64_t seed = 1)
{
  const unsigned int orientations = grid.dimension == 1 ? 1 : grid.dimension == 2 ? 4 : 6;
  const auto         options = BankOptionsOf(3, orientations);
  return Analyze(grid, options, phaseharmonics::MomentSet(grid.dimension, 3, orientations, SetOptionsOf(model)), seed);
}

/** Covariances of a set of one's own, among them averages, conjugates, and features in no particular order. */
inline phaseharmonics::MomentSet
MakeListedSet()
{
  phaseharmonics::MomentSetBuilder builder(2, 3, 4);
  builder.Add({ { 2, 1, 2 }, { 0, 6, 1 }, {} });
  builder.Add({ { 0, 6, 1 }, { 1, 3, -1 }, { { -3, 5, 0 } } });
  builder.AddMean(
    { { { 1, 1, 1 }, { 2, 7, 2 }, {} }, { { 1, 2, 1 }, { 2, 0, 2 }, {} }, { { 2, 0, -1 }, { 0, 0, 0 }, {} } });
  builder.Add({ { 0, 0, 0 }, { 0, 0, 0 }, { { 0, -4, 0 } } });
  builder.AddMean({ { { 1, 6, 1 }, { 1, 1, 0 }, {} } });
  builder.Add({ { 3, 0, 0 }, { 3, 0, 0 }, {} });
  builder.CountNominal(77);
  return builder.GetMomentSet();
}
} // namespace phaseharmonics_test

#endif
