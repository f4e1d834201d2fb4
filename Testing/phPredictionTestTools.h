// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phPredictionTestTools_h
#define phPredictionTestTools_h

#include "phHarmonicPrediction.h"

#include "phKernelTestTools.h"

#include <atomic>
#include <cmath>
#include <thread>

namespace phaseharmonics_test
{
using namespace phaseharmonics;

inline const PredictionObserver NoObserver = [](double) {};

class ThreeWorkers : public Executor
{
public:
  void
  ParallelFor(std::size_t count, const std::function<void(std::size_t)> & body) const override
  {
    std::atomic<std::size_t> next{ 0 };
    const auto               work = [&] {
      for (std::size_t i = next++; i < count; i = next++)
      {
        body(i);
      }
    };
    std::thread second(work);
    std::thread third(work);
    work();
    second.join();
    third.join();
  }
};

// Dirac pulses at a share `intensity` of the pixels: of height 1, or with Gaussian heights.
template <typename T>
std::vector<T>
PoissonField(const Grid & grid, double intensity, bool hasSigns, std::uint64_t seed)
{
  std::vector<double> uniform(grid.NumberOfPixels());
  std::vector<double> heights(grid.NumberOfPixels());
  FillUniform(uniform.data(), uniform.size(), seed, 0);
  FillStandardNormal(heights.data(), heights.size(), seed, 1);
  std::vector<T> values(grid.NumberOfPixels());
  for (std::size_t i = 0; i < values.size(); ++i)
  {
    values[i] = static_cast<T>(uniform[i] < intensity ? (hasSigns ? heights[i] : 1.0) : 0.0);
  }
  return values;
}

// Fit on one field, figures on another.
template <typename T>
std::vector<PredictionFigures>
FiguresOutOfSample(const Grid &                      grid,
                   const std::vector<T> &            train,
                   const std::vector<T> &            test,
                   const HarmonicPredictionOptions & options)
{
  const auto model = FitHarmonicPrediction<T>({ { grid, train.data() } }, options, NoObserver, ThreeWorkers());
  return EvaluateHarmonicPrediction<T>(model, { grid, test.data() }, NoObserver, ThreeWorkers());
}
} // namespace phaseharmonics_test

#endif
