// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "MemoryPeak.h"

#include <fstream>
#include <string>

namespace phaseharmonics_examples
{
double
MemoryPeakInMebibytes()
{
  std::ifstream status("/proc/self/status");
  std::string   key;
  while (status >> key)
  {
    if (key == "VmHWM:")
    {
      double kibibytes = 0.0;
      status >> kibibytes;
      return kibibytes / 1024.0;
    }
    std::getline(status, key);
  }
  return 0.0;
}
} // namespace phaseharmonics_examples
