// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phWhitenedMomentEnergy.h"

#include "phMomentTestTools.h"

#include <numeric>

namespace
{
using namespace phaseharmonics_test;
using phaseharmonics::MomentWhiteningOptions;
using phaseharmonics::WaveletBank;
using phaseharmonics::WhitenedMomentEnergy;

const auto goOn = [](unsigned int, unsigned int) { return true; };

class ReverseOrder : public Executor
{
public:
  void
  ParallelFor(std::size_t count, const std::function<void(std::size_t)> & body) const override
  {
    for (std::size_t i = count; i-- > 0;)
    {
      body(i);
    }
  }
};

template <typename T>
struct Problem
{
  Problem(const Grid & grid, unsigned int J, unsigned int L, const MomentWhiteningOptions & whitening = {})
    : bank(std::make_shared<WaveletBank<T>>(grid, BankOptions(J, L, true), SerialExecutor()))
    , set(grid.dimension, J, L, ModelOptions(MomentModel::Compressive, 1))
    , statistics(bank, set)
    , image(SkewedNoise<T>(grid, 2))
    , target(statistics.Analyze(SkewedNoise<T>(grid, 1).data(), SerialExecutor()))
    , energy(bank, target, whitening)
  {
    statistics.SetTarget(target, MomentNormalization::None);
  }

  std::shared_ptr<const WaveletBank<T>> bank;
  MomentSet                             set;
  Statistics<T>                         statistics;
  std::vector<T>                        image;
  Moments                               target;
  WhitenedMomentEnergy<T>               energy;
};

/** Real and imaginary parts of moments, in their order. */
std::vector<double>
Numbers(const Moments & moments)
{
  std::vector<double> numbers;
  for (std::size_t m = 0; m < moments.covariances.size(); ++m)
  {
    numbers.push_back(moments.covariances[m].real());
    if (!moments.set.GetMoments()[m].isReal)
    {
      numbers.push_back(moments.covariances[m].imag());
    }
  }
  return numbers;
}

/** r^T A^-1 r by Gaussian elimination. */
double
QuadraticForm(std::vector<std::vector<double>> a, const std::vector<double> & r)
{
  std::vector<double> x = r;
  for (std::size_t i = 0; i < x.size(); ++i)
  {
    for (std::size_t k = i + 1; k < x.size(); ++k)
    {
      const double factor = a[k][i] / a[i][i];
      for (std::size_t c = i; c < x.size(); ++c)
      {
        a[k][c] -= factor * a[i][c];
      }
      x[k] -= factor * x[i];
    }
  }
  for (std::size_t i = x.size(); i-- > 0;)
  {
    for (std::size_t c = i + 1; c < x.size(); ++c)
    {
      x[i] -= a[i][c] * x[c];
    }
    x[i] /= a[i][i];
  }
  return std::inner_product(x.begin(), x.end(), r.begin(), 0.0);
}
} // namespace

TEST(WhitenedMomentEnergy, IsThePlainSumOfSquaresWithoutAMetric)
{
  for (const Grid & grid : { MakeGrid(61), MakeGrid(32, 27), MakeGrid(12, 10, 9) })
  {
    Problem<double>     p(grid, 2, grid.dimension == 1 ? 1 : grid.dimension == 2 ? 4 : 6);
    std::vector<double> expected(p.image.size());
    std::vector<double> found(p.image.size());
    const double        value = p.statistics.ValueAndGradient(p.image.data(), expected.data(), SerialExecutor());
    EXPECT_NEAR(p.energy.ValueAndGradient(p.image.data(), found.data(), SerialExecutor()), value, 1e-12 * value);
    EXPECT_NEAR(p.energy.Value(p.image.data(), SerialExecutor()), value, 1e-12 * value);
    const double largest = *std::max_element(expected.begin(), expected.end());
    EXPECT_LT(LargestDifference(expected, found), 1e-12 * largest) << Name(grid);
    double squares = 0.0;
    for (const double number : Numbers(p.target))
    {
      squares += number * number;
    }
    EXPECT_NEAR(p.energy.GetRelativeLoss(), value / squares, 1e-12 * value / squares);
  }
}

