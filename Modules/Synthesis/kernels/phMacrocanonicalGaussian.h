// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phMacrocanonicalGaussian_h
#define phMacrocanonicalGaussian_h

#include "phMoments.h"

#include <cstdint>
#include <functional>
#include <memory>

namespace phaseharmonics
{
/** Gaussian process of maximum entropy with given energies and autocovariances of the bands (macrocanonical model A
 *  of Zhang and Mallat 2021): its power spectrum is 1 / (sum_p b_p f_p) where the moments are sum_w P f_p.
 *
 *  The dual problem in b is convex and is solved by Newton's method: first-order methods stall, since spectra that fall
 *  over decades make the functions f_p nearly dependent. Memory: about 48 n^2 bytes for n complex moments. */
class PhaseHarmonics_EXPORT MacrocanonicalGaussian
{
public:
  /** Returns false to stop. */
  using Observer = std::function<bool(unsigned int iteration, double relativeError)>;

  /** Solves for the linear moments (k = 1, low pass) of `moments` until every one of them agrees within `tolerance`
   *  times the geometric mean of the energies of its bands, or `maximumIterations`. Throws std::invalid_argument
   *  without such moments. */
  MacrocanonicalGaussian(std::shared_ptr<const WaveletBank<double>> bank,
                         const Moments &                            moments,
                         double                                     tolerance,
                         unsigned int                               maximumIterations,
                         const Observer &                           observer,
                         const Executor &                           executor);

  /** Largest relative error of a moment of the solution. */
  double
  GetRelativeError() const
  {
    return m_RelativeError;
  }

  /** E|x^|^2 / d^2 on the half spectrum, 0 at frequency 0. */
  const AlignedBuffer<double> &
  GetPowerSpectrum() const
  {
    return m_Power;
  }

  template <typename T>
  void
  Sample(std::uint64_t seed, std::uint64_t sample, T * image) const;

private:
  Grid                  m_Grid;
  double                m_Mean;
  AlignedBuffer<double> m_Power;
  double                m_RelativeError{ 0.0 };
};

struct MacrocanonicalGaussianOptions
{
  unsigned int shiftRange{ 2 }; // largest lag of the autocovariances along an axis, in units of the scale
  double       tolerance{ 1e-3 };
  unsigned int maximumIterations{ 100 };
};

/** The process of the moments of one image, with the wavelets of `bank`. The dual problem is too ill-conditioned for
 *  single precision, so that all is computed in double. Throws std::invalid_argument for a constant image, for a
 *  tolerance that is not positive, and for wavelets that do not fit the grid. */
template <typename T>
PhaseHarmonics_EXPORT MacrocanonicalGaussian
FitMacrocanonicalGaussian(const Grid &                             grid,
                          const T *                                image,
                          const WaveletBankOptions &               bank,
                          const MacrocanonicalGaussianOptions &    options,
                          const MacrocanonicalGaussian::Observer & observer,
                          const Executor &                         executor);

extern template PhaseHarmonics_EXPORT void
MacrocanonicalGaussian::Sample<float>(std::uint64_t, std::uint64_t, float *) const;
extern template PhaseHarmonics_EXPORT void
MacrocanonicalGaussian::Sample<double>(std::uint64_t, std::uint64_t, double *) const;
} // namespace phaseharmonics

#endif
