// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phSparseVectorTestTools.h"

#include <gtest/gtest.h>

#include <cmath>

using namespace phaseharmonics;
using namespace phaseharmonics_test;

namespace
{
template <typename T>
class SparseVector : public testing::Test
{};
using Types = testing::Types<float, double>;
TYPED_TEST_SUITE(SparseVector, Types, );

// |d_k^T r| <= lambda everywhere, with equality and the sign of the code on the support.
template <typename T>
void
ExpectOptimality(const Dictionary<T> & dictionary,
                 const T *             vector,
                 const T *             code,
                 double                lambda,
                 bool                  isNonNegative,
                 double                tolerance)
{
  const auto correlations = Correlations(dictionary, Residual(dictionary, vector, code));
  for (std::size_t k = 0; k < correlations.size(); ++k)
  {
    if (code[k] != T(0))
    {
      EXPECT_NEAR(correlations[k], code[k] > T(0) ? lambda : -lambda, tolerance * lambda) << "atom " << k;
    }
    EXPECT_LE(isNonNegative ? correlations[k] : std::abs(correlations[k]), lambda * (1.0 + tolerance)) << "atom " << k;
    EXPECT_TRUE(!isNonNegative || code[k] >= T(0)) << "atom " << k;
  }
}
} // namespace

TYPED_TEST(SparseVector, SatisfiesOptimalityConditions)
{
  using T = TypeParam;
  const auto dictionary = RandomDictionary<T>(24, 60, 1);
  const auto vectors = Noise<T>(70 * 24, 2); // more than two tiles, the last one not full
  for (const SparseSolver solver : AllSolvers)
  {
    for (const bool isNonNegative : { false, true })
    {
      const SparseCodeProblem problem{ 0.2, true, isNonNegative };
      const auto              result =
        Encode<T>(dictionary, solver, problem, { 20000, std::is_same<T, float>::value ? 3e-6 : 1e-10 }, vectors);
      for (std::size_t n = 0; n < result.reports.size(); ++n)
      {
        SCOPED_TRACE(SolverName(solver) + ", vector " + std::to_string(n));
        EXPECT_TRUE(result.reports[n].hasConverged);
        ExpectOptimality(*dictionary,
                         vectors.data() + n * 24,
                         result.codes.data() + n * 60,
                         result.reports[n].lambda,
                         isNonNegative,
                         std::is_same<T, float>::value ? 2e-2 : 1e-4);
      }
    }
  }
}
