// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phSolversInternal_h
#define phSolversInternal_h

#include "phSparseCoder.h"

#include <memory>

namespace phaseharmonics
{
/** ISTA, or FISTA where accelerated. */
template <typename T>
std::unique_ptr<SparseCoder<T>>
MakeIterativeShrinkage(std::shared_ptr<const Dictionary<T>> dictionary,
                       const SparseCodeProblem &            problem,
                       const SparseCodeStopping &           stopping,
                       bool                                 isAccelerated,
                       const Executor &                     executor);

template <typename T>
std::unique_ptr<SparseCoder<T>>
MakeCoordinateDescent(std::shared_ptr<const Dictionary<T>> dictionary,
                      const SparseCodeProblem &            problem,
                      const SparseCodeStopping &           stopping,
                      const Executor &                     executor);
} // namespace phaseharmonics

#endif
