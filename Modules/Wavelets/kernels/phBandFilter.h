// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phBandFilter_h
#define phBandFilter_h

#include "phAlignedBuffer.h"
#include "phGrid.h"

#include <complex>
#include <vector>

namespace phaseharmonics
{
/** Real transfer function stored on its support: runs of consecutive frequencies along axis 0.
 *
 *  Frequencies are signed and refer to the full grid, so that one filter serves every coarser grid.
 *  A run never crosses from negative to nonnegative frequencies. */
template <typename T>
struct BandFilter
{
  struct Run
  {
    long        kx; // first signed frequency along axis 0
    std::size_t length;
    std::size_t offset; // of the first value
  };

  /** Runs of row r = ky bin + size[1] * kz bin are rowBegin[r] .. rowBegin[r + 1]. */
  std::vector<std::size_t> rowBegin;
  std::vector<Run>         runs;
  AlignedBuffer<T>         values;
};

/** Writes the rows of `level` that the filter reaches; returns their number, at most level.size[1] level.size[2]. */
template <typename T>
PhaseHarmonics_EXPORT std::size_t
RowsOfFilter(const BandFilter<T> & filter, const Grid & full, const Grid & level, std::size_t * rows);

/** Writes scaling times filter times spectrum on a coarser or equal grid, zero elsewhere.
 *  `half` is the half spectrum of a real image on `full`; `band` receives level.NumberOfPixels() bins. */
template <typename T>
void PhaseHarmonics_EXPORT
ApplyFilter(const BandFilter<T> &   filter,
            const Grid &            full,
            const std::complex<T> * half,
            const Grid &            level,
            T                       scaling,
            std::complex<T> *       band);

/** As ApplyFilter, for a filter even in frequency and a real image on `source`, a grid of any level: writes the half
 *  spectrum of a real image. */
template <typename T>
void PhaseHarmonics_EXPORT
ApplyEvenFilter(const BandFilter<T> &   filter,
                const Grid &            full,
                const Grid &            source,
                const std::complex<T> * half,
                const Grid &            level,
                T                       scaling,
                std::complex<T> *       levelHalf);

/** Adds weight times the Hermitian part of filter times `band` to one row of a half spectrum: with
 *  weight 1 this is the adjoint of ApplyFilter for the real inner product, up to the scale of the transforms. */
template <typename T>
void PhaseHarmonics_EXPORT
AccumulateHermitianPart(const BandFilter<T> &   filter,
                        const Grid &            full,
                        const std::complex<T> * band,
                        const Grid &            level,
                        T                       weight,
                        std::size_t             row,
                        std::complex<T> *       half);

/** Adds weight times filter times the half spectrum of a real image on `level` to one row. */
template <typename T>
void PhaseHarmonics_EXPORT
AccumulateEven(const BandFilter<T> &   filter,
               const Grid &            full,
               const std::complex<T> * levelHalf,
               const Grid &            level,
               T                       weight,
               std::size_t             row,
               std::complex<T> *       half);

/** Row (ky, kz) of `full` as a row of `level`, or -1 when the crop drops it. */
PhaseHarmonics_EXPORT long
RowOnLevel(const Grid & full, const Grid & level, std::size_t row);

/** Row of opposite ky and kz. */
PhaseHarmonics_EXPORT std::size_t
                      MirroredRow(const Grid & grid, std::size_t row);
} // namespace phaseharmonics

#endif
