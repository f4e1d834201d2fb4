// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phInstructionSet_h
#define phInstructionSet_h

#include "PhaseHarmonicsExport.h"

#include <string>

namespace phaseharmonics
{
/** Instruction sets for which the innermost loops are compiled. Each gives its own last bits: fused multiply-adds and
 *  the width of vectors change the order of rounding, threads do not. */
enum class InstructionSet : unsigned char
{
  Baseline,  // what every processor of the architecture has
  X86_64_v3, // AVX2, FMA
  X86_64_v4  // AVX-512
};

/** "baseline", "x86-64-v3", "x86-64-v4". */
PhaseHarmonics_EXPORT const char *
InstructionSetName(InstructionSet instructionSet);

/** True if it was compiled in and this processor has it. */
PhaseHarmonics_EXPORT bool
IsAvailable(InstructionSet instructionSet);

/** The widest available, or the one that `name` asks for. Throws std::invalid_argument, naming the available ones, for
 *  any other; an empty name asks for nothing. */
PhaseHarmonics_EXPORT InstructionSet
ChooseInstructionSet(const std::string & name);

/** The one in use: chosen once, by the environment variable PHASEHARMONICS_INSTRUCTION_SET where it is set. */
PhaseHarmonics_EXPORT InstructionSet
GetInstructionSet();
} // namespace phaseharmonics

#endif
