// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// What must hold of moments and energy whatever their values: invariances and averages.

#include "phMomentTestTools.h"

namespace
{
using namespace phaseharmonics_test;

const std::vector<MomentModel> Models = { MomentModel::A, MomentModel::B,           MomentModel::C,
                                          MomentModel::D, MomentModel::Compressive, MomentModel::Rectified };

MomentSet
ModelSet(MomentModel model, unsigned int J = 4, unsigned int L = 4)
{
  return MomentSet(2, J, L, ModelOptions(model, model == MomentModel::Rectified ? 1 : 2, 1));
}

// Largest difference of covariances in units of the deviations of `b`, after multiplying those of `b`.
double
WorstDifference(const Moments & a, const Moments & b, double factor = 1.0)
{
  double worst = 0.0;
  for (std::size_t m = 0; m < b.covariances.size(); ++m)
  {
    const auto & term = b.set.GetTerms()[b.set.GetMoments()[m].termBegin];
    worst = std::max(worst,
                     std::abs(a.covariances[m] - factor * b.covariances[m]) /
                       (factor * b.deviations[term.first] * b.deviations[term.second]));
  }
  return worst;
}

template <typename TMap>
std::vector<double>
Moved(const std::vector<double> & image, const Grid & grid, const TMap & map)
{
  std::vector<double> moved(image.size());
  for (std::size_t y = 0; y < grid.size[1]; ++y)
  {
    for (std::size_t x = 0; x < grid.size[0]; ++x)
    {
      const auto [u, v] = map(x, y);
      moved[y * grid.size[0] + x] = image[v % grid.size[1] * grid.size[0] + u % grid.size[0]];
    }
  }
  return moved;
}

TEST(StatisticsProperties, EnergyIsTheSumOfSquaredDifferencesAndVanishesAtTheTarget)
{
  const Grid grid = MakeGrid(32, 30);
  const auto x = SkewedNoise<double>(grid, 1);
  const auto y = SkewedNoise<double>(grid, 2);
  for (const MomentModel model : Models)
  {
    for (const bool decimation : { false, true })
    {
      auto          statistics = MakeStatistics<double>(grid, BankOptions(4, 4, decimation), ModelSet(model));
      const Moments target = statistics.Analyze(x.data(), SerialExecutor());
      for (const auto normalization : { MomentNormalization::Target, MomentNormalization::None })
      {
        SCOPED_TRACE(MomentModelName(model));
        statistics.SetTarget(target, normalization);
        const double  energy = statistics.Value(y.data(), SerialExecutor());
        const Moments moments = statistics.AnalyzeAboutTarget(y.data(), SerialExecutor());
        double        sum = 0.0;
        double        size = 0.0;
        for (std::size_t m = 0; m < target.covariances.size(); ++m)
        {
          sum += std::norm(moments.Value(m, normalization) - target.Value(m, normalization));
          size += std::norm(target.Value(m, normalization));
        }
        EXPECT_NEAR(energy / sum, 1.0, 1e-12);
        EXPECT_LE(statistics.Value(x.data(), SerialExecutor()), 1e-20 * size);
        std::vector<double> gradient(x.size());
        EXPECT_EQ(statistics.ValueAndGradient(y.data(), gradient.data(), SerialExecutor()), energy);
        EXPECT_LE(statistics.ValueAndGradient(x.data(), gradient.data(), SerialExecutor()), 1e-20 * size);
      }
    }
  }
}

TEST(StatisticsProperties, MomentsDoNotSeeTranslations)
{
  const Grid grid = MakeGrid(64, 32);
  const auto x = SkewedNoise<double>(grid, 3);
  // The coarsest step, of the low pass, is 2^2 with oversampling 2 and 2^3 with 1; on the full grid any shift will do.
  struct Case
  {
    WaveletBankOptions bank;
    std::size_t        shift;
  };
  for (const Case & c : { Case{ BankOptions(4, 4, false), 1 },
                          Case{ BankOptions(4, 4, true), 4 },
                          Case{ BankOptions(4, 4, true, 1), 8 } })
  {
    const auto moved =
      Moved(x, grid, [&](std::size_t u, std::size_t v) { return std::make_pair(u + 3 * c.shift, v + c.shift); });
    for (const MomentModel model : Models)
    {
      auto          statistics = MakeStatistics<double>(grid, c.bank, ModelSet(model));
      const Moments a = statistics.Analyze(x.data(), SerialExecutor());
      const Moments b = statistics.Analyze(moved.data(), SerialExecutor());
      EXPECT_LT(WorstDifference(b, a), 1e-13) << MomentModelName(model);
      EXPECT_LT(LargestDifference(b.means, a.means), 1e-13);
      EXPECT_LT(LargestDifference(b.deviations, a.deviations), 1e-13);
    }
  }
}

TEST(StatisticsProperties, ModelDDoesNotSeeQuarterTurns)
{
  for (const std::size_t size : { 33, 32 })
  {
    const Grid grid = MakeGrid(size, size);
    const auto x = SkewedNoise<double>(grid, 4);
    const auto turned = Moved(x, grid, [&](std::size_t u, std::size_t v) { return std::make_pair(v, size - u); });
    for (const bool decimation : { false, true })
    {
      auto          statistics = MakeStatistics<double>(grid, BankOptions(4, 4, decimation), ModelSet(MomentModel::D));
      const Moments a = statistics.Analyze(x.data(), SerialExecutor());
      const Moments b = statistics.Analyze(turned.data(), SerialExecutor());
      EXPECT_LT(WorstDifference(b, a), 1e-12) << size << decimation;
      EXPECT_LT(LargestDifference(b.means, a.means), 1e-12);
      EXPECT_LT(LargestDifference(b.deviations, a.deviations), 1e-12);
    }
    auto          other = MakeStatistics<double>(grid, BankOptions(4, 4, false), ModelSet(MomentModel::C));
    const Moments a = other.Analyze(x.data(), SerialExecutor());
    EXPECT_GT(WorstDifference(other.Analyze(turned.data(), SerialExecutor()), a), 1e-3);
  }
}

TEST(StatisticsProperties, CovariancesScaleWithTheSquareAndIgnoreConstants)
{
  const Grid          grid = MakeGrid(32, 27);
  const auto          x = SkewedNoise<double>(grid, 5);
  std::vector<double> scaled = x;
  std::vector<double> raised = x;
  for (std::size_t i = 0; i < x.size(); ++i)
  {
    scaled[i] *= 2.5;
    raised[i] += 11.0;
  }
  for (const MomentModel model : Models)
  {
    auto          statistics = MakeStatistics<double>(grid, BankOptions(4, 4, true), ModelSet(model));
    const Moments a = statistics.Analyze(x.data(), SerialExecutor());
    const Moments b = statistics.Analyze(scaled.data(), SerialExecutor());
    const Moments c = statistics.Analyze(raised.data(), SerialExecutor());
    EXPECT_LT(WorstDifference(b, a, 6.25), 1e-13);
    EXPECT_LT(WorstDifference(c, a), 1e-13);
    EXPECT_NEAR(c.imageMean, a.imageMean + 11.0, 1e-13);
    for (std::size_t f = 0; f < a.means.size(); ++f)
    {
      const bool isLowPass = a.set.IsLowPass(a.set.GetFeatures()[f]);
      EXPECT_NEAR(std::abs(b.means[f] - 2.5 * a.means[f]), 0.0, 1e-13);
      EXPECT_NEAR(std::abs(c.means[f] - a.means[f]), isLowPass ? 11.0 : 0.0, 1e-12);
      EXPECT_NEAR(b.deviations[f], 2.5 * a.deviations[f], 1e-13);
      EXPECT_NEAR(c.deviations[f], a.deviations[f], 1e-13);
    }
    // The energy does see a constant: the target's mean stays frozen.
    statistics.SetTarget(a, MomentNormalization::Target);
    EXPECT_GT(statistics.Value(raised.data(), SerialExecutor()), 1.0);
  }
}

TEST(StatisticsProperties, AverageIsOverTheUnionOfTheImages)
{
  const Grid grid = MakeGrid(24, 22);
  const auto x = SkewedNoise<double>(grid, 6);
  auto       y = SkewedNoise<double>(grid, 7);
  for (double & value : y)
  {
    value = 1.5 * value + 3.0;
  }
  for (const MomentModel model : Models)
  {
    auto          statistics = MakeStatistics<double>(grid, BankOptions(4, 4, false), ModelSet(model));
    const Moments a = statistics.Analyze(x.data(), SerialExecutor());
    const Moments b = statistics.Analyze(y.data(), SerialExecutor());
    const Moments both = phaseharmonics::AverageMoments({ a, b });
    EXPECT_NEAR(both.imageMean, (a.imageMean + b.imageMean) / 2.0, 1e-13);
    // About the frozen common means, the average of the covariances needs no correction.
    statistics.SetTarget(both, MomentNormalization::None);
    Moments       mean = statistics.AnalyzeAboutTarget(x.data(), SerialExecutor());
    const Moments other = statistics.AnalyzeAboutTarget(y.data(), SerialExecutor());
    for (std::size_t m = 0; m < mean.covariances.size(); ++m)
    {
      mean.covariances[m] = (mean.covariances[m] + other.covariances[m]) / 2.0;
    }
    EXPECT_LT(WorstDifference(mean, both), 1e-12) << MomentModelName(model);
    const double variance = both.imageDeviation * both.imageDeviation;
    const double spread = (a.imageMean - b.imageMean) / 2.0;
    EXPECT_NEAR(variance,
                (a.imageDeviation * a.imageDeviation + b.imageDeviation * b.imageDeviation) / 2.0 + spread * spread,
                1e-12);
  }
}
} // namespace
