// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phScatteringChannelName.h"

namespace phaseharmonics
{
std::string
NameOfChannel(const ScatteringOptions & options, const ScatteringChannel & channel)
{
  if (channel.order == 0)
  {
    return "x * phi";
  }
  const auto band = [](unsigned int scale, unsigned int orientation) {
    return "j=" + std::to_string(scale) + " l=" + std::to_string(orientation);
  };
  const std::string first = band(channel.scale1, channel.orientation1);
  if (channel.order == 2)
  {
    return first + ", " + band(channel.scale2, channel.orientation2);
  }
  return options.numberOfPhases > 0 ? first + " phase=" + std::to_string(channel.phase) : first;
}
} // namespace phaseharmonics
