// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phBlockBootstrap.h"

#include "phRandom.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace phaseharmonics
{
BlockBootstrap::BlockBootstrap(std::size_t count, std::size_t block, std::uint64_t seed, std::uint64_t stream)
  : m_Count(count)
  , m_Block(std::min(count, block))
  , m_Seed(seed)
  , m_Stream(stream)
{
  if (count == 0 || block == 0)
  {
    throw std::invalid_argument("a bootstrap needs data and blocks of at least one element");
  }
}

std::vector<BlockBootstrap::Block>
BlockBootstrap::Draw(std::uint64_t replicate) const
{
  const std::size_t  number = (m_Count + m_Block - 1) / m_Block;
  std::vector<Block> blocks(number);
  for (std::size_t i = 0; i < number; ++i)
  {
    const auto bits = Philox(m_Seed, (m_Stream << 32) + replicate, i);
    // 53 of 64 bits: the share of an element differs from 1 / count by less than 1e-15.
    const std::uint64_t word = (std::uint64_t{ bits[0] } << 32) | bits[1];
    const double        uniform = static_cast<double>(word >> 11) * (1.0 / 9007199254740992.0);
    blocks[i].start = std::min(m_Count - 1, static_cast<std::size_t>(uniform * static_cast<double>(m_Count)));
    blocks[i].length = m_Block;
  }
  blocks.back().length = m_Count - (number - 1) * m_Block;
  return blocks;
}

CircularSums::CircularSums(const std::vector<double> & values)
  : m_Prefix(values.size() + 1)
{
  for (std::size_t i = 0; i < values.size(); ++i)
  {
    m_Prefix[i + 1] = m_Prefix[i] + values[i];
  }
}

double
CircularSums::Sum(const BlockBootstrap::Block & block) const
{
  const std::size_t count = m_Prefix.size() - 1;
  const std::size_t end = block.start + block.length;
  return end <= count ? m_Prefix[end] - m_Prefix[block.start]
                      : m_Prefix[count] - m_Prefix[block.start] + m_Prefix[end - count];
}

double
CircularSums::Sum(const std::vector<BlockBootstrap::Block> & blocks) const
{
  double sum = 0.0;
  for (const auto & block : blocks)
  {
    sum += this->Sum(block);
  }
  return sum;
}

double
SortedQuantile(const std::vector<double> & sorted, double level)
{
  const double position = level * static_cast<double>(sorted.size() - 1);
  const auto   below = std::min(sorted.size() - 1, static_cast<std::size_t>(position));
  const auto   above = std::min(sorted.size() - 1, below + 1);
  return sorted[below] + (position - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

IntervalEstimate
SummarizeReplicates(double value, std::vector<double> replicates, double confidence)
{
  IntervalEstimate estimate{ value, 0.0, value, value };
  if (replicates.size() < 2)
  {
    return estimate;
  }
  const auto count = static_cast<double>(replicates.size());
  double     mean = 0.0;
  for (const double replicate : replicates)
  {
    mean += replicate / count;
  }
  double variance = 0.0;
  for (const double replicate : replicates)
  {
    variance += (replicate - mean) * (replicate - mean) / (count - 1.0);
  }
  std::sort(replicates.begin(), replicates.end());
  estimate.standardError = std::sqrt(variance);
  estimate.low = 2.0 * value - SortedQuantile(replicates, 0.5 * (1.0 + confidence));
  estimate.high = 2.0 * value - SortedQuantile(replicates, 0.5 * (1.0 - confidence));
  return estimate;
}
} // namespace phaseharmonics
