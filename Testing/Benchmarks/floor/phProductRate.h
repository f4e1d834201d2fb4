// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phProductRate_h
#define phProductRate_h

#include "phExecutor.h"
#include "phMachineKernels.h"

#include <vector>

namespace phaseharmonics_benchmark
{
/** Which of the two products of a value and gradient. */
enum class Product : unsigned char
{
  Gram,
  Gradient
};

/** One way of multiplying: the maps of a product are tile x columns. */
struct ProductCase
{
  std::size_t architecture; // of SupportedArchitectures
  std::size_t tile;
  std::size_t columns;
};

struct ProductRate
{
  ProductCase way;
  double      gflops; // per second, of all threads together
};

/** Runs products on all threads until `flops` are done; the maps stay in cache. Returns milliseconds for that many. */
template <typename T>
double
RunProducts(Product                          product,
            const ProductCase &              way,
            double                           flops,
            unsigned int                     threads,
            const phaseharmonics::Executor & executor);

/** Rates of tiles and columns such as the engine uses, for every architecture; each is measured for so long. */
template <typename T>
std::vector<ProductRate>
MeasureProductRates(Product product, double seconds, unsigned int threads, const phaseharmonics::Executor & executor);

const ProductRate &
FastestOf(const std::vector<ProductRate> & rates);

/** The fastest way on so many threads, looked for once in a process. */
template <typename T>
const ProductCase &
FastestProduct(Product product, unsigned int threads, const phaseharmonics::Executor & executor);
} // namespace phaseharmonics_benchmark

#endif
