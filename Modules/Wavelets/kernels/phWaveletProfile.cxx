// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phWaveletProfile.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

namespace phaseharmonics
{
namespace
{
const double Pi = std::acos(-1.0);

double
Dot(const std::array<double, 3> & a, const std::array<double, 3> & b)
{
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

double
Factorial(unsigned int n)
{
  return std::tgamma(n + 1.0);
}

// Mallat, Zhang and Rochette 2020, section 2.1; the 3-D form keeps the radial profile and takes
// cos^2 around the axes of a regular polyhedron, whose fourth powers sum to a constant.
class BumpSteerableProfile : public WaveletProfile
{
public:
  BumpSteerableProfile(unsigned int dimension, unsigned int numberOfOrientations)
    : m_Dimension(dimension)
    , m_Power(dimension == 3 ? 2 : numberOfOrientations - 1)
    , m_Directions(OrientationSet(dimension, numberOfOrientations))
  {
    const double angular = dimension == 3 ? std::sqrt(numberOfOrientations / 5.0) : AngularNorm(numberOfOrientations);
    m_Constant = 1.0 / (1.29 * angular);
  }

  double
  Band(unsigned int scale, unsigned int orientation, const std::array<double, 3> & frequency) const override
  {
    const double radius = std::sqrt(Dot(frequency, frequency));
    const double cosine = Dot(frequency, m_Directions[orientation]);
    // At right angles the cosine is zero up to rounding; its sign must not decide.
    const bool isRightAngle = std::abs(cosine) <= 1e-14 * radius;
    if (radius == 0.0 || (isRightAngle ? m_Power > 0 : cosine < 0.0))
    {
      return 0.0;
    }
    const double u = std::ldexp(radius, static_cast<int>(scale)) / m_CenterFrequency - 1.0;
    if (u >= 1.0 && !this->IsHeld(scale))
    {
      return 0.0;
    }
    const double square = u * u;
    const double radial = u >= 0.0 && this->IsHeld(scale) ? 1.0 : std::exp(-square / (1.0 - square));
    // A single orientation jumps there from one half plane to the other, and each takes half of the energy.
    const double angular = isRightAngle ? std::sqrt(0.5) : std::pow(cosine / radius, static_cast<double>(m_Power));
    return m_Constant * radial * angular;
  }

  double
  PeriodizationReach(unsigned int scale) const override
  {
    return this->IsHeld(scale) ? 0.0 : std::ldexp(2.0 * m_CenterFrequency, -static_cast<int>(scale));
  }

  double
  LowPassDeviation(unsigned int numberOfScales) const override
  {
    const double ratio = 0.702 * std::pow(2.0, -0.55) * std::sqrt(2.0);
    return std::ldexp(1.0, static_cast<int>(numberOfScales) - 1) / (ratio * m_CenterFrequency);
  }

  double
  CenterFrequency(unsigned int scale) const override
  {
    return std::ldexp(m_CenterFrequency, -static_cast<int>(scale));
  }

private:
  // The corner of the 3-D frequency cube lies outside the bump: the finest scale keeps it covered.
  bool
  IsHeld(unsigned int scale) const
  {
    return m_Dimension == 3 && scale == 0;
  }

  static double
  AngularNorm(unsigned int n)
  {
    return std::sqrt(n * Factorial(2 * n - 2)) / (Factorial(n - 1) * std::ldexp(1.0, static_cast<int>(n) - 1));
  }

  const double                  m_CenterFrequency{ 0.85 * Pi };
  const unsigned int            m_Dimension;
  const unsigned int            m_Power;
  const std::vector<UnitVector> m_Directions;
  double                        m_Constant;
};

// Gaussian envelope of slant 4 / L around xi_j = (3/4) pi 2^-j (Anden and Mallat 2014; Bruna and Mallat 2013).
class MorletProfile : public WaveletProfile
{
public:
  MorletProfile(unsigned int dimension, unsigned int numberOfOrientations)
    : m_Directions(OrientationSet(dimension, numberOfOrientations))
    , m_Slant(dimension == 1 ? 1.0 : 4.0 / numberOfOrientations)
  {}

  double
  Band(unsigned int scale, unsigned int orientation, const std::array<double, 3> & frequency) const override
  {
    std::array<double, 3> shifted = frequency;
    for (unsigned int axis = 0; axis < 3; ++axis)
    {
      shifted[axis] -= this->CenterFrequency(scale) * m_Directions[orientation][axis];
    }
    return this->Envelope(scale, orientation, shifted);
  }

  double
  ZeroMeanCorrection(unsigned int                  scale,
                     unsigned int                  orientation,
                     const std::array<double, 3> & frequency) const override
  {
    return this->Envelope(scale, orientation, frequency);
  }

  double
  PeriodizationReach(unsigned int scale) const override
  {
    const double deviations = 8.5;
    return this->CenterFrequency(scale) + deviations * std::max(1.0, m_Slant) / Deviation(scale);
  }

  double
  LowPassDeviation(unsigned int numberOfScales) const override
  {
    return Deviation(numberOfScales - 1);
  }

  double
  CenterFrequency(unsigned int scale) const override
  {
    return std::ldexp(0.75 * Pi, -static_cast<int>(scale));
  }

private:
  static double
  Deviation(unsigned int scale)
  {
    return std::ldexp(0.8, static_cast<int>(scale));
  }

  double
  Envelope(unsigned int scale, unsigned int orientation, const std::array<double, 3> & frequency) const
  {
    const double along = Dot(frequency, m_Directions[orientation]);
    const double across2 = std::max(0.0, Dot(frequency, frequency) - along * along);
    const double s = Deviation(scale);
    return std::exp(-0.5 * s * s * (along * along + across2 / (m_Slant * m_Slant)));
  }

  const std::vector<UnitVector> m_Directions;
  const double                  m_Slant;
};
} // namespace

WaveletProfile::~WaveletProfile() = default;

double
WaveletProfile::ZeroMeanCorrection(unsigned int, unsigned int, const std::array<double, 3> &) const
{
  return 0.0;
}

std::unique_ptr<WaveletProfile>
WaveletProfile::New(WaveletFamily family, unsigned int dimension, unsigned int numberOfOrientations)
{
  if (family == WaveletFamily::Morlet)
  {
    if (dimension == 3)
    {
      throw std::invalid_argument("Morlet wavelets are 1-D and 2-D; choose bump steerable wavelets for 3-D images.");
    }
    return std::make_unique<MorletProfile>(dimension, numberOfOrientations);
  }
  return std::make_unique<BumpSteerableProfile>(dimension, numberOfOrientations);
}
} // namespace phaseharmonics
