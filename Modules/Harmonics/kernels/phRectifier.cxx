// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phRectifier.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

namespace phaseharmonics
{
namespace
{
const double Pi = std::acos(-1.0);

// e^{2 pi i n / count}, with zeros and ones that are exact at quarter turns.
template <typename T>
std::complex<T>
UnitRoot(std::size_t n, std::size_t count)
{
  const std::size_t quarters = 4 * n / count;
  const double      angle = 2.0 * Pi * static_cast<double>(4 * n % count) / static_cast<double>(4 * count);
  const T           c = static_cast<T>(std::cos(angle));
  const T           s = static_cast<T>(std::sin(angle));
  switch (quarters % 4)
  {
    case 0:
      return { c, s };
    case 1:
      return { -s, c };
    case 2:
      return { -c, -s };
    default:
      return { s, -c };
  }
}
} // namespace

Rectifier::Rectifier(RectifierKind kind, double slope)
  : m_Slope(kind == RectifierKind::ReLU      ? 0.0
            : kind == RectifierKind::Modulus ? -1.0
                                             : slope)
{
  if (!std::isfinite(m_Slope))
  {
    throw std::invalid_argument("The slope of the rectifier must be finite.");
  }
}

double
Rectifier::Gamma(int k) const
{
  if (k % 2 != 0)
  {
    return std::abs(k) == 1 ? (1.0 + m_Slope) / 4.0 : 0.0;
  }
  const double sign = (k / 2) % 2 == 0 ? -1.0 : 1.0;
  return (1.0 - m_Slope) * sign / (Pi * (static_cast<double>(k) * k - 1.0));
}

void
CheckRectifierIsInvertible(const Rectifier & rectifier, std::size_t numberOfPhases)
{
  if (numberOfPhases < 4 || numberOfPhases % 2 != 0)
  {
    throw std::invalid_argument("The inverse of the rectifier needs an even number of phases of at least 4, not " +
                                std::to_string(numberOfPhases) + ".");
  }
  if (rectifier.Gamma(1) == 0.0)
  {
    throw std::invalid_argument("The modulus loses the phase (its gamma^(1) is 0), so that it has no linear inverse; "
                                "choose ReLU or leaky ReLU.");
  }
}

template <typename T>
void
Rectify(const Rectifier &       rectifier,
        const std::complex<T> * z,
        std::size_t             count,
        std::size_t             numberOfPhases,
        T * const *             rectified)
{
  for (std::size_t n = 0; n < numberOfPhases; ++n)
  {
    const auto root = UnitRoot<T>(n, numberOfPhases);
    T * const  out = rectified[n];
    for (std::size_t i = 0; i < count; ++i)
    {
      out[i] = rectifier(root.real() * z[i].real() - root.imag() * z[i].imag());
    }
  }
}

template <typename T>
void
RectifyAdjoint(const Rectifier &       rectifier,
               const std::complex<T> * z,
               std::size_t             count,
               std::size_t             numberOfPhases,
               const T * const *       gradient,
               std::complex<T> *       result)
{
  std::fill_n(result, count, std::complex<T>{});
  for (std::size_t n = 0; n < numberOfPhases; ++n)
  {
    const auto root = UnitRoot<T>(n, numberOfPhases);
    for (std::size_t i = 0; i < count; ++i)
    {
      const T derivative = rectifier.Derivative(root.real() * z[i].real() - root.imag() * z[i].imag());
      const T weight = gradient[n][i] * derivative;
      result[i] += std::complex<T>(weight * root.real(), -weight * root.imag());
    }
  }
}

template <typename T>
void
InverseRectify(const Rectifier & rectifier,
               const T * const * rectified,
               std::size_t       count,
               std::size_t       numberOfPhases,
               std::complex<T> * z)
{
  CheckRectifierIsInvertible(rectifier, numberOfPhases);
  std::fill_n(z, count, std::complex<T>{});
  const double scaling = 1.0 / (static_cast<double>(numberOfPhases) * rectifier.Gamma(1));
  for (std::size_t n = 0; n < numberOfPhases; ++n)
  {
    const auto root = UnitRoot<double>(n, numberOfPhases);
    const T    c = static_cast<T>(scaling * root.real());
    const T    s = static_cast<T>(scaling * root.imag());
    const T *  in = rectified[n];
    for (std::size_t i = 0; i < count; ++i)
    {
      z[i] += std::complex<T>(c * in[i], -s * in[i]);
    }
  }
}

#define PH_INSTANTIATE(T)                                                                                              \
  template PhaseHarmonics_EXPORT void Rectify<T>(                                                                      \
    const Rectifier &, const std::complex<T> *, std::size_t, std::size_t, T * const *);                                \
  template PhaseHarmonics_EXPORT void RectifyAdjoint<T>(                                                               \
    const Rectifier &, const std::complex<T> *, std::size_t, std::size_t, const T * const *, std::complex<T> *);       \
  template PhaseHarmonics_EXPORT void InverseRectify<T>(                                                               \
    const Rectifier &, const T * const *, std::size_t, std::size_t, std::complex<T> *)

PH_INSTANTIATE(float);
PH_INSTANTIATE(double);
#undef PH_INSTANTIATE
} // namespace phaseharmonics
