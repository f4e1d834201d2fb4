// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phConvolutionBlurInternal_h
#define phConvolutionBlurInternal_h

#include "phConvolutionObservation.h"

namespace phaseharmonics
{
/** Throws std::invalid_argument for a blur that makes no sense on this fine grid. */
void
CheckBlur(const ConvolutionObservationOptions & options, const Grid & fine);

/** Pixels that the blur has along an axis, less one. */
std::size_t
ExtentOfBlur(const ConvolutionObservationOptions & options, unsigned int axis);

/** Half spectrum of the blur on a periodic grid; empty without blur. */
AlignedBuffer<std::complex<double>>
TransferFunctionOfBlur(const ConvolutionObservationOptions & options, const Grid & grid);
} // namespace phaseharmonics

#endif
