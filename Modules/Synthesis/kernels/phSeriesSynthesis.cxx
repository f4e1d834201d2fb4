// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phSeriesSynthesis.h"

#include "phFingerprint.h"
#include "phScatteringSpectraAnalysis.h"

#include <algorithm>
#include <sstream>

namespace phaseharmonics
{
namespace
{
constexpr std::size_t LongestQuietWindow = 512;

const double *
Checked(const double * series, std::size_t count)
{
  CheckSeries(series, count);
  return series;
}

SynthesisRunOptions
RunOptionsOf(const double * series, std::size_t count, const SeriesSynthesisOptions & options)
{
  Fingerprint fingerprint;
  fingerprint.Add(series, count * sizeof(double));
  std::ostringstream text;
  text.precision(17);
  text << "scattering spectra, series " << fingerprint.Get() << " of " << count << ", scales "
       << options.model.numberOfScales << (options.model.seriesModulus ? " and the series" : "") << ", "
       << options.model.numberOfWindows << " windows of weight " << options.model.marginalWeight << ", length "
       << options.length << ", iterations " << options.iterations << ", blocks of " << options.checkpointInterval
       << ", history " << options.historySize << ", seed " << options.seed;
  SynthesisRunOptions run;
  run.iterations = options.iterations;
  run.historySize = options.historySize;
  run.checkpointInterval = options.checkpointInterval;
  run.checkpointFileName = options.checkpointFileName;
  run.description = text.str();
  return run;
}
} // namespace

SeriesSynthesis::SeriesSynthesis(const double *                 series,
                                 std::size_t                    count,
                                 const SeriesSynthesisOptions & options,
                                 const Executor &               executor)
  : m_Options(options)
  , m_Length(options.length > 0 ? options.length : count)
  , m_Model(Checked(series, count), count, m_Length, options.model, executor)
  , m_Run(RunOptionsOf(series, count, options))
{}

bool
SeriesSynthesis::Draw(std::size_t sample, double * result, const Observer & observer, const Executor & executor)
{
  const ScatteringSpectra &       spectra = this->GetDescription().spectra;
  MicrocanonicalSynthesis<double> synthesis(m_Model.GetEnergy(), spectra.mean, spectra.deviation);
  const auto                      begin = [&] {
    synthesis.StartFromWhiteNoise(m_Options.seed, sample);
    return synthesis.Loss(executor);
  };
  const auto observe = [&](const SynthesisProgress & step) {
    return observer({ step.iteration, step.evaluations, m_Run.GetSample(sample).initialLoss, step.loss });
  };
  if (!m_Run.RunSample(synthesis, sample, begin, observe, executor))
  {
    return false;
  }
  std::vector<double> values(m_Length);
  synthesis.GetImage(values.data());
  MoveEndsToQuietSamples(values, std::min(m_Length / 4, LongestQuietWindow));
  std::copy(values.begin(), values.end(), result);
  return true;
}

SeriesSynthesisProgress
SeriesSynthesis::GetEnd(std::size_t sample) const
{
  const auto & end = m_Run.GetSample(sample);
  return { end.iterations, end.evaluations, end.initialLoss, end.loss };
}
} // namespace phaseharmonics
