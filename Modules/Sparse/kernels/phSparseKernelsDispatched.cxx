// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phSparseKernelsInternal.h"

namespace phaseharmonics
{
namespace PhaseHarmonics_INSTRUCTION_SET
{
namespace
{
// Vectors of the width of the instruction set.
#if defined(__AVX512F__)
constexpr std::size_t VectorBytes = 64;
constexpr std::size_t BlockRows = 8;
#elif defined(__AVX__)
constexpr std::size_t VectorBytes = 32;
constexpr std::size_t BlockRows = 4;
#else
constexpr std::size_t VectorBytes = 16;
constexpr std::size_t BlockRows = 4;
#endif
constexpr std::size_t Lanes = SparseLanes;
constexpr std::size_t ChunkRows = 32; // rows that are summed in T before their sum is added in double

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
};

// VRows rows of two vectors of lanes, accumulated in registers.
template <typename T, std::size_t VRows, bool VSubtract>
inline void
ProductsOfBlock(const T * a, std::size_t stride, std::size_t columns, const T * x, const T * y, T * out)
{
  using V = Vector<T>;
  typename V::Type sums[VRows][2];
  for (std::size_t i = 0; i < VRows; ++i)
  {
    for (std::size_t v = 0; v < 2; ++v)
    {
      sums[i][v] = VSubtract ? V::Load(y + i * Lanes + v * V::Width) : typename V::Type{};
    }
  }
  for (std::size_t c = 0; c < columns; ++c)
  {
    const typename V::Type first = V::Load(x + c * Lanes);
    const typename V::Type second = V::Load(x + c * Lanes + V::Width);
    for (std::size_t i = 0; i < VRows; ++i)
    {
      const T weight = a[i * stride + c];
      if (VSubtract)
      {
        sums[i][0] -= first * weight;
        sums[i][1] -= second * weight;
      }
      else
      {
        sums[i][0] += first * weight;
        sums[i][1] += second * weight;
      }
    }
  }
  for (std::size_t i = 0; i < VRows; ++i)
  {
    V::Store(sums[i][0], out + i * Lanes);
    V::Store(sums[i][1], out + i * Lanes + V::Width);
  }
}

template <typename T, std::size_t VRows, bool VSubtract>
inline void
ProductsOfRows(const T * a, std::size_t stride, std::size_t columns, const T * x, const T * y, T * out)
{
  for (std::size_t lane = 0; lane < Lanes; lane += 2 * Vector<T>::Width)
  {
    ProductsOfBlock<T, VRows, VSubtract>(a, stride, columns, x + lane, VSubtract ? y + lane : nullptr, out + lane);
  }
}

template <typename T, bool VSubtract>
inline void
AllProducts(const T * a, std::size_t stride, std::size_t rows, std::size_t columns, const T * x, const T * y, T * out)
{
  std::size_t row = 0;
  for (; row + BlockRows <= rows; row += BlockRows)
  {
    ProductsOfRows<T, BlockRows, VSubtract>(
      a + row * stride, stride, columns, x, VSubtract ? y + row * Lanes : nullptr, out + row * Lanes);
  }
  for (; row + 2 <= rows; row += 2)
  {
    ProductsOfRows<T, 2, VSubtract>(
      a + row * stride, stride, columns, x, VSubtract ? y + row * Lanes : nullptr, out + row * Lanes);
  }
  for (; row < rows; ++row)
  {
    ProductsOfRows<T, 1, VSubtract>(
      a + row * stride, stride, columns, x, VSubtract ? y + row * Lanes : nullptr, out + row * Lanes);
  }
}

template <typename T>
void
Products(const T * a, std::size_t stride, std::size_t rows, std::size_t columns, const T * x, T * out)
{
  AllProducts<T, false>(a, stride, rows, columns, x, nullptr, out);
}

template <typename T>
void
Residuals(const T * a, std::size_t stride, std::size_t rows, std::size_t columns, const T * x, const T * y, T * out)
{
  AllProducts<T, true>(a, stride, rows, columns, x, y, out);
}

template <typename T, std::size_t VVectors>
inline void
SubtractRowsOfBlock(const T *             a,
                    std::size_t           stride,
                    const std::uint32_t * indices,
                    const T *             values,
                    std::size_t           count,
                    T *                   out)
{
  using V = Vector<T>;
  typename V::Type sums[VVectors];
  for (std::size_t v = 0; v < VVectors; ++v)
  {
    sums[v] = V::Load(out + v * V::Width);
  }
  for (std::size_t n = 0; n < count; ++n)
  {
    const T * row = a + indices[n] * stride;
    const T   weight = values[n];
    for (std::size_t v = 0; v < VVectors; ++v)
    {
      sums[v] -= V::Load(row + v * V::Width) * weight;
    }
  }
  for (std::size_t v = 0; v < VVectors; ++v)
  {
    V::Store(sums[v], out + v * V::Width);
  }
}

template <typename T>
void
SubtractRows(const T *             a,
             std::size_t           stride,
             const std::uint32_t * indices,
             const T *             values,
             std::size_t           count,
             T *                   out,
             std::size_t           length)
{
  constexpr std::size_t Width = Vector<T>::Width;
  std::size_t           i = 0;
  for (; i + 8 * Width <= length; i += 8 * Width)
  {
    SubtractRowsOfBlock<T, 8>(a + i, stride, indices, values, count, out + i);
  }
  for (; i + 2 * Width <= length; i += 2 * Width)
  {
    SubtractRowsOfBlock<T, 2>(a + i, stride, indices, values, count, out + i);
  }
  for (; i + Width <= length; i += Width)
  {
    SubtractRowsOfBlock<T, 1>(a + i, stride, indices, values, count, out + i);
  }
  for (; i < length; ++i)
  {
    T sum = out[i];
    for (std::size_t n = 0; n < count; ++n)
    {
      sum -= a[indices[n] * stride + i] * values[n];
    }
    out[i] = sum;
  }
}

template <typename T>
void
Collect(const T * x, std::size_t rows, std::uint32_t * indices, T * values, std::size_t * counts)
{
  for (std::size_t lane = 0; lane < Lanes; ++lane)
  {
    counts[lane] = 0;
  }
  for (std::size_t row = 0; row < rows; ++row)
  {
    const T * values0 = x + row * Lanes;
    for (std::size_t lane = 0; lane < Lanes; ++lane)
    {
      const T value = values0[lane];
      if (value != 0)
      {
        indices[lane * rows + counts[lane]] = static_cast<std::uint32_t>(row);
        values[lane * rows + counts[lane]] = value;
        ++counts[lane];
      }
    }
  }
}

template <typename T>
void
MeasureCodes(const T * z, const T * g, std::size_t rows, bool isNonNegative, double * l1, T * largest)
{
  const T signs = isNonNegative ? T(0) : T(-1);
  for (std::size_t lane = 0; lane < Lanes; ++lane)
  {
    l1[lane] = 0.0;
    largest[lane] = T(0);
  }
  for (std::size_t begin = 0; begin < rows; begin += ChunkRows)
  {
    const std::size_t end = begin + ChunkRows < rows ? begin + ChunkRows : rows;
    T                 sums[Lanes] = {};
    for (std::size_t row = begin; row < end; ++row)
    {
      for (std::size_t lane = 0; lane < Lanes; ++lane)
      {
        const T value = z[row * Lanes + lane];
        const T positive = g[row * Lanes + lane];
        const T negative = signs * positive;
        sums[lane] += value < 0 ? -value : value;
        const T either = positive > negative ? positive : negative;
        largest[lane] = either > largest[lane] ? either : largest[lane];
      }
    }
    for (std::size_t lane = 0; lane < Lanes; ++lane)
    {
      l1[lane] += static_cast<double>(sums[lane]);
    }
  }
}

template <typename T>
void
InnerProducts(const T * a, const T * b, std::size_t rows, double * result)
{
  for (std::size_t lane = 0; lane < Lanes; ++lane)
  {
    result[lane] = 0.0;
  }
  for (std::size_t begin = 0; begin < rows; begin += ChunkRows)
  {
    const std::size_t end = begin + ChunkRows < rows ? begin + ChunkRows : rows;
    T                 sums[Lanes] = {};
    for (std::size_t row = begin; row < end; ++row)
    {
      for (std::size_t lane = 0; lane < Lanes; ++lane)
      {
        sums[lane] += a[row * Lanes + lane] * b[row * Lanes + lane];
      }
    }
    for (std::size_t lane = 0; lane < Lanes; ++lane)
    {
      result[lane] += static_cast<double>(sums[lane]);
    }
  }
}

template <typename T, bool VNonNegative>
inline void
StepOfSign(const ShrinkageStep<T> & parameters, const T * z, T * old, const T * g, const T * gOld, T * restart)
{
  T products[Lanes] = {};
  for (std::size_t row = 0; row < parameters.rows; ++row)
  {
    const T   step = parameters.stepOfRow[row];
    const T * zRow = z + row * Lanes;
    const T * gRow = g + row * Lanes;
    const T * gOldRow = gOld + row * Lanes;
    T *       oldRow = old + row * Lanes;
    for (std::size_t lane = 0; lane < Lanes; ++lane)
    {
      const T momentum = parameters.momentum[lane];
      const T v = zRow[lane] + momentum * (zRow[lane] - oldRow[lane]);
      const T gradient = gRow[lane] + momentum * (gRow[lane] - gOldRow[lane]);
      const T moved = v + step * parameters.stepOfLane[lane] * gradient;
      const T threshold = step * parameters.threshold[lane];
      const T above = moved - threshold;
      const T below = moved + threshold;
      const T positive = above > 0 ? above : T(0);
      const T shrunk = VNonNegative ? positive : positive + (below < 0 ? below : T(0));
      products[lane] += (v - shrunk) * (shrunk - zRow[lane]);
      oldRow[lane] = shrunk;
    }
  }
  for (std::size_t lane = 0; lane < Lanes; ++lane)
  {
    restart[lane] = products[lane];
  }
}

template <typename T>
void
Step(const ShrinkageStep<T> & parameters, const T * z, T * old, const T * g, const T * gOld, T * restart)
{
  if (parameters.isNonNegative)
  {
    StepOfSign<T, true>(parameters, z, old, g, gOld, restart);
  }
  else
  {
    StepOfSign<T, false>(parameters, z, old, g, gOld, restart);
  }
}
} // namespace

template <typename T>
const SparseKernels<T> &
GetSparseKernels()
{
  static constexpr SparseKernels<T> table{ Products<T>,     Residuals<T>,     SubtractRows<T>, Collect<T>,
                                           MeasureCodes<T>, InnerProducts<T>, Step<T> };
  return table;
}

template const SparseKernels<float> &
GetSparseKernels<float>();
template const SparseKernels<double> &
GetSparseKernels<double>();
} // namespace PhaseHarmonics_INSTRUCTION_SET
} // namespace phaseharmonics
