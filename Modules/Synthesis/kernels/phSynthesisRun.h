// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phSynthesisRun_h
#define phSynthesisRun_h

#include "phMicrocanonicalSynthesis.h"
#include "phSynthesisCheckpoint.h"

namespace phaseharmonics
{
struct SynthesisRunOptions
{
  unsigned int iterations{ 300 };
  unsigned int restarts{ 0 }; // further runs from the last image with an empty history
  unsigned int historySize{ 20 };
  unsigned int checkpointInterval{ 0 }; // iterations; 0 saves after each run
  std::string  checkpointFileName;      // none if empty
  std::string  description;             // all that the result depends on
};

/** Draws samples one after the other in blocks of iterations, and saves the state after each block, so that a later run
 *  with the same description goes on bit for bit as if it had not been interrupted. */
template <typename T>
class PhaseHarmonics_EXPORT SynthesisRun
{
public:
  /** Reads the checkpoint, or writes an empty one: a file that cannot be written must not come to light after hours.
   *  Throws std::runtime_error if that fails or if it belongs to another run. */
  explicit SynthesisRun(const SynthesisRunOptions & options);

  /** Starts the state of a new sample, and returns its energy. */
  using Begin = std::function<double()>;

  /** Called after each iteration; returns false to stop. */
  using Observer = typename MicrocanonicalSynthesis<T>::Observer;

  /** Brings a sample to its end; returns false if the observer stopped it, or `begin` stopped the synthesis. Samples
   *  are to be drawn in order. Throws std::runtime_error if the state cannot be saved. */
  bool
  RunSample(MicrocanonicalSynthesis<T> & synthesis,
            std::size_t                  sample,
            const Begin &                begin,
            const Observer &             observer,
            const Executor &             executor);

  unsigned int
  GetTotalIterations() const
  {
    return m_Options.iterations * (m_Options.restarts + 1);
  }

  const SynthesisCheckpoint::Sample &
  GetSample(std::size_t sample) const
  {
    return m_Checkpoint.samples.at(sample);
  }

private:
  SynthesisRunOptions m_Options;
  SynthesisCheckpoint m_Checkpoint;
};

extern template class PhaseHarmonics_EXPORT SynthesisRun<float>;
extern template class PhaseHarmonics_EXPORT SynthesisRun<double>;
} // namespace phaseharmonics

#endif
