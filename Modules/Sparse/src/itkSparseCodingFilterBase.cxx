// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "itkSparseCodingFilterBase.h"

namespace itk
{
#define PhaseHarmonics_INSTANTIATE(TReal, VDimension)                                                                  \
  template class SparseCodingFilterBase<Image<TReal, VDimension>, Image<TReal, VDimension>>;                           \
  template class SparseCodingFilterBase<VectorImage<TReal, VDimension>, VectorImage<TReal, VDimension>>
PhaseHarmonics_FOR_EACH_REAL_AND_DIMENSION(PhaseHarmonics_INSTANTIATE);
} // namespace itk
