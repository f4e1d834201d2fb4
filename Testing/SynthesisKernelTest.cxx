// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phGaussianModel.h"
#include "phMacrocanonicalGaussian.h"
#include "phMicrocanonicalSynthesis.h"
#include "phMinimizer.h"
#include "phStatistics.h"
#include "phSynthesisCheckpoint.h"

#include "phKernelTestTools.h"

#include <cstdio>
#include <fstream>
#include <stdexcept>

namespace ph = phaseharmonics;
using phaseharmonics_test::MakeGrid;
using phaseharmonics_test::Noise;

namespace
{
const ph::SerialExecutor executor;

double
Rosenbrock(const double * x, double * gradient)
{
  double value = 0.0;
  std::fill_n(gradient, 6, 0.0);
  for (int i = 0; i + 1 < 6; ++i)
  {
    const double a = x[i + 1] - x[i] * x[i];
    const double b = 1.0 - x[i];
    value += 100.0 * a * a + b * b;
    gradient[i] += -400.0 * a * x[i] - 2.0 * b;
    gradient[i + 1] += 200.0 * a;
  }
  return value;
}

// A skewed, correlated field: squares of smoothed noise.
template <typename T>
std::vector<T>
SkewedField(const ph::Grid & grid, std::uint64_t seed)
{
  const auto     noise = Noise<T>(grid.NumberOfPixels(), seed);
  std::vector<T> field(noise.size());
  const auto     wrap = [&](std::size_t p, std::size_t step, std::size_t n) { return (p / step) % n; };
  for (std::size_t i = 0; i < field.size(); ++i)
  {
    T           sum = noise[i];
    std::size_t step = 1;
    for (unsigned int axis = 0; axis < grid.dimension; ++axis)
    {
      const std::size_t n = grid.size[axis];
      const std::size_t p = wrap(i, step, n);
      sum += noise[i + ((p + 1) % n) * step - p * step] + noise[i + ((p + n - 1) % n) * step - p * step];
      step *= n;
    }
    field[i] = T(3) + sum * sum / T(4);
  }
  return field;
}

template <typename T>
struct Problem
{
  Problem(const ph::Grid & grid,
          unsigned int     J,
          unsigned int     L,
          ph::MomentModel  model = ph::MomentModel::C,
          unsigned int     shiftRange = 2)
    : field(SkewedField<T>(grid, 5))
  {
    ph::WaveletBankOptions bankOptions;
    bankOptions.numberOfScales = J;
    bankOptions.numberOfOrientations = L;
    ph::MomentSetOptions setOptions;
    setOptions.model = model;
    setOptions.shiftRange = shiftRange;
    bank = std::make_shared<ph::WaveletBank<T>>(grid, bankOptions, executor);
    statistics = std::make_unique<ph::Statistics<T>>(bank, ph::MomentSet(grid.dimension, J, L, setOptions));
    target = statistics->Analyze(field.data(), executor);
    statistics->SetTarget(target, ph::MomentNormalization::Target);
  }

  ph::MicrocanonicalSynthesis<T>
  Start(std::uint64_t seed)
  {
    ph::MicrocanonicalSynthesis<T> synthesis(*statistics, target.imageMean, target.imageDeviation);
    synthesis.StartFromWhiteNoise(seed, 0);
    return synthesis;
  }

  std::vector<T>                            field;
  std::shared_ptr<const ph::WaveletBank<T>> bank;
  std::unique_ptr<ph::Statistics<T>>        statistics;
  ph::Moments                               target;
};

const auto goOn = [](const ph::SynthesisProgress &) { return true; };
} // namespace

TEST(Minimizer, FindsTheMinimumOfRosenbrocksFunction)
{
  std::vector<double>  x(6, -1.2);
  ph::MinimizerOptions options;
  options.maximumIterations = 500;
  const auto result = ph::Minimizer::Minimize(
    x, Rosenbrock, [](unsigned int, double) { return true; }, options);
  EXPECT_LT(result.value, 1e-18);
  EXPECT_GT(result.evaluations, result.iterations);
  for (const double value : x)
  {
    EXPECT_NEAR(value, 1.0, 1e-8);
  }
}

