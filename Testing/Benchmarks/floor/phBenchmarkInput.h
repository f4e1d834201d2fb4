// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phBenchmarkInput_h
#define phBenchmarkInput_h

#include "itkMultiThreaderExecutor.h"
#include "phRandom.h"

#include <vector>

namespace phaseharmonics_benchmark
{
template <typename T>
std::vector<T>
Noise(std::size_t count, std::uint64_t seed = 1)
{
  std::vector<T> values(count);
  phaseharmonics::FillStandardNormal(values.data(), count, seed, 0);
  return values;
}

inline itk::MultiThreaderExecutor
ExecutorOf(unsigned int threads)
{
  const auto multiThreader = itk::MultiThreaderBase::New();
  multiThreader->SetMaximumNumberOfThreads(threads);
  multiThreader->SetNumberOfWorkUnits(threads);
  return itk::MultiThreaderExecutor(multiThreader);
}
} // namespace phaseharmonics_benchmark

#endif
