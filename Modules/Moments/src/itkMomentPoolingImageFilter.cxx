// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "itkMomentPoolingImageFilter.h"

namespace itk
{
#define PhaseHarmonics_INSTANTIATE(TReal, VDimension)                                                                  \
  template class WaveletBandInputs<MomentAnalysisFilterBase<Image<std::complex<TReal>, VDimension>>>;                  \
  template class MomentPoolingImageFilter<Image<std::complex<TReal>, VDimension>>
PhaseHarmonics_FOR_EACH_REAL_AND_DIMENSION(PhaseHarmonics_INSTANTIATE);
} // namespace itk
