// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phMatrixKernelsInternal.h"

namespace phaseharmonics
{
namespace PhaseHarmonics_INSTRUCTION_SET
{
namespace
{
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
const MatrixKernels<T> &
GetMatrixKernels()
{
  static constexpr MatrixKernels<T> table{ InnerProducts<T>, AddCombinations<T>, AddCombinationsTransposed<T> };
  return table;
}

template const MatrixKernels<float> &
GetMatrixKernels<float>();
template const MatrixKernels<double> &
GetMatrixKernels<double>();
} // namespace PhaseHarmonics_INSTRUCTION_SET
} // namespace phaseharmonics
