// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phBandSpectrum_h
#define phBandSpectrum_h

#include "phMoments.h"

namespace phaseharmonics
{
/** What moments tell about a power spectrum: the energy s_b = E|z_b|^2 of each wavelet band b, the low pass included.
 *
 *  Spectra are means of one number per band, weighted by |psi^_b|^2 at each frequency. Bands of no energy count as
 *  1e-12 of the largest, and frequencies that no band sees take the smallest number, so that spectra are positive. */
class PhaseHarmonics_EXPORT BandSpectrum
{
public:
  /** Of moments on any grid. Throws std::invalid_argument when they tell the energy of no band of the bank. */
  template <typename T>
  BandSpectrum(const WaveletBank<T> & bank, const Moments & moments);

  /** Power spectrum E|x^|^2 / d^2 on the half spectrum: s_b / |psi^_b|_2^2, then scaled to the variance of the
   *  image; 0 at frequency 0. */
  const AlignedBuffer<double> &
  GetPower() const
  {
    return m_Power;
  }

  /** K on the half spectrum for SpectralPreconditioner: the fourth root of s_b / |psi^_b|_2, which is the geometric
   *  mean of the power s_b / |psi^_b|_2^2 per frequency and of the energy s_b, halfway to no preconditioning. */
  const AlignedBuffer<double> &
  GetPreconditioner() const
  {
    return m_Preconditioner;
  }

private:
  AlignedBuffer<double> m_Power;
  AlignedBuffer<double> m_Preconditioner;
};

extern template PhaseHarmonics_EXPORT
BandSpectrum::BandSpectrum(const WaveletBank<float> &, const Moments &);
extern template PhaseHarmonics_EXPORT
BandSpectrum::BandSpectrum(const WaveletBank<double> &, const Moments &);
} // namespace phaseharmonics

#endif
