// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef ProgressBar_h
#define ProgressBar_h

#include "itkProcessObject.h"

#include <chrono>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

namespace phaseharmonics_examples
{
/** Progress on standard error: a bar on a terminal, elsewhere a line for every tenth of the work. */
class ProgressBar
{
public:
  explicit ProgressBar(std::string label);
  /** Finishes the line, so that an error message starts on its own. */
  ~ProgressBar();
  ProgressBar(const ProgressBar &) = delete;
  ProgressBar &
  operator=(const ProgressBar &) = delete;

  /** A fraction in 0..1 and free text such as the iteration and the loss. May be called from any thread. */
  void
  Update(double fraction, const std::string & text = std::string());

  /** Follows the progress and iteration events of a filter until this object is gone. */
  void
  Observe(
    itk::ProcessObject *         process,
    std::function<std::string()> text = [] { return std::string(); });

  /** Shows the bar full. */
  void
  Finish(const std::string & text = std::string());

private:
  using Clock = std::chrono::steady_clock;

  void
  Show(double fraction, const std::string & text, bool last);
  void
  StopObserving();

  std::string                 m_Label;
  bool                        m_IsTerminal{ false };
  bool                        m_LineIsOpen{ false };
  bool                        m_IsFinished{ false };
  int                         m_ShownTenth{ -1 };
  Clock::time_point           m_Start;
  Clock::time_point           m_LastShown;
  std::mutex                  m_Mutex;
  itk::ProcessObject::Pointer m_Process;
  std::vector<unsigned long>  m_Tags;
};

/** "0:07", "12:34" or "1:02:03". */
std::string
FormatDuration(double seconds);
} // namespace phaseharmonics_examples

#endif
