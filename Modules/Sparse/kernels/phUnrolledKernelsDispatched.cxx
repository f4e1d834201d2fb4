// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phUnrolledKernelsInternal.h"

namespace phaseharmonics
{
namespace PhaseHarmonics_INSTRUCTION_SET
{
namespace
{
constexpr std::size_t Lanes = SparseLanes;

template <typename T>
inline T
Magnitude(T v, bool isNonNegative)
{
  return v < 0 && !isNonNegative ? -v : v;
}

template <typename T>
inline T
Layer(const UnrolledLayer<T> & layer, T v, T spared)
{
  const T above = v - layer.threshold;
  const T below = v + layer.threshold;
  const T shrunk = above > 0 ? above : below < 0 && !layer.isNonNegative ? below : T(0);
  return Magnitude(v, layer.isNonNegative) >= spared ? v : shrunk;
}

// Halving intervals, some thousand times less than the largest value in the end.
template <typename T>
void
SelectLargest(const T * z, const T * u, std::size_t rows, T step, bool isNonNegative, std::size_t count, T * least)
{
  T low[Lanes] = {};
  T high[Lanes] = {};
  for (std::size_t row = 0; row < rows; ++row)
  {
    for (std::size_t lane = 0; lane < Lanes; ++lane)
    {
      const T value = Magnitude(z[row * Lanes + lane] + step * u[row * Lanes + lane], isNonNegative);
      high[lane] = value > high[lane] ? value : high[lane];
    }
  }
  for (unsigned int halving = 0; halving < 14; ++halving)
  {
    T middle[Lanes];
    T counts[Lanes] = {};
    for (std::size_t lane = 0; lane < Lanes; ++lane)
    {
      middle[lane] = T(0.5) * (low[lane] + high[lane]);
    }
    for (std::size_t row = 0; row < rows; ++row)
    {
      for (std::size_t lane = 0; lane < Lanes; ++lane)
      {
        const T value = Magnitude(z[row * Lanes + lane] + step * u[row * Lanes + lane], isNonNegative);
        counts[lane] += value >= middle[lane] ? T(1) : T(0);
      }
    }
    for (std::size_t lane = 0; lane < Lanes; ++lane)
    {
      const bool isTooLow = counts[lane] > static_cast<T>(count);
      low[lane] = isTooLow ? middle[lane] : low[lane];
      high[lane] = isTooLow ? high[lane] : middle[lane];
    }
  }
  for (std::size_t lane = 0; lane < Lanes; ++lane)
  {
    least[lane] = high[lane];
  }
}

template <typename T>
void
Forward(const UnrolledLayer<T> & layer, const T * z, const T * u, std::size_t rows, T * out)
{
  for (std::size_t row = 0; row < rows; ++row)
  {
    for (std::size_t lane = 0; lane < Lanes; ++lane)
    {
      const std::size_t i = row * Lanes + lane;
      out[i] = Layer(layer, z[i] + layer.step * u[i], layer.spared[lane]);
    }
  }
}

template <typename T>
double
Error(const UnrolledLayer<T> & layer, const T * z, const T * u, const T * target, std::size_t rows, std::size_t lanes)
{
  T sums[Lanes] = {};
  for (std::size_t row = 0; row < rows; ++row)
  {
    for (std::size_t lane = 0; lane < Lanes; ++lane)
    {
      const std::size_t i = row * Lanes + lane;
      const T           difference = Layer(layer, z[i] + layer.step * u[i], layer.spared[lane]) - target[i];
      sums[lane] += difference * difference;
    }
  }
  double sum = 0.0;
  for (std::size_t lane = 0; lane < lanes; ++lane)
  {
    sum += static_cast<double>(sums[lane]);
  }
  return sum;
}

template <typename T>
void
Backward(const UnrolledLayer<T> & layer,
         const T *                z,
         const T *                u,
         std::size_t              rows,
         T *                      derivatives,
         double *                 byStep,
         double *                 byThreshold)
{
  T ofStep[Lanes] = {};
  T ofThreshold[Lanes] = {};
  for (std::size_t row = 0; row < rows; ++row)
  {
    for (std::size_t lane = 0; lane < Lanes; ++lane)
    {
      const std::size_t i = row * Lanes + lane;
      const T           v = z[i] + layer.step * u[i];
      const bool        isSpared = Magnitude(v, layer.isNonNegative) >= layer.spared[lane];
      const T           sign = v > layer.threshold ? T(1) : v < -layer.threshold && !layer.isNonNegative ? T(-1) : T(0);
      const T           derivative = isSpared || sign != 0 ? derivatives[i] : T(0);
      ofStep[lane] += derivative * u[i];
      ofThreshold[lane] += isSpared ? T(0) : sign * derivative;
      derivatives[i] = derivative;
    }
  }
  for (std::size_t lane = 0; lane < Lanes; ++lane)
  {
    *byStep += static_cast<double>(ofStep[lane]);
    *byThreshold -= static_cast<double>(ofThreshold[lane]);
  }
}

template <typename T>
void
Subtract(T * a, const T * b, T scaling, std::size_t count)
{
  for (std::size_t i = 0; i < count; ++i)
  {
    a[i] -= scaling * b[i];
  }
}
} // namespace

template <typename T>
const UnrolledKernels<T> &
GetUnrolledKernels()
{
  static constexpr UnrolledKernels<T> table{ SelectLargest<T>, Forward<T>, Error<T>, Backward<T>, Subtract<T> };
  return table;
}

template const UnrolledKernels<float> &
GetUnrolledKernels<float>();
template const UnrolledKernels<double> &
GetUnrolledKernels<double>();
} // namespace PhaseHarmonics_INSTRUCTION_SET
} // namespace phaseharmonics
