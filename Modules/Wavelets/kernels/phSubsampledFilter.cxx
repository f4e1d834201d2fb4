// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phSubsampledFilter.h"

#include "phArrayKernelsInternal.h"

#include <algorithm>

namespace phaseharmonics
{
namespace
{
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

// Signed frequencies that are kept along each axis.
struct Box
{
  std::array<long, 3> first{ { 0, 0, 0 } };
  std::array<long, 3> last{ { 0, 0, 0 } };

  Box(const Grid & full, const Grid & source, const Grid & target, Subsampling subsampling, int nyquistSign)
  {
    for (unsigned int axis = 0; axis < 3; ++axis)
    {
      const auto n = static_cast<long>(source.size[axis]);
      const bool isFull = source.size[axis] == full.size[axis];
      const long largest = isFull || subsampling == Subsampling::Fold ? n / 2 : (n - 1) / 2;
      const bool hasNyquist = n % 2 == 0 && largest == n / 2;
      first[axis] = hasNyquist && (isFull || nyquistSign > 0) ? 1 - largest : -largest;
      last[axis] = hasNyquist && !isFull && nyquistSign < 0 ? largest - 1 : largest;
      if (subsampling == Subsampling::Crop)
      {
        const long kept = LargestKeptFrequency(source.size[axis], target.size[axis]);
        first[axis] = std::max(first[axis], -kept);
        last[axis] = std::min(last[axis], kept);
      }
    }
  }

