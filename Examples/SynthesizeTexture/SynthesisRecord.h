// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef SynthesisRecord_h
#define SynthesisRecord_h

#include "Report.h"

#include <chrono>
#include <limits>
#include <vector>

namespace phaseharmonics_examples
{
/** How the synthesis of one sample went. */
struct SampleRun
{
  double       initialLoss{ std::numeric_limits<double>::quiet_NaN() };
  double       finalLoss{ std::numeric_limits<double>::quiet_NaN() };
  unsigned int iterations{ 0 };
  unsigned int evaluations{ 0 };
};

/** Follows the iterations of all samples; those of an earlier run that a checkpoint stands for are not known. */
class SynthesisRecord
{
public:
  explicit SynthesisRecord(unsigned int numberOfSamples)
    : m_Runs(numberOfSamples)
    , m_Curves(numberOfSamples)
  {}

  void
  AddIteration(unsigned int sample, const SampleRun & run);

  /** The last sample; a run resumed from a finished checkpoint has no iterations to follow. */
  void
  SetLast(const SampleRun & run)
  {
    m_Runs.back() = run;
  }

  const SampleRun &
  GetRun(unsigned int sample) const
  {
    return m_Runs[sample];
  }

  /** NaN before the second iteration. */
  double
  GetSecondsPerEvaluation() const;

  void
  ReportRun(unsigned int sample, Report & report) const;

private:
  /** Evaluations and loss after each iteration. */
  struct Curve
  {
    std::vector<unsigned int> evaluations;
    std::vector<double>       losses;
  };

  using Clock = std::chrono::steady_clock;

  std::vector<SampleRun> m_Runs;
  std::vector<Curve>     m_Curves;
  unsigned int           m_LastSample{ std::numeric_limits<unsigned int>::max() };
  Clock::time_point      m_LastTime;
  double                 m_Seconds{ 0.0 };
  double                 m_Evaluations{ 0.0 };
};
} // namespace phaseharmonics_examples

#endif
