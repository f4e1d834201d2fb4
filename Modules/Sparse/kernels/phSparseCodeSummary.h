// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phSparseCodeSummary_h
#define phSparseCodeSummary_h

#include "phSparseCoding.h"

#include <vector>

namespace phaseharmonics
{
/** What the reports on the codes of many vectors in one dictionary say together. */
struct PhaseHarmonics_EXPORT SparseCodeSummary
{
  std::size_t vectors{ 0 };
  std::size_t supportSize{ 0 };
  std::size_t converged{ 0 };
  double      largestRelativeDualGap{ 0.0 };

  void
  Add(const std::vector<SparseCodeReport> & reports);

  /** Share of the coefficients that differ from zero. */
  double
  SupportFraction(std::size_t atoms) const;

  /** Share of the vectors whose gap came within the tolerance. */
  double
  ConvergedFraction() const;
};
} // namespace phaseharmonics

#endif
