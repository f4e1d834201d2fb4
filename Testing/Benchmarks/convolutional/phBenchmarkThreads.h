// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phBenchmarkThreads_h
#define phBenchmarkThreads_h

#include "phExecutor.h"

#include <atomic>
#include <thread>
#include <vector>

namespace phaseharmonics_benchmark
{
/** A fresh set of threads for every loop. */
class Threads : public phaseharmonics::Executor
{
public:
  explicit Threads(unsigned int count)
    : m_Count(count)
  {}

  void
  ParallelFor(std::size_t count, const std::function<void(std::size_t)> & body) const override
  {
    std::atomic<std::size_t> next{ 0 };
    const auto               work = [&] {
      for (std::size_t i = next++; i < count; i = next++)
      {
        body(i);
      }
    };
    std::vector<std::thread> threads;
    for (unsigned int i = 1; i < m_Count && i < count; ++i)
    {
      threads.emplace_back(work);
    }
    work();
    for (std::thread & thread : threads)
    {
      thread.join();
    }
  }

private:
  unsigned int m_Count;
};
} // namespace phaseharmonics_benchmark

#endif