TEST(WhitenedMomentEnergy, IsTheQuadraticFormOfTheInverseCovarianceOfProbes)
{
  MomentWhiteningOptions whitening;
  whitening.largestBlock = 1000; // all in one block
  whitening.probesPerNumber = 3;
  whitening.smallestShare = 1e-3;
  const Grid        grid = MakeGrid(53);
  Problem<double>   p(grid, 2, 1, whitening);
  const std::size_t count = p.set.GetNumberOfUniqueMoments();
  const std::size_t probes = 3 * count;
  ASSERT_EQ(p.energy.GetLargestBlock(), count);
  ASSERT_EQ(p.energy.GetNumberOfProbes(), probes);
  ASSERT_TRUE(p.energy.LearnMetric(p.image.data(), 7, 100, goOn, SerialExecutor()));

  const auto                       base = Numbers(p.statistics.AnalyzeAboutTarget(p.image.data(), SerialExecutor()));
  std::vector<std::vector<double>> answers;
  std::vector<double>              mean(count);
  for (std::size_t probe = 0; probe < probes; ++probe)
  {
    std::vector<double> noise(p.image.size());
    phaseharmonics::FillStandardNormal(noise.data(), noise.size(), 7, 100 + probe);
    for (std::size_t i = 0; i < noise.size(); ++i)
    {
      noise[i] = p.image[i] + whitening.amplitude * p.target.imageDeviation * noise[i];
    }
    answers.push_back(Numbers(p.statistics.AnalyzeAboutTarget(noise.data(), SerialExecutor())));
    for (std::size_t i = 0; i < count; ++i)
    {
      answers.back()[i] = (answers.back()[i] - base[i]) / whitening.amplitude;
      mean[i] += answers.back()[i] / static_cast<double>(probes);
    }
  }
  std::vector<std::vector<double>> covariance(count, std::vector<double>(count));
  for (std::size_t i = 0; i < count; ++i)
  {
    for (std::size_t k = 0; k < count; ++k)
    {
      for (const auto & answer : answers)
      {
        covariance[i][k] += (answer[i] - mean[i]) * (answer[k] - mean[k]) / static_cast<double>(probes);
      }
    }
  }
  // Largest eigenvalue by iteration.
  std::vector<double> vector(count, 1.0);
  double              largest = 0.0;
  for (int iteration = 0; iteration < 2000; ++iteration)
  {
    std::vector<double> next(count);
    for (std::size_t i = 0; i < count; ++i)
    {
      next[i] = std::inner_product(vector.begin(), vector.end(), covariance[i].begin(), 0.0);
    }
    largest = std::sqrt(std::inner_product(next.begin(), next.end(), next.begin(), 0.0));
    std::transform(next.begin(), next.end(), vector.begin(), [&](double value) { return value / largest; });
  }
  std::vector<double> residual = Numbers(p.target);
  for (std::size_t i = 0; i < count; ++i)
  {
    residual[i] = base[i] - residual[i];
    covariance[i][i] += whitening.smallestShare * largest;
  }
  const double expected = QuadraticForm(covariance, residual) / static_cast<double>(p.image.size());
  EXPECT_NEAR(p.energy.Value(p.image.data(), SerialExecutor()), expected, 1e-7 * expected);
}

