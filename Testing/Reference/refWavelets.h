// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

#ifndef refWavelets_h
#define refWavelets_h

#include "refFourier.h"
#include "refOrientations.h"

namespace phaseharmonics_reference
{
// Bump steerable bank. Scale j = 0..J-1 from fine to coarse, direction l = 0..2L-1 (l + L is the opposite of l).
//   psi^(w) = c h(2^j |w| / xi0 - 1) cos^p(angle to l) 1[cos > 0]
// 1-D: c = 1 / 1.29, no angular part (L = 1 of the 2-D formula).  2-D: p = L - 1.  3-D: p = 2.
// c makes the sum over the 2L directions of the squared angular part 1 / 1.29^2.
// 1-D, 2-D: summed over the cells w + 2 pi n, n in {-1, 0, 1}^D, which is all the support of j = 0 reaches.
// 3-D: not folded; h = 1 beyond xi0 for j = 0; a bin at Nyquist is the root mean square over both signs of that
// component (a plain mean would lower the Littlewood-Paley sum to (5 / 18) / 1.29^2 = 0.1669 at the corner).
inline constexpr double BumpCenter = 0.85 * Pi;

inline double
BumpProfile(double u)
{
  return std::abs(u) < 1.0 ? std::exp(-u * u / (1.0 - u * u)) : 0.0;
}

inline double
BumpConstant2D(int L)
{
  // tgamma(n + 1) = n!
  return std::pow(2.0, L - 1) * std::tgamma(L) / (1.29 * std::sqrt(L * std::tgamma(2.0 * L - 1.0)));
}

// Unfolded 2-D value, straight from the published formula in polar coordinates.
inline double
BumpValue2D(double wx, double wy, int j, int l, int L)
{
  const double radial = BumpProfile(std::ldexp(std::hypot(wx, wy), j) / BumpCenter - 1.0);
  if (radial == 0.0)
  {
    return 0.0;
  }
  const double cosine = std::cos(std::atan2(wy, wx) - Pi * l / L);
  return cosine > 0.0 ? BumpConstant2D(L) * radial * std::pow(cosine, L - 1) : 0.0;
}

inline double
BumpValue1D(double w, int j, int l)
{
  const double along = l == 0 ? w : -w;
  return along > 0.0 ? BumpProfile(std::ldexp(along, j) / BumpCenter - 1.0) / 1.29 : 0.0;
}

// Squared angular sum over all directions at one of them; the axes are chosen so that it is the same everywhere.
inline double
AngularSum3D(const std::vector<Vector> & directions)
{
  double sum = 0.0;
  for (const Vector & v : directions)
  {
    const double cosine = Dot(directions[0], v);
    sum += cosine > 0.0 ? std::pow(cosine, 4) : 0.0;
  }
  return sum;
}

inline double
BumpValue3D(const Vector & w, int j, int l, const std::vector<Vector> & directions, double angularSum)
{
  const double r = std::sqrt(Dot(w, w));
  const double along = Dot(w, directions[l]);
  if (r == 0.0 || along <= 0.0)
  {
    return 0.0;
  }
  const double u = std::ldexp(r, j) / BumpCenter - 1.0;
  const double radial = (j == 0 && u > 0.0) ? 1.0 : BumpProfile(u);
  const double cosine = along / r;
  return radial * cosine * cosine / (1.29 * std::sqrt(angularSum));
}

inline RealArray
BumpWavelet(const Grid & grid, int L, int j, int l)
{
  RealArray                 psi(grid);
  const std::vector<Vector> directions = Directions(grid.dimension, L);
  const double              angularSum = grid.dimension == 3 ? AngularSum3D(directions) : 1.0;
  for (std::size_t i = 0; i < psi.data.size(); ++i)
  {
    const Vector w = FrequencyAt(grid, i);
    double       value = 0.0;
    if (grid.dimension == 1)
    {
      for (int n = -1; n <= 1; ++n)
      {
        value += BumpValue1D(w[0] + 2 * Pi * n, j, l);
      }
    }
    else if (grid.dimension == 2)
    {
      for (int m = -1; m <= 1; ++m)
      {
        for (int n = -1; n <= 1; ++n)
        {
          value += BumpValue2D(w[0] + 2 * Pi * n, w[1] + 2 * Pi * m, j, l, L);
        }
      }
    }
    else
    {
      const std::array<int, 3> bin = grid.Position(i);
      int                      count = 0;
      for (int signs = 0; signs < 8; ++signs)
      {
        Vector v = w;
        bool   distinct = true;
        for (int axis = 0; axis < 3; ++axis)
        {
          if ((signs >> axis) & 1)
          {
            distinct = distinct && 2 * bin[axis] == grid.size[axis];
            v[axis] = -v[axis];
          }
        }
        if (distinct)
        {
          const double signedValue = BumpValue3D(v, j, l, directions, angularSum);
          value += signedValue * signedValue;
          ++count;
        }
      }
      value = std::sqrt(value / count);
    }
    psi.data[i] = value;
  }
  return psi;
}

// sum_n exp(-s^2 |w + 2 pi n|^2 / 2): the transform of the periodized, sampled Gaussian of unit integral. It is a
// product over axes, so its cells are summed axis by axis.
inline RealArray
GaussianLowPass(const Grid & grid, double s)
{
  RealArray phi(grid);
  for (std::size_t i = 0; i < phi.data.size(); ++i)
  {
    const Vector w = FrequencyAt(grid, i);
    double       value = 1.0;
    for (int axis = 0; axis < grid.dimension; ++axis)
    {
      double sum = 0.0;
      for (int n = -8; n <= 8; ++n)
      {
        const double v = w[axis] + 2 * Pi * n;
        sum += std::exp(-0.5 * s * s * v * v);
      }
      value *= sum;
    }
    phi.data[i] = value;
  }
  return phi;
}

inline double
BumpLowPassDeviation(int J)
{
  return std::pow(2.0, J - 1) / (0.702 * std::pow(2.0, -0.55) * std::sqrt(2.0) * BumpCenter);
}

inline RealArray
BumpLowPass(const Grid & grid, int J)
{
  return GaussianLowPass(grid, BumpLowPassDeviation(J));
}
} // namespace phaseharmonics_reference

#endif
