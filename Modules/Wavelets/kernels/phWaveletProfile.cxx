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

// 2^(j / Q).
double
Dilation(unsigned int scale, unsigned int voices)
{
  const double octave = std::ldexp(1.0, static_cast<int>(scale / voices));
  return scale % voices == 0 ? octave : octave * std::pow(2.0, static_cast<double>(scale % voices) / voices);
}

// Mallat, Zhang and Rochette 2020, section 2.1; the 3-D form keeps the radial profile and takes
// cos^2 around the axes of a regular polyhedron, whose fourth powers sum to a constant.
class BumpSteerableProfile : public WaveletProfile
{
public:
  BumpSteerableProfile(unsigned int dimension, unsigned int numberOfOrientations, unsigned int voices)
    : m_Voices(voices)
    , m_Dimension(dimension)
    , m_Power(dimension == 3 ? 2 : numberOfOrientations - 1)
    , m_Directions(OrientationSet(dimension, numberOfOrientations))
  {
    const double angular = dimension == 3 ? std::sqrt(numberOfOrientations / 5.0) : AngularNorm(numberOfOrientations);
    // Voices overlap: together they keep the energy of one.
    m_Constant = 1.0 / (1.29 * angular * std::sqrt(static_cast<double>(voices)));
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
    const double u = radius * Dilation(scale, m_Voices) / m_CenterFrequency - 1.0;
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
    return this->IsHeld(scale) ? 0.0 : 2.0 * m_CenterFrequency / Dilation(scale, m_Voices);
  }

  double
  LowPassDeviation(unsigned int numberOfScales) const override
  {
    const double ratio = 0.702 * std::pow(2.0, -0.55) * std::sqrt(2.0);
    return Dilation(numberOfScales - 1, m_Voices) / (ratio * m_CenterFrequency);
  }

  double
  CenterFrequency(unsigned int scale) const override
  {
    return m_CenterFrequency / Dilation(scale, m_Voices);
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
  const unsigned int            m_Voices;
  const unsigned int            m_Dimension;
  const unsigned int            m_Power;
  const std::vector<UnitVector> m_Directions;
  double                        m_Constant;
};

// Gaussian envelope of slant 4 / L around xi_j = (3/4) pi 2^-j (Anden and Mallat 2014; Bruna and Mallat 2013).
class MorletProfile : public WaveletProfile
{
public:
  MorletProfile(unsigned int dimension, unsigned int numberOfOrientations, unsigned int voices)
    : m_Voices(voices)
    , m_Directions(OrientationSet(dimension, numberOfOrientations))
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
    return this->CenterFrequency(scale) + deviations * std::max(1.0, m_Slant) / this->Deviation(scale);
  }

  double
  LowPassDeviation(unsigned int numberOfScales) const override
  {
    return 0.8 * Dilation(numberOfScales - 1, m_Voices);
  }

  double
  CenterFrequency(unsigned int scale) const override
  {
    return 0.75 * Pi / Dilation(scale, m_Voices);
  }

private:
  // Neighboring voices cross where those of octaves do, relative to their distance: narrower in frequency, wider here.
  double
  Deviation(unsigned int scale) const
  {
    const double step = std::pow(2.0, -1.0 / m_Voices);
    const double width = m_Voices == 1 ? 1.0 : 3.0 * (1.0 - step) / (1.0 + step);
    return 0.8 / width * Dilation(scale, m_Voices);
  }

  double
  Envelope(unsigned int scale, unsigned int orientation, const std::array<double, 3> & frequency) const
  {
    const double along = Dot(frequency, m_Directions[orientation]);
    const double across2 = std::max(0.0, Dot(frequency, frequency) - along * along);
    const double s = this->Deviation(scale);
    return std::exp(-0.5 * s * s * (along * along + across2 / (m_Slant * m_Slant)));
  }

  const unsigned int            m_Voices;
  const std::vector<UnitVector> m_Directions;
  const double                  m_Slant;
};

// Cubic splines (Battle 1987; Lemarie 1988; Mallat, "A wavelet tour of signal processing", 2009, section 7.2), the
// analytic part: with S(w) = sum_k (w + 2 k pi)^-8, phi^ = w^-4 / sqrt(S(w)) and psi^ = w^-4 sqrt(S(w/2 + pi) / (S(w)
// S(w/2))), up to a phase, dilated so that the mean frequency of the energy of psi_0 is 0.85 pi.
class BattleLemarieProfile : public WaveletProfile
{
public:
  explicit BattleLemarieProfile(unsigned int voices)
    : m_Voices(voices)
    , m_Constant(1.0 / std::sqrt(static_cast<double>(voices)))
  {}

