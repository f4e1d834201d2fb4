// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

#ifndef refScattering_h
#define refScattering_h

#include "refBank.h"

namespace phaseharmonics_reference
{
// Scattering straight from its formula: every convolution is a direct transform, every subsampling a crop or a fold of
// a spectrum.
struct ScatteringSettings
{
  int    J{ 2 };
  int    L{ 4 };
  Family family{ Family::BumpSteerable };
  int    order{ 2 };
  int    phases{ 4 };        // 0: modulus
  int    coarsening[8] = {}; // band j is kept at steps of 2^coarsening[j]
  bool   folds{ false };     // else crops
  bool   mirrors{ false };
  int    variant{ 0 }; // 1: log(epsilon + S), 2: S2 / (epsilon + S1 of the modulus)
  double epsilon{ 1e-6 };
};

inline Grid
CoarseGrid(const Grid & grid, int level)
{
  Grid coarse = grid;
  for (int axis = 0; axis < grid.dimension; ++axis)
  {
    coarse.size[axis] = ((grid.size[axis] - 1) >> level) + 1;
  }
  return coarse;
}

// The map times a filter given on the full grid, on a coarser grid. Nyquist frequencies of a map that is already coarse
// are dropped by a crop and have the given sign for a fold.
inline ComplexArray
FilterTo(const RealArray & map, const RealArray & filter, const Grid & target, bool folds, int nyquistSign)
{
  const ComplexArray spectrum = ForwardTransform(map);
  ComplexArray       result(target);
  for (std::size_t i = 0; i < spectrum.data.size(); ++i)
  {
    std::array<int, 3> k = map.grid.Position(i);
    bool               isKept = true;
    for (int axis = 0; axis < 3; ++axis)
    {
      const int n = map.grid.size[axis];
      const int m = target.size[axis];
      k[axis] = SignedBin(k[axis], n);
      if (n > 1 && 2 * k[axis] == -n && n < filter.grid.size[axis])
      {
        isKept = isKept && folds;
        k[axis] *= -nyquistSign;
      }
      isKept = isKept && (folds || m == n || 2 * std::abs(k[axis]) < m);
    }
    if (isKept)
    {
      result.At(k[0], k[1], k[2]) += spectrum.data[i] * filter.At(k[0], k[1], k[2]);
    }
  }
  result = InverseTransform(result);
  const double scale = static_cast<double>(target.NumberOfPixels()) / static_cast<double>(map.grid.NumberOfPixels());
  for (Complex & value : result.data)
  {
    value *= scale;
  }
  return result;
}

inline RealArray
Modulus(const ComplexArray & z)
{
  RealArray modulus(z.grid);
  for (std::size_t i = 0; i < z.data.size(); ++i)
  {
    modulus.data[i] = std::abs(z.data[i]);
  }
  return modulus;
}

// The image reflected about its border pixels; sizes become multiples of 2^J with at least 2^J pixels on each side.
inline RealArray
Mirrored(const RealArray & x, int J)
{
  const int step = 1 << J;
  Grid      grid = x.grid;
  for (int axis = 0; axis < grid.dimension; ++axis)
  {
    grid.size[axis] = ((x.grid.size[axis] + step - 1) / step + 2) * step;
  }
  RealArray padded(grid);
  for (std::size_t i = 0; i < padded.data.size(); ++i)
  {
    std::array<int, 3> p = grid.Position(i);
    for (int axis = 0; axis < grid.dimension; ++axis)
    {
      p[axis] -= step;
      while (p[axis] < 0 || p[axis] >= x.grid.size[axis])
      {
        p[axis] = p[axis] < 0 ? -p[axis] : 2 * (x.grid.size[axis] - 1) - p[axis];
      }
    }
    padded.data[i] = x.At(p[0], p[1], p[2]);
  }
  return padded;
}

// Channel after channel, as the library orders them.
inline std::vector<double>
Scattering(const RealArray & image, const ScatteringSettings & s)
{
  const RealArray     x = s.mirrors ? Mirrored(image, s.J) : image;
  const Bank          bank = MakeBank(x.grid, s.J, s.L, s.family);
  const Grid          coarse = CoarseGrid(x.grid, s.J);
  std::vector<double> first;
  std::vector<double> second;
  const auto          pool = [&](const RealArray & map) {
    const ComplexArray  averages = FilterTo(map, bank.phi[0], coarse, s.folds, 1);
    std::vector<double> kept;
    for (std::size_t i = 0; i < averages.data.size(); ++i)
    {
      const std::array<int, 3> p = coarse.Position(i);
      bool                     isInside = true;
      for (int axis = 0; s.mirrors && axis < image.grid.dimension; ++axis)
      {
        isInside = isInside && p[axis] > 0 && ((p[axis] - 1) << s.J) < image.grid.size[axis];
      }
      if (isInside)
      {
        kept.push_back(averages.data[i].real());
      }
    }
    return kept;
  };
  const auto append = [&](std::vector<double> & to, std::vector<double> values, const std::vector<double> & divisor) {
    for (std::size_t i = 0; i < values.size(); ++i)
    {
      values[i] = s.variant == 1 ? std::log(s.epsilon + std::max(values[i], 0.0)) : values[i];
      values[i] /= divisor.empty() ? 1.0 : s.epsilon + std::max(divisor[i], 0.0);
    }
    to.insert(to.end(), values.begin(), values.end());
  };

  std::vector<double> result = pool(x);
  for (int j1 = 0; j1 < s.J; ++j1)
  {
    for (int l1 = 0; l1 < s.L; ++l1)
    {
      const ComplexArray z =
        FilterTo(x, bank.psi[j1][l1], CoarseGrid(x.grid, s.coarsening[j1]), s.folds, l1 == 0 ? 1 : -1);
      const RealArray modulus = Modulus(z);
      for (int n = 0; n < std::max(s.phases, 1); ++n)
      {
        RealArray map = modulus;
        for (std::size_t i = 0; s.phases > 0 && i < map.data.size(); ++i)
        {
          map.data[i] = std::max(0.0, (std::polar(1.0, 2.0 * Pi * n / s.phases) * z.data[i]).real());
        }
        append(first, pool(map), {});
      }
      for (int j2 = j1 + 1; s.order > 1 && j2 < s.J; ++j2)
      {
        for (int l2 = 0; l2 < s.L; ++l2)
        {
          const ComplexArray z2 =
            FilterTo(modulus, bank.psi[j2][l2], CoarseGrid(x.grid, s.coarsening[j2]), s.folds, l2 == 0 ? 1 : -1);
          append(second, pool(Modulus(z2)), s.variant == 2 ? pool(modulus) : std::vector<double>());
        }
      }
    }
  }
  result.insert(result.end(), first.begin(), first.end());
  result.insert(result.end(), second.begin(), second.end());
  return result;
}
} // namespace phaseharmonics_reference

#endif
