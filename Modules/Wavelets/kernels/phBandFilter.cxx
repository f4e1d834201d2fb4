// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phBandFilter.h"

#include <algorithm>

namespace phaseharmonics
{
namespace
{
// The part of a run that survives the crop to a level: signed frequencies first .. last.
struct Kept
{
  long first;
  long last;
};

template <typename TRun>
Kept
KeptPart(const TRun & run, long largest)
{
  const long last = run.kx + static_cast<long>(run.length) - 1;
  return { std::max(run.kx, -largest), std::min(last, largest) };
}
} // namespace

long
RowOnLevel(const Grid & full, const Grid & level, std::size_t row)
{
  const std::array<std::size_t, 2> bin{ { row % full.size[1], row / full.size[1] } };
  std::array<std::size_t, 2>       levelBin{};
  for (unsigned int axis = 1; axis < 3; ++axis)
  {
    const long frequency = SignedFrequency(bin[axis - 1], full.size[axis]);
    const long largest = LargestKeptFrequency(full.size[axis], level.size[axis]);
    if (frequency > largest || frequency < -largest)
    {
      return -1;
    }
    levelBin[axis - 1] = FrequencyBin(frequency, level.size[axis]);
  }
  return static_cast<long>(levelBin[0] + level.size[1] * levelBin[1]);
}

std::size_t
MirroredRow(const Grid & grid, std::size_t row)
{
  const std::size_t y = row % grid.size[1];
  const std::size_t z = row / grid.size[1];
  return (y == 0 ? 0 : grid.size[1] - y) + grid.size[1] * (z == 0 ? 0 : grid.size[2] - z);
}

template <typename T>
void
ApplyFilter(const BandFilter<T> &   filter,
            const Grid &            full,
            const std::complex<T> * half,
            const Grid &            level,
            std::complex<T> *       band)
{
  std::fill_n(band, level.NumberOfPixels(), std::complex<T>{});
  const long        largest = LargestKeptFrequency(full.size[0], level.size[0]);
  const std::size_t rows = full.size[1] * full.size[2];
  for (std::size_t row = 0; row < rows; ++row)
  {
    if (filter.rowBegin[row] == filter.rowBegin[row + 1])
    {
      continue;
    }
    const long levelRow = RowOnLevel(full, level, row);
    if (levelRow < 0)
    {
      continue;
    }
    const std::complex<T> * const direct = half + row * full.HalfWidth();
    const std::complex<T> * const mirrored = half + MirroredRow(full, row) * full.HalfWidth();
    std::complex<T> * const       out = band + static_cast<std::size_t>(levelRow) * level.size[0];
    for (std::size_t r = filter.rowBegin[row]; r < filter.rowBegin[row + 1]; ++r)
    {
      const auto &    run = filter.runs[r];
      const Kept      kept = KeptPart(run, largest);
      const T * const value = filter.values.data() + run.offset - run.kx;
      if (run.kx >= 0)
      {
        for (long k = kept.first; k <= kept.last; ++k)
        {
          out[k] = value[k] * direct[k];
        }
      }
      else
      {
        std::complex<T> * const wrapped = out + level.size[0];
        for (long k = kept.first; k <= kept.last; ++k)
        {
          wrapped[k] = value[k] * std::conj(mirrored[-k]);
        }
      }
    }
  }
}

template <typename T>
void
ApplyEvenFilter(const BandFilter<T> &   filter,
                const Grid &            full,
                const std::complex<T> * half,
                const Grid &            level,
                std::complex<T> *       levelHalf)
{
  std::fill_n(levelHalf, level.NumberOfHalfBins(), std::complex<T>{});
  const long        largest = LargestKeptFrequency(full.size[0], level.size[0]);
  const std::size_t rows = full.size[1] * full.size[2];
  for (std::size_t row = 0; row < rows; ++row)
  {
    const long levelRow = filter.rowBegin[row] == filter.rowBegin[row + 1] ? -1 : RowOnLevel(full, level, row);
    if (levelRow < 0)
    {
      continue;
    }
    const std::complex<T> * const in = half + row * full.HalfWidth();
    std::complex<T> * const       out = levelHalf + static_cast<std::size_t>(levelRow) * level.HalfWidth();
    for (std::size_t r = filter.rowBegin[row]; r < filter.rowBegin[row + 1]; ++r)
    {
      const auto & run = filter.runs[r];
      if (run.kx < 0)
      {
        continue;
      }
      const Kept      kept = KeptPart(run, largest);
      const T * const value = filter.values.data() + run.offset - run.kx;
      for (long k = kept.first; k <= kept.last; ++k)
      {
        out[k] = value[k] * in[k];
      }
    }
  }
}

template <typename T>
void
AccumulateHermitianPart(const BandFilter<T> &   filter,
                        const Grid &            full,
                        const std::complex<T> * band,
                        const Grid &            level,
                        T                       weight,
                        std::size_t             row,
                        std::complex<T> *       half)
{
  const long              largest = LargestKeptFrequency(full.size[0], level.size[0]);
  const bool              widthIsEven = full.size[0] % 2 == 0;
  const long              nyquist = widthIsEven ? static_cast<long>(full.size[0] / 2) : -1;
  const T                 halfWeight = weight / 2;
  std::complex<T> * const out = half + row * full.HalfWidth();

  const long directRow = filter.rowBegin[row] == filter.rowBegin[row + 1] ? -1 : RowOnLevel(full, level, row);
  if (directRow >= 0)
  {
    const std::complex<T> * const in = band + static_cast<std::size_t>(directRow) * level.size[0];
    for (std::size_t r = filter.rowBegin[row]; r < filter.rowBegin[row + 1]; ++r)
    {
      const auto & run = filter.runs[r];
      if (run.kx < 0)
      {
        continue;
      }
      const Kept      kept = KeptPart(run, largest);
      const T * const value = filter.values.data() + run.offset - run.kx;
      for (long k = kept.first; k <= kept.last; ++k)
      {
        out[k] += halfWeight * value[k] * in[k];
      }
    }
  }

  const std::size_t mirror = MirroredRow(full, row);
  const long mirroredRow = filter.rowBegin[mirror] == filter.rowBegin[mirror + 1] ? -1 : RowOnLevel(full, level, mirror);
  if (mirroredRow >= 0)
  {
    const std::complex<T> * const in = band + static_cast<std::size_t>(mirroredRow) * level.size[0];
    for (std::size_t r = filter.rowBegin[mirror]; r < filter.rowBegin[mirror + 1]; ++r)
    {
      const auto &    run = filter.runs[r];
      const Kept      kept = KeptPart(run, largest);
      const T * const value = filter.values.data() + run.offset - run.kx;
      if (run.kx < 0)
      {
        const std::complex<T> * const wrapped = in + level.size[0];
        for (long k = kept.first; k <= kept.last; ++k)
        {
          out[-k] += halfWeight * value[k] * std::conj(wrapped[k]);
        }
      }
      else
      {
        // Axis-0 frequencies that are their own opposites.
        if (kept.first <= 0 && kept.last >= 0)
        {
          out[0] += halfWeight * value[0] * std::conj(in[0]);
        }
        if (kept.first <= nyquist && kept.last >= nyquist && nyquist > 0)
        {
          out[nyquist] += halfWeight * value[nyquist] * std::conj(in[nyquist]);
        }
      }
    }
  }
}

template <typename T>
void
AccumulateEven(const BandFilter<T> &   filter,
               const Grid &            full,
               const std::complex<T> * levelHalf,
               const Grid &            level,
               T                       weight,
               std::size_t             row,
               std::complex<T> *       half)
{
  const long largest = LargestKeptFrequency(full.size[0], level.size[0]);
  const long levelRow = filter.rowBegin[row] == filter.rowBegin[row + 1] ? -1 : RowOnLevel(full, level, row);
  if (levelRow < 0)
  {
    return;
  }
  const std::complex<T> * const in = levelHalf + static_cast<std::size_t>(levelRow) * level.HalfWidth();
  std::complex<T> * const       out = half + row * full.HalfWidth();
  for (std::size_t r = filter.rowBegin[row]; r < filter.rowBegin[row + 1]; ++r)
  {
    const auto & run = filter.runs[r];
    if (run.kx < 0)
    {
      continue;
    }
    const Kept      kept = KeptPart(run, largest);
    const T * const value = filter.values.data() + run.offset - run.kx;
    for (long k = kept.first; k <= kept.last; ++k)
    {
      out[k] += weight * value[k] * in[k];
    }
  }
}

#define PH_INSTANTIATE(T)                                                                                              \
  template PhaseHarmonics_EXPORT void ApplyFilter<T>(                                                                  \
    const BandFilter<T> &, const Grid &, const std::complex<T> *, const Grid &, std::complex<T> *);                    \
  template PhaseHarmonics_EXPORT void ApplyEvenFilter<T>(                                                              \
    const BandFilter<T> &, const Grid &, const std::complex<T> *, const Grid &, std::complex<T> *);                    \
  template PhaseHarmonics_EXPORT void AccumulateHermitianPart<T>(                                                      \
    const BandFilter<T> &, const Grid &, const std::complex<T> *, const Grid &, T, std::size_t, std::complex<T> *);    \
  template PhaseHarmonics_EXPORT void AccumulateEven<T>(                                                               \
    const BandFilter<T> &, const Grid &, const std::complex<T> *, const Grid &, T, std::size_t, std::complex<T> *)

PH_INSTANTIATE(float);
PH_INSTANTIATE(double);
#undef PH_INSTANTIATE
} // namespace phaseharmonics
