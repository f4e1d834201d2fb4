// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// Statistics on any number of threads, in single precision, of degenerate images, and with wrong arguments.

#include "phMomentTestTools.h"

#include <atomic>
#include <thread>

namespace
{
using namespace phaseharmonics_test;

class ReverseExecutor : public Executor
{
public:
  void
  ParallelFor(std::size_t count, const std::function<void(std::size_t)> & body) const override
  {
    for (std::size_t i = count; i > 0; --i)
    {
      body(i - 1);
    }
  }
};

class ThreeThreads : public Executor
{
public:
  void
  ParallelFor(std::size_t count, const std::function<void(std::size_t)> & body) const override
  {
    std::atomic<std::size_t> next{ 0 };
    const auto               work = [&] {
      for (std::size_t i = next++; i < count; i = next++)
      {
        body(i);
      }
    };
    std::thread second(work);
    std::thread third(work);
    work();
    second.join();
    third.join();
  }
};

template <typename T>
struct Results
{
  Moments        moments;
  double         value;
  double         energy;
  std::vector<T> gradient;

  bool
  operator==(const Results & other) const
  {
    return moments.means == other.moments.means && moments.deviations == other.moments.deviations &&
           moments.covariances == other.moments.covariances && value == other.value && energy == other.energy &&
           gradient == other.gradient;
  }
};

template <typename T>
Results<T>
Evaluate(Statistics<T> & statistics, const Executor & executor)
{
  const Grid grid = statistics.GetBank().GetGrid();
  Results<T> results;
  const auto target = SkewedNoise<T>(grid, 1);
  const auto image = SkewedNoise<T>(grid, 2);
  results.moments = statistics.Analyze(target.data(), executor);
  statistics.SetTarget(results.moments, MomentNormalization::Target);
  results.value = statistics.Value(image.data(), executor);
  results.gradient.resize(image.size());
  results.energy = statistics.ValueAndGradient(image.data(), results.gradient.data(), executor);
  return results;
}

struct ThreadCase
{
  Grid             grid;
  unsigned int     J;
  unsigned int     L;
  MomentSetOptions options;
};

template <typename T>
void
ExpectEqualBits()
{
  for (const ThreadCase & c : { ThreadCase{ MakeGrid(96, 90), 5, 4, ModelOptions(MomentModel::C, 2) },
                                ThreadCase{ MakeGrid(48, 53), 4, 4, ModelOptions(MomentModel::Rectified, 1, 1) },
                                ThreadCase{ MakeGrid(64, 64), 5, 4, ModelOptions(MomentModel::D, 2) },
                                ThreadCase{ MakeGrid(48, 64), 5, 3, ModelOptions(MomentModel::Compressive, 1) },
                                ThreadCase{ MakeGrid(1021), 7, 1, ModelOptions(MomentModel::C, 3) },
                                ThreadCase{ MakeGrid(20, 16, 18), 3, 6, ModelOptions(MomentModel::C, 1, 1) } })
  {
    for (const WaveletBankOptions & bank : { BankOptions(c.J, c.L, false), BankOptions(c.J, c.L, true, 1) })
    {
      SCOPED_TRACE(MomentModelName(c.options.model) + Name(c.grid));
      const MomentSet  set(c.grid.dimension, c.J, c.L, c.options);
      auto             statistics = MakeStatistics<T>(c.grid, bank, set);
      const Results<T> serial = Evaluate(statistics, SerialExecutor());
      EXPECT_EQ(serial.value, serial.energy);
      EXPECT_TRUE(Evaluate(statistics, SerialExecutor()) == serial) << "second run";
      EXPECT_TRUE(Evaluate(statistics, ReverseExecutor()) == serial) << "reverse";
      EXPECT_TRUE(Evaluate(statistics, ThreeThreads()) == serial) << "threads";
      auto fresh = MakeStatistics<T>(c.grid, bank, set);
      EXPECT_TRUE(Evaluate(fresh, ThreeThreads()) == serial) << "fresh, threads";
    }
  }
}

TEST(StatisticsRobustness, ResultsDoNotDependOnThreadsInDouble)
{
  ExpectEqualBits<double>();
}

TEST(StatisticsRobustness, ResultsDoNotDependOnThreadsInFloat)
{
  ExpectEqualBits<float>();
}

TEST(StatisticsRobustness, FloatIsCloseToDouble)
{
  for (const MomentModel model : { MomentModel::C, MomentModel::D, MomentModel::Rectified })
  {
    const MomentSet       set(2, 5, 4, ModelOptions(model, 1));
    auto                  single = MakeStatistics<float>(MakeGrid(64, 61), BankOptions(5, 4, true), set);
    auto                  twofold = MakeStatistics<double>(MakeGrid(64, 61), BankOptions(5, 4, true), set);
    const Results<float>  f = Evaluate(single, SerialExecutor());
    const Results<double> d = Evaluate(twofold, SerialExecutor());
    double                worst = 0.0;
    for (std::size_t m = 0; m < d.moments.covariances.size(); ++m)
    {
      worst = std::max(worst, std::abs(f.moments.Normalized(m) - d.moments.Normalized(m)));
    }
    double largest = 0.0;
    for (const double component : d.gradient)
    {
      largest = std::max(largest, std::abs(component));
    }
    const double gradient = LargestDifference(f.gradient, d.gradient) / largest;
    RecordProperty(MomentModelName(model),
                   std::to_string(worst * 1e6) + "e-6 " + std::to_string(gradient * 1e6) + "e-6");
    EXPECT_LT(worst, 1e-5);
    EXPECT_LT(std::abs(f.energy / d.energy - 1.0), 1e-5);
    EXPECT_LT(gradient, 1e-4);
  }
}

bool
IsFinite(const std::vector<double> & values)
{
  return std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); });
}

