// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkRectifierFilterBase_hxx
#define itkRectifierFilterBase_hxx

#include "itkRectifierFilterBase.h"

#include <stdexcept>

namespace itk
{
template <typename TInputImage, typename TOutputImage>
phaseharmonics::Rectifier
RectifierFilterBase<TInputImage, TOutputImage>::MakeRectifier() const
{
  using phaseharmonics::RectifierKind;
  const RectifierKind kind = m_Rectifier == RectifierEnum::ReLU      ? RectifierKind::ReLU
                             : m_Rectifier == RectifierEnum::Modulus ? RectifierKind::Modulus
                                                                     : RectifierKind::LeakyReLU;
  return phaseharmonics::Rectifier(kind, m_Slope);
}

template <typename TInputImage, typename TOutputImage>
void
RectifierFilterBase<TInputImage, TOutputImage>::VerifyPreconditions() ITKv5_CONST
{
  Superclass::VerifyPreconditions();
  try
  {
    this->MakeRectifier();
  }
  catch (const std::invalid_argument & error)
  {
    itkExceptionMacro(<< error.what());
  }
}

template <typename TInputImage, typename TOutputImage>
void
RectifierFilterBase<TInputImage, TOutputImage>::PrintSelf(std::ostream & os, Indent indent) const
{
  Superclass::PrintSelf(os, indent);
  os << indent << "Rectifier: " << m_Rectifier << std::endl;
  os << indent << "Slope: " << m_Slope << std::endl;
}
} // namespace itk

#endif
