// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phSparseVectorTestTools.h"
#include "phSupportFit.h"

#include <cmath>

using namespace phaseharmonics;
using namespace phaseharmonics_test;

namespace
{
constexpr std::size_t p = 24;
constexpr std::size_t K = 40;
constexpr std::size_t Count = 150;

/** Codes with up to five coefficients. */
template <typename T>
std::vector<T>
SparseCodes(bool isPositive)
{
  const auto     noise = Noise<T>(Count * K, 5);
  std::vector<T> codes(Count * K);
  for (std::size_t n = 0; n < Count; ++n)
  {
    for (std::size_t i = 0; i < n % 6; ++i)
    {
      const T value = noise[n * K + i];
      codes[n * K + (7 * n + 11 * i) % K] = isPositive ? std::abs(value) : value;
    }
  }
  return codes;
}

/** Largest |<d_k, y - D z>| over the supports of all codes. */
template <typename T>
double
LargestCorrelationOnSupports(const Dictionary<T> &  dictionary,
                             const std::vector<T> & vectors,
                             const std::vector<T> & codes)
{
  std::vector<T> decoded(vectors.size());
  Decode(dictionary, codes.data(), Count, decoded.data(), SerialExecutor());
  double largest = 0.0;
  for (std::size_t i = 0; i < codes.size(); ++i)
  {
    double correlation = 0.0;
    for (std::size_t j = 0; codes[i] != T(0) && j < p; ++j)
    {
      const std::size_t value = i / K * p + j;
      correlation += static_cast<double>(dictionary.Atom(i % K)[j]) * (vectors[value] - decoded[value]);
    }
    largest = std::max(largest, std::abs(correlation));
  }
  return largest;
}
} // namespace

TEST(SupportFit, LeavesNoCorrelationOnTheSupport)
{
  const auto dictionary = RandomDictionary<double>(p, K, 1);
  const auto vectors = Noise<double>(Count * p, 2);
  const auto start = SparseCodes<double>(false);
  auto       codes = start;
  FitSupports(*dictionary, vectors.data(), Count, false, codes.data(), SerialExecutor());
  EXPECT_LT(LargestCorrelationOnSupports(*dictionary, vectors, codes), 1e-12);
  for (std::size_t i = 0; i < codes.size(); ++i)
  {
    EXPECT_EQ(codes[i] != 0.0, start[i] != 0.0) << i;
  }
  auto again = start;
  FitSupports(*dictionary, vectors.data(), Count, false, again.data(), TwoThreads());
  EXPECT_EQ(again, codes);

  const auto         single = RandomDictionary<float>(p, K, 1);
  const auto         singleVectors = Noise<float>(Count * p, 2);
  std::vector<float> singleCodes(start.begin(), start.end());
  FitSupports(*single, singleVectors.data(), Count, false, singleCodes.data(), SerialExecutor());
  EXPECT_LT(LargestCorrelationOnSupports(*single, singleVectors, singleCodes), 1e-5);
}

TEST(SupportFit, DropsDependentAtoms)
{
  // Every atom twice, and more atoms than values.
  auto       dictionary = RandomDictionary<double>(p, K, 1);
  const auto vectors = Noise<double>(Count * p, 2);
  for (std::size_t k = 1; k < K; k += 2)
  {
    std::copy_n(dictionary->Atom(k - 1), p, dictionary->Atom(k));
  }
  std::vector<double> codes(Count * K, 1.0);
  FitSupports(*dictionary, vectors.data(), Count, false, codes.data(), SerialExecutor());
  EXPECT_LT(LargestCorrelationOnSupports(*dictionary, vectors, codes), 1e-10);
  for (std::size_t i = 1; i < codes.size(); i += 2)
  {
    EXPECT_EQ(codes[i], 0.0);
  }
}

TEST(SupportFit, KeepsCodesThatWouldBecomeNegative)
{
  const auto   dictionary = RandomDictionary<double>(p, K, 1);
  const auto   vectors = Noise<double>(Count * p, 2);
  const auto   start = SparseCodes<double>(true);
  auto         codes = start;
  auto         free = start;
  unsigned int kept = 0;
  FitSupports(*dictionary, vectors.data(), Count, true, codes.data(), SerialExecutor());
  FitSupports(*dictionary, vectors.data(), Count, false, free.data(), SerialExecutor());
  for (std::size_t n = 0; n < Count; ++n)
  {
    const auto fitted = RowOf(free, n, K);
    const bool isPositive = std::all_of(fitted.begin(), fitted.end(), [](double value) { return value >= 0.0; });
    EXPECT_EQ(RowOf(codes, n, K), isPositive ? fitted : RowOf(start, n, K));
    kept += isPositive ? 0 : 1;
  }
  EXPECT_GT(kept, 10U);
  EXPECT_LT(kept, Count - 10);
}
