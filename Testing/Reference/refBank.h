// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

#ifndef refBank_h
#define refBank_h

#include <algorithm>

#include "refMorlet.h"

namespace phaseharmonics_reference
{
enum class Family
{
  BumpSteerable,
  Morlet
};

// All filters of a bank on the full grid: psi[j][l] with l in 0..2L-1, and the low pass.
struct Bank
{
  int                                 J{};
  int                                 L{};
  std::vector<std::vector<RealArray>> psi;
  std::vector<RealArray>              phi; // one element
};

inline Bank
MakeBank(const Grid & grid, int J, int L, Family family = Family::BumpSteerable)
{
  const bool bump = family == Family::BumpSteerable;
  Bank       bank{ J, L, {}, {} };
  for (int j = 0; j < J; ++j)
  {
    bank.psi.emplace_back();
    for (int l = 0; l < 2 * L; ++l)
    {
      bank.psi.back().push_back(bump ? BumpWavelet(grid, L, j, l) : MorletWavelet(grid, L, j, l));
    }
  }
  bank.phi.push_back(bump ? BumpLowPass(grid, J) : MorletLowPass(grid, J));
  return bank;
}

// |phi^|^2 + sum over scales and all 2L directions of |psi^|^2. (Morlet's published bounds take half of the second
// sum.)
inline RealArray
LittlewoodPaley(const Bank & bank)
{
  RealArray sum(bank.phi[0].grid);
  for (std::size_t i = 0; i < sum.data.size(); ++i)
  {
    sum.data[i] = bank.phi[0].data[i] * bank.phi[0].data[i];
    for (const auto & scale : bank.psi)
    {
      for (const RealArray & psi : scale)
      {
        sum.data[i] += psi.data[i] * psi.data[i];
      }
    }
  }
  return sum;
}

struct Bounds
{
  double lower;
  double upper;
};

inline Bounds
FrameBounds(const Bank & bank)
{
  const RealArray sum = LittlewoodPaley(bank);
  const auto      range = std::minmax_element(sum.data.begin(), sum.data.end());
  return { *range.first, *range.second };
}

// Every filter divided by the root of the Littlewood-Paley sum: a Parseval frame.
inline Bank
ParsevalBank(Bank bank)
{
  const RealArray sum = LittlewoodPaley(bank);
  for (std::size_t i = 0; i < sum.data.size(); ++i)
  {
    const double root = std::sqrt(sum.data[i]);
    bank.phi[0].data[i] /= root;
    for (auto & scale : bank.psi)
    {
      for (RealArray & psi : scale)
      {
        psi.data[i] /= root;
      }
    }
  }
  return bank;
}
} // namespace phaseharmonics_reference

#endif
