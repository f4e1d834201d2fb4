// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phBandwidth_h
#define phBandwidth_h

#include "phExecutor.h"

#include <cstddef>
#include <string>

namespace phaseharmonics_benchmark
{
/** Sizes as the operating system tells them, or common ones. The last level is shared by all threads. */
std::size_t
BytesOfSecondLevelCache();
std::size_t
BytesOfLastLevelCache();

/** Gigabytes a second of the loops of STREAM on all threads together, counted as STREAM does: what a loop names is read
 *  or written once. The fastest architecture of each. */
struct Bandwidth
{
  double copy{ 0.0 };
  double scale{ 0.0 };
  double add{ 0.0 };
  double triad{ 0.0 };

  double
  Largest() const;
};

/** Of three arrays of so many bytes each, parted among the threads. */
Bandwidth
MeasureBandwidth(std::size_t                      bytesOfArray,
                 double                           seconds,
                 unsigned int                     threads,
                 const phaseharmonics::Executor & executor);

/** Of memory, measured once in a process for each number of threads, in GB/s. */
double
LargestMemoryBandwidth(unsigned int threads, const phaseharmonics::Executor & executor);
} // namespace phaseharmonics_benchmark

#endif