// A wave along x has nothing in the bands along y, where every coefficient is 0.
TEST(StatisticsRobustness, BandsWithoutEnergyStayFinite)
{
  const Grid          grid = MakeGrid(64, 64);
  std::vector<double> wave(grid.NumberOfPixels());
  for (std::size_t i = 0; i < wave.size(); ++i)
  {
    wave[i] = 2.0 + std::cos(2.0 * phaseharmonics_reference::Pi * static_cast<double>(i % 64) / 8.0);
  }
  const auto noise = SkewedNoise<double>(grid, 3);
  for (const MomentModel model : { MomentModel::A,
                                   MomentModel::B,
                                   MomentModel::C,
                                   MomentModel::D,
                                   MomentModel::Compressive,
                                   MomentModel::Rectified })
  {
    SCOPED_TRACE(MomentModelName(model));
    auto statistics = MakeStatistics<double>(grid, BankOptions(5, 4, true), MomentSet(2, 5, 4, ModelOptions(model, 1)));
    const Moments moments = statistics.Analyze(wave.data(), SerialExecutor());
    for (std::size_t f = 0; f < moments.deviations.size(); ++f)
    {
      EXPECT_GE(moments.deviations[f], 1e-6 * moments.imageDeviation);
    }
    for (std::size_t m = 0; m < moments.covariances.size(); ++m)
    {
      EXPECT_LT(std::abs(moments.Normalized(m)), 1.0 + 1e-9);
    }
    statistics.SetTarget(moments, MomentNormalization::Target);
    std::vector<double> gradient(wave.size());
    EXPECT_LT(statistics.ValueAndGradient(wave.data(), gradient.data(), SerialExecutor()), 1e-20);
    EXPECT_TRUE(IsFinite(gradient));
    EXPECT_TRUE(std::isfinite(statistics.ValueAndGradient(noise.data(), gradient.data(), SerialExecutor())));
    EXPECT_TRUE(IsFinite(gradient));
    // At an image without any energy, every nonlinear map has a kink.
    const std::vector<double> constant(wave.size(), 2.0);
    EXPECT_TRUE(std::isfinite(statistics.ValueAndGradient(constant.data(), gradient.data(), SerialExecutor())));
    EXPECT_TRUE(IsFinite(gradient));
  }
}

TEST(StatisticsRobustness, ConstantTargetsCannotBeDividedBy)
{
  const Grid                grid = MakeGrid(32, 32);
  const std::vector<double> constant(grid.NumberOfPixels(), 3.0);
  auto                      statistics = MakeStatistics<double>(grid, BankOptions(3, 4, true), MomentSet(2, 3, 4, {}));
  const Moments             moments = statistics.Analyze(constant.data(), SerialExecutor());
  EXPECT_EQ(moments.imageMean, 3.0);
  EXPECT_EQ(moments.imageDeviation, 0.0);
  EXPECT_NE(InvalidArgument([&] { statistics.SetTarget(moments, MomentNormalization::Target); }).find("constant"),
            std::string::npos);
  EXPECT_THROW(statistics.Value(constant.data(), SerialExecutor()), std::logic_error);
  statistics.SetTarget(moments, MomentNormalization::None);
  EXPECT_EQ(statistics.Value(constant.data(), SerialExecutor()), 0.0);
}

TEST(StatisticsRobustness, EvaluationNeedsATarget)
{
  const Grid          grid = MakeGrid(16, 16);
  auto                statistics = MakeStatistics<double>(grid, BankOptions(2, 4, true), MomentSet(2, 2, 4, {}));
  auto                image = SkewedNoise<double>(grid, 1);
  std::vector<double> gradient(image.size());
  EXPECT_THROW(statistics.Value(image.data(), SerialExecutor()), std::logic_error);
  EXPECT_THROW(statistics.ValueAndGradient(image.data(), gradient.data(), SerialExecutor()), std::logic_error);
  EXPECT_THROW(statistics.AnalyzeAboutTarget(image.data(), SerialExecutor()), std::logic_error);
}

