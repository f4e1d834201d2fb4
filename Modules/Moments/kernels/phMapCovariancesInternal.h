// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phMapCovariancesInternal_h
#define phMapCovariancesInternal_h

#include "phGramMatricesInternal.h"
#include "phMapBuffersInternal.h"
#include "phWaveletTransform.h"

#include <array>
#include <map>
#include <memory>
#include <tuple>

namespace phaseharmonics
{
/** Those covariances of a moment set that need maps, and their gradient; or a part of them, so that the maps of few
 *  scales are in memory at once.
 *
 *  Forward: coefficients on the levels of the plan; spectra of moduli (and of [z]^k with lags), cropped moduli; Gram
 *  matrices over tiles. Backward, from the coarsest level to the finest: gradients of cropped moduli, of the spectra,
 *  and of all columns of a tile, which replace the coefficients; then their spectra. */
template <typename T>
class MapCovariances
{
public:
  using Complex = std::complex<T>;
  using TermNumbers = std::vector<std::size_t>;
  using Values = std::vector<std::complex<double>>;

  /** Covariances of these terms of the set. */
  MapCovariances(const WaveletTransform<T> & transform, const MomentSet & set, const TermNumbers & terms);

  /** True for terms that need no map: both features are linear. */
  static bool
  IsSpectral(const MomentSet & set, const MomentSet::Term & term);

  /** Bytes of the maps, allocated or not. */
  std::size_t
  MemoryInBytes(bool withGradient) const;

  /** Bytes that every thread takes besides. */
  std::size_t
  ScratchInBytes(bool withGradient) const;

  /** Frees the maps. */
  void
  Release();

  /** Maps from the half spectrum of the image, about the given means of features. */
  void
  Transform(const Complex * half, const Values & means, bool withGradient, const Executor & executor);

  /** Writes terms[t] for each of its terms t, after Transform. */
  void
  Compute(const Values & means, Values & terms, const Executor & executor);

  /** Prepares the rows below, from dL/dRe + i dL/dIm of each term, after Transform with gradient. The maps are gone
   *  afterwards. */
  void
  BackPropagate(const Complex * half, const Values & means, const Values & gradients, const Executor & executor);

  /** Adds a row of the half spectrum of the gradient with respect to the image, which may be asked for concurrently. */
  void
  AddGradientRow(std::size_t row, Complex * half) const;

private:
  // Where the value of a term comes from.
  struct Location
  {
    enum class Kind : unsigned char
    {
      Autocovariance,
      Partner,
      Gram
    };
    Kind        kind;
    std::size_t term;
    std::size_t number; // of the Gram pair
  };

  void
  Locate(const TermNumbers & terms);
  unsigned int
  JointLevel(unsigned int scale) const;
  void
  AddPartners();
  void
  PlanMaps();
  void
  MakeScratch();
  FeatureSpectra<T> &
  SpectraOf(unsigned int scale, int harmonic, unsigned int level);
  std::size_t
  FindCoefficients(unsigned int scale, unsigned int level) const;
  std::size_t
  FindCropped(unsigned int scale, unsigned int level) const;
  std::complex<double>
  MeanOf(const Values & means, unsigned int scale, std::size_t orientation, int harmonic) const;

  void
  Allocate(bool withGradient);
  void
  ComputeSpectra(const Complex * half, const Values & means, bool areKept, const Executor & executor);
  void
  FeatureMap(const FeatureSpectra<T> & node, std::size_t orientation, Complex * map) const;

  void
  SetGradients(const Values & gradients);
  void
  BackPropagateSpectra(const Complex * half, unsigned int level, const Executor & executor);
  void
  BackPropagateGram(std::size_t number, const Values & means, const Executor & executor);
  void
  BackPropagateLowPass();
  template <typename TBody>
  void
  ForEachPartnerOf(const Harmonic & linear, const TBody & body) const;
  void
  BackPropagateMaps(unsigned int level, const Executor & executor);
  void
  AddSpectraGradient(const CoefficientMaps<T> & maps,
                     std::size_t                orientation,
                     std::size_t                begin,
                     std::size_t                count,
                     Complex *                  gradient) const;

  typename GramMatrices<T>::Means
  MeansOfLevel(const GramPlan::Level & level, const Values & means) const;
  std::vector<typename GramMatrices<T>::Maps>
  MapsOfLevel(const GramPlan::Level & level) const;

  const WaveletTransform<T> &     m_Transform;
  const WaveletBank<T> &          m_Bank;
  const MomentSet &               m_Set;
  std::vector<Location>           m_Locations;
  std::map<Harmonic, std::size_t> m_FeatureNumbers;

  std::unique_ptr<GramPlan>                        m_Plan;
  std::vector<std::unique_ptr<GramMatrices<T>>>    m_Gram;       // of each level of the plan
  std::vector<std::pair<std::size_t, std::size_t>> m_GramChunks; // (number of the level, chunk)
  std::vector<std::vector<double>>                 m_Cells;
  std::vector<AlignedBuffer<T>>                    m_CellGradients;

  std::vector<CoefficientMaps<T>>                  m_Coefficients;
  std::vector<std::pair<std::size_t, std::size_t>> m_BandTasks; // (coefficient maps, orientation)
  std::vector<CroppedMaps<T>>                      m_Cropped;
  std::vector<FeatureSpectra<T>>                   m_Spectra;
  std::vector<unsigned int>                        m_Levels;  // that occur, coarsest first
  AlignedBuffer<Complex>                           m_LowPass; // a real map, then its gradient, then its half spectrum
  bool                                             m_NeedsLowPass{ false };
  std::size_t                                      m_LargestSpectrum{ 0 };
  std::unique_ptr<ScratchPool<Complex>>            m_Scratch;
};
} // namespace phaseharmonics

#endif
