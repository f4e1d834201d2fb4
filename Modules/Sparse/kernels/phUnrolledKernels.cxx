// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phUnrolledKernelsInternal.h"

namespace phaseharmonics
{
PhaseHarmonics_DEFINE_DISPATCHED(UnrolledKernels);
} // namespace phaseharmonics
