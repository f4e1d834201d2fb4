// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "itkSparseDeconvolutionEnums.h"

namespace itk
{
std::ostream &
operator<<(std::ostream & os, SparseDeconvolutionEnums::Boundary value)
{
  switch (value)
  {
    case SparseDeconvolutionEnums::Boundary::Periodic:
      return os << "Periodic";
    case SparseDeconvolutionEnums::Boundary::Mirror:
      return os << "Mirror";
    case SparseDeconvolutionEnums::Boundary::Zero:
      return os << "Zero";
    case SparseDeconvolutionEnums::Boundary::Unknown:
      return os << "Unknown";
  }
  return os << "unknown boundary";
}
} // namespace itk
