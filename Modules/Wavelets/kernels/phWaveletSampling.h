// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phWaveletSampling_h
#define phWaveletSampling_h

#include "phGrid.h"
#include "phWaveletProfile.h"

#include <vector>

namespace phaseharmonics
{
/** Evaluates the wavelets of a profile at the frequencies of a grid.
 *
 *  `relativeSampling[a]` is smallest spacing / spacing of axis a: the Nyquist frequency of the axis is pi times that.
 *  Wavelets are summed over the neighboring cells that their support reaches; a wavelet without finite
 *  reach takes the root mean square over both signs of each Nyquist frequency instead, which keeps the energy of
 *  the two half bands and so the lower frame bound. */
class PhaseHarmonics_EXPORT WaveletSampling
{
public:
  WaveletSampling(const WaveletProfile & profile, const Grid & grid, const std::array<double, 3> & relativeSampling);

  double
  Band(unsigned int scale, unsigned int orientation, const std::array<long, 3> & frequency) const;

  /** Periodized envelope whose multiple makes the wavelet vanish at frequency 0. */
  double
  Correction(unsigned int scale, unsigned int orientation, const std::array<long, 3> & frequency) const;

  double
  LowPass(unsigned int numberOfScales, const std::array<long, 3> & frequency) const;

  /** That multiple; 0 for families without correction. */
  double
  ZeroMeanCoefficient(unsigned int scale, unsigned int orientation) const;

private:
  template <typename TFunction>
  double
  Periodize(double reach, const std::array<long, 3> & frequency, const TFunction & function) const;

  template <typename TFunction>
  double
  RootMeanSquareOverNyquistSigns(const std::array<long, 3> & frequency, const TFunction & function) const;

  const WaveletProfile & m_Profile;
  Grid                   m_Grid;
  std::array<double, 3>  m_Cell;
};
} // namespace phaseharmonics

#endif