TEST(Minimizer, StopsWhereTheObserverSays)
{
  std::vector<double> x(6, -1.2);
  const auto          result =
    ph::Minimizer::Minimize(x, Rosenbrock, [](unsigned int iteration, double) { return iteration < 3; }, {});
  EXPECT_TRUE(result.stopped);
  EXPECT_EQ(result.iterations, 3u);
  std::vector<double> gradient(6);
  EXPECT_EQ(result.value, Rosenbrock(x.data(), gradient.data()));
}

TEST(Minimizer, PassesOnWhatTheObjectiveThrows)
{
  std::vector<double> x(6, 0.5);
  const auto          objective = [](const double *, double *) -> double { throw std::range_error("no value"); };
  EXPECT_THROW(ph::Minimizer::Minimize(x, objective, [](unsigned int, double) { return true; }, {}), std::range_error);
}

TEST(Minimizer, PassesOnWhatTheObserverThrows)
{
  std::vector<double> x(6, -1.2);
  unsigned int        last = 0;
  const auto          observer = [&](unsigned int iteration, double) -> bool {
    last = iteration;
    return iteration < 3 ? true : throw std::range_error("enough");
  };
  EXPECT_THROW(ph::Minimizer::Minimize(x, Rosenbrock, observer, {}), std::range_error);
  EXPECT_EQ(last, 3u);
}

TEST(GaussianModel, RandomPhasesKeepEveryModulusAndTheMean)
{
  for (const ph::Grid & grid : { MakeGrid(61), MakeGrid(32, 24), MakeGrid(15, 21), MakeGrid(8, 9, 10) })
  {
    const auto          field = SkewedField<double>(grid, 1);
    std::vector<double> sample(field.size());
    std::vector<double> other(field.size());
    ph::SampleRandomPhases(grid, field.data(), 7, 0, sample.data());
    ph::SampleRandomPhases(grid, field.data(), 7, 1, other.data());
    const ph::FourierTransform<double> transform(grid);
    std::vector<std::complex<double>>  a(grid.NumberOfHalfBins());
    std::vector<std::complex<double>>  b(a.size());
    transform.Forward(field.data(), a.data());
    transform.Forward(sample.data(), b.data());
    EXPECT_NEAR(std::abs(b[0] - a[0]), 0.0, 1e-9 * std::abs(a[0]));
    for (std::size_t k = 1; k < a.size(); ++k)
    {
      EXPECT_NEAR(std::abs(a[k]), std::abs(b[k]), 1e-9 * std::abs(a[0]));
    }
    EXPECT_GT(phaseharmonics_test::LargestDifference(sample, other), 0.1);
    EXPECT_GT(phaseharmonics_test::LargestDifference(sample, field), 0.1);
  }
}

TEST(GaussianModel, CorrelationIsTheMeanOfProductsWithLagZeroInTheCenter)
{
  const ph::Grid      grid = MakeGrid(7, 6);
  const auto          x = SkewedField<double>(grid, 2);
  std::vector<double> correlation(x.size());
  ph::ComputeCorrelation(grid, x.data(), correlation.data());
  for (int ty = -3; ty < 3; ++ty)
  {
    for (int tx = -3; tx <= 3; ++tx)
    {
      double sum = 0.0;
      for (int v = 0; v < 6; ++v)
      {
        for (int u = 0; u < 7; ++u)
        {
          sum += x[u + 7 * v] * x[(u - tx + 7) % 7 + 7 * ((v - ty + 6) % 6)];
        }
      }
      EXPECT_NEAR(correlation[(tx + 3) + 7 * (ty + 3)], sum / 42, 1e-12 * sum);
    }
  }
}

