// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phStatisticsEngineInternal.h"

#include <algorithm>
#include <stdexcept>

namespace phaseharmonics
{
namespace
{
template <typename T>
const MomentSet &
CheckedSet(const WaveletBank<T> & bank, const MomentSet & set)
{
  if (set.GetDimension() != bank.GetGrid().dimension || set.GetNumberOfScales() != bank.GetNumberOfScales() ||
      set.GetNumberOfOrientations() != bank.GetNumberOfOrientations())
  {
    throw std::invalid_argument("The moment set and the wavelet bank must agree in dimension, number of scales and "
                                "number of orientations.");
  }
  return set;
}
} // namespace

template <typename T>
StatisticsEngine<T>::StatisticsEngine(std::shared_ptr<const WaveletBank<T>> bank,
                                      const MomentSet &                     set,
                                      std::size_t                           memoryLimit)
  : m_Bank(std::move(bank))
  , m_Set(CheckedSet(*m_Bank, set))
  , m_Transform(m_Bank)
  , m_Means(m_Transform, m_Set)
  , m_MemoryLimit(memoryLimit)
{
  std::vector<typename SpectralMoments<T>::Request> spectral;
  for (std::size_t t = 0; t < m_Set.GetTerms().size(); ++t)
  {
    const MomentSet::Term & term = m_Set.GetTerms()[t];
    if (MapCovariances<T>::IsSpectral(m_Set, term))
    {
      m_SpectralTerms.push_back(t);
      spectral.push_back({ m_Set.GetFeatures()[term.first], m_Set.GetFeatures()[term.second], term.pseudo, term.lag });
    }
  }
  m_Spectral = std::make_unique<SpectralMoments<T>>(m_Bank, spectral);
  m_SpectralValues.resize(spectral.size());
  this->PlanPasses(false);
}

// Pairs of scales are kept together as long as their maps fit; each moment's terms stay in one order of passes, so that
// results depend on the limit alone.
template <typename T>
void
StatisticsEngine<T>::PlanPasses(bool withGradient)
{
  using TermNumbers = typename MapCovariances<T>::TermNumbers;
  m_PassesHaveGradient = withGradient;
  m_Passes.clear();
  std::map<std::pair<unsigned int, unsigned int>, TermNumbers> termsOfPair;
  TermNumbers                                                  all;
  for (std::size_t t = 0; t < m_Set.GetTerms().size(); ++t)
  {
    const MomentSet::Term & term = m_Set.GetTerms()[t];
    if (!MapCovariances<T>::IsSpectral(m_Set, term))
    {
      termsOfPair[{ m_Set.GetFeatures()[term.first].scale, m_Set.GetFeatures()[term.second].scale }].push_back(t);
      all.push_back(t);
    }
  }
  const auto make = [&](const TermNumbers & terms) {
    return std::make_unique<MapCovariances<T>>(m_Transform, m_Set, terms);
  };
  const std::size_t fixed = this->FixedMemoryInBytes(withGradient);
  auto              pass = make(all);
  if (m_MemoryLimit == 0 || fixed + this->PassMemoryInBytes(*pass, withGradient) <= m_MemoryLimit)
  {
    m_Passes.push_back(std::move(pass));
    return;
  }
  pass.reset();
  TermNumbers terms;
  for (const auto & pair : termsOfPair)
  {
    TermNumbers extended = terms;
    extended.insert(extended.end(), pair.second.begin(), pair.second.end());
    auto extendedPass = make(extended);
    if (fixed + this->PassMemoryInBytes(*extendedPass, withGradient) > m_MemoryLimit)
    {
      extended = pair.second;
      extendedPass = make(extended);
      const std::size_t needed = fixed + this->PassMemoryInBytes(*extendedPass, withGradient);
      if (needed > m_MemoryLimit)
      {
        throw std::invalid_argument("The memory limit of " + std::to_string(m_MemoryLimit >> 20) +
                                    " MiB is too low: scales " + std::to_string(pair.first.first) + " and " +
                                    std::to_string(pair.first.second) + " of this image need " +
                                    std::to_string((needed >> 20) + 1) + " MiB.");
      }
      if (pass)
      {
        m_Passes.push_back(std::move(pass));
      }
    }
    terms = std::move(extended);
    pass = std::move(extendedPass);
  }
  if (pass)
  {
    m_Passes.push_back(std::move(pass));
  }
}

template <typename T>
std::size_t
StatisticsEngine<T>::FixedMemoryInBytes(bool withGradient) const
{
  const std::size_t half = m_Bank->GetGrid().NumberOfHalfBins();
  return m_Bank->MemoryInBytes() + half * ((withGradient ? 2 : 1) * sizeof(Complex) + sizeof(T));
}

// Means are computed before a pass, so that the larger counts; with the scratch of two threads.
template <typename T>
std::size_t
StatisticsEngine<T>::PassMemoryInBytes(const MapCovariances<T> & pass, bool withGradient) const
{
  return std::max(pass.MemoryInBytes(withGradient) + 2 * pass.ScratchInBytes(withGradient),
                  2 * m_Means.ScratchInBytes());
}

template <typename T>
std::size_t
StatisticsEngine<T>::PeakMemoryInBytes(bool withGradient)
{
  if (m_MemoryLimit > 0 && withGradient != m_PassesHaveGradient)
  {
    this->PlanPasses(withGradient);
  }
  std::size_t largest = 0;
  for (const auto & pass : m_Passes)
  {
    largest = std::max(largest, this->PassMemoryInBytes(*pass, withGradient));
  }
  return this->FixedMemoryInBytes(withGradient) + largest;
}

template <typename T>
void
StatisticsEngine<T>::Transform(const T * image, double subtracted, const Executor & executor)
{
  m_Subtracted = subtracted;
  if (m_Half.size() == 0)
  {
    m_Half = AlignedBuffer<Complex>(m_Bank->GetGrid().NumberOfHalfBins());
    m_Power = AlignedBuffer<T>(m_Half.size());
  }
  // The centered image starts where its spectrum will.
  T * const             centered = reinterpret_cast<T *>(m_Half.data());
  const std::size_t     pixels = m_Bank->GetGrid().NumberOfPixels();
  constexpr std::size_t Block = 65536;
  executor.ParallelFor((pixels + Block - 1) / Block, [&](std::size_t block) {
    for (std::size_t i = block * Block; i < std::min(pixels, (block + 1) * Block); ++i)
    {
      centered[i] = static_cast<T>(static_cast<double>(image[i]) - subtracted);
    }
  });
  m_Transform.Spectrum(centered, m_Half.data());
}

template <typename T>
void
StatisticsEngine<T>::ComputeMeans(Values & means, std::vector<double> & deviations, const Executor & executor) const
{
  m_Means.Compute(m_Half.data(), m_Subtracted, means, deviations, executor);
}

template <typename T>
void
StatisticsEngine<T>::ComputeTerms(const Values & means, Values & terms, bool withGradient, const Executor & executor)
{
  if (m_MemoryLimit > 0 && withGradient != m_PassesHaveGradient)
  {
    this->PlanPasses(withGradient);
  }
  terms.assign(m_Set.GetTerms().size(), 0.0);
  m_Spectral->WeightedPower(m_Half.data(), m_Power.data(), executor);
  m_Spectral->Values(m_Power.data(), m_SpectralValues.data(), executor);
  for (std::size_t i = 0; i < m_SpectralTerms.size(); ++i)
  {
    terms[m_SpectralTerms[i]] = m_SpectralValues[i];
  }
  for (const auto & pass : m_Passes)
  {
    const bool isOnly = m_Passes.size() == 1;
    pass->Transform(m_Half.data(), means, withGradient && isOnly, executor);
    pass->Compute(means, terms, executor);
    if (!isOnly)
    {
      pass->Release();
    }
  }
}

template <typename T>
void
StatisticsEngine<T>::BackPropagate(const Values &   means,
                                   const Values &   termGradients,
                                   T *              gradient,
                                   const Executor & executor)
{
  const Grid & full = m_Bank->GetGrid();
  if (m_GradientHalf.size() == 0)
  {
    m_GradientHalf = AlignedBuffer<Complex>(m_Half.size());
  }
  for (std::size_t i = 0; i < m_SpectralTerms.size(); ++i)
  {
    m_SpectralValues[i] = termGradients[m_SpectralTerms[i]];
  }
  m_Spectral->SetWeights(m_SpectralValues.data());
  m_Spectral->ApplyMultiplier(
    m_Half.data(), 1.0 / std::pow(static_cast<double>(full.NumberOfPixels()), 2), m_GradientHalf.data(), executor);

  constexpr std::size_t RowsOfChunk = 8;
  const std::size_t     rows = full.size[1] * full.size[2];
  for (const auto & pass : m_Passes)
  {
    if (m_Passes.size() > 1)
    {
      pass->Transform(m_Half.data(), means, true, executor);
    }
    pass->BackPropagate(m_Half.data(), means, termGradients, executor);
    executor.ParallelFor((rows + RowsOfChunk - 1) / RowsOfChunk, [&](std::size_t chunk) {
      for (std::size_t row = chunk * RowsOfChunk; row < std::min(rows, (chunk + 1) * RowsOfChunk); ++row)
      {
        pass->AddGradientRow(row, m_GradientHalf.data());
      }
    });
    if (m_Passes.size() > 1)
    {
      pass->Release();
    }
  }
  m_Transform.OfLevel(0).Inverse(m_GradientHalf.data(), gradient);
}

template class StatisticsEngine<float>;
template class StatisticsEngine<double>;
} // namespace phaseharmonics
