// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// Tests of the slow reference itself: the metrics by which syntheses are judged.

#include <gtest/gtest.h>

#include "refMetrics.h"
#include "refMinkowski.h"
#include "refTestImages.h"

namespace
{
using namespace phaseharmonics_reference;

RealArray
CosineAlongX(const Grid & grid, int cycles)
{
  RealArray x(grid);
  for (std::size_t i = 0; i < x.data.size(); ++i)
  {
    x.data[i] = std::cos(2 * Pi * cycles * grid.Position(i)[0] / grid.size[0]);
  }
  return x;
}

TEST(ReferenceMetrics, KurtosisOfKnownLaws)
{
  RealArray signs(MakeGrid(4, 6));
  for (std::size_t i = 0; i < signs.data.size(); ++i)
  {
    signs.data[i] = i % 2 == 0 ? 5.0 : 3.0;
  }
  EXPECT_NEAR(Kurtosis(signs), 1.0, 1e-14);
  const RealArray cosine = CosineAlongX(MakeGrid(64, 5), 3);
  EXPECT_NEAR(Kurtosis(cosine), 1.5, 1e-13);
  EXPECT_NEAR(Kurtosis(Noise(MakeGrid(256, 256), 1)), 1.8, 0.02);
  for (const double value : IncrementKurtosis(cosine))
  {
    EXPECT_NEAR(value, 1.5, 1e-12);
  }
}

TEST(ReferenceMetrics, IncrementsRunAlongXAndWrap)
{
  RealArray x(MakeGrid(4, 3));
  x.At(0, 1) = 1.0;
  const RealArray d = Increments(x, 1);
  EXPECT_EQ(d.At(3, 1), 1.0);
  EXPECT_EQ(d.At(0, 1), -1.0);
  EXPECT_EQ(d.At(0, 0), 0.0);
  EXPECT_EQ(d.At(0, 2), 0.0);
}

TEST(ReferenceMetrics, RadialSpectrumPutsAWaveInItsRing)
{
  // On a 24 x 16 image 6 cycles along x have the physical frequency of 4 cycles per smallest side.
  const std::vector<double> power = RadialSpectrum(CosineAlongX(MakeGrid(24, 16), 6));
  ASSERT_EQ(power.size(), 9u);
  for (std::size_t ring = 0; ring < power.size(); ++ring)
  {
    EXPECT_EQ(power[ring] > 1.0, ring == 4);
    EXPECT_EQ(power[ring] < 1e-20, ring != 4);
  }
  // White noise is flat at its variance, here 1/12.
  const std::vector<double> white = RadialSpectrum(Noise(MakeGrid(64, 64), 2));
  for (std::size_t ring = 8; ring < white.size(); ++ring)
  {
    EXPECT_NEAR(white[ring] * 12, 1.0, 0.5);
  }
}

TEST(ReferenceMetrics, SpectrumErrorIsOfTheLogarithmWhereTheReferenceMatters)
{
  const std::vector<double> reference = { 1e9, 100.0, 10.0, 1.0, 0.01 };
  const SpectrumError       same = SpectrumErrorDex(reference, reference);
  EXPECT_EQ(same.mean, 0.0);
  EXPECT_EQ(same.maximum, 0.0);
  const SpectrumError error = SpectrumErrorDex(reference, { 1.0, 100.0, 100.0, 0.01, 1e9 });
  EXPECT_NEAR(error.mean, 1.0, 1e-14);
  EXPECT_NEAR(error.maximum, 2.0, 1e-14);
}

void
ExpectShape(const Minkowski & m, const Grid & grid, double area, double boundary, double euler)
{
  const auto d = static_cast<double>(grid.NumberOfPixels());
  EXPECT_NEAR(m.area * d, area, 1e-12);
  EXPECT_NEAR(m.boundary * d, boundary, 1e-12);
  EXPECT_NEAR(m.euler * d, euler, 1e-12);
}

TEST(ReferenceMetrics, MinkowskiFunctionalsOfKnownShapes)
{
  const Grid grid = MakeGrid(10, 8);
  const auto shape = [&](auto inside, Connectivity connectivity) {
    return MinkowskiOfSet(
      grid, [&](std::size_t i) { return inside(grid.Position(i)[0], grid.Position(i)[1]); }, connectivity);
  };
  const auto pixel = [](int x, int y) { return x == 9 && y == 7; };
  const auto block = [](int x, int y) { return x >= 2 && x < 5 && y >= 1 && y < 3; };
  const auto ring = [](int x, int y) { return x >= 2 && x < 5 && y >= 1 && y < 4 && !(x == 3 && y == 2); };
  const auto stripe = [](int x, int) { return x < 3; };
  const auto touching = [](int x, int y) { return (x == 2 && y == 2) || (x == 3 && y == 3); };
  const auto everything = [](int, int) { return true; };
  for (const Connectivity connectivity : { Connectivity::Four, Connectivity::Eight })
  {
    ExpectShape(shape(pixel, connectivity), grid, 1, 4, 1);
    ExpectShape(shape(block, connectivity), grid, 6, 10, 1);
    ExpectShape(shape(ring, connectivity), grid, 8, 16, 0);
    ExpectShape(shape(stripe, connectivity), grid, 24, 16, 0);
    ExpectShape(shape(everything, connectivity), grid, 80, 0, 0);
  }
  ExpectShape(shape(touching, Connectivity::Eight), grid, 2, 8, 1);
  ExpectShape(shape(touching, Connectivity::Four), grid, 2, 8, 2);
}

TEST(ReferenceMetrics, MinkowskiCurvesObeyDualityAndScaling)
{
  const Grid      grid = MakeGrid(33, 20);
  const RealArray x = Noise(grid, 6);
  RealArray       negative(grid);
  RealArray       scaled(grid);
  for (std::size_t i = 0; i < x.data.size(); ++i)
  {
    negative.data[i] = -x.data[i];
    scaled.data[i] = 3.0 * x.data[i] - 7.0;
  }
  const MinkowskiCurves curves = MinkowskiFunctionals(x);
  const MinkowskiCurves dual = MinkowskiFunctionals(negative, Connectivity::Four);
  for (int i = 0; i < NumberOfMinkowskiThresholds; ++i)
  {
    const Minkowski & other = dual[NumberOfMinkowskiThresholds - 1 - i];
    EXPECT_NEAR(curves[i].area, 1.0 - other.area, 1e-12);
    EXPECT_NEAR(curves[i].boundary, other.boundary, 1e-12);
    EXPECT_NEAR(curves[i].euler, -other.euler, 1e-12);
  }
  const Minkowski none = MinkowskiDistance(curves, MinkowskiFunctionals(scaled));
  EXPECT_EQ(none.area, 0.0);
  EXPECT_EQ(none.boundary, 0.0);
  EXPECT_EQ(none.euler, 0.0);

  MinkowskiCurves moved = curves;
  for (Minkowski & m : moved)
  {
    m.area += 0.25;
    m.euler -= 0.5;
  }
  const Minkowski distance = MinkowskiDistance(curves, moved);
  EXPECT_NEAR(distance.area, 0.25, 1e-14);
  EXPECT_NEAR(distance.boundary, 0.0, 1e-14);
  EXPECT_NEAR(distance.euler, 0.5, 1e-14);
}
} // namespace
