// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phWaveletProfile_h
#define phWaveletProfile_h

#include "phOrientationSet.h"

#include <memory>

namespace phaseharmonics
{
enum class WaveletFamily : unsigned char
{
  BumpSteerable,
  Morlet,
  BattleLemarie
};

/** Formula of the wavelets of one family in the frequency plane, before sampling. Frequencies are in
 *  radians per pixel (of the smallest spacing, when spacing is used). */
class PhaseHarmonics_EXPORT WaveletProfile
{
public:
  virtual ~WaveletProfile();

  /** Value of the continuous wavelet psi^_{j,l} at a frequency. */
  virtual double
  Band(unsigned int scale, unsigned int orientation, const std::array<double, 3> & frequency) const = 0;

  /** Value of the envelope whose multiple is subtracted after periodization, so that the sampled wavelet
   *  has zero mean; 0 for families that vanish at the origin by themselves. */
  virtual double
  ZeroMeanCorrection(unsigned int scale, unsigned int orientation, const std::array<double, 3> & frequency) const;

  /** Radius beyond which the wavelet is negligible; 0 when it must not be periodized. */
  virtual double
  PeriodizationReach(unsigned int scale) const = 0;

  /** Value of the low pass phi^_J at a frequency, before periodization: a Gaussian unless the family has its own. */
  virtual double
  LowPass(unsigned int numberOfScales, const std::array<double, 3> & frequency) const;

  /** Radius beyond which the low pass is negligible. */
  virtual double
  LowPassReach(unsigned int numberOfScales) const;

  /** Standard deviation of the Gaussian low pass, in pixels; 0 if the low pass is no Gaussian. */
  virtual double
  LowPassDeviation(unsigned int numberOfScales) const = 0;

  /** Center frequency of the wavelets of a scale. */
  virtual double
  CenterFrequency(unsigned int scale) const = 0;

  /** The profile of a family; with Q voices per octave, in 1-D, scale j has its center at xi0 2^(-j / Q). Throws
   *  std::invalid_argument where the family has none in that dimension. */
  static std::unique_ptr<WaveletProfile>
  New(WaveletFamily family,
      unsigned int  dimension,
      unsigned int  numberOfOrientations,
      unsigned int  voicesPerOctave = 1);
};
} // namespace phaseharmonics

#endif
