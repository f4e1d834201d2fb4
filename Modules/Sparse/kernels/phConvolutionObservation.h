// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phConvolutionObservation_h
#define phConvolutionObservation_h

#include "phAlignedBuffer.h"
#include "phExecutor.h"
#include "phGrid.h"

#include <array>
#include <complex>
#include <cstddef>
#include <memory>
#include <vector>

namespace phaseharmonics
{
/** What an observed image is taken to be beyond its borders. */
enum class ConvolutionBoundary
{
  Periodic, // one period; the only one without a larger working grid
  Mirror,   // repeated backwards, the pixels at the border twice
  Zero,     // zero
  Unknown   // anything: pixels beyond the border do not count
};

/** A blur kernel: an image of any size, and the pixel that stays where it is. */
struct BlurKernel
{
  Grid                       grid;
  std::vector<double>        values;
  std::array<std::size_t, 3> center{ { 0, 0, 0 } };
};

struct ConvolutionObservationOptions
{
  /** Blur of the fine image: a kernel, then a Gaussian. No values: no kernel. The kernel is used as it is; one of sum 1
   *  keeps the mean. */
  BlurKernel kernel;

  /** Standard deviation along each axis in pixels of the fine grid; 0 for none. The Gaussian is sampled at pixels up to
   *  five deviations away and has sum 1. */
  std::array<double, 3> blurSigma{ { 0.0, 0.0, 0.0 } };

  /** Every how many fine pixels, along each axis, one is observed. */
  std::array<std::size_t, 3> decimation{ { 1, 1, 1 } };

  ConvolutionBoundary boundary{ ConvolutionBoundary::Mirror };
};

/** How an image y is observed of a finer image x: y = S_N (h * x), weighted pixel by pixel.
 *
 *  Geometry: observed pixel i lies on fine pixel N i. The fine image has N times as many pixels along each axis, the
 *  same origin, and its spacing is that of the observed image divided by N.
 *
 *  All is computed on a periodic working grid. Unless the boundary is periodic it is larger than the fine image by the
 *  reach of atom and blur, of a size that transforms fast and is a multiple of N; the fine image lies in it at
 *  GetOffset(), and the observed image at GetOffset() / N in the working observed grid, the pixels of which are the
 *  working pixels N i. There the data are the extended image, or weigh nothing.
 *
 *  Images have channels one after the other; blur and decimation act on each. */
template <typename T>
class PhaseHarmonics_EXPORT ConvolutionObservation
{
public:
  /** `atomSupport`: size of the atoms that the working grid has room for. `weights`: one number >= 0 for each observed
   *  pixel, or none for 1; pixels of weight 0 are missing, and are never read.
   *  Throws std::invalid_argument, naming what is wrong, for a dimension, decimation, deviation or weight that makes no
   *  sense, a kernel that is zero, not finite or larger than the fine image, and atoms larger than the working grid. */
  ConvolutionObservation(const Grid &                          observed,
                         const ConvolutionObservationOptions & options,
                         const Grid &                          atomSupport,
                         const T *                             weights = nullptr);
  ~ConvolutionObservation();

  const Grid &
  GetObservedGrid() const;
  const Grid &
  GetFineGrid() const;
  const Grid &
  GetWorkingGrid() const;
  const Grid &
  GetWorkingObservedGrid() const;
  const ConvolutionObservationOptions &
  GetOptions() const;

  /** First pixel of the fine image in the working grid; a multiple of N. */
  const std::array<std::size_t, 3> &
  GetOffset() const;

  /** Weight of each pixel of the working observed grid; empty if all are 1. */
  const AlignedBuffer<T> &
  GetWorkingWeights() const;
  double
  GetLargestWeight() const;

  /** Spectrum of the blur on the working grid, as a half spectrum; empty without blur. */
  const AlignedBuffer<std::complex<T>> &
  GetTransferFunction() const;

  /** Observed image to working observed grid. Throws std::invalid_argument if a pixel that weighs something is not
   *  finite. */
  void
  Extend(const T * observed, std::size_t channels, T * working) const;

  /** Fine image to working grid, extended in the same way. */
  void
  ExtendFine(const T * fine, std::size_t channels, T * working) const;

  /** The part of an image on the working observed grid that was observed. */
  void
  CropObserved(const T * working, std::size_t channels, T * observed) const;

  /** The part of an image on the working grid that is the fine image. */
  void
  CropFine(const T * working, std::size_t channels, T * fine) const;

  /** S_N (h * x) from the working grid to the working observed grid, and its adjoint. */
  void
  Apply(const T * working, std::size_t channels, T * workingObserved, const Executor & executor) const;
  void
  ApplyAdjoint(const T * workingObserved, std::size_t channels, T * working, const Executor & executor) const;

  /** The same from and to half spectra on the working grid, one every `stride` values; the spectra given to
   *  ApplyToSpectra are overwritten. Both scale by `scaling`. */
  void
  ApplyToSpectra(std::complex<T> * spectra,
                 std::size_t       stride,
                 std::size_t       channels,
                 T                 scaling,
                 T *               workingObserved,
                 const Executor &  executor) const;
  void
  ApplyAdjointToSpectra(const T *         workingObserved,
                        std::size_t       channels,
                        T                 scaling,
                        std::complex<T> * spectra,
                        std::size_t       stride,
                        const Executor &  executor) const;

  /** Half spectra of images on the working grid, and back, which overwrites them. The inverse is divided by the number
   *  of pixels. */
  void
  Forward(const T *         working,
          std::size_t       channels,
          std::complex<T> * spectra,
          std::size_t       stride,
          const Executor &  executor) const;
  void
  Inverse(std::complex<T> * spectra, std::size_t stride, std::size_t channels, T * working, const Executor & executor)
    const;

  /** The smooth part of the image, argmin_x 1/2 ||y - S_N (h * x)||^2 + smoothing / 2 ||grad x||^2 in the norm of the
   *  weights, on the working grid. Small atoms carry no low frequencies: subtract what is observed of it before coding.
   *  In closed form without decimation and weights, else by conjugate gradients to a relative residual of `tolerance`.
   *  Throws std::invalid_argument unless smoothing > 0. */
  void
  Background(const T *        observed,
             std::size_t      channels,
             double           smoothing,
             T *              working,
             const Executor & executor,
             double           tolerance = 1e-5,
             unsigned int     maximumIterations = 200) const;

  /** x + H^T (H H^T + regularization)^-1 (y - H x): the nearest image that is observed as y, as far as the
   *  regularization, relative to the largest gain of H H^T, lets it. H stops at the observed pixels: those that weigh
   *  nothing are not matched. `working` is changed in place. In closed form without weights, else by conjugate
   * gradients. */
  void
  Project(const T *        observed,
          std::size_t      channels,
          double           regularization,
          T *              working,
          const Executor & executor,
          double           tolerance = 1e-6,
          unsigned int     maximumIterations = 200) const;

private:
  class Engine;
  std::unique_ptr<Engine> m_Engine;
};

extern template class PhaseHarmonics_EXPORT ConvolutionObservation<float>;
extern template class PhaseHarmonics_EXPORT ConvolutionObservation<double>;
} // namespace phaseharmonics

#endif
