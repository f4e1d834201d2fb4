// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// The loops of every instruction set that this processor has, against plain ones in double precision.

#include "phArrayKernelsInternal.h"
#include "phMatrixKernelsInternal.h"
#include "phHarmonicKernelsInternal.h"
#include "phKernelTestTools.h"
#include "phPhaseHarmonic.h"

#include <cmath>
#include <complex>
#include <limits>

namespace phaseharmonics_test
{
namespace
{
using namespace phaseharmonics;

template <typename T>
struct Kernels
{
  const char *               name;
  const ArrayKernels<T> *    array;
  const MatrixKernels<T> *   matrix;
  const HarmonicKernels<T> * harmonic;
};

template <typename T>
std::vector<Kernels<T>>
AvailableKernels()
{
  std::vector<Kernels<T>> kernels{ { "baseline",
                                     &baseline::GetArrayKernels<T>(),
                                     &baseline::GetMatrixKernels<T>(),
                                     &baseline::GetHarmonicKernels<T>() } };
#ifdef PhaseHarmonics_DISPATCH_X86_64
  if (IsAvailable(InstructionSet::X86_64_v3))
  {
    kernels.push_back({ "x86-64-v3",
                        &x86_64_v3::GetArrayKernels<T>(),
                        &x86_64_v3::GetMatrixKernels<T>(),
                        &x86_64_v3::GetHarmonicKernels<T>() });
  }
  if (IsAvailable(InstructionSet::X86_64_v4))
  {
    kernels.push_back({ "x86-64-v4",
                        &x86_64_v4::GetArrayKernels<T>(),
                        &x86_64_v4::GetMatrixKernels<T>(),
                        &x86_64_v4::GetHarmonicKernels<T>() });
  }
#endif
  return kernels;
}

template <typename T>
class InstructionSets : public testing::Test
{
protected:
  // Lengths around every width of vectors, and beyond the blocks of the loops.
  const std::vector<std::size_t> m_Counts{ 0, 1, 3, 4, 7, 8, 15, 16, 17, 31, 33, 100, 128, 129, 517 };
  const double                   m_Tolerance = 16.0 * static_cast<double>(std::numeric_limits<T>::epsilon());

  using Complex = std::complex<double>;

  static Complex
  At(const std::vector<T> & values, std::size_t i)
  {
    return { static_cast<double>(values[2 * i]), static_cast<double>(values[2 * i + 1]) };
  }

