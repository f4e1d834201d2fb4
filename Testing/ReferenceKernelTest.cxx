// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// Tests of the slow reference itself: Fourier transform and wavelets.

#include <gtest/gtest.h>

#include "refBank.h"
#include "refTestImages.h"

namespace
{
using namespace phaseharmonics_reference;

const std::vector<Grid> smallGrids = { MakeGrid(12),   MakeGrid(11),      MakeGrid(8, 6),
                                       MakeGrid(7, 9), MakeGrid(6, 4, 8), MakeGrid(5, 6, 7) };

int
Orientations(const Grid & grid)
{
  return grid.dimension == 1 ? 1 : (grid.dimension == 2 ? 3 : 6);
}

TEST(ReferenceFourier, PlaneWaveIsOneBinAndInverseUndoes)
{
  for (const Grid & grid : smallGrids)
  {
    ComplexArray             wave(grid);
    const std::array<int, 3> bin = grid.Position(grid.NumberOfPixels() - 2);
    for (std::size_t i = 0; i < wave.data.size(); ++i)
    {
      const auto u = grid.Position(i);
      double     turns = 0.0;
      for (int axis = 0; axis < 3; ++axis)
      {
        turns += static_cast<double>(bin[axis] * u[axis]) / grid.size[axis];
      }
      wave.data[i] = std::polar(1.0, 2 * Pi * turns);
    }
    ComplexArray expected(grid);
    expected.data[grid.Offset(bin)] = static_cast<double>(grid.NumberOfPixels());
    EXPECT_LT(LargestDifference(ForwardTransform(wave), expected), 1e-11);
    EXPECT_LT(LargestDifference(InverseTransform(ForwardTransform(wave)), wave), 1e-13);
  }
}

TEST(ReferenceWavelets, BumpFiltersEqualPublishedValues)
{
  const Grid grid = MakeGrid(64, 64);
  const auto psi = [&](int j, int q, int row, int column) { return BumpWavelet(grid, 8, j, q).At(column, row); };
  EXPECT_NEAR(psi(0, 0, 0, 27), 0.598794971401, 1e-12);
  EXPECT_NEAR(psi(0, 0, 0, 20), 0.555364406278, 1e-12);
  EXPECT_NEAR(psi(0, 3, 10, 20), 0.081388118312, 1e-12);
  EXPECT_NEAR(psi(2, 5, 3, 62), 0.394427194644, 1e-12);
  EXPECT_NEAR(psi(4, 1, 1, 1), 0.334178544716, 1e-12);
  EXPECT_NEAR(psi(5, 0, 0, 1), 0.579885381693, 1e-12);
  // The published low pass sums 3 x 3 images only, which shows at 4e-8.
  EXPECT_NEAR(BumpLowPass(grid, 6).At(1, 0), 0.221998538669, 1e-7);
}

TEST(ReferenceWavelets, FrameBoundsEqualPublishedOnes2D)
{
  // The minima for L = 2 and 3 lie off the corner: they need a fine grid.
  const std::array<std::array<double, 4>, 4> published = {
    { { 8, 64, 0.5029, 1.1270 }, { 4, 64, 0.5969, 1.1270 }, { 3, 256, 0.6297, 1.1270 }, { 2, 256, 0.6828, 1.1729 } }
  };
  for (const auto & p : published)
  {
    const int    side = static_cast<int>(p[1]);
    const Bounds bounds = FrameBounds(MakeBank(MakeGrid(side, side), 3, static_cast<int>(p[0])));
    EXPECT_NEAR(bounds.lower, p[2], 1e-4);
    EXPECT_NEAR(bounds.upper, p[3], 1e-4);
  }
  const Bounds line = FrameBounds(MakeBank(MakeGrid(1024), 5, 1));
  EXPECT_NEAR(line.lower, 0.85856, 1e-5);
  EXPECT_NEAR(line.upper, 1.12702, 1e-5);
}

TEST(ReferenceWavelets, MorletBoundsEqualPublishedOnesWithHalfTheMirroredSum)
{
  for (const int L : { 4, 8 })
  {
    const Bank      bank = MakeBank(MakeGrid(64, 64), 5, L, Family::Morlet);
    const RealArray sum = LittlewoodPaley(bank);
    double          lower = 1e9;
    double          upper = 0.0;
    for (std::size_t i = 0; i < sum.data.size(); ++i)
    {
      const double low = std::pow(bank.phi[0].data[i], 2);
      lower = std::min(lower, low + (sum.data[i] - low) / 2);
      upper = std::max(upper, low + (sum.data[i] - low) / 2);
    }
    EXPECT_NEAR(lower, L == 8 ? 0.123 : 0.132, 5e-4);
    EXPECT_NEAR(upper, L == 8 ? 1.0301 : 1.0, 1e-4); // 1.055 for L = 8 on a 256 x 256 grid
    EXPECT_NEAR(FrameBounds(bank).lower, L == 8 ? 0.24596 : 0.26404, 1e-5);
    EXPECT_NEAR(FrameBounds(bank).upper, L == 8 ? 2.05832 : 1.77363, 1e-5);
  }
}

TEST(ReferenceWavelets, AxesOfSolidsMakeTheAngularSumConstant)
{
  for (const int n : { 6, 10, 15 })
  {
    const std::vector<Vector> directions = Directions(3, n);
    ASSERT_EQ(directions.size(), 2u * n);
    EXPECT_NEAR(AngularSum3D(directions), n / 5.0, 1e-12);
    const std::array<Vector, 3> probes = { { { 1, 0, 0 }, { 0.6, 0, -0.8 }, { 2.0 / 7, -3.0 / 7, 6.0 / 7 } } };
    for (const Vector & probe : probes)
    {
      double sum = 0.0;
      for (const Vector & v : directions)
      {
        sum += std::pow(std::max(Dot(probe, v), 0.0), 4);
      }
      EXPECT_NEAR(sum, n / 5.0, 1e-12);
    }
    for (int l = 0; l < n; ++l)
    {
      const Vector & v = directions[l];
      EXPECT_NEAR(Dot(v, v), 1.0, 1e-14);
      EXPECT_NEAR(Dot(v, directions[l + n]), -1.0, 1e-14);
      EXPECT_TRUE(v[2] > 0 || (v[2] == 0 && (v[1] > 0 || (v[1] == 0 && v[0] > 0))));
    }
  }
  // The first and last of each list, as they follow from the stated order.
  const auto expectAxis = [](const Vector & v, double x, double y, double z) {
    EXPECT_NEAR(v[0], x, 1e-12);
    EXPECT_NEAR(v[1], y, 1e-12);
    EXPECT_NEAR(v[2], z, 1e-12);
  };
  expectAxis(HalfSphereAxes(6)[0], 0, -0.525731112119, 0.850650808352);
  expectAxis(HalfSphereAxes(6)[5], -0.525731112119, 0.850650808352, 0);
  expectAxis(HalfSphereAxes(10)[0], -0.356822089773, 0, 0.934172358963);
  expectAxis(HalfSphereAxes(10)[9], -0.934172358963, 0.356822089773, 0);
  expectAxis(HalfSphereAxes(15)[1], -0.5, -0.309016994375, 0.809016994375);
  expectAxis(HalfSphereAxes(15)[14], 0, 1, 0);
}

TEST(ReferenceWavelets, FrameBounds3DAreTheSameForOddAndEvenSizes)
{
  for (const int n : { 6, 10, 15 })
  {
    const Bounds odd = FrameBounds(MakeBank(MakeGrid(15, 15, 15), 3, n));
    EXPECT_NEAR(odd.lower, 0.597192, 1e-6);
    EXPECT_NEAR(odd.upper, 1.092140, 1e-6);
    const Bounds even = FrameBounds(MakeBank(MakeGrid(16, 16, 16), 3, n));
    EXPECT_NEAR(even.lower, 0.597083, 1e-6);
    EXPECT_NEAR(even.upper, 1.094719, 1e-6);
  }
}

TEST(ReferenceWavelets, OppositeDirectionMirrorsTheFilterAndParsevalSumsToOne)
{
  for (const Grid & grid : smallGrids)
  {
    const int L = Orientations(grid);
    for (const Family family : { Family::BumpSteerable, Family::Morlet })
    {
      if (family == Family::Morlet && grid.dimension == 3)
      {
        continue;
      }
      const Bank bank = MakeBank(grid, 2, L, family);
      for (int j = 0; j < 2; ++j)
      {
        for (int l = 0; l < L; ++l)
        {
          EXPECT_NEAR(bank.psi[j][l].data[0], 0.0, 1e-15);
          for (std::size_t i = 0; i < grid.NumberOfPixels(); ++i)
          {
            const auto p = grid.Position(i);
            EXPECT_NEAR(bank.psi[j][l].data[i], bank.psi[j][l + L].At(-p[0], -p[1], -p[2]), 1e-12);
          }
        }
      }
      const Bounds tight = FrameBounds(ParsevalBank(bank));
      EXPECT_NEAR(tight.lower, 1.0, 1e-13);
      EXPECT_NEAR(tight.upper, 1.0, 1e-13);
    }
  }
}

TEST(ReferenceWavelets, GaussianAndMorletEqualTheirSpatialForms)
{
  const int    L = 3;
  const int    n = 16;
  const double slant = 4.0 / L;
  for (int j = 0; j < 2; ++j)
  {
    const double s = 0.8 * std::pow(2.0, j);
    const double xi = 0.75 * Pi * std::pow(2.0, -j);
    for (int l = 0; l < 2 * L; ++l)
    {
      ComplexArray wave(MakeGrid(n, n));
      ComplexArray envelope(MakeGrid(n, n));
      RealArray    gauss(MakeGrid(n, n));
      const double c = std::cos(Pi * l / L);
      const double d = std::sin(Pi * l / L);
      for (int y = -3 * n; y < 3 * n; ++y)
      {
        for (int x = -3 * n; x < 3 * n; ++x)
        {
          const double along = x * c + y * d;
          const double across = y * c - x * d;
          const double g = std::exp(-(along * along + slant * slant * across * across) / (2 * s * s));
          wave.At(x, y) += slant / (2 * Pi * s * s) * g * std::polar(1.0, xi * along);
          envelope.At(x, y) += slant / (2 * Pi * s * s) * g;
          gauss.At(x, y) += std::exp(-(x * x + y * y) / (2 * s * s)) / (2 * Pi * s * s);
        }
      }
      const ComplexArray waveSpectrum = ForwardTransform(wave);
      const ComplexArray envelopeSpectrum = ForwardTransform(envelope);
      ComplexArray       expected = waveSpectrum;
      for (std::size_t i = 0; i < expected.data.size(); ++i)
      {
        expected.data[i] -= waveSpectrum.data[0] / envelopeSpectrum.data[0] * envelopeSpectrum.data[i];
      }
      EXPECT_LT(LargestDifference(ToComplex(MorletWavelet(MakeGrid(n, n), L, j, l)), expected), 1e-10);
      EXPECT_LT(LargestDifference(ToComplex(MorletLowPass(MakeGrid(n, n), j + 1)), ForwardTransform(gauss)), 1e-12);
    }
  }
}

} // namespace
