// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phSubsampledFilter_h
#define phSubsampledFilter_h

#include "phBandFilter.h"
#include "phFourierTransform.h"
#include "phSubsampling.h"

#include <vector>

namespace phaseharmonics
{
/** All bins of the spectrum of a real image, from its half spectrum. */
template <typename T>
PhaseHarmonics_EXPORT void
ExpandHalfSpectrum(const Grid & grid, const std::complex<T> * half, std::complex<T> * spectrum);

/** The half spectrum of the real part of the image of a spectrum. */
template <typename T>
PhaseHarmonics_EXPORT void
HermitianPart(const Grid & grid, const std::complex<T> * spectrum, std::complex<T> * half);

/** A filter between two grids over the same extent: from the spectrum of an image on `source` to that of the filtered
 *  image on `target`, by cropping or folding.
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

  /** When folding, sizes of `source` must be multiples of those of `target`. */
  SubsampledFilter(const BandFilter<T> & filter,
                   const Grid &          full,
                   const Grid &          source,
                   const Grid &          target,
                   Subsampling           subsampling,
                   int                   nyquistSign);

  /** Writes scaling times filter times spectrum, target.NumberOfPixels() bins. */
  void
  Apply(const Complex * spectrum, T scaling, Complex * filtered) const;

  /** Adds the adjoint of Apply to all bins of the source. */
  void
  AccumulateAdjoint(const Complex * filtered, T scaling, Complex * spectrum) const;

  /** Rows of the target outside of which the spectrum is zero. */
  Rows
  ReachedRows() const
  {
    return { m_Rows.data(), m_Rows.size() };
  }

  std::size_t
  MemoryInBytes() const
  {
    return (m_Rows.size() + m_Sources.size()) * sizeof(std::size_t) + m_Runs.size() * sizeof(Run) +
           m_Values.size() * sizeof(T);
  }

private:
  // Consecutive bins of the target, each the sum of `terms` bins of the source.
  struct Run
  {
    std::size_t out;
    std::size_t count;
    std::size_t terms;
    std::size_t values; // terms times count of them
    std::size_t sources;
  };

  void
  AddRun(std::size_t                      out,
         std::size_t                      count,
         const std::vector<std::size_t> & sources,
         const std::vector<T> &           dense,
         std::vector<T> &                 values);

  std::size_t              m_NumberOfBins{ 0 };
  std::vector<Run>         m_Runs;
  std::vector<std::size_t> m_Sources; // first bin of each term of each run
  AlignedBuffer<T>         m_Values;
  std::vector<std::size_t> m_Rows;
};

extern template class PhaseHarmonics_EXPORT SubsampledFilter<float>;
extern template class PhaseHarmonics_EXPORT SubsampledFilter<double>;
} // namespace phaseharmonics

#endif
