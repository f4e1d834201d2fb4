// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phSeriesTestTools_h
#define phSeriesTestTools_h

#include "phExecutor.h"

namespace phaseharmonics_test
{
/** Runs iterations from the last to the first, as threads might. */
class ReversingExecutor : public phaseharmonics::Executor
{
public:
  void
  ParallelFor(std::size_t count, const std::function<void(std::size_t)> & body) const override
  {
    for (std::size_t i = count; i > 0; --i)
    {
      body(i - 1);
    }
  }
};
} // namespace phaseharmonics_test

#endif
