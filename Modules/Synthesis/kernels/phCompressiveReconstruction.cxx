// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phCompressiveReconstruction.h"

#include "phCoarseMoments.h"
#include "phFingerprint.h"
#include "phRandom.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <sstream>
#include <stdexcept>

namespace phaseharmonics
{
namespace
{
// Probes draw from streams far from those of the starts.
constexpr std::uint64_t FirstProbeStream = 1ULL << 32;
constexpr std::uint64_t ProbeStreamsPerStage = 1ULL << 20;

const CompressiveReconstructionOptions &
Checked(const CompressiveReconstructionOptions & options)
{
  if (options.numberOfStarts < 1 || options.numberOfIterations < 1 || options.numberOfFinalRounds < 1 ||
      options.historySize < 1)
  {
    throw std::invalid_argument(
      "The numbers of starts, of iterations, of final rounds and the history size must be at least 1.");
  }
  if (!(options.startDeviation > 0.0 && options.startDeviation <= 10.0))
  {
    throw std::invalid_argument("The deviation of the starts must be above 0 and at most 10.");
  }
  return options;
}

const Moments &
Checked(const Moments & target)
{
  if (target.set.IsAveragedOverRotations())
  {
    throw std::invalid_argument("Moments averaged over rotations (model D) do not determine an image.");
  }
  return target;
}
} // namespace

template <typename T>
CompressiveReconstruction<T>::CompressiveReconstruction(std::shared_ptr<const WaveletBank<T>>    bank,
                                                        const Moments &                          target,
                                                        const CompressiveReconstructionOptions & options,
                                                        std::size_t                              memoryLimit)
  : m_Options(Checked(options))
  , m_Bank(std::move(bank))
  , m_Target(Checked(target))
  , m_MemoryLimit(memoryLimit)
  , m_Energy(m_Bank, target, options.whitening, memoryLimit)
  , m_Synthesis(m_Energy, target.imageMean, target.imageDeviation)
  , m_Starts(options.numberOfStarts)
  , m_Survivors(options.numberOfStarts)
{
  std::iota(m_Survivors.begin(), m_Survivors.end(), std::size_t(0));
  const std::size_t pixels = m_Energy.GetGrid().NumberOfPixels();
  for (std::size_t s = 0; s < m_Starts.size(); ++s)
  {
    auto & state = m_Starts[s].state;
    state.resize(pixels);
    FillStandardNormal(state.data(), pixels, options.seed, s);
    const double mean = std::accumulate(state.begin(), state.end(), 0.0) / static_cast<double>(pixels);
    std::for_each(state.begin(), state.end(), [&](double & value) { value = options.startDeviation * (value - mean); });
  }
}

template <typename T>
void
CompressiveReconstruction<T>::StartFromImage(const T * image)
{
  if (m_Starts.size() != 1)
  {
    throw std::invalid_argument("A reconstruction from an image has one start, not " + std::to_string(m_Starts.size()) +
                                ".");
  }
  m_Synthesis.StartFromImage(image);
  m_Starts[0].state = m_Synthesis.GetState();
  m_Starts[0].stages = 1;
  m_Iteration = this->IterationsOfStage(0);
  Fingerprint fingerprint;
  fingerprint.Add(image, m_Starts[0].state.size() * sizeof(T));
  m_InitialImage = fingerprint.Get();
}

template <typename T>
std::string
CompressiveReconstruction<T>::Describe() const
{
  Fingerprint fingerprint;
  fingerprint.Add(m_Target.covariances.data(), m_Target.covariances.size() * sizeof(m_Target.covariances[0]));
  fingerprint.Add(m_Target.means.data(), m_Target.means.size() * sizeof(m_Target.means[0]));
  const Grid &       grid = m_Energy.GetGrid();
  std::ostringstream text;
  text.precision(17);
  text << "size " << grid.size[0] << " x " << grid.size[1] << " x " << grid.size[2] << ", pixel bytes " << sizeof(T)
       << ", target " << fingerprint.Get() << ", " << m_Target.covariances.size() << " covariances, decimation "
       << m_Target.bank.decimation << " oversampling " << m_Target.bank.oversampling << ", starts "
       << m_Options.numberOfStarts << " of deviation " << m_Options.startDeviation << ", iterations "
       << m_Options.iterationsPerOctave << " per octave, " << m_Options.numberOfPlainIterations << " plain, "
       << m_Options.numberOfIterations << " per round, final rounds " << m_Options.numberOfFinalRounds << ", history "
       << m_Options.historySize << ", seed " << m_Options.seed;
  if (m_InitialImage != 0)
  {
    text << ", from image " << m_InitialImage;
  }
  return text.str();
}

template <typename T>
std::size_t
CompressiveReconstruction<T>::NumberOfSurvivors(unsigned int stage) const
{
  std::size_t count = m_Options.numberOfStarts;
  for (unsigned int s = 1; s < stage; ++s)
  {
    count = (count + 1) / 2;
  }
  return count;
}

template <typename T>
unsigned int
CompressiveReconstruction<T>::GetNumberOfStages() const
{
  unsigned int halving = 0;
  while (this->NumberOfSurvivors(1 + halving) > 1)
  {
    ++halving;
  }
  return 1 + halving + m_Options.numberOfFinalRounds;
}

template <typename T>
unsigned int
CompressiveReconstruction<T>::IterationsOfStage(unsigned int stage) const
{
  const unsigned int octaves = (m_Bank->GetNumberOfScales() - 1) / m_Bank->GetOptions().voicesPerOctave;
  return stage == 0 ? m_Options.iterationsPerOctave * octaves + m_Options.numberOfPlainIterations
                    : m_Options.numberOfIterations;
}

template <typename T>
unsigned int
CompressiveReconstruction<T>::GetNumberOfIterations() const
{
  unsigned int total = 0;
  for (unsigned int stage = 0; stage < this->GetNumberOfStages(); ++stage)
  {
    total += static_cast<unsigned int>(this->NumberOfSurvivors(stage)) * this->IterationsOfStage(stage) +
             (stage > 0 ? m_Energy.GetNumberOfProbes() : 0);
  }
  return total;
}

template <typename T>
unsigned int
CompressiveReconstruction<T>::CurrentStage() const
{
  // The best start of the last stage ends the stage.
  return m_Starts[m_Survivors.front()].stages;
}

template <typename T>
bool
CompressiveReconstruction<T>::IsFinished() const
{
  return this->CurrentStage() >= this->GetNumberOfStages();
}

template <typename T>
void
CompressiveReconstruction<T>::Resume(ReconstructionCheckpoint checkpoint)
{
  const auto & starts = checkpoint.starts;
  const auto & survivors = checkpoint.survivors;
  const bool   fits = starts.size() == m_Starts.size() && !survivors.empty() && survivors.size() <= starts.size() &&
                    std::all_of(survivors.begin(), survivors.end(), [&](std::size_t s) { return s < starts.size(); }) &&
                    std::all_of(starts.begin(), starts.end(), [&](const Start & s) {
                      return s.state.size() == m_Starts[0].state.size();
                    });
  if (!fits)
  {
    throw std::invalid_argument("The saved states are not those of this reconstruction.");
  }
  m_Starts = std::move(checkpoint.starts);
  m_Survivors = std::move(checkpoint.survivors);
  m_Iteration = 0;
  for (unsigned int stage = 0; stage < this->GetNumberOfStages(); ++stage)
  {
    for (const Start & start : m_Starts)
    {
      m_Iteration += start.stages > stage ? this->IterationsOfStage(stage) : 0;
    }
    m_Iteration += stage > 0 && stage < this->CurrentStage() ? m_Energy.GetNumberOfProbes() : 0;
  }
}

template <typename T>
bool
CompressiveReconstruction<T>::RunFirstStage(std::size_t s, const Observer & observer, const Executor & executor)
{
  unsigned int iterations = 0;
  double       loss = std::numeric_limits<double>::infinity();
  const auto   observe = [&](const SynthesisProgress & progress) {
    return observer({ s, 0, m_Iteration + progress.iteration, this->GetNumberOfIterations(), loss });
  };
  m_Synthesis.SetState(m_Starts[s].state, 0, 0);
  const unsigned int voices = m_Bank->GetOptions().voicesPerOctave;
  for (unsigned int octave = m_Options.iterationsPerOctave > 0 ? (m_Bank->GetNumberOfScales() - 1) / voices : 0;
       octave > 0;
       --octave)
  {
    WhitenedMomentEnergy<T> coarse(
      m_Bank, SelectCoarseMoments(m_Target, octave * voices), m_Options.whitening, m_MemoryLimit);
    const unsigned int evaluations =
      m_Synthesis.RunPartialBlock(coarse, m_Options.iterationsPerOctave, m_Options.historySize, observe, executor);
    if (m_Synthesis.WasStopped())
    {
      return false;
    }
    iterations += m_Options.iterationsPerOctave;
    m_Synthesis.SetState(
      std::vector<double>(m_Synthesis.GetState()), iterations, m_Synthesis.GetNumberOfEvaluations() + evaluations);
  }
  if (m_Options.numberOfPlainIterations > 0)
  {
    const auto observeAll = [&](const SynthesisProgress & progress) {
      loss = m_Energy.GetRelativeLoss();
      return observe(progress);
    };
    m_Synthesis.RunBlock(m_Options.numberOfPlainIterations, m_Options.historySize, observeAll, executor);
  }
  return !m_Synthesis.WasStopped();
}

template <typename T>
bool
CompressiveReconstruction<T>::LearnMetric(const Observer & observer, const Executor & executor)
{
  const std::size_t  s = m_Survivors.front();
  const unsigned int stage = this->CurrentStage();
  std::vector<T>     image(m_Energy.GetGrid().NumberOfPixels());
  this->GetImage(s, image.data());
  const auto observe = [&](unsigned int, unsigned int) {
    return observer({ s, stage, m_Iteration++, this->GetNumberOfIterations(), m_Starts[s].loss });
  };
  return m_Energy.LearnMetric(
    image.data(), m_Options.seed, FirstProbeStream + stage * ProbeStreamsPerStage, observe, executor);
}

template <typename T>
bool
CompressiveReconstruction<T>::RunRound(std::size_t s, const Observer & observer, const Executor & executor)
{
  const Start & start = m_Starts[s];
  const auto    observe = [&](const SynthesisProgress & progress) {
    return observer({ s,
                      start.stages,
                      m_Iteration + progress.iteration - start.iterations,
                      this->GetNumberOfIterations(),
                      m_Energy.GetRelativeLoss() });
  };
  m_Synthesis.SetState(start.state, start.iterations, start.evaluations);
  m_Synthesis.RunBlock(m_Options.numberOfIterations, m_Options.historySize, observe, executor);
  return !m_Synthesis.WasStopped();
}

template <typename T>
void
CompressiveReconstruction<T>::Rank()
{
  std::stable_sort(m_Survivors.begin(), m_Survivors.end(), [&](std::size_t a, std::size_t b) {
    return m_Starts[a].energy < m_Starts[b].energy;
  });
  m_Survivors.resize(this->NumberOfSurvivors(m_Starts[m_Survivors.front()].stages));
}

template <typename T>
bool
CompressiveReconstruction<T>::Run(const Observer & observer, const Saver & saver, const Executor & executor)
{
  while (!this->IsFinished())
  {
    const unsigned int stage = this->CurrentStage();
    m_Energy.ForgetMetric();
    if (stage > 0 && !this->LearnMetric(observer, executor))
    {
      return false;
    }
    // The start that the metric is taken at runs last, so that an interrupted stage takes the same one again.
    for (auto s = m_Survivors.rbegin(); s != m_Survivors.rend(); ++s)
    {
      Start & start = m_Starts[*s];
      if (start.stages > stage)
      {
        continue;
      }
      if (!(stage == 0 ? this->RunFirstStage(*s, observer, executor) : this->RunRound(*s, observer, executor)))
      {
        return false;
      }
      m_Iteration += this->IterationsOfStage(stage);
      start.state = m_Synthesis.GetState();
      start.iterations = m_Synthesis.GetNumberOfIterations();
      start.evaluations = m_Synthesis.GetNumberOfEvaluations();
      start.energy = m_Synthesis.Loss(executor);
      start.loss = m_Energy.GetRelativeLoss();
      ++start.stages;
      if (*s == m_Survivors.front())
      {
        this->Rank();
        saver();
        break;
      }
      saver();
    }
  }
  return true;
}

template <typename T>
void
CompressiveReconstruction<T>::GetImage(std::size_t s, T * image) const
{
  const auto & state = m_Starts.at(s).state;
  std::transform(state.begin(), state.end(), image, [this](double value) {
    return static_cast<T>(m_Target.imageMean + m_Target.imageDeviation * value);
  });
}

template <typename T>
std::size_t
CompressiveReconstruction<T>::PeakMemoryInBytes() const
{
  const std::size_t pixels = m_Energy.GetGrid().NumberOfPixels();
  return m_Energy.PeakMemoryInBytes() +
         (m_Options.numberOfStarts + 2 * m_Options.historySize + 6) * pixels * sizeof(double);
}

template class CompressiveReconstruction<float>;
template class CompressiveReconstruction<double>;
} // namespace phaseharmonics
