// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phSparseVectorTestTools.h"

#include <gtest/gtest.h>

#include <cmath>

using namespace phaseharmonics;
using namespace phaseharmonics_test;
using namespace phaseharmonics_reference;

namespace
{
template <typename T>
class SparseVector : public testing::Test
{};
using Types = testing::Types<float, double>;
TYPED_TEST_SUITE(SparseVector, Types, );

double
SumOfObjectives(const std::vector<SparseCodeReport> & reports)
{
  double sum = 0.0;
  for (const auto & report : reports)
  {
    sum += report.objective;
  }
  return sum;
}

// ||D||^2 to many digits.
double
SquaredNorm(const phaseharmonics_reference::Values & atoms, std::size_t p)
{
  phaseharmonics_reference::Values x(p, 1.0);
  double                           norm = 0.0;
  for (int iteration = 0; iteration < 3000; ++iteration)
  {
    phaseharmonics_reference::Values next(p);
    for (std::size_t k = 0; k < atoms.size() / p; ++k)
    {
      const double product = InnerProduct(atoms.data() + k * p, x.data(), p);
      for (std::size_t i = 0; i < p; ++i)
      {
        next[i] += product * atoms[k * p + i];
      }
    }
    norm = std::sqrt(InnerProduct(next.data(), next.data(), p) / InnerProduct(x.data(), x.data(), p));
    for (std::size_t i = 0; i < p; ++i)
    {
      x[i] = next[i] / norm;
    }
  }
  return norm;
}
} // namespace

// |d_k^T r| <= lambda everywhere, with equality and the sign of the code on the support.
TYPED_TEST(SparseVector, SatisfiesOptimalityConditions)
{
  using T = TypeParam;
  constexpr std::size_t p = 24;
  constexpr std::size_t K = 60;
  const auto            dictionary = RandomDictionary<T>(p, K, 1);
  const auto            vectors = Noise<T>(70 * p, 2); // more than two tiles, the last one not full
  const double          tolerance = IsFloat<T> ? 1e-2 : 1e-4;
  for (const SparseSolver solver : ExactSolvers)
  {
    for (const bool isNonNegative : { false, true })
    {
      const auto result =
        EncodeAll(dictionary, solver, { 0.2, true, isNonNegative }, { 20000, IsFloat<T> ? 2e-6 : 1e-11 }, vectors);
      for (std::size_t n = 0; n < result.reports.size(); ++n)
      {
        SCOPED_TRACE(SolverName(solver) + ", vector " + std::to_string(n));
        EXPECT_TRUE(result.reports[n].hasConverged);
        const double lambda = result.reports[n].lambda;
        const auto   code = RowOf(result.codes, n, K);
        const auto   r = SparseResidual(AtomsOf(*dictionary), RowOf(vectors, n, p), code);
        for (std::size_t k = 0; k < K; ++k)
        {
          const double correlation = InnerProduct(AtomsOf(*dictionary).data() + k * p, r.data(), p);
          if (code[k] != 0.0)
          {
            EXPECT_NEAR(correlation, code[k] > 0.0 ? lambda : -lambda, tolerance * lambda);
          }
          EXPECT_LE(isNonNegative ? correlation : std::abs(correlation), lambda * (1.0 + tolerance));
          EXPECT_TRUE(!isNonNegative || code[k] >= 0.0);
        }
      }
    }
  }
}

