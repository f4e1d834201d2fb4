// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phMachineKernels.h"

namespace phaseharmonics_benchmark
{
const std::vector<Architecture> &
SupportedArchitectures()
{
  static const std::vector<Architecture> architectures = [] {
    std::vector<Architecture> found{ { "baseline", &baseline::forFloat, &baseline::forDouble, &baseline::stream } };
#ifdef PH_HAS_X86_64_LEVELS
    __builtin_cpu_init();
    const bool hasV3 =
      __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2");
    if (hasV3)
    {
      found.push_back({ "x86-64-v3", &x86_64_v3::forFloat, &x86_64_v3::forDouble, &x86_64_v3::stream });
    }
    if (hasV3 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512cd"))
    {
      found.push_back({ "x86-64-v4", &x86_64_v4::forFloat, &x86_64_v4::forDouble, &x86_64_v4::stream });
    }
#endif
    return found;
  }();
  return architectures;
}
} // namespace phaseharmonics_benchmark
