// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phMapBuffersInternal_h
#define phMapBuffersInternal_h

#include "phAlignedBuffer.h"
#include "phAutocovarianceInternal.h"
#include "phGrid.h"
#include "phLinearCovarianceInternal.h"

#include <algorithm>
#include <optional>

namespace phaseharmonics
{
/** Wavelet coefficients of one scale on one level, all orientations; then their gradient, then its spectra, in place.
 */
template <typename T>
struct CoefficientMaps
{
  unsigned int                   scale;
  unsigned int                   level;
  std::size_t                    pixels;
  std::vector<std::size_t>       nodes; // numbers of the FeatureSpectra made from these maps
  AlignedBuffer<std::complex<T>> values;
};

/** Moduli of one scale, cropped in Fourier to a coarser level; then their gradient. In the memory of half spectra. */
template <typename T>
struct CroppedMaps
{
  unsigned int                   scale;
  unsigned int                   level;
  std::size_t                    stride; // of the orientations, in half-spectrum bins
  AlignedBuffer<std::complex<T>> halves;

  T *
  Map(std::size_t orientation)
  {
    return reinterpret_cast<T *>(halves.data() + orientation * stride);
  }
  const T *
  Map(std::size_t orientation) const
  {
    return reinterpret_cast<const T *>(halves.data() + orientation * stride);
  }
};

/** Spectra of one nonlinear feature of a scale on a level, all orientations, about its mean: half spectra of real
 *  features, full ones of [z]^k; later the gradient of the maps. Kept only where a gradient is wanted. */
template <typename T>
struct FeatureSpectra
{
  unsigned int                   scale;
  unsigned int                   level;
  int                            harmonic;
  bool                           isReal;
  std::size_t                    stride; // of the orientations, in bins
  std::vector<std::size_t>       crops;  // numbers of the CroppedMaps that they feed
  AlignedBuffer<std::complex<T>> spectra;
  AlignedBuffer<std::complex<T>> gradients; // only of features with partners, which need their spectra to the end

  /** One autocovariance for each orientation; without lags, none. */
  struct Lags
  {
    std::optional<Autocovariance<T>> autocovariance;
    std::vector<std::size_t>         terms;
    std::vector<double>              values;
    std::vector<double>              weights;
  };
  std::vector<Lags> lags;

  /** Lagged covariances of one linear feature with the orientation of the spectrum. */
  struct Partner
  {
    std::size_t                       orientation; // of this feature
    Harmonic                          linear;
    LinearCovariance<T>               covariance;
    std::vector<std::size_t>          terms;
    std::vector<bool>                 isConjugated; // the term is the conjugate of the value
    std::vector<std::complex<double>> values;
    std::vector<std::complex<double>> weights;
  };
  std::vector<Partner> partners;

  /** Rows of a full spectrum that the partners of each orientation read. */
  std::vector<std::vector<std::size_t>> rows;

  std::complex<T> *
  Gradient(std::size_t orientation)
  {
    return (partners.empty() ? spectra.data() : gradients.data()) + orientation * stride;
  }
  const std::complex<T> *
  Gradient(std::size_t orientation) const
  {
    return (partners.empty() ? spectra.data() : gradients.data()) + orientation * stride;
  }
};

/** Copies the frequencies that both half spectra have; the rest of the target is zero. */
template <typename T>
void
CropHalfSpectrum(const Grid & fine, const std::complex<T> * in, const Grid & coarse, std::complex<T> * out)
{
  std::fill_n(out, coarse.NumberOfHalfBins(), std::complex<T>{});
  const auto kept = static_cast<std::size_t>(LargestKeptFrequency(fine.size[0], coarse.size[0])) + 1;
  for (std::size_t row = 0; row < fine.size[1] * fine.size[2]; ++row)
  {
    const long coarseRow = RowOnLevel(fine, coarse, row);
    if (coarseRow >= 0)
    {
      std::copy_n(in + row * fine.HalfWidth(), kept, out + static_cast<std::size_t>(coarseRow) * coarse.HalfWidth());
    }
  }
}

/** Adds scaling times a coarse half spectrum to a fine one. */
template <typename T>
void
AddPaddedHalfSpectrum(const Grid &            coarse,
                      const std::complex<T> * in,
                      T                       scaling,
                      const Grid &            fine,
                      std::complex<T> *       out)
{
  const auto kept = static_cast<std::size_t>(LargestKeptFrequency(fine.size[0], coarse.size[0])) + 1;
  for (std::size_t row = 0; row < fine.size[1] * fine.size[2]; ++row)
  {
    const long coarseRow = RowOnLevel(fine, coarse, row);
    if (coarseRow >= 0)
    {
      const std::complex<T> * const source = in + static_cast<std::size_t>(coarseRow) * coarse.HalfWidth();
      std::complex<T> * const       target = out + row * fine.HalfWidth();
      for (std::size_t k = 0; k < kept; ++k)
      {
        target[k] += scaling * source[k];
      }
    }
  }
}
} // namespace phaseharmonics

#endif
