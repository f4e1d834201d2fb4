// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

#include "phKernelTestTools.h"
#include "phPhaseHarmonic.h"
#include "phRectifier.h"

#include "refHarmonics.h"

#include <gtest/gtest.h>

#include <limits>

namespace
{
using namespace phaseharmonics;
using namespace phaseharmonics_test;
namespace ref = phaseharmonics_reference;
using Complex = std::complex<double>;
using Maps = std::vector<std::vector<double>>;

const std::vector<Rectifier> rectifiers = { Rectifier(RectifierKind::ReLU),
                                            Rectifier(RectifierKind::Modulus),
                                            Rectifier(RectifierKind::LeakyReLU, 0.2),
                                            Rectifier(RectifierKind::LeakyReLU, -0.5) };

ref::Rectifier
Reference(const Rectifier & rectifier)
{
  return { 1.0, -rectifier.GetSlope() };
}

template <typename T>
std::vector<T *>
Pointers(std::vector<std::vector<T>> & maps)
{
  std::vector<T *> pointers;
  for (auto & map : maps)
  {
    pointers.push_back(map.data());
  }
  return pointers;
}

template <typename T>
std::vector<std::vector<T>>
RectifiedMaps(const Rectifier & rectifier, const std::vector<std::complex<T>> & z, std::size_t numberOfPhases)
{
  std::vector<std::vector<T>> maps(numberOfPhases, std::vector<T>(z.size()));
  Rectify(rectifier, z.data(), z.size(), numberOfPhases, Pointers(maps).data());
  return maps;
}

TEST(PhaseHarmonic, EqualsItsPolarForm)
{
  const auto z = ComplexNoise<double>(500, 1);
  for (int k = -7; k <= 7; ++k)
  {
    auto harmonic = z;
    ComputePhaseHarmonic(harmonic.data(), harmonic.size(), k, harmonic.data());
    for (std::size_t i = 0; i < z.size(); ++i)
    {
      EXPECT_NEAR(std::abs(harmonic[i] - ref::Harmonic(z[i], k)), 0.0, 1e-13);
    }
  }
}

TEST(PhaseHarmonic, OfZeroIsZeroAndOfNaNIsNaN)
{
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (int k = -3; k <= 3; ++k)
  {
    EXPECT_EQ(PhaseHarmonic(Complex(0.0, 0.0), k), Complex(0.0, 0.0));
    EXPECT_TRUE(std::isnan(std::abs(PhaseHarmonic(Complex(nan, 1.0), k))));
    EXPECT_TRUE(std::isnan(std::abs(PhaseHarmonicAdjoint(Complex(nan, 1.0), k, Complex(1.0, 0.0)))));
  }
}

TEST(PhaseHarmonic, AdjointIsTheGradient)
{
  const auto   z = ComplexNoise<double>(50, 2);
  const auto   g = ComplexNoise<double>(50, 3);
  const double step = 1e-6;
  for (int k = -4; k <= 4; ++k)
  {
    std::vector<Complex> gradient(z.size());
    ComputePhaseHarmonicAdjoint(z.data(), z.size(), k, g.data(), gradient.data());
    for (std::size_t i = 0; i < z.size(); ++i)
    {
      const auto    value = [&](Complex shift) { return (std::conj(g[i]) * PhaseHarmonic(z[i] + shift, k)).real(); };
      const Complex difference((value(step) - value(-step)) / (2 * step),
                               (value({ 0, step }) - value({ 0, -step })) / (2 * step));
      EXPECT_NEAR(std::abs(gradient[i] - difference), 0.0, 1e-8 * (1.0 + std::abs(k) / std::abs(z[i])));
    }
  }
  EXPECT_EQ(PhaseHarmonicAdjoint(Complex(), 1, Complex(2, 3)), Complex(2, 3));
  EXPECT_EQ(PhaseHarmonicAdjoint(Complex(), -1, Complex(2, 3)), Complex(2, -3));
  EXPECT_EQ(PhaseHarmonicAdjoint(Complex(), 0, Complex(2, 3)), Complex());
  EXPECT_EQ(PhaseHarmonicAdjoint(Complex(), 2, Complex(2, 3)), Complex());
}

TEST(Rectifier, GammaHasItsClosedFormsAndEqualsTheQuadrature)
{
  const Rectifier relu;
  EXPECT_DOUBLE_EQ(relu.Gamma(0), 1.0 / ref::Pi);
  EXPECT_DOUBLE_EQ(relu.Gamma(1), 0.25);
  EXPECT_DOUBLE_EQ(relu.Gamma(-1), 0.25);
  EXPECT_EQ(relu.Gamma(3), 0.0);
  EXPECT_NEAR(relu.Gamma(2), 0.10610, 5e-6);
  EXPECT_NEAR(relu.Gamma(4), -0.02122, 5e-6);
  EXPECT_NEAR(relu.Gamma(-6), 0.00909, 5e-6);
  EXPECT_DOUBLE_EQ(Rectifier(RectifierKind::Modulus).Gamma(0), 2.0 / ref::Pi);
  EXPECT_EQ(Rectifier(RectifierKind::Modulus).Gamma(1), 0.0);
  for (const Rectifier & rectifier : rectifiers)
  {
    for (int k = -6; k <= 6; ++k)
    {
      EXPECT_NEAR(rectifier.Gamma(k), ref::AliasedGamma(Reference(rectifier), k, 40000), 1e-8);
      EXPECT_NEAR(rectifier.Gamma(k), ref::Gamma(Reference(rectifier), k), 1e-15);
    }
  }
}

TEST(Rectifier, EqualsItsDefinitionForAnyNumberOfPhases)
{
  const auto z = ComplexNoise<double>(100, 4);
  for (const Rectifier & rectifier : rectifiers)
  {
    for (const std::size_t phases : { 1, 3, 4, 6, 8, 12 })
    {
      const Maps maps = RectifiedMaps(rectifier, z, phases);
      for (std::size_t n = 0; n < phases; ++n)
      {
        for (std::size_t i = 0; i < z.size(); ++i)
        {
          const int    A = static_cast<int>(phases);
          const double expected = ref::Rectified(Reference(rectifier), z[i], static_cast<int>(n), A);
          EXPECT_NEAR(maps[n][i], expected, 1e-14);
        }
      }
    }
  }
}

TEST(Rectifier, OppositePhasesDifferByTheLinearPart)
{
  const auto z = ComplexNoise<double>(100, 5);
  const Maps maps = RectifiedMaps(Rectifier(), z, 4);
  for (std::size_t i = 0; i < z.size(); ++i)
  {
    EXPECT_DOUBLE_EQ(maps[0][i] - maps[2][i], z[i].real());
    EXPECT_DOUBLE_EQ(maps[1][i] - maps[3][i], -z[i].imag());
  }
}

// The transform over the phases gives the harmonics k + m A together.
TEST(Rectifier, TransformOverPhasesIsTheAliasedSeriesOfHarmonics)
{
  const auto z = ComplexNoise<double>(40, 6);
  const int  cut = 4000;
  for (const Rectifier & rectifier : rectifiers)
  {
    for (const int phases : { 4, 6, 8, 16 })
    {
      const Maps maps = RectifiedMaps(rectifier, z, static_cast<std::size_t>(phases));
      for (int k = -phases / 2; k <= phases / 2; ++k)
      {
        for (std::size_t i = 0; i < z.size(); ++i)
        {
          Complex transform = 0.0;
          for (int n = 0; n < phases; ++n)
          {
            transform += std::polar(maps[n][i] / phases, -2 * ref::Pi * k * n / phases);
          }
          Complex series = 0.0;
          for (int m = -cut / phases; m <= cut / phases; ++m)
          {
            const int harmonic = k + m * phases;
            series += rectifier.Gamma(harmonic) * ref::Harmonic(z[i], harmonic);
          }
          const double tail = (1.0 - rectifier.GetSlope()) * 2.0 * std::abs(z[i]) / (ref::Pi * phases * (cut - phases));
          EXPECT_LE(std::abs(transform - series), k % 2 != 0 ? 1e-12 : tail);
        }
      }
    }
  }
}

template <typename T>
void
ExpectInverse(double tolerance)
{
  const auto z = ComplexNoise<T>(300, 7);
  for (const Rectifier & rectifier : rectifiers)
  {
    if (rectifier.Gamma(1) == 0.0)
    {
      continue;
    }
    for (const std::size_t phases : { 4, 6, 8 })
    {
      auto                         maps = RectifiedMaps(rectifier, z, phases);
      std::vector<std::complex<T>> inverse(z.size());
      InverseRectify(rectifier, Pointers(maps).data(), z.size(), phases, inverse.data());
      EXPECT_LT(LargestDifference(inverse, z), tolerance);
    }
  }
}

TEST(Rectifier, InverseIsExactForEvenNumbersOfPhases)
{
  ExpectInverse<double>(1e-12);
  ExpectInverse<float>(1e-5);
}

TEST(Rectifier, AdjointIsTheGradient)
{
  const std::size_t count = 50;
  const auto        z = ComplexNoise<double>(count, 8);
  const double      step = 1e-6;
  for (const Rectifier & rectifier : rectifiers)
  {
    for (const std::size_t phases : { 3, 4, 6 })
    {
      Maps weights;
      for (std::size_t n = 0; n < phases; ++n)
      {
        weights.push_back(Noise<double>(count, 20 + n));
      }
      std::vector<Complex> gradient(count);
      RectifyAdjoint(rectifier, z.data(), count, phases, Pointers(weights).data(), gradient.data());
      const auto values = [&](Complex shift) {
        auto shifted = z;
        for (Complex & value : shifted)
        {
          value += shift;
        }
        const Maps          maps = RectifiedMaps(rectifier, shifted, phases);
        std::vector<double> sums(count);
        for (std::size_t n = 0; n < phases; ++n)
        {
          for (std::size_t i = 0; i < count; ++i)
          {
            sums[i] += weights[n][i] * maps[n][i];
          }
        }
        return sums;
      };
      const auto right = values(step), left = values(-step), up = values({ 0, step }), down = values({ 0, -step });
      for (std::size_t i = 0; i < count; ++i)
      {
        const Complex difference((right[i] - left[i]) / (2 * step), (up[i] - down[i]) / (2 * step));
        EXPECT_NEAR(std::abs(gradient[i] - difference), 0.0, 1e-8);
      }
    }
  }
}

TEST(Rectifier, AdjointAtZeroIsThatOfTheLinearPart)
{
  const Complex        z = 0.0;
  double               one = 1.0, two = 2.0, three = 3.0, four = 4.0;
  const double * const gradient[] = { &one, &two, &three, &four };
  Complex              result;
  RectifyAdjoint(Rectifier(), &z, 1, 4, gradient, &result);
  EXPECT_EQ(result, Complex(-1.0, 1.0));
}

TEST(Rectifier, RefusesWhatHasNoInverse)
{
  double         value = 0.0;
  const double * maps[] = { &value, &value, &value, &value, &value };
  Complex        z;
  const auto     inverse = [&](const Rectifier & rectifier, std::size_t phases) {
    return InvalidArgument([&] { InverseRectify(rectifier, maps, 1, phases, &z); });
  };
  EXPECT_EQ(inverse(Rectifier(), 4), "");
  EXPECT_NE(inverse(Rectifier(), 5).find("even number of phases of at least 4, not 5"), std::string::npos);
  EXPECT_NE(inverse(Rectifier(), 2).find("even number of phases of at least 4, not 2"), std::string::npos);
  EXPECT_NE(inverse(Rectifier(RectifierKind::Modulus), 4).find("loses the phase"), std::string::npos);
  EXPECT_NE(inverse(Rectifier(RectifierKind::LeakyReLU, -1.0), 4).find("loses the phase"), std::string::npos);
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_NE(InvalidArgument([&] { Rectifier(RectifierKind::LeakyReLU, nan); }), "");
}
} // namespace
