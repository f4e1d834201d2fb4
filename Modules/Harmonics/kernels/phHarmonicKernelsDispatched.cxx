// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phHarmonicKernelsInternal.h"

#include <cmath>

namespace phaseharmonics
{
namespace PhaseHarmonics_INSTRUCTION_SET
{
namespace
{
template <typename T>
inline T
Root(T value)
{
  if constexpr (sizeof(T) == sizeof(float))
  {
    return __builtin_sqrtf(value);
  }
  else
  {
    return __builtin_sqrt(value);
  }
}

template <typename T>
void
Modulus(const T * __restrict z, std::size_t count, T mean, T * __restrict out)
{
  for (std::size_t i = 0; i < count; ++i)
  {
    out[i] = Root(z[2 * i] * z[2 * i] + z[2 * i + 1] * z[2 * i + 1]) - mean;
  }
}

template <typename T>
void
AddModulusAdjoint(const T * __restrict z, std::size_t count, const T * __restrict gradient, T * __restrict out)
{
  for (std::size_t i = 0; i < count; ++i)
  {
    const T re = z[2 * i];
    const T im = z[2 * i + 1];
    const T modulus = Root(re * re + im * im);
    const T factor = modulus > T(0) ? gradient[i] / modulus : T(0);
    out[2 * i] += factor * re;
    out[2 * i + 1] += factor * im;
  }
}

// A block of pixels with separate real and imaginary parts, so that the loops over it are vectorized.
template <typename T>
struct Block
{
  static constexpr std::size_t Size = 128;

  alignas(64) T modulus[Size];
  alignas(64) T phaseReal[Size];
  alignas(64) T phaseImaginary[Size];
  alignas(64) T powerReal[Size];
  alignas(64) T powerImaginary[Size];

  void
  Load(const T * __restrict z, std::size_t count)
  {
    for (std::size_t i = 0; i < count; ++i)
    {
      const T re = z[2 * i];
      const T im = z[2 * i + 1];
      modulus[i] = Root(re * re + im * im);
      const T inverse = modulus[i] > T(0) ? T(1) / modulus[i] : T(0);
      phaseReal[i] = re * inverse;
      phaseImaginary[i] = im * inverse;
    }
  }

  // Left-to-right binary powers of the unit phases.
  void
  Raise(unsigned int k, std::size_t count)
  {
    for (std::size_t i = 0; i < count; ++i)
    {
      powerReal[i] = phaseReal[i];
      powerImaginary[i] = phaseImaginary[i];
    }
    unsigned int bit = 1;
    while (2 * bit <= k)
    {
      bit *= 2;
    }
    for (bit /= 2; bit > 0; bit /= 2)
    {
      for (std::size_t i = 0; i < count; ++i)
      {
        const T real = powerReal[i] * powerReal[i] - powerImaginary[i] * powerImaginary[i];
        powerImaginary[i] = T(2) * powerReal[i] * powerImaginary[i];
        powerReal[i] = real;
      }
      if (k & bit)
      {
        for (std::size_t i = 0; i < count; ++i)
        {
          const T real = powerReal[i] * phaseReal[i] - powerImaginary[i] * phaseImaginary[i];
          powerImaginary[i] = powerReal[i] * phaseImaginary[i] + powerImaginary[i] * phaseReal[i];
          powerReal[i] = real;
        }
      }
    }
  }
};

template <typename T>
void
Power(const T * __restrict z,
      std::size_t  count,
      unsigned int k,
      T            meanReal,
      T            meanImaginary,
      T * __restrict real,
      T * __restrict imaginary)
{
  if (k == 1)
  {
    for (std::size_t i = 0; i < count; ++i)
    {
      real[i] = z[2 * i] - meanReal;
      imaginary[i] = z[2 * i + 1] - meanImaginary;
    }
    return;
  }
  Block<T> block;
  for (std::size_t begin = 0; begin < count; begin += Block<T>::Size)
  {
    const std::size_t n = count - begin < Block<T>::Size ? count - begin : Block<T>::Size;
    block.Load(z + 2 * begin, n);
    block.Raise(k, n);
    for (std::size_t i = 0; i < n; ++i)
    {
      real[begin + i] = block.modulus[i] * block.powerReal[i] - meanReal;
      imaginary[begin + i] = block.modulus[i] * block.powerImaginary[i] - meanImaginary;
    }
  }
}

template <typename T>
void
AddPowerAdjoint(const T * __restrict z,
                std::size_t  count,
                unsigned int k,
                const T * __restrict gradientReal,
                const T * __restrict gradientImaginary,
                T * __restrict out)
{
  if (k == 1)
  {
    for (std::size_t i = 0; i < count; ++i)
    {
      out[2 * i] += gradientReal[i];
      out[2 * i + 1] += gradientImaginary[i];
    }
    return;
  }
  Block<T> block;
  const T  factor = static_cast<T>(k);
  for (std::size_t begin = 0; begin < count; begin += Block<T>::Size)
  {
    const std::size_t n = count - begin < Block<T>::Size ? count - begin : Block<T>::Size;
    block.Load(z + 2 * begin, n);
    block.Raise(k, n);
    const T * __restrict gr = gradientReal + begin;
    const T * __restrict gi = gradientImaginary + begin;
    T * __restrict o = out + 2 * begin;
    for (std::size_t i = 0; i < n; ++i)
    {
      const T along = gr[i] * block.powerReal[i] + gi[i] * block.powerImaginary[i];
      const T across = factor * (gi[i] * block.powerReal[i] - gr[i] * block.powerImaginary[i]);
      o[2 * i] += block.phaseReal[i] * along - block.phaseImaginary[i] * across;
      o[2 * i + 1] += block.phaseImaginary[i] * along + block.phaseReal[i] * across;
    }
  }
}

template <typename T>
void
Rectified(const T * __restrict z, std::size_t count, T cosine, T sine, T mean, T * __restrict out)
{
  for (std::size_t i = 0; i < count; ++i)
  {
    const T value = cosine * z[2 * i] - sine * z[2 * i + 1];
    out[i] = (value > T(0) ? value : T(0)) - mean;
  }
}

template <typename T>
void
AddRectifiedAdjoint(const T * __restrict z,
                    std::size_t count,
                    T           cosine,
                    T           sine,
                    const T * __restrict gradient,
                    T * __restrict out)
{
  for (std::size_t i = 0; i < count; ++i)
  {
    const T passed = cosine * z[2 * i] - sine * z[2 * i + 1] > T(0) ? gradient[i] : T(0);
    out[2 * i] += cosine * passed;
    out[2 * i + 1] -= sine * passed;
  }
}
} // namespace

template <typename T>
const HarmonicKernels<T> &
GetHarmonicKernels()
{
  static constexpr HarmonicKernels<T> table{ Modulus<T>,         AddModulusAdjoint<T>, Power<T>,
                                             AddPowerAdjoint<T>, Rectified<T>,         AddRectifiedAdjoint<T> };
  return table;
}

template const HarmonicKernels<float> &
GetHarmonicKernels<float>();
template const HarmonicKernels<double> &
GetHarmonicKernels<double>();
} // namespace PhaseHarmonics_INSTRUCTION_SET
} // namespace phaseharmonics
