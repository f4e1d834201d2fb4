// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phMapCovariancesInternal.h"

#include <algorithm>
#include <stdexcept>

// Where each term comes from, and which maps that takes.
namespace phaseharmonics
{
template <typename T>
bool
MapCovariances<T>::IsSpectral(const MomentSet & set, const MomentSet::Term & term)
{
  return set.IsLinear(set.GetFeatures()[term.first]) && set.IsLinear(set.GetFeatures()[term.second]);
}

template <typename T>
MapCovariances<T>::MapCovariances(const WaveletTransform<T> & transform,
                                  const MomentSet &           set,
                                  const TermNumbers &         terms)
  : m_Transform(transform)
  , m_Bank(transform.GetBank())
  , m_Set(set)
{
  this->Locate(terms);
  this->PlanMaps();
}

// Wavelets of a scale fit the grid of step 2^(j-1); one more level of oversampling where the bank has it.
template <typename T>
unsigned int
MapCovariances<T>::JointLevel(unsigned int scale) const
{
  const auto & options = m_Bank.GetOptions();
  if (!options.decimation)
  {
    return 0;
  }
  const unsigned int margin = std::max(1u, options.oversampling - 1);
  const unsigned int octave = scale / options.voicesPerOctave;
  return octave > margin ? octave - margin : 0;
}

template <typename T>
void
MapCovariances<T>::Locate(const TermNumbers & terms)
{
  const auto & features = m_Set.GetFeatures();
  for (std::size_t f = 0; f < features.size(); ++f)
  {
    m_FeatureNumbers[features[f]] = f;
  }
  std::vector<GramPlan::Request> gram;
  for (const std::size_t t : terms)
  {
    const MomentSet::Term & term = m_Set.GetTerms()[t];
    const Harmonic &        first = features[term.first];
    if (term.lag == Lag{ { 0, 0, 0 } })
    {
      m_Locations.push_back({ Location::Kind::Gram, t, gram.size() });
      gram.push_back({ term.first, term.second, term.pseudo });
    }
    else if (term.first == term.second)
    {
      m_Locations.push_back({ Location::Kind::Autocovariance, t, 0 });
      this->SpectraOf(first.scale, first.harmonic, m_Bank.LevelOfScale(first.scale))
        .lags[first.orientation]
        .terms.push_back(t);
    }
    else
    {
      m_Locations.push_back({ Location::Kind::Partner, t, 0 });
    }
  }
  this->AddPartners();

  const GramPlan::Rules rules{ [this](unsigned int scale) { return m_Bank.LevelOfScale(scale); },
                               [this](unsigned int scale) { return this->JointLevel(scale); } };
  m_Plan = std::make_unique<GramPlan>(m_Set, rules, gram);
}

template <typename T>
FeatureSpectra<T> &
MapCovariances<T>::SpectraOf(unsigned int scale, int harmonic, unsigned int level)
{
  for (auto & node : m_Spectra)
  {
    if (node.scale == scale && node.harmonic == harmonic && node.level == level)
    {
      return node;
    }
  }
  FeatureSpectra<T> node;
  node.scale = scale;
  node.level = level;
  node.harmonic = harmonic;
  node.isReal = m_Set.IsReal({ scale, 0, harmonic });
  const Grid & grid = m_Bank.GridOfLevel(level);
  node.stride = node.isReal ? grid.NumberOfHalfBins() : grid.NumberOfPixels();
  node.lags.resize(m_Bank.GetNumberOfOrientations());
  m_Spectra.push_back(std::move(node));
  return m_Spectra.back();
}

// A linear feature and a nonlinear one, at lags.
template <typename T>
void
MapCovariances<T>::AddPartners()
{
  using Key = std::tuple<std::size_t, std::size_t, bool>; // linear feature, other feature, pseudo
  std::map<Key, TermNumbers> groups;
  const auto &               features = m_Set.GetFeatures();
  for (const Location & location : m_Locations)
  {
    if (location.kind == Location::Kind::Partner)
    {
      const MomentSet::Term & term = m_Set.GetTerms()[location.term];
      const bool              linearIsFirst = m_Set.IsLinear(features[term.first]);
      groups[{ linearIsFirst ? term.first : term.second, linearIsFirst ? term.second : term.first, term.pseudo }]
        .push_back(location.term);
    }
  }
  for (const auto & group : groups)
  {
    const Harmonic &   linear = features[std::get<0>(group.first)];
    const Harmonic &   other = features[std::get<1>(group.first)];
    const bool         isPseudo = std::get<2>(group.first);
    const unsigned int finer = std::min(linear.scale, other.scale);
    // The spectrum of a modulus holds every coarser band; other harmonics follow the rule of equal positions.
    const bool         isOnOwnLevel = linear.scale == other.scale || (other.scale == finer && m_Set.IsReal(other));
    const unsigned int level = isOnOwnLevel ? m_Bank.LevelOfScale(other.scale) : this->JointLevel(finer);

    std::vector<Lag>  lags;
    std::vector<bool> isConjugated;
    for (const std::size_t t : group.second)
    {
      const MomentSet::Term & term = m_Set.GetTerms()[t];
      const bool              linearIsFirst = features[term.first] == linear;
      lags.push_back(linearIsFirst ? term.lag : Lag{ { -term.lag[0], -term.lag[1], -term.lag[2] } });
      isConjugated.push_back(!linearIsFirst && !isPseudo);
    }
    FeatureSpectra<T> & node = this->SpectraOf(other.scale, other.harmonic, level);
    const auto & filter = m_Set.IsLowPass(linear) ? m_Bank.LowPass() : m_Bank.Band(linear.scale, linear.orientation);
    node.partners.push_back(
      { other.orientation,
        linear,
        LinearCovariance<T>(filter, m_Bank.GetGrid(), m_Bank.GridOfLevel(level), node.isReal, isPseudo, lags),
        group.second,
        isConjugated,
        std::vector<std::complex<double>>(lags.size()),
        std::vector<std::complex<double>>(lags.size()) });
  }
}

template <typename T>
void
MapCovariances<T>::PlanMaps()
{
  const std::size_t L = m_Bank.GetNumberOfOrientations();
  m_NeedsLowPass = m_Plan->needsLowPass;
  for (const auto & cropped : m_Plan->croppedModuli)
  {
    m_Cropped.push_back({ cropped.first, cropped.second, m_Bank.GridOfLevel(cropped.second).NumberOfHalfBins(), {} });
    this->SpectraOf(cropped.first, 0, m_Bank.LevelOfScale(cropped.first)).crops.push_back(m_Cropped.size() - 1);
  }
  auto complexMaps = m_Plan->complexMaps;
  for (const auto & node : m_Spectra)
  {
    complexMaps.emplace_back(node.scale, node.level);
    for (const auto & partner : node.partners)
    {
      if (!m_Set.IsLowPass(partner.linear))
      {
        complexMaps.emplace_back(partner.linear.scale, m_Bank.LevelOfScale(partner.linear.scale));
      }
      m_NeedsLowPass = m_NeedsLowPass || m_Set.IsLowPass(partner.linear);
    }
  }
  std::sort(complexMaps.begin(), complexMaps.end());
  complexMaps.erase(std::unique(complexMaps.begin(), complexMaps.end()), complexMaps.end());
  for (const auto & maps : complexMaps)
  {
    CoefficientMaps<T> coefficients{
      maps.first, maps.second, m_Bank.GridOfLevel(maps.second).NumberOfPixels(), {}, {}
    };
    for (std::size_t n = 0; n < m_Spectra.size(); ++n)
    {
      if (m_Spectra[n].scale == maps.first && m_Spectra[n].level == maps.second)
      {
        coefficients.nodes.push_back(n);
      }
    }
    for (std::size_t l = 0; l < L; ++l)
    {
      m_BandTasks.emplace_back(m_Coefficients.size(), l);
    }
    m_Levels.push_back(maps.second);
    m_Coefficients.push_back(std::move(coefficients));
  }
  std::sort(m_Levels.rbegin(), m_Levels.rend());
  m_Levels.erase(std::unique(m_Levels.begin(), m_Levels.end()), m_Levels.end());

  for (auto & node : m_Spectra)
  {
    for (auto & lags : node.lags)
    {
      if (!lags.terms.empty())
      {
        std::vector<Lag> lagsOfTerms;
        for (const std::size_t t : lags.terms)
        {
          lagsOfTerms.push_back(m_Set.GetTerms()[t].lag);
        }
        lags.autocovariance.emplace(m_Bank.GetGrid(), m_Bank.GridOfLevel(node.level), lagsOfTerms);
        lags.values.resize(lags.terms.size());
        lags.weights.resize(lags.terms.size());
      }
    }
    node.rows.resize(L);
    for (const auto & partner : node.partners)
    {
      auto & rows = node.rows[partner.orientation];
      partner.covariance.InsertRows([&](std::size_t row) { rows.push_back(row); });
      std::sort(rows.begin(), rows.end());
      rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    }
    m_LargestSpectrum = std::max(m_LargestSpectrum, node.stride);
  }
  for (const GramPlan::Level & level : m_Plan->levels)
  {
    const std::size_t pixels = m_Bank.GridOfLevel(level.level).NumberOfPixels();
    m_Gram.push_back(std::make_unique<GramMatrices<T>>(level, pixels, m_Set.GetOptions().numberOfPhases));
    for (std::size_t chunk = 0; chunk < m_Gram.back()->NumberOfChunks(); ++chunk)
    {
      m_GramChunks.emplace_back(m_Gram.size() - 1, chunk);
    }
  }
  m_Cells.resize(m_Gram.size());
  for (const GramPlan::Level & level : m_Plan->levels)
  {
    m_CellGradients.emplace_back(level.numberOfCells);
  }
  this->MakeScratch();
}

template <typename T>
void
MapCovariances<T>::MakeScratch()
{
  m_Scratch = std::make_unique<ScratchPool<Complex>>(m_LargestSpectrum,
                                                     ScratchPool<Complex>::MaximumCountOfLarge(m_LargestSpectrum));
}

template <typename T>
std::size_t
MapCovariances<T>::FindCoefficients(unsigned int scale, unsigned int level) const
{
  for (std::size_t c = 0; c < m_Coefficients.size(); ++c)
  {
    if (m_Coefficients[c].scale == scale && m_Coefficients[c].level == level)
    {
      return c;
    }
  }
  throw std::logic_error("Wavelet coefficients are missing from the plan of covariances.");
}

template <typename T>
std::size_t
MapCovariances<T>::FindCropped(unsigned int scale, unsigned int level) const
{
  for (std::size_t c = 0; c < m_Cropped.size(); ++c)
  {
    if (m_Cropped[c].scale == scale && m_Cropped[c].level == level)
    {
      return c;
    }
  }
  throw std::logic_error("Cropped moduli are missing from the plan of covariances.");
}

template <typename T>
std::complex<double>
MapCovariances<T>::MeanOf(const Values & means, unsigned int scale, std::size_t orientation, int harmonic) const
{
  const auto found = m_FeatureNumbers.find({ scale, static_cast<unsigned int>(orientation), harmonic });
  return found == m_FeatureNumbers.end() ? 0.0 : means[found->second];
}

template <typename T>
std::size_t
MapCovariances<T>::MemoryInBytes(bool withGradient) const
{
  const std::size_t L = m_Bank.GetNumberOfOrientations();
  std::size_t       values = 0;
  for (const auto & maps : m_Coefficients)
  {
    values += L * maps.pixels;
  }
  for (const auto & maps : m_Cropped)
  {
    values += L * maps.stride;
  }
  for (const auto & node : m_Spectra)
  {
    values += withGradient ? L * node.stride * (node.partners.empty() ? 1 : 2) : 0;
  }
  if (m_NeedsLowPass)
  {
    values += m_Bank.GridOfScale(m_Bank.GetNumberOfScales()).NumberOfHalfBins();
  }
  return values * sizeof(Complex);
}

template <typename T>
std::size_t
MapCovariances<T>::ScratchInBytes(bool withGradient) const
{
  std::size_t gram = 0;
  for (const auto & matrices : m_Gram)
  {
    gram = std::max(gram, matrices->ScratchInBytes());
  }
  return withGradient ? gram : std::max(gram, m_LargestSpectrum * sizeof(Complex));
}

#define PH_INSTANTIATE(T)                                                                                              \
  template bool MapCovariances<T>::IsSpectral(const MomentSet &, const MomentSet::Term &);                             \
  template MapCovariances<T>::MapCovariances(const WaveletTransform<T> &, const MomentSet &, const TermNumbers &);     \
  template std::size_t          MapCovariances<T>::FindCoefficients(unsigned int, unsigned int) const;                 \
  template void                 MapCovariances<T>::MakeScratch();                                                      \
  template std::size_t          MapCovariances<T>::FindCropped(unsigned int, unsigned int) const;                      \
  template std::complex<double> MapCovariances<T>::MeanOf(const Values &, unsigned int, std::size_t, int) const;       \
  template std::size_t          MapCovariances<T>::MemoryInBytes(bool) const;                                          \
  template std::size_t          MapCovariances<T>::ScratchInBytes(bool) const
PH_INSTANTIATE(float);
PH_INSTANTIATE(double);
#undef PH_INSTANTIATE
} // namespace phaseharmonics
