// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phMinimizer_h
#define phMinimizer_h

#include "PhaseHarmonicsExport.h"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace phaseharmonics
{
struct MinimizerOptions
{
  unsigned int historySize{ 20 };
  unsigned int maximumIterations{ 200 };
  double       gradientTolerance{ 0.0 }; // stop when |gradient| <= tolerance max(1, |x|)
  bool         backtracking{ false };    // for objectives that are infinite outside a domain
};

struct MinimizerResult
{
  double       value{ 0.0 };
  unsigned int iterations{ 0 };
  unsigned int evaluations{ 0 };
  bool         stopped{ false };   // by the observer
  bool         exhausted{ false }; // the line search found no better point: x is a minimum to rounding
};

/** Limited-memory quasi-Newton minimization (Liu and Nocedal 1989) by libLBFGS, the only user of that library. */
class PhaseHarmonics_EXPORT Minimizer
{
public:
  /** Value at x; writes the gradient. */
  using Objective = std::function<double(const double * x, double * gradient)>;

  /** Called after each iteration; returns false to stop. */
  using Observer = std::function<bool(unsigned int iteration, double value)>;

  /** Minimizes from x, which receives the best point. An exception thrown by the objective or the observer stops
   *  the minimization and is rethrown: none passes through the C library. */
  static MinimizerResult
  Minimize(std::vector<double> &    x,
           const Objective &        objective,
           const Observer &         observer,
           const MinimizerOptions & options);
};
} // namespace phaseharmonics

#endif
