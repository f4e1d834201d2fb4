// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phTextureSynthesis.h"

#include "phBandSpectrum.h"
#include "phCoarseMoments.h"
#include "phFingerprint.h"

#include <algorithm>
#include <sstream>
#include <stdexcept>

namespace phaseharmonics
{
namespace
{
const TextureSynthesisOptions &
Checked(const TextureSynthesisOptions & options)
{
  if (options.iterations < 1 || options.historySize < 1)
  {
    throw std::invalid_argument("The number of iterations and the history size must be at least 1.");
  }
  return options;
}

const char *
NameOf(SynthesisStart start)
{
  switch (start)
  {
    case SynthesisStart::WhiteNoise:
      return "white noise";
    case SynthesisStart::GaussianModel:
      return "Gaussian field of band energies";
    default:
      return "initial image";
  }
}
} // namespace

template <typename T>
TextureSynthesis<T>::TextureSynthesis(std::shared_ptr<const WaveletBank<T>> bank,
                                      const MomentSet &                     set,
                                      const TextureSynthesisOptions &       options)
  : m_Bank(std::move(bank))
  , m_Options(Checked(options))
  , m_Statistics(m_Bank, set, options.memoryLimit)
{}

template <typename T>
void
TextureSynthesis<T>::SetTarget(const Moments & target)
{
  m_Statistics.SetTarget(target, m_Options.normalization);
  m_Target = target;
  m_Run.reset();
  m_Synthesis.reset();
}

template <typename T>
void
TextureSynthesis<T>::SetTarget(const std::vector<const T *> & exemplars, const Executor & executor)
{
  if (exemplars.empty())
  {
    throw std::invalid_argument("There is nothing to match: give an image or target moments.");
  }
  const std::size_t    pixels = m_Bank->GetGrid().NumberOfPixels();
  std::vector<Moments> moments;
  for (const T * const image : exemplars)
  {
    if (std::all_of(image, image + pixels, [image](T value) { return value == *image; }))
    {
      std::ostringstream text;
      text << "Image " << moments.size() << " is constant (" << *image << "): it has no moments to describe it by.";
      throw std::invalid_argument(text.str());
    }
    moments.push_back(m_Statistics.Analyze(image, executor));
  }
  this->SetTarget(moments.size() == 1 ? moments.front() : AverageMoments(moments));
}

template <typename T>
void
TextureSynthesis<T>::SetInitialImage(const T * image)
{
  m_InitialImage.assign(image, image + m_Bank->GetGrid().NumberOfPixels());
  m_Run.reset();
}

template <typename T>
bool
TextureSynthesis<T>::IsPreconditioned() const
{
  return m_Options.spectralPreconditioning && m_Options.normalization == MomentNormalization::Target;
}

template <typename T>
std::string
TextureSynthesis<T>::DescribeRun() const
{
  Fingerprint fingerprint;
  fingerprint.Add(m_Target.covariances.data(), m_Target.covariances.size() * sizeof(m_Target.covariances[0]));
  fingerprint.Add(m_Target.means.data(), m_Target.means.size() * sizeof(m_Target.means[0]));
  if (m_Options.start == SynthesisStart::InitialImage)
  {
    fingerprint.Add(m_InitialImage.data(), m_InitialImage.size() * sizeof(T));
  }
  const Grid &       grid = m_Bank->GetGrid();
  std::ostringstream text;
  text << "size " << grid.size[0] << " x " << grid.size[1] << " x " << grid.size[2] << ", pixel bytes " << sizeof(T)
       << ", target " << fingerprint.Get() << ", " << m_Target.covariances.size() << " covariances, decimation "
       << m_Target.bank.decimation << " oversampling " << m_Target.bank.oversampling << ", normalization "
       << (m_Options.normalization == MomentNormalization::None ? "none" : "target") << ", start "
       << NameOf(m_Options.start) << ", iterations " << m_Options.iterations << " of " << m_Options.restarts + 1
       << " runs, blocks of " << m_Options.checkpointInterval << ", history " << m_Options.historySize << ", seed "
       << m_Options.seed;
  if (m_Options.firstSample > 0)
  {
    text << " from sample " << m_Options.firstSample;
  }
  if (this->IsPreconditioned())
  {
    text << ", preconditioned by band energies";
  }
  if (m_Options.coarseIterations > 0)
  {
    text << ", coarse iterations " << m_Options.coarseIterations;
  }
  return text.str();
}

template <typename T>
void
TextureSynthesis<T>::MakeCoarseStatistics()
{
  m_CoarseStatistics.reset();
  const unsigned int finestScale = FinestScaleOfCoarseGrids(m_Target.bank);
  if (m_Options.coarseIterations == 0 || m_Options.start == SynthesisStart::InitialImage ||
      finestScale == m_Target.bank.numberOfScales)
  {
    return;
  }
  const Moments moments = SelectCoarseMoments(m_Target, finestScale);
  if (!moments.covariances.empty())
  {
    m_CoarseStatistics = std::make_unique<Statistics<T>>(m_Bank, moments.set, m_Options.memoryLimit);
    m_CoarseStatistics->SetTarget(moments, m_Options.normalization);
  }
}

template <typename T>
void
TextureSynthesis<T>::PrepareRun()
{
  if (m_Target.covariances.empty())
  {
    throw std::logic_error("A synthesis needs a target first.");
  }
  if (m_Options.start == SynthesisStart::InitialImage && m_InitialImage.empty())
  {
    throw std::invalid_argument("The synthesis is to start from an initial image, but none is given.");
  }
  SynthesisRunOptions options;
  options.iterations = m_Options.iterations;
  options.restarts = m_Options.restarts;
  options.historySize = m_Options.historySize;
  options.checkpointInterval = m_Options.checkpointInterval;
  options.checkpointFileName = m_Options.checkpointFileName;
  options.description = this->DescribeRun();
  m_Run.emplace(options);
  m_NumberOfSamples = 0;
  this->MakeCoarseStatistics();
}

template <typename T>
void
TextureSynthesis<T>::StartSample(std::size_t sample)
{
  switch (m_Options.start)
  {
    case SynthesisStart::InitialImage:
      m_Synthesis->StartFromImage(m_InitialImage.data());
      break;
    case SynthesisStart::GaussianModel:
      m_Synthesis->StartFromGaussianField(
        BandSpectrum(*m_Bank, m_Target).GetPower(), m_Options.seed, m_Options.firstSample + sample);
      break;
    default:
      m_Synthesis->StartFromWhiteNoise(m_Options.seed, m_Options.firstSample + sample);
  }
}

template <typename T>
void
TextureSynthesis<T>::MatchCoarseScales(const Observer & observer, const Executor & executor)
{
  const auto observe = [&](const SynthesisProgress & progress) {
    return observer({ true, progress.iteration, progress.evaluations, progress.loss });
  };
  m_CoarseEvaluations = m_Synthesis->RunPartialBlock(
    *m_CoarseStatistics, m_Options.coarseIterations, m_Options.historySize, observe, executor);
}

template <typename T>
bool
TextureSynthesis<T>::DrawSample(std::size_t sample, const Observer & observer, const Executor & executor)
{
  if (!m_Run)
  {
    this->PrepareRun();
  }
  if (sample > m_NumberOfSamples)
  {
    throw std::logic_error("Samples are to be drawn in order.");
  }
  m_InitialLoss = 0.0;
  m_Loss = 0.0;
  m_Iterations = 0;
  m_Evaluations = 0;
  m_CoarseEvaluations = 0;
  m_Synthesis.emplace(m_Statistics, m_Target.imageMean, m_Target.imageDeviation);
  if (this->IsPreconditioned())
  {
    m_Synthesis->Precondition(BandSpectrum(*m_Bank, m_Target).GetPreconditioner());
  }
  const auto begin = [&] {
    this->StartSample(sample);
    m_InitialLoss = m_Synthesis->Loss(executor);
    m_Loss = m_InitialLoss;
    if (m_CoarseStatistics)
    {
      this->MatchCoarseScales(observer, executor);
    }
    return m_InitialLoss;
  };
  const auto observe = [&](const SynthesisProgress & progress) {
    m_Iterations = progress.iteration;
    m_Evaluations = progress.evaluations;
    m_Loss = progress.loss;
    return observer({ false, progress.iteration, progress.evaluations, progress.loss });
  };
  if (!m_Run->RunSample(*m_Synthesis, sample, begin, observe, executor))
  {
    return false;
  }
  const auto & result = m_Run->GetSample(sample);
  m_InitialLoss = result.initialLoss;
  m_Loss = result.loss;
  m_Iterations = result.iterations;
  m_Evaluations = result.evaluations;
  m_NumberOfSamples = std::max(m_NumberOfSamples, sample + 1);
  return true;
}

template <typename T>
void
TextureSynthesis<T>::GetImage(T * image) const
{
  if (!m_Synthesis)
  {
    throw std::logic_error("No sample was drawn.");
  }
  m_Synthesis->GetImage(image);
}

template class TextureSynthesis<float>;
template class TextureSynthesis<double>;
} // namespace phaseharmonics
