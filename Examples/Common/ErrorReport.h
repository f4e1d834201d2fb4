// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef ErrorReport_h
#define ErrorReport_h

#include <exception>
#include <functional>
#include <sstream>
#include <streambuf>
#include <string>

namespace phaseharmonics_examples
{
/** Runs of white space, line ends included, become one space. */
std::string
InOneLine(const std::string & text);

/** Of an ITK exception only the description, without the class name and address. */
std::string
DescribeInOneLine(const std::exception & exception);

/** Keeps what is written to std::cerr from the terminal for as long as it exists. */
class CapturedErrorStream
{
public:
  CapturedErrorStream();
  ~CapturedErrorStream();
  CapturedErrorStream(const CapturedErrorStream &) = delete;
  CapturedErrorStream &
  operator=(const CapturedErrorStream &) = delete;

  std::string
  GetText() const
  {
    return m_Text.str();
  }

private:
  std::ostringstream m_Text;
  std::streambuf *   m_Original;
};

/** Runs the body; an exception becomes the line "<program>: error: <description>" on standard error.
 *  Returns the exit code. */
int
RunReportingErrors(const std::string & program, const std::function<void()> & body);
} // namespace phaseharmonics_examples

#endif
