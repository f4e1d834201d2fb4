// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phStatistics_h
#define phStatistics_h

#include "phMomentEnergy.h"
#include "phMoments.h"

#include <memory>

namespace phaseharmonics
{
/** Phase-harmonic moments of images on one grid, and value and gradient of the energy of moment matching
 *
 *  E(x) = sum over unique moments of |C_x - C_target|^2,
 *
 *  where C_x is centered on the target's means and, with MomentNormalization::Target, divided by its deviations
 *  (Zhang and Mallat 2021, eq. 10); centering on frozen means constrains the means as well.
 *
 *  Moments of linear features (k = 1, low pass) are quadratic forms of the power spectrum. Other covariances at
 *  equal positions are Gram matrices over tiles of pixels: within a scale on its own grid; |z_{j1}| with
 *  [z_{j2}]^k on the grid of the coarser scale, after cropping |z_{j1}| in Fourier; [z_{j1}]^k with
 *  [z_{j2}]^k2 on a grid that holds scale j1 exactly. With a bank without decimation all is on the full grid.
 *  Covariances at lags are sums over frequencies on the same grids.
 *
 *  Maps are single precision for T = float; sums are accumulated in double in an order that does not depend on the
 *  number of threads, so that results are equal bit for bit. One object serves one evaluation at a time. */
template <typename T>
class PhaseHarmonics_EXPORT Statistics : public MomentEnergy<T>
{
public:
  /** `memoryLimit` in bytes, 0 for none: with a limit, maps of a few scales at a time are held, and computed again for
   *  a gradient. Results then differ in their last bits. Throws std::invalid_argument if bank and set do not fit
   *  together, or if the limit is too low, naming what is needed. */
  Statistics(std::shared_ptr<const WaveletBank<T>> bank, const MomentSet & set, std::size_t memoryLimit = 0);
  ~Statistics() override;

  const MomentSet &
  GetMomentSet() const;
  const WaveletBank<T> &
  GetBank() const;
  const Grid &
  GetGrid() const override
  {
    return this->GetBank().GetGrid();
  }

  /** Moments of an image about its own means. */
  Moments
  Analyze(const T * image, const Executor & executor);

  /** Moments of an image about the means of the target. Throws std::logic_error without a target. */
  Moments
  AnalyzeAboutTarget(const T * image, const Executor & executor);

  /** Sets the moments to match. Throws std::invalid_argument if they are not of this set, or if they are to be
   *  divided by deviations that are 0. */
  void
  SetTarget(const Moments & target, MomentNormalization normalization);

  double
  Value(const T * image, const Executor & executor) override;

  double
  ValueAndGradient(const T * image, T * gradient, const Executor & executor) override;

  /** Loops that Analyze runs through the executor, for the progress of a caller. */
  unsigned int
  NumberOfLoopsOfAnalysis() const;

  /** Largest number of bytes held at one time, the bank included, images not, with two threads; known before anything
   *  is allocated. Throws std::invalid_argument if the limit is too low. */
  std::size_t
  PeakMemoryInBytes(bool withGradient) const;

private:
  class Engine;
  std::unique_ptr<Engine> m_Engine;
};

extern template class PhaseHarmonics_EXPORT Statistics<float>;
extern template class PhaseHarmonics_EXPORT Statistics<double>;
} // namespace phaseharmonics

#endif
