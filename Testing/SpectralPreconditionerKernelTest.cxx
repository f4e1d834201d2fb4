// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phBandSpectrum.h"
#include "phCoarseMoments.h"
#include "phMicrocanonicalSynthesis.h"
#include "phSpectralPreconditioner.h"

#include "phMomentTestTools.h"

#include <numeric>
#include <stdexcept>

namespace ph = phaseharmonics;
using phaseharmonics_test::LargestDifference;
using phaseharmonics_test::MakeGrid;
using phaseharmonics_test::Noise;

namespace
{
const ph::SerialExecutor executor;
const auto               goOn = [](const ph::SynthesisProgress &) { return true; };

const std::vector<ph::Grid> Grids{ MakeGrid(61), MakeGrid(64), MakeGrid(32, 24), MakeGrid(15, 21), MakeGrid(8, 9, 10) };

double
Dot(const std::vector<double> & a, const std::vector<double> & b)
{
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

// Power falls by three decades, unevenly along the axes.
ph::AlignedBuffer<double>
SteepFactor(const ph::Grid & grid)
{
  ph::AlignedBuffer<double> factor(grid.NumberOfHalfBins());
  for (std::size_t i = 0; i < factor.size(); ++i)
  {
    const std::size_t row = i / grid.HalfWidth();
    const auto        kx = static_cast<double>(i % grid.HalfWidth());
    const auto        ky = static_cast<double>(ph::SignedFrequency(row % grid.size[1], grid.size[1]));
    const auto        kz = static_cast<double>(ph::SignedFrequency(row / grid.size[1], grid.size[2]));
    factor[i] = 1.0 / (1.0 + kx * kx + 2.0 * ky * ky + kz * kz);
  }
  return factor;
}

// Squares of a smooth Gaussian field, with its spectrum over decades.
template <typename T>
std::vector<T>
SteepField(const ph::Grid & grid, std::uint64_t seed)
{
  ph::SpectralPreconditioner smoothing(grid, SteepFactor(grid));
  const auto                 noise = Noise<double>(smoothing.GetNumberOfVariables(), seed);
  std::vector<double>        field(grid.NumberOfPixels());
  smoothing.ToImage(noise.data(), field.data());
  std::vector<T> result(field.size());
  std::transform(
    field.begin(), field.end(), result.begin(), [](double x) { return static_cast<T>(3.0 + x + 0.3 * x * x); });
  return result;
}

template <typename T>
struct Problem
{
  explicit Problem(const ph::Grid & grid, ph::MomentModel model = ph::MomentModel::C, unsigned int J = 3)
    : field(SteepField<T>(grid, 5))
  {
    const unsigned int L = ph::DefaultNumberOfOrientations(grid.dimension);
    bank = std::make_shared<ph::WaveletBank<T>>(grid, phaseharmonics_test::BankOptions(J, L, true), executor);
    statistics = std::make_unique<ph::Statistics<T>>(
      bank,
      ph::MomentSet(grid.dimension, J, L, phaseharmonics_test::ModelOptions(model, 2, grid.dimension == 3 ? 1 : 2)));
    this->SetTarget(field);
  }

  void
  SetTarget(const std::vector<T> & image)
  {
    target = statistics->Analyze(image.data(), executor);
    statistics->SetTarget(target, ph::MomentNormalization::Target);
  }

  ph::MicrocanonicalSynthesis<T>
  Start(std::uint64_t seed, bool isPreconditioned = true)
  {
    ph::MicrocanonicalSynthesis<T> synthesis(*statistics, target.imageMean, target.imageDeviation);
    synthesis.StartFromWhiteNoise(seed, 0);
    if (isPreconditioned)
    {
      synthesis.Precondition(ph::BandSpectrum(*bank, target).GetPreconditioner());
    }
    return synthesis;
  }

  std::vector<T>                            field;
  std::shared_ptr<const ph::WaveletBank<T>> bank;
  std::unique_ptr<ph::Statistics<T>>        statistics;
  ph::Moments                               target;
};

void
ExpectPositiveAndEven(const ph::Grid & grid, const ph::AlignedBuffer<double> & spectrum)
{
  ASSERT_EQ(spectrum.size(), grid.NumberOfHalfBins());
  const std::size_t width = grid.HalfWidth();
  for (std::size_t i = 1; i < spectrum.size(); ++i)
  {
    ASSERT_GT(spectrum[i], 0.0) << i;
    ASSERT_TRUE(std::isfinite(spectrum[i])) << i;
    const std::size_t column = i % width;
    if (column == 0 || (grid.size[0] % 2 == 0 && column == width - 1))
    {
      const double opposite = spectrum[ph::MirroredRow(grid, i / width) * width + column];
      ASSERT_NEAR(spectrum[i], opposite, 1e-12 * opposite) << i;
    }
  }
}
} // namespace

TEST(SpectralPreconditioner, VariablesAndImagesAreInverseToEachOther)
{
  for (const ph::Grid & grid : Grids)
  {
    ph::SpectralPreconditioner preconditioner(grid, SteepFactor(grid));
    auto                       image = Noise<double>(grid.NumberOfPixels(), 1);
    std::vector<double>        variables(preconditioner.GetNumberOfVariables());
    std::vector<double>        again(image.size());
    preconditioner.ToVariables(image.data(), variables.data());
    preconditioner.ToImage(variables.data(), again.data());
    const double mean = std::accumulate(image.begin(), image.end(), 0.0) / static_cast<double>(image.size());
    std::for_each(image.begin(), image.end(), [mean](double & value) { value -= mean; });
    EXPECT_LT(LargestDifference(image, again), 1e-12);
  }
}

TEST(SpectralPreconditioner, WithoutWeightsItIsARotationOfTheImage)
{
  for (const ph::Grid & grid : Grids)
  {
    ph::AlignedBuffer<double> ones(grid.NumberOfHalfBins());
    ones.Fill(7.0);
    ph::SpectralPreconditioner preconditioner(grid, ones);
    auto                       image = Noise<double>(grid.NumberOfPixels(), 1);
    const double mean = std::accumulate(image.begin(), image.end(), 0.0) / static_cast<double>(image.size());
    std::for_each(image.begin(), image.end(), [mean](double & value) { value -= mean; });
    std::vector<double> variables(preconditioner.GetNumberOfVariables());
    std::vector<double> gradient(preconditioner.GetNumberOfVariables());
    preconditioner.ToVariables(image.data(), variables.data());
    preconditioner.ToGradient(image.data(), gradient.data());
    EXPECT_NEAR(Dot(variables, variables), Dot(image, image), 1e-10 * Dot(image, image));
    EXPECT_LT(LargestDifference(variables, gradient), 1e-12);
  }
}

TEST(SpectralPreconditioner, GradientIsTheAdjointOfTheImage)
{
  for (const ph::Grid & grid : Grids)
  {
    ph::SpectralPreconditioner preconditioner(grid, SteepFactor(grid));
    const auto                 variables = Noise<double>(preconditioner.GetNumberOfVariables(), 1);
    const auto                 imageGradient = Noise<double>(grid.NumberOfPixels(), 2);
    std::vector<double>        image(grid.NumberOfPixels());
    std::vector<double>        gradient(variables.size());
    preconditioner.ToImage(variables.data(), image.data());
    preconditioner.ToGradient(imageGradient.data(), gradient.data());
    EXPECT_NEAR(Dot(image, imageGradient), Dot(variables, gradient), 1e-10 * std::sqrt(Dot(image, image)));
  }
}

TEST(SpectralPreconditioner, GradientOfTheEnergyAgreesWithFiniteDifferences)
{
  for (const ph::Grid & grid : { MakeGrid(61), MakeGrid(32, 24), MakeGrid(12, 9, 10) })
  {
    Problem<double>            problem(grid, ph::MomentModel::C, 2);
    const ph::BandSpectrum     spectrum(*problem.bank, problem.target);
    ph::SpectralPreconditioner preconditioner(grid, spectrum.GetPreconditioner());
    std::vector<double>        image(grid.NumberOfPixels());
    std::vector<double>        imageGradient(image.size());
    const auto                 value = [&](const std::vector<double> & variables) {
      preconditioner.ToImage(variables.data(), image.data());
      std::for_each(image.begin(), image.end(), [&](double & x) { x += problem.target.imageMean; });
      return problem.statistics->ValueAndGradient(image.data(), imageGradient.data(), executor);
    };
    const auto          point = Noise<double>(preconditioner.GetNumberOfVariables(), 3);
    auto                direction = Noise<double>(point.size(), 4);
    std::vector<double> gradient(point.size());
    value(point);
    preconditioner.ToGradient(imageGradient.data(), gradient.data());
    const auto moved = [&](double step) {
      auto variables = point;
      for (std::size_t i = 0; i < variables.size(); ++i)
      {
        variables[i] += step * direction[i];
      }
      return value(variables);
    };
    const double h = 1e-5;
    const double difference = (8.0 * (moved(h) - moved(-h)) - (moved(2.0 * h) - moved(-2.0 * h))) / (12.0 * h);
    EXPECT_NEAR(Dot(gradient, direction), difference, 1e-5 * std::abs(difference)) << phaseharmonics_test::Name(grid);
  }
}

TEST(SpectralPreconditioner, RefusesFactorsThatAreNotPositiveOrOfAnotherSize)
{
  const ph::Grid grid = MakeGrid(16, 12);
  auto           factor = SteepFactor(grid);
  factor[0] = -1.0;
  EXPECT_NO_THROW(ph::SpectralPreconditioner(grid, factor));
  for (const double bad : { 0.0, -1.0, std::numeric_limits<double>::infinity(), std::nan("") })
  {
    factor[7] = bad;
    EXPECT_THROW(ph::SpectralPreconditioner(grid, factor), std::invalid_argument) << bad;
  }
  EXPECT_THROW(ph::SpectralPreconditioner(MakeGrid(12, 16), SteepFactor(grid)), std::invalid_argument);
}

TEST(BandSpectrum, OfAnImpulseIsFlatWhateverTheModel)
{
  for (const ph::Grid & grid : { MakeGrid(61), MakeGrid(64), MakeGrid(33, 40), MakeGrid(32, 24), MakeGrid(14, 12, 10) })
  {
    for (const auto model : { ph::MomentModel::A,
                              ph::MomentModel::B,
                              ph::MomentModel::C,
                              ph::MomentModel::D,
                              ph::MomentModel::Compressive,
                              ph::MomentModel::Rectified })
    {
      if (model == ph::MomentModel::D && grid.dimension != 2)
      {
        continue;
      }
      Problem<double>     problem(grid, model);
      std::vector<double> impulse(grid.NumberOfPixels());
      impulse[5] = 1.0;
      problem.SetTarget(impulse);
      const ph::BandSpectrum spectrum(*problem.bank, problem.target);
      ExpectPositiveAndEven(grid, spectrum.GetPower());
      ExpectPositiveAndEven(grid, spectrum.GetPreconditioner());
      EXPECT_EQ(spectrum.GetPower()[0], 0.0);
      const double pixels = static_cast<double>(grid.NumberOfPixels());
      for (std::size_t i = 1; i < spectrum.GetPower().size(); ++i)
      {
        ASSERT_NEAR(spectrum.GetPower()[i] * pixels * pixels, 1.0, 2e-2)
          << phaseharmonics_test::Name(grid) << ' ' << ph::MomentModelName(model) << ' ' << i;
      }
    }
  }
}

TEST(BandSpectrum, IsPositiveWhereAnImageHasNoPower)
{
  const ph::Grid      grid = MakeGrid(64, 48);
  Problem<double>     problem(grid);
  std::vector<double> wave(grid.NumberOfPixels());
  for (std::size_t i = 0; i < wave.size(); ++i)
  {
    wave[i] = std::cos(2.0 * 3.14159265358979323846 * 3.0 * static_cast<double>(i % 64) / 64.0);
  }
  const auto             moments = problem.statistics->Analyze(wave.data(), executor);
  const ph::BandSpectrum spectrum(*problem.bank, moments);
  ExpectPositiveAndEven(grid, spectrum.GetPower());
  ExpectPositiveAndEven(grid, spectrum.GetPreconditioner());
  EXPECT_GT(spectrum.GetPreconditioner()[3], 10.0 * spectrum.GetPreconditioner()[32]);

  const std::vector<double> nothing(grid.NumberOfPixels());
  EXPECT_THROW(ph::BandSpectrum(*problem.bank, problem.statistics->Analyze(nothing.data(), executor)),
               std::invalid_argument);
  EXPECT_THROW(ph::BandSpectrum(*problem.bank, ph::Moments{}), std::invalid_argument);
}

TEST(CoarseMoments, AreThoseOfTheWholeSetAndOfAnEngineOfTheirOwn)
{
  for (const ph::Grid & grid : { MakeGrid(128), MakeGrid(64, 60), MakeGrid(18, 16, 20) })
  {
    const unsigned int J = grid.dimension == 3 ? 3 : 4;
    for (const auto model :
         { ph::MomentModel::A, ph::MomentModel::C, ph::MomentModel::Compressive, ph::MomentModel::Rectified })
    {
      Problem<double>   problem(grid, model, J);
      const ph::Moments coarse = ph::SelectCoarseMoments(problem.target, J - 1);
      ASSERT_GT(coarse.covariances.size(), 0u);
      EXPECT_LT(coarse.covariances.size(), problem.target.covariances.size());
      ph::Statistics<double> statistics(problem.bank, coarse.set);
      statistics.SetTarget(coarse, ph::MomentNormalization::Target);
      const ph::Moments own = statistics.Analyze(problem.field.data(), executor);
      ASSERT_EQ(own.covariances.size(), coarse.covariances.size());
      for (std::size_t m = 0; m < own.covariances.size(); ++m)
      {
        EXPECT_GE(std::min(coarse.set.GetMoments()[m].index.first.scale, coarse.set.GetMoments()[m].index.second.scale),
                  J - 1);
        EXPECT_LT(std::abs(own.Normalized(m) - coarse.Normalized(m)), 1e-9) << ph::MomentModelName(model) << ' ' << m;
      }
      const ph::Moments all = ph::SelectCoarseMoments(problem.target, 0);
      EXPECT_EQ(all.covariances, problem.target.covariances);
      EXPECT_EQ(all.deviations.size(), all.set.GetFeatures().size());
    }
  }
  Problem<double> rotations(MakeGrid(64, 60), ph::MomentModel::D);
  EXPECT_TRUE(ph::SelectCoarseMoments(rotations.target, 1).set.GetMoments().empty());
  ph::WaveletBankOptions options;
  options.numberOfScales = 6;
  EXPECT_EQ(ph::FinestScaleOfCoarseGrids(options), 3u);
  EXPECT_EQ(options.LevelOfScale(3), 1u);
  options.numberOfScales = 2;
  EXPECT_EQ(ph::FinestScaleOfCoarseGrids(options), 2u);
}

TEST(CoarseMoments, PartialBlocksLowerTheirOwnEnergyAndCountApart)
{
  Problem<double>        problem(MakeGrid(64, 64), ph::MomentModel::C, 4);
  const ph::Moments      coarse = ph::SelectCoarseMoments(problem.target, 3);
  ph::Statistics<double> statistics(problem.bank, coarse.set);
  statistics.SetTarget(coarse, ph::MomentNormalization::Target);
  auto                synthesis = problem.Start(3);
  std::vector<double> losses;
  const auto          observer = [&](const ph::SynthesisProgress & progress) {
    losses.push_back(progress.loss);
    return losses.size() < 30;
  };
  EXPECT_GT(synthesis.RunPartialBlock(statistics, 20, 20, observer, executor), 20u);
  EXPECT_EQ(losses.size(), 20u);
  EXPECT_LT(losses.back(), 0.1 * losses.front());
  EXPECT_FALSE(synthesis.WasStopped());
  EXPECT_EQ(synthesis.GetNumberOfIterations(), 0u);
  EXPECT_EQ(synthesis.GetNumberOfEvaluations(), 0u);
  std::vector<double> image(64 * 64);
  synthesis.GetImage(image.data());
  EXPECT_NEAR(statistics.Value(image.data(), executor), losses.back(), 1e-9 * losses.front());
  synthesis.RunPartialBlock(statistics, 20, 20, observer, executor);
  EXPECT_TRUE(synthesis.WasStopped());
}

template <typename T>
class PreconditionedSynthesis : public ::testing::Test
{};
using RealTypes = ::testing::Types<float, double>;
TYPED_TEST_SUITE(PreconditionedSynthesis, RealTypes);

TYPED_TEST(PreconditionedSynthesis, LossFallsFurtherInAsManyIterations)
{
  for (const ph::Grid & grid : { MakeGrid(256), MakeGrid(64, 64), MakeGrid(24, 25, 24) })
  {
    Problem<TypeParam> problem(grid);
    auto               preconditioned = problem.Start(11);
    auto               pixels = problem.Start(11, false);
    EXPECT_EQ(preconditioned.Loss(executor), pixels.Loss(executor));
    preconditioned.RunBlock(25, 20, goOn, executor);
    pixels.RunBlock(25, 20, goOn, executor);
    EXPECT_LT(preconditioned.Loss(executor), 0.8 * pixels.Loss(executor)) << phaseharmonics_test::Name(grid);
    const auto & state = preconditioned.GetState();
    EXPECT_NEAR(std::accumulate(state.begin(), state.end(), 0.0), 0.0, 1e-9 * static_cast<double>(state.size()));
  }
}

TYPED_TEST(PreconditionedSynthesis, GoesOnFromASavedStateBitForBit)
{
  Problem<TypeParam> problem(MakeGrid(32, 31));
  auto               whole = problem.Start(3);
  whole.RunBlock(10, 20, goOn, executor);
  const auto saved = whole.GetState();
  whole.RunBlock(10, 20, goOn, executor);

  auto resumed = problem.Start(99);
  resumed.SetState(saved, 10, 12);
  resumed.RunBlock(10, 20, goOn, executor);
  EXPECT_EQ(whole.GetState(), resumed.GetState());
}

TYPED_TEST(PreconditionedSynthesis, ToldLossIsThatOfTheStateWhereItStops)
{
  Problem<TypeParam> problem(MakeGrid(32, 32));
  auto               synthesis = problem.Start(3);
  double             last = 0.0;
  EXPECT_FALSE(synthesis.RunBlock(
    50,
    20,
    [&](const ph::SynthesisProgress & progress) {
      last = progress.loss;
      return progress.iteration < 4;
    },
    executor));
  EXPECT_TRUE(synthesis.WasStopped());
  EXPECT_EQ(synthesis.GetNumberOfIterations(), 4u);
  EXPECT_EQ(synthesis.Loss(executor), last);
}

TYPED_TEST(PreconditionedSynthesis, GaussianModelHasTheEnergiesOfTheBandsOnAverage)
{
  for (const ph::Grid & grid : { MakeGrid(509), MakeGrid(64, 60), MakeGrid(18, 16, 20) })
  {
    Problem<TypeParam>       problem(grid, ph::MomentModel::A);
    auto                     synthesis = problem.Start(3);
    std::vector<TypeParam>   image(grid.NumberOfPixels());
    std::vector<ph::Moments> moments;
    std::vector<double>      first;
    for (std::uint64_t sample = 0; sample < 40; ++sample)
    {
      synthesis.StartFromGaussianField(ph::BandSpectrum(*problem.bank, problem.target).GetPower(), 3, sample);
      const auto & state = synthesis.GetState();
      EXPECT_NEAR(std::accumulate(state.begin(), state.end(), 0.0), 0.0, 1e-9 * static_cast<double>(state.size()));
      first = sample == 0 ? state : first;
      if (sample > 0)
      {
        EXPECT_LT(std::abs(Dot(first, state)), 0.9 * std::sqrt(Dot(first, first) * Dot(state, state)));
      }
      synthesis.GetImage(image.data());
      moments.push_back(problem.statistics->AnalyzeAboutTarget(image.data(), executor));
    }
    for (std::size_t f = 0; f < problem.target.deviations.size(); ++f)
    {
      double energy = 0.0;
      for (const auto & sample : moments)
      {
        energy += sample.deviations[f] * sample.deviations[f] / 40.0;
      }
      // Bands share frequencies with their neighbors, whose energies differ.
      const double ratio = energy / (problem.target.deviations[f] * problem.target.deviations[f]);
      EXPECT_GT(ratio, 0.4) << f;
      EXPECT_LT(ratio, 4.0) << f;
    }
    const auto lossOfGaussian = synthesis.Loss(executor);
    synthesis.StartFromWhiteNoise(3, 0);
    EXPECT_LT(lossOfGaussian, synthesis.Loss(executor));
  }
}
