// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phSparseDeconvolution.h"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>

namespace phaseharmonics
{
template <typename T>
std::size_t
SparseDeconvolution<T>::NumberOfCodings(const Dictionary<T> & atoms, std::size_t channels)
{
  if (atoms.GetNumberOfChannels() == channels)
  {
    return 1;
  }
  if (atoms.GetNumberOfChannels() != 1)
  {
    throw std::invalid_argument("The atoms of the dictionary have " + std::to_string(atoms.GetNumberOfChannels()) +
                                " channels, the image has " + std::to_string(channels) + ".");
  }
  return channels;
}

template <typename T>
SparseDeconvolution<T>::SparseDeconvolution(std::shared_ptr<const ConvolutionObservation<T>> observation,
                                            std::shared_ptr<const Dictionary<T>>             atoms,
                                            std::size_t                                      channels,
                                            const Executor &                                 executor)
  : m_Observation(observation)
  , m_Coder(std::move(observation), atoms, executor)
  , m_Channels(channels)
  , m_Codings(NumberOfCodings(*atoms, channels))
{}

template <typename T>
std::size_t
SparseDeconvolution<T>::GetCodeSize() const
{
  return m_Codings * m_Coder.GetCodeSize();
}

template <typename T>
double
SparseDeconvolution<T>::GetLipschitzConstant() const
{
  return m_Coder.GetLipschitzConstant();
}

template <typename T>
std::vector<T>
SparseDeconvolution<T>::TakeOffBackground(const T *        observed,
                                          double           smoothing,
                                          T *              image,
                                          const Executor & executor) const
{
  const std::size_t size = m_Channels * m_Observation->GetObservedGrid().NumberOfPixels();
  std::vector<T>    data(observed, observed + size);
  std::fill_n(image, m_Channels * m_Observation->GetWorkingGrid().NumberOfPixels(), T(0));
  if (smoothing > 0.0)
  {
    std::vector<T> working(m_Channels * m_Observation->GetWorkingObservedGrid().NumberOfPixels());
    std::vector<T> background(size);
    m_Observation->Background(observed, m_Channels, smoothing, image, executor);
    m_Observation->Apply(image, m_Channels, working.data(), executor);
    m_Observation->CropObserved(working.data(), m_Channels, background.data());
    std::transform(data.begin(), data.end(), background.begin(), data.begin(), std::minus<T>());
  }
  return data;
}

template <typename T>
void
SparseDeconvolution<T>::ChooseLambda(const std::vector<T> &             data,
                                     const SparseDeconvolutionOptions & options,
                                     SparseCodeReport &                 report,
                                     const Executor &                   executor) const
{
  for (std::size_t coding = 0; coding < m_Codings; ++coding)
  {
    const T * const dataOfCoding = data.data() + coding * (data.size() / m_Codings);
    report.lambdaMax =
      std::max(report.lambdaMax, m_Coder.LambdaMax(dataOfCoding, options.problem.isNonNegative, executor));
  }
  if (options.lambdaOfNoiseGain > 0.0)
  {
    report.lambda = options.lambdaOfNoiseGain * m_Coder.GetNoiseGain();
  }
  else
  {
    report.lambda = options.problem.lambda * (options.problem.lambdaIsRatio ? report.lambdaMax : 1.0);
  }
}

template <typename T>
bool
SparseDeconvolution<T>::Encode(const std::vector<T> &             data,
                               T *                                code,
                               bool                               isWarmStart,
                               const SparseDeconvolutionOptions & options,
                               SparseCodeReport &                 report,
                               const Executor &                   executor,
                               const Observer &                   observer) const
{
  SparseCodeProblem problem = options.problem;
  problem.lambdaIsRatio = false;
  // Data that are zero have no largest lambda; any lambda gives them the code zero.
  problem.lambda = report.lambda > 0.0 ? report.lambda : 1.0;
  double energy = 0.0;
  bool   isStopped = false;
  report.hasConverged = true;
  for (std::size_t coding = 0; coding < m_Codings && !isStopped; ++coding)
  {
    const auto part = m_Coder.Encode(data.data() + coding * (data.size() / m_Codings),
                                     code + coding * m_Coder.GetCodeSize(),
                                     isWarmStart,
                                     problem,
                                     options.stopping,
                                     executor,
                                     [&](const SparseCodeReport & now) {
                                       isStopped = !observer(coding, now);
                                       return !isStopped;
                                     });
    report.objective += part.objective;
    report.dualGap += part.dualGap;
    energy += part.relativeDualGap > 0.0 ? part.dualGap / part.relativeDualGap : 0.0;
    report.supportSize += part.supportSize;
    report.iterations = std::max(report.iterations, part.iterations);
    report.hasConverged = report.hasConverged && part.hasConverged;
  }
  report.relativeDualGap = energy > 0.0 ? report.dualGap / energy : 0.0;
  return !isStopped;
}

template <typename T>
void
SparseDeconvolution<T>::AddReconstruction(const std::vector<T> & data,
                                          T *                    code,
                                          bool                   removesBias,
                                          T *                    image,
                                          const Executor &       executor) const
{
  std::vector<T> sparse(m_Channels / m_Codings * m_Observation->GetWorkingGrid().NumberOfPixels());
  for (std::size_t coding = 0; coding < m_Codings; ++coding)
  {
    T * const codeOfCoding = code + coding * m_Coder.GetCodeSize();
    if (removesBias)
    {
      constexpr double       tolerance = 1e-4;
      constexpr unsigned int maximumIterations = 100;
      m_Coder.Debias(
        data.data() + coding * (data.size() / m_Codings), codeOfCoding, tolerance, maximumIterations, executor);
    }
    m_Coder.Reconstruct(codeOfCoding, sparse.data(), executor);
    T * const imageOfCoding = image + coding * sparse.size();
    std::transform(sparse.begin(), sparse.end(), imageOfCoding, imageOfCoding, std::plus<T>());
  }
}

template <typename T>
bool
SparseDeconvolution<T>::Run(const T *                          observed,
                            T *                                code,
                            bool                               isWarmStart,
                            const SparseDeconvolutionOptions & options,
                            T *                                image,
                            T *                                residual,
                            SparseCodeReport &                 report,
                            const Executor &                   executor,
                            const Observer &                   observer) const
{
  report = SparseCodeReport();
  const std::vector<T> data = this->TakeOffBackground(observed, options.backgroundSmoothing, image, executor);
  this->ChooseLambda(data, options, report, executor);
  if (!this->Encode(data, code, isWarmStart, options, report, executor, observer))
  {
    return false;
  }
  this->AddReconstruction(data, code, options.removesBias, image, executor);
  if (options.isConsistent)
  {
    m_Observation->Project(observed, m_Channels, options.consistencyRegularization, image, executor);
  }
  for (std::size_t coding = 0; coding < m_Codings; ++coding)
  {
    const std::size_t dataBegin = coding * (data.size() / m_Codings);
    m_Coder.Residual(observed + dataBegin,
                     image + coding * (m_Channels / m_Codings) * m_Observation->GetWorkingGrid().NumberOfPixels(),
                     residual + dataBegin,
                     executor);
  }
  return true;
}

template class SparseDeconvolution<float>;
template class SparseDeconvolution<double>;
} // namespace phaseharmonics
