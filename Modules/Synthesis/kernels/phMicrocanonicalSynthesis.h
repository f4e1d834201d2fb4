// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phMicrocanonicalSynthesis_h
#define phMicrocanonicalSynthesis_h

#include "phMinimizer.h"
#include "phMomentEnergy.h"
#include "phSpectralPreconditioner.h"

#include <cstdint>
#include <memory>

namespace phaseharmonics
{
struct SynthesisProgress
{
  unsigned int iteration;   // of the whole run
  unsigned int evaluations; // of the whole run
  double       loss;
};

/** Moves an image towards the target of an energy by L-BFGS (Bruna and Mallat 2019; Zhang and Mallat 2021,
 *  section 4): a microcanonical sample when it starts from white noise.
 *
 *  The mean stays that of the target. Pixels are minimized in double precision, in units of the target's standard
 *  deviation about its mean, or the variables of a preconditioner, which change the steps but not the energy. Runs are
 *  cut into blocks that start with an empty history; the state between blocks is the image alone. */
template <typename T>
class PhaseHarmonics_EXPORT MicrocanonicalSynthesis
{
public:
  /** `mean` and `deviation` of the target, whose moments the energy compares with. */
  MicrocanonicalSynthesis(MomentEnergy<T> & energy, double mean, double deviation);

  /** White noise of the target's mean and variance. */
  void
  StartFromWhiteNoise(std::uint64_t seed, std::uint64_t sample);

  /** Gaussian field of a power spectrum E|x^|^2 / d^2 on the half spectrum, 0 at frequency 0, as BandSpectrum finds it
   *  in moments. */
  void
  StartFromGaussianField(const AlignedBuffer<double> & power, std::uint64_t seed, std::uint64_t sample);

  /** The image with its mean moved to the target's. */
  void
  StartFromImage(const T * image);

  /** Lets blocks minimize over the variables of SpectralPreconditioner with a factor K on the half spectrum, as
   *  BandSpectrum finds it in moments. That one suits moments that are divided by the target's deviations. */
  void
  Precondition(const AlignedBuffer<double> & factor);

  /** State between blocks, in units of the target's deviation about its mean. */
  const std::vector<double> &
  GetState() const
  {
    return m_State;
  }
  void
  SetState(const std::vector<double> & state, unsigned int iterations, unsigned int evaluations);

  /** Returns false to stop the run. */
  using Observer = std::function<bool(const SynthesisProgress &)>;

  /** One block. Returns false if the observer stopped it or no further descent is possible. */
  bool
  RunBlock(unsigned int iterations, unsigned int historySize, const Observer & observer, const Executor & executor);

  /** A block that minimizes another energy on the same grid, such as that of the coarse scales alone,
   *  and that counts neither as iterations nor as evaluations of the run. Returns its own evaluations. */
  unsigned int
  RunPartialBlock(MomentEnergy<T> & part,
                  unsigned int      iterations,
                  unsigned int      historySize,
                  const Observer &  observer,
                  const Executor &  executor);

  /** Loss at the current state, without gradient. */
  double
  Loss(const Executor & executor);

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
  bool
  WasStopped() const
  {
    return m_WasStopped;
  }

  void
  GetImage(T * image) const;

private:
  void
  ToImage(const double * state, T * image) const;

  /** Energy of an image in the units of the state, and its derivative, of mean 0. */
  double
  Evaluate(MomentEnergy<T> & energy, const double * state, double * gradient, const Executor & executor);

  MinimizerResult
  Minimize(MomentEnergy<T> &        energy,
           const MinimizerOptions & options,
           const Observer &         observer,
           const Executor &         executor);

  MomentEnergy<T> &                       m_Energy;
  double                                  m_Mean;
  double                                  m_Deviation;
  std::unique_ptr<SpectralPreconditioner> m_Preconditioner;
  std::vector<double>                     m_State;
  std::vector<T>                          m_Image;
  std::vector<T>                          m_Gradient;
  unsigned int                            m_Iterations{ 0 };
  unsigned int                            m_Evaluations{ 0 };
  bool                                    m_WasStopped{ false };
};

extern template class PhaseHarmonics_EXPORT MicrocanonicalSynthesis<float>;
extern template class PhaseHarmonics_EXPORT MicrocanonicalSynthesis<double>;
} // namespace phaseharmonics

#endif
