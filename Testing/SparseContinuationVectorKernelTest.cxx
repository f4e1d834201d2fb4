// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phSparseVectorTestTools.h"

#include <cmath>

using namespace phaseharmonics;
using namespace phaseharmonics_test;
using namespace phaseharmonics_reference;

namespace
{
double
MeanObjective(const Encoded<float> & encoded)
{
  double sum = 0.0;
  for (const auto & report : encoded.reports)
  {
    sum += report.objective;
  }
  return sum / static_cast<double>(encoded.reports.size());
}
} // namespace

TEST(SparseContinuationVector, EqualsTheReference)
{
  constexpr std::size_t         p = 64;
  constexpr std::size_t         K = 80;
  const auto                    dictionary = RandomDictionary<double>(p, K, 1);
  const auto                    vectors = PlantedVectors(*dictionary, 5, 3.0, 0.1, 2);
  const auto                    coder = MakeThresholdContinuation<double>(dictionary, { 0.1, false }, { 9, 0.0 }, 0.0);
  std::vector<double>           codes(5 * K);
  std::vector<SparseCodeReport> reports(5);
  coder->Encode(vectors.data(), 5, codes.data(), false, reports.data(), SerialExecutor());
  for (std::size_t n = 0; n < 5; ++n)
  {
    const auto iterates =
      ContinuationIterates(AtomsOf(*dictionary), RowOf(vectors, n, p), reports[n].lambdaMax, 0.1, 9);
    EXPECT_LT(LargestDifference(RowOf(codes, n, K), iterates.back()), 1e-12);
    EXPECT_EQ(reports[n].iterations, 9U);
  }
  // A given initial threshold.
  MakeThresholdContinuation<double>(dictionary, { 0.1, false }, { 9, 0.0 }, 7.0)
    ->Encode(vectors.data(), 5, codes.data(), false, reports.data(), SerialExecutor());
  for (std::size_t n = 0; n < 5; ++n)
  {
    const auto iterates = ContinuationIterates(AtomsOf(*dictionary), RowOf(vectors, n, p), 7.0, 0.1, 9);
    EXPECT_LT(LargestDifference(RowOf(codes, n, K), iterates.back()), 1e-12);
  }
}

// Atoms of any norm w: the code is that of the atoms divided by w with thresholds divided by w, divided by w.
TEST(SparseContinuationVector, KnowsTheNormsOfAtoms)
{
  const auto unit = RandomDictionary<double>(16, 20, 3);
  const auto doubled = RandomDictionary<double>(16, 20, 3);
  std::transform(doubled->data(), doubled->data() + 16 * 20, doubled->data(), [](double value) { return 2.0 * value; });
  const auto vectors = Noise<double>(10 * 16, 4);
  const auto expected = EncodeAll(unit, SparseSolver::ISTC, { 0.2, true }, { 8, 0.0 }, vectors);
  auto       codes = EncodeAll(doubled, SparseSolver::ISTC, { 0.2, true }, { 8, 0.0 }, vectors).codes;
  std::transform(codes.begin(), codes.end(), codes.begin(), [](double value) { return 2.0 * value; });
  EXPECT_LT(LargestDifference(codes, expected.codes), 1e-12);
}

TEST(SparseContinuationVector, NeedsFewIterationsForPlantedCodes)
{
  const auto              dictionary = RandomDictionary<float>(256, 2048, 5);
  const auto              vectors = PlantedVectors(*dictionary, 64, 20.0, 0.1, 6);
  const SparseCodeProblem problem{ 0.2, true };
  const double            optimum =
    MeanObjective(EncodeAll(dictionary, SparseSolver::CoordinateDescent, problem, { 500, 1e-5 }, vectors));
  const double istc = MeanObjective(EncodeAll(dictionary, SparseSolver::ISTC, problem, { 12, 0.0 }, vectors));
  const double fista = MeanObjective(EncodeAll(dictionary, SparseSolver::FISTA, problem, { 12, 0.0 }, vectors));
  const double ista = MeanObjective(EncodeAll(dictionary, SparseSolver::ISTA, problem, { 12, 0.0 }, vectors));
  EXPECT_LT(istc, 1.02 * optimum);
  EXPECT_LT(istc, fista);
  EXPECT_LT(fista, ista);
}

