// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "itkMomentSetFilterBase.h"

namespace itk
{
#define PhaseHarmonics_INSTANTIATE(TReal, VDimension)                                                                  \
  template class MomentSetFilterBase<Image<TReal, VDimension>, Image<TReal, VDimension>>;                              \
  template class MomentSetFilterBase<Image<std::complex<TReal>, VDimension>, Image<TReal, VDimension>>
PhaseHarmonics_FOR_EACH_REAL_AND_DIMENSION(PhaseHarmonics_INSTANTIATE);
} // namespace itk
