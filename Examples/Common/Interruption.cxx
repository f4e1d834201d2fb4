// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "Interruption.h"

#include "itkCommand.h"

#include <csignal>

namespace phaseharmonics_examples
{
namespace
{
volatile std::sig_atomic_t isInterrupted = 0;

extern "C" void
NoteInterrupt(int signal)
{
  isInterrupted = 1;
  std::signal(signal, SIG_DFL);
}
} // namespace

void
CatchInterrupts()
{
  for (const int signal : { SIGINT, SIGTERM })
  {
    // What the caller ignores (nohup, background jobs) stays ignored.
    if (std::signal(signal, NoteInterrupt) == SIG_IGN)
    {
      std::signal(signal, SIG_IGN);
    }
  }
}

bool
IsInterrupted()
{
  return isInterrupted != 0;
}

void
ThrowIfInterrupted()
{
  if (IsInterrupted())
  {
    throw Interrupted();
  }
}

void
UpdateInterruptibly(itk::ProcessObject * process)
{
  ThrowIfInterrupted();
  const auto command = itk::FunctionCommand::New();
  command->SetCallback([process](const itk::EventObject &) {
    if (IsInterrupted())
    {
      process->AbortGenerateDataOn();
    }
  });
  const unsigned long progressTag = process->AddObserver(itk::ProgressEvent(), command);
  const unsigned long iterationTag = process->AddObserver(itk::IterationEvent(), command);
  const auto          stopObserving = [&] {
    process->RemoveObserver(progressTag);
    process->RemoveObserver(iterationTag);
  };
  try
  {
    process->Update();
  }
  catch (const std::exception &)
  {
    stopObserving();
    ThrowIfInterrupted();
    throw;
  }
  stopObserving();
  ThrowIfInterrupted();
}
} // namespace phaseharmonics_examples
