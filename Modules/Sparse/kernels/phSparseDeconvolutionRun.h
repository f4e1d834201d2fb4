// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phSparseDeconvolutionRun_h
#define phSparseDeconvolutionRun_h

#include "phSparseDeconvolution.h"

namespace phaseharmonics
{
/** A blur kernel centered on the pixel size / 2 of its grid, of sum 1 if `isNormalized`. Throws std::invalid_argument
 * if that cannot be since the sum is zero. */
PhaseHarmonics_EXPORT BlurKernel
MakeBlurKernel(const Grid & grid, std::vector<double> values, bool isNormalized);

/** The atoms to deconvolve with: those given, or cubic spline framelets at two scales. Throws std::invalid_argument if
 *  those given are none, zero, not finite, or of another dimension than the image, unless of a single pixel. */
template <typename T>
PhaseHarmonics_EXPORT std::shared_ptr<const Dictionary<T>>
                      AtomsForDeconvolution(const Dictionary<T> * given, unsigned int dimension);

/** An image as it was observed, channels one after the other. */
template <typename T>
struct ObservedImage
{
  const T *   values{ nullptr };
  Grid        grid;
  std::size_t channels{ 1 };
  const T *   weights{ nullptr }; // one for each pixel, or none for 1
};

/** What deconvolution gives; all channels one after the other. */
template <typename T>
struct DeconvolvedImage
{
  Grid                       fineGrid;
  std::vector<T>             fine;
  Grid                       workingGrid;
  std::array<std::size_t, 3> offset{ { 0, 0, 0 } }; // of the fine grid in the working grid
  std::vector<T>             code;                  // maps on the working grid
  std::vector<T>             residual;              // on the grid of the observed image
  SparseCodeReport           report;
  double                     lipschitzConstant{ 0.0 };
};

/** SparseDeconvolution from an observed image to the fine one. `initialCode`: where to start, or empty. False if
 *  stopped. Throws std::invalid_argument where ConvolutionObservation and SparseDeconvolution do, and for an initial
 * code of another size. */
template <typename T>
PhaseHarmonics_EXPORT bool
DeconvolveImage(const ObservedImage<T> &                          observed,
                std::shared_ptr<const Dictionary<T>>              atoms,
                const ConvolutionObservationOptions &             observation,
                const SparseDeconvolutionOptions &                options,
                std::vector<T>                                    initialCode,
                DeconvolvedImage<T> &                             result,
                const Executor &                                  executor,
                const typename SparseDeconvolution<T>::Observer & observer);
} // namespace phaseharmonics

#endif
