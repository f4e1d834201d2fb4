// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef SuffixedName_h
#define SuffixedName_h

#include <string>

namespace phaseharmonics_examples
{
/** "sand_2.nii.gz" of "sand.nii.gz" and "_2". */
std::string
SuffixedName(const std::string & path, const std::string & suffix);
} // namespace phaseharmonics_examples

#endif
