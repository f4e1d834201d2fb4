// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phActiveSetKernelsInternal.h"

namespace phaseharmonics
{
PhaseHarmonics_DEFINE_DISPATCHED(ActiveSetKernels);
} // namespace phaseharmonics
