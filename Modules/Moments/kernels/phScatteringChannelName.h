// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phScatteringChannelName_h
#define phScatteringChannelName_h

#include "phScatteringOptions.h"

#include <string>

namespace phaseharmonics
{
/** What a channel holds, in words: "x * phi", "j=0 l=3 phase=1" or "j=0 l=3, j=2 l=1". */
PhaseHarmonics_EXPORT std::string
                      NameOfChannel(const ScatteringOptions & options, const ScatteringChannel & channel);
} // namespace phaseharmonics

#endif
