// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phNetworkKernelsInternal.h"

namespace phaseharmonics
{
PhaseHarmonics_DEFINE_DISPATCHED(NetworkKernels);
} // namespace phaseharmonics
