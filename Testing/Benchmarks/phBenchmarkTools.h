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

/** The Fourier transforms without which wavelet coefficients cannot be had, and nothing else: one real transform of
 *  the image and a complex one of each band on its own grid. Of zeros, which stay zeros and take as long. */
template <typename T>
class NecessaryTransforms
{
public:
  NecessaryTransforms(const WaveletBank<T> & bank, const Executor & executor)
    : m_Executor(executor)
    , m_Full(bank.GetGrid())
    , m_Image(bank.GetGrid().NumberOfPixels())
    , m_Half(bank.GetGrid().NumberOfHalfBins())
  {
    for (unsigned int scale = 0; scale < bank.GetNumberOfScales(); ++scale)
    {
      const Grid grid = bank.GridOfScale(scale);
      m_Transforms.emplace_back(grid);
      for (unsigned int l = 0; l < bank.GetNumberOfOrientations(); ++l)
      {
        m_Bands.push_back({ scale, std::vector<std::complex<T>>(grid.NumberOfPixels()) });
      }
    }
  }

  void
  Forward()
  {
    m_Full.Forward(m_Image.data(), m_Half.data());
    m_Executor.ParallelFor(
      m_Bands.size(), [&](std::size_t b) { m_Transforms[m_Bands[b].scale].InverseComplex(m_Bands[b].data.data()); });
  }

  void
  Backward()
  {
    m_Executor.ParallelFor(
      m_Bands.size(), [&](std::size_t b) { m_Transforms[m_Bands[b].scale].ForwardComplex(m_Bands[b].data.data()); });
    m_Full.Inverse(m_Half.data(), m_Image.data());
  }

private:
  struct Band
  {
    unsigned int                 scale;
    std::vector<std::complex<T>> data;
  };

  const Executor &                 m_Executor;
  FourierTransform<T>              m_Full;
  std::vector<FourierTransform<T>> m_Transforms; // of each scale
  std::vector<T>                   m_Image;
  std::vector<std::complex<T>>     m_Half;
  std::vector<Band>                m_Bands;
};

/** Runs the work of a benchmark and, alternating with it, the transforms that it needs; the time of the work alone
 *  counts. `best_ms` and `fft_ms` are the shortest times of both, which other programs disturb least, and `fft_ratio`
 *  is the first over the second. */
template <typename TWork, typename TTransforms>
void
RunBesideTransforms(benchmark::State & state, const TWork & work, const TTransforms & transforms)
{
  using Clock = std::chrono::steady_clock;
  using Milliseconds = std::chrono::duration<double, std::milli>;
  work();
  transforms();
  double best = std::numeric_limits<double>::infinity();
  double bestOfTransforms = best;
  for (auto _ : state)
  {
    const auto start = Clock::now();
    work();
    const auto middle = Clock::now();
    transforms();
    const auto         end = Clock::now();
    const Milliseconds ofWork = middle - start;
    state.SetIterationTime(1e-3 * ofWork.count());
    best = std::min(best, ofWork.count());
    bestOfTransforms = std::min(bestOfTransforms, Milliseconds(end - middle).count());
  }
  state.counters["best_ms"] = best;
  state.counters["fft_ms"] = bestOfTransforms;
  state.counters["fft_ratio"] = best / bestOfTransforms;
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
