// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phSparseOptions_h
#define phSparseOptions_h

#include "phSparseCoding.h"

#include <nanobind/nanobind.h>

#include <string>

namespace phaseharmonics
{
/** What the functions of sparse codes share, as a class of Python: SparseOptions. */
struct SparseOptions
{
  SparseCodeProblem  problem;
  SparseCodeStopping stopping;
  SparseSolver       solver{ SparseSolver::Automatic };
};

void
BindSparseOptions(nanobind::module_ & module);
} // namespace phaseharmonics

#endif
