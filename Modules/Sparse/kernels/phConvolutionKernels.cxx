// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phConvolutionKernelsInternal.h"

namespace phaseharmonics
{
PhaseHarmonics_DEFINE_DISPATCHED(ConvolutionKernels);
} // namespace phaseharmonics
