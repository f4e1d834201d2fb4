// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phSparseKernelsInternal.h"
#include "phVectorCoderInternal.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

namespace phaseharmonics
{
namespace
{
template <typename T>
const Dictionary<T> &
Checked(const std::shared_ptr<const Dictionary<T>> & dictionary)
{
  if (dictionary == nullptr || dictionary->GetNumberOfAtoms() == 0)
  {
    throw std::invalid_argument("A sparse coder needs a dictionary.");
  }
  dictionary->CheckAtoms();
  return *dictionary;
}

// Throws for the first vector whose squared norm is not a finite number of type T.
template <typename T>
void
CheckVectors(const T * vectors, std::size_t count, std::size_t length, const Executor & executor)
{
  constexpr std::size_t    block = 256;
  std::vector<std::size_t> firstBad((count + block - 1) / block, count);
  executor.ParallelFor(firstBad.size(), [&](std::size_t b) {
    const std::size_t end = std::min(count, (b + 1) * block);
    for (std::size_t n = b * block; n < end && firstBad[b] == count; ++n)
    {
      double sum = 0.0;
      for (std::size_t i = 0; i < length; ++i)
      {
        const auto value = static_cast<double>(vectors[n * length + i]);
        sum += value * value;
      }
      if (!(sum <= static_cast<double>(std::numeric_limits<T>::max())))
      {
        firstBad[b] = n;
      }
    }
  });
  const auto bad = std::find_if(firstBad.begin(), firstBad.end(), [count](std::size_t n) { return n < count; });
  if (bad != firstBad.end())
  {
    throw std::invalid_argument("Vector " + std::to_string(*bad) +
                                " has values that are not finite, or too large to square.");
  }
}
} // namespace

SparseCodeReport
MakeReport(const SparseCodeMeasures & measures, double lambda, double lambdaMax, double relativeGapTolerance)
{
  SparseCodeReport report;
  report.lambda = lambda;
  report.lambdaMax = lambdaMax;
  report.objective = 0.5 * measures.residualSquared + lambda * measures.l1;
  // ||y||^2 - ||y - alpha r||^2
  const double alpha = measures.largest > lambda ? lambda / measures.largest : 1.0;
  const double dual = alpha * measures.residualVector - 0.5 * alpha * alpha * measures.residualSquared;
  report.dualGap = std::max(0.0, report.objective - dual);
  report.relativeDualGap = measures.vectorSquared > 0.0 ? report.dualGap / (0.5 * measures.vectorSquared) : 0.0;
  report.hasConverged = report.relativeDualGap <= relativeGapTolerance;
  return report;
}

template <typename T>
VectorCoder<T>::VectorCoder(std::shared_ptr<const Dictionary<T>> dictionary,
                            const SparseCodeProblem &            problem,
                            const SparseCodeStopping &           stopping)
  : m_Dictionary(std::move(dictionary))
  , m_Matrices(Checked(m_Dictionary))
  , m_Problem(problem)
  , m_Stopping(stopping)
{
  CheckSparseCodeParameters(problem, stopping);
}

template <typename T>
void
VectorCoder<T>::Encode(const T *          vectors,
                       std::size_t        count,
                       T *                codes,
                       bool               isWarmStart,
                       SparseCodeReport * reports,
                       const Executor &   executor) const
{
  CheckVectors(vectors, count, m_Matrices.length, executor);
  if (isWarmStart)
  {
    const std::size_t values = count * m_Matrices.atoms;
    const auto        bad = std::find_if(codes, codes + values, [](T value) { return !std::isfinite(value); }) - codes;
    if (static_cast<std::size_t>(bad) < values)
    {
      throw std::invalid_argument("The code to start from of vector " +
                                  std::to_string(static_cast<std::size_t>(bad) / m_Matrices.atoms) +
                                  " has values that are not finite.");
    }
  }
  VectorQueue<T> queue{ vectors, count, codes, isWarmStart, reports };
  executor.ParallelFor(std::min<std::size_t>((count + SparseLanes - 1) / SparseLanes, 256),
                       [&](std::size_t) { this->EncodeQueue(queue); });
}

template class VectorCoder<float>;
template class VectorCoder<double>;
} // namespace phaseharmonics
