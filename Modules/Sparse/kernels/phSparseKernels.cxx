// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phSparseKernelsInternal.h"

namespace phaseharmonics
{
PhaseHarmonics_DEFINE_DISPATCHED(SparseKernels);
} // namespace phaseharmonics
