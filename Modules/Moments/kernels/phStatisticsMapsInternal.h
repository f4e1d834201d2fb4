// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phStatisticsMapsInternal_h
#define phStatisticsMapsInternal_h

#include "phAutocovarianceInternal.h"
#include "phGramPlanInternal.h"
#include "phScratchPool.h"
#include "phWaveletTransform.h"

#include <optional>

namespace phaseharmonics
{
/** Wavelet coefficients of one scale on one level, all orientations, and later their gradient. */
template <typename T>
struct CoefficientMaps
{
  unsigned int                   scale;
  unsigned int                   level;
  std::size_t                    pixels;
  AlignedBuffer<std::complex<T>> values;
  AlignedBuffer<std::complex<T>> gradients;
};

/** Moduli of one scale, cropped in Fourier to a coarser level. */
template <typename T>
struct CroppedMaps
{
  unsigned int     scale;
  unsigned int     level;
  std::size_t      pixels;
  AlignedBuffer<T> values;
  AlignedBuffer<T> gradients;
};

/** Half spectra of one kind of real maps of a scale (moduli, or one phase of the rectifier), all orientations. */
template <typename T>
struct RealSpectra
{
  unsigned int                   scale;
  unsigned int                   level;
  int                            harmonic;
  std::vector<std::size_t>       crops; // numbers of the CroppedMaps that they feed
  AlignedBuffer<std::complex<T>> spectra;

  /** One autocovariance for each orientation; without lags, none. */
  struct Lags
  {
    std::optional<Autocovariance<T>> autocovariance;
    std::vector<std::size_t>         terms;
    std::vector<double>              values;
    std::vector<double>              weights;
  };
  std::vector<Lags> lags;
};

/** Copies the frequencies that both half spectra have; the rest of the target is zero. */
template <typename T>
void
CropHalfSpectrum(const Grid & fine, const std::complex<T> * in, const Grid & coarse, std::complex<T> * out);

/** Adds a coarse half spectrum to a fine one. */
template <typename T>
void
AddPaddedHalfSpectrum(const Grid & coarse, const std::complex<T> * in, const Grid & fine, std::complex<T> * out);

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

template <typename T>
void
AddPaddedHalfSpectrum(const Grid & coarse, const std::complex<T> * in, const Grid & fine, std::complex<T> * out)
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
        target[k] += source[k];
      }
    }
  }
}
} // namespace phaseharmonics

#endif
