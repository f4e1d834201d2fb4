// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef ProgramMain_h
#define ProgramMain_h

#include "ErrorReport.h"
#include "Interruption.h"

#include "itkObject.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <functional>
#include <string>

namespace phaseharmonics_examples
{
/** The main function of a program: parses the command line, then runs the body.
 *  Errors are one line on standard error and a non-zero exit code. */
inline int
RunProgram(CLI::App & app, int argc, char ** argv, const std::function<void()> & body)
{
  const std::string program = argc > 0 ? std::filesystem::path(argv[0]).filename().string() : app.get_name();
  app.name(program);
  app.failure_message([program](const CLI::App *, const CLI::Error & error) {
    return program + ": error: " + InOneLine(error.what()) + " (see " + program + " --help)\n";
  });
  try
  {
    app.parse(argc, argv);
  }
  catch (const CLI::ParseError & error)
  {
    return app.exit(error);
  }
  // Warnings of readers would break the promise of one line.
  itk::Object::GlobalWarningDisplayOff();
  CatchInterrupts();
  return RunReportingErrors(program, body);
}
} // namespace phaseharmonics_examples

#endif
