// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phBandFilter.h"

#include "phArrayKernelsInternal.h"

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

  std::size_t
  Count() const
  {
    return last < first ? 0 : static_cast<std::size_t>(last - first + 1);
  }
};

template <typename T>
T *
Reals(std::complex<T> * values)
{
  return reinterpret_cast<T *>(values);
}

template <typename T>
const T *
Reals(const std::complex<T> * values)
{
  return reinterpret_cast<const T *>(values);
}

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
std::size_t
RowsOfFilter(const BandFilter<T> & filter, const Grid & full, const Grid & level, std::size_t * rows)
{
  std::size_t count = 0;
  for (std::size_t row = 0; row < full.size[1] * full.size[2]; ++row)
  {
    const long levelRow = filter.rowBegin[row] == filter.rowBegin[row + 1] ? -1 : RowOnLevel(full, level, row);
    if (levelRow >= 0)
    {
      rows[count++] = static_cast<std::size_t>(levelRow);
    }
  }
  return count;
}

template <typename T>
void
ApplyFilter(const BandFilter<T> &   filter,
            const Grid &            full,
            const std::complex<T> * half,
            const Grid &            level,
            T                       scaling,
            std::complex<T> *       band)
{
  std::fill_n(band, level.NumberOfPixels(), std::complex<T>{});
  const ArrayKernels<T> & kernels = GetArrayKernels<T>();
  const long              largest = LargestKeptFrequency(full.size[0], level.size[0]);
  const std::size_t       rows = full.size[1] * full.size[2];
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
      const auto & run = filter.runs[r];
      const Kept   kept = KeptPart(run, largest);
      if (kept.Count() == 0)
      {
        continue;
      }
      const T * const values = filter.values.data() + run.offset + (kept.first - run.kx);
      if (run.kx >= 0)
      {
        kernels.filter(values, Reals(direct + kept.first), kept.Count(), scaling, Reals(out + kept.first));
      }
      else
      {
        std::complex<T> * const wrapped = out + level.size[0];
        kernels.filterMirrored(
          values, Reals(mirrored - kept.first), kept.Count(), scaling, Reals(wrapped + kept.first));
      }
    }
  }
}

template <typename T>
void
ApplyEvenFilter(const BandFilter<T> &   filter,
                const Grid &            full,
                const Grid &            source,
                const std::complex<T> * half,
                const Grid &            level,
                T                       scaling,
                std::complex<T> *       levelHalf)
{
  std::fill_n(levelHalf, level.NumberOfHalfBins(), std::complex<T>{});
  const long largest =
    std::min(LargestKeptFrequency(full.size[0], level.size[0]), LargestKeptFrequency(full.size[0], source.size[0]));
  const std::size_t rows = full.size[1] * full.size[2];
  for (std::size_t row = 0; row < rows; ++row)
  {
    const long levelRow = filter.rowBegin[row] == filter.rowBegin[row + 1] ? -1 : RowOnLevel(full, level, row);
    const long sourceRow = levelRow < 0 ? -1 : RowOnLevel(full, source, row);
    if (sourceRow < 0)
    {
      continue;
    }
    const std::complex<T> * const in = half + static_cast<std::size_t>(sourceRow) * source.HalfWidth();
    std::complex<T> * const       out = levelHalf + static_cast<std::size_t>(levelRow) * level.HalfWidth();
    for (std::size_t r = filter.rowBegin[row]; r < filter.rowBegin[row + 1]; ++r)
    {
      const auto & run = filter.runs[r];
      const Kept   kept = KeptPart(run, largest);
      if (run.kx >= 0 && kept.Count() > 0)
      {
        GetArrayKernels<T>().filter(filter.values.data() + run.offset + (kept.first - run.kx),
                                    Reals(in + kept.first),
                                    kept.Count(),
                                    scaling,
                                    Reals(out + kept.first));
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
  const ArrayKernels<T> & kernels = GetArrayKernels<T>();
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
      const Kept kept = KeptPart(run, largest);
      if (kept.Count() > 0)
      {
        kernels.addFiltered(filter.values.data() + run.offset + (kept.first - run.kx),
                            Reals(in + kept.first),
                            kept.Count(),
                            halfWeight,
                            Reals(out + kept.first));
      }
    }
  }

  const std::size_t mirror = MirroredRow(full, row);
  const long        mirroredRow =
    filter.rowBegin[mirror] == filter.rowBegin[mirror + 1] ? -1 : RowOnLevel(full, level, mirror);
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
        if (kept.Count() > 0)
        {
          kernels.addFilteredMirrored(
            value + kept.first, Reals(wrapped + kept.first), kept.Count(), halfWeight, Reals(out - kept.first));
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
    const Kept kept = KeptPart(run, largest);
    if (kept.Count() > 0)
    {
      GetArrayKernels<T>().addFiltered(filter.values.data() + run.offset + (kept.first - run.kx),
                                       Reals(in + kept.first),
                                       kept.Count(),
                                       weight,
                                       Reals(out + kept.first));
    }
  }
}

#define PH_INSTANTIATE(T)                                                                                              \
  template PhaseHarmonics_EXPORT void ApplyFilter<T>(                                                                  \
    const BandFilter<T> &, const Grid &, const std::complex<T> *, const Grid &, T, std::complex<T> *);                 \
  template PhaseHarmonics_EXPORT void ApplyEvenFilter<T>(                                                              \
    const BandFilter<T> &, const Grid &, const Grid &, const std::complex<T> *, const Grid &, T, std::complex<T> *);   \
  template PhaseHarmonics_EXPORT std::size_t RowsOfFilter<T>(                                                          \
    const BandFilter<T> &, const Grid &, const Grid &, std::size_t *);                                                 \
  template PhaseHarmonics_EXPORT void AccumulateHermitianPart<T>(                                                      \
    const BandFilter<T> &, const Grid &, const std::complex<T> *, const Grid &, T, std::size_t, std::complex<T> *);    \
  template PhaseHarmonics_EXPORT void AccumulateEven<T>(                                                               \
    const BandFilter<T> &, const Grid &, const std::complex<T> *, const Grid &, T, std::size_t, std::complex<T> *)

PH_INSTANTIATE(float);
PH_INSTANTIATE(double);
#undef PH_INSTANTIATE
} // namespace phaseharmonics
