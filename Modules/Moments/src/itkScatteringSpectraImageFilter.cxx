// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "itkScatteringSpectraImageFilter.h"

namespace itk
{
template class ScatteringSpectraImageFilter<Image<float, 1>>;
template class ScatteringSpectraImageFilter<Image<double, 1>>;
} // namespace itk
