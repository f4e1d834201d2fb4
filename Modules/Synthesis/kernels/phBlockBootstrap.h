// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phBlockBootstrap_h
#define phBlockBootstrap_h

#include "PhaseHarmonicsExport.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace phaseharmonics
{
/** A value with the standard error and the confidence interval that a bootstrap gives; both are 0 and the interval is
 *  the value itself without replicates. */
struct IntervalEstimate
{
  double value{ 0.0 };
  double standardError{ 0.0 };
  double low{ 0.0 };
  double high{ 0.0 };
};

/** Circular block bootstrap of dependent data (Politis and Romano 1992): a replicate is made of blocks of consecutive
 *  elements that start anywhere, the last one cut so that as many elements are drawn as there are. Blocks of one
 *  replicate depend on seed, stream and replicate only. */
class PhaseHarmonics_EXPORT BlockBootstrap
{
public:
  /** Blocks longer than the data are shortened. Throws std::invalid_argument without data or block. */
  BlockBootstrap(std::size_t count, std::size_t block, std::uint64_t seed, std::uint64_t stream = 0);

  struct Block
  {
    std::size_t start;
    std::size_t length;
  };

  std::vector<Block>
  Draw(std::uint64_t replicate) const;

private:
  std::size_t   m_Count;
  std::size_t   m_Block;
  std::uint64_t m_Seed;
  std::uint64_t m_Stream;
};

/** Sums over blocks of a circular array, each from two of its prefix sums. */
class PhaseHarmonics_EXPORT CircularSums
{
public:
  explicit CircularSums(const std::vector<double> & values);

  double
  Sum(const BlockBootstrap::Block & block) const;
  double
  Sum(const std::vector<BlockBootstrap::Block> & blocks) const;
  double
  Total() const
  {
    return m_Prefix.back();
  }

private:
  std::vector<double> m_Prefix;
};

/** The standard deviation of the replicates, and the interval 2 value - quantiles (basic method: it takes out the bias
 *  that replicates show). */
PhaseHarmonics_EXPORT IntervalEstimate
SummarizeReplicates(double value, std::vector<double> replicates, double confidence);

/** Quantile of sorted values, linear between them. */
PhaseHarmonics_EXPORT double
SortedQuantile(const std::vector<double> & sorted, double level);
} // namespace phaseharmonics

#endif
