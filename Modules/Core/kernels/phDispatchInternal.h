// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phDispatchInternal_h
#define phDispatchInternal_h

#include "phInstructionSet.h"

#include <cstddef>

// ph*Dispatched.cxx is compiled once for every instruction set. Each time PhaseHarmonics_INSTRUCTION_SET names another
// namespace for its code: two versions of an inline function must not share a name, or the linker would keep the one
// that older processors cannot run. For the same reason these files use arrays and plain loops, and no function of a
// library that could end up shared; the test PhaseHarmonicsDispatch looks for such symbols.

/** Declares GetTTable<T>(), which gives the table of functions TTable<T> of the instruction set in use, and the same of
 *  every instruction set, which a ph*Dispatched.cxx defines in its namespace for float and double. */
#define PhaseHarmonics_DECLARE_DISPATCHED(TTable)                                                                      \
  namespace baseline                                                                                                   \
  {                                                                                                                    \
  template <typename T>                                                                                                \
  const TTable<T> & Get##TTable();                                                                                     \
  }                                                                                                                    \
  namespace x86_64_v3                                                                                                  \
  {                                                                                                                    \
  template <typename T>                                                                                                \
  const TTable<T> & Get##TTable();                                                                                     \
  }                                                                                                                    \
  namespace x86_64_v4                                                                                                  \
  {                                                                                                                    \
  template <typename T>                                                                                                \
  const TTable<T> & Get##TTable();                                                                                     \
  }                                                                                                                    \
  template <typename T>                                                                                                \
  const TTable<T> & Get##TTable()

#ifdef PhaseHarmonics_DISPATCH_X86_64
#  define PhaseHarmonics_CHOOSE_DISPATCHED_(TTable)                                                                    \
    switch (GetInstructionSet())                                                                                       \
    {                                                                                                                  \
      case InstructionSet::X86_64_v4:                                                                                  \
        return x86_64_v4::Get##TTable<T>();                                                                            \
      case InstructionSet::X86_64_v3:                                                                                  \
        return x86_64_v3::Get##TTable<T>();                                                                            \
      default:                                                                                                         \
        return baseline::Get##TTable<T>();                                                                             \
    }
#else
#  define PhaseHarmonics_CHOOSE_DISPATCHED_(TTable) return baseline::Get##TTable<T>();
#endif

/** Defines the choice, in an ordinary source file. */
#define PhaseHarmonics_DEFINE_DISPATCHED(TTable)                                                                       \
  template <typename T>                                                                                                \
  const TTable<T> & Get##TTable()                                                                                      \
  {                                                                                                                    \
    PhaseHarmonics_CHOOSE_DISPATCHED_(TTable)                                                                          \
  }                                                                                                                    \
  template const TTable<float> &  Get##TTable<float>();                                                                \
  template const TTable<double> & Get##TTable<double>()

#endif