  bool
  Holds(long frequency, unsigned int axis) const
  {
    return frequency >= first[axis] && frequency <= last[axis];
  }
};

std::size_t
RowOf(const std::array<long, 2> & frequencies, const Grid & grid)
{
  return FrequencyBin(frequencies[0], grid.size[1]) + grid.size[1] * FrequencyBin(frequencies[1], grid.size[2]);
}

// The filter at all bins of the source, zero where it is not kept.
template <typename T>
std::vector<T>
DenseValues(const BandFilter<T> & filter, const Grid & full, const Grid & source, const Box & box)
{
  std::vector<T> dense(source.NumberOfPixels());
  for (std::size_t row = 0; row < full.size[1] * full.size[2]; ++row)
  {
    const std::array<long, 2> frequencies{ { SignedFrequency(row % full.size[1], full.size[1]),
                                             SignedFrequency(row / full.size[1], full.size[2]) } };
    if (!box.Holds(frequencies[0], 1) || !box.Holds(frequencies[1], 2))
    {
      continue;
    }
    T * const out = dense.data() + RowOf(frequencies, source) * source.size[0];
    for (std::size_t r = filter.rowBegin[row]; r < filter.rowBegin[row + 1]; ++r)
    {
      const auto & run = filter.runs[r];
      for (std::size_t i = 0; i < run.length; ++i)
      {
        const long kx = run.kx + static_cast<long>(i);
        if (box.Holds(kx, 0))
        {
          out[FrequencyBin(kx, source.size[0])] = filter.values[run.offset + i];
        }
      }
    }
  }
  return dense;
}

// Bins along an axis of the source that become a bin of the target.
std::vector<std::size_t>
SourcesOf(std::size_t bin, std::size_t source, std::size_t target, Subsampling subsampling)
{
  std::vector<std::size_t> sources;
  if (subsampling == Subsampling::Fold)
  {
    for (; bin < source; bin += target)
    {
      sources.push_back(bin);
    }
    return sources;
  }
  const long frequency = SignedFrequency(bin, target);
  if (source == target || std::abs(frequency) <= LargestKeptFrequency(source, target))
  {
    sources.push_back(source == target ? bin : FrequencyBin(frequency, source));
  }
  return sources;
}
} // namespace

template <typename T>
void
ExpandHalfSpectrum(const Grid & grid, const std::complex<T> * half, std::complex<T> * spectrum)
{
  const std::size_t width = grid.size[0];
  const std::size_t halfWidth = grid.HalfWidth();
  for (std::size_t row = 0; row < grid.size[1] * grid.size[2]; ++row)
  {
    const std::complex<T> * const opposite = half + MirroredRow(grid, row) * halfWidth;
    std::copy_n(half + row * halfWidth, halfWidth, spectrum + row * width);
    if (width > halfWidth)
    {
      GetArrayKernels<T>().mirrored(
        Reals(opposite + (width - halfWidth)), width - halfWidth, T(1), Reals(spectrum + row * width + halfWidth));
    }
  }
}

template <typename T>
void
HermitianPart(const Grid & grid, const std::complex<T> * spectrum, std::complex<T> * half)
{
  const std::size_t width = grid.size[0];
  for (std::size_t row = 0; row < grid.size[1] * grid.size[2]; ++row)
  {
    const std::complex<T> * const direct = spectrum + row * width;
    const std::complex<T> * const opposite = spectrum + MirroredRow(grid, row) * width;
    std::complex<T> * const       out = half + row * grid.HalfWidth();
    for (std::size_t k = 0; k < grid.HalfWidth(); ++k)
    {
      out[k] = T(0.5) * (direct[k] + std::conj(opposite[k == 0 ? 0 : width - k]));
    }
  }
}

template <typename T>
SubsampledFilter<T>::SubsampledFilter(const BandFilter<T> & filter,
                                      const Grid &          full,
                                      const Grid &          source,
                                      const Grid &          target,
                                      Subsampling           subsampling,
                                      int                   nyquistSign)
  : m_NumberOfBins(target.NumberOfPixels())
{
  const std::vector<T> dense = DenseValues(filter, full, source, Box(full, source, target, subsampling, nyquistSign));
  std::vector<T>       values;
  const std::size_t    width = target.size[0];
  const bool           isFolded = subsampling == Subsampling::Fold;
  for (std::size_t row = 0; row < target.size[1] * target.size[2]; ++row)
  {
    std::vector<std::size_t> rows;
    for (const std::size_t z : SourcesOf(row / target.size[1], source.size[2], target.size[2], subsampling))
    {
      for (const std::size_t y : SourcesOf(row % target.size[1], source.size[1], target.size[1], subsampling))
      {
        rows.push_back(y + source.size[1] * z);
      }
    }
    // Bins of the target whose bins of the source are neighbors: all when folding, those of one sign when cropping.
    const std::size_t split = isFolded || source.size[0] == width ? width : (width + 1) / 2;
    for (std::size_t begin = 0; begin < width; begin = begin == 0 ? split : width)
    {
      const std::size_t        count = (begin == 0 ? split : width) - begin;
      std::vector<std::size_t> sources;
      for (const std::size_t sourceRow : rows)
      {
        if (isFolded)
        {
          for (std::size_t x = 0; x < source.size[0]; x += width)
          {
            sources.push_back(sourceRow * source.size[0] + x);
          }
        }
        else
        {
          sources.push_back(sourceRow * source.size[0] + (begin == 0 ? 0 : source.size[0] - count));
        }
      }
      this->AddRun(row * width + begin, count, sources, dense, values);
    }
    if (!m_Runs.empty() && m_Runs.back().out >= row * width)
    {
      m_Rows.push_back(row);
    }
  }
  m_Values = AlignedBuffer<T>(values.size());
  std::copy(values.begin(), values.end(), m_Values.begin());
}

// Terms that are zero everywhere are left out, and bins at both ends whose terms are all zero.
template <typename T>
void
SubsampledFilter<T>::AddRun(std::size_t                      out,
                            std::size_t                      count,
                            const std::vector<std::size_t> & sources,
                            const std::vector<T> &           dense,
                            std::vector<T> &                 values)
{
  const auto isZero = [&](std::size_t bin) {
    return std::all_of(sources.begin(), sources.end(), [&](std::size_t source) { return dense[source + bin] == T(0); });
  };
  std::size_t begin = 0;
  std::size_t end = count;
  while (begin < end && isZero(begin))
  {
    ++begin;
  }
  while (end > begin && isZero(end - 1))
  {
    --end;
  }
  if (begin == end)
  {
    return;
  }
  Run run{ out + begin, end - begin, 0, values.size(), m_Sources.size() };
  for (const std::size_t source : sources)
  {
    const auto first = dense.begin() + static_cast<std::ptrdiff_t>(source + begin);
    const auto last = dense.begin() + static_cast<std::ptrdiff_t>(source + end);
    if (std::any_of(first, last, [](T value) { return value != T(0); }))
    {
      values.insert(values.end(), first, last);
      m_Sources.push_back(source + begin);
      ++run.terms;
    }
  }
  m_Runs.push_back(run);
}

template <typename T>
void
SubsampledFilter<T>::Apply(const Complex * spectrum, T scaling, Complex * filtered) const
{
  const ArrayKernels<T> & kernels = GetArrayKernels<T>();
  std::size_t             next = 0;
  for (const Run & run : m_Runs)
  {
    std::fill(filtered + next, filtered + run.out, Complex{});
    next = run.out + run.count;
    if (run.terms == 1)
    {
      kernels.filter(m_Values.data() + run.values,
                     Reals(spectrum + m_Sources[run.sources]),
                     run.count,
                     scaling,
                     Reals(filtered + run.out));
      continue;
    }
    kernels.sumFiltered(m_Values.data() + run.values,
                        Reals(spectrum),
                        m_Sources.data() + run.sources,
                        run.terms,
                        run.count,
                        scaling,
                        Reals(filtered + run.out));
  }
  std::fill(filtered + next, filtered + m_NumberOfBins, Complex{});
}

template <typename T>
void
SubsampledFilter<T>::AccumulateAdjoint(const Complex * filtered, T scaling, Complex * spectrum) const
{
  const ArrayKernels<T> & kernels = GetArrayKernels<T>();
  for (const Run & run : m_Runs)
  {
    for (std::size_t t = 0; t < run.terms; ++t)
    {
      kernels.addFiltered(m_Values.data() + run.values + t * run.count,
                          Reals(filtered + run.out),
                          run.count,
                          scaling,
                          Reals(spectrum + m_Sources[run.sources + t]));
    }
  }
}

#define PH_INSTANTIATE(T)                                                                                              \
  template PhaseHarmonics_EXPORT void ExpandHalfSpectrum<T>(const Grid &, const std::complex<T> *, std::complex<T> *); \
  template PhaseHarmonics_EXPORT void HermitianPart<T>(const Grid &, const std::complex<T> *, std::complex<T> *);      \
  template class SubsampledFilter<T>

PH_INSTANTIATE(float);
PH_INSTANTIATE(double);
#undef PH_INSTANTIATE
} // namespace phaseharmonics
