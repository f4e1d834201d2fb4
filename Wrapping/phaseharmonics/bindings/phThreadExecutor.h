// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phThreadExecutor_h
#define phThreadExecutor_h

#include "phExecutor.h"

#include <memory>

namespace phaseharmonics
{
/** Runs the loops of kernels on threads of its own, which live as long as it does: one call from Python. Nothing
 * outlives the call, so that processes may fork between calls.
 *
 *  Threads take blocks of iterations as they become free; the caller takes the first. The first exception of an
 *  iteration stops the loop and is thrown to the caller. A loop inside another loop runs in place.
 *
 *  To be used without the GIL. Where the caller is Python's main thread, Ctrl-C stops the loop with KeyboardInterrupt,
 *  thrown as nanobind::python_error. */
class ThreadExecutor : public Executor
{
public:
  /** Throws std::invalid_argument without threads. */
  explicit ThreadExecutor(unsigned int numberOfThreads);
  ~ThreadExecutor() override;

  void
  ParallelFor(std::size_t count, const std::function<void(std::size_t)> & body) const override;

private:
  class Pool;
  std::unique_ptr<Pool> m_Pool;
};
} // namespace phaseharmonics

#endif
