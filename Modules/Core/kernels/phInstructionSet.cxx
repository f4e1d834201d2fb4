// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phInstructionSet.h"

#include <array>
#include <cstdlib>
#include <stdexcept>

namespace phaseharmonics
{
namespace
{
constexpr std::array<InstructionSet, 3> All{
  { InstructionSet::Baseline, InstructionSet::X86_64_v3, InstructionSet::X86_64_v4 }
};
}

const char *
InstructionSetName(InstructionSet instructionSet)
{
  constexpr std::array<const char *, 3> names{ { "baseline", "x86-64-v3", "x86-64-v4" } };
  return names[static_cast<std::size_t>(instructionSet)];
}

bool
IsAvailable(InstructionSet instructionSet)
{
#ifdef PhaseHarmonics_DISPATCH_X86_64
  if (instructionSet == InstructionSet::X86_64_v3)
  {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi") &&
           __builtin_cpu_supports("bmi2");
  }
  if (instructionSet == InstructionSet::X86_64_v4)
  {
    return IsAvailable(InstructionSet::X86_64_v3) && __builtin_cpu_supports("avx512f") &&
           __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512cd") &&
           __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
  }
#endif
  return instructionSet == InstructionSet::Baseline;
}

InstructionSet
ChooseInstructionSet(const std::string & name)
{
  InstructionSet widest = InstructionSet::Baseline;
  std::string    available;
  for (const InstructionSet instructionSet : All)
  {
    if (IsAvailable(instructionSet))
    {
      if (name == InstructionSetName(instructionSet))
      {
        return instructionSet;
      }
      widest = instructionSet;
      available += (available.empty() ? "" : ", ") + std::string(InstructionSetName(instructionSet));
    }
  }
  if (!name.empty())
  {
    throw std::invalid_argument("The instruction set '" + name + "' is not available here; choose one of " + available +
                                ".");
  }
  return widest;
}

InstructionSet
GetInstructionSet()
{
  static const InstructionSet chosen = [] {
    const char * const name = std::getenv("PHASEHARMONICS_INSTRUCTION_SET");
    return ChooseInstructionSet(name == nullptr ? "" : name);
  }();
  return chosen;
}
} // namespace phaseharmonics
