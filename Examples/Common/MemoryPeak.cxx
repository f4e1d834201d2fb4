// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "MemoryPeak.h"

#include <fstream>
#include <string>

namespace phaseharmonics_examples
{
namespace
{
double
MebibytesOf(const std::string & wanted)
{
  std::ifstream status("/proc/self/status");
  std::string   key;
  while (status >> key)
  {
    if (key == wanted)
    {
      double kibibytes = 0.0;
      status >> kibibytes;
      return kibibytes / 1024.0;
    }
    std::getline(status, key);
  }
  return 0.0;
}
} // namespace

double
MemoryPeakInMebibytes()
{
  return MebibytesOf("VmHWM:");
}

double
MemoryNowInMebibytes()
{
  return MebibytesOf("VmRSS:");
}
} // namespace phaseharmonics_examples
