// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

#include "phFingerprint.h"
#include "phFourierTransform.h"
#include "phKernelTestTools.h"
#include "phScratchPool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace
{
using namespace phaseharmonics;
using namespace phaseharmonics_test;
namespace ref = phaseharmonics_reference;

template <typename T>
void
ExpectEqualsDirectSum(const Grid & grid, double tolerance)
{
  SCOPED_TRACE(Name(grid));
  const FourierTransform<T> transform(grid);
  const auto                image = Noise<T>(grid.NumberOfPixels(), 1);
  ref::RealArray            reference(ReferenceGrid(grid));
  reference.data.assign(image.begin(), image.end());
  const auto expected = ref::ForwardTransform(reference);

  std::vector<std::complex<T>> half(grid.NumberOfHalfBins());
  transform.Forward(image.data(), half.data());
  double error = 0.0;
  for (std::size_t i = 0; i < half.size(); ++i)
  {
    const std::size_t full = i % grid.HalfWidth() + grid.size[0] * (i / grid.HalfWidth());
    error = std::max(error, std::abs(std::complex<double>(half[i]) - expected.data[full]));
  }
  EXPECT_LT(error, tolerance);

  std::vector<T> back(image.size());
  transform.Inverse(half.data(), back.data());
  for (T & value : back)
  {
    value /= static_cast<T>(back.size());
  }
  EXPECT_LT(LargestDifference(back, image), tolerance);

  const auto        noise = ComplexNoise<T>(grid.NumberOfPixels(), 2);
  ref::ComplexArray complexReference(ReferenceGrid(grid));
  complexReference.data.assign(noise.begin(), noise.end());
  auto data = noise;
  transform.ForwardComplex(data.data());
  std::vector<ref::Complex> widened(data.begin(), data.end());
  EXPECT_LT(LargestDifference(widened, ref::ForwardTransform(complexReference).data), tolerance);
  transform.InverseComplex(data.data());
  for (auto & value : data)
  {
    value /= static_cast<T>(data.size());
  }
  EXPECT_LT(LargestDifference(data, noise), tolerance);
}

const std::vector<Grid> grids = { MakeGrid(2),       MakeGrid(3),        MakeGrid(64),      MakeGrid(63),
                                  MakeGrid(127),     MakeGrid(2, 3),     MakeGrid(16, 16),  MakeGrid(31, 17),
                                  MakeGrid(20, 37),  MakeGrid(45, 8),    MakeGrid(2, 2, 2), MakeGrid(8, 12, 10),
                                  MakeGrid(7, 5, 3), MakeGrid(9, 16, 11) };

TEST(FourierTransform, EqualsDirectSumAtEvenOddAndPrimeSizes)
{
  for (const Grid & grid : grids)
  {
    ExpectEqualsDirectSum<double>(grid, 1e-11);
    ExpectEqualsDirectSum<float>(grid, 2e-3);
  }
}

TEST(FourierTransform, RealMapsAndHalfSpectraMayShareMemory)
{
  for (const Grid & grid : grids)
  {
    SCOPED_TRACE(Name(grid));
    const FourierTransform<double>    transform(grid);
    const auto                        image = Noise<double>(grid.NumberOfPixels(), 3);
    std::vector<std::complex<double>> apart(grid.NumberOfHalfBins());
    transform.Forward(image.data(), apart.data());

    std::vector<std::complex<double>> shared(grid.NumberOfHalfBins());
    auto * const                      real = reinterpret_cast<double *>(shared.data());
    std::copy(image.begin(), image.end(), real);
    transform.Forward(real, shared.data());
    EXPECT_EQ(shared, apart);

    std::vector<double> back(image.size());
    transform.Inverse(apart.data(), back.data());
    transform.Inverse(shared.data(), real);
    EXPECT_TRUE(std::equal(back.begin(), back.end(), real));
  }
}

TEST(FourierTransform, RowsThatAreZeroOrUnwantedMayBeLeftOut)
{
  for (const Grid & grid : grids)
  {
    SCOPED_TRACE(Name(grid));
    const FourierTransform<double> transform(grid);
    std::vector<std::size_t>       numbers;
    for (std::size_t row = grid.size[1] * grid.size[2]; row-- > 0;)
    {
      if (row % 3 != 1)
      {
        numbers.push_back(row);
      }
    }
    const FourierTransform<double>::Rows rows{ numbers.data(), numbers.size() };

    auto spectrum = ComplexNoise<double>(grid.NumberOfPixels(), 4);
    for (std::size_t i = 0; i < spectrum.size(); ++i)
    {
      spectrum[i] *= i / grid.size[0] % 3 != 1 ? 1.0 : 0.0;
    }
    auto whole = spectrum;
    transform.InverseComplex(whole.data());
    transform.InverseComplex(spectrum.data(), &rows);
    EXPECT_LT(LargestDifference(spectrum, whole), 1e-11);

    whole = ComplexNoise<double>(grid.NumberOfPixels(), 5);
    auto some = whole;
    transform.ForwardComplex(whole.data());
    transform.ForwardComplex(some.data(), &rows);
    for (const std::size_t row : numbers)
    {
      for (std::size_t k = row * grid.size[0]; k < (row + 1) * grid.size[0]; ++k)
      {
        EXPECT_LT(std::abs(some[k] - whole[k]), 1e-11);
      }
    }
  }
}

TEST(ScratchPool, LimitedBuffersAreWaitedFor)
{
  phaseharmonics::ScratchPool<int> pool(3, 2);
  std::atomic<int>                 held{ 0 };
  std::atomic<int>                 most{ 0 };
  std::vector<std::thread>         threads;
  for (int t = 0; t < 6; ++t)
  {
    threads.emplace_back([&] {
      for (int i = 0; i < 200; ++i)
      {
        auto      lease = pool.Acquire();
        const int now = ++held;
        int       known = most;
        while (now > known && !most.compare_exchange_weak(known, now))
        {}
        lease.data()[0] = i;
        --held;
      }
    });
  }
  for (auto & thread : threads)
  {
    thread.join();
  }
  EXPECT_LE(most, 2);
  EXPECT_GE(most, 1);
}

TEST(FourierTransform, GivesTheSameBitsWhenCalledConcurrentlyAndFromANewPlan)
{
  const Grid                       grid = MakeGrid(48, 40);
  const FourierTransform<float>    transform(grid);
  const auto                       image = Noise<float>(grid.NumberOfPixels(), 3);
  std::vector<std::complex<float>> expected(grid.NumberOfHalfBins());
  FourierTransform<float>(grid).Forward(image.data(), expected.data());
  std::vector<std::vector<std::complex<float>>> results(4, expected);
  std::vector<std::thread>                      threads;
  for (auto & result : results)
  {
    std::fill(result.begin(), result.end(), 0.0f);
    threads.emplace_back([&] {
      for (int repeat = 0; repeat < 20; ++repeat)
      {
        transform.Forward(image.data(), result.data());
      }
    });
  }
  for (auto & thread : threads)
  {
    thread.join();
  }
  for (const auto & result : results)
  {
    EXPECT_EQ(result, expected);
  }
}

TEST(Grid, DecimationRoundsUpAndKeepsAtLeastOnePixel)
{
  EXPECT_EQ(DecimatedGrid(MakeGrid(61, 47), { { 4.0, 4.0, 1.0 } }), MakeGrid(16, 12));
  EXPECT_EQ(DecimatedGrid(MakeGrid(5, 64), { { 8.0, 8.0, 1.0 } }), MakeGrid(1, 8));
  EXPECT_EQ(DecimatedGrid(MakeGrid(32, 48, 20), { { 2.0, 1.0, 2.0 } }), MakeGrid(16, 48, 10));
}

TEST(Random, PhiloxGivesItsKnownAnswers)
{
  using Words = std::array<std::uint32_t, 4>;
  EXPECT_EQ(Philox(0, 0, 0), (Words{ { 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u } }));
  constexpr std::uint64_t ones = ~std::uint64_t{ 0 };
  EXPECT_EQ(Philox(ones, ones, ones), (Words{ { 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu } }));
  // Digits of pi, as in the authors' test vectors.
  EXPECT_EQ(Philox(0x299f31d0a4093822u, 0x0370734413198a2eu, 0x85a308d3243f6a88u),
            (Words{ { 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u } }));
}

TEST(Random, NormalValuesHaveTheMomentsOfTheNormalLaw)
{
  const std::size_t     count = 400000;
  const auto            values = Noise<double>(count, 7);
  std::array<double, 5> moments{};
  for (const double value : values)
  {
    double power = 1.0;
    for (double & moment : moments)
    {
      moment += power / static_cast<double>(count);
      power *= value;
    }
  }
  EXPECT_NEAR(moments[1], 0.0, 0.01);
  EXPECT_NEAR(moments[2], 1.0, 0.01);
  EXPECT_NEAR(moments[3], 0.0, 0.03);
  EXPECT_NEAR(moments[4], 3.0, 0.06);
}

TEST(Random, AStreamDoesNotDependOnItsLengthAndDiffersFromOthers)
{
  const auto         longer = Noise<float>(1001, 5);
  std::vector<float> shorter(longer.begin(), longer.begin() + 10);
  EXPECT_EQ(Noise<float>(10, 5), shorter);
  EXPECT_NE(Noise<float>(10, 6), shorter);
  std::vector<float> other(10);
  FillStandardNormal(other.data(), other.size(), 5, 1);
  EXPECT_NE(other, shorter);
  std::vector<double> uniform(1000);
  FillUniform(uniform.data(), uniform.size(), 5, 0);
  for (const double value : uniform)
  {
    EXPECT_GT(value, 0.0);
    EXPECT_LT(value, 1.0);
  }
}

// Published values of the 64-bit FNV-1a hash.
TEST(Fingerprint, IsThatOfTheBytesInOrder)
{
  Fingerprint fingerprint;
  EXPECT_EQ(fingerprint.Get(), 0xcbf29ce484222325u);
  fingerprint.Add("a", 1);
  EXPECT_EQ(fingerprint.Get(), 0xaf63dc4c8601ec8cu);
  Fingerprint whole;
  whole.Add("foobar", 6);
  EXPECT_EQ(whole.Get(), 0x85944171f73967e8u);
  Fingerprint parts;
  parts.Add("foo", 3);
  parts.Add("bar", 3);
  EXPECT_EQ(parts.Get(), whole.Get());
}
} // namespace
