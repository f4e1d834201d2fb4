// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

#ifndef refMoments_h
#define refMoments_h

#include <map>
#include <tuple>

#include "refBank.h"
#include "refHarmonics.h"

namespace phaseharmonics_reference
{
// The moment E[a(u) conj b(u + tau)] of a = [z_{j1,l1}]^k1 and b = [z_{j2,l2}]^k2. Directions l are in 0..2L-1.
// tau is in pixels of the full grid, x first (a lag written (row, column) is { column, row, 0 }). The low pass is (j,
// l, k) = (J, 0, 0): the real map x * phi itself, not its modulus.
struct MomentIndex
{
  int                j1{}, l1{}, k1{};
  int                j2{}, l2{}, k2{};
  std::array<int, 3> tau{};

  auto
  Key() const
  {
    return std::tie(j1, l1, k1, j2, l2, k2, tau);
  }
  bool
  operator<(const MomentIndex & other) const
  {
    return this->Key() < other.Key();
  }
  bool
  operator==(const MomentIndex & other) const
  {
    return this->Key() == other.Key();
  }
};

// Maps of one image, computed when first asked for.
class MapCache
{
public:
  MapCache(const ComplexArray & image, const Bank & bank)
    : m_Spectrum(ForwardTransform(image))
    , m_Bank(bank)
  {}
  MapCache(const RealArray & image, const Bank & bank)
    : MapCache(ToComplex(image), bank)
  {}

  // [z_{j,l}]^k, or x * phi for j = J.
  const ComplexArray &
  Map(int j, int l, int k)
  {
    const auto key = std::make_tuple(j, l, k);
    const auto found = m_Maps.find(key);
    if (found != m_Maps.end())
    {
      return found->second;
    }
    if (j == m_Bank.J)
    {
      if (l != 0 || k != 0)
      {
        throw std::out_of_range("the low pass has l = k = 0");
      }
      return m_Maps.emplace(key, Filter(m_Spectrum, m_Bank.phi[0])).first->second;
    }
    if (k == 1)
    {
      return m_Maps.emplace(key, Filter(m_Spectrum, m_Bank.psi.at(j).at(l))).first->second;
    }
    return m_Maps.emplace(key, Harmonic(this->Map(j, l, 1), k)).first->second;
  }

  Complex
  MapMean(int j, int l, int k)
  {
    return Mean(this->Map(j, l, k));
  }

  // sqrt(mean |a - mean(a)|^2)
  double
  MapDeviation(int j, int l, int k)
  {
    const ComplexArray & a = this->Map(j, l, k);
    const Complex        mean = Mean(a);
    double               sum = 0.0;
    for (const Complex & value : a.data)
    {
      sum += std::norm(value - mean);
    }
    return std::sqrt(sum / static_cast<double>(a.data.size()));
  }

  const Bank &
  GetBank() const
  {
    return m_Bank;
  }

private:
  using Key = std::tuple<int, int, int>;
  ComplexArray                m_Spectrum;
  Bank                        m_Bank;
  std::map<Key, ComplexArray> m_Maps;
};

// mean over u of (a(u) - meanA) conj(b(u + tau) - meanB)
inline Complex
Correlation(const ComplexArray &       a,
            const ComplexArray &       b,
            const std::array<int, 3> & tau,
            Complex                    meanA = 0.0,
            Complex                    meanB = 0.0)
{
  Complex sum = 0.0;
  for (std::size_t i = 0; i < a.data.size(); ++i)
  {
    std::array<int, 3> position = a.grid.Position(i);
    for (int axis = 0; axis < 3; ++axis)
    {
      position[axis] += tau[axis];
    }
    sum += (a.data[i] - meanA) * std::conj(b.data[b.grid.Offset(position)] - meanB);
  }
  return sum / static_cast<double>(a.data.size());
}

// Not centered, not divided.
inline Complex
RawMoment(MapCache & maps, const MomentIndex & m)
{
  return Correlation(maps.Map(m.j1, m.l1, m.k1), maps.Map(m.j2, m.l2, m.k2), m.tau);
}

// Own means subtracted, not divided: normalization `none`.
inline Complex
Covariance(MapCache & maps, const MomentIndex & m)
{
  return Correlation(maps.Map(m.j1, m.l1, m.k1),
                     maps.Map(m.j2, m.l2, m.k2),
                     m.tau,
                     maps.MapMean(m.j1, m.l1, m.k1),
                     maps.MapMean(m.j2, m.l2, m.k2));
}

// Centered on the target's means and divided by the target's deviations: normalization `target`.
// With target = maps it is the correlation coefficient.
inline Complex
NormalizedMoment(MapCache & maps, const MomentIndex & m, MapCache & target)
{
  return Correlation(maps.Map(m.j1, m.l1, m.k1),
                     maps.Map(m.j2, m.l2, m.k2),
                     m.tau,
                     target.MapMean(m.j1, m.l1, m.k1),
                     target.MapMean(m.j2, m.l2, m.k2)) /
         (target.MapDeviation(m.j1, m.l1, m.k1) * target.MapDeviation(m.j2, m.l2, m.k2));
}

inline Complex
NormalizedMoment(MapCache & maps, const MomentIndex & m)
{
  return NormalizedMoment(maps, m, maps);
}

// Model D, 2-D: the covariance of (j1, l, k1) and (j2, l + shift, k2) averaged over the 2L joint rotations l, with
// means, and deviations when divided, pooled over the directions. Means and deviations are those of `target`.
inline Complex
RotationAverage(MapCache & maps, int j1, int k1, int j2, int k2, int shift, MapCache & target, bool divide)
{
  const int  n = 2 * maps.GetBank().L;
  const auto pooled = [&](int j, int k) {
    Complex mean = 0.0;
    double  power = 0.0;
    for (int l = 0; l < n; ++l)
    {
      const double deviation = target.MapDeviation(j, l, k);
      mean += target.MapMean(j, l, k) / static_cast<double>(n);
      power += (deviation * deviation + std::norm(target.MapMean(j, l, k))) / n;
    }
    return std::make_pair(mean, std::sqrt(power - std::norm(mean)));
  };
  const auto a = pooled(j1, k1);
  const auto b = pooled(j2, k2);
  Complex    sum = 0.0;
  for (int l = 0; l < n; ++l)
  {
    sum += Correlation(maps.Map(j1, l, k1), maps.Map(j2, (l + shift) % n, k2), { 0, 0, 0 }, a.first, b.first);
  }
  return sum / (n * (divide ? a.second * b.second : 1.0));
}
} // namespace phaseharmonics_reference

#endif
