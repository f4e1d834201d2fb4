// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phAnalyticShrinkage.h"
#include "phSparseVectorTestTools.h"

#include <cmath>
#include <numeric>

using namespace phaseharmonics;
using namespace phaseharmonics_test;
using namespace phaseharmonics_reference;

namespace
{
template <typename T>
struct Pairs
{
  std::vector<T> codes;
  std::vector<T> vectors;
};

template <typename T>
Pairs<T>
Plant(const Dictionary<T> & dictionary, double probability, bool isNonNegative, std::size_t count, std::uint64_t seed)
{
  Pairs<T> pairs{ std::vector<T>(count * dictionary.GetNumberOfAtoms()),
                  std::vector<T>(count * dictionary.GetLength()) };
  PlantCodes(
    dictionary, probability, isNonNegative, count, seed, pairs.codes.data(), pairs.vectors.data(), SerialExecutor());
  return pairs;
}

double
Decibel(double error)
{
  return 10.0 * std::log10(error);
}
} // namespace

TEST(SparseAnalyticVector, DerivativesAreThoseOfTheError)
{
  constexpr std::size_t count = 45; // a tile that is not full
  const auto            dictionary = RandomDictionary<double>(20, 33, 1);
  for (const bool isNonNegative : { false, true })
  {
    const auto pairs = Plant(*dictionary, 0.1, isNonNegative, count, 2);
    for (const double spared : { 0.0, 0.05 })
    {
      AnalyticShrinkageParameters parameters;
      parameters.steps = { 0.8, 1.3, 0.6, 1.0 };
      parameters.thresholds = { 0.3, 0.2, 0.05, 0.1 };
      parameters.spared = { 0.0, spared, 2 * spared, 3 * spared };
      const auto evaluate = [&] {
        return EvaluateAnalyticShrinkage<double>(
          *dictionary, pairs.vectors.data(), pairs.codes.data(), count, parameters, isNonNegative, TwoThreads());
      };
      const auto expected = evaluate();
      const auto check = [&](double & value, double derivative) {
        constexpr double h = 1e-7;
        const double     center = value;
        value = center + h;
        const double above = evaluate().error;
        value = center - h;
        const double below = evaluate().error;
        value = center;
        EXPECT_NEAR((above - below) / (2.0 * h), derivative, 1e-5 * (1.0 + std::abs(derivative)));
      };
      for (std::size_t layer = 0; layer < 4; ++layer)
      {
        check(parameters.steps[layer], expected.byStep[layer]);
        check(parameters.thresholds[layer], expected.byThreshold[layer]);
      }
    }
  }
}

// The layers from their formula, with weights from the conditions that define them: for K = p, W^T D is the identity.
TEST(SparseAnalyticVector, EqualsItsFormula)
{
  constexpr std::size_t         p = 6;
  const auto                    dictionary = RandomDictionary<double>(p, p, 3);
  const auto                    vectors = Noise<double>(40 * p, 4);
  AnalyticShrinkageParameters   parameters{ { 0.7, 0.9 }, { 0.4, 0.2 }, { 0.0, 0.4 } }; // of six atoms, two are spared
  const auto                    coder = MakeAnalyticShrinkage<double>(dictionary, parameters, { 0.1, true });
  std::vector<double>           codes(40 * p, 5.0);
  std::vector<SparseCodeReport> reports(40);
  coder->Encode(vectors.data(), 40, codes.data(), true, reports.data(), TwoThreads());
  // W^T y is the code without sparsity, x with D x = y; so is W^T (y - D z) = x - z.
  const auto exact = EncodeAll(dictionary, SparseSolver::CoordinateDescent, { 1e-9, false }, { 1000, 1e-16 }, vectors);
  for (std::size_t n = 0; n < 40; ++n)
  {
    const auto x = RowOf(exact.codes, n, p);
    Values     z(p);
    for (std::size_t k = 0; k < p; ++k)
    {
      z[k] = SoftThreshold(0.7 * x[k], 0.4);
    }
    Values v(p);
    for (std::size_t k = 0; k < p; ++k)
    {
      v[k] = z[k] + 0.9 * (x[k] - z[k]);
    }
    Values magnitudes(p);
    std::transform(v.begin(), v.end(), magnitudes.begin(), [](double value) { return std::abs(value); });
    std::sort(magnitudes.begin(), magnitudes.end());
    const bool isClear = magnitudes[p - 2] - magnitudes[p - 3] > 0.01 * magnitudes[p - 1];
    for (std::size_t k = 0; k < p && isClear; ++k)
    {
      z[k] = std::abs(v[k]) >= magnitudes[p - 2] ? v[k] : SoftThreshold(v[k], 0.2);
      EXPECT_NEAR(codes[n * p + k], z[k], 1e-5) << "vector " << n << ", atom " << k;
    }
    const auto y = RowOf(vectors, n, p);
    EXPECT_NEAR(reports[n].objective,
                SparseObjective(AtomsOf(*dictionary), y, RowOf(codes, n, p), reports[n].lambda),
                1e-12 * (1.0 + reports[n].objective));
    EXPECT_GE(reports[n].dualGap, 0.0);
    EXPECT_EQ(reports[n].lambdaMax, exact.reports[n].lambdaMax);
    EXPECT_EQ(reports[n].iterations, 2U);
  }
}