// Atoms that are all alike: without the safeguard every step overshoots by far.
TEST(SparseContinuationVector, SurvivesCoherentDictionaries)
{
  constexpr std::size_t p = 16;
  constexpr std::size_t K = 64;
  const auto            dictionary = RandomDictionary<double>(p, K, 7);
  for (std::size_t k = 0; k < K; ++k)
  {
    for (std::size_t i = 0; i < p; ++i)
    {
      dictionary->Atom(k)[i] = 1.0 + 0.2 * dictionary->Atom(k)[i];
    }
  }
  dictionary->Normalize();
  const auto vectors = PlantedVectors(*dictionary, 4, 6.0, 0.0, 8);
  const auto result = EncodeAll(dictionary, SparseSolver::ISTC, { 0.01, true }, { 12, 0.0 }, vectors);
  for (std::size_t n = 0; n < 4; ++n)
  {
    const auto y = RowOf(vectors, n, p);
    const auto unguarded =
      ContinuationIterates(AtomsOf(*dictionary), y, result.reports[n].lambdaMax, result.reports[n].lambda, 12);
    const double zero = 0.5 * InnerProduct(y.data(), y.data(), p);
    EXPECT_GT(SparseObjective(AtomsOf(*dictionary), y, unguarded.back(), result.reports[n].lambda), 1e6 * zero);
    EXPECT_LT(result.reports[n].objective, 0.2 * zero);
    EXPECT_EQ(result.reports[n].iterations, 12U);
  }
}

// Where the coherence m and the size s of the support satisfy m s < 1/2 and thresholds fall slowly enough, no atom
// outside the true support is ever used (Zarka, Thiry, Angles and Mallat 2020).
TEST(SparseContinuationVector, StaysWithinTheSupportOfIncoherentCodes)
{
  constexpr std::size_t p = 256;
  constexpr std::size_t K = 272; // the identity and a few square waves: the largest product is 1/16
  auto                  dictionary = std::make_shared<Dictionary<double>>(Dictionary<double>::OfVectors(p, K));
  for (std::size_t k = 0; k < p; ++k)
  {
    dictionary->Atom(k)[k] = 1.0;
  }
  for (std::size_t k = p; k < K; ++k)
  {
    for (std::size_t i = 0; i < p; ++i)
    {
      // Walsh functions: the parity of common bits.
      unsigned int bits = static_cast<unsigned int>((k - p) * 16 + 1) & static_cast<unsigned int>(i);
      bits ^= bits >> 4;
      bits ^= bits >> 2;
      bits ^= bits >> 1;
      dictionary->Atom(k)[i] = (bits & 1U) != 0 ? -1.0 / 16.0 : 1.0 / 16.0;
    }
  }
  const double coherence = dictionary->Coherence();
  ASSERT_NEAR(coherence, 1.0 / 16.0, 1e-12);
  constexpr std::size_t s = 4;
  std::vector<double>   code(K);
  code[3] = 1.0;
  code[77] = -0.8;
  code[256] = 1.5;
  code[261] = 0.9;
  std::vector<double> vector(p);
  Decode(*dictionary, code.data(), 1, vector.data(), SerialExecutor());

  // Any ratio of thresholds in (1, 1 / (2 m s)) = (1, 2) will do.
  const double ratio = 1.5;
  const auto   one = EncodeAll(dictionary, SparseSolver::ISTC, { 1e-6, false }, { 1, 0.0 }, vector);
  for (unsigned int N = 1; N < 25; ++N)
  {
    const double last = one.reports[0].lambdaMax * std::pow(ratio, -static_cast<double>(N));
    const auto   result = EncodeAll(dictionary, SparseSolver::ISTC, { last, false }, { N, 0.0 }, vector);
    for (std::size_t k = 0; k < K; ++k)
    {
      EXPECT_TRUE(code[k] != 0.0 || result.codes[k] == 0.0) << N << " iterations, atom " << k;
    }
    EXPECT_LE(LargestDifference(result.codes, code), 2.0 * last) << N << " iterations";
  }
  EXPECT_LT(coherence * static_cast<double>(s), 0.5);
}
