// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "ErrorReport.h"

#include "Interruption.h"

#include "itkMacro.h"

#include <cstdlib>
#include <iostream>
#include <new>
#include <regex>
#include <sstream>

namespace phaseharmonics_examples
{
namespace
{
// That of shells for a program that Ctrl-C ended.
constexpr int InterruptedExitCode = 130;
} // namespace

std::string
InOneLine(const std::string & text)
{
  std::istringstream words(text);
  std::string        line;
  std::string        word;
  while (words >> word)
  {
    line += (line.empty() ? "" : " ") + word;
  }
  return line;
}

std::string
DescribeInOneLine(const std::exception & exception)
{
  if (dynamic_cast<const std::bad_alloc *>(&exception) != nullptr)
  {
    return "not enough memory";
  }
  const auto * const itkException = dynamic_cast<const itk::ExceptionObject *>(&exception);
  if (itkException == nullptr)
  {
    return InOneLine(exception.what());
  }
  static const std::regex prefix(R"(^\s*(ITK ERROR: |itk::ERROR: )?(\w+\s?\(0x[0-9a-fA-F]+\): )?)");
  return InOneLine(std::regex_replace(std::string(itkException->GetDescription()), prefix, ""));
}

CapturedErrorStream::CapturedErrorStream()
  : m_Original(std::cerr.rdbuf(m_Text.rdbuf()))
{}

CapturedErrorStream::~CapturedErrorStream()
{
  std::cerr.rdbuf(m_Original);
}

int
RunReportingErrors(const std::string & program, const std::function<void()> & body)
{
  try
  {
    body();
    return EXIT_SUCCESS;
  }
  catch (const Interrupted & interrupted)
  {
    std::cerr << program << ": " << interrupted.what() << std::endl;
    return InterruptedExitCode;
  }
  catch (const std::exception & exception)
  {
    std::cerr << program << ": error: " << DescribeInOneLine(exception) << std::endl;
  }
  catch (...)
  {
    std::cerr << program << ": error: unknown exception" << std::endl;
  }
  return EXIT_FAILURE;
}
} // namespace phaseharmonics_examples
