// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "itkMultiThreaderExecutor.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>

namespace itk
{
namespace
{
thread_local bool isInsideLoop = false;

class LoopScope
{
public:
  LoopScope()
    : m_WasInsideLoop(isInsideLoop)
  {
    isInsideLoop = true;
  }
  ~LoopScope() { isInsideLoop = m_WasInsideLoop; }
  ITK_DISALLOW_COPY_AND_MOVE(LoopScope);

private:
  const bool m_WasInsideLoop;
};
} // namespace

MultiThreaderExecutor::MultiThreaderExecutor(MultiThreaderBase * multiThreader)
  : m_MultiThreader(multiThreader)
{}

MultiThreaderExecutor::MultiThreaderExecutor(ProcessObject * filter, unsigned int numberOfLoops, float progressWeight)
  : m_MultiThreader(filter->GetMultiThreader())
{
  m_MultiThreader->SetNumberOfWorkUnits(filter->GetNumberOfWorkUnits());
  if (numberOfLoops > 0)
  {
    m_ObservedFilter = filter;
    m_ProgressOfLoop = progressWeight / static_cast<float>(numberOfLoops);
  }
}

MultiThreaderExecutor::~MultiThreaderExecutor() = default;

void
MultiThreaderExecutor::CheckAbort() const
{
  if (m_ObservedFilter && m_ObservedFilter->GetAbortGenerateData())
  {
    ProcessAborted aborted(__FILE__, __LINE__);
    aborted.SetDescription("Object " + std::string(m_ObservedFilter->GetNameOfClass()) + ": AbortGenerateDataOn");
    throw aborted;
  }
}

void
MultiThreaderExecutor::ParallelFor(std::size_t count, const std::function<void(std::size_t)> & body) const
{
  this->CheckAbort();
  const std::size_t available =
    std::min(m_MultiThreader->GetNumberOfWorkUnits(), m_MultiThreader->GetMaximumNumberOfThreads());
  const std::size_t workers = isInsideLoop ? 1 : std::max<std::size_t>(1, std::min(available, count));
  // Small enough to balance uneven iterations, large enough to make handing them out cheap.
  const std::size_t blockSize = std::max<std::size_t>(1, count / (16 * workers));

  std::atomic<std::size_t> next{ blockSize };
  std::atomic<bool>        hasFailed{ false };
  std::exception_ptr       firstFailure;
  std::mutex               mutex;
  const auto               work = [&](SizeValueType worker) {
    const LoopScope scope;
    try
    {
      // ITK runs the first worker on the calling thread, the only one that may invoke events.
      for (std::size_t begin = worker == 0 ? 0 : next.fetch_add(blockSize); !hasFailed && begin < count;
           begin = next.fetch_add(blockSize))
      {
        this->CheckAbort();
        const std::size_t end = std::min(begin + blockSize, count);
        for (std::size_t i = begin; i < end; ++i)
        {
          body(i);
        }
        if (m_ObservedFilter)
        {
          m_ObservedFilter->IncrementProgress(m_ProgressOfLoop * static_cast<float>(end - begin) /
                                              static_cast<float>(count));
        }
      }
    }
    catch (...)
    {
      const std::lock_guard<std::mutex> lock(mutex);
      if (!firstFailure)
      {
        firstFailure = std::current_exception();
      }
      hasFailed = true;
    }
  };
  if (workers == 1)
  {
    work(0);
  }
  else
  {
    m_MultiThreader->ParallelizeArray(0, workers, work, nullptr);
  }
  if (firstFailure)
  {
    std::rethrow_exception(firstFailure);
  }
  this->CheckAbort();
}
} // namespace itk
