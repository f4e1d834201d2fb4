// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phOctaveSpectrumInternal.h"

#include <cstdlib>

namespace phaseharmonics
{
Grid
CoarserGrid(const Grid & grid)
{
  std::array<double, 3> step{ { 1.0, 1.0, 1.0 } };
  for (unsigned int axis = 0; axis < grid.dimension; ++axis)
  {
    step[axis] = 2.0;
  }
  return DecimatedGrid(grid, step);
}

template <typename T>
AlignedBuffer<std::complex<T>>
CropSpectrum(const Grid & fine, const AlignedBuffer<std::complex<T>> & half, const Grid & coarse)
{
  AlignedBuffer<std::complex<T>> result(coarse.NumberOfHalfBins());
  const T                        scaling =
    static_cast<T>(static_cast<double>(coarse.NumberOfPixels()) / static_cast<double>(fine.NumberOfPixels()));
  const auto isKept = [&](unsigned int axis, long k) {
    return std::abs(k) <= LargestKeptFrequency(fine.size[axis], coarse.size[axis]);
  };
  std::size_t i = 0;
  for (std::size_t z = 0; z < coarse.size[2]; ++z)
  {
    const long kz = SignedFrequency(z, coarse.size[2]);
    for (std::size_t y = 0; y < coarse.size[1]; ++y)
    {
      const long ky = SignedFrequency(y, coarse.size[1]);
      for (std::size_t x = 0; x < coarse.HalfWidth(); ++x, ++i)
      {
        if (isKept(0, static_cast<long>(x)) && isKept(1, ky) && isKept(2, kz))
        {
          const std::size_t row = FrequencyBin(ky, fine.size[1]) + fine.size[1] * FrequencyBin(kz, fine.size[2]);
          result[i] = scaling * half[row * fine.HalfWidth() + x];
        }
      }
    }
  }
  return result;
}

template <typename T>
AlignedBuffer<std::complex<T>>
PadSpectrum(const Grid & coarse, const AlignedBuffer<std::complex<T>> & half, const Grid & fine)
{
  AlignedBuffer<std::complex<T>> result(fine.NumberOfHalfBins());
  const T                        scaling =
    static_cast<T>(static_cast<double>(fine.NumberOfPixels()) / static_cast<double>(coarse.NumberOfPixels()));
  const auto isShared = [&](unsigned int axis, std::size_t bin) {
    return 2 * bin == coarse.size[axis] && fine.size[axis] > coarse.size[axis];
  };
  std::size_t i = 0;
  for (std::size_t z = 0; z < coarse.size[2]; ++z)
  {
    const long kz = SignedFrequency(z, coarse.size[2]);
    for (std::size_t y = 0; y < coarse.size[1]; ++y)
    {
      const long ky = SignedFrequency(y, coarse.size[1]);
      for (std::size_t x = 0; x < coarse.HalfWidth(); ++x, ++i)
      {
        const bool sharesY = isShared(1, y);
        const bool sharesZ = isShared(2, z);
        const T    share = (isShared(0, x) ? T(0.5) : T(1)) * (sharesY ? T(0.5) : T(1)) * (sharesZ ? T(0.5) : T(1));
        const std::complex<T> value = scaling * share * half[i];
        for (int mirrorZ = 0; mirrorZ <= (sharesZ ? 1 : 0); ++mirrorZ)
        {
          for (int mirrorY = 0; mirrorY <= (sharesY ? 1 : 0); ++mirrorY)
          {
            const std::size_t fineY = FrequencyBin(mirrorY ? -ky : ky, fine.size[1]);
            const std::size_t fineZ = FrequencyBin(mirrorZ ? -kz : kz, fine.size[2]);
            result[(fineY + fine.size[1] * fineZ) * fine.HalfWidth() + x] = value;
          }
        }
      }
    }
  }
  return result;
}

std::vector<unsigned char>
KnownBins(const Grid & fine)
{
  const Grid                 coarse = CoarserGrid(fine);
  std::vector<unsigned char> known(fine.NumberOfHalfBins());
  const auto                 isKept = [&](unsigned int axis, std::size_t bin) {
    return std::abs(SignedFrequency(bin, fine.size[axis])) <= LargestKeptFrequency(fine.size[axis], coarse.size[axis]);
  };
  std::size_t i = 0;
  for (std::size_t z = 0; z < fine.size[2]; ++z)
  {
    for (std::size_t y = 0; y < fine.size[1]; ++y)
    {
      for (std::size_t x = 0; x < fine.HalfWidth(); ++x, ++i)
      {
        known[i] = isKept(0, x) && isKept(1, y) && isKept(2, z) ? 1 : 0;
      }
    }
  }
  return known;
}

#define PH_INSTANTIATE(T)                                                                                              \
  template AlignedBuffer<std::complex<T>> CropSpectrum<T>(                                                             \
    const Grid &, const AlignedBuffer<std::complex<T>> &, const Grid &);                                               \
  template AlignedBuffer<std::complex<T>> PadSpectrum<T>(                                                              \
    const Grid &, const AlignedBuffer<std::complex<T>> &, const Grid &)

PH_INSTANTIATE(float);
PH_INSTANTIATE(double);
#undef PH_INSTANTIATE
} // namespace phaseharmonics