TYPED_TEST(SparseVector, ReportsWhatTheCodeIsWorth)
{
  using T = TypeParam;
  constexpr std::size_t p = 20;
  constexpr std::size_t K = 50;
  auto                  dictionary = RandomDictionary<T>(p, K, 3);
  for (std::size_t i = 0; i < p; ++i)
  {
    dictionary->Atom(7)[i] *= T(3); // norms that are not one
    dictionary->Atom(8)[i] *= T(0.4);
  }
  const auto vectors = Noise<T>(40 * p, 4);
  for (const bool isNonNegative : { false, true })
  {
    const SparseCodeProblem problem{ 0.3, false, isNonNegative };
    const auto              optimum =
      EncodeAll(dictionary, SparseSolver::FISTA, problem, { 50000, IsFloat<T> ? 1e-6 : 1e-12 }, vectors);
    for (const SparseSolver solver : AllSolvers)
    {
      for (const unsigned int budget : { 1U, 2U, 5U, 12U, 50U })
      {
        const auto result = EncodeAll(dictionary, solver, problem, { budget, 0.0 }, vectors);
        for (std::size_t n = 0; n < result.reports.size(); ++n)
        {
          SCOPED_TRACE(SolverName(solver) + ", " + std::to_string(budget) + " iterations, vector " + std::to_string(n));
          const auto & report = result.reports[n];
          const auto   y = RowOf(vectors, n, p);
          const auto   z = RowOf(result.codes, n, K);
          const double scale = 0.5 * InnerProduct(y.data(), y.data(), p);
          const double rounding = (IsFloat<T> ? 1e-5 : 1e-11) * scale;
          EXPECT_EQ(report.lambda, 0.3);
          EXPECT_NEAR(report.objective, SparseObjective(AtomsOf(*dictionary), y, z, 0.3), rounding);
          EXPECT_GE(report.dualGap, 0.0);
          EXPECT_GE(report.dualGap, report.objective - optimum.reports[n].objective - rounding);
          EXPECT_NEAR(report.relativeDualGap, report.dualGap / scale, 1e-9);
          EXPECT_EQ(report.supportSize, K - static_cast<std::size_t>(std::count(z.begin(), z.end(), 0.0)));
          EXPECT_LE(report.iterations, budget);
        }
      }
    }
  }
}

TYPED_TEST(SparseVector, SolversReachTheSameObjective)
{
  using T = TypeParam;
  const auto dictionary = RandomDictionary<T>(32, 100, 5);
  const auto vectors = PlantedVectors(*dictionary, 64, 5.0, 0.2, 6);
  for (const double ratio : { 0.02, 0.1, 0.5 })
  {
    for (const bool isNonNegative : { false, true })
    {
      const auto solve = [&](SparseSolver solver) {
        const auto result = EncodeAll(dictionary, solver, { ratio, true, isNonNegative }, { 100000, 2e-6 }, vectors);
        return SumOfObjectives(result.reports);
      };
      const double objective = solve(SparseSolver::FISTA);
      EXPECT_NEAR(solve(SparseSolver::ISTA) / objective, 1.0, IsFloat<T> ? 5e-5 : 1e-5) << ratio;
      EXPECT_NEAR(solve(SparseSolver::CoordinateDescent) / objective, 1.0, IsFloat<T> ? 5e-5 : 1e-5) << ratio;
    }
  }
}

TEST(SparseVectorInDouble, EqualsTheSlowReference)
{
  constexpr std::size_t p = 6;
  constexpr std::size_t K = 11;
  const auto            dictionary = RandomDictionary<double>(p, K, 7);
  const auto            vectors = Noise<double>(3 * p, 8);
  for (const bool isNonNegative : { false, true })
  {
    for (std::size_t n = 0; n < 3; ++n)
    {
      const auto y = RowOf(vectors, n, p);
      const auto expected = SlowSparseCode(AtomsOf(*dictionary), y, 0.2, isNonNegative, 200000);
      for (const SparseSolver solver : ExactSolvers)
      {
        const auto result = EncodeAll(dictionary, solver, { 0.2, false, isNonNegative }, { 100000, 1e-13 }, y);
        EXPECT_LT(LargestDifference(result.codes, expected), 1e-5) << SolverName(solver);
      }
    }
  }
}

