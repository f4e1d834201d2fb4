// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phWhitenedMomentEnergy.h"

#include "phMomentWhiteningInternal.h"
#include "phRandom.h"
#include "phStatisticsEngineInternal.h"

#include <stdexcept>

namespace phaseharmonics
{
template <typename T>
class WhitenedMomentEnergy<T>::Engine
{
public:
  using Values = std::vector<std::complex<double>>;

  Engine(std::shared_ptr<const WaveletBank<T>> bank,
         const Moments &                       target,
         const MomentWhiteningOptions &        options,
         std::size_t                           memoryLimit)
    : m_Options(options)
    , m_Target(target)
    , m_Engine(std::move(bank), target.set, memoryLimit)
    , m_Whitening(target.set, options)
    , m_TargetNumbers(m_Whitening.NumberOfNumbers())
    , m_Residual(m_TargetNumbers.size())
    , m_Product(m_TargetNumbers.size())
  {
    if (target.covariances.size() != target.set.GetMoments().size())
    {
      throw std::invalid_argument("The target has " + std::to_string(target.covariances.size()) + " moments, not " +
                                  std::to_string(target.set.GetMoments().size()) + ".");
    }
    m_Whitening.ToNumbers(target.covariances, m_TargetNumbers.data());
    for (const double number : m_TargetNumbers)
    {
      m_TargetSquares += number * number;
    }
  }

  const Grid &
  GetGrid() const
  {
    return m_Engine.GetBank().GetGrid();
  }

  unsigned int
  GetNumberOfProbes() const
  {
    return m_Options.probesPerNumber * static_cast<unsigned int>(m_Whitening.GetLargestBlock());
  }

  bool
  LearnMetric(const T *        image,
              std::uint64_t    seed,
              std::uint64_t    firstStream,
              const Observer & observer,
              const Executor & executor)
  {
    const std::size_t   pixels = this->GetGrid().NumberOfPixels();
    const std::size_t   numbers = m_TargetNumbers.size();
    const double        amplitude = m_Options.amplitude * m_Target.imageDeviation;
    std::vector<double> base(numbers);
    std::vector<double> samples(numbers * this->GetNumberOfProbes());
    std::vector<double> noise(pixels);
    std::vector<T>      probed(pixels);
    this->ComputeNumbers(image, base.data(), false, executor);
    for (unsigned int probe = 0; probe < this->GetNumberOfProbes(); ++probe)
    {
      if (!observer(probe, this->GetNumberOfProbes()))
      {
        return false;
      }
      FillStandardNormal(noise.data(), pixels, seed, firstStream + probe);
      for (std::size_t i = 0; i < pixels; ++i)
      {
        probed[i] = static_cast<T>(static_cast<double>(image[i]) + amplitude * noise[i]);
      }
      double * const sample = samples.data() + probe * numbers;
      this->ComputeNumbers(probed.data(), sample, false, executor);
      for (std::size_t i = 0; i < numbers; ++i)
      {
        sample[i] = (sample[i] - base[i]) / m_Options.amplitude;
      }
    }
    m_Whitening.Learn(samples, executor);
    m_HasMetric = true;
    return true;
  }

  void
  ForgetMetric()
  {
    m_Whitening.Forget();
    m_HasMetric = false;
  }

  double
  Value(const T * image, const Executor & executor)
  {
    return this->Evaluate(image, false, executor);
  }

  double
  ValueAndGradient(const T * image, T * gradient, const Executor & executor)
  {
    const double energy = this->Evaluate(image, true, executor);
    m_Derivatives.assign(m_Target.covariances.size(), 0.0);
    const double scaling = 2.0 * this->Scaling();
    for (double & value : m_Product)
    {
      value *= scaling;
    }
    m_Whitening.ToMoments(m_Product.data(), m_Derivatives);
    const MomentSet & set = m_Target.set;
    m_TermGradients.assign(m_Terms.size(), 0.0);
    for (std::size_t m = 0; m < m_Derivatives.size(); ++m)
    {
      const MomentSet::Moment &  moment = set.GetMoments()[m];
      const std::complex<double> share = m_Derivatives[m] / static_cast<double>(moment.termEnd - moment.termBegin);
      for (std::size_t t = moment.termBegin; t < moment.termEnd; ++t)
      {
        m_TermGradients[t] += set.GetTerms()[t].conjugate ? std::conj(share) : share;
      }
    }
    m_Engine.BackPropagate(m_Target.means, m_TermGradients, gradient, executor);
    return energy;
  }

  double
  GetRelativeLoss() const
  {
    return m_Squares / m_TargetSquares;
  }

  std::size_t
  GetLargestBlock() const
  {
    return m_Whitening.GetLargestBlock();
  }

