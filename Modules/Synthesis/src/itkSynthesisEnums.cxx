// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "itkSynthesisEnums.h"

namespace itk
{
std::ostream &
operator<<(std::ostream & os, SynthesisEnums::Start value)
{
  switch (value)
  {
    case SynthesisEnums::Start::WhiteNoise:
      return os << "WhiteNoise";
    case SynthesisEnums::Start::GaussianModel:
      return os << "GaussianModel";
    case SynthesisEnums::Start::InitialImage:
      return os << "InitialImage";
  }
  return os << "unknown start";
}

std::ostream &
operator<<(std::ostream & os, SynthesisEnums::GaussianModel value)
{
  switch (value)
  {
    case SynthesisEnums::GaussianModel::RandomPhases:
      return os << "RandomPhases";
    case SynthesisEnums::GaussianModel::Macrocanonical:
      return os << "Macrocanonical";
  }
  return os << "unknown Gaussian model";
}
} // namespace itk