TEST(WhitenedMomentEnergy, HasTheGradientOfItsFiniteDifferences)
{
  for (const Grid & grid : { MakeGrid(61), MakeGrid(24, 31) })
  {
    Problem<double> p(grid, 3, grid.dimension == 1 ? 1 : 4);
    ASSERT_TRUE(p.energy.LearnMetric(p.image.data(), 1, 0, goOn, SerialExecutor()));
    std::vector<double> gradient(p.image.size());
    const double        value = p.energy.ValueAndGradient(p.image.data(), gradient.data(), SerialExecutor());
    EXPECT_NEAR(p.energy.Value(p.image.data(), SerialExecutor()), value, 1e-10 * value);
    const double norm = std::sqrt(std::inner_product(gradient.begin(), gradient.end(), gradient.begin(), 0.0));
    for (std::uint64_t seed = 0; seed < 3; ++seed)
    {
      const auto direction = Noise<double>(p.image.size(), 50 + seed);
      const auto at = [&](double t) {
        auto moved = p.image;
        for (std::size_t i = 0; i < moved.size(); ++i)
        {
          moved[i] += t * direction[i];
        }
        return p.energy.Value(moved.data(), SerialExecutor());
      };
      const double step = 2e-6;
      const double expected = (8.0 * (at(step) - at(-step)) - (at(2.0 * step) - at(-2.0 * step))) / (12.0 * step);
      const double found = std::inner_product(direction.begin(), direction.end(), gradient.begin(), 0.0);
      EXPECT_NEAR(found, expected, 1e-6 * norm) << Name(grid);
    }
  }
}

TEST(WhitenedMomentEnergy, MakesBlocksThatFit)
{
  const Grid             grid = MakeGrid(32, 32);
  MomentWhiteningOptions whitening;
  std::size_t            last = 100000;
  for (const unsigned int largest : { 10000u, 400u, 40u, 8u })
  {
    whitening.largestBlock = largest;
    const Problem<double> p(grid, 3, 4, whitening);
    EXPECT_LE(p.energy.GetLargestBlock(), largest);
    EXPECT_LT(p.energy.GetLargestBlock(), last);
    EXPECT_GT(p.energy.PeakMemoryInBytes(), p.statistics.PeakMemoryInBytes(true));
    last = p.energy.GetLargestBlock();
  }
  EXPECT_EQ(last, 2u); // single complex moments
}

template <typename T>
void
ExpectTheSameBitsInAnyOrder()
{
  const Grid     grid = MakeGrid(33, 32);
  Problem<T>     serial(grid, 3, 4);
  Problem<T>     reverse(grid, 3, 4);
  std::vector<T> a(serial.image.size());
  std::vector<T> b(serial.image.size());
  serial.energy.LearnMetric(serial.image.data(), 3, 0, goOn, SerialExecutor());
  reverse.energy.LearnMetric(serial.image.data(), 3, 0, goOn, ReverseOrder());
  EXPECT_EQ(serial.energy.ValueAndGradient(serial.image.data(), a.data(), SerialExecutor()),
            reverse.energy.ValueAndGradient(serial.image.data(), b.data(), ReverseOrder()));
  EXPECT_EQ(a, b);
  // The plain energy again.
  reverse.energy.ForgetMetric();
  EXPECT_NE(reverse.energy.Value(serial.image.data(), SerialExecutor()),
            serial.energy.Value(serial.image.data(), SerialExecutor()));
}

TEST(WhitenedMomentEnergy, GivesTheSameBitsInAnyOrderOfLoops)
{
  ExpectTheSameBitsInAnyOrder<float>();
  ExpectTheSameBitsInAnyOrder<double>();
}

TEST(WhitenedMomentEnergy, KeepsItsMetricWhenStopped)
{
  Problem<double> p(MakeGrid(64), 3, 1);
  const double    plain = p.energy.Value(p.image.data(), SerialExecutor());
  const auto      stop = [](unsigned int probe, unsigned int count) { return probe + 1 < count; };
  EXPECT_FALSE(p.energy.LearnMetric(p.image.data(), 1, 0, stop, SerialExecutor()));
  EXPECT_EQ(p.energy.Value(p.image.data(), SerialExecutor()), plain);
  auto target = p.target;
  target.covariances.pop_back();
  EXPECT_THROW(WhitenedMomentEnergy<double>(p.bank, target), std::invalid_argument);
}
