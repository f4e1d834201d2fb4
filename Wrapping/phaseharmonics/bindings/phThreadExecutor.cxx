// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phThreadExecutor.h"

#include <nanobind/nanobind.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <stdexcept>
#include <system_error>
#include <thread>
#include <vector>

namespace phaseharmonics
{
namespace
{
thread_local bool isInsideLoop = false;

void
RunInPlace(std::size_t count, const std::function<void(std::size_t)> & body)
{
  for (std::size_t i = 0; i < count; ++i)
  {
    body(i);
  }
}
} // namespace

class ThreadExecutor::Pool
{
public:
  explicit Pool(unsigned int numberOfThreads)
    : m_NumberOfThreads(numberOfThreads)
  {}

  ~Pool()
  {
    {
      const std::lock_guard<std::mutex> lock(m_Mutex);
      m_IsClosing = true;
    }
    m_Start.notify_all();
    for (auto & thread : m_Threads)
    {
      thread.join();
    }
  }

  void
  Run(std::size_t count, const std::function<void(std::size_t)> & body)
  {
    m_Count = count;
    m_Body = &body;
    // Small enough to balance uneven iterations, large enough to make handing them out cheap.
    m_BlockSize = std::max<std::size_t>(1, count / (std::size_t{ 16 } * m_NumberOfThreads));
    m_Next = 0;
    m_HasFailed = false;
    m_FirstFailure = nullptr;
    const bool isShared = m_NumberOfThreads > 1 && count > m_BlockSize;
    if (isShared)
    {
      this->WakeThreads();
    }
    this->TakeBlocks(true);
    if (isShared)
    {
      std::unique_lock<std::mutex> lock(m_Mutex);
      m_Finish.wait(lock, [this] { return m_NumberAtWork == 0; });
    }
    if (m_FirstFailure)
    {
      std::rethrow_exception(m_FirstFailure);
    }
    this->CheckSignals();
  }

private:
  void
  WakeThreads()
  {
    this->StartThreads();
    {
      const std::lock_guard<std::mutex> lock(m_Mutex);
      m_NumberAtWork = m_Threads.size();
      ++m_Loop;
    }
    m_Start.notify_all();
  }

  /** As many as the system gives: results do not depend on their number. */
  void
  StartThreads()
  {
    while (m_Threads.size() + 1 < m_NumberOfThreads && !m_HasAllThreads)
    {
      try
      {
        m_Threads.emplace_back([this] { this->Work(); });
      }
      catch (const std::system_error &)
      {
        m_HasAllThreads = true;
      }
    }
  }

  void
  Work()
  {
    std::size_t lastLoop = 0;
    for (;;)
    {
      {
        std::unique_lock<std::mutex> lock(m_Mutex);
        m_Start.wait(lock, [&] { return m_IsClosing || m_Loop != lastLoop; });
        if (m_IsClosing)
        {
          return;
        }
        lastLoop = m_Loop;
      }
      this->TakeBlocks(false);
      const std::lock_guard<std::mutex> lock(m_Mutex);
      if (--m_NumberAtWork == 0)
      {
        m_Finish.notify_one();
      }
    }
  }

  void
  TakeBlocks(bool isCaller)
  {
    isInsideLoop = true;
    try
    {
      for (std::size_t begin = m_Next.fetch_add(m_BlockSize); !m_HasFailed && begin < m_Count;
           begin = m_Next.fetch_add(m_BlockSize))
      {
        const std::size_t end = std::min(begin + m_BlockSize, m_Count);
        for (std::size_t i = begin; i < end; ++i)
        {
          (*m_Body)(i);
        }
        if (isCaller)
        {
          this->CheckSignals();
        }
      }
    }
    catch (...)
    {
      const std::lock_guard<std::mutex> lock(m_Mutex);
      if (!m_FirstFailure)
      {
        m_FirstFailure = std::current_exception();
      }
      m_HasFailed = true;
    }
    isInsideLoop = false;
  }

  void
  CheckSignals()
  {
    // Taking the GIL costs more than many loops last.
    constexpr std::chrono::milliseconds interval{ 50 };
    const auto                          now = std::chrono::steady_clock::now();
    if (now - m_LastCheck < interval)
    {
      return;
    }
    m_LastCheck = now;
    const nanobind::gil_scoped_acquire gil;
    if (PyErr_CheckSignals() != 0)
    {
      throw nanobind::python_error();
    }
  }

  const unsigned int                       m_NumberOfThreads;
  std::vector<std::thread>                 m_Threads;
  bool                                     m_HasAllThreads{ false };
  std::mutex                               m_Mutex;
  std::condition_variable                  m_Start;
  std::condition_variable                  m_Finish;
  std::size_t                              m_Loop{ 0 };
  std::size_t                              m_NumberAtWork{ 0 };
  bool                                     m_IsClosing{ false };
  const std::function<void(std::size_t)> * m_Body{ nullptr };
  std::size_t                              m_Count{ 0 };
  std::size_t                              m_BlockSize{ 1 };
  std::atomic<std::size_t>                 m_Next{ 0 };
  std::atomic<bool>                        m_HasFailed{ false };
  std::exception_ptr                       m_FirstFailure;
  std::chrono::steady_clock::time_point    m_LastCheck{ std::chrono::steady_clock::now() };
};

ThreadExecutor::ThreadExecutor(unsigned int numberOfThreads)
{
  if (numberOfThreads < 1)
  {
    throw std::invalid_argument("The number of threads must be at least 1.");
  }
  m_Pool = std::make_unique<Pool>(numberOfThreads);
}

ThreadExecutor::~ThreadExecutor() = default;

void
ThreadExecutor::ParallelFor(std::size_t count, const std::function<void(std::size_t)> & body) const
{
  if (isInsideLoop)
  {
    RunInPlace(count, body);
  }
  else
  {
    m_Pool->Run(count, body);
  }
}
} // namespace phaseharmonics
