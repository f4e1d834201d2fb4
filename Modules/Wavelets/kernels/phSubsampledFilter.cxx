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

// Bin of a frequency of any size on an axis of n bins.
std::size_t
FoldedBin(long frequency, std::size_t n)
{
  const long size = static_cast<long>(n);
  const long remainder = frequency % size;
  return static_cast<std::size_t>(remainder < 0 ? remainder + size : remainder);
}

std::size_t
RowOf(const std::array<long, 2> & frequencies, const Grid & grid, long sign)
{
  return FoldedBin(sign * frequencies[0], grid.size[1]) + grid.size[1] * FoldedBin(sign * frequencies[1], grid.size[2]);
}
} // namespace

// Signed frequencies that are kept along each axis.
template <typename T>
struct SubsampledFilter<T>::Box
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
};

template <typename T>
SubsampledFilter<T>::SubsampledFilter(const BandFilter<T> & filter,
                                      const Grid &          full,
                                      const Grid &          source,
                                      const Grid &          target,
                                      Subsampling           subsampling,
                                      int                   nyquistSign)
  : m_NumberOfBins(target.NumberOfPixels())
  , m_IsFolded(subsampling == Subsampling::Fold && target != source)
{
  const Box box(full, source, target, subsampling, nyquistSign);
  for (std::size_t row = 0; row < full.size[1] * full.size[2]; ++row)
  {
    const std::array<long, 2> frequencies{ { SignedFrequency(row % full.size[1], full.size[1]),
                                             SignedFrequency(row / full.size[1], full.size[2]) } };
    if (filter.rowBegin[row] == filter.rowBegin[row + 1] || frequencies[0] < box.first[1] ||
        frequencies[0] > box.last[1] || frequencies[1] < box.first[2] || frequencies[1] > box.last[2])
    {
      continue;
    }
    m_Rows.push_back(RowOf(frequencies, target, 1));
    for (std::size_t r = filter.rowBegin[row]; r < filter.rowBegin[row + 1]; ++r)
    {
      this->AddRun(filter.runs[r], filter.values.data() + filter.runs[r].offset, box, source, target, frequencies);
    }
  }
  std::sort(m_Rows.begin(), m_Rows.end());
  m_Rows.erase(std::unique(m_Rows.begin(), m_Rows.end()), m_Rows.end());
}

template <typename T>
void
SubsampledFilter<T>::AddRun(const typename BandFilter<T>::Run & run,
                            const T *                           values,
                            const Box &                         box,
                            const Grid &                        source,
                            const Grid &                        target,
                            const std::array<long, 2> &         otherFrequencies)
{
  const auto        width = static_cast<long>(target.size[0]);
  const long        last = std::min(run.kx + static_cast<long>(run.length) - 1, box.last[0]);
  const bool        isNegative = run.kx < 0;
  const std::size_t direct = RowOf(otherFrequencies, source, 1) * source.HalfWidth();
  const std::size_t mirrored = RowOf(otherFrequencies, source, -1) * source.HalfWidth();
  const std::size_t out = RowOf(otherFrequencies, target, 1) * target.size[0];
  for (long kx = std::max(run.kx, box.first[0]); kx <= last;)
  {
    const std::size_t bin = FoldedBin(kx, target.size[0]);
    const long        count = std::min(last - kx + 1, width - static_cast<long>(bin));
    const std::size_t in =
      isNegative ? mirrored + static_cast<std::size_t>(-kx) : direct + static_cast<std::size_t>(kx);
    m_Segments.push_back({ values + (kx - run.kx), static_cast<std::size_t>(count), in, out + bin, isNegative });
    for (long k = kx; k < kx + count; ++k)
    {
      const auto column = static_cast<std::size_t>(std::abs(k));
      if (k == 0 || 2 * column == source.size[0])
      {
        m_Points.push_back({ values + (k - run.kx),
                             (isNegative ? direct : mirrored) + column,
                             out + bin + static_cast<std::size_t>(k - kx),
                             isNegative });
      }
    }
    kx += count;
  }
}

template <typename T>
void
SubsampledFilter<T>::Apply(const Complex * half, T scaling, Complex * spectrum) const
{
  const ArrayKernels<T> & kernels = GetArrayKernels<T>();
  const auto              direct = m_IsFolded ? kernels.addFiltered : kernels.filter;
  const auto              mirrored = m_IsFolded ? kernels.addFilteredOfMirrored : kernels.filterMirrored;
  std::fill_n(spectrum, m_NumberOfBins, Complex{});
  for (const Segment & s : m_Segments)
  {
    (s.isNegative ? mirrored : direct)(s.values, Reals(half + s.in), s.count, scaling, Reals(spectrum + s.out));
  }
}

template <typename T>
void
SubsampledFilter<T>::AccumulateAdjoint(const Complex * spectrum, T scaling, Complex * half) const
{
  const ArrayKernels<T> & kernels = GetArrayKernels<T>();
  const T                 weight = scaling / 2;
  for (const Segment & s : m_Segments)
  {
    (s.isNegative ? kernels.addFilteredMirrored
                  : kernels.addFiltered)(s.values, Reals(spectrum + s.out), s.count, weight, Reals(half + s.in));
  }
  for (const Point & p : m_Points)
  {
    half[p.in] += weight * *p.value * (p.isNegative ? spectrum[p.out] : std::conj(spectrum[p.out]));
  }
}

template class SubsampledFilter<float>;
template class SubsampledFilter<double>;
} // namespace phaseharmonics