TEST(SparseAnalyticVector, LearnsToInvertPlantedCodes)
{
  const auto                dictionary = RandomDictionary<float>(60, 120, 5);
  const auto                train = Plant(*dictionary, 0.05, false, 1000, 6);
  const auto                test = Plant(*dictionary, 0.05, false, 500, 7);
  AnalyticShrinkageTraining training;
  training.layers = 10;
  training.sparedPerLayer = 0.01;
  training.largestSpared = 0.08;
  const auto errorAfter = [&](unsigned int iterations, double spared) {
    auto options = training;
    options.iterations = iterations;
    options.sparedPerLayer = spared;
    const auto parameters = TrainAnalyticShrinkage<float>(
      *dictionary, train.vectors.data(), train.codes.data(), 1000, options, SerialExecutor());
    return Decibel(EvaluateAnalyticShrinkage<float>(
                     *dictionary, test.vectors.data(), test.codes.data(), 500, parameters, false, SerialExecutor())
                     .error);
  };
  const double greedyWithout = errorAfter(0, 0.0);
  const double greedy = errorAfter(0, training.sparedPerLayer);
  const double together = errorAfter(60, training.sparedPerLayer);
  EXPECT_LT(greedy, greedyWithout - 3.0);
  EXPECT_LT(together, greedy - 1.0);
  EXPECT_LT(together, -20.0);
}

TEST(SparseAnalyticVector, LearnsFromTheOptimaOfAnotherCoder)
{
  const auto dictionary = RandomDictionary<double>(30, 60, 8);
  const auto vectors = PlantedVectors(*dictionary, 400, 3.0, 0.05, 9);
  const auto optimum = EncodeAll(dictionary, SparseSolver::FISTA, { 0.05, false }, { 2000, 1e-6 }, vectors);
  AnalyticShrinkageTraining training;
  training.layers = 8;
  training.sparedPerLayer = 0.0;
  training.iterations = 40;
  training.batchSize = 100;
  const auto train = [&](const Executor & executor) {
    return TrainAnalyticShrinkage<double>(*dictionary, vectors.data(), optimum.codes.data(), 400, training, executor);
  };
  const auto parameters = train(SerialExecutor());
  const auto threaded = train(TwoThreads());
  EXPECT_EQ(parameters.steps, threaded.steps);
  EXPECT_EQ(parameters.thresholds, threaded.thresholds);

  const auto                    coder = MakeAnalyticShrinkage<double>(dictionary, parameters, { 0.05, false });
  std::vector<double>           codes(400 * 60);
  std::vector<double>           others(400 * 60);
  std::vector<SparseCodeReport> reports(400);
  coder->Encode(vectors.data(), 400, codes.data(), false, reports.data(), SerialExecutor());
  coder->Encode(vectors.data(), 400, others.data(), false, nullptr, TwoThreads());
  EXPECT_EQ(codes, others);
  coder->Encode(vectors.data() + 37 * 30, 1, others.data(), false, nullptr, SerialExecutor());
  EXPECT_TRUE(std::equal(others.begin(), others.begin() + 60, codes.begin() + 37 * 60));
  const auto mean = [](const std::vector<SparseCodeReport> & all) {
    return std::accumulate(
      all.begin(), all.end(), 0.0, [](double sum, const SparseCodeReport & report) { return sum + report.objective; });
  };
  const auto ista = EncodeAll(dictionary, SparseSolver::ISTA, { 0.05, false }, { 8, 0.0 }, vectors);
  EXPECT_GT(mean(reports), mean(optimum.reports));
  EXPECT_LT(mean(reports), mean(ista.reports));
}

