// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phStatistics.h"

#include "phStatisticsEngineInternal.h"

#include <algorithm>
#include <stdexcept>

namespace phaseharmonics
{
namespace
{
template <typename T>
void
MeanAndDeviation(const T * image, std::size_t count, double & mean, double & deviation)
{
  double sum = 0.0;
  for (std::size_t i = 0; i < count; ++i)
  {
    sum += image[i];
  }
  mean = sum / static_cast<double>(count);
  double squares = 0.0;
  for (std::size_t i = 0; i < count; ++i)
  {
    squares += (image[i] - mean) * (image[i] - mean);
  }
  deviation = std::sqrt(squares / static_cast<double>(count));
}
} // namespace

template <typename T>
class Statistics<T>::Engine
{
public:
  Engine(std::shared_ptr<const WaveletBank<T>> bank, const MomentSet & set, std::size_t memoryLimit)
    : m_Engine(std::move(bank), set, memoryLimit)
  {}

  Moments
  Analyze(const T * image, const Executor & executor)
  {
    Moments moments = this->Empty();
    MeanAndDeviation(image, moments.grid.NumberOfPixels(), moments.imageMean, moments.imageDeviation);
    m_Engine.Transform(image, moments.imageMean, executor);
    m_Engine.ComputeMeans(moments.means, moments.deviations, executor);
    if (moments.set.IsAveragedOverRotations())
    {
      PoolOverOrientations(moments);
    }
    BoundDeviations(moments);
    m_Engine.ComputeTerms(moments.means, m_Terms, false, executor);
    this->AverageTerms(moments.covariances);
    return moments;
  }

  Moments
  AnalyzeAboutTarget(const T * image, const Executor & executor)
  {
    if (!m_HasTarget)
    {
      throw std::logic_error("There is no target whose means could be subtracted.");
    }
    Moments moments = m_Target;
    this->Evaluate(image, false, executor);
    this->AverageTerms(moments.covariances);
    return moments;
  }

  void
  SetTarget(const Moments & target, MomentNormalization normalization)
  {
    const Moments expected = this->Empty();
    if (!target.set.HasSameMoments(expected.set) || target.covariances.size() != expected.set.GetMoments().size())
    {
      throw std::invalid_argument("The target's moments are not those of this moment set and wavelet bank.");
    }
    const bool isDivisible =
      std::all_of(target.deviations.begin(), target.deviations.end(), [](double deviation) { return deviation > 0.0; });
    if (normalization == MomentNormalization::Target && !isDivisible)
    {
      throw std::invalid_argument("The target is constant or not finite: nothing can be divided by its deviations.");
    }
    m_Target = target;
    m_Target.grid = expected.grid;
    m_HasTarget = true;
    const auto & terms = target.set.GetTerms();
    m_Divisor.clear();
    m_TargetValue.clear();
    for (std::size_t m = 0; m < target.covariances.size(); ++m)
    {
      const auto & term = terms[target.set.GetMoments()[m].termBegin];
      m_Divisor.push_back(normalization == MomentNormalization::Target
                            ? target.deviations[term.first] * target.deviations[term.second]
                            : 1.0);
      m_TargetValue.push_back(target.Value(m, normalization));
    }
  }

  double
  Value(const T * image, const Executor & executor)
  {
    this->Evaluate(image, false, executor);
    return this->Energy();
  }

  double
  ValueAndGradient(const T * image, T * gradient, const Executor & executor)
  {
    this->Evaluate(image, true, executor);
    const double energy = this->Energy();
    m_Engine.BackPropagate(m_Target.means, m_TermGradients, gradient, executor);
    return energy;
  }

  const MomentSet &
  GetMomentSet() const
  {
    return m_Engine.GetMomentSet();
  }
  const WaveletBank<T> &
  GetBank() const
  {
    return m_Engine.GetBank();
  }
  unsigned int
  NumberOfLoopsOfAnalysis() const
  {
    return m_Engine.NumberOfLoopsOfAnalysis();
  }
  std::size_t
  PeakMemoryInBytes(bool withGradient)
  {
    return m_Engine.PeakMemoryInBytes(withGradient);
  }

private:
  Moments
  Empty() const
  {
    Moments moments;
    moments.set = m_Engine.GetMomentSet();
    moments.grid = m_Engine.GetBank().GetGrid();
    moments.bank = m_Engine.GetBank().GetOptions();
    return moments;
  }

  void
  Evaluate(const T * image, bool withGradient, const Executor & executor)
  {
    if (!m_HasTarget)
    {
      throw std::logic_error("Set the target moments before evaluating the energy.");
    }
    m_Engine.Transform(image, m_Target.imageMean, executor);
    m_Engine.ComputeTerms(m_Target.means, m_Terms, withGradient, executor);
  }

