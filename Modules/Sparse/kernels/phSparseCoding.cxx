// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phSparseCoding.h"

#include <cmath>
#include <stdexcept>
#include <string>

namespace phaseharmonics
{
void
CheckSparseCodeParameters(const SparseCodeProblem & problem, const SparseCodeStopping & stopping)
{
  if (!(problem.lambda > 0.0) || !std::isfinite(problem.lambda))
  {
    throw std::invalid_argument("Lambda is " + std::to_string(problem.lambda) + "; it must be positive.");
  }
  if (!(stopping.relativeGapTolerance >= 0.0))
  {
    throw std::invalid_argument("The tolerance of the relative duality gap is " +
                                std::to_string(stopping.relativeGapTolerance) + "; it must not be negative.");
  }
}
} // namespace phaseharmonics
