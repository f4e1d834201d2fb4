// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// Moments of a 256 x 256 image, J = 5, model C, and value and gradient of the energy of matching them, beside the
// transforms and products that these cannot avoid: L = 4 with scale range 2 (the defaults of synthesis) and L = 8
// with 1.

#include "phBenchmarkTools.h"
#include "phStatistics.h"

namespace
{
using namespace phaseharmonics_benchmark;
using phaseharmonics::MomentSet;
using phaseharmonics::Statistics;

template <typename T>
class StatisticsFixture
{
public:
  StatisticsFixture(const benchmark::State & state, Direction direction)
    : executor(ExecutorOf(static_cast<unsigned int>(state.range(1))))
    , bank(MakeBank(static_cast<unsigned int>(state.range(0)), state.range(2) != 0, executor))
    , statistics(bank, MakeSet(static_cast<unsigned int>(state.range(0))))
    , floor(CountMomentWork(bank->GetGrid(), bank->GetOptions(), statistics.GetMomentSet()),
            direction,
            static_cast<unsigned int>(state.range(1)),
            executor)
    , image(Noise<T>(bank->GetGrid().NumberOfPixels()))
    , gradient(image.size())
  {
    const auto target = Noise<T>(image.size(), 2);
    statistics.SetTarget(statistics.Analyze(target.data(), executor), phaseharmonics::MomentNormalization::Target);
  }

  void
  Describe(benchmark::State & state) const
  {
    state.counters["moments"] = static_cast<double>(statistics.GetMomentSet().GetNumberOfUniqueMoments());
    state.counters["MiB"] = static_cast<double>(statistics.PeakMemoryInBytes(true)) / 1048576.0;
  }

  itk::MultiThreaderExecutor            executor;
  std::shared_ptr<const WaveletBank<T>> bank;
  Statistics<T>                         statistics;
  Floor<T>                              floor;
  std::vector<T>                        image;
  std::vector<T>                        gradient;

private:
  static std::shared_ptr<const WaveletBank<T>>
  MakeBank(unsigned int L, bool fullGrid, const Executor & executor)
  {
    WaveletBankOptions options;
    options.numberOfOrientations = L;
    options.decimation = !fullGrid;
    return std::make_shared<WaveletBank<T>>(MakeGrid(256, 256), options, executor);
  }

  static MomentSet
  MakeSet(unsigned int L)
  {
    phaseharmonics::MomentSetOptions options;
    options.scaleRange = L == 4 ? 2 : 1;
    return { 2, WaveletBankOptions().numberOfScales, L, options };
  }
};

template <typename T>
void
Analyze(benchmark::State & state)
{
  StatisticsFixture<T> f(state, Direction::Forward);
  RunBesideFloor(
    state, [&] { benchmark::DoNotOptimize(f.statistics.Analyze(f.image.data(), f.executor)); }, f.floor);
  f.Describe(state);
}

template <typename T>
void
Value(benchmark::State & state)
{
  StatisticsFixture<T> f(state, Direction::Forward);
  RunBesideFloor(
    state, [&] { benchmark::DoNotOptimize(f.statistics.Value(f.image.data(), f.executor)); }, f.floor);
  f.Describe(state);
}

template <typename T>
void
ValueAndGradient(benchmark::State & state)
{
  StatisticsFixture<T> f(state, Direction::Both);
  RunBesideFloor(
    state,
    [&] { benchmark::DoNotOptimize(f.statistics.ValueAndGradient(f.image.data(), f.gradient.data(), f.executor)); },
    f.floor);
  f.Describe(state);
}

void
Cases(benchmark::internal::Benchmark * b)
{
  b->ArgNames({ "L", "threads", "full_grid" })->ArgsProduct({ { 4, 8 }, { 1, 2 }, { 0, 1 } });
  b->UseManualTime()->Unit(benchmark::kMillisecond);
}

BENCHMARK_TEMPLATE(Analyze, float)->Apply(Cases);
BENCHMARK_TEMPLATE(Value, float)->Apply(Cases);
BENCHMARK_TEMPLATE(ValueAndGradient, float)->Apply(Cases);
BENCHMARK_TEMPLATE(ValueAndGradient, double)->Apply(Cases);
} // namespace
