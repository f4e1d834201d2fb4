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
Multiply(const T * multiplier, std::size_t count, T scaling, T * z)
{
  for (std::size_t i = 0; i < count; ++i)
  {
    const T factor = scaling * multiplier[i];
    z[2 * i] *= factor;
    z[2 * i + 1] *= factor;
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

// Vectors of the width of the instruction set.
#if defined(__AVX512F__)
constexpr std::size_t VectorBytes = 64;
constexpr std::size_t NumberOfRegisters = 32;
#elif defined(__AVX__)
constexpr std::size_t VectorBytes = 32;
constexpr std::size_t NumberOfRegisters = 16;
#else
constexpr std::size_t VectorBytes = 16;
constexpr std::size_t NumberOfRegisters = 16;
#endif

template <typename T>
struct Vector
{
  typedef T                    Type __attribute__((vector_size(VectorBytes)));
  static constexpr std::size_t Width = VectorBytes / sizeof(T);

  static Type
  Load(const T * values)
  {
    Type vector;
    __builtin_memcpy(&vector, values, VectorBytes);
    return vector;
  }
  static void
  Store(const Type & vector, T * values)
  {
    __builtin_memcpy(values, &vector, VectorBytes);
  }
  static T
  Sum(const Type & vector)
  {
    T sum = vector[0];
    for (std::size_t i = 1; i < Width; ++i)
    {
      sum += vector[i];
    }
    return sum;
  }
};

// VM x VN inner products, accumulated in registers.
template <typename T, std::size_t VM, std::size_t VN>
inline void
InnerProductsOfBlock(const T *   a,
                     std::size_t aStride,
                     const T *   b,
                     std::size_t bStride,
                     std::size_t rows,
                     T *         c,
                     std::size_t cStride)
{
  using V = Vector<T>;
  typename V::Type  sums[VM][VN] = {};
  const std::size_t whole = rows / V::Width * V::Width;
  for (std::size_t row = 0; row < whole; row += V::Width)
  {
    typename V::Type right[VN];
    for (std::size_t j = 0; j < VN; ++j)
    {
      right[j] = V::Load(b + j * bStride + row);
    }
    for (std::size_t i = 0; i < VM; ++i)
    {
      const typename V::Type left = V::Load(a + i * aStride + row);
      for (std::size_t j = 0; j < VN; ++j)
      {
        sums[i][j] += left * right[j];
      }
    }
  }
  for (std::size_t i = 0; i < VM; ++i)
  {
    for (std::size_t j = 0; j < VN; ++j)
    {
      T sum = V::Sum(sums[i][j]);
      for (std::size_t row = whole; row < rows; ++row)
      {
        sum += a[i * aStride + row] * b[j * bStride + row];
      }
      c[i + j * cStride] = sum;
    }
  }
}

template <typename T, std::size_t VM>
inline void
InnerProductsOfColumns(const T *   a,
                       std::size_t aStride,
                       const T *   b,
                       std::size_t bStride,
                       std::size_t n,
                       std::size_t rows,
                       T *         c,
                       std::size_t cStride)
{
  constexpr std::size_t Block = NumberOfRegisters == 32 ? 5 : 3;
  std::size_t           j = 0;
  for (; j + Block <= n; j += Block)
  {
    InnerProductsOfBlock<T, VM, Block>(a, aStride, b + j * bStride, bStride, rows, c + j * cStride, cStride);
  }
  for (; j < n; ++j)
  {
    InnerProductsOfBlock<T, VM, 1>(a, aStride, b + j * bStride, bStride, rows, c + j * cStride, cStride);
  }
}

template <typename T>
void
InnerProducts(const T *   a,
              std::size_t aStride,
              std::size_t m,
              const T *   b,
              std::size_t bStride,
              std::size_t n,
              std::size_t rows,
              T *         c)
{
  constexpr std::size_t Block = 4;
  std::size_t           i = 0;
  for (; i + Block <= m; i += Block)
  {
    InnerProductsOfColumns<T, Block>(a + i * aStride, aStride, b, bStride, n, rows, c + i, m);
  }
  for (; i < m; ++i)
  {
    InnerProductsOfColumns<T, 1>(a + i * aStride, aStride, b, bStride, n, rows, c + i, m);
  }
}

// VColumns columns of VVectors vectors of rows += sum over j of column j of b times g(i, j).
template <typename T, std::size_t VColumns, std::size_t VVectors>
inline void
CombineBlock(const T *   b,
             std::size_t bStride,
             std::size_t n,
             const T *   g,
             std::size_t gOfColumn,
             std::size_t gOfTerm,
             T *         a,
             std::size_t aStride)
{
  using V = Vector<T>;
  typename V::Type sums[VColumns][VVectors];
  for (std::size_t i = 0; i < VColumns; ++i)
  {
    for (std::size_t v = 0; v < VVectors; ++v)
    {
      sums[i][v] = V::Load(a + i * aStride + v * V::Width);
    }
  }
  for (std::size_t j = 0; j < n; ++j)
  {
    typename V::Type terms[VVectors];
    for (std::size_t v = 0; v < VVectors; ++v)
    {
      terms[v] = V::Load(b + j * bStride + v * V::Width);
    }
    for (std::size_t i = 0; i < VColumns; ++i)
    {
      const T weight = g[i * gOfColumn + j * gOfTerm];
      for (std::size_t v = 0; v < VVectors; ++v)
      {
        sums[i][v] += terms[v] * weight;
      }
    }
  }
  for (std::size_t i = 0; i < VColumns; ++i)
  {
    for (std::size_t v = 0; v < VVectors; ++v)
    {
      V::Store(sums[i][v], a + i * aStride + v * V::Width);
    }
  }
}

template <typename T, std::size_t VColumns>
inline void
CombineColumns(const T *   b,
               std::size_t bStride,
               std::size_t n,
               const T *   g,
               std::size_t gOfColumn,
               std::size_t gOfTerm,
               T *         a,
               std::size_t aStride,
               std::size_t rows)
{
  constexpr std::size_t Width = Vector<T>::Width;
  constexpr std::size_t Block = NumberOfRegisters == 32 ? 4 : 3;
  std::size_t           row = 0;
  for (; row + Block * Width <= rows; row += Block * Width)
  {
    CombineBlock<T, VColumns, Block>(b + row, bStride, n, g, gOfColumn, gOfTerm, a + row, aStride);
  }
  for (; row + Width <= rows; row += Width)
  {
    CombineBlock<T, VColumns, 1>(b + row, bStride, n, g, gOfColumn, gOfTerm, a + row, aStride);
  }
  for (; row < rows; ++row)
  {
    for (std::size_t i = 0; i < VColumns; ++i)
    {
      T sum = a[i * aStride + row];
      for (std::size_t j = 0; j < n; ++j)
      {
        sum += b[j * bStride + row] * g[i * gOfColumn + j * gOfTerm];
      }
      a[i * aStride + row] = sum;
    }
  }
}

template <typename T>
void
Combine(const T *   b,
        std::size_t bStride,
        std::size_t n,
        const T *   g,
        std::size_t gOfColumn,
        std::size_t gOfTerm,
        T *         a,
        std::size_t aStride,
        std::size_t m,
        std::size_t rows)
{
  constexpr std::size_t Block = 4;
  std::size_t           i = 0;
  for (; i + Block <= m; i += Block)
  {
    CombineColumns<T, Block>(b, bStride, n, g + i * gOfColumn, gOfColumn, gOfTerm, a + i * aStride, aStride, rows);
  }
  for (; i < m; ++i)
  {
    CombineColumns<T, 1>(b, bStride, n, g + i * gOfColumn, gOfColumn, gOfTerm, a + i * aStride, aStride, rows);
  }
}

template <typename T>
void
AddCombinations(const T *   b,
                std::size_t bStride,
                std::size_t n,
                const T *   g,
                T *         a,
                std::size_t aStride,
                std::size_t m,
                std::size_t rows)
{
  Combine(b, bStride, n, g, 1, m, a, aStride, m, rows);
}

template <typename T>
void
AddCombinationsTransposed(const T *   a,
                          std::size_t aStride,
                          std::size_t m,
                          const T *   g,
                          T *         b,
                          std::size_t bStride,
                          std::size_t n,
                          std::size_t rows)
{
  Combine(a, aStride, m, g, m, 1, b, bStride, n, rows);
}
} // namespace

template <typename T>
const ArrayKernels<T> &
GetArrayKernels()
{
  static constexpr ArrayKernels<T> table{ Scale<T>,
                                          SquaredModulus<T>,
                                          Multiply<T>,
                                          Filter<T>,
                                          FilterMirrored<T>,
                                          AddFiltered<T>,
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

template <typename T>
const MatrixKernels<T> &
GetMatrixKernels()
{
  static constexpr MatrixKernels<T> table{ InnerProducts<T>, AddCombinations<T>, AddCombinationsTransposed<T> };
  return table;
}

template const ArrayKernels<float> &
GetArrayKernels<float>();
template const ArrayKernels<double> &
GetArrayKernels<double>();
template const MatrixKernels<float> &
GetMatrixKernels<float>();
template const MatrixKernels<double> &
GetMatrixKernels<double>();
} // namespace PhaseHarmonics_INSTRUCTION_SET
} // namespace phaseharmonics