  void
  ExpectNear(const std::vector<T> & actual, std::size_t i, const Complex & expected, const char * name) const
  {
    EXPECT_NEAR(static_cast<double>(actual[2 * i]), expected.real(), m_Tolerance * (1.0 + std::abs(expected))) << name;
    EXPECT_NEAR(static_cast<double>(actual[2 * i + 1]), expected.imag(), m_Tolerance * (1.0 + std::abs(expected)))
      << name;
  }
};

using RealTypes = testing::Types<float, double>;
TYPED_TEST_SUITE(InstructionSets, RealTypes);

TYPED_TEST(InstructionSets, ArraysAreFilteredAsByPlainLoops)
{
  using T = TypeParam;
  const T scaling = T(0.75);
  for (const auto & kernels : AvailableKernels<T>())
  {
    for (const std::size_t n : this->m_Counts)
    {
      const auto     z = Noise<T>(2 * n + 2, 1);
      const auto     start = Noise<T>(2 * n + 2, 2);
      const auto     filter = Noise<T>(n + 1, 3);
      std::vector<T> scaled = z;
      kernels.array->scale(scaled.data(), n, scaling);
      std::vector<T> squared(n + 1);
      kernels.array->squaredModulus(z.data(), n, scaling, squared.data());
      std::vector<T> filtered = start;
      kernels.array->filter(filter.data(), z.data(), n, scaling, filtered.data());
      std::vector<T> mirrored = start;
      std::vector<T> added = start;
      kernels.array->addFiltered(filter.data(), z.data(), n, scaling, added.data());
      std::vector<T> addedMirrored = start;
      std::vector<T> summed(2 * n);
      std::vector<T> conjugated(2 * n);
      if (n > 0)
      {
        kernels.array->filterMirrored(filter.data(), z.data() + 2 * (n - 1), n, scaling, mirrored.data());
        kernels.array->addFilteredMirrored(filter.data(), z.data(), n, scaling, addedMirrored.data() + 2 * (n - 1));
        const std::vector<std::size_t> offsets{ 0, n / 2 };
        kernels.array->sumFiltered(filter.data(), z.data(), offsets.data(), 2, n / 2, scaling, summed.data());
        kernels.array->mirrored(z.data() + 2 * (n - 1), n, scaling, conjugated.data());
      }
      for (std::size_t i = 0; i < n; ++i)
      {
        const double f = 0.75 * static_cast<double>(filter[i]);
        EXPECT_EQ(scaled[i], scaling * z[i]);
        EXPECT_NEAR(squared[i], 0.75 * std::norm(this->At(z, i)), this->m_Tolerance * 20.0) << kernels.name;
        this->ExpectNear(filtered, i, f * this->At(z, i), kernels.name);
        this->ExpectNear(mirrored, i, f * std::conj(this->At(z, n - 1 - i)), kernels.name);
        this->ExpectNear(conjugated, i, 0.75 * std::conj(this->At(z, n - 1 - i)), kernels.name);
        if (i < n / 2)
        {
          const double g = 0.75 * static_cast<double>(filter[n / 2 + i]);
          this->ExpectNear(summed, i, f * this->At(z, i) + g * this->At(z, n / 2 + i), kernels.name);
        }
        this->ExpectNear(added, i, this->At(start, i) + f * this->At(z, i), kernels.name);
        this->ExpectNear(
          addedMirrored, n - 1 - i, this->At(start, n - 1 - i) + f * std::conj(this->At(z, i)), kernels.name);
      }
      // Nothing is written past the end.
      for (const auto * array : { &filtered, &mirrored, &added, &addedMirrored })
      {
        EXPECT_EQ((*array)[2 * n], start[2 * n]) << kernels.name << " " << n;
        EXPECT_EQ((*array)[2 * n + 1], start[2 * n + 1]) << kernels.name << " " << n;
      }
    }
  }
}

TYPED_TEST(InstructionSets, ProductsOfMatricesAreSumsOfProducts)
{
  using T = TypeParam;
  for (const auto & kernels : AvailableKernels<T>())
  {
    for (const std::size_t rows : { 1u, 5u, 16u, 129u })
    {
      for (const auto & [m, n] : { std::pair<std::size_t, std::size_t>{ 1, 1 }, { 2, 7 }, { 12, 5 }, { 24, 33 } })
      {
        const std::size_t stride = rows + 3;
        const auto        a = Noise<T>(m * stride, 4);
        const auto        b = Noise<T>(n * stride, 5);
        const auto        g = Noise<T>(m * n, 6);
        std::vector<T>    inner(m * n);
        std::vector<T>    left = a;
        std::vector<T>    right = b;
        kernels.matrix->innerProducts(a.data(), stride, m, b.data(), stride, n, rows, inner.data());
        kernels.matrix->addCombinations(b.data(), stride, n, g.data(), left.data(), stride, m, rows);
        kernels.matrix->addCombinationsTransposed(a.data(), stride, m, g.data(), right.data(), stride, n, rows);
        const double tolerance = this->m_Tolerance * static_cast<double>(rows + m + n);
        for (std::size_t i = 0; i < m; ++i)
        {
          for (std::size_t j = 0; j < n; ++j)
          {
            double sum = 0.0;
            for (std::size_t r = 0; r < rows; ++r)
            {
              sum += static_cast<double>(a[i * stride + r]) * static_cast<double>(b[j * stride + r]);
            }
            EXPECT_NEAR(inner[i + m * j], sum, tolerance) << kernels.name;
          }
        }
        for (std::size_t r = 0; r < stride; ++r)
        {
          for (std::size_t i = 0; i < m; ++i)
          {
            double sum = a[i * stride + r];
            for (std::size_t j = 0; r < rows && j < n; ++j)
            {
              sum += static_cast<double>(b[j * stride + r]) * static_cast<double>(g[i + m * j]);
            }
            EXPECT_NEAR(left[i * stride + r], sum, tolerance) << kernels.name;
          }
          for (std::size_t j = 0; j < n; ++j)
          {
            double sum = b[j * stride + r];
            for (std::size_t i = 0; r < rows && i < m; ++i)
            {
              sum += static_cast<double>(a[i * stride + r]) * static_cast<double>(g[i + m * j]);
            }
            EXPECT_NEAR(right[j * stride + r], sum, tolerance) << kernels.name;
          }
        }
      }
    }
  }
}

TYPED_TEST(InstructionSets, HarmonicsAndAdjointsEqualTheFormulas)
{
  using T = TypeParam;
  using Complex = std::complex<double>;
  const double angle = 0.6;
  const T      c = static_cast<T>(std::cos(angle));
  const T      s = static_cast<T>(std::sin(angle));
  for (const auto & kernels : AvailableKernels<T>())
  {
    for (const std::size_t n : this->m_Counts)
    {
      auto z = Noise<T>(2 * n, 7);
      if (n > 3)
      {
        z[4] = z[5] = T(0); // a coefficient that vanishes
      }
      const auto real = Noise<T>(n, 8);
      const auto imaginary = Noise<T>(n, 9);
      const auto start = Noise<T>(2 * n, 10);

      std::vector<T> modulus(n);
      std::vector<T> ofModulus = start;
      std::vector<T> rectified(n);
      std::vector<T> ofRectified = start;
      kernels.harmonic->modulus(z.data(), n, T(0.5), modulus.data());
      kernels.harmonic->addModulusAdjoint(z.data(), n, real.data(), ofModulus.data());
      kernels.harmonic->rectified(z.data(), n, c, s, T(0.5), rectified.data());
      kernels.harmonic->addRectifiedAdjoint(z.data(), n, c, s, real.data(), ofRectified.data());
      for (std::size_t i = 0; i < n; ++i)
      {
        const Complex value = this->At(z, i);
        const double  rotated = static_cast<double>(c) * value.real() - static_cast<double>(s) * value.imag();
        EXPECT_NEAR(modulus[i], std::abs(value) - 0.5, this->m_Tolerance * 5.0) << kernels.name;
        EXPECT_NEAR(rectified[i], std::max(0.0, rotated) - 0.5, this->m_Tolerance * 5.0) << kernels.name;
        const double g = static_cast<double>(real[i]);
        this->ExpectNear(
          ofModulus, i, this->At(start, i) + PhaseHarmonicAdjoint<double>(value, 0, { g, 0.0 }), kernels.name);
        const Complex passed = rotated > 0.0 ? g * Complex(static_cast<double>(c), -static_cast<double>(s)) : 0.0;
        this->ExpectNear(ofRectified, i, this->At(start, i) + passed, kernels.name);
      }
      for (const unsigned int k : { 1u, 2u, 3u, 4u, 7u })
      {
        std::vector<T> powerReal(n);
        std::vector<T> powerImaginary(n);
        std::vector<T> ofPower = start;
        kernels.harmonic->power(z.data(), n, k, T(0.25), T(-0.5), powerReal.data(), powerImaginary.data());
        kernels.harmonic->addPowerAdjoint(z.data(), n, k, real.data(), imaginary.data(), ofPower.data());
        for (std::size_t i = 0; i < n; ++i)
        {
          const Complex value = this->At(z, i);
          const Complex power = PhaseHarmonic(value, static_cast<int>(k)) - Complex(0.25, -0.5);
          EXPECT_NEAR(powerReal[i], power.real(), this->m_Tolerance * 8.0 * k) << kernels.name << " " << k;
          EXPECT_NEAR(powerImaginary[i], power.imag(), this->m_Tolerance * 8.0 * k) << kernels.name << " " << k;
          const Complex g(static_cast<double>(real[i]), static_cast<double>(imaginary[i]));
          const Complex expected = this->At(start, i) + PhaseHarmonicAdjoint(value, static_cast<int>(k), g);
          EXPECT_NEAR(ofPower[2 * i], expected.real(), this->m_Tolerance * 16.0 * k) << kernels.name << " " << k;
          EXPECT_NEAR(ofPower[2 * i + 1], expected.imag(), this->m_Tolerance * 16.0 * k) << kernels.name << " " << k;
        }
      }
    }
  }
}

TEST(InstructionSet, IsChosenByNameAmongTheAvailable)
{
  EXPECT_EQ(ChooseInstructionSet("baseline"), InstructionSet::Baseline);
  EXPECT_TRUE(IsAvailable(ChooseInstructionSet("")));
  EXPECT_TRUE(IsAvailable(GetInstructionSet()));
  const std::string message = InvalidArgument([] { ChooseInstructionSet("mmx"); });
  EXPECT_NE(message.find("'mmx' is not available"), std::string::npos);
  EXPECT_NE(message.find("baseline"), std::string::npos);
}
} // namespace
} // namespace phaseharmonics_test
