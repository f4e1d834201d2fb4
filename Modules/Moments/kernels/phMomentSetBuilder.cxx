// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phMomentSetBuilder.h"

#include <stdexcept>
#include <string>

namespace phaseharmonics
{
namespace
{
Lag
Opposite(const Lag & lag)
{
  return { { -lag[0], -lag[1], -lag[2] } };
}

bool
IsNegativeHalf(const Lag & lag)
{
  for (int axis = 2; axis >= 0; --axis)
  {
    if (lag[axis] != 0)
    {
      return lag[axis] < 0;
    }
  }
  return false;
}
} // namespace

MomentSetBuilder::MomentSetBuilder(unsigned int             dimension,
                                   unsigned int             numberOfScales,
                                   unsigned int             numberOfOrientations,
                                   const MomentSetOptions & options)
{
  m_Set.m_Dimension = dimension;
  m_Set.m_NumberOfScales = numberOfScales;
  m_Set.m_NumberOfOrientations = numberOfOrientations;
  m_Set.m_Options = options;
}

MomentSetOptions
MomentSetBuilder::CustomOptions()
{
  MomentSetOptions options;
  options.model = MomentModel::Custom;
  return options;
}

void
MomentSetBuilder::Check(const Harmonic & harmonic) const
{
  const unsigned int J = m_Set.m_NumberOfScales;
  const unsigned int L = m_Set.m_NumberOfOrientations;
  if (harmonic.scale > J)
  {
    throw std::invalid_argument("Scale " + std::to_string(harmonic.scale) + " is beyond the low pass, whose scale is " +
                                std::to_string(J) + ".");
  }
  if (harmonic.orientation >= 2 * L || (harmonic.scale == J && harmonic.orientation != 0))
  {
    throw std::invalid_argument("Orientation " + std::to_string(harmonic.orientation) +
                                " does not exist; it must be below " + std::to_string(2 * L) +
                                " for a band and 0 for the low pass.");
  }
  if (harmonic.scale == J && harmonic.harmonic != 0)
  {
    throw std::invalid_argument("The low pass is real and has harmonic 0 only.");
  }
  const int phases = static_cast<int>(m_Set.m_Options.numberOfPhases);
  if (m_Set.IsRectified() && (harmonic.harmonic < 0 || harmonic.harmonic >= phases))
  {
    throw std::invalid_argument("The number of a phase must be 0 to " + std::to_string(phases - 1) + ".");
  }
}

Harmonic
MomentSetBuilder::Folded(const Harmonic & harmonic, bool & conjugated) const
{
  const unsigned int L = m_Set.m_NumberOfOrientations;
  Harmonic           folded = harmonic;
  conjugated = false;
  if (m_Set.IsLowPass(harmonic))
  {
    return folded;
  }
  const bool opposite = harmonic.orientation >= L;
  folded.orientation = harmonic.orientation % L;
  if (m_Set.IsRectified())
  {
    const int phases = static_cast<int>(m_Set.m_Options.numberOfPhases);
    folded.harmonic = opposite ? (phases - harmonic.harmonic) % phases : harmonic.harmonic;
    return folded;
  }
  folded.harmonic = std::abs(harmonic.harmonic);
  conjugated = folded.harmonic != 0 && opposite != (harmonic.harmonic < 0);
  return folded;
}

std::size_t
MomentSetBuilder::FeatureNumber(const Harmonic & feature)
{
  const auto found = m_FeatureNumbers.emplace(feature, m_Set.m_Features.size());
  if (found.second)
  {
    m_Set.m_Features.push_back(feature);
  }
  return found.first->second;
}

MomentSet::Term
MomentSetBuilder::Canonical(const MomentIndex & index)
{
  this->Check(index.first);
  this->Check(index.second);
  bool           firstConjugated = false;
  bool           secondConjugated = false;
  const Harmonic first = this->Folded(index.first, firstConjugated);
  const Harmonic second = this->Folded(index.second, secondConjugated);
  const bool     bothComplex = !m_Set.IsReal(first) && !m_Set.IsReal(second);
  const bool     hasLag = index.lag != Lag{ { 0, 0, 0 } };
  const bool     oneIsLinear = m_Set.IsLinear(first) || m_Set.IsLinear(second);
  if (hasLag && !oneIsLinear && !(first == second && m_Set.IsReal(first)))
  {
    throw std::invalid_argument("Lags other than 0 are available with a linear feature (harmonic 1, low pass) and for "
                                "autocovariances of moduli.");
  }
  for (unsigned int axis = m_Set.m_Dimension; axis < 3; ++axis)
  {
    if (index.lag[axis] != 0)
    {
      throw std::invalid_argument("A lag along axis " + std::to_string(axis) + " does not exist in an image of " +
                                  std::to_string(m_Set.m_Dimension) + " dimensions.");
    }
  }

  MomentSet::Term term{ this->FeatureNumber(first), this->FeatureNumber(second), false, false, index.lag };
  if (bothComplex)
  {
    term.conjugate = firstConjugated;
    term.pseudo = firstConjugated != secondConjugated;
  }
  else
  {
    term.conjugate = firstConjugated || secondConjugated;
  }
  if (second < first)
  {
    std::swap(term.first, term.second);
    term.lag = Opposite(term.lag);
    term.conjugate = term.pseudo ? term.conjugate : !term.conjugate;
  }
  if (term.first == term.second && IsNegativeHalf(term.lag))
  {
    term.lag = Opposite(term.lag);
    term.conjugate = term.pseudo ? term.conjugate : !term.conjugate;
  }
  return term;
}

bool
MomentSetBuilder::Add(const MomentIndex & index)
{
  const MomentSet::Term term = this->Canonical(index);
  if (!m_Keys.emplace(term.first, term.second, term.pseudo, term.lag).second)
  {
    return false;
  }
  const Harmonic & first = m_Set.m_Features[term.first];
  const Harmonic & second = m_Set.m_Features[term.second];
  const bool       isVariance = term.first == term.second && !term.pseudo && term.lag == Lag{ { 0, 0, 0 } };
  const bool       isReal = isVariance || (m_Set.IsReal(first) && m_Set.IsReal(second));
  MomentIndex      shown = index;
  for (Harmonic * harmonic : { &shown.first, &shown.second })
  {
    bool           conjugated = false;
    const Harmonic folded = this->Folded(*harmonic, conjugated);
    if (m_Set.IsReal(folded))
    {
      *harmonic = folded;
    }
  }
  m_Set.m_Moments.push_back({ shown, isReal, m_Set.m_Terms.size(), m_Set.m_Terms.size() + 1 });
  m_Set.m_Terms.push_back(term);
  return true;
}

void
MomentSetBuilder::AddFeature(const Harmonic & feature)
{
  this->Check(feature);
  bool conjugated = false;
  this->FeatureNumber(this->Folded(feature, conjugated));
}

void
MomentSetBuilder::AddMean(const std::vector<MomentIndex> & indices)
{
  if (indices.empty())
  {
    throw std::invalid_argument("A mean of covariances needs at least one.");
  }
  std::vector<MomentSet::Term> terms;
  for (const MomentIndex & index : indices)
  {
    terms.push_back(this->Canonical(index));
  }
  const std::size_t begin = m_Set.m_Terms.size();
  m_Set.m_Terms.insert(m_Set.m_Terms.end(), terms.begin(), terms.end());
  m_Set.m_Moments.push_back({ indices.front(), true, begin, m_Set.m_Terms.size() });
}
} // namespace phaseharmonics
