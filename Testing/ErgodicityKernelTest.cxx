// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phErgodicityTools.h"
#include "phStructureFunctions.h"

#include "phKernelTestTools.h"

#include <numeric>

namespace ph = phaseharmonics;
using Kind = ph::SeriesProcessKind;

namespace
{
/** Slope of log2 of the root mean square of moments against log2 of the length. */
double
SlopeOfMoments(const std::function<ph::SeriesProcess(std::size_t)> & processOf)
{
  std::vector<double> x;
  std::vector<double> y;
  for (const std::size_t length : { 1024, 4096, 16384 })
  {
    constexpr unsigned int   runs = 40;
    std::vector<std::size_t> all(runs);
    std::iota(all.begin(), all.end(), std::size_t{ 0 });
    x.push_back(std::log2(static_cast<double>(length)));
    const auto rows = phaseharmonics_test::MomentDeviations(processOf(length), length, runs, 1);
    y.push_back(std::log2(phaseharmonics_test::RootMeanSquare(rows, all)));
  }
  const auto weights = ph::SlopeWeights(x, { 1.0, 1.0, 1.0 });
  return weights[0] * y[0] + weights[1] * y[1] + weights[2] * y[2];
}
} // namespace

TEST(Ergodicity, MomentsConvergeAsTheRootOfTheLength)
{
  for (const Kind kind : { Kind::FractionalNoise, Kind::MultifractalRandomWalk, Kind::Poisson })
  {
    const double slope = SlopeOfMoments([kind](std::size_t) {
      ph::SeriesProcess process;
      process.kind = kind;
      process.integralScale = 128;
      return process;
    });
    EXPECT_NEAR(slope, -0.5, 0.1) << ph::SeriesProcessName(kind);
  }
}

TEST(Ergodicity, MomentsOfAWalkAsLongAsItsIntegralScaleDoNotConverge)
{
  const double slope = SlopeOfMoments([](std::size_t length) {
    ph::SeriesProcess process;
    process.integralScale = length;
    return process;
  });
  EXPECT_GT(slope, -0.2);
}
