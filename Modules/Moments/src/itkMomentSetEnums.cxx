// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "itkMomentSetEnums.h"

namespace itk
{
std::ostream &
operator<<(std::ostream & out, MomentSetEnums::Model value)
{
  switch (value)
  {
    case MomentSetEnums::Model::A:
      return out << "itk::MomentSetEnums::Model::A";
    case MomentSetEnums::Model::B:
      return out << "itk::MomentSetEnums::Model::B";
    case MomentSetEnums::Model::C:
      return out << "itk::MomentSetEnums::Model::C";
    case MomentSetEnums::Model::D:
      return out << "itk::MomentSetEnums::Model::D";
    case MomentSetEnums::Model::Compressive:
      return out << "itk::MomentSetEnums::Model::Compressive";
    case MomentSetEnums::Model::Rectified:
      return out << "itk::MomentSetEnums::Model::Rectified";
    case MomentSetEnums::Model::Custom:
      return out << "itk::MomentSetEnums::Model::Custom";
  }
  return out << "INVALID VALUE FOR itk::MomentSetEnums::Model";
}

std::ostream &
operator<<(std::ostream & out, MomentSetEnums::Normalization value)
{
  switch (value)
  {
    case MomentSetEnums::Normalization::Target:
      return out << "itk::MomentSetEnums::Normalization::Target";
    case MomentSetEnums::Normalization::None:
      return out << "itk::MomentSetEnums::Normalization::None";
  }
  return out << "INVALID VALUE FOR itk::MomentSetEnums::Normalization";
}
} // namespace itk
