// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "itkNetworkSynthesisImageFilter.h"

namespace itk
{
template class NetworkSynthesisImageFilter<Image<float, 2>>;
template class NetworkSynthesisImageFilter<Image<double, 2>>;
} // namespace itk
