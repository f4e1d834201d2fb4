// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "itkNetworkSynthesisEnums.h"

namespace itk
{
std::ostream &
operator<<(std::ostream & os, NetworkSynthesisEnums::Network value)
{
  switch (value)
  {
    case NetworkSynthesisEnums::Network::MultiScale:
      return os << "MultiScale";
    case NetworkSynthesisEnums::Network::Layered:
      return os << "Layered";
    case NetworkSynthesisEnums::Network::File:
      return os << "File";
  }
  return os << "unknown network";
}
} // namespace itk
