// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// Tests of the slow reference itself: harmonics, moments and the index sets of the models.

#include <gtest/gtest.h>

#include "refModels.h"
#include "refTestImages.h"

namespace
{
using namespace phaseharmonics_reference;

TEST(ReferenceHarmonics, GammaEqualsQuadratureAndAliasedSums)
{
  const int many = 200000;
  for (const Rectifier & rho : { ReLU, Modulus, LeakyReLU(0.1) })
  {
    for (int k = -7; k <= 7; ++k)
    {
      EXPECT_NEAR(Gamma(rho, k), AliasedGamma(rho, k, many), 1e-9);
    }
  }
  EXPECT_NEAR(GammaReLU(0), 1 / Pi, 1e-15);
  EXPECT_NEAR(GammaReLU(2), 0.10610, 5e-6);
  EXPECT_NEAR(GammaReLU(4), -0.02122, 5e-6);
  for (int k = 0; k <= 2; ++k)
  {
    EXPECT_NEAR(AliasedGamma(ReLU, k, 4), 0.25, 1e-15);
  }
  const std::array<double, 5> eight = { 0.30178, 0.25, 0.125, 0.0, -0.05178 };
  for (int k = 0; k <= 4; ++k)
  {
    EXPECT_NEAR(AliasedGamma(ReLU, k, 8), eight[k], 5e-6);
  }
}

TEST(ReferenceHarmonics, EvenNumbersOfPhasesInvertAndThreeDoNot)
{
  const Complex z(0.3, -1.7);
  EXPECT_NEAR(std::abs(Harmonic(z, 3) - z * z * z / std::norm(z)), 0.0, 1e-14);
  EXPECT_NEAR(std::abs(Harmonic(z, -1) - std::conj(z)), 0.0, 1e-15);
  EXPECT_EQ(Harmonic(Complex(0.0), 2), Complex(0.0));
  for (const int A : { 3, 4, 6, 8 })
  {
    for (const Rectifier & rho : { ReLU, LeakyReLU(0.2) })
    {
      std::vector<double> phases;
      for (int n = 0; n < A; ++n)
      {
        phases.push_back(Rectified(rho, z, n, A));
      }
      const double error = std::abs(InverseRectified(rho, phases) - z);
      EXPECT_EQ(error < 1e-14, A != 3);
      EXPECT_EQ(error > 0.1, A == 3);
    }
  }
}

struct PublishedMoment
{
  MomentIndex index;
  Complex     value;
};

TEST(ReferenceMoments, DeterministicVector)
{
  const RealArray x = DeterministicImage();
  MapCache        maps(x, MakeBank(x.grid, 4, 4));
  EXPECT_NEAR(Mean(x), 0.4913342164, 5e-11);
  EXPECT_NEAR(x.At(2, 1), 0.4356435644, 5e-11);

  const std::array<double, 4> modulus = { 0.0671562289, 0.0336311802, 0.0178603386, 0.0103991754 };
  const std::array<double, 4> power = { 6.8259256969e-03, 1.5109485542e-03, 4.2186116274e-04, 1.3640142548e-04 };
  for (int j = 0; j < 4; ++j)
  {
    EXPECT_NEAR(maps.MapMean(j, 0, 0).real(), modulus[j], 5.1e-11);
    EXPECT_NEAR(RawMoment(maps, { j, 0, 1, j, 0, 1, {} }).real(), power[j], 5.1e-14);
  }
  EXPECT_NEAR(std::pow(maps.MapDeviation(4, 0, 0), 2), 3.917294e-04, 5.1e-11);
  EXPECT_NEAR(BumpLowPassDeviation(4), 4.418100, 5.1e-7);

  const std::vector<PublishedMoment> published = {
    { { 0, 0, 1, 0, 0, 0, {} }, { -.0189683533, -.0034776717 } },
    { { 0, 0, 0, 0, 1, 0, {} }, { .3755273077, 0 } },
    { { 0, 0, 1, 0, 1, 1, {} }, { .6119694372, 0 } },
    { { 0, 0, 0, 1, 0, 1, {} }, { -.0286529075, .0095201804 } },
    { { 0, 0, 0, 1, 0, 2, {} }, { .0240266663, -.0095195890 } },
    { { 0, 0, 1, 1, 0, 2, {} }, { -.0312976112, .0103646913 } },
    { { 1, 1, 1, 2, 1, 2, {} }, { -.1279716968, -.0164027004 } },
    { { 0, 0, 1, 2, 0, 4, {} }, { -.0002091919, .0044079986 } },
    { { 0, 2, 1, 1, 3, 2, {} }, { .0074104249, .0012470454 } },
    { { 1, 0, 0, 3, 6, 1, {} }, { 2.5670e-06, -.0249220961 } },
    { { 1, 0, 1, 1, 0, 1, { 0, 2, 0 } }, { .5429708581, .0016995298 } },
    { { 1, 0, 0, 1, 0, 0, { -4, 2, 0 } }, { -.0018794397, 0 } },
    { { 2, 3, 1, 2, 3, 1, { 8, 4, 0 } }, { .0470073351, .1336249134 } },
  };
  for (const PublishedMoment & p : published)
  {
    EXPECT_NEAR(std::abs(NormalizedMoment(maps, p.index) - p.value), 0.0, 1e-10);
  }

  const RealArray a = Rectified(ReLU, maps.Map(0, 0, 1), 0, 4);
  const RealArray b = Rectified(ReLU, maps.Map(1, 0, 1), 1, 4);
  EXPECT_NEAR(Mean(a), .0307183196, 5.1e-11);
  EXPECT_NEAR(Mean(Rectified(ReLU, maps.Map(1, 1, 1), 1, 8)), .0118270994, 5.1e-11);
  EXPECT_NEAR(Correlation(ToComplex(a), ToComplex(b), {}).real(), .0003306108, 5.1e-11);
  Complex series = 0.0;
  for (int k = -16; k <= 16; ++k)
  {
    for (int m = -16; m <= 16; ++m)
    {
      series += GammaReLU(k) * GammaReLU(m) * std::polar(1.0, -m * Pi / 2) * RawMoment(maps, { 0, 0, k, 1, 0, m, {} });
    }
  }
  EXPECT_NEAR(std::abs(series - .0003305228), 0.0, 5.1e-11);
}

TEST(ReferenceMoments, TargetMeansStayFrozen)
{
  const Grid  grid = MakeGrid(12, 10);
  const Bank  bank = MakeBank(grid, 2, 2);
  MapCache    x(Noise(grid, 1), bank);
  MapCache    y(Noise(grid, 2), bank);
  MomentIndex m{ 0, 1, 0, 1, 0, 2, {} };
  // E[(a - ma)(b - mb)*] with the target's m is the covariance plus the product of the differences of the means.
  const Complex first = y.MapMean(0, 1, 0) - x.MapMean(0, 1, 0);
  const Complex second = y.MapMean(1, 0, 2) - x.MapMean(1, 0, 2);
  const double  deviations = x.MapDeviation(0, 1, 0) * x.MapDeviation(1, 0, 2);
  const Complex expected = (Covariance(y, m) + first * std::conj(second)) / deviations;
  EXPECT_NEAR(std::abs(NormalizedMoment(y, m, x) - expected), 0.0, 1e-13);
  const MomentIndex self{ 0, 1, 0, 0, 1, 0, {} };
  EXPECT_NEAR(std::abs(NormalizedMoment(x, self) - 1.0), 0.0, 1e-13);
}

struct PublishedCount
{
  ModelOptions options;
  std::size_t  nominal;
  std::size_t  unique;
};

TEST(ReferenceModels, CountsEqualPublishedOnes)
{
  const std::vector<PublishedCount> published = {
    { { Model::A, 2, 5, 8 }, 2335, 1013 },
    { { Model::A, 2, 5, 4 }, 1175, 513 },
    { { Model::B, 2, 5, 8 }, 6895, 2633 },
    { { Model::B, 2, 5, 4 }, 2655, 1043 },
    { { Model::C, 2, 5, 8 }, 10927, 4489 },
    { { Model::C, 2, 5, 4 }, 3775, 1523 },
    { { Model::C, 2, 5, 8, 2 }, 13951, 5881 },
    { { Model::C, 2, 5, 4, 2 }, 4615, 1883 },
    { { Model::C, 2, 5, 8, 4 }, 16975, 7273 },
    { { Model::C, 2, 5, 4, 4 }, 5455, 2243 },
    { { Model::D, 2, 5, 8 }, 769, 271 },
    { { Model::D, 2, 5, 4 }, 385, 141 },
    { { Model::D, 2, 5, 8, 5, 0, 4 }, 1345, 463 },
    { { Model::D, 2, 5, 4, 5, 0, 4 }, 673, 237 },
    { { Model::Compressive, 2, 8, 8, 0 }, 5890, 1889 },
    { { Model::Compressive, 2, 8, 8, 1 }, 17426, 7153 },
    { { Model::Compressive, 2, 8, 8, 2 }, 27314, 11665 },
    { { Model::Compressive, 2, 8, 8, 3 }, 35714, 15425 },
    { { Model::Compressive, 2, 8, 8, 4 }, 42434, 18433 },
    { { Model::Compressive, 2, 8, 8, 5 }, 47474, 20689 },
  };
  for (const PublishedCount & p : published)
  {
    EXPECT_EQ(NominalCount(p.options), p.nominal);
    EXPECT_EQ(UniqueCount(p.options), p.unique);
  }
  EXPECT_EQ(NominalEntries({ Model::B, 2, 5, 8 }), 4415u);
  EXPECT_EQ(NominalEntries({ Model::B, 2, 5, 4 }), 1735u);
  EXPECT_EQ(NominalEntries({ Model::C, 2, 5, 8 }), 6719u);
  EXPECT_EQ(NominalEntries({ Model::C, 2, 5, 4 }), 2375u);
  EXPECT_EQ(NominalEntries({ Model::D, 2, 5, 8 }), 497u);
  EXPECT_EQ(NominalEntries({ Model::D, 2, 5, 4 }), 249u);
}

TEST(ReferenceModels, CountsOfIsotropicModelFollowFromItsClasses)
{
  for (const int L : { 3, 4, 8 })
  {
    for (int deltaJ = 0; deltaJ <= 2; ++deltaJ)
    {
      const int         J = 4;
      const int         pairs = deltaJ * J - deltaJ * (deltaJ + 1) / 2;
      const int         perScale = (L + 1) + L + (L / 2 + 1);
      const int         perPair = L + L + L + 2 * L;
      const std::size_t expected = J * perScale + pairs * perPair + 1;
      EXPECT_EQ(UniqueCount({ Model::D, 2, J, L, deltaJ }), expected);
    }
  }
}

TEST(ReferenceModels, CanonicalMomentsEqualTheOriginals)
{
  struct Case
  {
    Grid         grid;
    ModelOptions options;
  };
  const std::vector<Case> cases = {
    { MakeGrid(13), { Model::C, 1, 3, 1, 2 } },
    { MakeGrid(16), { Model::Compressive, 1, 3, 1, 2 } },
    { MakeGrid(8, 7), { Model::C, 2, 2, 3, 1 } },
    { MakeGrid(8, 8), { Model::Compressive, 2, 2, 2, 1 } },
    { MakeGrid(4, 5, 4), { Model::B, 3, 1, 6, 0, 0, 0, 1 } },
  };
  for (const Case & c : cases)
  {
    MapCache maps(Noise(c.grid, 3), MakeBank(c.grid, c.options.J, c.options.L));
    double   largest = 0.0;
    for (const MomentIndex & m : NominalSet(c.options).covariances)
    {
      const CanonicalMoment canonical = Canonicalize(m, c.options);
      const Complex         expected = RawMoment(maps, m);
      const Complex         value = RawMoment(maps, canonical.index);
      largest = std::max(largest, std::abs(expected - (canonical.conjugated ? std::conj(value) : value)));
      // Second-order moments at lag 0 are sums of |X|^2 times real filters.
      const bool secondOrder = m.k1 == 1 && m.k2 == 1 && m.tau == std::array<int, 3>{};
      if (canonical.real || secondOrder)
      {
        largest = std::max(largest, std::abs(expected.imag()));
      }
    }
    EXPECT_LT(largest, 1e-12);
  }
}

TEST(ReferenceModels, RotationAveragesAreRealAndSymmetric)
{
  const int  L = 4;
  const Grid grid = MakeGrid(16, 12);
  MapCache   x(Noise(grid, 4), MakeBank(grid, 3, L));
  MapCache   target(Noise(grid, 5), MakeBank(grid, 3, L));
  const auto average = [&](int j1, int k1, int j2, int k2, int shift) {
    return RotationAverage(x, j1, k1, j2, k2, shift, target, true);
  };
  for (int shift = 0; shift < 2 * L; ++shift)
  {
    const int opposite = (shift + L) % (2 * L);
    const int reverse = (2 * L - shift) % (2 * L);
    for (const auto & k : { std::make_pair(0, 0), { 0, 1 }, { 0, 2 }, { 1, 2 } })
    {
      EXPECT_NEAR(average(0, k.first, 1, k.second, shift).imag(), 0.0, 1e-13);
    }
    EXPECT_NEAR(std::abs(average(0, 0, 1, 2, shift) - average(0, 0, 1, 2, opposite)), 0.0, 1e-13);
    EXPECT_NEAR(std::abs(average(1, 1, 1, 1, shift) - average(1, 1, 1, 1, reverse)), 0.0, 1e-13);
    EXPECT_GT(std::abs(average(0, 1, 1, 2, shift) - average(0, 1, 1, 2, opposite)), 1e-6);
  }
  EXPECT_NEAR(std::abs(RotationAverage(x, 1, 0, 1, 0, 0, x, true) - 1.0), 0.0, 1e-13);
}
} // namespace
