// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

#include "phKernelTestTools.h"

#include <gtest/gtest.h>

namespace
{
using namespace phaseharmonics;
using namespace phaseharmonics_test;
namespace ref = phaseharmonics_reference;

WaveletBankOptions
FullGridOptions(unsigned int J, unsigned int L, WaveletFamily family = WaveletFamily::BumpSteerable)
{
  WaveletBankOptions options;
  options.family = family;
  options.numberOfScales = J;
  options.numberOfOrientations = L;
  options.decimation = false;
  return options;
}

TEST(WaveletBank, BumpSteerableEqualsThePublishedFilters)
{
  const Grid grid = MakeGrid(64, 64);
  const auto bank = MakeBank<double>(grid, FullGridOptions(6, 8));
  // The published bank also holds the opposite directions, q = l + 8.
  const auto psi = [&](unsigned int j, unsigned int q, std::size_t row, std::size_t column) {
    return DenseFilter(bank.Band(j, q), grid)[column + 64 * row];
  };
  EXPECT_NEAR(psi(0, 0, 0, 27), 0.598794971401, 1e-12);
  EXPECT_NEAR(psi(0, 0, 0, 20), 0.555364406278, 1e-12);
  EXPECT_NEAR(psi(0, 3, 10, 20), 0.081388118312, 1e-12);
  EXPECT_NEAR(psi(2, 5, 3, 62), 0.394427194644, 1e-12);
  EXPECT_NEAR(psi(4, 1, 1, 1), 0.334178544716, 1e-12);
  EXPECT_NEAR(psi(5, 0, 0, 1), 0.579885381693, 1e-12);
  // The published low pass sums 3 x 3 images only, which shows at 4e-8.
  EXPECT_NEAR(DenseFilter(bank.LowPass(), grid)[1], 0.221998538669, 1e-7);
}

template <typename T>
void
ExpectEqualsReference(const Grid & grid, unsigned int J, unsigned int L, WaveletFamily family, double tolerance)
{
  SCOPED_TRACE(Name(grid) + " L=" + std::to_string(L));
  const auto bank = MakeBank<T>(grid, FullGridOptions(J, L, family));
  const auto reference =
    ref::MakeBank(ReferenceGrid(grid),
                  static_cast<int>(J),
                  static_cast<int>(L),
                  family == WaveletFamily::Morlet ? ref::Family::Morlet : ref::Family::BumpSteerable);
  for (unsigned int j = 0; j < J; ++j)
  {
    for (unsigned int l = 0; l < L; ++l)
    {
      EXPECT_LT(LargestDifference(DenseFilter(bank.Band(j, l), grid), reference.psi[j][l].data), tolerance) << j << l;
    }
  }
  EXPECT_LT(LargestDifference(DenseFilter(bank.LowPass(), grid), reference.phi[0].data), tolerance);
}

TEST(WaveletBank, EqualsTheReferenceAtEvenAndOddSizes)
{
  for (const WaveletFamily family : { WaveletFamily::BumpSteerable, WaveletFamily::Morlet })
  {
    for (const unsigned int L : { 4u, 8u })
    {
      ExpectEqualsReference<double>(MakeGrid(32, 32), 4, L, family, 1e-12);
      ExpectEqualsReference<double>(MakeGrid(29, 36), 3, L, family, 1e-12);
    }
    ExpectEqualsReference<double>(MakeGrid(64), 5, 1, family, 1e-12);
    ExpectEqualsReference<float>(MakeGrid(61), 5, 1, family, 1e-6);
  }
  ExpectEqualsReference<double>(MakeGrid(32, 24), 4, 3, WaveletFamily::BumpSteerable, 1e-12);
  for (const unsigned int L : { 6u, 10u, 15u })
  {
    ExpectEqualsReference<double>(MakeGrid(13, 15, 9), 3, L, WaveletFamily::BumpSteerable, 1e-12);
    ExpectEqualsReference<double>(MakeGrid(12, 16, 10), 3, L, WaveletFamily::BumpSteerable, 1e-12);
  }
}

TEST(WaveletBank, FrameBoundsOfBumpSteerableAreThePublishedOnes)
{
  struct Row
  {
    unsigned int L;
    double       lower;
    double       upper;
  };
  for (const Row & row :
       { Row{ 8, 0.5029, 1.1270 }, { 4, 0.5969, 1.1270 }, { 3, 0.6297, 1.1270 }, { 2, 0.6828, 1.1729 } })
  {
    SCOPED_TRACE(row.L);
    const auto bank = MakeBank<double>(MakeGrid(256, 256), FullGridOptions(5, row.L));
    EXPECT_NEAR(bank.LowerFrameBound(), row.lower, 1e-3);
    EXPECT_NEAR(bank.UpperFrameBound(), row.upper, 1e-3);
  }
}

// cos^0 jumps at right angles, where each half plane takes half of the energy.
TEST(WaveletBank, OneOrientationIsAFrameToo)
{
  const auto bank = MakeBank<double>(MakeGrid(64, 64), FullGridOptions(4, 1));
  EXPECT_GT(bank.LowerFrameBound(), 0.6);
}

// Kymatio takes |phi|^2 plus half of the sum over both half planes.
TEST(WaveletBank, FrameBoundsOfMorletAreThoseOfKymatio)
{
  const Grid grid = MakeGrid(256, 256);
  for (const auto & row : { std::array<double, 3>{ { 8, 0.123, 1.055 } }, { { 4, 0.132, 1.000 } } })
  {
    SCOPED_TRACE(row[0]);
    const auto bank =
      MakeBank<double>(grid, FullGridOptions(5, static_cast<unsigned int>(row[0]), WaveletFamily::Morlet));
    auto sum = DenseFilter(bank.LowPass(), grid);
    for (double & value : sum)
    {
      value *= value;
    }
    for (unsigned int band = 0; band < 5 * row[0]; ++band)
    {
      const auto psi = DenseFilter(
        bank.Band(band / static_cast<unsigned int>(row[0]), band % static_cast<unsigned int>(row[0])), grid);
      for (std::size_t i = 0; i < sum.size(); ++i)
      {
        const std::size_t opposite = (256 - i % 256) % 256 + 256 * ((256 - i / 256) % 256);
        sum[i] += 0.5 * (psi[i] * psi[i] + psi[opposite] * psi[opposite]);
      }
    }
    EXPECT_NEAR(*std::min_element(sum.begin(), sum.end()), row[1], 1e-3);
    EXPECT_NEAR(*std::max_element(sum.begin(), sum.end()), row[2], 1e-3);
  }
}

TEST(WaveletBank, FrameBoundsIn3DStayNearThoseOf2D)
{
  for (const unsigned int L : { 6u, 10u, 15u })
  {
    for (const Grid & grid : { MakeGrid(32, 32, 32), MakeGrid(31, 29, 33), MakeGrid(32, 48, 20) })
    {
      const auto bank = MakeBank<double>(grid, FullGridOptions(4, L));
      EXPECT_NEAR(bank.LowerFrameBound(), 0.597, 0.005) << Name(grid) << " L=" << L;
      EXPECT_NEAR(bank.UpperFrameBound(), 1.095, 0.005) << Name(grid) << " L=" << L;
    }
  }
}

TEST(WaveletBank, LittlewoodPaleySumIsThatOfItsFilters)
{
  for (const Grid & grid : { MakeGrid(32, 24), MakeGrid(27, 31), MakeGrid(40) })
  {
    const unsigned int L = grid.dimension == 1 ? 1 : 4;
    const auto         sum = ref::LittlewoodPaley(ref::MakeBank(ReferenceGrid(grid), 3, static_cast<int>(L)));
    const auto         bank = MakeBank<double>(grid, FullGridOptions(3, L));
    for (std::size_t i = 0; i < grid.NumberOfHalfBins(); ++i)
    {
      const std::size_t full = i % grid.HalfWidth() + grid.size[0] * (i / grid.HalfWidth());
      EXPECT_NEAR(bank.LittlewoodPaley()[i], sum.data[full], 1e-12);
    }
    const auto range = std::minmax_element(sum.data.begin(), sum.data.end());
    EXPECT_NEAR(bank.LowerFrameBound(), *range.first, 1e-12);
    EXPECT_NEAR(bank.UpperFrameBound(), *range.second, 1e-12);
  }
}

TEST(WaveletBank, ParsevalBankHasUnitFrameBoundsWithAndWithoutDecimation)
{
  for (const bool decimation : { false, true })
  {
    for (const Grid & grid : { MakeGrid(64, 48), MakeGrid(61, 47), MakeGrid(125), MakeGrid(16, 20, 17) })
    {
      auto options = FullGridOptions(4, DefaultNumberOfOrientations(grid.dimension));
      options.decimation = decimation;
      options.oversampling = 1;
      options.frameNormalization = FrameNormalization::Parseval;
      const auto bank = MakeBank<double>(grid, options);
      EXPECT_NEAR(bank.LowerFrameBound(), 1.0, 1e-12) << Name(grid);
      EXPECT_NEAR(bank.UpperFrameBound(), 1.0, 1e-12) << Name(grid);
    }
  }
}

TEST(WaveletBank, DecimationKeepsTheBumpFiltersWhole)
{
  const Grid grid = MakeGrid(61, 64);
  auto       options = FullGridOptions(5, 4);
  const auto full = MakeBank<double>(grid, options);
  options.decimation = true;
  for (const unsigned int oversampling : { 1u, 2u, 3u })
  {
    options.oversampling = oversampling;
    const auto decimated = MakeBank<double>(grid, options);
    for (unsigned int band = 0; band < 20; ++band)
    {
      EXPECT_EQ(DenseFilter(decimated.Band(band / 4, band % 4), grid), DenseFilter(full.Band(band / 4, band % 4), grid))
        << "oversampling " << oversampling << " scale " << band / 4;
    }
  }
}

TEST(WaveletBank, ImageSpacingMakesFiltersIsotropicInPhysicalUnits)
{
  // 1 mm x 2 mm pixels over a square of 64 mm, against 1 mm x 1 mm over the same square.
  auto       options = FullGridOptions(4, 4);
  const Grid isotropicGrid = MakeGrid(64, 64);
  const auto isotropic = MakeBank<double>(isotropicGrid, options);
  options.useImageSpacing = true;
  options.spacing = { { 1.0, 2.0, 1.0 } };
  const Grid grid = MakeGrid(64, 32);
  const auto bank = MakeBank<double>(grid, options);
  EXPECT_EQ(bank.GridOfLevel(0), grid);
  for (unsigned int j = 2; j < 4; ++j)
  {
    for (unsigned int l = 0; l < 4; ++l)
    {
      const auto physical = DenseFilter(bank.Band(j, l), grid);
      const auto pixels = DenseFilter(isotropic.Band(j, l), isotropicGrid);
      for (long ky = -15; ky < 16; ++ky)
      {
        for (std::size_t x = 0; x < 64; ++x)
        {
          EXPECT_NEAR(physical[x + 64 * FrequencyBin(ky, 32)], pixels[x + 64 * FrequencyBin(ky, 64)], 1e-12);
        }
      }
    }
  }
  EXPECT_EQ(isotropic.NumberOfScalesBeyondCoarsestAxis(), 0u);
  EXPECT_EQ(bank.NumberOfScalesBeyondCoarsestAxis(), 1u);
  // The same image measured in other units has the same bank.
  options.spacing = { { 0.25, 0.5, 0.25 } };
  const auto scaled = MakeBank<double>(grid, options);
  EXPECT_EQ(DenseFilter(scaled.Band(1, 2), grid), DenseFilter(bank.Band(1, 2), grid));
}

TEST(WaveletBank, ImageSpacingDecimatesTheFineAxesFirst)
{
  WaveletBankOptions options;
  options.useImageSpacing = true;
  options.spacing = { { 0.5, 0.5, 2.0 } };
  options.oversampling = 1;
  options.numberOfOrientations = 6;
  const Grid grid = MakeGrid(64, 64, 16);
  EXPECT_EQ(options.GridOfScale(grid, 2), MakeGrid(32, 32, 16));
  EXPECT_EQ(options.GridOfScale(grid, 3), MakeGrid(16, 16, 16));
  EXPECT_EQ(options.GridOfScale(grid, 4), MakeGrid(8, 8, 8));
  EXPECT_EQ(options.GridOfScale(grid, 5), MakeGrid(8, 8, 8));
  EXPECT_EQ(LargestNumberOfScales(grid, options), 6u);
}

TEST(WaveletBank, DefaultNumberOfScalesLeavesRoomBelowTheSide)
{
  const WaveletBankOptions options;
  for (const auto & pair : { std::array<std::size_t, 2>{ { 2, 1 } },
                             { { 15, 1 } },
                             { { 16, 2 } },
                             { { 64, 4 } },
                             { { 256, 6 } },
                             { { 4096, 6 } } })
  {
    EXPECT_EQ(DefaultNumberOfScales(MakeGrid(pair[0], 5000), options), pair[1]) << pair[0];
  }
}

TEST(WaveletBank, OptionsCompareTheSpacingOnlyWhereItIsUsed)
{
  WaveletBankOptions a;
  WaveletBankOptions b;
  b.spacing[1] = 3.0;
  EXPECT_TRUE(a == b);
  a.useImageSpacing = b.useImageSpacing = true;
  EXPECT_FALSE(a == b);
  b = a;
  b.oversampling = 1;
  EXPECT_FALSE(a == b);
}

TEST(WaveletBank, RefusesOptionsThatDoNotFitAndNamesThoseThatDo)
{
  const auto error = [](const Grid & grid, const WaveletBankOptions & options) {
    return InvalidArgument([&] { MakeBank<float>(grid, options); });
  };
  const auto expect = [](const std::string & message, const std::string & part) {
    EXPECT_NE(message.find(part), std::string::npos) << message;
  };
  expect(error(MakeGrid(64, 20), FullGridOptions(5, 4)), "1 to 4 for this image");
  expect(error(MakeGrid(64, 20), FullGridOptions(0, 4)), "1 to 4 for this image");
  expect(error(MakeGrid(64, 1), FullGridOptions(1, 4)), "along axis 1 is 1; every side must have at least 2");
  expect(error(MakeGrid(64), FullGridOptions(2, 2)), "1-D image has 1 orientation, not 2");
  expect(error(MakeGrid(64, 64), FullGridOptions(2, 65)), "1 to 64, not 65");
  expect(error(MakeGrid(64, 64), FullGridOptions(2, 0)), "1 to 64, not 0");
  expect(error(MakeGrid(8, 8, 8), FullGridOptions(2, 8)), "6, 10 or 15, not 8");
  expect(error(MakeGrid(8, 8, 8), FullGridOptions(2, 6, WaveletFamily::Morlet)), "choose bump steerable");
  auto options = FullGridOptions(3, 4);
  options.decimation = true;
  options.oversampling = 0;
  expect(error(MakeGrid(64, 64), options), "oversampling of a decimated bank must be at least 1");
  options.oversampling = 1;
  options.useImageSpacing = true;
  options.spacing[1] = 0.0;
  expect(error(MakeGrid(64, 64), options), "spacing along axis 1 must be positive");
}

TEST(OrientationSet, AxesOfPolyhedraHaveFourthPowersOfConstantSum)
{
  const auto probes = Noise<double>(60, 9);
  for (const unsigned int number : { 6u, 10u, 15u })
  {
    const auto axes = OrientationSet(3, number);
    ASSERT_EQ(axes.size(), number);
    for (std::size_t p = 0; p < probes.size(); p += 3)
    {
      const double length2 = probes[p] * probes[p] + probes[p + 1] * probes[p + 1] + probes[p + 2] * probes[p + 2];
      double       sum = 0.0;
      for (const UnitVector & axis : axes)
      {
        const double dot = axis[0] * probes[p] + axis[1] * probes[p + 1] + axis[2] * probes[p + 2];
        sum += dot * dot * dot * dot / (length2 * length2);
      }
      EXPECT_NEAR(sum, number / 5.0, 1e-12);
    }
  }
}

TEST(OrientationSet, OrderIsThatOfTheReference)
{
  for (const auto & pair :
       { std::array<unsigned int, 2>{ { 1, 1 } }, { { 2, 5 } }, { { 3, 6 } }, { { 3, 10 } }, { { 3, 15 } } })
  {
    const auto directions = OrientationSet(pair[0], pair[1]);
    const auto expected = ref::Directions(static_cast<int>(pair[0]), static_cast<int>(pair[1]));
    for (std::size_t l = 0; l < directions.size(); ++l)
    {
      for (unsigned int axis = 0; axis < 3; ++axis)
      {
        EXPECT_NEAR(directions[l][axis], expected[l][axis], 1e-14) << pair[1] << " axes, number " << l;
      }
    }
  }
}
} // namespace
