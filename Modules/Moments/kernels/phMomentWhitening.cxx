// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phMomentWhiteningInternal.h"

#include <Eigen/Eigenvalues>

#include <algorithm>
#include <map>

namespace phaseharmonics
{
namespace
{
using Key = std::array<int, 4>;

// From all moments in one block to every moment alone.
constexpr int NumberOfGroupings = 4;

// The sets of signals are small enough to be whitened as a whole, which recovers many more of them.
unsigned int
LargestBlock(const MomentSet & set, const MomentWhiteningOptions & options)
{
  return options.largestBlock > 0 ? options.largestBlock : set.GetDimension() == 1 ? 768 : 192;
}

Key
BlockOf(const MomentSet & set, std::size_t moment, int grouping)
{
  const MomentIndex & index = set.GetMoments()[moment].index;
  const auto          j1 = static_cast<int>(index.first.scale);
  const auto          j2 = static_cast<int>(index.second.scale);
  switch (grouping)
  {
    case 0:
      return {};
    case 1:
      return { { j1, j2, 0, 0 } };
    case 2:
      return { { j1, j2, index.first.harmonic, index.second.harmonic } };
    default:
      return { { static_cast<int>(moment), 0, 0, 0 } };
  }
}

// Blocks in the order of their first moments.
std::vector<std::vector<std::size_t>>
GroupMoments(const MomentSet & set, int grouping)
{
  std::map<Key, std::size_t>            numberOf;
  std::vector<std::vector<std::size_t>> blocks;
  for (std::size_t m = 0; m < set.GetMoments().size(); ++m)
  {
    const auto found = numberOf.emplace(BlockOf(set, m, grouping), blocks.size());
    if (found.second)
    {
      blocks.emplace_back();
    }
    blocks[found.first->second].push_back(m);
  }
  return blocks;
}

std::size_t
LargestCount(const MomentSet & set, const std::vector<std::vector<std::size_t>> & blocks)
{
  std::size_t largest = 0;
  for (const auto & block : blocks)
  {
    std::size_t count = 0;
    for (const std::size_t m : block)
    {
      count += set.GetMoments()[m].isReal ? 1 : 2;
    }
    largest = std::max(largest, count);
  }
  return largest;
}
} // namespace

MomentWhitening::MomentWhitening(const MomentSet & set, const MomentWhiteningOptions & options)
  : m_SmallestShare(options.smallestShare)
{
  int  grouping = 0;
  auto blocks = GroupMoments(set, grouping);
  while (grouping + 1 < NumberOfGroupings && LargestCount(set, blocks) > LargestBlock(set, options))
  {
    blocks = GroupMoments(set, ++grouping);
  }
  m_BlockBegin.push_back(0);
  for (const auto & block : blocks)
  {
    for (const std::size_t m : block)
    {
      m_Numbers.push_back({ m, false });
      if (!set.GetMoments()[m].isReal)
      {
        m_Numbers.push_back({ m, true });
      }
    }
    m_BlockBegin.push_back(m_Numbers.size());
  }
}

std::size_t
MomentWhitening::GetLargestBlock() const
{
  std::size_t largest = 0;
  for (std::size_t b = 0; b + 1 < m_BlockBegin.size(); ++b)
  {
    largest = std::max(largest, m_BlockBegin[b + 1] - m_BlockBegin[b]);
  }
  return largest;
}

void
MomentWhitening::Learn(const std::vector<double> & samples, const Executor & executor)
{
  using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  const auto stride = static_cast<Eigen::Index>(m_Numbers.size());
  const auto count = static_cast<Eigen::Index>(samples.size() / m_Numbers.size());

  std::vector<std::vector<double>> metric(m_BlockBegin.size() - 1);
  executor.ParallelFor(metric.size(), [&](std::size_t b) {
    const auto size = static_cast<Eigen::Index>(m_BlockBegin[b + 1] - m_BlockBegin[b]);
    Matrix     values = Eigen::Map<const Matrix>(samples.data(), count, stride)
                      .middleCols(static_cast<Eigen::Index>(m_BlockBegin[b]), size);
    values.rowwise() -= values.colwise().mean().eval();
    const Matrix                                covariance = values.transpose() * values / static_cast<double>(count);
    const Eigen::SelfAdjointEigenSolver<Matrix> solver(covariance);
    const double                                largest = std::max(solver.eigenvalues().maxCoeff(), 0.0);
    const double                                added = largest > 0.0 ? m_SmallestShare * largest : 1.0;
    const Eigen::VectorXd                       inverse = (solver.eigenvalues().array().max(0.0) + added).inverse();
    metric[b].resize(static_cast<std::size_t>(size * size));
    Eigen::Map<Matrix>(metric[b].data(), size, size) =
      solver.eigenvectors() * inverse.asDiagonal() * solver.eigenvectors().transpose();
  });
  m_Metric = std::move(metric);
}

void
MomentWhitening::Forget()
{
  m_Metric.clear();
}

void
MomentWhitening::ToNumbers(const Values & moments, double * numbers) const
{
  for (std::size_t i = 0; i < m_Numbers.size(); ++i)
  {
    const std::complex<double> value = moments[m_Numbers[i].moment];
    numbers[i] = m_Numbers[i].isImaginary ? value.imag() : value.real();
  }
}

double
MomentWhitening::Apply(const double * residual, double * product) const
{
  double energy = 0.0;
  if (m_Metric.empty())
  {
    for (std::size_t i = 0; i < m_Numbers.size(); ++i)
    {
      product[i] = residual[i];
      energy += residual[i] * residual[i];
    }
    return energy;
  }
  for (std::size_t b = 0; b < m_Metric.size(); ++b)
  {
    const std::size_t size = m_BlockBegin[b + 1] - m_BlockBegin[b];
    const double *    r = residual + m_BlockBegin[b];
    for (std::size_t i = 0; i < size; ++i)
    {
      const double * row = m_Metric[b].data() + i * size;
      double         sum = 0.0;
      for (std::size_t k = 0; k < size; ++k)
      {
        sum += row[k] * r[k];
      }
      product[m_BlockBegin[b] + i] = sum;
      energy += r[i] * sum;
    }
  }
  return energy;
}

void
MomentWhitening::ToMoments(const double * numbers, Values & moments) const
{
  for (std::size_t i = 0; i < m_Numbers.size(); ++i)
  {
    auto & value = moments[m_Numbers[i].moment];
    m_Numbers[i].isImaginary ? value.imag(numbers[i]) : value.real(numbers[i]);
  }
}

std::size_t
MomentWhitening::MemoryInBytes() const
{
  std::size_t bytes = m_Numbers.size() * (sizeof(Number) + 3 * sizeof(double));
  for (std::size_t b = 0; b + 1 < m_BlockBegin.size(); ++b)
  {
    const std::size_t size = m_BlockBegin[b + 1] - m_BlockBegin[b];
    bytes += 2 * size * size * sizeof(double);
  }
  return bytes;
}
} // namespace phaseharmonics
