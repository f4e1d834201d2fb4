// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phSparseCoding_h
#define phSparseCoding_h

#include "PhaseHarmonicsExport.h"

#include <cstddef>

namespace phaseharmonics
{
/** The problem that all solvers share: argmin_z 1/2 ||y - D z||^2 + lambda ||z||_1, with z >= 0 if asked for.
 *
 *  lambda is a number, or a ratio of lambda_max = max_k |<d_k, y>| (of <d_k, y> for z >= 0), from which on z = 0. */
struct SparseCodeProblem
{
  double lambda{ 0.1 };
  bool   lambdaIsRatio{ true };
  bool   isNonNegative{ false };
};

/** How codes are found. */
enum class SparseSolver : unsigned char
{
  Automatic,         // the fastest for the size of the dictionary
  ISTA,              // iterative shrinkage
  FISTA,             // the same with momentum and restarts
  ISTC,              // iterative shrinkage with decreasing thresholds; `maximumIterations` always, no sooner nor later
  CoordinateDescent, // on a growing set of atoms; needs memory for K^2 values
};

/** When an iterative solver stops: the duality gap, which bounds the distance to the optimum, relative to ||y||^2 / 2.
 */
struct SparseCodeStopping
{
  unsigned int maximumIterations{ 200 };
  double       relativeGapTolerance{ 1e-4 };
};

/** What a solver found.
 *
 *  The gap is objective minus the dual objective 1/2 ||y||^2 - 1/2 ||y - theta||^2 at the residual scaled to
 * feasibility, theta = r min(1, lambda / max_k |<d_k, r>|). */
struct SparseCodeReport
{
  double       objective{ 0.0 };
  double       dualGap{ 0.0 };
  double       relativeDualGap{ 0.0 }; // of ||y||^2 / 2
  double       lambda{ 0.0 };
  double       lambdaMax{ 0.0 };
  std::size_t  supportSize{ 0 };
  unsigned int iterations{ 0 };
  bool         hasConverged{ false }; // the gap is within the tolerance
};

/** Throws std::invalid_argument, naming the parameter, for lambda <= 0 or not finite, and for a tolerance < 0. */
PhaseHarmonics_EXPORT void
CheckSparseCodeParameters(const SparseCodeProblem & problem, const SparseCodeStopping & stopping);
} // namespace phaseharmonics

#endif
