// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phMomentRecordInternal.h"

#include "phMomentSetBuilder.h"

#include <cmath>
#include <limits>
#include <set>
#include <stdexcept>
#include <tuple>

namespace phaseharmonics
{
namespace
{
constexpr const char * FamilyNames[] = { "BumpSteerable", "Morlet", "BattleLemarie" };
constexpr const char * FrameNormalizationNames[] = { "Published", "Parseval" };

template <typename TEnum, std::size_t N>
TEnum
ValueOfName(const char * const (&names)[N], const std::string & name, const char * what)
{
  for (std::size_t i = 0; i < N; ++i)
  {
    if (name == names[i])
    {
      return static_cast<TEnum>(i);
    }
  }
  throw std::invalid_argument(std::string("there is no ") + what + " '" + name + "'");
}

bool
operator==(const MomentIndex & a, const MomentIndex & b)
{
  return a.first == b.first && a.second == b.second && a.lag == b.lag;
}

std::string
Text(const MomentIndex & index)
{
  std::string text;
  for (const Harmonic & h : { index.first, index.second })
  {
    text += std::to_string(h.scale) + "," + std::to_string(h.orientation) + "," + std::to_string(h.harmonic) + ",";
  }
  return text + std::to_string(index.lag[0]) + "," + std::to_string(index.lag[1]) + "," + std::to_string(index.lag[2]);
}

// Indices that the builder turns into this term.
MomentIndex
IndexOf(const MomentSet & set, const MomentSet::Term & term)
{
  MomentIndex index{ set.GetFeatures()[term.first], set.GetFeatures()[term.second], term.lag };
  if (term.conjugate && !set.IsReal(index.first))
  {
    index.first.harmonic = -index.first.harmonic;
  }
  if (term.conjugate != term.pseudo && !set.IsReal(index.second))
  {
    index.second.harmonic = -index.second.harmonic;
  }
  return index;
}

bool
IsRealByItself(const MomentSet & set, const MomentSet::Term & term)
{
  const bool isVariance = term.first == term.second && !term.pseudo && term.lag == Lag{ { 0, 0, 0 } };
  return isVariance || (set.IsReal(set.GetFeatures()[term.first]) && set.IsReal(set.GetFeatures()[term.second]));
}

bool
operator==(const MomentSet::Term & a, const MomentSet::Term & b)
{
  return a.first == b.first && a.second == b.second && a.pseudo == b.pseudo && a.conjugate == b.conjugate &&
         a.lag == b.lag;
}

bool
AreEqual(const MomentSet & a, const MomentSet & b)
{
  const auto sameMoment = [](const MomentSet::Moment & x, const MomentSet::Moment & y) {
    return x.index == y.index && x.isReal == y.isReal && x.termBegin == y.termBegin && x.termEnd == y.termEnd;
  };
  const auto sameTerm = [](const MomentSet::Term & x, const MomentSet::Term & y) { return x == y; };
  return a.GetFeatures() == b.GetFeatures() &&
         std::equal(a.GetTerms().begin(), a.GetTerms().end(), b.GetTerms().begin(), b.GetTerms().end(), sameTerm) &&
         std::equal(
           a.GetMoments().begin(), a.GetMoments().end(), b.GetMoments().begin(), b.GetMoments().end(), sameMoment);
}

bool
IsOfNamedModel(const MomentSet & set)
{
  return set.GetOptions().model != MomentModel::Custom &&
         AreEqual(
           set,
           MomentSet(set.GetDimension(), set.GetNumberOfScales(), set.GetNumberOfOrientations(), set.GetOptions()));
}

MomentSet
SetFromList(const MomentRecord & record)
{
  MomentSetBuilder builder(
    record.grid.dimension, record.bank.numberOfScales, record.bank.numberOfOrientations, record.options);
  for (const Harmonic & feature : record.features)
  {
    builder.AddFeature(feature);
  }
  auto average = record.averages.begin();
  for (std::size_t m = 0; m < record.indices.size(); ++m)
  {
    if (average != record.averages.end() && average->moment == m)
    {
      std::vector<MomentIndex> terms = average->terms;
      terms.front() = record.indices[m];
      builder.AddMean(terms);
      ++average;
    }
    else if (!builder.Add(record.indices[m]))
    {
      throw std::invalid_argument("the moment " + Text(record.indices[m]) + " is listed twice");
    }
  }
  builder.CountNominal(record.nominalCount);
  return builder.GetMomentSet();
}
} // namespace

MomentRecord
RecordOf(const Moments & moments)
{
  const MomentSet & set = moments.set;
  if (set.GetDimension() != moments.grid.dimension || set.GetNumberOfScales() != moments.bank.numberOfScales ||
      set.GetNumberOfOrientations() != moments.bank.numberOfOrientations ||
      moments.means.size() != set.GetFeatures().size() || moments.deviations.size() != set.GetFeatures().size() ||
      moments.covariances.size() != set.GetMoments().size() || set.GetMoments().empty())
  {
    throw std::invalid_argument("The moments are empty or do not fit their set of indices.");
  }
  MomentRecord record{ moments.grid,
                       moments.bank,
                       set.GetOptions(),
                       set.GetNumberOfNominalMoments(),
                       !IsOfNamedModel(set),
                       moments.imageMean,
                       moments.imageDeviation,
                       set.GetFeatures(),
                       {},
                       {} };
  using Key = std::tuple<std::size_t, std::size_t, bool, Lag>;
  std::set<Key> seen;
  for (const MomentSet::Moment & moment : set.GetMoments())
  {
    const MomentSet::Term & term = set.GetTerms()[moment.termBegin];
    const bool isPlain = moment.termEnd == moment.termBegin + 1 && moment.isReal == IsRealByItself(set, term) &&
                         seen.emplace(term.first, term.second, term.pseudo, term.lag).second;
    if (record.isListed && !isPlain)
    {
      MomentRecord::Average average{ record.indices.size(), {} };
      for (std::size_t t = moment.termBegin; t < moment.termEnd; ++t)
      {
        average.terms.push_back(IndexOf(set, set.GetTerms()[t]));
      }
      record.averages.push_back(std::move(average));
    }
    record.indices.push_back(moment.index);
  }
  return record;
}

Moments
MomentsOf(const MomentRecord & record)
{
  CheckWaveletBankOptions(record.grid, record.bank);
  // Keeps a damaged number from asking for a huge set.
  const std::size_t bands = std::size_t{ record.bank.numberOfScales } * record.bank.numberOfOrientations;
  const bool        isRectified = record.options.model == MomentModel::Rectified;
  if (!record.isListed && bands * (isRectified ? record.options.numberOfPhases : 1) > record.features.size())
  {
    throw std::invalid_argument("there are fewer means than the model has");
  }
  Moments moments;
  moments.grid = record.grid;
  moments.bank = record.bank;
  moments.imageMean = record.imageMean;
  moments.imageDeviation = record.imageDeviation;
  if (record.isListed)
  {
    moments.set = SetFromList(record);
  }
  else
  {
    moments.set =
      MomentSet(record.grid.dimension, record.bank.numberOfScales, record.bank.numberOfOrientations, record.options);
  }
  const auto & listed = moments.set.GetMoments();
  if (listed.size() != record.indices.size())
  {
    throw std::invalid_argument("there are " + std::to_string(record.indices.size()) + " moments where the model has " +
                                std::to_string(listed.size()));
  }
  for (std::size_t m = 0; m < listed.size(); ++m)
  {
    if (!(listed[m].index == record.indices[m]))
    {
      throw std::invalid_argument("moment " + std::to_string(m) + " has indices " + Text(record.indices[m]) +
                                  " where the model has " + Text(listed[m].index));
    }
  }
  if (moments.set.GetFeatures() != record.features)
  {
    throw std::invalid_argument("the means are not those of the model");
  }
  return moments;
}

void
CheckAreFinite(const Moments & moments)
{
  bool       areFinite = std::isfinite(moments.imageMean) && std::isfinite(moments.imageDeviation);
  const auto check = [&](double value) { areFinite = areFinite && std::isfinite(value); };
  for (const auto * values : { &moments.means, &moments.covariances })
  {
    for (const std::complex<double> & value : *values)
    {
      check(value.real());
      check(value.imag());
    }
  }
  std::for_each(moments.deviations.begin(), moments.deviations.end(), check);
  if (!areFinite)
  {
    throw std::invalid_argument("a value is infinite or not a number");
  }
}

const char *
NameOf(WaveletFamily family)
{
  return FamilyNames[static_cast<std::size_t>(family)];
}

const char *
NameOf(FrameNormalization normalization)
{
  return FrameNormalizationNames[static_cast<std::size_t>(normalization)];
}

WaveletFamily
WaveletFamilyOfName(const std::string & name)
{
  return ValueOfName<WaveletFamily>(FamilyNames, name, "family of wavelets");
}

FrameNormalization
FrameNormalizationOfName(const std::string & name)
{
  return ValueOfName<FrameNormalization>(FrameNormalizationNames, name, "normalization of the frame");
}

unsigned int
UnsignedField(const std::string & name, std::int64_t value)
{
  if (value < 0 || value > std::numeric_limits<std::int32_t>::max())
  {
    throw std::invalid_argument(name + " is out of range: " + std::to_string(value));
  }
  return static_cast<unsigned int>(value);
}

Grid
GridOfSize(const std::vector<std::int64_t> & size)
{
  if (size.empty() || size.size() > 3 || *std::min_element(size.begin(), size.end()) < 1)
  {
    throw std::invalid_argument("the image size must be one to three positive numbers");
  }
  Grid grid;
  grid.dimension = static_cast<unsigned int>(size.size());
  std::copy(size.begin(), size.end(), grid.size.begin());
  return grid;
}

Harmonic
HarmonicOfNumbers(const std::int64_t * three)
{
  UnsignedField("a harmonic", three[2] < 0 ? -(three[2] + 1) : three[2]);
  return { UnsignedField("a scale", three[0]), UnsignedField("an orientation", three[1]), static_cast<int>(three[2]) };
}

MomentIndex
IndexOfNumbers(const std::int64_t * nine)
{
  return { HarmonicOfNumbers(nine),
           HarmonicOfNumbers(nine + 3),
           { { static_cast<long>(nine[6]), static_cast<long>(nine[7]), static_cast<long>(nine[8]) } } };
}
} // namespace phaseharmonics
