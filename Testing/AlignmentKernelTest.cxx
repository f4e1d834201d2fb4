// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phAlignment.h"

#include "phKernelTestTools.h"

namespace
{
using namespace phaseharmonics_test;
using phaseharmonics::AlignCircularly;
using phaseharmonics::CircularAlignment;
using phaseharmonics::PeakSignalToNoiseRatio;
using phaseharmonics::ShiftCircularly;

// Tries every shift.
template <typename T>
CircularAlignment
AlignByTrial(const Grid & grid, const std::vector<T> & reference, const std::vector<T> & image)
{
  CircularAlignment best;
  best.squaredError = std::numeric_limits<double>::infinity();
  const auto & n = grid.size;
  for (std::size_t trial = 0; trial < reference.size(); ++trial)
  {
    const std::array<std::size_t, 3> shift{ { trial % n[0], trial / n[0] % n[1], trial / n[0] / n[1] } };
    double                           sum = 0.0;
    for (std::size_t i = 0; i < image.size(); ++i)
    {
      const std::size_t x = (i % n[0] + shift[0]) % n[0];
      const std::size_t y = (i / n[0] % n[1] + shift[1]) % n[1];
      const std::size_t z = (i / n[0] / n[1] + shift[2]) % n[2];
      const double      difference =
        static_cast<double>(image[i]) - static_cast<double>(reference[x + n[0] * (y + n[1] * z)]);
      sum += difference * difference;
    }
    if (sum / image.size() < best.squaredError)
    {
      best = { shift, sum / image.size() };
    }
  }
  return best;
}
} // namespace

template <typename T>
class Alignment : public testing::Test
{};
using Reals = testing::Types<float, double>;
TYPED_TEST_SUITE(Alignment, Reals);

TYPED_TEST(Alignment, IsTheBestOfAllShifts)
{
  for (const Grid & grid : { MakeGrid(64), MakeGrid(61), MakeGrid(16, 12), MakeGrid(13, 7), MakeGrid(6, 5, 7) })
  {
    const auto reference = Noise<TypeParam>(grid.NumberOfPixels(), 1);
    auto       image = Noise<TypeParam>(grid.NumberOfPixels(), 2);
    // Another mean, which no shift makes good.
    for (auto & value : image)
    {
      value = static_cast<TypeParam>(3) + value;
    }
    const auto expected = AlignByTrial(grid, reference, image);
    const auto found = AlignCircularly(grid, reference.data(), image.data());
    EXPECT_EQ(found.shift, expected.shift) << Name(grid);
    EXPECT_NEAR(found.squaredError, expected.squaredError, 1e-12 * expected.squaredError) << Name(grid);
  }
}

TYPED_TEST(Alignment, FindsAShiftAndUndoesIt)
{
  const Grid grid = MakeGrid(15, 22, 3);
  const auto reference = Noise<TypeParam>(grid.NumberOfPixels(), 3);
  auto       moved = reference;
  auto       back = reference;
  ShiftCircularly(grid, reference.data(), { { 4, 20, 1 } }, moved.data());
  EXPECT_NE(moved, reference);
  const auto found = AlignCircularly(grid, reference.data(), moved.data());
  EXPECT_EQ(found.shift, (std::array<std::size_t, 3>{ { 11, 2, 2 } }));
  EXPECT_EQ(found.squaredError, 0.0);
  ShiftCircularly(grid, moved.data(), found.shift, back.data());
  EXPECT_EQ(back, reference);
}

TEST(PeakSignalToNoiseRatio, IsRelativeToTheRange)
{
  EXPECT_NEAR(PeakSignalToNoiseRatio(0.01, 1.0), 20.0, 1e-12);
  EXPECT_NEAR(PeakSignalToNoiseRatio(0.01, 255.0), 20.0 + 20.0 * std::log10(255.0), 1e-12);
  EXPECT_EQ(PeakSignalToNoiseRatio(0.0, 1.0), std::numeric_limits<double>::infinity());
}

TEST(CompareUpToTranslation, TakesTheRangeOfTheReferenceUnlessTold)
{
  const Grid                grid = MakeGrid(4, 3);
  const std::vector<double> reference{ 0, 4, 0, 0, 2, 0, 0, 0, 0, 0, 1, 0 };
  std::vector<double>       image(12);
  ShiftCircularly(grid, reference.data(), { { 3, 1, 0 } }, image.data());
  image[0] += 1.0;
  const auto own = phaseharmonics::CompareUpToTranslation(grid, reference.data(), image.data(), 0.0);
  EXPECT_EQ(own.alignment.shift, (std::array<std::size_t, 3>{ { 1, 2, 0 } }));
  EXPECT_DOUBLE_EQ(own.alignment.squaredError, 1.0 / 12.0);
  EXPECT_NEAR(own.peakSignalToNoiseRatio, 10.0 * std::log10(16.0 * 12.0), 1e-12);
  const auto given = phaseharmonics::CompareUpToTranslation(grid, reference.data(), image.data(), 10.0);
  EXPECT_NEAR(given.peakSignalToNoiseRatio, 10.0 * std::log10(100.0 * 12.0), 1e-12);
  for (const double range : { -1.0, std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN() })
  {
    EXPECT_THROW(phaseharmonics::CompareUpToTranslation(grid, reference.data(), image.data(), range),
                 std::invalid_argument);
  }
}
