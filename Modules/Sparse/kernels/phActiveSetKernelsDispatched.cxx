// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phActiveSetKernelsInternal.h"

namespace phaseharmonics
{
namespace PhaseHarmonics_INSTRUCTION_SET
{
namespace
{
template <typename T>
double
Sweep(const T * gram, std::size_t stride, std::size_t size, T lambda, bool isNonNegative, T * z, T * h)
{
  double decrease = 0.0;
  for (std::size_t i = 0; i < size; ++i)
  {
    const T * row = gram + i * stride;
    const T   curvature = row[i];
    const T   moved = h[i] + curvature * z[i];
    const T   above = moved - lambda;
    const T   below = moved + lambda;
    const T   shrunk = above > 0 ? above : below < 0 && !isNonNegative ? below : T(0);
    if (shrunk == 0 && z[i] == 0)
    {
      continue;
    }
    const T after = shrunk / curvature;
    const T change = after - z[i];
    if (change == 0)
    {
      continue;
    }
    z[i] = after;
    decrease += 0.5 * static_cast<double>(curvature * change * change);
    for (std::size_t j = 0; j < stride; ++j)
    {
      h[j] -= change * row[j];
    }
  }
  return decrease;
}

// U of H = U^T U (Cholesky) of the rows and columns of these indices, by rows; false unless it is safely positive
// definite.
template <typename T>
bool
Factorize(const T * gram, std::size_t stride, const std::uint32_t * indices, std::size_t count, T * factors)
{
  constexpr T smallest = sizeof(T) == 4 ? T(1e-4) : T(1e-10); // pivot, of the diagonal
  for (std::size_t j = 0; j < count; ++j)
  {
    const T * gramRow = gram + indices[j] * stride;
    T *       row = factors + j * stride;
    for (std::size_t k = j; k < count; ++k)
    {
      row[k] = gramRow[indices[k]];
    }
    for (std::size_t i = 0; i < j; ++i)
    {
      const T * above = factors + i * stride;
      const T   factor = above[j];
      for (std::size_t k = j; k < count; ++k)
      {
        row[k] -= factor * above[k];
      }
    }
    if (!(row[j] > smallest * gramRow[indices[j]]))
    {
      return false;
    }
    const T factor = T(1) / static_cast<T>(__builtin_sqrt(static_cast<double>(row[j])));
    for (std::size_t k = j; k < count; ++k)
    {
      row[k] *= factor;
    }
  }
  return true;
}

template <typename T>
double
Solve(const T * gram, std::size_t stride, std::size_t size, T lambda, T * z, T * h, T * work, std::uint32_t * indices)
{
  std::size_t count = 0;
  for (std::size_t i = 0; i < size; ++i)
  {
    if (z[i] != 0)
    {
      indices[count++] = static_cast<std::uint32_t>(i);
    }
  }
  if (count == 0)
  {
    return 0.0;
  }
  T * changes = work;
  T * factors = work + stride;
  if (!Factorize(gram, stride, indices, count, factors))
  {
    return -1.0;
  }
  for (std::size_t j = 0; j < count; ++j)
  {
    changes[j] = h[indices[j]] - (z[indices[j]] > 0 ? lambda : -lambda);
  }
  for (std::size_t j = 0; j < count; ++j) // U^T
  {
    const T * row = factors + j * stride;
    changes[j] /= row[j];
    const T factor = changes[j];
    for (std::size_t k = j + 1; k < count; ++k)
    {
      changes[k] -= factor * row[k];
    }
  }
  double slope = 0.0; // of the objective, downwards, along the changes
  for (std::size_t j = 0; j < count; ++j)
  {
    slope += static_cast<double>(changes[j]) * static_cast<double>(changes[j]);
  }
  for (std::size_t j = count; j-- > 0;) // U
  {
    const T * row = factors + j * stride;
    T         sum = changes[j];
    for (std::size_t k = j + 1; k < count; ++k)
    {
      sum -= row[k] * changes[k];
    }
    changes[j] = sum / row[j];
  }
  T           part = T(1);
  std::size_t stop = count;
  for (std::size_t j = 0; j < count; ++j)
  {
    const T value = z[indices[j]];
    if ((value + changes[j]) * value <= 0 && -value / changes[j] < part)
    {
      part = -value / changes[j];
      stop = j;
    }
  }
  for (std::size_t j = 0; j < count; ++j)
  {
    const std::uint32_t i = indices[j];
    const T             change = j == stop ? -z[i] : part * changes[j];
    z[i] = j == stop ? T(0) : z[i] + change;
    const T * row = gram + i * stride;
    for (std::size_t k = 0; k < stride; ++k)
    {
      h[k] -= change * row[k];
    }
  }
  const auto along = static_cast<double>(part);
  return (along - 0.5 * along * along) * slope;
}
} // namespace

template <typename T>
const ActiveSetKernels<T> &
GetActiveSetKernels()
{
  static constexpr ActiveSetKernels<T> table{ Sweep<T>, Solve<T> };
  return table;
}

template const ActiveSetKernels<float> &
GetActiveSetKernels<float>();
template const ActiveSetKernels<double> &
GetActiveSetKernels<double>();
} // namespace PhaseHarmonics_INSTRUCTION_SET
} // namespace phaseharmonics
