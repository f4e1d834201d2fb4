// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phPredictionOctaveInternal_h
#define phPredictionOctaveInternal_h

#include "phHarmonicPrediction.h"
#include "phPredictionColumnsInternal.h"
#include "phWaveletTransform.h"

#include <memory>
#include <vector>

namespace phaseharmonics
{
/** Targets and predictors of one octave on one grid, and the way back from predicted bands to the image. */
template <typename T>
class PredictionOctave
{
public:
  using Complex = std::complex<T>;
  using Spectrum = AlignedBuffer<Complex>;

  PredictionOctave(const Grid & grid, const HarmonicPredictionOptions & options, const Executor & executor);

  const Grid &
  GetGrid() const
  {
    return m_Transform->GetBank().GetGrid();
  }
  const std::vector<unsigned char> &
  GetKnownBins() const
  {
    return m_Known;
  }
  std::size_t
  GetNumberOfColumns() const
  {
    return m_Columns.GetNumberOfColumns();
  }

  Spectrum
  SpectrumOf(const T * image) const;
  void
  ImageOf(Spectrum & half, T * image) const;

  /** Takes the known frequencies of the image, or all of them with overlapping bands. */
  void
  SetPredictors(const Spectrum & half, const Executor & executor);

  /** Takes the frequencies that are not known of the image, or all of them with overlapping bands. */
  void
  SetTargets(const Spectrum & half, const Executor & executor);

  /** Mean energy of the linear predictors over orientations and scales. Its root is the constant among the predictors,
   * so that weights serve images of any amplitude. */
  double
  LinearEnergy() const
  {
    return m_LinearEnergy;
  }

  /** Sums of products of all columns, predictors and then targets, over slabs of the slowest axis. */
  std::vector<std::vector<double>>
  Grams(std::size_t numberOfSlabs, unsigned int stride, const Executor & executor) const;

  /** Bands and moduli that weights predict, everywhere. */
  struct Bands
  {
    std::vector<AlignedBuffer<Complex>> bands;
    std::vector<AlignedBuffer<T>>       moduli;
  };
  Bands
  Predict(const std::vector<double> & weights, const Executor & executor) const;

  /** Bands of a spectrum, all of its frequencies. */
  std::vector<AlignedBuffer<Complex>>
  FinestBands(const Spectrum & half, const Executor & executor) const;

  /** The image, at frequencies not known, whose finest bands are closest to those given; bands are overwritten. */
  Spectrum
  SpectrumOfBands(std::vector<AlignedBuffer<Complex>> & bands, const Executor & executor) const;

  Spectrum
  Masked(const Spectrum & half, bool known) const;

private:
  HarmonicPredictionOptions                  m_Options;
  std::shared_ptr<const WaveletTransform<T>> m_Transform;
  std::vector<unsigned char>                 m_Known;
  AlignedBuffer<T>                           m_Dual; // 1 / sum of |psi_0|^2, 0 at known bins
  PredictionColumns<T>                       m_Columns;
  double                                     m_LinearEnergy{ 0.0 };
};

extern template class PredictionOctave<float>;
extern template class PredictionOctave<double>;
} // namespace phaseharmonics

#endif
