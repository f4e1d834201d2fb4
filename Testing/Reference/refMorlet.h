// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

#ifndef refMorlet_h
#define refMorlet_h

#include "refWavelets.h"

namespace phaseharmonics_reference
{
// Morlet bank, 1-D and 2-D. In space a Gaussian of unit integral, deviation s = 0.8 2^j along its direction and
// s / slant across, slant = 4 / L, times a wave of frequency xi = (3/4) pi 2^-j; hence, exactly,
//   G(w) = exp(-s^2 (along^2 + across^2 / slant^2) / 2),   psi^ = G(w - xi) - K G(w),
// both summed over the cells w + 2 pi n, n in {-2..2}^D, and K such that the folded psi^(0) = 0.
// Angles as for the bump bank: pi l / L from x towards y (kymatio counts from the row axis).
inline double
FoldedMorletGaussian(const Vector & w, int dimension, const Vector & direction, double s, double slant, double xi)
{
  double sum = 0.0;
  for (int m = (dimension == 2 ? -2 : 0); m <= (dimension == 2 ? 2 : 0); ++m)
  {
    for (int n = -2; n <= 2; ++n)
    {
      const double vx = w[0] + 2 * Pi * n;
      const double vy = w[1] + 2 * Pi * m;
      const double along = vx * direction[0] + vy * direction[1] - xi;
      const double across = (vy * direction[0] - vx * direction[1]) / slant;
      sum += std::exp(-0.5 * s * s * (along * along + (dimension == 2 ? across * across : 0.0)));
    }
  }
  return sum;
}

inline RealArray
MorletWavelet(const Grid & grid, int L, int j, int l)
{
  if (grid.dimension > 2)
  {
    throw std::invalid_argument("Morlet is 1-D or 2-D");
  }
  const Vector direction = Directions(grid.dimension, L)[l];
  const double s = 0.8 * std::pow(2.0, j);
  const double xi = 0.75 * Pi * std::pow(2.0, -j);
  const double slant = 4.0 / L;
  const Vector origin{};
  const double K = FoldedMorletGaussian(origin, grid.dimension, direction, s, slant, xi) /
                   FoldedMorletGaussian(origin, grid.dimension, direction, s, slant, 0.0);
  RealArray psi(grid);
  for (std::size_t i = 0; i < psi.data.size(); ++i)
  {
    const Vector w = FrequencyAt(grid, i);
    psi.data[i] = FoldedMorletGaussian(w, grid.dimension, direction, s, slant, xi) -
                  K * FoldedMorletGaussian(w, grid.dimension, direction, s, slant, 0.0);
  }
  return psi;
}

inline RealArray
MorletLowPass(const Grid & grid, int J)
{
  return GaussianLowPass(grid, 0.8 * std::pow(2.0, J - 1));
}
} // namespace phaseharmonics_reference

#endif
