// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phGramPlanInternal.h"

#include <algorithm>
#include <set>
#include <stdexcept>
#include <tuple>

namespace phaseharmonics
{
namespace
{
using Source = GramPlan::Source;

// Order of columns: groups that one matrix reads together come next to each other.
using GroupKey = std::tuple<unsigned int, Source, int>; // scale, source, harmonic

struct LevelDraft
{
  std::map<GroupKey, std::size_t>        groups; // number of maps
  std::map<GroupKey, std::set<GroupKey>> products;
};

class Drafter
{
public:
  Drafter(const MomentSet & set, const GramPlan::Rules & rules)
    : m_Set(set)
    , m_Rules(rules)
  {}

  unsigned int
  LevelOf(const Harmonic & first, const Harmonic & second) const
  {
    if (m_Set.IsLowPass(second))
    {
      if (first.harmonic != 0 || m_Set.IsRectified())
      {
        throw std::invalid_argument("Covariances with the low pass are available for harmonics 0 and 1 only.");
      }
      return m_Rules.ownLevel(second.scale);
    }
    if (first.scale == second.scale || m_Set.IsRectified())
    {
      return m_Rules.ownLevel(first.scale);
    }
    return first.harmonic == 0 ? m_Rules.ownLevel(second.scale) : m_Rules.jointLevel(first.scale);
  }

  GroupKey
  KeyOf(const Harmonic & feature, unsigned int level) const
  {
    if (m_Set.IsLowPass(feature))
    {
      return { feature.scale, Source::LowPass, 0 };
    }
    if (m_Set.IsRectified())
    {
      return { feature.scale, Source::Rectified, feature.harmonic };
    }
    if (feature.harmonic == 0)
    {
      const bool isCoarser = level > m_Rules.ownLevel(feature.scale);
      return { feature.scale, isCoarser ? Source::CroppedModulus : Source::Modulus, 0 };
    }
    return { feature.scale, Source::Power, feature.harmonic };
  }

