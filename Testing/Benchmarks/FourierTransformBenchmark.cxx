// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// Fourier transforms on one thread, beside the fastest way to do them that could be found. GFlops counts 5 n log2 n for
// a complex transform and half of that for a real one.

#include "phBenchmarkTools.h"

#include <cmath>

namespace
{
using namespace phaseharmonics_benchmark;

enum class Kind
{
  RealForward,
  RealInverse,
  ComplexForward,
  ComplexInverse
};

template <typename T, Kind kind>
void
Transform(benchmark::State & state)
{
  const auto side = [&](int axis) { return static_cast<std::size_t>(state.range(axis)); };
  const Grid grid = MakeGrid(side(0), side(1), side(2));
  const auto pixels = grid.NumberOfPixels();
  const bool isReal = kind == Kind::RealForward || kind == Kind::RealInverse;

  const FourierTransform<T>    transform(grid);
  std::vector<T>               real = Noise<T>(pixels);
  std::vector<std::complex<T>> half(grid.NumberOfHalfBins());
  std::vector<std::complex<T>> scratch(half.size());
  std::vector<std::complex<T>> data(isReal ? 0 : pixels);
  transform.Forward(real.data(), half.data());
  const auto work = [&] {
    switch (kind)
    {
      case Kind::RealForward:
        transform.Forward(real.data(), half.data());
        break;
      case Kind::RealInverse:
        // It overwrites its input: the time of this copy is counted.
        std::copy(half.begin(), half.end(), scratch.begin());
        transform.Inverse(scratch.data(), real.data());
        break;
      case Kind::ComplexForward:
        transform.ForwardComplex(data.data());
        break;
      case Kind::ComplexInverse:
        transform.InverseComplex(data.data());
        break;
    }
    benchmark::ClobberMemory();
  };

  const BestTransform<T> &                       fastest = BestTransform<T>::Of(grid,
                                                          kind == Kind::RealForward ? TransformKind::RealForward
                                                                                : kind == Kind::RealInverse ? TransformKind::RealInverse
                                                                                                            : TransformKind::Complex);
  phaseharmonics::AlignedBuffer<std::complex<T>> zeros(pixels);
  phaseharmonics::AlignedBuffer<std::complex<T>> spectrum(isReal ? half.size() : pixels);
  const auto                                     floor = [&] {
    isReal ? fastest.RunReal(reinterpret_cast<T *>(zeros.data()), spectrum.data())
           : fastest.RunForward(zeros.data(), spectrum.data());
  };

  double best = std::numeric_limits<double>::infinity();
  double bestOfFloor = best;
  for (auto _ : state)
  {
    const double once = Milliseconds(work);
    state.SetIterationTime(1e-3 * once);
    best = std::min(best, once);
    bestOfFloor = std::min(bestOfFloor, Milliseconds(floor));
  }
  state.counters["floor_ms"] = bestOfFloor;
  state.counters["floor_ratio"] = best / bestOfFloor;
  const double n = static_cast<double>(pixels);
  state.counters["GFlops"] =
    benchmark::Counter((isReal ? 2.5e-9 : 5e-9) * n * std::log2(n), benchmark::Counter::kIsIterationInvariantRate);
}

void
Sizes(benchmark::internal::Benchmark * b)
{
  b->ArgNames({ "x", "y", "z" })->UseManualTime()->Unit(benchmark::kMicrosecond);
  for (const int side : { 64, 128, 256, 512, 1024 })
  {
    b->Args({ side, side, 0 });
  }
  b->Args({ 63, 63, 0 })->Args({ 61, 47, 0 })->Args({ 243, 255, 0 })->Args({ 257, 257, 0 })->Args({ 1021, 0, 0 });
  b->Args({ 65536, 0, 0 })->Args({ 64, 64, 64 })->Args({ 32, 48, 20 });
}

BENCHMARK_TEMPLATE(Transform, float, Kind::RealForward)->Apply(Sizes);
BENCHMARK_TEMPLATE(Transform, float, Kind::RealInverse)->Apply(Sizes);
BENCHMARK_TEMPLATE(Transform, float, Kind::ComplexForward)->Apply(Sizes);
BENCHMARK_TEMPLATE(Transform, float, Kind::ComplexInverse)->Apply(Sizes);
BENCHMARK_TEMPLATE(Transform, double, Kind::RealForward)->Apply(Sizes);
BENCHMARK_TEMPLATE(Transform, double, Kind::RealInverse)->Apply(Sizes);
BENCHMARK_TEMPLATE(Transform, double, Kind::ComplexForward)->Apply(Sizes);
BENCHMARK_TEMPLATE(Transform, double, Kind::ComplexInverse)->Apply(Sizes);
} // namespace
