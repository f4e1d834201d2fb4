// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "itkWaveletBankFilterBase.h"

namespace itk
{
#define PhaseHarmonics_INSTANTIATE(TReal, VDimension)                                                                  \
  template class WaveletBankFilterBase<Image<TReal, VDimension>, Image<TReal, VDimension>>;                            \
  template class WaveletBankFilterBase<Image<TReal, VDimension>, Image<std::complex<TReal>, VDimension>>;              \
  template class WaveletBankFilterBase<Image<std::complex<TReal>, VDimension>, Image<TReal, VDimension>>
PhaseHarmonics_FOR_EACH_REAL_AND_DIMENSION(PhaseHarmonics_INSTANTIATE);
} // namespace itk
