// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phSparseOptions.h"
#include "phValueOfName.h"

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
  return ValueOfName<SparseSolver>("solver",
                                   name,
                                   { { "automatic", SparseSolver::Automatic },
                                     { "ista", SparseSolver::ISTA },
                                     { "fista", SparseSolver::FISTA },
                                     { "istc", SparseSolver::ISTC },
                                     { "coordinate-descent", SparseSolver::CoordinateDescent } });
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
