// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phMomentSetBuilder_h
#define phMomentSetBuilder_h

#include "phMomentSet.h"

#include <map>
#include <set>
#include <tuple>

namespace phaseharmonics
{
/** Collects covariances one by one and drops those that a symmetry makes equal to an earlier one. */
class PhaseHarmonics_EXPORT MomentSetBuilder
{
public:
  MomentSetBuilder(unsigned int             dimension,
                   unsigned int             numberOfScales,
                   unsigned int             numberOfOrientations,
                   const MomentSetOptions & options = CustomOptions());

  /** Adds one covariance; returns false if the set has it already. Orientations are 0 .. 2L-1; negative
   *  harmonics are conjugates. Lags other than 0 are admitted with a linear feature (k = 1, low pass) and for
   *  autocovariances of real ones. Throws std::invalid_argument for indices out of range. */
  bool
  Add(const MomentIndex & index);

  /** Gives a feature its place among the features of the set, which otherwise is that of its first use. */
  void
  AddFeature(const Harmonic & feature);

  /** Adds the mean of several covariances as one real moment. Throws as Add does, and if there are none. */
  void
  AddMean(const std::vector<MomentIndex> & indices);

  /** Counts numbers of the published set. */
  void
  CountNominal(std::size_t numbers)
  {
    m_Set.m_NominalCount += numbers;
  }

  const MomentSet &
  GetMomentSet() const
  {
    return m_Set;
  }

private:
  static MomentSetOptions
  CustomOptions();
  void
  Check(const Harmonic & harmonic) const;
  MomentSet::Term
  Canonical(const MomentIndex & index);
  Harmonic
  Folded(const Harmonic & harmonic, bool & conjugated) const;
  std::size_t
  FeatureNumber(const Harmonic & feature);

  using Key = std::tuple<std::size_t, std::size_t, bool, Lag>;

  MomentSet                       m_Set;
  std::map<Harmonic, std::size_t> m_FeatureNumbers;
  std::set<Key>                   m_Keys;
};
} // namespace phaseharmonics

#endif
