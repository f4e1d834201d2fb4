// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "itkSparseCodingEnums.h"

namespace itk
{
std::ostream &
operator<<(std::ostream & os, SparseCodingEnums::Solver value)
{
  switch (value)
  {
    case SparseCodingEnums::Solver::Automatic:
      return os << "Automatic";
    case SparseCodingEnums::Solver::ISTA:
      return os << "ISTA";
    case SparseCodingEnums::Solver::FISTA:
      return os << "FISTA";
    case SparseCodingEnums::Solver::ISTC:
      return os << "ISTC";
    case SparseCodingEnums::Solver::CoordinateDescent:
      return os << "CoordinateDescent";
  }
  return os << "unknown solver";
}
} // namespace itk
