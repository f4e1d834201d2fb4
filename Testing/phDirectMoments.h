// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phDirectMoments_h
#define phDirectMoments_h

#include "phMomentTestTools.h"

namespace phaseharmonics_test
{
namespace reference = phaseharmonics_reference;

/** Moments of one image by direct sums, of any set. */
class DirectMoments
{
public:
  DirectMoments(const std::vector<double> & image, const Grid & grid, const WaveletBankOptions & bank)
    : m_Maps(ToArray(image, grid), ReferenceBank(grid, bank))
    , m_L(static_cast<int>(bank.numberOfOrientations))
  {}

  struct Map
  {
    reference::ComplexArray values;
    reference::Complex      mean;
    double                  deviation;
  };

  /** Of a folded harmonic; pooled over all directions in sets that average over rotations. */
  const Map &
  Of(const MomentSet & set, const Harmonic & h)
  {
    const auto key = std::make_tuple(h.scale, h.orientation, h.harmonic);
    const auto found = m_Computed.find(key);
    if (found != m_Computed.end())
    {
      return found->second;
    }
    const int               j = static_cast<int>(h.scale);
    const int               l = static_cast<int>(h.orientation);
    const bool              isRectified = set.IsRectified() && !set.IsLowPass(h);
    const auto              phases = static_cast<int>(set.GetOptions().numberOfPhases);
    reference::ComplexArray values =
      isRectified ? reference::ToComplex(reference::Rectified(reference::ReLU, m_Maps.Map(j, l, 1), h.harmonic, phases))
                  : m_Maps.Map(j, l, h.harmonic);
    const bool                                   isPooled = set.IsAveragedOverRotations() && !set.IsLowPass(h);
    std::vector<const reference::ComplexArray *> pool{ &values };
    for (int q = 1; q < (isPooled ? 2 * m_L : 1); ++q)
    {
      pool.push_back(&m_Maps.Map(j, (l + q) % (2 * m_L), h.harmonic));
    }
    const auto         count = static_cast<double>(pool.size());
    reference::Complex mean = 0.0;
    for (const auto * map : pool)
    {
      mean += reference::Mean(*map) / count;
    }
    double variance = 0.0;
    for (const auto * map : pool)
    {
      variance += reference::Correlation(*map, *map, {}, mean, mean).real() / count;
    }
    return m_Computed.emplace(key, Map{ std::move(values), mean, std::sqrt(variance) }).first->second;
  }

  reference::Complex
  Covariance(const MomentSet & set, const MomentIndex & index)
  {
    const auto i = ReferenceIndex(index);
    if (set.IsAveragedOverRotations() && !set.IsLowPass(index.first))
    {
      return reference::RotationAverage(m_Maps, i.j1, i.k1, i.j2, i.k2, i.l2 - i.l1, m_Maps, false);
    }
    const Map & a = this->Of(set, index.first);
    const Map & b = this->Of(set, index.second);
    return reference::Correlation(a.values, b.values, i.tau, a.mean, b.mean);
  }

private:
  static reference::RealArray
  ToArray(const std::vector<double> & image, const Grid & grid)
  {
    reference::RealArray array(ReferenceGrid(grid));
    array.data = image;
    return array;
  }

  static reference::Bank
  ReferenceBank(const Grid & grid, const WaveletBankOptions & bank)
  {
    const bool isBump = bank.family == phaseharmonics::WaveletFamily::BumpSteerable;
    const auto published = reference::MakeBank(ReferenceGrid(grid),
                                               static_cast<int>(bank.numberOfScales),
                                               static_cast<int>(bank.numberOfOrientations),
                                               isBump ? reference::Family::BumpSteerable : reference::Family::Morlet);
    const bool isParseval = bank.frameNormalization == phaseharmonics::FrameNormalization::Parseval;
    return isParseval ? reference::ParsevalBank(published) : published;
  }

  reference::MapCache                                        m_Maps;
  int                                                        m_L;
  std::map<std::tuple<unsigned int, unsigned int, int>, Map> m_Computed;
};
} // namespace phaseharmonics_test

#endif
