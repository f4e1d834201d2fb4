// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

#include "itkMultiThreaderExecutor.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

namespace
{
itk::MultiThreaderBase::Pointer
MultiThreader(itk::ThreadIdType threads)
{
  auto multiThreader = itk::MultiThreaderBase::New();
  multiThreader->SetMaximumNumberOfThreads(threads);
  multiThreader->SetNumberOfWorkUnits(threads);
  return multiThreader;
}

TEST(MultiThreaderExecutor, RunsEachIterationOnce)
{
  for (const itk::ThreadIdType threads : { 1u, 2u, 3u })
  {
    const auto                       multiThreader = MultiThreader(threads);
    const itk::MultiThreaderExecutor executor(multiThreader);
    for (const std::size_t count : { 0u, 1u, 2u, 5u, 1000u })
    {
      std::vector<std::atomic<int>> visits(count);
      executor.ParallelFor(count, [&](std::size_t i) { ++visits[i]; });
      for (const auto & visit : visits)
      {
        EXPECT_EQ(visit, 1);
      }
    }
  }
}

TEST(MultiThreaderExecutor, OneIterationRunsInPlace)
{
  const auto                       multiThreader = MultiThreader(3);
  const itk::MultiThreaderExecutor executor(multiThreader);
  std::thread::id                  thread;
  executor.ParallelFor(1, [&](std::size_t) { thread = std::this_thread::get_id(); });
  EXPECT_EQ(thread, std::this_thread::get_id());
}

TEST(MultiThreaderExecutor, ExceptionReachesTheCallerAndStopsTheLoop)
{
  for (const itk::ThreadIdType threads : { 1u, 3u })
  {
    const auto                       multiThreader = MultiThreader(threads);
    const itk::MultiThreaderExecutor executor(multiThreader);
    std::atomic<std::size_t>         visits{ 0 };
    try
    {
      executor.ParallelFor(100000, [&](std::size_t i) {
        ++visits;
        if (i == 17)
        {
          throw std::runtime_error("seventeen");
        }
      });
      ADD_FAILURE() << "no exception";
    }
    catch (const std::runtime_error & error)
    {
      EXPECT_STREQ(error.what(), "seventeen");
    }
    EXPECT_LT(visits, 100000u);
    // The executor is as good as new.
    visits = 0;
    executor.ParallelFor(100, [&](std::size_t) { ++visits; });
    EXPECT_EQ(visits, 100u);
  }
}

TEST(MultiThreaderExecutor, LoopInsideALoopRunsInPlace)
{
  const auto                       multiThreader = MultiThreader(2);
  const itk::MultiThreaderExecutor executor(multiThreader);
  std::atomic<int>                 sum{ 0 };
  executor.ParallelFor(8, [&](std::size_t) {
    const auto outer = std::this_thread::get_id();
    executor.ParallelFor(8, [&](std::size_t) {
      EXPECT_EQ(std::this_thread::get_id(), outer);
      ++sum;
    });
  });
  EXPECT_EQ(sum, 64);
}
} // namespace
