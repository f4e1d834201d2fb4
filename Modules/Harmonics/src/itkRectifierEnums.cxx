// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "itkRectifierEnums.h"

namespace itk
{
std::ostream &
operator<<(std::ostream & out, RectifierEnums::Kind value)
{
  switch (value)
  {
    case RectifierEnums::Kind::ReLU:
      return out << "itk::RectifierEnums::Kind::ReLU";
    case RectifierEnums::Kind::Modulus:
      return out << "itk::RectifierEnums::Kind::Modulus";
    case RectifierEnums::Kind::LeakyReLU:
      return out << "itk::RectifierEnums::Kind::LeakyReLU";
  }
  return out << "INVALID VALUE FOR itk::RectifierEnums::Kind";
}
} // namespace itk
