// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "itkCompressiveReconstructionImageFilter.h"

namespace itk
{
#define PhaseHarmonics_INSTANTIATE(TReal, VDimension)                                                                  \
  template class CompressiveReconstructionImageFilter<Image<TReal, VDimension>>
PhaseHarmonics_FOR_EACH_REAL_AND_DIMENSION(PhaseHarmonics_INSTANTIATE);
} // namespace itk
