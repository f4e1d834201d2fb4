// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phTextureSynthesis_h
#define phTextureSynthesis_h

#include "phStatistics.h"
#include "phSynthesisRun.h"

#include <optional>

namespace phaseharmonics
{
enum class SynthesisStart : unsigned char
{
  WhiteNoise,    // Gaussian white noise of the target's mean and variance
  GaussianModel, // Gaussian field with the energies that the target moments give the bands
  InitialImage   // a given image
};

struct TextureSynthesisOptions
{
  MomentNormalization normalization{ MomentNormalization::Target };
  SynthesisStart      start{ SynthesisStart::GaussianModel };
  unsigned int        iterations{ 300 };
  unsigned int        coarseIterations{ 50 }; // on the moments of coarse scales alone, before all
  unsigned int        restarts{ 0 };          // further runs from the last image with an empty history
  unsigned int        historySize{ 20 };
  bool                spectralPreconditioning{ true }; // applies to the normalization Target
  std::uint64_t       seed{ 0 };
  unsigned int        checkpointInterval{ 0 }; // iterations; 0 saves after each run
  std::string         checkpointFileName;      // none if empty
  std::size_t         memoryLimit{ 0 };        // bytes, of Statistics; 0 for none
  std::size_t         firstSample{ 0 };        // number of the random stream of sample 0
};

/** Samples of the random process that images come from: fields with the moments of a target (Bruna and Mallat 2019;
 *  Zhang and Mallat 2021, section 4), drawn one after the other and saved in between.
 *
 *  A sample starts from noise of its own random stream, or from an image, first matches the moments of the scales on
 *  coarse grids alone, and then all in SynthesisRun. Runs from an image, of three scales or fewer, and of models
 *  averaged over rotations have no coarse stage. */
template <typename T>
class PhaseHarmonics_EXPORT TextureSynthesis
{
public:
  struct Progress
  {
    bool         isCoarse; // of the coarse stage; the numbers are then of that stage alone
    unsigned int iteration;
    unsigned int evaluations;
    double       loss;
  };

  /** Called after each iteration; returns false to stop. */
  using Observer = std::function<bool(const Progress &)>;

  /** Throws std::invalid_argument for options that make no run, and where Statistics does. */
  TextureSynthesis(std::shared_ptr<const WaveletBank<T>> bank,
                   const MomentSet &                     set,
                   const TextureSynthesisOptions &       options);

  /** The moments to match: given, or the average over images on the grid of the bank. Both throw std::invalid_argument
   *  where Statistics does, and for no image or a constant one. */
  void
  SetTarget(const Moments & target);
  void
  SetTarget(const std::vector<const T *> & exemplars, const Executor & executor);

  const Moments &
  GetTarget() const
  {
    return m_Target;
  }

  /** The image of SynthesisStart::InitialImage. */
  void
  SetInitialImage(const T * image);

  /** Draws sample 0, 1, ... in this order, or goes on with one that was stopped. Returns false if the observer stopped
   *  it. Throws std::invalid_argument for a start without its image or moments without energies, std::runtime_error
   *  if the checkpoint belongs to another run or cannot be saved, and std::logic_error without a target or out of
   *  order. */
  bool
  DrawSample(std::size_t sample, const Observer & observer, const Executor & executor);

  /** The last sample. */
  void
  GetImage(T * image) const;

  /** Of a sample. */
  unsigned int
  GetTotalIterations() const
  {
    return m_Options.iterations * (m_Options.restarts + 1);
  }

  /** Of the last sample, or of the one at work: energy at its start and at its last iteration, iterations, evaluations
   *  of the energy, and evaluations of that of the coarse scales alone, which the former do not count. */
  double
  GetInitialLoss() const
  {
    return m_InitialLoss;
  }
  double
  GetLoss() const
  {
    return m_Loss;
  }
  unsigned int
  GetNumberOfIterations() const
  {
    return m_Iterations;
  }
  unsigned int
  GetNumberOfEvaluations() const
  {
    return m_Evaluations;
  }
  unsigned int
  GetNumberOfCoarseEvaluations() const
  {
    return m_CoarseEvaluations;
  }

private:
  bool
  IsPreconditioned() const;
  std::string
  DescribeRun() const;
  void
  PrepareRun();
  void
  MakeCoarseStatistics();
  void
  StartSample(std::size_t sample);
  void
  MatchCoarseScales(const Observer & observer, const Executor & executor);

  std::shared_ptr<const WaveletBank<T>>     m_Bank;
  TextureSynthesisOptions                   m_Options;
  Statistics<T>                             m_Statistics;
  std::unique_ptr<Statistics<T>>            m_CoarseStatistics;
  Moments                                   m_Target;
  std::vector<T>                            m_InitialImage;
  std::optional<SynthesisRun<T>>            m_Run;
  std::size_t                               m_NumberOfSamples{ 0 };
  std::optional<MicrocanonicalSynthesis<T>> m_Synthesis;
  double                                    m_InitialLoss{ 0.0 };
  double                                    m_Loss{ 0.0 };
  unsigned int                              m_Iterations{ 0 };
  unsigned int                              m_Evaluations{ 0 };
  unsigned int                              m_CoarseEvaluations{ 0 };
};

extern template class PhaseHarmonics_EXPORT TextureSynthesis<float>;
extern template class PhaseHarmonics_EXPORT TextureSynthesis<double>;
} // namespace phaseharmonics

#endif
