// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phAnalyticDictionary_h
#define phAnalyticDictionary_h

#include "phDictionary.h"

namespace phaseharmonics
{
/** Families of the filters of framelets, by the B-spline that is their scaling function. */
enum class FrameletFamily
{
  Haar,   // 2 filters an axis
  Linear, // 3
  Cubic   // 5
};

/** Convolutional dictionary of the undecimated tight frame of B-spline framelets (Ron and Shen 1997): all products of
 *  filters along the axes other than those of low passes only, at scales 1, 2, ..., 2^{scales - 1} pixels.
 *
 *  Atoms have no mean and norms such that with the low pass, which is left out, the squares of their spectra sum to 1
 * at every frequency: code an image less its smooth part, ConvolutionObservation::Background. For deblurring, lambda =
 *  1.5 ConvolutionalSparseCoder::GetNoiseGain() times the deviation of the noise.
 *
 *  `channels`: the same atoms for each channel of an image by itself. Throws std::invalid_argument unless dimension is
 * 1 to 3, and scales 1 to 6. */
template <typename T>
PhaseHarmonics_EXPORT Dictionary<T>
                      MakeFrameletDictionary(unsigned int   dimension,
                                             FrameletFamily family = FrameletFamily::Cubic,
                                             unsigned int   scales = 2,
                                             std::size_t    channels = 1);

/** Convolutional dictionary of Gaussian bumps of sum (1 + sigma)^preference, sigma = smallestSigma 2^j: with codes >=
 * 0, images that are nowhere negative and may be dark over large parts, as in fluorescence microscopy. The larger the
 *  preference, the cheaper are wide bumps.
 *  For deblurring, lambda = 0.3 to 1 GetNoiseGain() times the deviation of the noise. */
template <typename T>
PhaseHarmonics_EXPORT Dictionary<T>
                      MakeBumpDictionary(unsigned int dimension,
                                         double       smallestSigma = 0.7,
                                         unsigned int scales = 4,
                                         double       preference = 0.3,
                                         std::size_t  channels = 1);
} // namespace phaseharmonics

#endif
