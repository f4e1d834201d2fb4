// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phMomentEnergy.h"

namespace phaseharmonics
{
template <typename T>
MomentEnergy<T>::~MomentEnergy() = default;

template class MomentEnergy<float>;
template class MomentEnergy<double>;
} // namespace phaseharmonics
