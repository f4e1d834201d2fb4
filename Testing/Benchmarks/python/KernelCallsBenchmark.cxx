// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// The kernels that functions of the Python package call, 256 x 256 pixels in single precision on one thread, into
// memory that is there already. overhead.py times the functions and compares.

#include "phPhaseHarmonic.h"
#include "phRectifier.h"
#include "phStatistics.h"
#include "phTextureSynthesis.h"
#include "phWaveletTransform.h"

#include <benchmark/benchmark.h>

#include <random>

namespace
{
using namespace phaseharmonics;
using Complex = std::complex<float>;

const Grid &
SquareGrid()
{
  static const Grid grid{ 2, { { 256, 256, 1 } } };
  return grid;
}

const std::vector<float> &
Noise()
{
  static const std::vector<float> noise = [] {
    std::mt19937                    generator(1);
    std::normal_distribution<float> normal;
    std::vector<float>              values(SquareGrid().NumberOfPixels());
    for (float & value : values)
    {
      value = normal(generator);
    }
    return values;
  }();
  return noise;
}

WaveletBankOptions
Options()
{
  WaveletBankOptions options;
  options.numberOfScales = DefaultNumberOfScales(SquareGrid(), options);
  return options;
}

std::shared_ptr<const WaveletBank<float>>
MakeBank()
{
  return std::make_shared<const WaveletBank<float>>(SquareGrid(), Options(), SerialExecutor());
}

/** Memory for bands and low pass. */
struct Bands
{
  explicit Bands(const WaveletBankOptions & options)
    : lowPass(options.GridOfScale(SquareGrid(), options.numberOfScales).NumberOfPixels())
  {
    for (unsigned int j = 0; j < options.numberOfScales; ++j)
    {
      for (unsigned int l = 0; l < options.numberOfOrientations; ++l)
      {
        values.emplace_back(options.GridOfScale(SquareGrid(), j).NumberOfPixels());
        pointers.push_back(values.back().data());
      }
    }
  }
  std::vector<std::vector<Complex>> values;
  std::vector<Complex *>            pointers;
  std::vector<float>                lowPass;
};

void
BankForward(benchmark::State & state)
{
  const WaveletTransform<float> transform(MakeBank());
  Bands                         bands(Options());
  for (auto _ : state)
  {
    transform.Forward(Noise().data(), bands.pointers.data(), bands.lowPass.data(), SerialExecutor());
  }
}

void
WaveletBankAndForward(benchmark::State & state)
{
  Bands bands(Options());
  for (auto _ : state)
  {
    const WaveletTransform<float> transform(MakeBank());
    transform.Forward(Noise().data(), bands.pointers.data(), bands.lowPass.data(), SerialExecutor());
  }
}

std::vector<Complex>
Band()
{
  const WaveletTransform<float> transform(MakeBank());
  Bands                         bands(Options());
  transform.Forward(Noise().data(), bands.pointers.data(), bands.lowPass.data(), SerialExecutor());
  return bands.values.front();
}

void
HarmonicOfBand(benchmark::State & state)
{
  const std::vector<Complex> band = Band();
  std::vector<Complex>       harmonic(band.size());
  for (auto _ : state)
  {
    ComputePhaseHarmonic(band.data(), band.size(), 2, harmonic.data());
  }
}

void
FourPhasesOfBand(benchmark::State & state)
{
  const std::vector<Complex> band = Band();
  std::vector<float>         phases(4 * band.size());
  float * const              rows[] = {
                 phases.data(), phases.data() + band.size(), phases.data() + 2 * band.size(), phases.data() + 3 * band.size()
  };
  for (auto _ : state)
  {
    Rectify(Rectifier(), band.data(), band.size(), 4, rows);
  }
}

MomentSet
MakeSet()
{
  return MomentSet(2, Options().numberOfScales, Options().numberOfOrientations, MomentSetOptions());
}

void
MomentsOfImage(benchmark::State & state)
{
  for (auto _ : state)
  {
    Statistics<float> statistics(MakeBank(), MakeSet());
    benchmark::DoNotOptimize(statistics.Analyze(Noise().data(), SerialExecutor()));
  }
}

void
SynthesisOfTwentyIterations(benchmark::State & state)
{
  TextureSynthesisOptions options;
  options.iterations = 20;
  std::vector<float> sample(Noise().size());
  for (auto _ : state)
  {
    TextureSynthesis<float> synthesis(MakeBank(), MakeSet(), options);
    synthesis.SetTarget({ Noise().data() }, SerialExecutor());
    synthesis.DrawSample(
      0, [](const TextureSynthesis<float>::Progress &) { return true; }, SerialExecutor());
    synthesis.GetImage(sample.data());
  }
}

BENCHMARK(BankForward)->Name("WaveletBank.forward")->Unit(benchmark::kMillisecond);
BENCHMARK(WaveletBankAndForward)->Name("wavelet_bank")->Unit(benchmark::kMillisecond);
BENCHMARK(HarmonicOfBand)->Name("phase_harmonic")->Unit(benchmark::kMillisecond);
BENCHMARK(FourPhasesOfBand)->Name("rectify")->Unit(benchmark::kMillisecond);
BENCHMARK(MomentsOfImage)->Name("moments")->Unit(benchmark::kMillisecond);
BENCHMARK(SynthesisOfTwentyIterations)->Name("synthesize, 20 iterations")->Unit(benchmark::kMillisecond);
} // namespace
