// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "ProgressBar.h"

#include "itkCommand.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <utility>

#if defined(__unix__) || defined(__APPLE__)
#  include <sys/ioctl.h>
#  include <unistd.h>
#endif

namespace phaseharmonics_examples
{
namespace
{
constexpr std::size_t BarLength = 20;

bool
StandardErrorIsTerminal()
{
#if defined(__unix__) || defined(__APPLE__)
  return isatty(STDERR_FILENO) != 0;
#else
  return false;
#endif
}

std::size_t
TerminalWidth()
{
#if defined(__unix__) || defined(__APPLE__)
  winsize window{};
  if (ioctl(STDERR_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col > 0)
  {
    return window.ws_col;
  }
#endif
  return 80;
}
} // namespace

std::string
FormatDuration(double seconds)
{
  const auto total = static_cast<long>(std::lround(std::max(0.0, seconds)));
  char       text[32];
  if (total >= 3600)
  {
    std::snprintf(text, sizeof(text), "%ld:%02ld:%02ld", total / 3600, total / 60 % 60, total % 60);
  }
  else
  {
    std::snprintf(text, sizeof(text), "%ld:%02ld", total / 60, total % 60);
  }
  return text;
}

ProgressBar::ProgressBar(std::string label)
  : m_Label(std::move(label))
  , m_IsTerminal(StandardErrorIsTerminal())
  , m_Start(Clock::now())
{}

ProgressBar::~ProgressBar()
{
  this->StopObserving();
  if (m_LineIsOpen)
  {
    std::cerr << std::endl;
  }
}

void
ProgressBar::Update(double fraction, const std::string & text)
{
  const std::lock_guard<std::mutex> lock(m_Mutex);
  if (m_IsFinished)
  {
    return;
  }
  fraction = std::clamp(fraction, 0.0, 1.0);
  const auto now = Clock::now();
  const auto tenth = static_cast<int>(fraction * 10.0 + 1e-9);
  const bool due = m_IsTerminal ? !m_LineIsOpen || now - m_LastShown > std::chrono::milliseconds(100)
                                : tenth > m_ShownTenth && tenth > 0;
  if (due)
  {
    m_LastShown = now;
    m_ShownTenth = tenth;
    this->Show(fraction, text, false);
  }
}

void
ProgressBar::Finish(const std::string & text)
{
  this->StopObserving();
  const std::lock_guard<std::mutex> lock(m_Mutex);
  if (!m_IsFinished)
  {
    m_IsFinished = true;
    if (m_IsTerminal || m_ShownTenth < 10)
    {
      this->Show(1.0, text, true);
    }
  }
}

void
ProgressBar::Show(double fraction, const std::string & text, bool last)
{
  const double elapsed = std::chrono::duration<double>(Clock::now() - m_Start).count();
  char         percent[8];
  std::snprintf(percent, sizeof(percent), "%3.0f%%", 100.0 * fraction);
  std::string status = std::string(percent) + (text.empty() ? "" : "  " + text) + "  " + FormatDuration(elapsed);
  if (!last && fraction > 0.0)
  {
    status += " (" + FormatDuration(elapsed * (1.0 - fraction) / fraction) + " left)";
  }
  if (!m_IsTerminal)
  {
    std::cerr << m_Label << ": " << status << std::endl;
    return;
  }

  const std::size_t width = TerminalWidth() - 1;
  const std::size_t used = m_Label.size() + status.size() + 5;
  std::string       line = m_Label + " ";
  if (used + BarLength <= width)
  {
    const auto filled = static_cast<std::size_t>(std::lround(fraction * static_cast<double>(BarLength)));
    line += "[" + std::string(filled, '=') + std::string(BarLength - filled, ' ') + "] ";
  }
  line += status;
  std::cerr << '\r' << line.substr(0, width) << "\033[K" << std::flush;
  m_LineIsOpen = true;
  if (last)
  {
    std::cerr << std::endl;
    m_LineIsOpen = false;
  }
}

void
ProgressBar::Observe(itk::ProcessObject * process, std::function<std::string()> text)
{
  this->StopObserving();
  m_Process = process;
  const auto command = itk::FunctionCommand::New();
  command->SetCallback(
    [this, process, text](const itk::EventObject &) { this->Update(process->GetProgress(), text()); });
  m_Tags = { process->AddObserver(itk::ProgressEvent(), command),
             process->AddObserver(itk::IterationEvent(), command) };
}

void
ProgressBar::StopObserving()
{
  if (m_Process.IsNotNull())
  {
    for (const unsigned long tag : m_Tags)
    {
      m_Process->RemoveObserver(tag);
    }
  }
  m_Process = nullptr;
  m_Tags.clear();
}
} // namespace phaseharmonics_examples