  void
  AverageTerms(std::vector<std::complex<double>> & covariances) const
  {
    const MomentSet & set = m_Engine.GetMomentSet();
    covariances.assign(set.GetMoments().size(), 0.0);
    for (std::size_t m = 0; m < covariances.size(); ++m)
    {
      const MomentSet::Moment & moment = set.GetMoments()[m];
      for (std::size_t t = moment.termBegin; t < moment.termEnd; ++t)
      {
        covariances[m] += set.GetTerms()[t].conjugate ? std::conj(m_Terms[t]) : m_Terms[t];
      }
      covariances[m] /= static_cast<double>(moment.termEnd - moment.termBegin);
      if (moment.isReal)
      {
        covariances[m] = covariances[m].real();
      }
    }
  }

  // Sum of squared differences, and its derivatives with respect to the terms.
  double
  Energy()
  {
    this->AverageTerms(m_Covariances);
    const MomentSet & set = m_Engine.GetMomentSet();
    m_TermGradients.assign(m_Terms.size(), 0.0);
    double energy = 0.0;
    for (std::size_t m = 0; m < m_Covariances.size(); ++m)
    {
      const MomentSet::Moment &  moment = set.GetMoments()[m];
      const std::complex<double> difference = m_Covariances[m] / m_Divisor[m] - m_TargetValue[m];
      energy += std::norm(difference);
      const std::complex<double> gradient =
        2.0 * difference / (m_Divisor[m] * static_cast<double>(moment.termEnd - moment.termBegin));
      for (std::size_t t = moment.termBegin; t < moment.termEnd; ++t)
      {
        m_TermGradients[t] += set.GetTerms()[t].conjugate ? std::conj(gradient) : gradient;
      }
    }
    return energy;
  }

  // Rotation-invariant sets have one mean and one deviation for each scale and harmonic.
  static void
  PoolOverOrientations(Moments & moments)
  {
    std::map<std::pair<unsigned int, int>, std::vector<std::size_t>> groups;
    const auto &                                                     features = moments.set.GetFeatures();
    for (std::size_t f = 0; f < features.size(); ++f)
    {
      if (!moments.set.IsLowPass(features[f]))
      {
        groups[{ features[f].scale, features[f].harmonic }].push_back(f);
      }
    }
    for (const auto & group : groups)
    {
      const double         weight = 1.0 / static_cast<double>(group.second.size());
      std::complex<double> mean = 0.0;
      double               squares = 0.0;
      for (const std::size_t f : group.second)
      {
        // Opposite orientations are conjugates: their mean is real.
        mean += weight * moments.means[f].real();
        squares += weight * (moments.deviations[f] * moments.deviations[f] + std::norm(moments.means[f]));
      }
      for (const std::size_t f : group.second)
      {
        moments.means[f] = mean;
        moments.deviations[f] = std::sqrt(std::max(0.0, squares - std::norm(mean)));
      }
    }
  }

  // A band that the image does not have would be divided by rounding errors.
  static void
  BoundDeviations(Moments & moments)
  {
    const double smallest = 1e-6 * moments.imageDeviation;
    for (double & deviation : moments.deviations)
    {
      deviation = std::max(deviation, smallest);
    }
  }

  StatisticsEngine<T>               m_Engine;
  bool                              m_HasTarget{ false };
  Moments                           m_Target;
  std::vector<double>               m_Divisor;
  std::vector<std::complex<double>> m_TargetValue;
  std::vector<std::complex<double>> m_Terms;
  std::vector<std::complex<double>> m_TermGradients;
  std::vector<std::complex<double>> m_Covariances;
};

template <typename T>
Statistics<T>::Statistics(std::shared_ptr<const WaveletBank<T>> bank, const MomentSet & set, std::size_t memoryLimit)
  : m_Engine(std::make_unique<Engine>(std::move(bank), set, memoryLimit))
{}

template <typename T>
Statistics<T>::~Statistics() = default;

template <typename T>
const MomentSet &
Statistics<T>::GetMomentSet() const
{
  return m_Engine->GetMomentSet();
}

template <typename T>
const WaveletBank<T> &
Statistics<T>::GetBank() const
{
  return m_Engine->GetBank();
}

template <typename T>
Moments
Statistics<T>::Analyze(const T * image, const Executor & executor)
{
  return m_Engine->Analyze(image, executor);
}

template <typename T>
Moments
Statistics<T>::AnalyzeAboutTarget(const T * image, const Executor & executor)
{
  return m_Engine->AnalyzeAboutTarget(image, executor);
}

template <typename T>
void
Statistics<T>::SetTarget(const Moments & target, MomentNormalization normalization)
{
  m_Engine->SetTarget(target, normalization);
}

template <typename T>
double
Statistics<T>::Value(const T * image, const Executor & executor)
{
  return m_Engine->Value(image, executor);
}

template <typename T>
double
Statistics<T>::ValueAndGradient(const T * image, T * gradient, const Executor & executor)
{
  return m_Engine->ValueAndGradient(image, gradient, executor);
}

template <typename T>
unsigned int
Statistics<T>::NumberOfLoopsOfAnalysis() const
{
  return m_Engine->NumberOfLoopsOfAnalysis();
}

template <typename T>
std::size_t
Statistics<T>::PeakMemoryInBytes(bool withGradient) const
{
  return m_Engine->PeakMemoryInBytes(withGradient);
}

template class Statistics<float>;
template class Statistics<double>;
} // namespace phaseharmonics
