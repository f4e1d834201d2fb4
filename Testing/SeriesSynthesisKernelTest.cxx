// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// Samples of models of series, against processes whose scaling and leverage are known.

#include "phSeriesFigures.h"
#include "phSeriesGenerators.h"
#include "phSeriesSynthesis.h"

#include "phKernelTestTools.h"

namespace
{
using namespace phaseharmonics;

const SerialExecutor executor;

std::vector<double>
DrawSample(const std::vector<double> & series, unsigned int iterations)
{
  SeriesSynthesisOptions options;
  options.iterations = iterations;
  options.seed = 3;
  SeriesSynthesis     synthesis(series.data(), series.size(), options, executor);
  std::vector<double> sample(series.size());
  synthesis.Draw(
    0, sample.data(), [](const SeriesSynthesisProgress &) { return true; }, executor);
  return sample;
}

SeriesFigures
FiguresOf(const std::vector<double> & series)
{
  SeriesFiguresOptions options;
  SetBootstrap(options, 20, 1);
  return EstimateSeriesFigures(series.data(), series.size(), options, executor);
}

TEST(SeriesSynthesis, OfAMultifractalWalkKeepsItsScalingAndHasNoLeverage)
{
  SeriesProcess process;
  process.integralScale = 512;
  const auto series = GenerateSeries(process, 4096, 7);
  const auto data = FiguresOf(series);
  const auto sample = FiguresOf(DrawSample(series, 200));
  for (const double order : { 1.0, 2.0, 3.0 })
  {
    EXPECT_NEAR(sample.Zeta(order).value, data.Zeta(order).value, 0.05) << order;
  }
  EXPECT_NEAR(sample.statistics.kurtosis.value, data.statistics.kurtosis.value, 0.1 * data.statistics.kurtosis.value);
  // Within three standard errors of what the data themselves show.
  EXPECT_NEAR(sample.statistics.leverageAfter.value, 0.0, 0.12);
  EXPECT_NEAR(sample.statistics.leverageBefore.value, 0.0, 0.12);
}

TEST(SeriesSynthesis, OfASkewedWalkKeepsTheSignOfItsLeverage)
{
  SeriesProcess process;
  process.kind = SeriesProcessKind::SkewedMultifractalWalk;
  process.leverage = 0.2;
  const auto   series = GenerateSeries(process, 4096, 5);
  const auto   data = FiguresOf(series);
  const auto   sample = FiguresOf(DrawSample(series, 200));
  const double expected = data.statistics.leverageAfter.value;
  EXPECT_LT(expected, -0.1);
  EXPECT_LT(sample.statistics.leverageAfter.value, 0.6 * expected);
  EXPECT_GT(sample.statistics.leverageBefore.value, 0.5 * expected);
  EXPECT_LT(sample.statistics.timeAsymmetry.value, 0.5 * data.statistics.timeAsymmetry.value);
}

TEST(SeriesSynthesis, TellsItsProgressAndStops)
{
  const auto             series = GenerateSeries({}, 512, 2);
  SeriesSynthesisOptions options;
  options.iterations = 12;
  options.length = 300;
  SeriesSynthesis     synthesis(series.data(), series.size(), options, executor);
  std::vector<double> sample(synthesis.GetLength());
  ASSERT_EQ(sample.size(), 300u);
  SeriesSynthesisProgress last;
  const auto              observer = [&](const SeriesSynthesisProgress & progress) {
    EXPECT_EQ(progress.iteration, last.iteration + 1);
    EXPECT_LT(progress.loss, progress.initialLoss);
    last = progress;
    return true;
  };
  EXPECT_TRUE(synthesis.Draw(0, sample.data(), observer, executor));
  EXPECT_EQ(last.iteration, 12u);
  EXPECT_EQ(synthesis.GetEnd(0).loss, last.loss);
  EXPECT_EQ(synthesis.GetEnd(0).initialLoss, last.initialLoss);
  EXPECT_EQ(synthesis.GetEnd(0).evaluations, last.evaluations);
  const std::vector<double> untouched(sample);
  EXPECT_FALSE(synthesis.Draw(
    1, sample.data(), [](const SeriesSynthesisProgress &) { return false; }, executor));
  EXPECT_EQ(sample, untouched);
}
} // namespace
