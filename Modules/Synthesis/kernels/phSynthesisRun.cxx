// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phSynthesisRun.h"

#include <algorithm>
#include <filesystem>
#include <stdexcept>

namespace phaseharmonics
{
template <typename T>
SynthesisRun<T>::SynthesisRun(const SynthesisRunOptions & options)
  : m_Options(options)
{
  if (options.iterations < 1 || options.historySize < 1)
  {
    throw std::invalid_argument("The number of iterations and the history size must be at least 1.");
  }
  m_Checkpoint.description = options.description;
  if (options.checkpointFileName.empty())
  {
    return;
  }
  if (!std::filesystem::exists(options.checkpointFileName))
  {
    WriteSynthesisCheckpoint(options.checkpointFileName, m_Checkpoint);
    return;
  }
  const auto found = ReadSynthesisCheckpoint(options.checkpointFileName);
  if (found.description != options.description)
  {
    throw std::runtime_error("The checkpoint " + options.checkpointFileName + " belongs to another run (" +
                             found.description + ", not " + options.description +
                             "); remove it or choose another file.");
  }
  m_Checkpoint = found;
}

template <typename T>
bool
SynthesisRun<T>::RunSample(MicrocanonicalSynthesis<T> & synthesis,
                           std::size_t                  sample,
                           const Begin &                begin,
                           const Observer &             observer,
                           const Executor &             executor)
{
  const unsigned int iterations = m_Options.iterations;
  const unsigned int interval = m_Options.checkpointInterval > 0 ? m_Options.checkpointInterval : iterations;
  if (m_Checkpoint.samples.size() > sample)
  {
    const auto & saved = m_Checkpoint.samples[sample];
    synthesis.SetState(saved.state, saved.iterations, saved.evaluations);
  }
  else
  {
    SynthesisCheckpoint::Sample started;
    started.initialLoss = begin();
    started.loss = started.initialLoss;
    if (synthesis.WasStopped())
    {
      return false;
    }
    m_Checkpoint.samples.push_back(started);
  }
  auto &     saved = m_Checkpoint.samples[sample];
  double     loss = saved.loss;
  const auto observe = [&](const SynthesisProgress & progress) {
    loss = progress.loss;
    return observer(progress);
  };
  while (!saved.isFinished)
  {
    const unsigned int iteration = synthesis.GetNumberOfIterations();
    const unsigned int endOfRun = (iteration / iterations + 1) * iterations;
    const unsigned int endOfBlock = std::min(endOfRun, (iteration / interval + 1) * interval);
    const bool         canGoOn = synthesis.RunBlock(endOfBlock - iteration, m_Options.historySize, observe, executor);
    if (synthesis.WasStopped())
    {
      return false;
    }
    saved.state = synthesis.GetState();
    saved.iterations = synthesis.GetNumberOfIterations();
    saved.evaluations = synthesis.GetNumberOfEvaluations();
    saved.loss = loss;
    saved.isFinished = !canGoOn || saved.iterations >= this->GetTotalIterations();
    if (!m_Options.checkpointFileName.empty())
    {
      WriteSynthesisCheckpoint(m_Options.checkpointFileName, m_Checkpoint);
    }
  }
  return true;
}

template class SynthesisRun<float>;
template class SynthesisRun<double>;
} // namespace phaseharmonics
