// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phSeriesSynthesis_h
#define phSeriesSynthesis_h

#include "phSeriesModel.h"
#include "phSynthesisRun.h"

namespace phaseharmonics
{
struct SeriesSynthesisOptions
{
  SeriesModelOptions model;
  std::size_t        length{ 0 }; // of a sample; 0: that of the series
  unsigned int       iterations{ 1000 };
  unsigned int       historySize{ 20 };
  std::uint64_t      seed{ 0 };
  unsigned int       checkpointInterval{ 0 }; // iterations; 0 saves after each sample
  std::string        checkpointFileName;      // none if empty
};

/** Where the synthesis of a sample stands. */
struct SeriesSynthesisProgress
{
  unsigned int iteration{ 0 };
  unsigned int evaluations{ 0 };
  double       initialLoss{ 0.0 };
  double       loss{ 0.0 };
};

/** Draws series with the description of a given one: white noise that L-BFGS moves until its scattering spectra and
 *  quantile means are those of the series, then rotated so that its ends lie in its quietest 512 samples (at most a
 *  quarter of it). A sample depends on the seed and its number alone. */
class PhaseHarmonics_EXPORT SeriesSynthesis
{
public:
  /** Throws std::invalid_argument where CheckSeries, SeriesModel or SynthesisRun do, and std::runtime_error for a
   *  checkpoint that cannot be used. */
  SeriesSynthesis(const double *                 series,
                  std::size_t                    count,
                  const SeriesSynthesisOptions & options,
                  const Executor &               executor);

  const SeriesDescription &
  GetDescription() const
  {
    return m_Model.GetDescription();
  }

  /** Real numbers that the model matches. */
  std::size_t
  GetNumberOfMoments() const
  {
    return m_Model.GetNumberOfMoments();
  }

  /** Of a sample. */
  std::size_t
  GetLength() const
  {
    return m_Length;
  }

  /** Called after each iteration; returns false to stop. */
  using Observer = std::function<bool(const SeriesSynthesisProgress &)>;

  /** Draws a sample of GetLength() values; samples are to be drawn in order. Returns false if the observer stopped it.
   *  Throws std::runtime_error if the state cannot be saved. */
  bool
  Draw(std::size_t sample, double * result, const Observer & observer, const Executor & executor);

  /** The end of a drawn sample. */
  SeriesSynthesisProgress
  GetEnd(std::size_t sample) const;

private:
  SeriesSynthesisOptions m_Options;
  std::size_t            m_Length;
  SeriesModel            m_Model;
  SynthesisRun<double>   m_Run;
};
} // namespace phaseharmonics

#endif
