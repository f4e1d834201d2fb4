// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "itkHarmonicPredictionEnums.h"

namespace itk
{
std::ostream &
operator<<(std::ostream & os, HarmonicPredictionEnums::Operation value)
{
  switch (value)
  {
    case HarmonicPredictionEnums::Operation::Predict:
      return os << "Predict";
    case HarmonicPredictionEnums::Operation::Refine:
      return os << "Refine";
  }
  return os << "unknown operation";
}

std::ostream &
operator<<(std::ostream & os, HarmonicPredictionEnums::FineScales value)
{
  switch (value)
  {
    case HarmonicPredictionEnums::FineScales::Mean:
      return os << "Mean";
    case HarmonicPredictionEnums::FineScales::Innovations:
      return os << "Innovations";
  }
  return os << "unknown fine scales";
}

std::ostream &
operator<<(std::ostream & os, HarmonicPredictionEnums::Neighborhood value)
{
  switch (value)
  {
    case HarmonicPredictionEnums::Neighborhood::Center:
      return os << "Center";
    case HarmonicPredictionEnums::Neighborhood::Axes:
      return os << "Axes";
    case HarmonicPredictionEnums::Neighborhood::Box:
      return os << "Box";
  }
  return os << "unknown neighborhood";
}
} // namespace itk
