// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

#ifndef refHarmonics_h
#define refHarmonics_h

#include "refArray.h"

namespace phaseharmonics_reference
{
// [z]^k = |z| e^{i k arg z}; zero at z = 0.
inline Complex
Harmonic(Complex z, int k)
{
  return std::polar(std::abs(z), k * std::arg(z));
}

inline ComplexArray
Harmonic(const ComplexArray & z, int k)
{
  ComplexArray result(z.grid);
  for (std::size_t i = 0; i < z.data.size(); ++i)
  {
    result.data[i] = Harmonic(z.data[i], k);
  }
  return result;
}

// Homogeneous rectifiers rho(a) = positive max(a, 0) + negative max(-a, 0).
struct Rectifier
{
  double positive{ 1.0 };
  double negative{ 0.0 };

  double
  operator()(double a) const
  {
    return a > 0.0 ? positive * a : -negative * a;
  }
};

inline constexpr Rectifier ReLU{ 1.0, 0.0 };
inline constexpr Rectifier Modulus{ 1.0, 1.0 };

inline constexpr Rectifier
LeakyReLU(double slope)
{
  return { 1.0, -slope };
}

// gamma^(k) = (1 / 2 pi) int rho(cos a) e^{-i k a} da: rho(Re(e^{ia} z)) = sum_k gamma^(k) [z]^k e^{i k a}. Real.
inline double
GammaReLU(int k)
{
  if (k % 2 != 0)
  {
    return std::abs(k) == 1 ? 0.25 : 0.0;
  }
  const double sign = (k / 2) % 2 == 0 ? -1.0 : 1.0;
  return sign / (Pi * (static_cast<double>(k) * k - 1.0));
}

inline double
Gamma(const Rectifier & rho, int k)
{
  // max(-a, 0) is the rectifier half a turn later.
  return (rho.positive + (k % 2 == 0 ? 1.0 : -1.0) * rho.negative) * GammaReLU(k);
}

// What the DFT over A phases gives for harmonic k: the sum of gamma^(k + m A) over m, by direct summation of the DFT.
inline double
AliasedGamma(const Rectifier & rho, int k, int numberOfPhases)
{
  double sum = 0.0;
  for (int n = 0; n < numberOfPhases; ++n)
  {
    const double a = 2 * Pi * n / numberOfPhases;
    sum += rho(std::cos(a)) * std::cos(k * a);
  }
  return sum / numberOfPhases;
}

// rho(Re(e^{ia} z)), a = 2 pi n / A.
inline double
Rectified(const Rectifier & rho, Complex z, int n, int numberOfPhases)
{
  return rho((std::polar(1.0, 2 * Pi * n / numberOfPhases) * z).real());
}

inline RealArray
Rectified(const Rectifier & rho, const ComplexArray & z, int n, int numberOfPhases)
{
  RealArray result(z.grid);
  for (std::size_t i = 0; i < z.data.size(); ++i)
  {
    result.data[i] = Rectified(rho, z.data[i], n, numberOfPhases);
  }
  return result;
}

// z = 1 / (A gamma^(1)) sum_a e^{-ia} rho(Re(e^{ia} z)); exact for even A >= 4.
inline Complex
InverseRectified(const Rectifier & rho, const std::vector<double> & phases)
{
  const auto numberOfPhases = static_cast<int>(phases.size());
  Complex    sum = 0.0;
  for (int n = 0; n < numberOfPhases; ++n)
  {
    sum += std::polar(phases[n], -2 * Pi * n / numberOfPhases);
  }
  return sum / (numberOfPhases * Gamma(rho, 1));
}
} // namespace phaseharmonics_reference

#endif
