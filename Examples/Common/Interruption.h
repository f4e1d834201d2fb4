// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef Interruption_h
#define Interruption_h

#include "itkProcessObject.h"

#include <stdexcept>
#include <string>

namespace phaseharmonics_examples
{
class Interrupted : public std::runtime_error
{
public:
  explicit Interrupted(const std::string & what = "interrupted, nothing was written")
    : std::runtime_error(what)
  {}
};

/** From now on Ctrl-C and SIGTERM are only noted, so that a program can clean up; the second one ends it at once. */
void
CatchInterrupts();

bool
IsInterrupted();

/** Throws Interrupted after Ctrl-C or SIGTERM. */
void
ThrowIfInterrupted();

/** Updates a filter. Ctrl-C sets its AbortGenerateData flag at its next event, and Interrupted is thrown. */
void
UpdateInterruptibly(itk::ProcessObject * process);
} // namespace phaseharmonics_examples

#endif
