// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "itkWaveletBankEnums.h"

namespace itk
{
std::ostream &
operator<<(std::ostream & out, WaveletBankEnums::Family value)
{
  switch (value)
  {
    case WaveletBankEnums::Family::BumpSteerable:
      return out << "itk::WaveletBankEnums::Family::BumpSteerable";
    case WaveletBankEnums::Family::Morlet:
      return out << "itk::WaveletBankEnums::Family::Morlet";
    case WaveletBankEnums::Family::BattleLemarie:
      return out << "itk::WaveletBankEnums::Family::BattleLemarie";
  }
  return out << "INVALID VALUE FOR itk::WaveletBankEnums::Family";
}

std::ostream &
operator<<(std::ostream & out, WaveletBankEnums::FrameNormalization value)
{
  switch (value)
  {
    case WaveletBankEnums::FrameNormalization::Published:
      return out << "itk::WaveletBankEnums::FrameNormalization::Published";
    case WaveletBankEnums::FrameNormalization::Parseval:
      return out << "itk::WaveletBankEnums::FrameNormalization::Parseval";
  }
  return out << "INVALID VALUE FOR itk::WaveletBankEnums::FrameNormalization";
}
} // namespace itk