TEST(SparseAnalyticVector, RejectsBadInput)
{
  const auto mentions = [](const std::string & message, const std::string & text) {
    return message.find(text) != std::string::npos ? std::string() : "\"" + message + "\" lacks " + text;
  };
  const auto dictionary = RandomDictionary<float>(10, 20, 10);
  const auto make = [&](const AnalyticShrinkageParameters & parameters, double lambda) {
    return InvalidArgument([&] { MakeAnalyticShrinkage<float>(dictionary, parameters, { lambda }); });
  };
  EXPECT_EQ(mentions(make({}, 0.1), "for each layer"), "");
  EXPECT_EQ(mentions(make({ { 1.0 }, { 0.1, 0.1 }, { 0.0 } }, 0.1), "for each layer"), "");
  EXPECT_EQ(mentions(make({ { 1.0, 0.0 }, { 0.1, 0.1 }, { 0.0, 0.0 } }, 0.1), "Layer 1"), "");
  EXPECT_EQ(mentions(make({ { 1.0 }, { -0.1 }, { 0.0 } }, 0.1), "Layer 0"), "");
  EXPECT_EQ(mentions(make({ { 1.0 }, { 0.1 }, { 1.1 } }, 0.1), "Layer 0"), "");
  EXPECT_EQ(mentions(make({ { 1.0 }, { 0.1 }, { 0.0 } }, 0.0), "Lambda"), "");
  EXPECT_EQ(mentions(InvalidArgument([&] { MakeAnalyticShrinkage<float>(nullptr, {}, {}); }), "needs a dictionary"),
            "");

  const auto coder = MakeAnalyticShrinkage<float>(dictionary, { { 1.0 }, { 0.1 }, { 0.0 } }, { 0.1 });
  auto       pairs = Plant(*dictionary, 0.2, false, 50, 11);
  pairs.vectors[30 * 10] = std::numeric_limits<float>::quiet_NaN();
  std::vector<float> codes(50 * 20);
  EXPECT_EQ(mentions(InvalidArgument([&] {
                       coder->Encode(pairs.vectors.data(), 50, codes.data(), false, nullptr, SerialExecutor());
                     }),
                     "Vector 30"),
            "");
  const auto train = [&](std::size_t count, const AnalyticShrinkageTraining & training) {
    return InvalidArgument([&] {
      TrainAnalyticShrinkage<float>(
        *dictionary, pairs.vectors.data(), pairs.codes.data(), count, training, SerialExecutor());
    });
  };
  EXPECT_EQ(mentions(train(50, {}), "Vector 30"), "");
  EXPECT_EQ(mentions(train(0, {}), "needs vectors"), "");
  AnalyticShrinkageTraining none;
  none.layers = 0;
  EXPECT_EQ(mentions(train(20, none), "layers"), "");
  std::fill(pairs.codes.begin(), pairs.codes.end(), 0.0F);
  EXPECT_EQ(mentions(train(20, {}), "All codes"), "");
}