TEST(StatisticsRobustness, TargetsMustBeOfTheSameSet)
{
  const Grid grid = MakeGrid(32, 32);
  const auto image = SkewedNoise<double>(grid, 1);
  const auto analyze = [&](const MomentSet & set) {
    auto statistics =
      MakeStatistics<double>(grid, BankOptions(set.GetNumberOfScales(), set.GetNumberOfOrientations(), true), set);
    return statistics.Analyze(image.data(), SerialExecutor());
  };
  const auto custom = [](const MomentIndex & index) {
    MomentSetBuilder builder(2, 3, 4);
    builder.Add({ { 0, 0, 1 }, { 1, 1, 2 }, {} });
    builder.Add(index);
    return builder.GetMomentSet();
  };
  const auto expectRefused = [&](const MomentSet & set, const MomentSet & other) {
    auto statistics =
      MakeStatistics<double>(grid, BankOptions(set.GetNumberOfScales(), set.GetNumberOfOrientations(), true), set);
    const Moments target = analyze(other);
    EXPECT_NE(InvalidArgument([&] { statistics.SetTarget(target, MomentNormalization::Target); }), "");
    EXPECT_NE(InvalidArgument([&] { phaseharmonics::AverageMoments({ analyze(set), target }); }), "");
    EXPECT_THROW(statistics.Value(image.data(), SerialExecutor()), std::logic_error);
  };
  const MomentSet c(2, 3, 4, ModelOptions(MomentModel::C, 2));
  expectRefused(c, MomentSet(2, 3, 4, ModelOptions(MomentModel::C, 1)));
  expectRefused(c, MomentSet(2, 4, 4, ModelOptions(MomentModel::C, 2)));
  expectRefused(c, MomentSet(2, 3, 3, ModelOptions(MomentModel::C, 2)));
  // As many moments of the same features: another lag, a pseudo-covariance, a conjugate.
  const MomentSet one = custom({ { 0, 0, 1 }, { 0, 0, 1 }, { { 1, 0, 0 } } });
  expectRefused(one, custom({ { 0, 0, 1 }, { 0, 0, 1 }, { { 2, 0, 0 } } }));
  expectRefused(one, custom({ { 0, 0, 1 }, { 1, 5, 2 }, {} }));
  expectRefused(one, custom({ { 0, 0, 1 }, { 0, 0, 1 }, { { -1, 0, 0 } } }));

  // Another size is admitted, but not in an average.
  Moments larger = MakeStatistics<double>(MakeGrid(40, 33), BankOptions(3, 4, true), c)
                     .Analyze(SkewedNoise<double>(MakeGrid(40, 33), 2).data(), SerialExecutor());
  auto statistics = MakeStatistics<double>(grid, BankOptions(3, 4, true), c);
  EXPECT_EQ(InvalidArgument([&] { statistics.SetTarget(larger, MomentNormalization::Target); }), "");
  EXPECT_GT(statistics.Value(image.data(), SerialExecutor()), 0.0);
  EXPECT_NE(InvalidArgument([&] { phaseharmonics::AverageMoments({ larger, analyze(c) }); }), "");
  EXPECT_NE(InvalidArgument([&] { phaseharmonics::AverageMoments({}); }), "");
}

TEST(StatisticsRobustness, BankAndSetMustAgree)
{
  const auto make = [](const Grid & grid, const WaveletBankOptions & bank, const MomentSet & set) {
    return InvalidArgument([&] { MakeStatistics<double>(grid, bank, set); });
  };
  const MomentSet set(2, 3, 4, {});
  EXPECT_EQ(make(MakeGrid(16, 16), BankOptions(3, 4, true), set), "");
  for (const std::string & message : { make(MakeGrid(16, 16), BankOptions(2, 4, true), set),
                                       make(MakeGrid(16, 16), BankOptions(3, 3, true), set),
                                       make(MakeGrid(16), BankOptions(3, 1, true), set),
                                       make(MakeGrid(16, 16, 16), BankOptions(3, 6, true), set) })
  {
    EXPECT_NE(message.find("must agree"), std::string::npos) << message;
  }
  // Powers of coefficients have no covariance with the low pass.
  for (const int harmonic : { 2, -3 })
  {
    MomentSetBuilder builder(2, 3, 4);
    builder.Add({ { 0, 0, harmonic }, { 3, 0, 0 }, {} });
    EXPECT_NE(make(MakeGrid(16, 16), BankOptions(3, 4, true), builder.GetMomentSet()).find("low pass"),
              std::string::npos);
  }
}
} // namespace