  std::size_t
  PeakMemoryInBytes()
  {
    const std::size_t samples = m_TargetNumbers.size() * this->GetNumberOfProbes() * sizeof(double);
    return m_Engine.PeakMemoryInBytes(true) + m_Whitening.MemoryInBytes() + 2 * samples;
  }

private:
  // The plain sum of squares is not divided by the number of pixels.
  double
  Scaling() const
  {
    return m_HasMetric ? 1.0 / static_cast<double>(this->GetGrid().NumberOfPixels()) : 1.0;
  }

  void
  ComputeNumbers(const T * image, double * numbers, bool withGradient, const Executor & executor)
  {
    m_Engine.Transform(image, m_Target.imageMean, executor);
    m_Engine.ComputeTerms(m_Target.means, m_Terms, withGradient, executor);
    const MomentSet & set = m_Target.set;
    m_Covariances.assign(set.GetMoments().size(), 0.0);
    for (std::size_t m = 0; m < m_Covariances.size(); ++m)
    {
      const MomentSet::Moment & moment = set.GetMoments()[m];
      for (std::size_t t = moment.termBegin; t < moment.termEnd; ++t)
      {
        m_Covariances[m] += set.GetTerms()[t].conjugate ? std::conj(m_Terms[t]) : m_Terms[t];
      }
      m_Covariances[m] /= static_cast<double>(moment.termEnd - moment.termBegin);
    }
    m_Whitening.ToNumbers(m_Covariances, numbers);
  }

  double
  Evaluate(const T * image, bool withGradient, const Executor & executor)
  {
    this->ComputeNumbers(image, m_Residual.data(), withGradient, executor);
    m_Squares = 0.0;
    for (std::size_t i = 0; i < m_Residual.size(); ++i)
    {
      m_Residual[i] -= m_TargetNumbers[i];
      m_Squares += m_Residual[i] * m_Residual[i];
    }
    return this->Scaling() * m_Whitening.Apply(m_Residual.data(), m_Product.data());
  }

  MomentWhiteningOptions m_Options;
  Moments                m_Target;
  StatisticsEngine<T>    m_Engine;
  MomentWhitening        m_Whitening;
  bool                   m_HasMetric{ false };
  std::vector<double>    m_TargetNumbers;
  double                 m_TargetSquares{ 0.0 };
  double                 m_Squares{ 0.0 };
  std::vector<double>    m_Residual;
  std::vector<double>    m_Product;
  Values                 m_Terms;
  Values                 m_Covariances;
  Values                 m_Derivatives;
  Values                 m_TermGradients;
};

template <typename T>
WhitenedMomentEnergy<T>::WhitenedMomentEnergy(std::shared_ptr<const WaveletBank<T>> bank,
                                              const Moments &                       target,
                                              const MomentWhiteningOptions &        options,
                                              std::size_t                           memoryLimit)
  : m_Engine(std::make_unique<Engine>(std::move(bank), target, options, memoryLimit))
{}

template <typename T>
WhitenedMomentEnergy<T>::~WhitenedMomentEnergy() = default;

template <typename T>
const Grid &
WhitenedMomentEnergy<T>::GetGrid() const
{
  return m_Engine->GetGrid();
}

template <typename T>
bool
WhitenedMomentEnergy<T>::LearnMetric(const T *        image,
                                     std::uint64_t    seed,
                                     std::uint64_t    firstStream,
                                     const Observer & observer,
                                     const Executor & executor)
{
  return m_Engine->LearnMetric(image, seed, firstStream, observer, executor);
}

template <typename T>
void
WhitenedMomentEnergy<T>::ForgetMetric()
{
  m_Engine->ForgetMetric();
}

template <typename T>
double
WhitenedMomentEnergy<T>::Value(const T * image, const Executor & executor)
{
  return m_Engine->Value(image, executor);
}

template <typename T>
double
WhitenedMomentEnergy<T>::ValueAndGradient(const T * image, T * gradient, const Executor & executor)
{
  return m_Engine->ValueAndGradient(image, gradient, executor);
}

template <typename T>
double
WhitenedMomentEnergy<T>::GetRelativeLoss() const
{
  return m_Engine->GetRelativeLoss();
}

template <typename T>
unsigned int
WhitenedMomentEnergy<T>::GetNumberOfProbes() const
{
  return m_Engine->GetNumberOfProbes();
}

template <typename T>
std::size_t
WhitenedMomentEnergy<T>::GetLargestBlock() const
{
  return m_Engine->GetLargestBlock();
}

template <typename T>
std::size_t
WhitenedMomentEnergy<T>::PeakMemoryInBytes() const
{
  return m_Engine->PeakMemoryInBytes();
}

template class WhitenedMomentEnergy<float>;
template class WhitenedMomentEnergy<double>;
} // namespace phaseharmonics
