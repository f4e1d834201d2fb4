// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phWaveletTransform_h
#define phWaveletTransform_h

#include "phFourierTransform.h"
#include "phScratchPool.h"
#include "phWaveletBank.h"

#include <functional>
#include <map>
#include <memory>

namespace phaseharmonics
{
/** Wavelet coefficients z_{j,l} = x * psi_{j,l} and low pass x * phi_J of real images, and back.
 *
 *  Cost of either direction: one real transform of the full grid and one complex transform for each band on its
 *  own grid. The inverse uses the dual frame psi^ / (Littlewood-Paley sum) and is exact to rounding. */
template <typename T>
class PhaseHarmonics_EXPORT WaveletTransform
{
public:
  using Complex = std::complex<T>;

  explicit WaveletTransform(std::shared_ptr<const WaveletBank<T>> bank);

  const WaveletBank<T> &
  GetBank() const
  {
    return *m_Bank;
  }
  const std::shared_ptr<const WaveletBank<T>> &
  GetSharedBank() const
  {
    return m_Bank;
  }

  /** Transform of the grid of a level of the bank. */
  const FourierTransform<T> &
  OfLevel(unsigned int level) const
  {
    return m_Levels.at(level);
  }

  /** Half spectrum of a real image on the full grid. */
  void
  Spectrum(const T * image, Complex * half) const
  {
    m_Levels.at(0).Forward(image, half);
  }

  /** z_{j,l} on the grid of a level, from the half spectrum. */
  void
  Band(const Complex * half, unsigned int scale, unsigned int orientation, unsigned int level, Complex * band) const;

  /** Spectrum of a map on the grid of a level, in place, where the filter of the band does not vanish; other bins hold
   *  anything. */
  void
  BandSpectrum(unsigned int scale, unsigned int orientation, unsigned int level, Complex * band) const;

  /** x * phi_J on its grid, from the half spectrum. `scratch` holds the half spectrum of that grid, and may be
   *  the memory of the low pass. */
  void
  LowPass(const Complex * half, Complex * scratch, T * lowPass) const;

  /** All bands, scale by scale, on their own grids, and the low pass. */
  void
  Forward(const T * image, Complex * const * bands, T * lowPass, const Executor & executor) const;

  /** As Forward, for many images one after the other in memory; image i of a band follows image i - 1. Images are
   *  spread over threads, and each is transformed by one: nothing is set up per image. */
  void
  ForwardBatch(const T * images, std::size_t count, Complex * const * bands, T * lowPass, const Executor & executor)
    const;

  /** The image whose coefficients are given, or the one closest to them if no image has them.
   *  Throws std::invalid_argument where WaveletBank::CheckIsFrame does. */
  void
  Inverse(const Complex * const * bands, const T * lowPass, T * image, const Executor & executor) const;

  /** Gradient of a function of the coefficients with respect to the image; gradients of complex
   *  coefficients are dL/dRe + i dL/dIm. */
  void
  Adjoint(const Complex * const * bands, const T * lowPass, T * image, const Executor & executor) const;

private:
  using WeightOfGrid = std::function<T(const Grid &)>;

  void
  SumOfBands(const Complex * const * bands,
             const T *               lowPass,
             const WeightOfGrid &    bandWeight,
             const WeightOfGrid &    lowPassWeight,
             Complex *               half,
             const Executor &        executor) const;

  std::shared_ptr<const WaveletBank<T>>       m_Bank;
  std::map<unsigned int, FourierTransform<T>> m_Levels;
  mutable ScratchPool<std::size_t>            m_Rows;
  mutable ScratchPool<Complex>                m_Halves;
};

extern template class PhaseHarmonics_EXPORT WaveletTransform<float>;
extern template class PhaseHarmonics_EXPORT WaveletTransform<double>;
} // namespace phaseharmonics

#endif
