// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phBenchmarkTools_h
#define phBenchmarkTools_h

#include "phBenchmarkInput.h"
#include "phFloor.h"
#include "phFourierTransform.h"
#include "phTiming.h"
#include "phWaveletBank.h"

#include <benchmark/benchmark.h>

#include <limits>
#include <memory>
#include <vector>

namespace phaseharmonics_benchmark
{
using phaseharmonics::Executor;
using phaseharmonics::FourierTransform;
using phaseharmonics::Grid;
using phaseharmonics::WaveletBank;
using phaseharmonics::WaveletBankOptions;

inline Grid
MakeGrid(std::size_t x, std::size_t y = 0, std::size_t z = 0)
{
  return z > 0 ? Grid{ 3, { { x, y, z } } } : y > 0 ? Grid{ 2, { { x, y, 1 } } } : Grid{ 1, { { x, 1, 1 } } };
}

/** Runs the work of a benchmark and, alternating with it, what it cannot avoid; the time of the work alone counts.
 *  `best_ms`, `fft_ms` and `gemm_ms` are the shortest times of the work, of its transforms and of its products,
 *  `floor_ms` is the sum of the latter and of memory traffic, and ratios are those of the work to them. */
template <typename T, typename TWork>
void
RunBesideFloor(benchmark::State & state, const TWork & work, Floor<T> & floor)
{
  work();
  floor.Measure();
  double best = std::numeric_limits<double>::infinity();
  for (auto _ : state)
  {
    const double once = Milliseconds(work);
    state.SetIterationTime(1e-3 * once);
    best = std::min(best, once);
    floor.Measure();
  }
  const FloorTimes & times = floor.GetTimes();
  state.counters["best_ms"] = best;
  state.counters["fft_ms"] = times.transforms;
  state.counters["fft_ratio"] = best / times.transforms;
  if (times.products > 0.0)
  {
    state.counters["gemm_ms"] = times.products;
  }
  if (times.traffic > 0.0)
  {
    state.counters["traffic_ms"] = times.traffic;
  }
  state.counters["floor_ms"] = times.Total();
  state.counters["floor_ratio"] = best / times.Total();
}
} // namespace phaseharmonics_benchmark

#endif
