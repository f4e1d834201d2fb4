// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phProductRate.h"

#include "phAlignedBuffer.h"
#include "phScratchPool.h"
#include "phTiming.h"

#include <cmath>
#include <map>
#include <utility>

namespace phaseharmonics_benchmark
{
using phaseharmonics::Executor;
using phaseharmonics::ScratchPool;

template <typename T>
double
RunProducts(Product product, const ProductCase & way, double flops, unsigned int threads, const Executor & executor)
{
  const ProductKernels<T> & kernels = SupportedArchitectures()[way.architecture].Products<T>();
  const std::size_t         mapSize = way.tile * way.columns;
  const std::size_t         matrixSize = way.columns * way.columns;
  ScratchPool<T>            scratch(2 * mapSize + matrixSize);

  // Several tasks a thread, so that a thread that is interrupted leaves work to others.
  const double      flopsOfProduct = 2.0 * static_cast<double>(way.tile * matrixSize);
  const std::size_t tasks = 8 * static_cast<std::size_t>(threads);
  const double      exact = flops / (flopsOfProduct * static_cast<double>(tasks));
  const auto        repetitions = static_cast<std::size_t>(std::ceil(std::max(1.0, exact)));
  const auto        run = [&](std::size_t count) {
    executor.ParallelFor(tasks, [&](std::size_t) {
      auto      buffer = scratch.Acquire();
      T * const left = buffer.data();
      T * const right = left + mapSize;
      T * const matrix = right + mapSize;
      for (std::size_t i = 0; i < count; ++i)
      {
        product == Product::Gram ? kernels.gram(left, right, matrix, way.tile, way.columns)
                                        : kernels.gradient(right, matrix, left, way.tile, way.columns);
      }
    });
  };
  run(1);
  return Milliseconds([&] { run(repetitions); }) * exact / static_cast<double>(repetitions);
}

template <typename T>
std::vector<ProductRate>
MeasureProductRates(Product product, double seconds, unsigned int threads, const Executor & executor)
{
  std::vector<ProductRate> rates;
  for (std::size_t architecture = 0; architecture < SupportedArchitectures().size(); ++architecture)
  {
    for (const std::size_t tile : { 256, 512, 1024 })
    {
      for (const std::size_t columns : { 64, 128, 192 })
      {
        const ProductCase way{ architecture, tile, columns };
        const double      flops = 5e7 * threads;
        double            shortest = RunProducts<T>(product, way, flops, threads, executor);
        for (double elapsed = shortest; elapsed < 1e3 * seconds;)
        {
          const double once = RunProducts<T>(product, way, flops, threads, executor);
          shortest = std::min(shortest, once);
          elapsed += once;
        }
        rates.push_back({ way, 1e-6 * flops / shortest });
      }
    }
  }
  return rates;
}

const ProductRate &
FastestOf(const std::vector<ProductRate> & rates)
{
  return *std::max_element(
    rates.begin(), rates.end(), [](const ProductRate & a, const ProductRate & b) { return a.gflops < b.gflops; });
}

template <typename T>
const ProductCase &
FastestProduct(Product product, unsigned int threads, const Executor & executor)
{
  static std::map<std::pair<Product, unsigned int>, ProductCase> ways;
  const auto                                                     key = std::make_pair(product, threads);
  auto                                                           found = ways.find(key);
  if (found == ways.end())
  {
    found = ways.emplace(key, FastestOf(MeasureProductRates<T>(product, 0.01, threads, executor)).way).first;
  }
  return found->second;
}

#define PH_INSTANTIATE(T)                                                                                              \
  template double RunProducts<T>(Product, const ProductCase &, double, unsigned int, const Executor &);                \
  template std::vector<ProductRate> MeasureProductRates<T>(Product, double, unsigned int, const Executor &);           \
  template const ProductCase &      FastestProduct<T>(Product, unsigned int, const Executor &)
PH_INSTANTIATE(float);
PH_INSTANTIATE(double);
#undef PH_INSTANTIATE
} // namespace phaseharmonics_benchmark
