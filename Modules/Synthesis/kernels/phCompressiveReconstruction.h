// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phCompressiveReconstruction_h
#define phCompressiveReconstruction_h

#include "phMicrocanonicalSynthesis.h"
#include "phReconstructionCheckpoint.h"
#include "phWhitenedMomentEnergy.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace phaseharmonics
{
struct CompressiveReconstructionOptions
{
  unsigned int           numberOfStarts{ 4 };
  double                 startDeviation{ 0.03 };    // of the white noise of a start, in the target's deviation
  unsigned int           iterationsPerOctave{ 20 }; // from coarse to fine; 0 starts with all moments
  unsigned int           numberOfPlainIterations{ 100 };
  unsigned int           numberOfIterations{ 300 }; // of a round
  unsigned int           numberOfFinalRounds{ 3 };  // of the best start alone
  unsigned int           historySize{ 30 };
  std::uint64_t          seed{ 0 };
  MomentWhiteningOptions whitening;
};

/** Image with given phase-harmonic moments, fewer than it has pixels: recovers a sparse one up to a translation
 *  (Mallat, Zhang and Rochette 2020, section 4).
 *
 *  Every start is weak white noise about the mean. Stage 0 takes it through the moments of scale J-1 alone, then of one
 *  octave more at a time, then of all, by L-BFGS on the plain sum of squared differences, whose large terms belong to
 *  coarse scales. The rounds that follow minimize WhitenedMomentEnergy, with one metric for all starts of a round,
 *  taken at the best of them. Each round but the last ones goes on with the better half of the starts, by their energy
 *  in the metric of the round: the original is never looked at.
 *
 *  The state between blocks, one for each start and round, is all that the rest depends on. */
template <typename T>
class PhaseHarmonics_EXPORT CompressiveReconstruction
{
public:
  using Start = ReconstructionStart;

  struct Progress
  {
    std::size_t  start;
    unsigned int stage;
    unsigned int iteration; // of all starts, as planned; a probe of the metric counts as one too
    unsigned int numberOfIterations;
    double       loss; // of this start, with all moments; infinite before
  };

  /** Returns false to stop. */
  using Observer = std::function<bool(const Progress &)>;

  /** Called between blocks. */
  using Saver = std::function<void()>;

  /** Throws std::invalid_argument for options that make no run, a constant target, moments averaged over rotations, and
   *  where WhitenedMomentEnergy does. */
  CompressiveReconstruction(std::shared_ptr<const WaveletBank<T>>    bank,
                            const Moments &                          target,
                            const CompressiveReconstructionOptions & options,
                            std::size_t                              memoryLimit = 0);

  /** Starts from an image instead, such as one recovered from a part of the same moments, and leaves out stage 0.
   *  Throws std::invalid_argument unless there is one start. */
  void
  StartFromImage(const T * image);

  /** All that the result depends on: grid, precision, moments, options and the image to start from. */
  std::string
  Describe() const;

  /** Runs what is left of all stages. Returns false if the observer stopped it. */
  bool
  Run(const Observer & observer, const Saver & saver, const Executor & executor);

  unsigned int
  GetNumberOfStages() const;

  /** Upper bound of Progress::iteration. */
  unsigned int
  GetNumberOfIterations() const;

  /** Starts in the order of their random streams. */
  const std::vector<Start> &
  GetStarts() const
  {
    return m_Starts;
  }

  /** Numbers of the starts of the current stage, the best of the last one first. */
  const std::vector<std::size_t> &
  GetSurvivors() const
  {
    return m_Survivors;
  }
  std::size_t
  GetBestStart() const
  {
    return m_Survivors.front();
  }

  /** Goes on from the starts and survivors of a checkpoint. Throws std::invalid_argument if they are not of this
   *  problem. */
  void
  Resume(ReconstructionCheckpoint checkpoint);

  void
  GetImage(std::size_t start, T * image) const;

  std::size_t
  PeakMemoryInBytes() const;

private:
  unsigned int
  CurrentStage() const;
  std::size_t
  NumberOfSurvivors(unsigned int stage) const;
  bool
  IsFinished() const;
  unsigned int
  IterationsOfStage(unsigned int stage) const;
  bool
  RunFirstStage(std::size_t start, const Observer & observer, const Executor & executor);
  bool
  RunRound(std::size_t start, const Observer & observer, const Executor & executor);
  bool
  LearnMetric(const Observer & observer, const Executor & executor);
  void
  Rank();

  CompressiveReconstructionOptions      m_Options;
  std::shared_ptr<const WaveletBank<T>> m_Bank;
  Moments                               m_Target;
  std::size_t                           m_MemoryLimit;
  WhitenedMomentEnergy<T>               m_Energy;
  MicrocanonicalSynthesis<T>            m_Synthesis;
  std::vector<Start>                    m_Starts;
  std::vector<std::size_t>              m_Survivors;
  unsigned int                          m_Iteration{ 0 };
  std::uint64_t                         m_InitialImage{ 0 }; // fingerprint
};

extern template class PhaseHarmonics_EXPORT CompressiveReconstruction<float>;
extern template class PhaseHarmonics_EXPORT CompressiveReconstruction<double>;
} // namespace phaseharmonics

#endif