TEST(MacrocanonicalGaussian, SpectrumHasTheMomentsOfTheImage)
{
  for (const ph::Grid & grid : { MakeGrid(509), MakeGrid(64, 60), MakeGrid(18, 16, 20) })
  {
    Problem<double> problem(
      grid, 3, ph::DefaultNumberOfOrientations(grid.dimension), ph::MomentModel::A, grid.dimension == 3 ? 1 : 2);
    const ph::MacrocanonicalGaussian model(
      problem.bank, problem.target, 1e-8, 100, [](unsigned int, double) { return true; }, executor);
    EXPECT_LT(model.GetRelativeError(), 1e-8);
    for (std::size_t k = 1; k < model.GetPowerSpectrum().size(); ++k)
    {
      ASSERT_GT(model.GetPowerSpectrum()[k], 0.0);
    }
    // Moments of samples fluctuate about those of the model.
    std::vector<ph::Moments> moments;
    for (std::uint64_t sample = 0; sample < 40; ++sample)
    {
      std::vector<double> image(grid.NumberOfPixels());
      model.Sample(3, sample, image.data());
      moments.push_back(problem.statistics->AnalyzeAboutTarget(image.data(), executor));
    }
    for (std::size_t m = 0; m < problem.target.covariances.size(); ++m)
    {
      std::complex<double> mean = 0.0;
      double               variance = 0.0;
      for (const auto & sample : moments)
      {
        mean += sample.Normalized(m) / 40.0;
      }
      for (const auto & sample : moments)
      {
        variance += std::norm(sample.Normalized(m) - mean) / 40.0;
      }
      EXPECT_LT(std::abs(mean - problem.target.Normalized(m)), 6.0 * std::sqrt(variance / 40.0) + 1e-6);
    }
  }
}

TEST(MacrocanonicalGaussian, HasAtLeastTheEntropyOfAnotherSpectrumWithItsMoments)
{
  // A flat spectrum has the moments of an impulse; the model must not have less entropy, and stays close.
  Problem<double>     problem(MakeGrid(48, 40), 3, 4, ph::MomentModel::A);
  std::vector<double> impulse(48 * 40);
  impulse[100] = 1.0;
  const auto                       moments = problem.statistics->Analyze(impulse.data(), executor);
  const ph::MacrocanonicalGaussian model(
    problem.bank, moments, 1e-10, 100, [](unsigned int, double) { return true; }, executor);
  const double flat = 1.0 / (48.0 * 40.0 * 48.0 * 40.0);
  double       entropy = 0.0;
  for (std::size_t k = 1; k < model.GetPowerSpectrum().size(); ++k)
  {
    const std::size_t column = k % 25;
    entropy += (column == 0 || column == 24 ? 0.5 : 1.0) * std::log(model.GetPowerSpectrum()[k] / flat);
    EXPECT_NEAR(model.GetPowerSpectrum()[k], flat, 1e-2 * flat);
  }
  EXPECT_GT(entropy, 0.0);
}

TEST(MacrocanonicalGaussian, NeedsMomentsOfTheBands)
{
  Problem<double> problem(MakeGrid(32, 32), 3, 4);
  const auto      goOnSolving = [](unsigned int, double) { return true; };
  EXPECT_THROW(ph::MacrocanonicalGaussian(problem.bank, ph::Moments{}, 1e-3, 10, goOnSolving, executor),
               std::invalid_argument);
}

TEST(MacrocanonicalGaussian, IsFittedToAnImageOfEitherPrecision)
{
  const Problem<double>    problem(MakeGrid(40, 36), 3, 4, ph::MomentModel::A);
  const std::vector<float> image(problem.field.begin(), problem.field.end());
  const auto               goOnSolving = [](unsigned int, double) { return true; };
  ph::WaveletBankOptions   bank;
  bank.numberOfScales = 3;
  const auto model =
    ph::FitMacrocanonicalGaussian(MakeGrid(40, 36), problem.field.data(), bank, { 2, 1e-6, 50 }, goOnSolving, executor);
  const ph::MacrocanonicalGaussian expected(problem.bank, problem.target, 1e-6, 50, goOnSolving, executor);
  ASSERT_EQ(model.GetPowerSpectrum().size(), expected.GetPowerSpectrum().size());
  EXPECT_TRUE(
    std::equal(model.GetPowerSpectrum().begin(), model.GetPowerSpectrum().end(), expected.GetPowerSpectrum().begin()));
  const auto single =
    ph::FitMacrocanonicalGaussian(MakeGrid(40, 36), image.data(), bank, { 2, 1e-6, 50 }, goOnSolving, executor);
  EXPECT_NEAR(
    single.GetPowerSpectrum()[100], expected.GetPowerSpectrum()[100], 1e-3 * expected.GetPowerSpectrum()[100]);

  EXPECT_THROW(
    ph::FitMacrocanonicalGaussian(MakeGrid(40, 36), image.data(), bank, { 2, 0.0, 50 }, goOnSolving, executor),
    std::invalid_argument);
  const std::vector<float> constant(image.size(), 2.0f);
  EXPECT_THROW(ph::FitMacrocanonicalGaussian(MakeGrid(40, 36), constant.data(), bank, {}, goOnSolving, executor),
               std::invalid_argument);
}

