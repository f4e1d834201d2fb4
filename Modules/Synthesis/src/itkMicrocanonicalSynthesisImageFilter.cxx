// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "itkMicrocanonicalSynthesisImageFilter.h"

namespace itk
{
#define PhaseHarmonics_INSTANTIATE(TReal, VDimension) template class MicrocanonicalSynthesisImageFilter<Image<TReal, VDimension>>
PhaseHarmonics_FOR_EACH_REAL_AND_DIMENSION(PhaseHarmonics_INSTANTIATE);
} // namespace itk
