// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phConvolutionKernelsInternal.h"

namespace phaseharmonics
{
namespace PhaseHarmonics_INSTRUCTION_SET
{
namespace
{
template <typename T>
void
Multiply(const T * __restrict h, std::size_t count, T scaling, T * __restrict z)
{
  for (std::size_t i = 0; i < count; ++i)
  {
    const T re = scaling * (z[2 * i] * h[2 * i] - z[2 * i + 1] * h[2 * i + 1]);
    const T im = scaling * (z[2 * i] * h[2 * i + 1] + z[2 * i + 1] * h[2 * i]);
    z[2 * i] = re;
    z[2 * i + 1] = im;
  }
}

template <typename T>
void
MultiplyConjugate(const T * __restrict h, std::size_t count, T scaling, T * __restrict z)
{
  for (std::size_t i = 0; i < count; ++i)
  {
    const T re = scaling * (z[2 * i] * h[2 * i] + z[2 * i + 1] * h[2 * i + 1]);
    const T im = scaling * (z[2 * i + 1] * h[2 * i] - z[2 * i] * h[2 * i + 1]);
    z[2 * i] = re;
    z[2 * i + 1] = im;
  }
}

template <typename T>
void
AddProducts(const T * __restrict a, const T * __restrict b, std::size_t count, T * __restrict out)
{
  for (std::size_t i = 0; i < count; ++i)
  {
    out[2 * i] += a[2 * i] * b[2 * i] - a[2 * i + 1] * b[2 * i + 1];
    out[2 * i + 1] += a[2 * i] * b[2 * i + 1] + a[2 * i + 1] * b[2 * i];
  }
}

template <typename T>
void
Correlate(const T * __restrict a, const T * __restrict b, std::size_t count, T * __restrict out)
{
  for (std::size_t i = 0; i < count; ++i)
  {
    out[2 * i] = a[2 * i] * b[2 * i] + a[2 * i + 1] * b[2 * i + 1];
    out[2 * i + 1] = a[2 * i] * b[2 * i + 1] - a[2 * i + 1] * b[2 * i];
  }
}

template <typename T>
void
AddCorrelation(const T * __restrict a, const T * __restrict b, std::size_t count, T * __restrict out)
{
  for (std::size_t i = 0; i < count; ++i)
  {
    out[2 * i] += a[2 * i] * b[2 * i] + a[2 * i + 1] * b[2 * i + 1];
    out[2 * i + 1] += a[2 * i] * b[2 * i + 1] - a[2 * i + 1] * b[2 * i];
  }
}

template <typename T>
void
Add(const T * __restrict a, std::size_t count, T * __restrict out)
{
  for (std::size_t i = 0; i < count; ++i)
  {
    out[i] += a[i];
  }
}

constexpr std::size_t Lanes = 16;
constexpr std::size_t Tile = 4096; // sums over a tile are of the precision of T, sums over tiles double

// One coefficient; returns z+.
template <typename T, bool VNonNegative>
inline T
ShrinkOne(T correlation, T z, T previous, const ShrinkageStep<T> & s, T & v)
{
  v = z + s.momentum * (z - previous);
  const T target = v + s.step * correlation;
  T       next = target - s.threshold;
  next = next > T(0) ? next : T(0);
  if (!VNonNegative)
  {
    const T below = target + s.threshold;
    next += below < T(0) ? below : T(0);
  }
  return next;
}

template <typename T, bool VNonNegative>
void
ShrinkSigned(const T * __restrict correlation,
             const T * __restrict z,
             std::size_t              count,
             const ShrinkageStep<T> & step,
             T * __restrict previous,
             ShrinkageSums & sums)
{
  const ShrinkageStep<T> s = step;
  for (std::size_t begin = 0; begin < count; begin += Tile)
  {
    const std::size_t end = begin + Tile < count ? begin + Tile : count;
    T                 l1[Lanes] = {};
    T                 alignment[Lanes] = {};
    T                 largest[Lanes] = {};
    T                 support[Lanes] = {};
    std::size_t       i = begin;
    for (; i + Lanes <= end; i += Lanes)
    {
      for (std::size_t lane = 0; lane < Lanes; ++lane)
      {
        T       v;
        const T c = correlation[i + lane];
        const T next = ShrinkOne<T, VNonNegative>(c, z[i + lane], previous[i + lane], s, v);
        const T modulus = next < T(0) ? -next : next;
        const T size = VNonNegative || c > T(0) ? c : -c;
        l1[lane] += modulus;
        alignment[lane] += (v - next) * (next - z[i + lane]);
        largest[lane] = size > largest[lane] ? size : largest[lane];
        support[lane] += modulus > T(0) ? T(1) : T(0);
        previous[i + lane] = next;
      }
    }
    for (std::size_t lane = 0; i < end; ++i, ++lane)
    {
      T       v;
      const T c = correlation[i];
      const T next = ShrinkOne<T, VNonNegative>(c, z[i], previous[i], s, v);
      const T modulus = next < T(0) ? -next : next;
      const T size = VNonNegative || c > T(0) ? c : -c;
      l1[lane] += modulus;
      alignment[lane] += (v - next) * (next - z[i]);
      largest[lane] = size > largest[lane] ? size : largest[lane];
      support[lane] += modulus > T(0) ? T(1) : T(0);
      previous[i] = next;
    }
    for (std::size_t lane = 0; lane < Lanes; ++lane)
    {
      sums.l1 += static_cast<double>(l1[lane]);
      sums.alignment += static_cast<double>(alignment[lane]);
      sums.support += static_cast<std::size_t>(support[lane]);
      const double size = static_cast<double>(largest[lane]);
      sums.largestCorrelation = size > sums.largestCorrelation ? size : sums.largestCorrelation;
    }
  }
}

template <typename T>
void
Shrink(const T *                correlation,
       const T *                z,
       std::size_t              count,
       const ShrinkageStep<T> & step,
       T *                      previous,
       ShrinkageSums &          sums)
{
  if (step.isNonNegative)
  {
    ShrinkSigned<T, true>(correlation, z, count, step, previous, sums);
  }
  else
  {
    ShrinkSigned<T, false>(correlation, z, count, step, previous, sums);
  }
}

template <typename T>
T
Largest(const T * values, std::size_t count, bool isSigned)
{
  T           largest[Lanes] = {};
  const T     sign = isSigned ? T(0) : T(-1); // sign * value never wins for isSigned
  std::size_t i = 0;
  for (; i + Lanes <= count; i += Lanes)
  {
    for (std::size_t lane = 0; lane < Lanes; ++lane)
    {
      const T opposite = sign * values[i + lane];
      const T size = values[i + lane] > opposite ? values[i + lane] : opposite;
      largest[lane] = size > largest[lane] ? size : largest[lane];
    }
  }
  for (; i < count; ++i)
  {
    const T opposite = sign * values[i];
    const T size = values[i] > opposite ? values[i] : opposite;
    largest[0] = size > largest[0] ? size : largest[0];
  }
  for (std::size_t lane = 1; lane < Lanes; ++lane)
  {
    largest[0] = largest[lane] > largest[0] ? largest[lane] : largest[0];
  }
  return largest[0];
}
} // namespace

template <typename T>
const ConvolutionKernels<T> &
GetConvolutionKernels()
{
  static constexpr ConvolutionKernels<T> table{
    Multiply<T>, MultiplyConjugate<T>, AddProducts<T>, Correlate<T>, AddCorrelation<T>, Add<T>, Shrink<T>, Largest<T>
  };
  return table;
}

template const ConvolutionKernels<float> &
GetConvolutionKernels<float>();
template const ConvolutionKernels<double> &
GetConvolutionKernels<double>();
} // namespace PhaseHarmonics_INSTRUCTION_SET
} // namespace phaseharmonics
