// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phStatisticsEngineInternal.h"

#include <algorithm>
#include <stdexcept>

// Where each term comes from, which maps that takes, and their memory.
namespace phaseharmonics
{
template <typename T>
StatisticsEngine<T>::StatisticsEngine(std::shared_ptr<const WaveletBank<T>> bank, const MomentSet & set)
  : m_Bank(std::move(bank))
  , m_Transform(m_Bank)
  , m_Set(set)
  , m_Half(m_Bank->GetGrid().NumberOfHalfBins())
  , m_Power(m_Bank->GetGrid().NumberOfHalfBins())
  , m_Centered(m_Bank->GetGrid().NumberOfPixels())
  , m_RealScratch(m_Bank->GetGrid().NumberOfPixels())
  , m_HalfScratch(m_Bank->GetGrid().NumberOfHalfBins())
{
  if (set.GetDimension() != m_Bank->GetGrid().dimension || set.GetNumberOfScales() != m_Bank->GetNumberOfScales() ||
      set.GetNumberOfOrientations() != m_Bank->GetNumberOfOrientations())
  {
    throw std::invalid_argument("The moment set and the wavelet bank must agree in dimension, number of scales and "
                                "number of orientations.");
  }
  this->Locate();
}

// Wavelets of a scale fit the grid of step 2^(j-1); one more level of oversampling where the bank has it.
template <typename T>
unsigned int
StatisticsEngine<T>::JointLevel(unsigned int scale) const
{
  const auto & options = m_Bank->GetOptions();
  if (!options.decimation)
  {
    return 0;
  }
  const unsigned int margin = std::max(1u, options.oversampling - 1);
  return scale > margin ? scale - margin : 0;
}

template <typename T>
void
StatisticsEngine<T>::Locate()
{
  const auto & features = m_Set.GetFeatures();
  for (std::size_t f = 0; f < features.size(); ++f)
  {
    m_FeatureNumbers[features[f]] = f;
  }
  std::vector<typename SpectralMoments<T>::Request> spectral;
  std::vector<GramPlan::Request>                    gram;
  std::vector<std::pair<Harmonic, std::size_t>>     lagged;
  for (std::size_t t = 0; t < m_Set.GetTerms().size(); ++t)
  {
    const MomentSet::Term & term = m_Set.GetTerms()[t];
    const Harmonic &        first = features[term.first];
    const Harmonic &        second = features[term.second];
    if (m_Set.IsLinear(first) && m_Set.IsLinear(second))
    {
      m_Locations.push_back({ Kind::Spectral, spectral.size() });
      spectral.push_back({ first, second, term.pseudo, term.lag });
    }
    else if (term.lag != Lag{ { 0, 0, 0 } })
    {
      m_Locations.push_back({ Kind::Autocovariance, t });
      lagged.emplace_back(first, t);
    }
    else
    {
      m_Locations.push_back({ Kind::Gram, gram.size() });
      gram.push_back({ term.first, term.second, term.pseudo });
    }
  }
  m_Spectral = std::make_unique<SpectralMoments<T>>(m_Bank, spectral);
  m_SpectralValues.resize(spectral.size());
  m_SpectralWeights.resize(spectral.size());

  const GramPlan::Rules rules{ [this](unsigned int scale) { return m_Bank->LevelOfScale(scale); },
                               [this](unsigned int scale) { return this->JointLevel(scale); } };
  m_Plan = std::make_unique<GramPlan>(m_Set, rules, gram);
  for (const auto & entry : lagged)
  {
    auto & lags = this->RealSpectraOf(entry.first.scale, entry.first.harmonic).lags[entry.first.orientation];
    lags.terms.push_back(entry.second);
  }
  this->AllocateMaps(*m_Plan);
}

template <typename T>
RealSpectra<T> &
StatisticsEngine<T>::RealSpectraOf(unsigned int scale, int harmonic)
{
  for (auto & node : m_RealSpectra)
  {
    if (node.scale == scale && node.harmonic == harmonic)
    {
      return node;
    }
  }
  const unsigned int L = m_Bank->GetNumberOfOrientations();
  const unsigned int level = m_Bank->LevelOfScale(scale);
  RealSpectra<T>     node;
  node.scale = scale;
  node.level = level;
  node.harmonic = harmonic;
  node.spectra = AlignedBuffer<Complex>(L * m_Bank->GridOfLevel(level).NumberOfHalfBins());
  node.lags.resize(L);
  m_RealSpectra.push_back(std::move(node));
  return m_RealSpectra.back();
}

template <typename T>
void
StatisticsEngine<T>::AllocateMaps(const GramPlan & plan)
{
  const std::size_t L = m_Bank->GetNumberOfOrientations();
  auto              complexMaps = plan.complexMaps;
  for (const auto & cropped : plan.croppedModuli)
  {
    m_Cropped.push_back(
      { cropped.first, cropped.second, m_Bank->GridOfLevel(cropped.second).NumberOfPixels(), {}, {} });
    this->RealSpectraOf(cropped.first, 0).crops.push_back(m_Cropped.size() - 1);
  }
  for (const auto & node : m_RealSpectra)
  {
    complexMaps.emplace_back(node.scale, node.level);
  }
  std::sort(complexMaps.begin(), complexMaps.end());
  complexMaps.erase(std::unique(complexMaps.begin(), complexMaps.end()), complexMaps.end());
  for (const auto & maps : complexMaps)
  {
    m_Coefficients.push_back({ maps.first, maps.second, m_Bank->GridOfLevel(maps.second).NumberOfPixels(), {}, {} });
  }
  for (std::size_t c = 0; c < m_Coefficients.size(); ++c)
  {
    auto & maps = m_Coefficients[c];
    maps.values = AlignedBuffer<Complex>(L * maps.pixels);
    for (std::size_t l = 0; l < L; ++l)
    {
      m_BandTasks.emplace_back(c, l);
    }
  }
  for (auto & maps : m_Cropped)
  {
    maps.values = AlignedBuffer<T>(L * maps.pixels);
  }
  for (auto & node : m_RealSpectra)
  {
    const Grid grid = m_Bank->GridOfLevel(node.level);
    for (auto & lags : node.lags)
    {
      if (!lags.terms.empty())
      {
        std::vector<Lag> lagsOfTerms;
        for (const std::size_t t : lags.terms)
        {
          lagsOfTerms.push_back(m_Set.GetTerms()[t].lag);
        }
        lags.autocovariance.emplace(m_Bank->GetGrid(), grid, lagsOfTerms);
        lags.values.resize(lags.terms.size());
        lags.weights.resize(lags.terms.size());
      }
    }
  }
  if (plan.needsLowPass)
  {
    const Grid grid = m_Bank->GridOfScale(m_Bank->GetNumberOfScales());
    m_LowPassHalf = AlignedBuffer<Complex>(grid.NumberOfHalfBins());
    m_LowPass = AlignedBuffer<T>(grid.NumberOfPixels());
  }
  for (const GramPlan::Level & level : plan.levels)
  {
    const std::size_t pixels = m_Bank->GridOfLevel(level.level).NumberOfPixels();
    m_Gram.push_back(std::make_unique<GramMatrices<T>>(level, pixels, m_Set.GetOptions().numberOfPhases));
    for (std::size_t chunk = 0; chunk < m_Gram.back()->NumberOfChunks(); ++chunk)
    {
      m_GramChunks.emplace_back(m_Gram.size() - 1, chunk);
    }
  }
  m_Cells.resize(m_Gram.size());
  m_CellGradients.resize(m_Gram.size());
}

template <typename T>
std::size_t
StatisticsEngine<T>::FindCoefficients(unsigned int scale, unsigned int level) const
{
  for (std::size_t c = 0; c < m_Coefficients.size(); ++c)
  {
    if (m_Coefficients[c].scale == scale && m_Coefficients[c].level == level)
    {
      return c;
    }
  }
  throw std::logic_error("Wavelet coefficients are missing from the plan of statistics.");
}

template <typename T>
std::size_t
StatisticsEngine<T>::FeatureNumber(unsigned int scale, std::size_t orientation, int harmonic) const
{
  const auto found = m_FeatureNumbers.find({ scale, static_cast<unsigned int>(orientation), harmonic });
  return found == m_FeatureNumbers.end() ? m_Set.GetFeatures().size() : found->second;
}

#define PH_INSTANTIATE(T)                                                                                              \
  template StatisticsEngine<T>::StatisticsEngine(std::shared_ptr<const WaveletBank<T>>, const MomentSet &);            \
  template std::size_t StatisticsEngine<T>::FindCoefficients(unsigned int, unsigned int) const;                        \
  template std::size_t StatisticsEngine<T>::FeatureNumber(unsigned int, std::size_t, int) const
PH_INSTANTIATE(float);
PH_INSTANTIATE(double);
#undef PH_INSTANTIATE
} // namespace phaseharmonics
