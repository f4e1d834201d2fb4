// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phFeatureMeansInternal_h
#define phFeatureMeansInternal_h

#include "phMomentSet.h"
#include "phScratchPool.h"
#include "phWaveletTransform.h"

#include <complex>
#include <map>
#include <vector>

namespace phaseharmonics
{
/** Means and standard deviations of all features of a set, one band at a time: each on the grid of its own scale, so
 *  that they do not depend on which maps are kept for covariances. */
template <typename T>
class FeatureMeans
{
public:
  using Complex = std::complex<T>;

  FeatureMeans(const WaveletTransform<T> & transform, const MomentSet & set);

  /** `half` is the spectrum of the image minus the constant `subtracted`. */
  void
  Compute(const Complex *                     half,
          double                              subtracted,
          std::vector<std::complex<double>> & means,
          std::vector<double> &               deviations,
          const Executor &                    executor) const;

  /** Scratch of one thread. */
  std::size_t
  ScratchInBytes() const;

private:
  struct Moments
  {
    std::complex<double> mean;
    double               square;
  };

  Moments
  OfBand(const Complex * z, std::size_t pixels, int harmonic) const;
  double
  Energy(const BandFilter<T> & filter, const Complex * half) const;

  const WaveletTransform<T> &           m_Transform;
  const MomentSet &                     m_Set;
  std::vector<std::vector<std::size_t>> m_FeaturesOfBand;
  std::size_t                           m_LargestBand;
};
} // namespace phaseharmonics

#endif
