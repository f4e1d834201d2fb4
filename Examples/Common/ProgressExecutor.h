// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef ProgressExecutor_h
#define ProgressExecutor_h

#include "ProgressBar.h"
#include "itkMultiThreaderExecutor.h"

#include <atomic>

namespace phaseharmonics_examples
{
/** Runs the loops of kernels on ITK's threads, shows how many of all iterations are done, and throws Interrupted after
 *  Ctrl-C. */
class ProgressExecutor : public phaseharmonics::Executor
{
public:
  ProgressExecutor(ProgressBar & bar, unsigned int numberOfLoops);

  void
  ParallelFor(std::size_t count, const std::function<void(std::size_t)> & body) const override;

private:
  ProgressBar &                     m_Bar;
  unsigned int                      m_NumberOfLoops;
  mutable std::atomic<unsigned int> m_LoopsDone{ 0 };
  itk::MultiThreaderExecutor        m_Threads;
};
} // namespace phaseharmonics_examples

#endif