TYPED_TEST(SparseVector, IsExactlyZeroFromTheLargestLambdaOn)
{
  using T = TypeParam;
  const auto dictionary = RandomDictionary<T>(16, 40, 9);
  auto       vectors = Noise<T>(35 * 16, 10);
  std::fill_n(vectors.begin(), 16, T(0)); // whose largest lambda is zero
  for (const SparseSolver solver : AllSolvers)
  {
    for (const bool isNonNegative : { false, true })
    {
      for (const auto & problem :
           { SparseCodeProblem{ 1.0, true, isNonNegative }, SparseCodeProblem{ 1e3, false, isNonNegative } })
      {
        const auto                    coder = MakeSparseCoder<T>(dictionary, solver, problem, { 5, 0.0 });
        std::vector<T>                codes(35 * 40, T(1)); // not even from a start elsewhere
        std::vector<SparseCodeReport> reports(35);
        coder->Encode(vectors.data(), 35, codes.data(), true, reports.data(), SerialExecutor());
        EXPECT_EQ(codes, std::vector<T>(codes.size())) << SolverName(solver);
        for (const auto & report : reports)
        {
          EXPECT_EQ(report.iterations, 0U);
          EXPECT_EQ(report.dualGap, 0.0);
          EXPECT_EQ(report.supportSize, 0U);
          EXPECT_TRUE(report.hasConverged);
        }
      }
    }
  }
  // A vector opposite to the only atom.
  auto single = std::make_shared<Dictionary<T>>(Dictionary<T>::OfVectors(2, 1));
  single->Atom(0)[0] = T(1);
  for (const SparseSolver solver : AllSolvers)
  {
    const auto result = EncodeAll(single, solver, { 0.1, true, true }, { 5, 0.0 }, std::vector<T>{ T(-1), T(2) });
    EXPECT_EQ(result.codes[0], T(0));
    EXPECT_EQ(result.reports[0].lambdaMax, 0.0);
  }
}

TYPED_TEST(SparseVector, HasClosedForms)
{
  using T = TypeParam;
  constexpr double     sqrtHalf = 0.70710678118654752;
  const double         tolerance = IsFloat<T> ? 2e-6 : 1e-13;
  const std::vector<T> vector = { T(3), T(-1), T(0.25), T(-2) };
  const double         lambda = 0.5;

  // One step of shrinkage solves orthonormal dictionaries.
  auto rotation = std::make_shared<Dictionary<T>>(Dictionary<T>::OfVectors(4, 4));
  for (std::size_t k = 0; k < 4; ++k)
  {
    rotation->Atom(k)[k] = static_cast<T>(sqrtHalf);
    rotation->Atom(k)[k ^ 1U] = static_cast<T>(k % 2 == 0 ? sqrtHalf : -sqrtHalf);
  }
  auto identity = std::make_shared<Dictionary<T>>(Dictionary<T>::OfVectors(4, 4));
  for (std::size_t k = 0; k < 4; ++k)
  {
    identity->Atom(k)[k] = T(1);
  }
  for (const auto & dictionary : { rotation, identity })
  {
    for (const SparseSolver solver : { SparseSolver::ISTC, SparseSolver::CoordinateDescent })
    {
      const auto result = EncodeAll(dictionary, solver, { lambda, false, false }, { 1, 0.0 }, vector);
      for (std::size_t k = 0; k < 4; ++k)
      {
        const auto   atoms = AtomsOf(*dictionary);
        const auto   y = RowOf(vector, 0, 4);
        const double expected = SoftThreshold(InnerProduct(atoms.data() + 4 * k, y.data(), 4), lambda);
        EXPECT_NEAR(result.codes[k], expected, tolerance) << SolverName(solver);
      }
      EXPECT_LT(result.reports[0].relativeDualGap, 10 * tolerance);
    }
  }

  // One atom of norm w: z = shrink(<d, y>, lambda) / w^2.
  auto single = std::make_shared<Dictionary<T>>(Dictionary<T>::OfVectors(4, 1));
  for (std::size_t i = 0; i < 4; ++i)
  {
    single->Atom(0)[i] = static_cast<T>(0.5 * static_cast<double>(i + 1));
  }
  const double expected = SoftThreshold(0.5 * (3.0 - 2.0 + 0.75 - 8.0), lambda) / (0.25 * 30.0);
  for (const SparseSolver solver : AllSolvers)
  {
    const auto result = EncodeAll(single, solver, { lambda, false, false }, { 100, 0.0 }, vector);
    EXPECT_NEAR(result.codes[0], expected, std::max(1e-9, tolerance)) << SolverName(solver); // stops without a gap
  }
}

