// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phStatisticsEngineInternal_h
#define phStatisticsEngineInternal_h

#include "phGramMatricesInternal.h"
#include "phMoments.h"
#include "phSpectralMoments.h"
#include "phStatisticsMapsInternal.h"

namespace phaseharmonics
{
/** Covariances of all terms of a moment set for one image, and the gradient of a function of them.
 *
 *  Forward: spectrum of the image; wavelet coefficients on the levels of the plan; spectra of moduli, with their
 *  autocovariances and crops; spectral moments; Gram matrices. Backward: the same steps in reverse order. */
template <typename T>
class StatisticsEngine
{
public:
  using Complex = std::complex<T>;

  StatisticsEngine(std::shared_ptr<const WaveletBank<T>> bank, const MomentSet & set);

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

  /** Spectrum and coefficients of the image minus a constant. */
  void
  Transform(const T * image, double subtracted, const Executor & executor);

  /** Means of all features and their standard deviations, after Transform about the mean image value. */
  void
  ComputeMeans(std::vector<std::complex<double>> & means,
               std::vector<double> &               deviations,
               const Executor &                    executor) const;

  /** E[(a - m_a) conj(b - m_b)] of every term about given means, after Transform about the mean image value. */
  void
  ComputeTerms(const std::vector<std::complex<double>> & means,
               std::vector<std::complex<double>> &       terms,
               const Executor &                          executor);

  /** Gradient with respect to the image of a function with derivatives dL/dRe + i dL/dIm for the terms of the
   *  last ComputeTerms. */
  void
  BackPropagate(const std::vector<std::complex<double>> & means,
                const std::vector<std::complex<double>> & termGradients,
                T *                                       gradient,
                const Executor &                          executor);

  std::size_t
  MemoryInBytes() const;

private:
  // Where the value of a term comes from.
  enum class Kind : unsigned char
  {
    Spectral,
    Autocovariance,
    Gram
  };
  struct Location
  {
    Kind        kind;
    std::size_t number;
  };

  void
  Locate();
  void
  AllocateMaps(const GramPlan & plan);
  unsigned int
  JointLevel(unsigned int scale) const;
  std::size_t
  FindCoefficients(unsigned int scale, unsigned int level) const;
  RealSpectra<T> &
  RealSpectraOf(unsigned int scale, int harmonic);
  void
  ComputeRealSpectra(const std::vector<std::complex<double>> & means, const Executor & executor);
  void
  RealMap(const RealSpectra<T> & node, std::size_t orientation, T * map) const;
  void
  ComputeGram(const std::vector<std::complex<double>> & means, const Executor & executor);
  typename GramMatrices<T>::Means
  MeansOfLevel(const GramPlan::Level & level, const std::vector<std::complex<double>> & means) const;
  std::vector<typename GramMatrices<T>::Maps>
  MapsOfLevel(const GramPlan::Level & level) const;

  void
  SetTermGradients(const std::vector<std::complex<double>> & termGradients);
  void
  BackPropagateGram(const std::vector<std::complex<double>> & means, const Executor & executor);
  void
  BackPropagateRealSpectra(const Executor & executor);
  void
  AddRealMapGradient(const RealSpectra<T> & node, std::size_t orientation, const T * gradient);
  void
  SumSpectra(const Executor & executor);

  std::size_t
  FeatureNumber(unsigned int scale, std::size_t orientation, int harmonic) const;

  std::shared_ptr<const WaveletBank<T>> m_Bank;
  WaveletTransform<T>                   m_Transform;
  MomentSet                             m_Set;
  std::vector<Location>                 m_Locations;
  std::map<Harmonic, std::size_t>       m_FeatureNumbers;

  std::unique_ptr<SpectralMoments<T>>           m_Spectral;
  std::unique_ptr<GramPlan>                     m_Plan;
  std::vector<std::unique_ptr<GramMatrices<T>>> m_Gram;

  std::vector<CoefficientMaps<T>> m_Coefficients;
  std::vector<CroppedMaps<T>>     m_Cropped;
  std::vector<RealSpectra<T>>     m_RealSpectra;
  AlignedBuffer<Complex>          m_Half;
  AlignedBuffer<T>                m_Power;
  AlignedBuffer<T>                m_Centered;
  double                          m_Subtracted{ 0.0 };
  AlignedBuffer<Complex>          m_LowPassHalf;
  AlignedBuffer<T>                m_LowPass;
  AlignedBuffer<T>                m_LowPassGradient;

  std::vector<std::complex<double>>                m_SpectralValues;
  std::vector<std::complex<double>>                m_SpectralWeights;
  std::vector<std::vector<double>>                 m_Cells;
  std::vector<std::vector<T>>                      m_CellGradients;
  std::vector<std::pair<std::size_t, std::size_t>> m_GramChunks; // (level number, chunk)
  std::vector<std::pair<std::size_t, std::size_t>> m_BandTasks;  // (coefficient maps, orientation)
  mutable ScratchPool<T>                           m_RealScratch;
  mutable ScratchPool<Complex>                     m_HalfScratch;
};
} // namespace phaseharmonics

#endif
