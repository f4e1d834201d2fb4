// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phMachineKernels_h
#define phMachineKernels_h

#include "phMachineKernelTables.h"

#include <string>
#include <type_traits>
#include <vector>

namespace phaseharmonics_benchmark
{
struct Architecture
{
  std::string                    name;
  const ProductKernels<float> *  forFloat;
  const ProductKernels<double> * forDouble;
  const StreamKernels *          stream;

  template <typename T>
  const ProductKernels<T> &
  Products() const
  {
    if constexpr (std::is_same_v<T, float>)
    {
      return *forFloat;
    }
    else
    {
      return *forDouble;
    }
  }
};

/** The architectures that the kernels are compiled for and this processor runs, from slow to fast. */
const std::vector<Architecture> &
SupportedArchitectures();
} // namespace phaseharmonics_benchmark

#endif
