// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phSparseOptions.h"

#include <nanobind/stl/string.h>

#include <stdexcept>

namespace nb = nanobind;

namespace phaseharmonics
{
namespace
{
SparseSolver
SolverOfName(const std::string & name)
{
  if (name == "automatic")
  {
    return SparseSolver::Automatic;
  }
  if (name == "ista")
  {
    return SparseSolver::ISTA;
  }
  if (name == "fista")
  {
    return SparseSolver::FISTA;
  }
  if (name == "istc")
  {
    return SparseSolver::ISTC;
  }
  if (name == "coordinate-descent")
  {
    return SparseSolver::CoordinateDescent;
  }
  throw std::invalid_argument("The solver must be 'automatic', 'ista', 'fista', 'istc' or 'coordinate-descent', not '" +
                              name + "'.");
}
} // namespace

void
BindSparseOptions(nb::module_ & module)
{
  nb::class_<SparseOptions>(module, "SparseOptions")
    .def(
      "__init__",
      [](SparseOptions *     self,
         double              lambda,
         double              lambdaRatio,
         bool                isNonNegative,
         unsigned int        iterations,
         double              gapTolerance,
         const std::string & solver) {
        SparseOptions options;
        options.problem.lambdaIsRatio = lambda == 0.0;
        options.problem.lambda = options.problem.lambdaIsRatio ? lambdaRatio : lambda;
        options.problem.isNonNegative = isNonNegative;
        options.stopping.maximumIterations = iterations;
        options.stopping.relativeGapTolerance = gapTolerance;
        options.solver = SolverOfName(solver);
        CheckSparseCodeParameters(options.problem, options.stopping);
        new (self) SparseOptions(options);
      },
      nb::arg("lambda_"),
      nb::arg("lambda_ratio"),
      nb::arg("non_negative"),
      nb::arg("iterations"),
      nb::arg("gap_tolerance"),
      nb::arg("solver"));
}
} // namespace phaseharmonics
