// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkPhaseHarmonicImageFilter_hxx
#define itkPhaseHarmonicImageFilter_hxx

#include "itkPhaseHarmonicImageFilter.h"
#include "phPhaseHarmonic.h"

#include "itkImageScanlineConstIterator.h"

namespace itk
{
template <typename TInputImage, typename TOutputImage>
PhaseHarmonicImageFilter<TInputImage, TOutputImage>::PhaseHarmonicImageFilter()
{
  this->InPlaceOff();
  this->DynamicMultiThreadingOn();
}

template <typename TInputImage, typename TOutputImage>
void
PhaseHarmonicImageFilter<TInputImage, TOutputImage>::DynamicThreadedGenerateData(const OutputImageRegionType & region)
{
  const TInputImage * input = this->GetInput();
  TOutputImage *      output = this->GetOutput();
  for (ImageScanlineConstIterator<TInputImage> line(input, region); !line.IsAtEnd(); line.NextLine())
  {
    phaseharmonics::ComputePhaseHarmonic(input->GetBufferPointer() + input->ComputeOffset(line.GetIndex()),
                                         region.GetSize(0),
                                         m_Harmonic,
                                         output->GetBufferPointer() + output->ComputeOffset(line.GetIndex()));
  }
}

template <typename TInputImage, typename TOutputImage>
void
PhaseHarmonicImageFilter<TInputImage, TOutputImage>::PrintSelf(std::ostream & os, Indent indent) const
{
  Superclass::PrintSelf(os, indent);
  os << indent << "Harmonic: " << m_Harmonic << std::endl;
}
} // namespace itk

#endif
