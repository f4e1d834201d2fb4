// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phStatisticsEngineInternal_h
#define phStatisticsEngineInternal_h

#include "phFeatureMeansInternal.h"
#include "phMapCovariancesInternal.h"
#include "phMoments.h"
#include "phSpectralMoments.h"

namespace phaseharmonics
{
/** Covariances of all terms of a moment set for one image, and the gradient of a function of them.
 *
 *  Terms between linear features come from the power spectrum, the others from maps: in one pass, or, where memory is
 *  limited, in several with the maps of few pairs of scales each, which are computed again for the gradient. */
template <typename T>
class StatisticsEngine
{
public:
  using Complex = std::complex<T>;
  using Values = std::vector<std::complex<double>>;

  /** `memoryLimit` in bytes, 0 for none. Throws std::invalid_argument if bank and set do not fit together. */
  StatisticsEngine(std::shared_ptr<const WaveletBank<T>> bank, const MomentSet & set, std::size_t memoryLimit);

  const WaveletBank<T> &
  GetBank() const
  {
    return *m_Bank;
  }
  const MomentSet &
  GetMomentSet() const
  {
    return m_Set;
  }

  /** Spectrum of the image minus a constant. */
  void
  Transform(const T * image, double subtracted, const Executor & executor);

  /** Means of all features and their standard deviations, after Transform about the mean image value. */
  void
  ComputeMeans(Values & means, std::vector<double> & deviations, const Executor & executor) const;

  /** E[(a - m_a) conj(b - m_b)] of every term about given means, after Transform about the mean image value. */
  void
  ComputeTerms(const Values & means, Values & terms, bool withGradient, const Executor & executor);

  /** Gradient with respect to the image of a function with derivatives dL/dRe + i dL/dIm for the terms of the
   *  last ComputeTerms, which was told that a gradient follows. */
  void
  BackPropagate(const Values & means, const Values & termGradients, T * gradient, const Executor & executor);

  /** Centering, means, power, spectral moments; bands, spectra and tiles of each pass. */
  unsigned int
  NumberOfLoopsOfAnalysis() const
  {
    return 4 + 3 * static_cast<unsigned int>(m_Passes.size());
  }

  /** Largest number of bytes held at one time. Throws std::invalid_argument if the limit is too low. */
  std::size_t
  PeakMemoryInBytes(bool withGradient);

private:
  void
  PlanPasses(bool withGradient);
  std::size_t
  FixedMemoryInBytes(bool withGradient) const;
  std::size_t
  PassMemoryInBytes(const MapCovariances<T> & pass, bool withGradient) const;

  std::shared_ptr<const WaveletBank<T>>           m_Bank;
  MomentSet                                       m_Set;
  WaveletTransform<T>                             m_Transform;
  FeatureMeans<T>                                 m_Means;
  std::size_t                                     m_MemoryLimit;
  std::vector<std::unique_ptr<MapCovariances<T>>> m_Passes;
  bool                                            m_PassesHaveGradient{ false };

  std::unique_ptr<SpectralMoments<T>> m_Spectral;
  std::vector<std::size_t>            m_SpectralTerms;
  Values                              m_SpectralValues;

  AlignedBuffer<Complex> m_Half;         // of the image
  AlignedBuffer<Complex> m_GradientHalf; // allocated with the first gradient
  AlignedBuffer<T>       m_Power;
  double                 m_Subtracted{ 0.0 };
};
} // namespace phaseharmonics

#endif