TEST(SparseVectorInDouble, AcceleratedShrinkageConvergesAsItMust)
{
  constexpr std::size_t p = 30;
  constexpr std::size_t K = 80;
  const auto            dictionary = RandomDictionary<double>(p, K, 11);
  const auto            vectors = Noise<double>(8 * p, 12);
  const double          bound = SquaredNorm(AtomsOf(*dictionary), p);
  const auto optimum = EncodeAll(dictionary, SparseSolver::FISTA, { 0.05, true }, { 100000, 1e-13 }, vectors);
  for (unsigned int k = 1; k < 100; ++k)
  {
    const auto result = EncodeAll(dictionary, SparseSolver::FISTA, { 0.05, true }, { k, 0.0 }, vectors);
    for (std::size_t n = 0; n < 8; ++n)
    {
      const auto   z = RowOf(optimum.codes, n, K);
      const double rate = 2.0 * 1.011 * bound * InnerProduct(z.data(), z.data(), K) / ((k + 1.0) * (k + 1.0));
      EXPECT_LE(result.reports[n].objective, optimum.reports[n].objective + rate) << k << " iterations, vector " << n;
      // The step is not above what the norm of the dictionary allows, or the first step could go uphill.
      EXPECT_LE(result.reports[n].objective, 0.5 * InnerProduct(&vectors[n * p], &vectors[n * p], p));
    }
  }
}

TYPED_TEST(SparseVector, StartsWhereItIsTold)
{
  using T = TypeParam;
  const auto                    dictionary = RandomDictionary<T>(20, 60, 13);
  const auto                    vectors = Noise<T>(40 * 20, 14);
  const SparseCodeStopping      stopping{ 5000, 1e-5 };
  std::vector<SparseCodeReport> reports(40);
  for (const SparseSolver solver : ExactSolvers)
  {
    const auto cold = EncodeAll(dictionary, solver, { 0.2, true, true }, stopping, vectors);
    auto       codes = cold.codes;
    const auto coder = MakeSparseCoder<T>(dictionary, solver, { 0.2, true, true }, { 5000, 1.1e-5 });
    coder->Encode(vectors.data(), 40, codes.data(), true, reports.data(), SerialExecutor());
    for (std::size_t n = 0; n < 40; ++n)
    {
      EXPECT_EQ(reports[n].iterations, 0U) << SolverName(solver);
      EXPECT_NEAR(reports[n].objective, cold.reports[n].objective, 1e-5 * cold.reports[n].objective);
      EXPECT_EQ(reports[n].lambdaMax, cold.reports[n].lambdaMax);
    }
    EXPECT_EQ(codes, cold.codes) << SolverName(solver);
  }
}

TYPED_TEST(SparseVector, DependsNeitherOnNeighborsNorThreads)
{
  using T = TypeParam;
  for (const std::size_t p : { 13U, 64U }) // of which products take whole blocks, and less
  {
    const std::size_t K = 3 * p + 5;
    const auto        dictionary = RandomDictionary<T>(p, K, 15);
    const auto        vectors = PlantedVectors(*dictionary, 101, 4.0, 0.3, 16);
    for (const SparseSolver solver : AllSolvers)
    {
      for (const double ratio : { 0.02, 0.3 }) // dense and sparse products
      {
        const auto coder = MakeSparseCoder<T>(dictionary, solver, { ratio, true }, { 30, 1e-4 });
        const auto serial = EncodeAll(dictionary, solver, { ratio, true }, { 30, 1e-4 }, vectors);
        const auto threaded = EncodeAll(dictionary, solver, { ratio, true }, { 30, 1e-4 }, vectors, TwoThreads());
        EXPECT_EQ(serial.codes, threaded.codes) << SolverName(solver);
        for (const std::size_t n : { 0U, 31U, 32U, 100U })
        {
          std::vector<T> alone(K);
          coder->Encode(vectors.data() + n * p, 1, alone.data(), false, nullptr, SerialExecutor());
          EXPECT_EQ(std::vector<T>(serial.codes.begin() + static_cast<long>(n * K),
                                   serial.codes.begin() + static_cast<long>((n + 1) * K)),
                    alone)
            << SolverName(solver) << ", vector " << n;
        }
      }
    }
  }
}

