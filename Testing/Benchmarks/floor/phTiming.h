// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phTiming_h
#define phTiming_h

#include <algorithm>
#include <chrono>
#include <limits>

namespace phaseharmonics_benchmark
{
/** Milliseconds that the work takes once. */
template <typename TWork>
double
Milliseconds(const TWork & work)
{
  using Clock = std::chrono::steady_clock;
  const auto start = Clock::now();
  work();
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

/** Shortest time of several runs, which other programs disturb least: at least three, for so long. */
template <typename TWork>
double
ShortestMilliseconds(const TWork & work, double seconds)
{
  work();
  double shortest = std::numeric_limits<double>::infinity();
  double elapsed = 0.0;
  for (int run = 0; run < 3 || elapsed < 1e3 * seconds; ++run)
  {
    const double once = Milliseconds(work);
    shortest = std::min(shortest, once);
    elapsed += once;
  }
  return shortest;
}
} // namespace phaseharmonics_benchmark

#endif