  double
  Band(unsigned int scale, unsigned int, const std::array<double, 3> & frequency) const override
  {
    const double w = frequency[0] * Unit * Dilation(scale, m_Voices);
    return w > 0.0 && w < MainLobe ? m_Constant * Wavelet(w) : 0.0;
  }

  double
  PeriodizationReach(unsigned int scale) const override
  {
    return MainLobe / (Unit * Dilation(scale, m_Voices));
  }

  double
  LowPass(unsigned int numberOfScales, const std::array<double, 3> & frequency) const override
  {
    return Scaling(std::abs(frequency[0]) * Unit * Dilation(numberOfScales - 1, m_Voices));
  }

  double
  LowPassReach(unsigned int numberOfScales) const override
  {
    return 2.0 * Pi / (Unit * Dilation(numberOfScales - 1, m_Voices));
  }

  double
  LowPassDeviation(unsigned int) const override
  {
    return 0.0;
  }

  double
  CenterFrequency(unsigned int scale) const override
  {
    return 0.85 * Pi / Dilation(scale, m_Voices);
  }

private:
  // S(w) (2 sin(w/2))^8 as a polynomial in t = sin^2(w/2), from the sixth derivative of the sum of (w + 2 k pi)^-2.
  static double
  SplineSum(double t)
  {
    return 1.0 + t * (-4.0 / 3.0 + t * (2.0 / 5.0 - t * 4.0 / 315.0));
  }

  static double
  Scaling(double w)
  {
    const double s = std::sin(0.5 * w);
    return (w < 1e-8 ? 1.0 : std::pow(s / (0.5 * w), 4.0)) / std::sqrt(SplineSum(s * s));
  }

  static double
  Wavelet(double w)
  {
    const double quarter = std::pow(std::sin(0.25 * w), 2.0);
    const double half = std::pow(std::sin(0.5 * w), 2.0);
    return std::pow(quarter / (0.25 * w), 4.0) *
           std::sqrt(SplineSum(1.0 - quarter) / (SplineSum(half) * SplineSum(quarter)));
  }

  static constexpr double MeanFrequency{ 0.7594 }; // of the energy of psi, in cycles
  static constexpr double Unit{ MeanFrequency / 0.425 };
  const double            MainLobe{ 4.0 * Pi };
  const unsigned int      m_Voices;
  const double            m_Constant;
};
} // namespace

WaveletProfile::~WaveletProfile() = default;

double
WaveletProfile::ZeroMeanCorrection(unsigned int, unsigned int, const std::array<double, 3> &) const
{
  return 0.0;
}

double
WaveletProfile::LowPass(unsigned int numberOfScales, const std::array<double, 3> & frequency) const
{
  const double s = this->LowPassDeviation(numberOfScales);
  return std::exp(-0.5 * s * s * Dot(frequency, frequency));
}

double
WaveletProfile::LowPassReach(unsigned int numberOfScales) const
{
  const double deviations = 9.0;
  return deviations / this->LowPassDeviation(numberOfScales);
}

std::unique_ptr<WaveletProfile>
WaveletProfile::New(WaveletFamily family,
                    unsigned int  dimension,
                    unsigned int  numberOfOrientations,
                    unsigned int  voicesPerOctave)
{
  if (voicesPerOctave < 1 || voicesPerOctave > 32 || (voicesPerOctave > 1 && dimension > 1))
  {
    throw std::invalid_argument("The number of voices per octave must be 1, or up to 32 for 1-D images, not " +
                                std::to_string(voicesPerOctave) + ".");
  }
  switch (family)
  {
    case WaveletFamily::Morlet:
      if (dimension == 3)
      {
        throw std::invalid_argument("Morlet wavelets are 1-D and 2-D; choose bump steerable wavelets for 3-D images.");
      }
      return std::make_unique<MorletProfile>(dimension, numberOfOrientations, voicesPerOctave);
    case WaveletFamily::BattleLemarie:
      if (dimension != 1)
      {
        throw std::invalid_argument("Battle-Lemarie wavelets are 1-D; choose bump steerable wavelets for images.");
      }
      OrientationSet(dimension, numberOfOrientations);
      return std::make_unique<BattleLemarieProfile>(voicesPerOctave);
    default:
      return std::make_unique<BumpSteerableProfile>(dimension, numberOfOrientations, voicesPerOctave);
  }
}
} // namespace phaseharmonics
