// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phMarginalEnergy.h"
#include "phSeriesModel.h"
#include "phSumOfEnergies.h"
#include "phSynthesisRun.h"

#include "phKernelTestTools.h"
#include "phTestFiles.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace
{
using namespace phaseharmonics;
using namespace phaseharmonics_test;

const SerialExecutor executor;
using Series = std::vector<double>;

Series
HeavySeries(std::size_t length, std::uint64_t seed)
{
  Series series = Noise<double>(length, seed);
  for (double & value : series)
  {
    value = 0.2 + value * value * value;
  }
  return series;
}

// From the definition: the integral of the quantile function over an interval, divided by its length.
double
QuantileMean(Series sums, double begin, double end)
{
  std::sort(sums.begin(), sums.end());
  double            integral = 0.0;
  const std::size_t steps = 20000;
  for (std::size_t i = 0; i < steps; ++i)
  {
    const double p = begin + (end - begin) * (static_cast<double>(i) + 0.5) / steps;
    integral += sums[std::min(sums.size() - 1, static_cast<std::size_t>(p * static_cast<double>(sums.size())))];
  }
  return integral / steps;
}

TEST(MarginalEnergy, QuantileMeansAreIntegralsOfTheQuantileFunction)
{
  const std::size_t         length = 53;
  const Series              series = HeavySeries(length, 1);
  MarginalEnergy<double>    energy(MakeGrid(length), 3, 4);
  const QuantileMeans       means = energy.Analyze(series.data(), executor);
  const std::vector<double> bounds{ 0.0, 1.0 / 16, 1.0 / 8, 1.0 / 4, 0.5, 0.75, 7.0 / 8, 15.0 / 16, 1.0 };
  EXPECT_EQ(means.GetNumberOfMoments(), 24u);
  for (std::size_t w = 0; w < 3; ++w)
  {
    Series sums(length);
    for (std::size_t n = 0; n < length; ++n)
    {
      for (std::size_t m = 0; m < (std::size_t{ 1 } << w); ++m)
      {
        sums[n] += series[(n + m) % length] - means.mean;
      }
    }
    for (std::size_t i = 0; i < 8; ++i)
    {
      EXPECT_NEAR(means.values[w][i], QuantileMean(sums, bounds[i], bounds[i + 1]), 2e-3 * means.deviations[w]);
    }
    const double squares = std::inner_product(sums.begin(), sums.end(), sums.begin(), 0.0);
    EXPECT_NEAR(means.deviations[w], std::sqrt(squares / static_cast<double>(length)), 1e-12);
  }
}

TEST(MarginalEnergy, IntervalsOfProbabilityHoldAllSamplesOnce)
{
  for (const std::size_t length : { 16u, 37u, 64u, 101u })
  {
    const Series           series = HeavySeries(length, 2);
    const unsigned int     levels = DefaultNumberOfTailLevels(length);
    MarginalEnergy<double> energy(MakeGrid(length), 1, levels);
    const QuantileMeans    means = energy.Analyze(series.data(), executor);
    double                 total = 0.0;
    for (unsigned int i = 0; i < 2 * levels; ++i)
    {
      const unsigned int level = i < levels ? levels - i : i - levels + 1;
      const double       share =
        level == levels ? std::exp2(-static_cast<double>(level)) : std::exp2(-static_cast<double>(level + 1));
      total += means.values[0][i] * share;
      EXPECT_TRUE(i == 0 || means.values[0][i] >= means.values[0][i - 1]);
    }
    EXPECT_NEAR(total, 0.0, 1e-12);
  }
}

TEST(MarginalEnergy, GradientIsThatOfFiniteDifferences)
{
  const std::size_t      length = 45;
  MarginalEnergy<double> energy(MakeGrid(length), 3, 5);
  energy.SetTarget(energy.Analyze(HeavySeries(length, 1).data(), executor));
  const Series series = Noise<double>(length, 9);
  Series       gradient(length);
  const double value = energy.ValueAndGradient(series.data(), gradient.data(), executor);
  EXPECT_EQ(value, energy.Value(series.data(), executor));
  // Small enough to keep all ranks: the energy is then quadratic.
  const double step = 1e-6;
  for (std::size_t n = 0; n < length; ++n)
  {
    Series moved = series;
    moved[n] += step;
    const double above = energy.Value(moved.data(), executor);
    moved[n] -= 2.0 * step;
    EXPECT_NEAR(gradient[n], (above - energy.Value(moved.data(), executor)) / (2.0 * step), 1e-6) << n;
  }
}

TEST(MarginalEnergy, RefusesWhatDoesNotFit)
{
  EXPECT_NE(InvalidArgument([] { MarginalEnergy<double>(MakeGrid(8, 8), 1, 2); }).find("1-D"), std::string::npos);
  EXPECT_NE(InvalidArgument([] { MarginalEnergy<double>(MakeGrid(20), 0, 2); }).find("windows"), std::string::npos);
  EXPECT_NE(InvalidArgument([] { MarginalEnergy<double>(MakeGrid(20), 5, 2); }).find("windows"), std::string::npos);
  EXPECT_NE(InvalidArgument([] { MarginalEnergy<double>(MakeGrid(20), 1, 5); }).find("1 to 4"), std::string::npos);
  MarginalEnergy<double> energy(MakeGrid(20), 2, 3);
  const Series           constant(20, 1.0);
  EXPECT_THROW(energy.Value(constant.data(), executor), std::logic_error);
  const QuantileMeans flat = energy.Analyze(constant.data(), executor);
  EXPECT_NE(InvalidArgument([&] { energy.SetTarget(flat); }).find("constant"), std::string::npos);
  QuantileMeans other = flat;
  other.values.pop_back();
  EXPECT_NE(InvalidArgument([&] { energy.SetTarget(other); }).find("2 windows"), std::string::npos);
}

TEST(SumOfEnergies, AddsValuesAndGradients)
{
  const std::size_t      length = 40;
  const Series           series = Noise<double>(length, 3);
  MarginalEnergy<double> one(MakeGrid(length), 1, 3);
  MarginalEnergy<double> two(MakeGrid(length), 2, 4);
  one.SetTarget(one.Analyze(HeavySeries(length, 1).data(), executor));
  two.SetTarget(two.Analyze(HeavySeries(length, 2).data(), executor));
  SumOfEnergies<double> sum(one, 2.0);
  sum.Add(two, 0.5);
  Series       gradient(length);
  Series       first(length);
  Series       second(length);
  const double value = sum.ValueAndGradient(series.data(), gradient.data(), executor);
  const double ofOne = one.ValueAndGradient(series.data(), first.data(), executor);
  const double ofTwo = two.ValueAndGradient(series.data(), second.data(), executor);
  EXPECT_NEAR(value, 2.0 * ofOne + 0.5 * ofTwo, 1e-14);
  EXPECT_NEAR(sum.Value(series.data(), executor), value, 1e-14);
  for (std::size_t n = 0; n < length; ++n)
  {
    EXPECT_NEAR(gradient[n], 2.0 * first[n] + 0.5 * second[n], 1e-14);
  }
  MarginalEnergy<double> longer(MakeGrid(length + 1), 1, 3);
  EXPECT_THROW(sum.Add(longer), std::invalid_argument);
}

TEST(SeriesModel, EndsMoveToTheQuietestSamples)
{
  Series series = Noise<double>(100, 1);
  for (std::size_t n = 30; n < 40; ++n)
  {
    series[n] *= 0.001;
  }
  Series moved = series;
  MoveEndsToQuietSamples(moved, 10);
  std::rotate(series.begin(), series.begin() + 35, series.end());
  EXPECT_EQ(moved, series);
  EXPECT_THROW(MoveEndsToQuietSamples(moved, 0), std::invalid_argument);
  EXPECT_THROW(MoveEndsToQuietSamples(moved, 101), std::invalid_argument);
}

TEST(SeriesModel, DescribesASeriesAndSynthesesOfOtherLengths)
{
  const Series       series = HeavySeries(300, 1);
  SeriesModelOptions options;
  options.numberOfWindows = 3;
  for (const std::size_t length : { 200u, 300u, 420u })
  {
    SeriesModel                     model(series.data(), series.size(), length, options, executor);
    MicrocanonicalSynthesis<double> synthesis(
      model.GetEnergy(), model.GetDescription().spectra.mean, model.GetDescription().spectra.deviation);
    synthesis.StartFromWhiteNoise(1, 0);
    const double initial = synthesis.Loss(executor);
    synthesis.RunBlock(
      200, 20, [](const SynthesisProgress &) { return true; }, executor);
    EXPECT_LT(synthesis.Loss(executor), 0.02 * initial) << length;
    Series sample(length);
    synthesis.GetImage(sample.data());
    EXPECT_NEAR(*std::max_element(sample.begin(), sample.end()),
                *std::max_element(series.begin(), series.end()),
                0.35 * *std::max_element(series.begin(), series.end()));
  }
  options.numberOfWindows = 0;
  SeriesModel plain(series.data(), series.size(), 300, options, executor);
  EXPECT_EQ(plain.GetNumberOfMoments(), plain.GetDescription().spectra.GetNumberOfMoments());
  EXPECT_LT(plain.GetEnergy().Value(series.data(), executor), 1e-20);
}

TEST(SeriesModel, RefusesWhatDoesNotFit)
{
  const Series series = HeavySeries(64, 1);
  const auto   refusal = [&](std::size_t count, std::size_t length, const SeriesModelOptions & options) {
    return InvalidArgument([&] { SeriesModel(series.data(), count, length, options, executor); });
  };
  SeriesModelOptions options;
  options.numberOfWindows = 2;
  EXPECT_NE(refusal(8, 64, options).find("16 samples"), std::string::npos);
  EXPECT_NE(refusal(64, 8, options).find("16 samples"), std::string::npos);
  options.marginalWeight = 0.0;
  EXPECT_NE(refusal(64, 64, options).find("weight"), std::string::npos);
  options.marginalWeight = 1.0;
  options.numberOfWindows = 9;
  EXPECT_NE(refusal(64, 64, options).find("windows"), std::string::npos);
  options.numberOfWindows = 2;
  options.numberOfScales = 9;
  EXPECT_NE(refusal(64, 64, options).find("1 to 6"), std::string::npos);
}

TEST(SynthesisRun, GoesOnFromItsCheckpointBitForBit)
{
  const Series       series = HeavySeries(128, 1);
  SeriesModelOptions options;
  options.numberOfWindows = 2;
  SeriesModel         model(series.data(), series.size(), 128, options, executor);
  const TestFolder    folder;
  SynthesisRunOptions runOptions;
  runOptions.iterations = 12;
  runOptions.restarts = 1;
  runOptions.checkpointInterval = 5;
  runOptions.description = "test";
  const auto draw = [&](unsigned int stopAt, Series & sample) {
    SynthesisRun<double>            run(runOptions);
    MicrocanonicalSynthesis<double> synthesis(
      model.GetEnergy(), model.GetDescription().spectra.mean, model.GetDescription().spectra.deviation);
    const auto begin = [&] {
      synthesis.StartFromWhiteNoise(3, 0);
      return synthesis.Loss(executor);
    };
    const auto observer = [&](const SynthesisProgress & progress) { return progress.iteration < stopAt; };
    const bool isDone = run.RunSample(synthesis, 0, begin, observer, executor);
    sample.resize(128);
    synthesis.GetImage(sample.data());
    return isDone;
  };
  Series whole;
  EXPECT_TRUE(draw(100, whole));
  runOptions.checkpointFileName = folder.Path("run.h5");
  Series interrupted;
  EXPECT_FALSE(draw(13, interrupted));
  Series resumed;
  EXPECT_TRUE(draw(100, resumed));
  EXPECT_EQ(resumed, whole);
  EXPECT_NE(interrupted, whole);
  runOptions.description = "another";
  EXPECT_THROW(SynthesisRun<double>{ runOptions }, std::runtime_error);
  runOptions.iterations = 0;
  EXPECT_THROW(SynthesisRun<double>{ runOptions }, std::invalid_argument);
}
} // namespace
