// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "itkScatteringImageFilter.h"

namespace itk
{
#define PhaseHarmonics_INSTANTIATE(TReal, VDimension)                                                                  \
  template class WaveletBankFilterBase<Image<TReal, VDimension>, VectorImage<TReal, VDimension>>;                      \
  template class WaveletBankFilterBase<VectorImage<TReal, VDimension>, VectorImage<TReal, VDimension>>;                \
  template class ScatteringImageFilter<Image<TReal, VDimension>>;                                                      \
  template class ScatteringImageFilter<VectorImage<TReal, VDimension>>
PhaseHarmonics_FOR_EACH_REAL_AND_DIMENSION(PhaseHarmonics_INSTANTIATE);
} // namespace itk
