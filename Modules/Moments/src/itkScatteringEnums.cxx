// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "itkScatteringEnums.h"

namespace itk
{
std::ostream &
operator<<(std::ostream & out, ScatteringEnums::Subsampling value)
{
  switch (value)
  {
    case ScatteringEnums::Subsampling::Crop:
      return out << "itk::ScatteringEnums::Subsampling::Crop";
    case ScatteringEnums::Subsampling::Fold:
      return out << "itk::ScatteringEnums::Subsampling::Fold";
  }
  return out << "INVALID VALUE FOR itk::ScatteringEnums::Subsampling";
}

std::ostream &
operator<<(std::ostream & out, ScatteringEnums::Boundary value)
{
  switch (value)
  {
    case ScatteringEnums::Boundary::Periodic:
      return out << "itk::ScatteringEnums::Boundary::Periodic";
    case ScatteringEnums::Boundary::Mirror:
      return out << "itk::ScatteringEnums::Boundary::Mirror";
  }
  return out << "INVALID VALUE FOR itk::ScatteringEnums::Boundary";
}

std::ostream &
operator<<(std::ostream & out, ScatteringEnums::Variant value)
{
  switch (value)
  {
    case ScatteringEnums::Variant::None:
      return out << "itk::ScatteringEnums::Variant::None";
    case ScatteringEnums::Variant::Logarithm:
      return out << "itk::ScatteringEnums::Variant::Logarithm";
    case ScatteringEnums::Variant::NormalizedSecondOrder:
      return out << "itk::ScatteringEnums::Variant::NormalizedSecondOrder";
  }
  return out << "INVALID VALUE FOR itk::ScatteringEnums::Variant";
}
} // namespace itk
