// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phSubsampledFilter_h
#define phSubsampledFilter_h

#include "phBandFilter.h"
#include "phFourierTransform.h"

#include <vector>

namespace phaseharmonics
{
/** How the values of a filtered image on a coarser grid are obtained. */
enum class Subsampling : unsigned char
{
  Crop, // frequencies beyond the coarser grid are dropped
  Fold  // they are folded onto it: the values are samples of the filtered image
};

/** A filter between two grids over the same extent: from the half spectrum of a real image on `source` to the spectrum
 *  of the filtered image on `target`, by cropping or folding.
 *
 *  Frequencies that `source` cannot carry are left out of the filter. The Nyquist frequencies of a source coarser than
 *  the full grid are dropped when cropping; when folding, the filter takes its value at the sign of `nyquistSign`. */
template <typename T>
class PhaseHarmonics_EXPORT SubsampledFilter
{
public:
  using Complex = std::complex<T>;
  using Rows = typename FourierTransform<T>::Rows;

  SubsampledFilter() = default;

  /** The filter must live as long as this object. When folding, sizes of `source` must be multiples of those of
   *  `target`. */
  SubsampledFilter(const BandFilter<T> & filter,
                   const Grid &          full,
                   const Grid &          source,
                   const Grid &          target,
                   Subsampling           subsampling,
                   int                   nyquistSign);

  /** Writes scaling times filter times image, target.NumberOfPixels() bins. */
  void
  Apply(const Complex * half, T scaling, Complex * spectrum) const;

  /** Adds the adjoint of Apply for the real inner product: the Hermitian part of the filtered spectrum, whose
   *  FourierTransform::Inverse is the gradient with respect to the image. */
  void
  AccumulateAdjoint(const Complex * spectrum, T scaling, Complex * half) const;

  /** Rows of the target outside of which the spectrum is zero. */
  Rows
  ReachedRows() const
  {
    return { m_Rows.data(), m_Rows.size() };
  }

  std::size_t
  MemoryInBytes() const
  {
    return m_Rows.size() * sizeof(std::size_t) + m_Segments.size() * sizeof(Segment) + m_Points.size() * sizeof(Point);
  }

private:
  // Consecutive frequencies along axis 0; those that are negative read the half spectrum backwards, conjugated.
  struct Segment
  {
    const T *   values;
    std::size_t count;
    std::size_t in;
    std::size_t out;
    bool        isNegative;
  };

  // A frequency along axis 0 that is its own opposite: the half spectrum holds both it and its mirror image.
  struct Point
  {
    const T *   value;
    std::size_t in; // of the mirror image
    std::size_t out;
    bool        isNegative;
  };

  struct Box;

  void
  AddRun(const typename BandFilter<T>::Run & run,
         const T *                           values,
         const Box &                         box,
         const Grid &                        source,
         const Grid &                        target,
         const std::array<long, 2> &         otherFrequencies);

  std::size_t              m_NumberOfBins{ 0 };
  bool                     m_IsFolded{ false };
  std::vector<Segment>     m_Segments;
  std::vector<Point>       m_Points;
  std::vector<std::size_t> m_Rows;
};

extern template class PhaseHarmonics_EXPORT SubsampledFilter<float>;
extern template class PhaseHarmonics_EXPORT SubsampledFilter<double>;
} // namespace phaseharmonics

#endif
