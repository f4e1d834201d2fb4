// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// Making a bank, the wavelet transform and its inverse.

#include "phBenchmarkTools.h"
#include "phWaveletTransform.h"

namespace
{
using namespace phaseharmonics_benchmark;

struct Geometry
{
  Grid         grid;
  unsigned int J;
  unsigned int L;
};

Geometry
GeometryOf(const benchmark::State & state)
{
  return state.range(0) == 2 ? Geometry{ MakeGrid(256, 256), 5, 8 } : Geometry{ MakeGrid(64, 64, 64), 4, 6 };
}

template <typename T>
std::shared_ptr<const WaveletBank<T>>
MakeBank(const Geometry & geometry, const Executor & executor)
{
  WaveletBankOptions options;
  options.numberOfScales = geometry.J;
  options.numberOfOrientations = geometry.L;
  return std::make_shared<WaveletBank<T>>(geometry.grid, options, executor);
}

template <typename T>
void
Construction(benchmark::State & state)
{
  const auto executor = ExecutorOf(static_cast<unsigned int>(state.range(1)));
  double     mebibytes = 0.0;
  for (auto _ : state)
  {
    mebibytes = static_cast<double>(MakeBank<T>(GeometryOf(state), executor)->MemoryInBytes()) / 1048576.0;
  }
  state.counters["MiB"] = mebibytes;
}

template <typename T>
class TransformFixture
{
public:
  TransformFixture(const benchmark::State & state, Direction direction)
    : executor(ExecutorOf(static_cast<unsigned int>(state.range(1))))
    , bank(MakeBank<T>(GeometryOf(state), executor))
    , transform(bank)
    , floor(CountBandWork(bank->GetGrid(), bank->GetOptions()),
            direction,
            static_cast<unsigned int>(state.range(1)),
            executor)
    , image(Noise<T>(bank->GetGrid().NumberOfPixels()))
    , lowPass(bank->GridOfScale(bank->GetNumberOfScales()).NumberOfPixels())
  {
    for (unsigned int band = 0; band < bank->GetNumberOfScales() * bank->GetNumberOfOrientations(); ++band)
    {
      bands.emplace_back(bank->GridOfScale(band / bank->GetNumberOfOrientations()).NumberOfPixels());
    }
    for (auto & band : bands)
    {
      pointers.push_back(band.data());
    }
    transform.Forward(image.data(), pointers.data(), lowPass.data(), executor);
  }

  itk::MultiThreaderExecutor                executor;
  std::shared_ptr<const WaveletBank<T>>     bank;
  phaseharmonics::WaveletTransform<T>       transform;
  Floor<T>                                  floor;
  std::vector<T>                            image;
  std::vector<T>                            lowPass;
  std::vector<std::vector<std::complex<T>>> bands;
  std::vector<std::complex<T> *>            pointers;
};

template <typename T>
void
Forward(benchmark::State & state)
{
  TransformFixture<T> f(state, Direction::Forward);
  RunBesideFloor(
    state, [&] { f.transform.Forward(f.image.data(), f.pointers.data(), f.lowPass.data(), f.executor); }, f.floor);
}

template <typename T>
void
Inverse(benchmark::State & state)
{
  TransformFixture<T> f(state, Direction::Backward);
  RunBesideFloor(
    state, [&] { f.transform.Inverse(f.pointers.data(), f.lowPass.data(), f.image.data(), f.executor); }, f.floor);
}

// 1,000 small images at once, 8 orientations; `us_per_image` of the time of all.
template <typename T>
void
Batch(benchmark::State & state)
{
  constexpr std::size_t count = 1000;
  const auto            side = static_cast<std::size_t>(state.range(0));
  const auto            executor = ExecutorOf(static_cast<unsigned int>(state.range(1)));
  WaveletBankOptions    options;
  options.numberOfScales = side < 64 ? 3 : 4;
  options.numberOfOrientations = 8;
  const auto bank = std::make_shared<WaveletBank<T>>(MakeGrid(side, side), options, executor);
  const phaseharmonics::WaveletTransform<T> transform(bank);

  const auto                                images = Noise<T>(count * bank->GetGrid().NumberOfPixels());
  std::vector<T>                            lowPass(count * bank->GridOfScale(options.numberOfScales).NumberOfPixels());
  std::vector<std::vector<std::complex<T>>> bands;
  for (unsigned int band = 0; band < options.numberOfScales * 8; ++band)
  {
    bands.emplace_back(count * bank->GridOfScale(band / 8).NumberOfPixels());
  }
  std::vector<std::complex<T> *> pointers;
  for (auto & band : bands)
  {
    pointers.push_back(band.data());
  }
  for (auto _ : state)
  {
    transform.ForwardBatch(images.data(), count, pointers.data(), lowPass.data(), executor);
  }
  state.counters["us_per_image"] = benchmark::Counter(
    static_cast<double>(count) * 1e-6, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void
Cases(benchmark::internal::Benchmark * b)
{
  b->ArgNames({ "dimension", "threads" })->ArgsProduct({ { 2, 3 }, { 1, 2 } })->Unit(benchmark::kMillisecond);
}

BENCHMARK_TEMPLATE(Batch, float)
  ->ArgNames({ "side", "threads" })
  ->ArgsProduct({ { 32, 64 }, { 1, 2 } })
  ->Unit(benchmark::kMillisecond)
  ->UseRealTime();
BENCHMARK_TEMPLATE(Construction, float)->Apply(Cases)->UseRealTime();
BENCHMARK_TEMPLATE(Forward, float)->Apply(Cases)->UseManualTime();
BENCHMARK_TEMPLATE(Forward, double)->Apply(Cases)->UseManualTime();
BENCHMARK_TEMPLATE(Inverse, float)->Apply(Cases)->UseManualTime();
BENCHMARK_TEMPLATE(Inverse, double)->Apply(Cases)->UseManualTime();
} // namespace