TEST(MacrocanonicalGaussian, CountsLagsInOctavesWhereWaveletsHaveVoices)
{
  const auto             grid = MakeGrid(512);
  const auto             field = SkewedField<double>(grid, 5);
  const auto             goOnSolving = [](unsigned int, double) { return true; };
  ph::WaveletBankOptions options;
  options.numberOfScales = 6;
  options.numberOfOrientations = 1;
  options.family = ph::WaveletFamily::BattleLemarie;
  options.voicesPerOctave = 2;
  const auto bank = std::make_shared<const ph::WaveletBank<double>>(grid, options, executor);
  const auto spectrumOfVoices = [&](unsigned int voices) {
    ph::MomentSetOptions setOptions;
    setOptions.model = ph::MomentModel::A;
    setOptions.voicesPerOctave = voices;
    ph::Statistics<double>           statistics(bank, ph::MomentSet(1, 6, 1, setOptions));
    const ph::MacrocanonicalGaussian model(
      bank, statistics.Analyze(field.data(), executor), 1e-3, 100, goOnSolving, executor);
    return std::vector<double>(model.GetPowerSpectrum().begin(), model.GetPowerSpectrum().end());
  };
  const auto fitted = ph::FitMacrocanonicalGaussian(grid, field.data(), options, {}, goOnSolving, executor);
  const std::vector<double> spectrum(fitted.GetPowerSpectrum().begin(), fitted.GetPowerSpectrum().end());
  EXPECT_EQ(spectrum, spectrumOfVoices(2));
  EXPECT_NE(spectrum, spectrumOfVoices(1));
}

template <typename T>
class MicrocanonicalSynthesisOfType : public ::testing::Test
{};
using RealTypes = ::testing::Types<float, double>;
TYPED_TEST_SUITE(MicrocanonicalSynthesisOfType, RealTypes);

TYPED_TEST(MicrocanonicalSynthesisOfType, LossFallsAndIsThatOfTheMomentsOfTheResult)
{
  for (const ph::Grid & grid : { MakeGrid(127), MakeGrid(33, 40), MakeGrid(14, 12, 10) })
  {
    Problem<TypeParam> problem(grid, 3, ph::DefaultNumberOfOrientations(grid.dimension));
    auto               synthesis = problem.Start(11);
    const double       start = synthesis.Loss(executor);
    double             last = start;
    synthesis.RunBlock(
      100,
      20,
      [&](const ph::SynthesisProgress & progress) {
        EXPECT_LE(progress.loss, last);
        last = progress.loss;
        return true;
      },
      executor);
    EXPECT_LT(last, 1e-2 * start);
    std::vector<TypeParam> image(grid.NumberOfPixels());
    synthesis.GetImage(image.data());
    double mean = 0.0;
    for (const TypeParam value : image)
    {
      mean += value / static_cast<double>(image.size());
    }
    EXPECT_NEAR(
      mean, problem.target.imageMean, (sizeof(TypeParam) == 4 ? 1e-5 : 1e-12) * problem.target.imageDeviation);
    const auto reached = problem.statistics->AnalyzeAboutTarget(image.data(), executor);
    double     energy = 0.0;
    for (std::size_t m = 0; m < reached.covariances.size(); ++m)
    {
      energy += std::norm(reached.Normalized(m) - problem.target.Normalized(m));
    }
    EXPECT_NEAR(energy, last, (sizeof(TypeParam) == 4 ? 1e-3 : 1e-9) * start);
  }
}

