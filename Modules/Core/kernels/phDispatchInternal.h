// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phDispatchInternal_h
#define phDispatchInternal_h

#include "phInstructionSet.h"

#include <cstddef>

// ph*Dispatched.cxx is compiled once for every instruction set. Each time PhaseHarmonics_INSTRUCTION_SET names another
// namespace, for its own code and for Eigen's: two versions of an inline function must not share a name, or the linker
// would keep the one that older processors cannot run. For the same reason these files use arrays and plain loops, and
// nothing of the standard library that is not inlined.
#ifdef PhaseHarmonics_INSTRUCTION_SET
#  define PhaseHarmonics_CONCATENATE_(a, b) a##b
#  define PhaseHarmonics_CONCATENATE(a, b) PhaseHarmonics_CONCATENATE_(a, b)
#  define Eigen PhaseHarmonics_CONCATENATE(Eigen_, PhaseHarmonics_INSTRUCTION_SET)
#endif

/** Declares TTable<T>, a table of functions, of every instruction set, and FunctionName<T>() that gives the one in
 *  use. Each ph*Dispatched.cxx defines `table` for float and double in its namespace. */
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
