// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phExecutor.h"

namespace phaseharmonics
{
Executor::~Executor() = default;
SerialExecutor::~SerialExecutor() = default;

void
SerialExecutor::ParallelFor(std::size_t count, const std::function<void(std::size_t)> & body) const
{
  for (std::size_t i = 0; i < count; ++i)
  {
    body(i);
  }
}
} // namespace phaseharmonics
