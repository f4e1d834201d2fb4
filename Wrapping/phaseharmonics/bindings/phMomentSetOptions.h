// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phMomentSetOptions_h
#define phMomentSetOptions_h

#include <nanobind/nanobind.h>

namespace phaseharmonics
{
/** MomentSetOptions as a class of Python. */
void
BindMomentSetOptions(nanobind::module_ & module);
} // namespace phaseharmonics

#endif
