// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phGaussianModel_h
#define phGaussianModel_h

#include "phMoments.h"

#include <cstdint>
#include <functional>
#include <memory>

namespace phaseharmonics
{
/** Image with the power spectrum and the mean of another and independent uniform random phases. */
template <typename T>
PhaseHarmonics_EXPORT void
SampleRandomPhases(const Grid & grid, const T * image, std::uint64_t seed, std::uint64_t sample, T * result);

/** Empirical correlation E[x(u) x(u - lag)] over all pixels, periodic; lag 0 is pixel size / 2 of each axis. */
template <typename T>
PhaseHarmonics_EXPORT void
ComputeCorrelation(const Grid & grid, const T * image, T * correlation);

/** Gaussian process of maximum entropy with given energies and autocovariances of the bands (macrocanonical model A
 *  of Zhang and Mallat 2021): its power spectrum is 1 / (sum_p b_p f_p) where the moments are sum_w P f_p. */
template <typename T>
class PhaseHarmonics_EXPORT MacrocanonicalGaussian
{
public:
  /** Returns false to stop. */
  using Observer = std::function<bool(unsigned int iteration, double relativeError)>;

  /** Solves the dual problem for the linear moments (k = 1, low pass) of `moments` until every one of them agrees
   *  within `tolerance` times the geometric mean of the two energies, or `maximumIterations`. */
  MacrocanonicalGaussian(std::shared_ptr<const WaveletBank<T>> bank,
                         const Moments &                       moments,
                         double                                tolerance,
                         unsigned int                          maximumIterations,
                         const Observer &                      observer,
                         const Executor &                      executor);

  /** Largest relative error of a moment of the solution. */
  double
  GetRelativeError() const
  {
    return m_RelativeError;
  }

  /** E|x^|^2 / d^2 on the half spectrum, 0 at frequency 0. */
  const AlignedBuffer<T> &
  GetPowerSpectrum() const
  {
    return m_Power;
  }

  void
  Sample(std::uint64_t seed, std::uint64_t sample, T * image) const;

private:
  Grid             m_Grid;
  double           m_Mean;
  AlignedBuffer<T> m_Power;
  double           m_RelativeError{ 0.0 };
};

extern template class PhaseHarmonics_EXPORT MacrocanonicalGaussian<float>;
extern template class PhaseHarmonics_EXPORT MacrocanonicalGaussian<double>;
} // namespace phaseharmonics

#endif
