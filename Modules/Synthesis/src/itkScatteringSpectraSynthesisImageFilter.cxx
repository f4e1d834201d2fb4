// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "itkScatteringSpectraSynthesisImageFilter.h"

namespace itk
{
template class ScatteringSpectraSynthesisImageFilter<Image<float, 1>>;
template class ScatteringSpectraSynthesisImageFilter<Image<double, 1>>;
} // namespace itk
