// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// Energy of a network's Gram matrices, and its gradient, at 256 x 256.

#include "phBenchmarkTools.h"
#include "phNetworkStatistics.h"

#include <cstdlib>

namespace
{
using namespace phaseharmonics_benchmark;
using phaseharmonics::ConvolutionalNetwork;

/** Argument 0: random filters of each size in one layer, or if it is negative, of each of four layers of 5 x 5. */
ConvolutionalNetwork
NetworkOf(const benchmark::State & state)
{
  const auto filters = static_cast<std::size_t>(std::abs(state.range(0)));
  return state.range(0) > 0 ? phaseharmonics::MakeMultiScaleNetwork(phaseharmonics::DefaultFilterSides(), filters, 0)
                            : phaseharmonics::MakeLayeredNetwork(4, filters, 5, 0);
}

template <typename T>
void
ValueAndGradient(benchmark::State & state)
{
  const auto                           executor = ExecutorOf(static_cast<unsigned int>(state.range(1)));
  const Grid                           grid = MakeGrid(256, 256);
  phaseharmonics::NetworkStatistics<T> statistics(grid, NetworkOf(state));
  const auto                           image = Noise<T>(grid.NumberOfPixels());
  const std::vector<T>                 start(image.rbegin(), image.rend());
  std::vector<T>                       gradient(image.size());
  statistics.SetTarget(statistics.Analyze(image.data(), executor));
  double best = std::numeric_limits<double>::infinity();
  for (auto _ : state)
  {
    const double once = Milliseconds([&] { statistics.ValueAndGradient(start.data(), gradient.data(), executor); });
    state.SetIterationTime(1e-3 * once);
    best = std::min(best, once);
  }
  state.counters["best_ms"] = best;
  state.counters["GFlop"] = 1e-9 * statistics.FlopsOfGradient();
  state.counters["GFlop_s"] = 1e-6 * statistics.FlopsOfGradient() / best;
  state.counters["moments"] = static_cast<double>(statistics.GetNumberOfMoments());
  state.counters["MiB"] = static_cast<double>(statistics.SizeInBytes()) / 1048576.0;
}

void
Arguments(benchmark::internal::Benchmark * benchmark)
{
  for (const int filters : { 2, 8, 16, -32 })
  {
    for (const int threads : { 1, 2 })
    {
      benchmark->Args({ filters, threads });
    }
  }
  benchmark->ArgNames({ "filters", "threads" })->UseManualTime()->Unit(benchmark::kMillisecond);
}
} // namespace

BENCHMARK_TEMPLATE(ValueAndGradient, float)->Apply(Arguments);
BENCHMARK_TEMPLATE(ValueAndGradient, double)->Apply(Arguments);
