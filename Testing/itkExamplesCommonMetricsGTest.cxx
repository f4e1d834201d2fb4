// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "ImageMetrics.h"
#include "MinkowskiFunctionals.h"
#include "RadialSpectrum.h"

#include "refMetrics.h"
#include "refMinkowski.h"
#include "refTestImages.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace
{
using namespace phaseharmonics_examples;
namespace reference = phaseharmonics_reference;

constexpr double Pi = 3.14159265358979323846;

Grid
MakeGrid(std::size_t x, std::size_t y = 1, std::size_t z = 1)
{
  return { z > 1 ? 3U : (y > 1 ? 2U : 1U), { { x, y, z } } };
}

std::vector<double>
GaussianNoise(std::size_t count)
{
  std::mt19937                           engine(7);
  std::uniform_real_distribution<double> uniform(1e-12, 1.0);
  std::vector<double>                    values(count);
  for (double & value : values)
  {
    const double radius = std::sqrt(-2.0 * std::log(uniform(engine)));
    value = radius * std::cos(2.0 * Pi * uniform(engine));
  }
  return values;
}

/** f(x, y) at every pixel of a 2-D grid. */
template <typename TFunction>
std::vector<double>
Sample(const Grid & grid, TFunction f)
{
  std::vector<double> values;
  for (std::size_t y = 0; y < grid.size[1]; ++y)
  {
    for (std::size_t x = 0; x < grid.size[0]; ++x)
    {
      values.push_back(f(static_cast<double>(x), static_cast<double>(y)));
    }
  }
  return values;
}

TEST(ExamplesCommonMetrics, KurtosisOfKnownLaws)
{
  EXPECT_NEAR(Kurtosis(GaussianNoise(1000000)), 3.0, 0.03);
  EXPECT_NEAR(Kurtosis({ -1.0, 1.0, -1.0, 1.0 }), 1.0, 1e-15);
  const auto wave = Sample(MakeGrid(32, 3), [](double x, double) { return 5.0 + std::cos(2.0 * Pi * x / 32.0); });
  EXPECT_NEAR(Kurtosis(wave), 1.5, 1e-12);
  EXPECT_TRUE(std::isnan(Kurtosis(std::vector<double>(10, 0.1))));
}

TEST(ExamplesCommonMetrics, StandardizedFieldHasMeanZeroAndVarianceOne)
{
  auto values = GaussianNoise(1000);
  for (double & value : values)
  {
    value = 40.0 + 3.0 * value;
  }
  double mean = 0.0;
  double square = 0.0;
  for (const double value : Standardize(values))
  {
    mean += value / 1000.0;
    square += value * value / 1000.0;
  }
  EXPECT_NEAR(mean, 0.0, 1e-13);
  EXPECT_NEAR(square, 1.0, 1e-13);
}

TEST(ExamplesCommonMetrics, IncrementsArePeriodicAlongTheFirstAxis)
{
  // One step at x = 0 and its opposite at the wrap: 2 of 8 increments are +-1, so the kurtosis is 4.
  const Grid grid = MakeGrid(8, 2);
  const auto step = Sample(grid, [](double x, double y) { return (x < 4.0 ? 1.0 : 0.0) + 100.0 * y; });
  EXPECT_NEAR(IncrementKurtosis(step, grid, { 1 })[0], 4.0, 1e-12);
  EXPECT_NEAR(IncrementKurtosis(step, grid, { 4 })[0], 1.0, 1e-12);
  EXPECT_TRUE(std::isnan(IncrementKurtosis(step, grid, { 8 })[0]));
  EXPECT_EQ(IncrementKurtosis(step, grid).size(), 5U);
}

TEST(ExamplesCommonMetrics, SinusoidFillsOneBinOfTheSpectrum)
{
  const Grid grid = MakeGrid(30, 18);
  const auto wave = Sample(grid, [](double x, double) { return 7.0 + 2.0 * std::cos(2.0 * Pi * 5.0 * x / 30.0); });
  const auto spectrum = ComputeRadialSpectrum(wave, grid);
  ASSERT_EQ(spectrum.frequency.size(), 9U);
  EXPECT_NEAR(spectrum.frequency.front(), 1.0 / 18.0, 1e-15);
  EXPECT_NEAR(spectrum.frequency.back(), 0.5, 1e-15);
  // 5 / 30 cycles per pixel is bin 3 of 18.
  for (std::size_t bin = 0; bin < 9; ++bin)
  {
    EXPECT_EQ(spectrum.power[bin] > 1e-20, bin == 2) << bin;
  }
}

TEST(ExamplesCommonMetrics, SpectrumOfWhiteNoiseIsItsVariance)
{
  for (const Grid & grid : { MakeGrid(20001), MakeGrid(141, 142), MakeGrid(31, 32, 30) })
  {
    const auto   spectrum = ComputeRadialSpectrum(GaussianNoise(grid.NumberOfPixels()), grid);
    double       mean = 0.0;
    const double count = static_cast<double>(spectrum.power.size());
    for (const double power : spectrum.power)
    {
      mean += power / count;
    }
    EXPECT_NEAR(mean, 1.0, 0.1) << grid.dimension;
  }
}

TEST(ExamplesCommonMetrics, SpectrumErrorIsInDecades)
{
  const Grid grid = MakeGrid(48, 40);
  const auto noise = GaussianNoise(grid.NumberOfPixels());
  auto       scaled = noise;
  for (double & value : scaled)
  {
    value = 10.0 * value + 4.0;
  }
  const auto reference = ComputeRadialSpectrum(noise, grid);
  const auto error = ComputeSpectrumError(reference, ComputeRadialSpectrum(scaled, grid));
  EXPECT_NEAR(error.mean, 2.0, 1e-10);
  EXPECT_NEAR(error.maximum, 2.0, 1e-10);

  // Bins below the floor do not count; other bins are interpolated along a power law.
  const RadialSpectrum law{ { 0.1, 0.2, 0.4 }, { 100.0, 10.0, 1e-2 } };
  EXPECT_NEAR(ComputeSpectrumError(law, { { 0.1, 0.2, 0.4 }, { 100.0, 1.0, 1e9 } }).mean, 0.5, 1e-12);
  EXPECT_NEAR(ComputeSpectrumError(law, { { 0.05, 0.1, 0.3 }, { 1.0, 100.0, 1.0 } }).maximum, 0.0, 1e-12);
}

TEST(ExamplesCommonMetrics, MinkowskiFunctionalsOfADisc)
{
  const Grid   grid = MakeGrid(200, 160);
  const double radius = 40.3;
  const auto   height = Sample(grid, [](double x, double y) { return -std::hypot(x - 90.2, y - 75.6); });
  const auto   disc = ComputeMinkowskiFunctionals(height, grid, { -radius });
  const double pixels = 200.0 * 160.0;
  EXPECT_NEAR(disc.area[0] * pixels, Pi * radius * radius, 30.0);
  // Pixel edges follow the bounding box of a convex set.
  EXPECT_NEAR(disc.boundary[0] * pixels, 8.0 * radius, 4.0);
  EXPECT_NEAR(disc.euler[0] * pixels, 1.0, 1e-9);

  const auto ring = Sample(grid, [](double x, double y) { return -std::abs(std::hypot(x - 90.2, y - 75.6) - 40.0); });
  EXPECT_NEAR(ComputeMinkowskiFunctionals(ring, grid, { -3.0 }).euler[0] * pixels, 0.0, 1e-9);
}

TEST(ExamplesCommonMetrics, MinkowskiFunctionalsOfAHalfPlane)
{
  const Grid grid = MakeGrid(20, 12);
  const auto half = Sample(grid, [](double, double y) { return y < 6.0 ? 1.0 : 0.0; });
  const auto plane = ComputeMinkowskiFunctionals(half, grid, { 0.5 });
  EXPECT_NEAR(plane.area[0], 0.5, 1e-15);
  EXPECT_NEAR(plane.boundary[0], 2.0 / 12.0, 1e-15);
  EXPECT_NEAR(plane.euler[0], 0.0, 1e-15);
}

TEST(ExamplesCommonMetrics, MinkowskiDistanceIsRootMeanSquareOverThresholds)
{
  const MinkowskiFunctionals a{ { 0.0, 1.0 }, { 0.5, 0.1 }, { 0.0, 0.0 }, { 0.1, 0.2 } };
  const MinkowskiFunctionals b{ { 0.0, 1.0 }, { 0.8, 0.5 }, { 0.0, 0.0 }, { 0.1, 0.2 } };
  EXPECT_NEAR(ComputeMinkowskiDistance(a, b).area, std::sqrt(0.125), 1e-15);
  EXPECT_EQ(ComputeMinkowskiDistance(a, b).euler, 0.0);
  EXPECT_THROW(ComputeMinkowskiDistance(a, { { 0.0 }, { 0.8 }, { 0.0 }, { 0.1 } }), std::invalid_argument);
}

TEST(ExamplesCommonMetrics, AgreeWithTheReference)
{
  const reference::RealArray image = reference::Noise(reference::MakeGrid(25, 18), 3);
  const reference::RealArray other = reference::Noise(reference::MakeGrid(25, 18), 4);
  const Grid                 grid = MakeGrid(25, 18);
  EXPECT_NEAR(Kurtosis(image.data), reference::Kurtosis(image), 1e-12);
  const auto kurtosis = IncrementKurtosis(image.data, grid);
  const auto expectedKurtosis = reference::IncrementKurtosis(image);
  for (std::size_t i = 0; i < kurtosis.size(); ++i)
  {
    EXPECT_NEAR(kurtosis[i], expectedKurtosis[i], 1e-12);
  }
  const auto spectrum = ComputeRadialSpectrum(image.data, grid);
  const auto expectedSpectrum = reference::RadialSpectrum(image);
  ASSERT_EQ(spectrum.power.size() + 1, expectedSpectrum.size());
  for (std::size_t bin = 0; bin < spectrum.power.size(); ++bin)
  {
    EXPECT_NEAR(spectrum.power[bin], expectedSpectrum[bin + 1], 1e-12);
  }
  const auto error = ComputeSpectrumError(spectrum, ComputeRadialSpectrum(other.data, grid));
  const auto expectedError = reference::SpectrumErrorDex(expectedSpectrum, reference::RadialSpectrum(other));
  EXPECT_NEAR(error.mean, expectedError.mean, 1e-12);
  EXPECT_NEAR(error.maximum, expectedError.maximum, 1e-12);
  const auto distance = ComputeMinkowskiDistance(ComputeMinkowskiFunctionals(image.data, grid),
                                                 ComputeMinkowskiFunctionals(other.data, grid));
  const auto expectedDistance =
    reference::MinkowskiDistance(reference::MinkowskiFunctionals(image), reference::MinkowskiFunctionals(other));
  EXPECT_NEAR(distance.area, expectedDistance.area, 1e-12);
  EXPECT_NEAR(distance.boundary, expectedDistance.boundary, 1e-12);
  EXPECT_NEAR(distance.euler, expectedDistance.euler, 1e-12);
}

TEST(ExamplesCommonMetrics, WrongSizesAreRefused)
{
  const std::vector<double> values(12, 1.0);
  EXPECT_THROW(IncrementKurtosis(values, MakeGrid(5, 3)), std::invalid_argument);
  EXPECT_THROW(ComputeRadialSpectrum(values, MakeGrid(5, 3)), std::invalid_argument);
  EXPECT_THROW(ComputeMinkowskiFunctionals(values, MakeGrid(12)), std::invalid_argument);
}
} // namespace
