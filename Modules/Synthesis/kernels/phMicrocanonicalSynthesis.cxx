// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phMicrocanonicalSynthesis.h"

#include "phGaussianModel.h"
#include "phRandom.h"

#include <algorithm>
#include <numeric>
#include <stdexcept>

namespace phaseharmonics
{
namespace
{
void
RemoveMean(double * values, std::size_t count)
{
  const double mean = std::accumulate(values, values + count, 0.0) / static_cast<double>(count);
  std::for_each(values, values + count, [mean](double & value) { value -= mean; });
}
} // namespace

template <typename T>
MicrocanonicalSynthesis<T>::MicrocanonicalSynthesis(MomentEnergy<T> & energy, double mean, double deviation)
  : m_Energy(energy)
  , m_Mean(mean)
  , m_Deviation(deviation)
  , m_State(energy.GetGrid().NumberOfPixels())
  , m_Image(m_State.size())
  , m_Gradient(m_State.size())
{
  if (!(deviation > 0.0))
  {
    throw std::invalid_argument("The target is constant: there is nothing to synthesize.");
  }
}

template <typename T>
void
MicrocanonicalSynthesis<T>::StartFromWhiteNoise(std::uint64_t seed, std::uint64_t sample)
{
  FillStandardNormal(m_State.data(), m_State.size(), seed, sample);
  RemoveMean(m_State.data(), m_State.size());
}

template <typename T>
void
MicrocanonicalSynthesis<T>::StartFromGaussianField(const AlignedBuffer<double> & power,
                                                   std::uint64_t                 seed,
                                                   std::uint64_t                 sample)
{
  SampleGaussianField(m_Energy.GetGrid(), power, 0.0, seed, sample, m_State.data());
  std::for_each(m_State.begin(), m_State.end(), [this](double & value) { value /= m_Deviation; });
  RemoveMean(m_State.data(), m_State.size());
}

template <typename T>
void
MicrocanonicalSynthesis<T>::Precondition(const AlignedBuffer<double> & factor)
{
  m_Preconditioner = std::make_unique<SpectralPreconditioner>(m_Energy.GetGrid(), factor);
}

template <typename T>
void
MicrocanonicalSynthesis<T>::StartFromImage(const T * image)
{
  for (std::size_t i = 0; i < m_State.size(); ++i)
  {
    m_State[i] = (static_cast<double>(image[i]) - m_Mean) / m_Deviation;
  }
  RemoveMean(m_State.data(), m_State.size());
}

template <typename T>
void
MicrocanonicalSynthesis<T>::SetState(const std::vector<double> & state,
                                     unsigned int                iterations,
                                     unsigned int                evaluations)
{
  if (state.size() != m_State.size())
  {
    throw std::invalid_argument("The saved state has " + std::to_string(state.size()) + " pixels, not " +
                                std::to_string(m_State.size()) + ".");
  }
  m_State = state;
  m_Iterations = iterations;
  m_Evaluations = evaluations;
}

template <typename T>
void
MicrocanonicalSynthesis<T>::ToImage(const double * state, T * image) const
{
  for (std::size_t i = 0; i < m_State.size(); ++i)
  {
    image[i] = static_cast<T>(m_Mean + m_Deviation * state[i]);
  }
}

template <typename T>
double
MicrocanonicalSynthesis<T>::Evaluate(MomentEnergy<T> & energy,
                                     const double *    state,
                                     double *          gradient,
                                     const Executor &  executor)
{
  this->ToImage(state, m_Image.data());
  const double loss = energy.ValueAndGradient(m_Image.data(), m_Gradient.data(), executor);
  for (std::size_t i = 0; i < m_State.size(); ++i)
  {
    gradient[i] = m_Deviation * static_cast<double>(m_Gradient[i]);
  }
  // An offset of the mean would pass for variance of the low pass.
  RemoveMean(gradient, m_State.size());
  return loss;
}

template <typename T>
MinimizerResult
MicrocanonicalSynthesis<T>::Minimize(MomentEnergy<T> &        energy,
                                     const MinimizerOptions & options,
                                     const Observer &         observer,
                                     const Executor &         executor)
{
  unsigned int evaluations = m_Evaluations;
  const auto   observe = [&](unsigned int iteration, double loss) {
    return observer({ m_Iterations + iteration, evaluations, loss });
  };
  if (!m_Preconditioner)
  {
    const auto objective = [&](const double * point, double * derivative) {
      ++evaluations;
      return this->Evaluate(energy, point, derivative, executor);
    };
    return Minimizer::Minimize(m_State, objective, observe, options);
  }
  std::vector<double> variables(m_Preconditioner->GetNumberOfVariables());
  std::vector<double> pixels(m_State.size());
  std::vector<double> gradient(m_State.size());
  const auto          objective = [&](const double * point, double * derivative) {
    ++evaluations;
    m_Preconditioner->ToImage(point, pixels.data());
    const double loss = this->Evaluate(energy, pixels.data(), gradient.data(), executor);
    m_Preconditioner->ToGradient(gradient.data(), derivative);
    return loss;
  };
  m_Preconditioner->ToVariables(m_State.data(), variables.data());
  const MinimizerResult result = Minimizer::Minimize(variables, objective, observe, options);
  m_Preconditioner->ToImage(variables.data(), m_State.data());
  return result;
}

template <typename T>
bool
MicrocanonicalSynthesis<T>::RunBlock(unsigned int     iterations,
                                     unsigned int     historySize,
                                     const Observer & observer,
                                     const Executor & executor)
{
  MinimizerOptions options;
  options.historySize = historySize;
  options.maximumIterations = iterations;
  const MinimizerResult result = this->Minimize(m_Energy, options, observer, executor);
  m_Iterations += result.iterations;
  m_Evaluations += result.evaluations;
  m_WasStopped = result.stopped;
  return !result.stopped && !(result.exhausted && result.iterations == 0);
}

template <typename T>
unsigned int
MicrocanonicalSynthesis<T>::RunPartialBlock(MomentEnergy<T> & part,
                                            unsigned int      iterations,
                                            unsigned int      historySize,
                                            const Observer &  observer,
                                            const Executor &  executor)
{
  MinimizerOptions options;
  options.historySize = historySize;
  options.maximumIterations = iterations;
  const MinimizerResult result = this->Minimize(part, options, observer, executor);
  m_WasStopped = result.stopped;
  return result.evaluations;
}

template <typename T>
double
MicrocanonicalSynthesis<T>::Loss(const Executor & executor)
{
  this->ToImage(m_State.data(), m_Image.data());
  return m_Energy.Value(m_Image.data(), executor);
}

template <typename T>
void
MicrocanonicalSynthesis<T>::GetImage(T * image) const
{
  this->ToImage(m_State.data(), image);
}

template class MicrocanonicalSynthesis<float>;
template class MicrocanonicalSynthesis<double>;
} // namespace phaseharmonics
