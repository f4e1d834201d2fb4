// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phRectifier_h
#define phRectifier_h

#include "PhaseHarmonicsExport.h"

#include <complex>
#include <cstddef>

namespace phaseharmonics
{
enum class RectifierKind : unsigned char
{
  ReLU,     // max(a, 0)
  Modulus,  // |a|
  LeakyReLU // max(a, 0) + slope min(a, 0)
};

/** Homogeneous function rho(a) = a for a >= 0 and slope a for a < 0.
 *
 *  rho(Re(e^{ia} z)) = sum_k gamma^(k) [z]^k e^{ika} (Mallat, Zhang and Rochette 2020). With
 *  rho(a) = (1 + slope) / 2 a + (1 - slope) / 2 |a|:
 *    gamma^(+-1) = (1 + slope) / 4, the other odd coefficients are 0,
 *    gamma^(k)   = (1 - slope) (-1)^{k/2+1} / (pi (k^2 - 1)) for even k. */
class PhaseHarmonics_EXPORT Rectifier
{
public:
  /** The slope is that of LeakyReLU; the other kinds have their own, 0 and -1.
   *  Throws std::invalid_argument for a slope that is not finite. */
  explicit Rectifier(RectifierKind kind = RectifierKind::ReLU, double slope = 0.01);

  /** Slope for a < 0. */
  double
  GetSlope() const
  {
    return m_Slope;
  }

  template <typename T>
  T
  operator()(T a) const
  {
    return a < T(0) ? static_cast<T>(m_Slope) * a : a;
  }

  /** Derivative; at 0 the mean of both sides, which is that of its odd part. */
  template <typename T>
  T
  Derivative(T a) const
  {
    return static_cast<T>(a > T(0) ? 1.0 : a < T(0) ? m_Slope : (1.0 + m_Slope) / 2.0);
  }

  /** gamma^(k). */
  double
  Gamma(int k) const;

private:
  double m_Slope;
};

/** Throws std::invalid_argument unless z follows linearly from its rectified phases: their number must be even
 *  and at least 4, since even harmonics alias into the first otherwise, and gamma^(1) must not be 0. */
PhaseHarmonics_EXPORT void
CheckRectifierIsInvertible(const Rectifier & rectifier, std::size_t numberOfPhases);

/** rectified[n][i] = rho(Re(e^{ia} z[i])), a = 2 pi n / numberOfPhases. */
template <typename T>
PhaseHarmonics_EXPORT void
Rectify(const Rectifier &       rectifier,
        const std::complex<T> * z,
        std::size_t             count,
        std::size_t             numberOfPhases,
        T * const *             rectified);

/** Gradient with respect to z, as dL/dRe z + i dL/dIm z, of a function of the rectified phases from its gradient
 *  with respect to them: sum_n gradient[n] rho'(Re(e^{ia} z)) e^{-ia}. */
template <typename T>
PhaseHarmonics_EXPORT void
RectifyAdjoint(const Rectifier &       rectifier,
               const std::complex<T> * z,
               std::size_t             count,
               std::size_t             numberOfPhases,
               const T * const *       gradient,
               std::complex<T> *       result);

/** z = 1 / (numberOfPhases gamma^(1)) sum_n e^{-ia} rectified[n].
 *  Throws std::invalid_argument as CheckRectifierIsInvertible. */
template <typename T>
PhaseHarmonics_EXPORT void
InverseRectify(const Rectifier & rectifier,
               const T * const * rectified,
               std::size_t       count,
               std::size_t       numberOfPhases,
               std::complex<T> * z);
} // namespace phaseharmonics

#endif