  std::size_t
  NumberOfMaps(const GroupKey & key) const
  {
    return std::get<1>(key) == Source::LowPass ? 1 : m_Set.GetNumberOfOrientations();
  }

private:
  const MomentSet &       m_Set;
  const GramPlan::Rules & m_Rules;
};

// Numbers the columns of a level and merges products of one group with neighboring groups into one matrix.
GramPlan::Level
LayOut(unsigned int levelNumber, const LevelDraft & draft, std::map<GroupKey, GramPlan::Group> & groupOf)
{
  GramPlan::Level level;
  level.level = levelNumber;
  for (const auto & entry : draft.groups)
  {
    const auto & [scale, source, harmonic] = entry.first;
    GramPlan::Group group{ source, scale, harmonic, level.numberOfColumns, entry.second };
    level.numberOfColumns += group.NumberOfColumns();
    level.groups.push_back(group);
    groupOf[entry.first] = group;
  }
  for (const auto & product : draft.products)
  {
    const GramPlan::Group & left = groupOf.at(product.first);
    for (const GroupKey & key : product.second)
    {
      const GramPlan::Group & right = groupOf.at(key);
      const bool              extends = !level.matrices.empty() && level.matrices.back().leftColumn == left.column &&
                           level.matrices.back().rightColumn + level.matrices.back().rightCount == right.column;
      if (extends)
      {
        level.matrices.back().rightCount += right.NumberOfColumns();
      }
      else
      {
        level.matrices.push_back(
          { left.column, left.NumberOfColumns(), right.column, right.NumberOfColumns(), level.numberOfCells });
      }
      level.numberOfCells += left.NumberOfColumns() * right.NumberOfColumns();
    }
  }
  return level;
}

std::size_t
CellOf(const GramPlan::Level & level, std::size_t left, std::size_t right)
{
  for (const GramPlan::Matrix & m : level.matrices)
  {
    if (left >= m.leftColumn && left < m.leftColumn + m.leftCount && right >= m.rightColumn &&
        right < m.rightColumn + m.rightCount)
    {
      return m.cell + (left - m.leftColumn) + m.leftCount * (right - m.rightColumn);
    }
  }
  throw std::logic_error("A product is missing from the plan of Gram matrices.");
}
} // namespace

GramPlan::GramPlan(const MomentSet & set, const Rules & rules, const std::vector<Request> & requests)
{
  const Drafter                      drafter(set, rules);
  const std::vector<Harmonic> &      features = set.GetFeatures();
  std::map<unsigned int, LevelDraft> drafts;
  for (const Request & request : requests)
  {
    const Harmonic &   first = features[request.first];
    const Harmonic &   second = features[request.second];
    const unsigned int level = drafter.LevelOf(first, second);
    LevelDraft &       draft = drafts[level];
    const GroupKey     left = drafter.KeyOf(first, level);
    const GroupKey     right = drafter.KeyOf(second, level);
    draft.groups[left] = drafter.NumberOfMaps(left);
    draft.groups[right] = drafter.NumberOfMaps(right);
    draft.products[left].insert(right);
  }

  std::map<unsigned int, std::size_t>                         levelNumbers;
  std::map<unsigned int, std::map<GroupKey, GramPlan::Group>> groups;
  std::set<std::pair<unsigned int, unsigned int>>             complexOnes;
  std::set<std::pair<unsigned int, unsigned int>>             croppedOnes;
  for (const auto & draft : drafts)
  {
    levelNumbers[draft.first] = levels.size();
    levels.push_back(LayOut(draft.first, draft.second, groups[draft.first]));
    for (const Group & group : levels.back().groups)
    {
      switch (group.source)
      {
        case Source::LowPass:
          needsLowPass = true;
          break;
        case Source::CroppedModulus:
          croppedOnes.emplace(group.scale, draft.first);
          complexOnes.emplace(group.scale, rules.ownLevel(group.scale));
          break;
        default:
          complexOnes.emplace(group.scale, draft.first);
      }
    }
  }
  complexMaps.assign(complexOnes.begin(), complexOnes.end());
  croppedModuli.assign(croppedOnes.begin(), croppedOnes.end());

  for (const Request & request : requests)
  {
    const Harmonic &   first = features[request.first];
    const Harmonic &   second = features[request.second];
    const unsigned int levelOfPair = drafter.LevelOf(first, second);
    const Level &      level = levels[levelNumbers.at(levelOfPair)];
    const Group &      left = groups.at(levelOfPair).at(drafter.KeyOf(first, levelOfPair));
    const Group &      right = groups.at(levelOfPair).at(drafter.KeyOf(second, levelOfPair));
    const std::size_t  a = left.column + first.orientation;
    const std::size_t  b = right.column + second.orientation;
    const std::size_t  aImaginary = a + left.numberOfMaps;
    const std::size_t  bImaginary = b + right.numberOfMaps;
    const bool         aIsComplex = left.source == Source::Power;
    const bool         bIsComplex = right.source == Source::Power;
    // E[a conj b], or E[a b] for pseudo-covariances.
    const std::complex<double> i(0.0, 1.0);
    const std::complex<double> ofImaginary = request.pseudo ? i : -i;
    Pair                       pair{ levelNumbers.at(levelOfPair), { { CellOf(level, a, b), 1.0 } } };
    if (bIsComplex)
    {
      pair.cells.push_back({ CellOf(level, a, bImaginary), ofImaginary });
    }
    if (aIsComplex)
    {
      pair.cells.push_back({ CellOf(level, aImaginary, b), i });
    }
    if (aIsComplex && bIsComplex)
    {
      pair.cells.push_back({ CellOf(level, aImaginary, bImaginary), i * ofImaginary });
    }
    pairs.push_back(std::move(pair));
  }
}
} // namespace phaseharmonics
