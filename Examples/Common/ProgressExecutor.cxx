// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "ProgressExecutor.h"

#include "Interruption.h"

#include <algorithm>

namespace phaseharmonics_examples
{
ProgressExecutor::ProgressExecutor(ProgressBar & bar, unsigned int numberOfLoops)
  : m_Bar(bar)
  , m_NumberOfLoops(numberOfLoops)
  , m_Threads(itk::MultiThreaderBase::New())
{}

void
ProgressExecutor::ParallelFor(std::size_t count, const std::function<void(std::size_t)> & body) const
{
  std::atomic<std::size_t> done{ 0 };
  m_Threads.ParallelFor(count, [&](std::size_t i) {
    ThrowIfInterrupted();
    body(i);
    const double share = static_cast<double>(++done) / static_cast<double>(count);
    m_Bar.Update(std::min(1.0, (m_LoopsDone + share) / m_NumberOfLoops));
  });
  ++m_LoopsDone;
}
} // namespace phaseharmonics_examples
