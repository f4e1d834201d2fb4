// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phSeriesModel_h
#define phSeriesModel_h

#include "phMarginalEnergy.h"
#include "phScatteringSpectra.h"
#include "phSumOfEnergies.h"

#include <memory>
#include <vector>

namespace phaseharmonics
{
struct SeriesModelOptions
{
  unsigned int numberOfScales{ 0 };   // 0: DefaultNumberOfSpectraScales
  bool         seriesModulus{ true }; // |x| beside the |W_j|
  unsigned int numberOfWindows{ 8 };  // of sums whose quantile means are matched: 1, 2, 4, ...; 0 for none
  double       marginalWeight{ 0.3 }; // of the energy of quantile means
};

/** What a series is described by. */
struct SeriesDescription
{
  ScatteringSpectra spectra;
  QuantileMeans     quantiles; // no values without windows
};

/** Maximum-entropy model of a series: its scattering spectra, and the quantile means of its sums, which keep the tails.
 *  Neither holds a moment of an order above 2. */
class PhaseHarmonics_EXPORT SeriesModel
{
public:
  /** Describes a series, and prepares the energy of series of `length` samples. Throws std::invalid_argument for series
   *  that are too short, constant or not finite, and for options that do not fit, naming the admissible values. */
  SeriesModel(const double *             series,
              std::size_t                count,
              std::size_t                length,
              const SeriesModelOptions & options,
              const Executor &           executor);

  const SeriesDescription &
  GetDescription() const
  {
    return m_Description;
  }

  /** Real numbers that the model matches. */
  std::size_t
  GetNumberOfMoments() const;

  MomentEnergy<double> &
  GetEnergy()
  {
    return *m_Energy;
  }

private:
  SeriesDescription                                m_Description;
  std::unique_ptr<ScatteringSpectraEnergy<double>> m_Spectra;
  std::unique_ptr<MarginalEnergy<double>>          m_Marginal;
  std::unique_ptr<SumOfEnergies<double>>           m_Energy;
};

/** Rotates a periodic series so that its ends lie in the middle of the quietest `window` samples, those of the least
 *  energy about the mean: estimators do not see increments across the ends, and would lose those of a burst there. */
PhaseHarmonics_EXPORT void
MoveEndsToQuietSamples(std::vector<double> & series, std::size_t window);
} // namespace phaseharmonics

#endif