TYPED_TEST(SparseVector, DecodesSparseCodes)
{
  using T = TypeParam;
  const auto     dictionary = RandomDictionary<T>(21, 50, 17);
  auto           codes = Noise<T>(130 * 50, 18);
  std::vector<T> vectors(130 * 21, T(7));
  for (std::size_t i = 0; i < codes.size(); ++i)
  {
    codes[i] = i % 3 == 0 ? codes[i] : T(0);
  }
  Decode(*dictionary, codes.data(), 130, vectors.data(), TwoThreads());
  for (std::size_t n = 0; n < 130; ++n)
  {
    const auto expected =
      SparseResidual(AtomsOf(*dictionary), std::vector<double>(21), RowOf(codes, n, 50)); // minus D z
    for (std::size_t i = 0; i < 21; ++i)
    {
      EXPECT_NEAR(vectors[n * 21 + i], -expected[i], IsFloat<T> ? 1e-5 : 1e-13);
    }
  }
  Decode(*dictionary, codes.data(), 0, vectors.data(), SerialExecutor());
}

TYPED_TEST(SparseVector, RejectsBadInput)
{
  using T = TypeParam;
  const auto dictionary = RandomDictionary<T>(8, 20, 19);
  const auto message = [&](const auto & call) { return InvalidArgument(call); };
  for (const SparseSolver solver : AllSolvers)
  {
    SCOPED_TRACE(SolverName(solver));
    const auto make = [&](const std::shared_ptr<Dictionary<T>> & atoms, double lambda, double tolerance) {
      return message([&] { MakeSparseCoder<T>(atoms, solver, { lambda, true }, { 10, tolerance }); });
    };
    EXPECT_NE(make(dictionary, 0.0, 0.0).find("Lambda"), std::string::npos);
    EXPECT_NE(make(dictionary, std::nan(""), 0.0).find("Lambda"), std::string::npos);
    EXPECT_NE(make(dictionary, 0.1, -1.0).find("tolerance"), std::string::npos);
    EXPECT_NE(make(nullptr, 0.1, 0.0).find("needs a dictionary"), std::string::npos);
    EXPECT_NE(make(std::make_shared<Dictionary<T>>(), 0.1, 0.0).find("needs a dictionary"), std::string::npos);
    auto bad = RandomDictionary<T>(8, 20, 19);
    std::fill_n(bad->Atom(5), 8, T(0));
    EXPECT_NE(make(bad, 0.1, 0.0).find("Atom 5"), std::string::npos);
    bad->Atom(3)[1] = std::numeric_limits<T>::quiet_NaN();
    EXPECT_NE(make(bad, 0.1, 0.0).find("Atom 3"), std::string::npos);

    const auto     coder = MakeSparseCoder<T>(dictionary, solver, { 0.1, true }, { 10, 0.0 });
    std::vector<T> codes(600 * 20);
    for (const T value :
         { std::numeric_limits<T>::quiet_NaN(), std::numeric_limits<T>::infinity(), std::numeric_limits<T>::max() })
    {
      auto vectors = Noise<T>(600 * 8, 20);
      vectors[517 * 8 + 3] = value;
      vectors[599 * 8] = value;
      EXPECT_NE(message([&] {
                  coder->Encode(vectors.data(), 600, codes.data(), false, nullptr, TwoThreads());
                }).find("Vector 517"),
                std::string::npos);
    }
    const auto vectors = Noise<T>(600 * 8, 20);
    codes[44 * 20] = std::numeric_limits<T>::infinity();
    EXPECT_NE(message([&] {
                coder->Encode(vectors.data(), 600, codes.data(), true, nullptr, SerialExecutor());
              }).find("vector 44"),
              std::string::npos);
    coder->Encode(vectors.data(), 0, codes.data(), false, nullptr, SerialExecutor());
  }
  EXPECT_NE(message([&] {
              MakeThresholdContinuation<T>(dictionary, { 0.1 }, { 0, 0.0 }, 0.0);
            }).find("at least one iteration"),
            std::string::npos);
  EXPECT_NE(message([&] {
              MakeThresholdContinuation<T>(dictionary, { 0.1 }, { 5, 0.0 }, -1.0);
            }).find("initial threshold"),
            std::string::npos);
}
