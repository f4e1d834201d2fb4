// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phExecutor_h
#define phExecutor_h

#include "PhaseHarmonicsExport.h"

#include <cstddef>
#include <functional>

namespace phaseharmonics
{
/** Runs the independent iterations of a loop. The caller provides it: ITK filters pass their
 *  multi-threader. Kernels never nest two loops, and their results do not depend on the order of
 *  iterations nor on the number of threads. */
class PhaseHarmonics_EXPORT Executor
{
public:
  virtual ~Executor();

  virtual void
  ParallelFor(std::size_t count, const std::function<void(std::size_t)> & body) const = 0;
};

/** Runs the iterations one after the other on the calling thread. */
class PhaseHarmonics_EXPORT SerialExecutor : public Executor
{
public:
  ~SerialExecutor() override;

  void
  ParallelFor(std::size_t count, const std::function<void(std::size_t)> & body) const override;
};
} // namespace phaseharmonics

#endif
