// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phArrayKernelsInternal.h"

namespace phaseharmonics
{
namespace PhaseHarmonics_INSTRUCTION_SET
{
namespace
{
template <typename T>
void
Scale(T * values, std::size_t count, T scaling)
{
  for (std::size_t i = 0; i < count; ++i)
  {
    values[i] *= scaling;
  }
}

template <typename T>
void
SquaredModulus(const T * z, std::size_t count, T scaling, T * out)
{
  for (std::size_t i = 0; i < count; ++i)
  {
    out[i] = scaling * (z[2 * i] * z[2 * i] + z[2 * i + 1] * z[2 * i + 1]);
  }
}

template <typename T>
void
Filter(const T * __restrict filter, const T * __restrict z, std::size_t count, T scaling, T * __restrict out)
{
  for (std::size_t i = 0; i < count; ++i)
  {
    const T factor = scaling * filter[i];
    out[2 * i] = factor * z[2 * i];
    out[2 * i + 1] = factor * z[2 * i + 1];
  }
}

template <typename T>
void
FilterMirrored(const T * __restrict filter, const T * __restrict z, std::size_t count, T scaling, T * __restrict out)
{
  const T * const last = z - 2 * static_cast<std::ptrdiff_t>(count) + 2;
  for (std::size_t i = 0; i < count; ++i)
  {
    const std::size_t mirrored = count - 1 - i;
    const T           factor = scaling * filter[i];
    out[2 * i] = factor * last[2 * mirrored];
    out[2 * i + 1] = -factor * last[2 * mirrored + 1];
  }
}

template <typename T>
void
AddFiltered(const T * __restrict filter, const T * __restrict z, std::size_t count, T scaling, T * __restrict out)
{
  for (std::size_t i = 0; i < count; ++i)
  {
    const T factor = scaling * filter[i];
    out[2 * i] += factor * z[2 * i];
    out[2 * i + 1] += factor * z[2 * i + 1];
  }
}

// VCount values, whose sums stay in registers.
template <typename T, std::size_t VCount>
inline void
SumFilteredBlock(const T * __restrict filters,
                 const T * __restrict z,
                 const std::size_t * __restrict offsets,
                 std::size_t terms,
                 std::size_t count,
                 T           scaling,
                 T * __restrict out)
{
  T sums[2 * VCount] = {};
  for (std::size_t t = 0; t < terms; ++t)
  {
    const T * const f = filters + t * count;
    const T * const in = z + 2 * offsets[t];
    for (std::size_t i = 0; i < VCount; ++i)
    {
      sums[2 * i] += f[i] * in[2 * i];
      sums[2 * i + 1] += f[i] * in[2 * i + 1];
    }
  }
  for (std::size_t i = 0; i < 2 * VCount; ++i)
  {
    out[i] = scaling * sums[i];
  }
}

template <typename T>
void
SumFiltered(const T *           filters,
            const T *           z,
            const std::size_t * offsets,
            std::size_t         terms,
            std::size_t         count,
            T                   scaling,
            T *                 out)
{
  std::size_t i = 0;
  for (; i + 8 <= count; i += 8)
  {
    SumFilteredBlock<T, 8>(filters + i, z + 2 * i, offsets, terms, count, scaling, out + 2 * i);
  }
  for (; i + 4 <= count; i += 4)
  {
    SumFilteredBlock<T, 4>(filters + i, z + 2 * i, offsets, terms, count, scaling, out + 2 * i);
  }
  for (; i < count; ++i)
  {
    SumFilteredBlock<T, 1>(filters + i, z + 2 * i, offsets, terms, count, scaling, out + 2 * i);
  }
}

template <typename T>
void
Mirrored(const T * __restrict z, std::size_t count, T scaling, T * __restrict out)
{
  const T * const last = z - 2 * static_cast<std::ptrdiff_t>(count) + 2;
  for (std::size_t i = 0; i < count; ++i)
  {
    const std::size_t mirrored = count - 1 - i;
    out[2 * i] = scaling * last[2 * mirrored];
    out[2 * i + 1] = -scaling * last[2 * mirrored + 1];
  }
}

template <typename T>
void
AddFilteredMirrored(const T * __restrict filter,
                    const T * __restrict z,
                    std::size_t count,
                    T           scaling,
                    T * __restrict out)
{
  T * const last = out - 2 * static_cast<std::ptrdiff_t>(count) + 2;
  for (std::size_t i = 0; i < count; ++i)
  {
    const std::size_t mirrored = count - 1 - i;
    const T           factor = scaling * filter[mirrored];
    last[2 * i] += factor * z[2 * mirrored];
    last[2 * i + 1] -= factor * z[2 * mirrored + 1];
  }
}

template <typename T>
void
AddProducts(const T * __restrict a, const T * __restrict b, std::size_t count, T * __restrict out)
{
  for (std::size_t i = 0; i < count; ++i)
  {
    out[i] += a[i] * b[i];
  }
}

template <typename T>
void
Products(const T * a, const T * __restrict b, std::size_t count, T * out)
{
  for (std::size_t i = 0; i < count; ++i)
  {
    out[i] = a[i] * b[i];
  }
}

template <typename T>
void
ComplexProducts(const T * __restrict a,
                const T * __restrict b,
                std::size_t count,
                T * __restrict real,
                T * __restrict imaginary)
{
  for (std::size_t i = 0; i < count; ++i)
  {
    real[i] = a[2 * i] * b[2 * i] - a[2 * i + 1] * b[2 * i + 1];
    imaginary[i] = a[2 * i] * b[2 * i + 1] + a[2 * i + 1] * b[2 * i];
  }
}

template <typename T>
void
AddComplexProducts(const T * __restrict a,
                   const T * __restrict real,
                   const T * __restrict imaginary,
                   std::size_t count,
                   T           scaling,
                   T * __restrict out)
{
  for (std::size_t i = 0; i < count; ++i)
  {
    out[2 * i] += scaling * (a[2 * i] * real[i] - a[2 * i + 1] * imaginary[i]);
    out[2 * i + 1] += scaling * (a[2 * i] * imaginary[i] + a[2 * i + 1] * real[i]);
  }
}

template <typename T>
void
AddConjugateProducts(const T * __restrict a,
                     const T * __restrict real,
                     const T * __restrict imaginary,
                     std::size_t count,
                     T           scaling,
                     T * __restrict out)
{
  for (std::size_t i = 0; i < count; ++i)
  {
    out[2 * i] += scaling * (a[2 * i] * real[i] - a[2 * i + 1] * imaginary[i]);
    out[2 * i + 1] -= scaling * (a[2 * i] * imaginary[i] + a[2 * i + 1] * real[i]);
  }
}

template <typename T>
void
Interleave(const T * __restrict a, const T * __restrict b, std::size_t count, T * __restrict z)
{
  for (std::size_t i = 0; i < count; ++i)
  {
    z[2 * i] = a[i];
    z[2 * i + 1] = b[i];
  }
}

template <typename T>
void
Separate(const T * __restrict z, std::size_t count, T * __restrict a, T * __restrict b)
{
  for (std::size_t i = 0; i < count; ++i)
  {
    a[i] = z[2 * i];
    b[i] = z[2 * i + 1];
  }
}

template <typename T>
void
SeparateSpectra(const T * __restrict z, std::size_t count, T * __restrict a, T * __restrict b)
{
  a[0] = z[0];
  a[1] = T(0);
  b[0] = z[1];
  b[1] = T(0);
  const std::size_t last = count / 2;
  for (std::size_t k = 1; k <= last; ++k)
  {
    const T re = z[2 * k];
    const T im = z[2 * k + 1];
    const T oppositeRe = z[2 * (count - k)];
    const T oppositeIm = z[2 * (count - k) + 1];
    a[2 * k] = T(0.5) * (re + oppositeRe);
    a[2 * k + 1] = T(0.5) * (im - oppositeIm);
    b[2 * k] = T(0.5) * (im + oppositeIm);
    b[2 * k + 1] = T(0.5) * (oppositeRe - re);
  }
}

template <typename T>
void
JoinSpectra(const T * __restrict a, const T * __restrict b, std::size_t count, T * __restrict z)
{
  const std::size_t last = (count - 1) / 2;
  for (std::size_t k = 1; k <= last; ++k)
  {
    z[2 * k] = a[2 * k] - b[2 * k + 1];
    z[2 * k + 1] = a[2 * k + 1] + b[2 * k];
  }
  for (std::size_t k = 1; k <= last; ++k)
  {
    z[2 * (count - k)] = a[2 * k] + b[2 * k + 1];
    z[2 * (count - k) + 1] = b[2 * k] - a[2 * k + 1];
  }
  z[0] = a[0];
  z[1] = b[0];
  if (count % 2 == 0)
  {
    z[count] = a[count];
    z[count + 1] = b[count];
  }
}

} // namespace

template <typename T>
const ArrayKernels<T> &
GetArrayKernels()
{
  static constexpr ArrayKernels<T> table{ Scale<T>,
                                          SquaredModulus<T>,
                                          Filter<T>,
                                          FilterMirrored<T>,
                                          AddFiltered<T>,
                                          SumFiltered<T>,
                                          Mirrored<T>,
                                          AddFilteredMirrored<T>,
                                          AddProducts<T>,
                                          Products<T>,
                                          ComplexProducts<T>,
                                          AddComplexProducts<T>,
                                          AddConjugateProducts<T>,
                                          Interleave<T>,
                                          Separate<T>,
                                          SeparateSpectra<T>,
                                          JoinSpectra<T> };
  return table;
}

template const ArrayKernels<float> &
GetArrayKernels<float>();
template const ArrayKernels<double> &
GetArrayKernels<double>();
} // namespace PhaseHarmonics_INSTRUCTION_SET
} // namespace phaseharmonics
