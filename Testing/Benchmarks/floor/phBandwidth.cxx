// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phBandwidth.h"

#include "phAlignedBuffer.h"
#include "phMachineKernels.h"
#include "phTiming.h"

#include <fstream>
#include <map>

namespace phaseharmonics_benchmark
{
using phaseharmonics::AlignedBuffer;
using phaseharmonics::Executor;

namespace
{
// Virtual machines tell sysconf nonsense more often than they tell it the kernel.
std::size_t
BytesOfCache(int level, std::size_t otherwise)
{
  const std::string folder = "/sys/devices/system/cpu/cpu0/cache/index" + std::to_string(level);
  std::ifstream     file(folder + "/size");
  std::size_t       kibibytes = 0;
  return file >> kibibytes && kibibytes > 0 ? 1024 * kibibytes : otherwise;
}
} // namespace

std::size_t
BytesOfSecondLevelCache()
{
  return BytesOfCache(2, 512 * 1024);
}

std::size_t
BytesOfLastLevelCache()
{
  return BytesOfCache(3, BytesOfSecondLevelCache());
}

double
Bandwidth::Largest() const
{
  return std::max({ copy, scale, add, triad });
}

Bandwidth
MeasureBandwidth(std::size_t bytesOfArray, double seconds, unsigned int threads, const Executor & executor)
{
  // Each thread has a part of each array, of whole cache lines; small ones are gone through many times.
  const std::size_t     count = std::max<std::size_t>(64, bytesOfArray / sizeof(double) / threads / 64 * 64);
  const std::size_t     passes = std::max<std::size_t>(1, (std::size_t{ 1 } << 20) / count);
  AlignedBuffer<double> a(threads * count);
  AlignedBuffer<double> b(threads * count);
  AlignedBuffer<double> c(threads * count);

  Bandwidth  best;
  const auto measure = [&](double & rate, int arrays, const auto & loop) {
    const double milliseconds = ShortestMilliseconds(
      [&] {
        executor.ParallelFor(threads, [&](std::size_t thread) {
          for (std::size_t pass = 0; pass < passes; ++pass)
          {
            loop(a.data() + thread * count, b.data() + thread * count, c.data() + thread * count);
          }
        });
      },
      seconds);
    rate =
      std::max(rate, 1e-6 * static_cast<double>(arrays * passes * threads * count * sizeof(double)) / milliseconds);
  };
  for (const Architecture & architecture : SupportedArchitectures())
  {
    const StreamKernels & loops = *architecture.stream;
    measure(best.copy, 2, [&](double * x, double *, double * z) { loops.copy(x, z, count); });
    measure(best.scale, 2, [&](double *, double * y, double * z) { loops.scale(z, y, count); });
    measure(best.add, 3, [&](double * x, double * y, double * z) { loops.add(x, y, z, count); });
    measure(best.triad, 3, [&](double * x, double * y, double * z) { loops.triad(y, z, x, count); });
  }
  return best;
}

double
LargestMemoryBandwidth(unsigned int threads, const Executor & executor)
{
  static std::map<unsigned int, double> bandwidths;
  auto                                  found = bandwidths.find(threads);
  if (found == bandwidths.end())
  {
    const double rate = MeasureBandwidth(4 * BytesOfLastLevelCache(), 0.0, threads, executor).Largest();
    found = bandwidths.emplace(threads, rate).first;
  }
  return found->second;
}
} // namespace phaseharmonics_benchmark
