// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phBankOptions_h
#define phBankOptions_h

#include <nanobind/nanobind.h>

namespace phaseharmonics
{
/** WaveletBankOptions as a class of Python: made from a shape and keywords, with automatic values resolved. */
void
BindBankOptions(nanobind::module_ & module);
} // namespace phaseharmonics

#endif
