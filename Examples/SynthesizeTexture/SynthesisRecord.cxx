// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "SynthesisRecord.h"

namespace phaseharmonics_examples
{
void
SynthesisRecord::AddIteration(unsigned int sample, const SampleRun & run)
{
  const auto now = Clock::now();
  // From iteration to iteration: what precedes the first one is not evaluation of the energy.
  if (sample == m_LastSample)
  {
    m_Seconds += std::chrono::duration<double>(now - m_LastTime).count();
    m_Evaluations += run.evaluations - m_Runs[sample].evaluations;
  }
  m_LastSample = sample;
  m_LastTime = now;
  m_Runs[sample] = run;
  m_Curves[sample].evaluations.push_back(run.evaluations);
  m_Curves[sample].losses.push_back(run.finalLoss);
}

double
SynthesisRecord::GetSecondsPerEvaluation() const
{
  return m_Evaluations > 0.0 ? m_Seconds / m_Evaluations : std::numeric_limits<double>::quiet_NaN();
}

void
SynthesisRecord::ReportRun(unsigned int sample, Report & report) const
{
  const SampleRun & run = m_Runs[sample];
  report.Set("loss_initial", run.initialLoss);
  report.Set("loss_final", run.finalLoss);
  report.Set("iterations", run.iterations);
  report.Set("evaluations", run.evaluations);
  report.Set("curve_evaluations", m_Curves[sample].evaluations);
  report.Set("curve_loss", m_Curves[sample].losses);
}
} // namespace phaseharmonics_examples
