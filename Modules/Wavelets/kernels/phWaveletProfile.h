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
  Morlet
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
  ZeroMeanCorrection(unsigned int                  scale,
                     unsigned int                  orientation,
                     const std::array<double, 3> & frequency) const;

  /** Radius beyond which the wavelet is negligible; 0 when it must not be periodized. */
  virtual double
  PeriodizationReach(unsigned int scale) const = 0;

  /** Standard deviation of the Gaussian low pass, in pixels. */
  virtual double
  LowPassDeviation(unsigned int numberOfScales) const = 0;

  /** Center frequency of the wavelets of a scale. */
  virtual double
  CenterFrequency(unsigned int scale) const = 0;

  /** The profile of a family. Throws std::invalid_argument where the family has none in that dimension. */
  static std::unique_ptr<WaveletProfile>
  New(WaveletFamily family, unsigned int dimension, unsigned int numberOfOrientations);
};
} // namespace phaseharmonics

#endif
