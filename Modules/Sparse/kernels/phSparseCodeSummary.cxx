// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phSparseCodeSummary.h"

#include <algorithm>

namespace phaseharmonics
{
void
SparseCodeSummary::Add(const std::vector<SparseCodeReport> & reports)
{
  for (const SparseCodeReport & report : reports)
  {
    supportSize += report.supportSize;
    converged += report.hasConverged ? 1 : 0;
    largestRelativeDualGap = std::max(largestRelativeDualGap, report.relativeDualGap);
  }
  vectors += reports.size();
}

double
SparseCodeSummary::SupportFraction(std::size_t atoms) const
{
  const auto number = static_cast<double>(std::max<std::size_t>(1, vectors));
  return static_cast<double>(supportSize) / (number * static_cast<double>(atoms));
}

double
SparseCodeSummary::ConvergedFraction() const
{
  return static_cast<double>(converged) / static_cast<double>(std::max<std::size_t>(1, vectors));
}
} // namespace phaseharmonics
