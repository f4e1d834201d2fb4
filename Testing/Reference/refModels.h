// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

#ifndef refModels_h
#define refModels_h

#include <set>

#include "refMoments.h"

namespace phaseharmonics_reference
{
// Index sets of the models, by brute force: every nominal index is listed, then put in canonical form by walking the
// whole orbit of its symmetries for a real image.
enum class Model
{
  A,
  B,
  C,
  D,
  Compressive
};

struct ModelOptions
{
  Model model{ Model::C };
  int   dimension{ 2 };
  int   J{ 5 };
  int   L{ 8 };               // directions are 0..2L-1
  int   scaleRange{ -1 };     // Delta_j; default: C, D 1, others 0
  int   harmonicRange{ -1 };  // Delta_k; default: Compressive 1, others 0
  int   maximumHarmonic{ 0 }; // default 2^Delta_j + Delta_k
  int   shiftRange{ 2 };      // Delta_n of models A, B, C
};

struct ModelSet
{
  std::vector<MomentIndex>            covariances;
  std::set<std::tuple<int, int, int>> means; // nonzero means (j, l, k): Compressive only
};

// Lags step * n: n >= 0 on the slowest axis, of either sign on the others, zero excluded. As in the papers' lists, lags
// with 0 on the slowest axis come with their opposites: 14 lags in 2-D for a range of 2, of which 12 are unique.
inline std::vector<std::array<int, 3>>
NominalShifts(int dimension, int range, int step)
{
  std::vector<std::array<int, 3>> shifts;
  std::array<int, 3>              low{};
  std::array<int, 3>              high{};
  for (int axis = 0; axis < dimension; ++axis)
  {
    low[axis] = axis == dimension - 1 ? 0 : -range;
    high[axis] = range;
  }
  for (int z = low[2]; z <= high[2]; ++z)
  {
    for (int y = low[1]; y <= high[1]; ++y)
    {
      for (int x = low[0]; x <= high[0]; ++x)
      {
        if (x != 0 || y != 0 || z != 0)
        {
          shifts.push_back({ step * x, step * y, step * z });
        }
      }
    }
  }
  return shifts;
}

// Pairs of directions of a covariance: circular distance at most L/2 in 2-D, all in 1-D and 3-D.
// Model D pairs a frequency over the 2L angles with itself.
inline bool
IsNominalPair(const ModelOptions & options, int l1, int l2)
{
  if (options.model == Model::A || options.model == Model::D)
  {
    return l1 == l2;
  }
  const int distance = std::abs(l1 - l2);
  return options.dimension != 2 || std::min(distance, 2 * options.L - distance) <= options.L / 2;
}

inline ModelSet
NominalSet(const ModelOptions & options)
{
  const int  J = options.J;
  const bool a = options.model == Model::A;
  const bool compressive = options.model == Model::Compressive;
  const int  crossScales = options.model == Model::C || options.model == Model::D ? 1 : 0;
  const int  deltaJ = options.scaleRange >= 0 ? options.scaleRange : crossScales;
  const int  deltaK = options.harmonicRange >= 0 ? options.harmonicRange : (compressive ? 1 : 0);
  const int  kMax = options.maximumHarmonic > 0 ? options.maximumHarmonic : (1 << deltaJ) + deltaK;

  ModelSet set;
  for (int j1 = 0; j1 < J; ++j1)
  {
    for (int j2 = j1; j2 < J && j2 <= j1 + deltaJ; ++j2)
    {
      std::vector<std::pair<int, int>> harmonics;
      if (a)
      {
        harmonics = { { 1, 1 } };
      }
      else if (j1 == j2)
      {
        harmonics = { { 1, 0 }, { 1, 1 }, { 0, 0 } };
      }
      else
      {
        for (int k2 = 0; k2 <= std::min(2, kMax); ++k2)
        {
          harmonics.emplace_back(0, k2);
        }
        const int center = 1 << (j2 - j1);
        for (int k2 = center - deltaK; k2 <= std::min(center + deltaK, kMax); ++k2)
        {
          harmonics.emplace_back(1, k2);
        }
      }
      for (const auto & k : harmonics)
      {
        for (int l1 = 0; l1 < 2 * options.L; ++l1)
        {
          for (int l2 = 0; l2 < 2 * options.L; ++l2)
          {
            if (IsNominalPair(options, l1, l2))
            {
              set.covariances.push_back({ j1, l1, k.first, j2, l2, k.second, {} });
            }
          }
        }
      }
    }
  }
  set.covariances.push_back({ J, 0, 0, J, 0, 0, {} });

  if (a || options.model == Model::B || options.model == Model::C)
  {
    for (int j = 0; j < J; ++j)
    {
      for (int l = 0; l < 2 * options.L; ++l)
      {
        for (int k = a ? 1 : 0; k <= 1; ++k)
        {
          for (const auto & tau : NominalShifts(options.dimension, options.shiftRange, 1 << j))
          {
            set.covariances.push_back({ j, l, k, j, l, k, tau });
          }
        }
      }
    }
    for (const auto & tau : NominalShifts(options.dimension, options.shiftRange, 1 << (J - 1)))
    {
      set.covariances.push_back({ J, 0, 0, J, 0, 0, tau });
    }
  }
  if (compressive)
  {
    for (const MomentIndex & m : set.covariances)
    {
      set.means.insert({ m.j1, m.l1, m.k1 });
      set.means.insert({ m.j2, m.l2, m.k2 });
    }
    for (auto mean = set.means.begin(); mean != set.means.end();)
    {
      // A wavelet has no mean.
      mean = std::get<2>(*mean) == 1 ? set.means.erase(mean) : std::next(mean);
    }
  }
  return set;
}

// Complex entries counted once.
inline std::size_t
NominalEntries(const ModelOptions & options)
{
  return NominalSet(options).covariances.size();
}

// As the papers count: a variance and a covariance of two moduli are one number (in model D across scales too, though
// its spectrum over angles is complex there), any other covariance is two; the mean of the low pass is one, any other
// mean two, that of a modulus included.
inline std::size_t
NominalCount(const ModelOptions & options)
{
  const ModelSet set = NominalSet(options);
  std::size_t    count = 0;
  for (const MomentIndex & m : set.covariances)
  {
    const bool moduli = m.k1 == 0 && m.k2 == 0;
    const bool variance = m.j1 == m.j2 && m.l1 == m.l2 && m.k1 == m.k2 && m.tau == std::array<int, 3>{};
    count += moduli || variance ? 1 : 2;
  }
  for (const auto & mean : set.means)
  {
    count += std::get<0>(mean) == options.J ? 1 : 2;
  }
  return count;
}

struct CanonicalMoment
{
  MomentIndex index;        // the smallest of the orbit
  bool        conjugated{}; // the given moment is the conjugate of the canonical one
  bool        real{};       // its orbit holds its own conjugate
};

// Orbit under: [z_{l+L}]^k = conj [z_l]^k of both factors; |z_{l+L}| = |z_l| of either; moduli are real; exchange of
// the factors with tau -> -tau; and, for the rotation averages of model D, a joint rotation.
inline CanonicalMoment
Canonicalize(const MomentIndex & given, const ModelOptions & options)
{
  const int  J = options.J;
  const int  L = options.L;
  const auto turn = [&](int j, int l, int steps) { return j == J ? l : (l + steps) % (2 * L); };

  using State = std::pair<MomentIndex, bool>;
  std::set<State>    orbit{ { given, false } };
  std::vector<State> pending{ { given, false } };
  const auto         visit = [&](const MomentIndex & m, bool conjugated) {
    if (orbit.insert({ m, conjugated }).second)
    {
      pending.emplace_back(m, conjugated);
    }
  };
  while (!pending.empty())
  {
    const auto [m, conjugated] = pending.back();
    pending.pop_back();
    MomentIndex first = m;
    first.l1 = turn(m.j1, m.l1, L);
    MomentIndex second = m;
    second.l2 = turn(m.j2, m.l2, L);
    MomentIndex both = first;
    both.l2 = second.l2;
    visit(both, !conjugated);
    if (m.k1 == 0)
    {
      visit(first, conjugated);
    }
    if (m.k2 == 0)
    {
      visit(second, conjugated);
    }
    if (m.k1 == 0 && m.k2 == 0)
    {
      visit(m, !conjugated);
    }
    visit({ m.j2, m.l2, m.k2, m.j1, m.l1, m.k1, { -m.tau[0], -m.tau[1], -m.tau[2] } }, !conjugated);
    if (options.model == Model::D)
    {
      MomentIndex rotated = m;
      rotated.l1 = turn(m.j1, m.l1, 1);
      rotated.l2 = turn(m.j2, m.l2, 1);
      visit(rotated, conjugated);
    }
  }
  const State & smallest = *orbit.begin();
  return { smallest.first, smallest.second, orbit.count({ smallest.first, !smallest.second }) > 0 };
}

// Unique covariances and the low pass, each in canonical form, with whether it is real; Compressive's means are not
// counted. Model D lists the covariances of all pairs of angles averaged over joint rotations, which hold the same as
// its nominal spectra over angles.
// Only symmetries that hold for any wavelet are used: k = k' = 1 at lag 0 between two directions counts as complex, as
// in the papers, although its imaginary part is zero for filters real in Fourier.
inline std::map<MomentIndex, bool>
UniqueSet(const ModelOptions & options)
{
  ModelSet set = NominalSet(options);
  if (options.model == Model::D)
  {
    std::vector<MomentIndex> pairs;
    for (MomentIndex m : set.covariances)
    {
      for (int l = 0; l < (m.j2 == options.J ? 1 : 2 * options.L); ++l)
      {
        m.l2 = l;
        pairs.push_back(m);
      }
    }
    set.covariances = pairs;
  }
  std::map<MomentIndex, bool> unique;
  for (const MomentIndex & m : set.covariances)
  {
    const CanonicalMoment canonical = Canonicalize(m, options);
    unique[canonical.index] = canonical.real;
  }
  return unique;
}

inline std::size_t
UniqueCount(const ModelOptions & options)
{
  std::size_t count = 0;
  for (const auto & moment : UniqueSet(options))
  {
    count += moment.second ? 1 : 2;
  }
  return count;
}
} // namespace phaseharmonics_reference

#endif
