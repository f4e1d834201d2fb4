// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phScatteringSpectraAnalysis_h
#define phScatteringSpectraAnalysis_h

#include "phScatteringSpectra.h"

namespace phaseharmonics
{
struct ScatteringSpectraOptions
{
  unsigned int numberOfScales{ 0 };    // 0: DefaultNumberOfSpectraScales
  bool         seriesModulus{ false }; // |x| beside the |W_j|
  bool         isMirrored{ true };     // at its ends, or periodic as samples of SeriesSynthesis are
};

/** Throws std::invalid_argument, naming the first sample that is not finite, or for fewer than 16 samples. */
PhaseHarmonics_EXPORT void
CheckSeries(const double * series, std::size_t count);

/** Scattering spectra of a series about its mean. Throws std::invalid_argument for series that are constant or that
 *  CheckSeries refuses, and for more scales than fit. */
PhaseHarmonics_EXPORT ScatteringSpectra
AnalyzeScatteringSpectra(const double *                   series,
                         std::size_t                      count,
                         const ScatteringSpectraOptions & options,
                         const Executor &                 executor);
} // namespace phaseharmonics

#endif
