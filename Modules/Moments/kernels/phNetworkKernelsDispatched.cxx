// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phNetworkKernelsInternal.h"

namespace phaseharmonics
{
namespace PhaseHarmonics_INSTRUCTION_SET
{
namespace
{
template <typename T>
void
Rectify(const T * values, std::size_t count, T bias, T * out)
{
  for (std::size_t i = 0; i < count; ++i)
  {
    const T value = values[i] + bias;
    out[i] = value > T(0) ? value : T(0);
  }
}

template <typename T>
void
ReplaceByGradient(const T * __restrict gradient, std::size_t count, T * __restrict features)
{
  for (std::size_t i = 0; i < count; ++i)
  {
    features[i] = features[i] > T(0) ? gradient[i] : T(0);
  }
}

template <typename T>
void
ComplexProducts(const T * __restrict f, const T * __restrict z, std::size_t count, T * __restrict out)
{
  for (std::size_t i = 0; i < count; ++i)
  {
    out[2 * i] = f[2 * i] * z[2 * i] - f[2 * i + 1] * z[2 * i + 1];
    out[2 * i + 1] = f[2 * i] * z[2 * i + 1] + f[2 * i + 1] * z[2 * i];
  }
}

template <typename T>
void
AddConjugatedProducts(const T * __restrict f, const T * __restrict z, std::size_t count, T * __restrict out)
{
  for (std::size_t i = 0; i < count; ++i)
  {
    out[2 * i] += f[2 * i] * z[2 * i] + f[2 * i + 1] * z[2 * i + 1];
    out[2 * i + 1] += f[2 * i] * z[2 * i + 1] - f[2 * i + 1] * z[2 * i];
  }
}

template <typename T>
void
Add(const T * __restrict values, std::size_t count, T * __restrict out)
{
  for (std::size_t i = 0; i < count; ++i)
  {
    out[i] += values[i];
  }
}
} // namespace

template <typename T>
const NetworkKernels<T> &
GetNetworkKernels()
{
  static constexpr NetworkKernels<T> table{
    Rectify<T>, ReplaceByGradient<T>, ComplexProducts<T>, AddConjugatedProducts<T>, Add<T>
  };
  return table;
}

template const NetworkKernels<float> &
GetNetworkKernels<float>();
template const NetworkKernels<double> &
GetNetworkKernels<double>();
} // namespace PhaseHarmonics_INSTRUCTION_SET
} // namespace phaseharmonics