TYPED_TEST(MicrocanonicalSynthesisOfType, GoesOnFromASavedStateBitForBit)
{
  Problem<TypeParam> problem(MakeGrid(32, 32), 3, 4);
  auto               whole = problem.Start(3);
  whole.RunBlock(10, 20, goOn, executor);
  const auto saved = whole.GetState();
  whole.RunBlock(10, 20, goOn, executor);

  auto resumed = problem.Start(99);
  resumed.SetState(saved, 10, 12);
  resumed.RunBlock(10, 20, goOn, executor);
  EXPECT_EQ(whole.GetState(), resumed.GetState());
  EXPECT_EQ(whole.GetNumberOfIterations(), 20u);
  EXPECT_EQ(resumed.GetNumberOfIterations(), 20u);
  EXPECT_THROW(resumed.SetState(std::vector<double>(5), 0, 0), std::invalid_argument);
}

TEST(MicrocanonicalSynthesis, StopsWhenTheObserverSays)
{
  Problem<double> problem(MakeGrid(32, 32), 3, 4);
  auto            synthesis = problem.Start(3);
  const bool      canGoOn = synthesis.RunBlock(
    50, 20, [](const ph::SynthesisProgress & progress) { return progress.iteration < 4; }, executor);
  EXPECT_FALSE(canGoOn);
  EXPECT_TRUE(synthesis.WasStopped());
  EXPECT_EQ(synthesis.GetNumberOfIterations(), 4u);
}

TEST(MicrocanonicalSynthesis, StaysAtTheTarget)
{
  Problem<double> problem(MakeGrid(32, 32), 3, 4);
  auto            synthesis = problem.Start(3);
  synthesis.StartFromImage(problem.field.data());
  EXPECT_LT(synthesis.Loss(executor), 1e-20);
}

TEST(MicrocanonicalSynthesis, RefusesAConstantTarget)
{
  Problem<double> problem(MakeGrid(32, 32), 3, 4);
  EXPECT_THROW(ph::MicrocanonicalSynthesis<double>(*problem.statistics, 1.0, 0.0), std::invalid_argument);
}

TEST(SynthesisCheckpoint, ComesBackBitForBit)
{
  const std::string       path = std::string(PHASEHARMONICS_TEST_OUTPUT_DIR) + "/SynthesisCheckpoint.h5";
  ph::SynthesisCheckpoint checkpoint;
  checkpoint.description = "a run";
  checkpoint.samples = { { Noise<double>(17, 1), 30, 33, 2.5, 0.125, true },
                         { Noise<double>(17, 2), 10, 11, 2, 1, false } };
  ph::WriteSynthesisCheckpoint(path, checkpoint);
  const auto read = ph::ReadSynthesisCheckpoint(path);
  EXPECT_EQ(read.description, checkpoint.description);
  ASSERT_EQ(read.samples.size(), 2u);
  for (std::size_t s = 0; s < 2; ++s)
  {
    EXPECT_EQ(read.samples[s].state, checkpoint.samples[s].state);
    EXPECT_EQ(read.samples[s].iterations, checkpoint.samples[s].iterations);
    EXPECT_EQ(read.samples[s].evaluations, checkpoint.samples[s].evaluations);
    EXPECT_EQ(read.samples[s].initialLoss, checkpoint.samples[s].initialLoss);
    EXPECT_EQ(read.samples[s].loss, checkpoint.samples[s].loss);
    EXPECT_EQ(read.samples[s].isFinished, checkpoint.samples[s].isFinished);
  }
  std::remove(path.c_str());
}

TEST(SynthesisCheckpoint, RefusesOtherFilesAndFolders)
{
  const std::string path = std::string(PHASEHARMONICS_TEST_OUTPUT_DIR) + "/NotACheckpoint.h5";
  std::ofstream(path) << "text";
  EXPECT_THROW(ph::ReadSynthesisCheckpoint(path), std::runtime_error);
  std::remove(path.c_str());
  EXPECT_THROW(ph::ReadSynthesisCheckpoint(path), std::runtime_error);
  EXPECT_THROW(ph::WriteSynthesisCheckpoint("no/such/folder/checkpoint.h5", {}), std::runtime_error);
}
