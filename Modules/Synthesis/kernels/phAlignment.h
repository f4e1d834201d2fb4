// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phAlignment_h
#define phAlignment_h

#include "phGrid.h"

#include <array>

namespace phaseharmonics
{
/** Circular shift after which one image is nearest to another. */
struct CircularAlignment
{
  std::array<std::size_t, 3> shift{ { 0, 0, 0 } }; // pixels by which the image is moved along each axis
  double                     squaredError{ 0.0 };  // mean square of the difference after that
};

/** The best of all circular shifts of an image: the largest value of its cross-correlation with the reference, computed
 *  by Fourier transforms in double precision; the first in memory among equals. Means are compared too. */
template <typename T>
PhaseHarmonics_EXPORT CircularAlignment
AlignCircularly(const Grid & grid, const T * reference, const T * image);

/** result(u + shift) = image(u); result must be another array. */
template <typename T>
PhaseHarmonics_EXPORT void
ShiftCircularly(const Grid & grid, const T * image, const std::array<std::size_t, 3> & shift, T * result);

/** 10 log10(range^2 / squaredError) in dB; infinite without error. */
PhaseHarmonics_EXPORT double
PeakSignalToNoiseRatio(double squaredError, double range);

/** How near an image is to a reference, up to a translation. */
struct TranslatedError
{
  CircularAlignment alignment;
  double            peakSignalToNoiseRatio{ 0.0 }; // dB
};

/** `range` of values that the ratio refers to; 0 takes that of the reference. Throws std::invalid_argument if it is
 *  negative or not finite. */
template <typename T>
PhaseHarmonics_EXPORT TranslatedError
CompareUpToTranslation(const Grid & grid, const T * reference, const T * image, double range);
} // namespace phaseharmonics

#endif
