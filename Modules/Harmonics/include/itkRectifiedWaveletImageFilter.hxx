// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkRectifiedWaveletImageFilter_hxx
#define itkRectifiedWaveletImageFilter_hxx

#include "itkRectifiedWaveletImageFilter.h"

#include "itkImageScanlineConstIterator.h"

#include <algorithm>
#include <vector>

namespace itk
{
template <typename TInputImage, typename TOutputImage>
RectifiedWaveletImageFilter<TInputImage, TOutputImage>::RectifiedWaveletImageFilter()
{
  this->DynamicMultiThreadingOn();
  this->Self::SetNumberOfPhases(4);
}

template <typename TInputImage, typename TOutputImage>
void
RectifiedWaveletImageFilter<TInputImage, TOutputImage>::SetNumberOfPhases(unsigned int numberOfPhases)
{
  if (m_NumberOfPhases == numberOfPhases)
  {
    return;
  }
  m_NumberOfPhases = numberOfPhases;
  this->SetNumberOfIndexedOutputs(std::max(1u, numberOfPhases));
  for (unsigned int n = 0; n < this->GetNumberOfIndexedOutputs(); ++n)
  {
    if (!this->GetOutput(n))
    {
      this->SetNthOutput(n, this->MakeOutput(n));
    }
  }
  this->Modified();
}

template <typename TInputImage, typename TOutputImage>
void
RectifiedWaveletImageFilter<TInputImage, TOutputImage>::VerifyPreconditions() ITKv5_CONST
{
  Superclass::VerifyPreconditions();
  if (m_NumberOfPhases < 1)
  {
    itkExceptionMacro(<< "The number of phases must be at least 1, not 0.");
  }
}

template <typename TInputImage, typename TOutputImage>
void
RectifiedWaveletImageFilter<TInputImage, TOutputImage>::DynamicThreadedGenerateData(
  const OutputImageRegionType & region)
{
  const auto                  rectifier = this->MakeRectifier();
  const TInputImage *         input = this->GetInput();
  std::vector<TOutputImage *> outputs;
  for (unsigned int n = 0; n < m_NumberOfPhases; ++n)
  {
    outputs.push_back(this->GetOutput(n));
  }
  std::vector<RealType *> rows(outputs.size());
  for (ImageScanlineConstIterator<TInputImage> line(input, region); !line.IsAtEnd(); line.NextLine())
  {
    std::transform(outputs.begin(), outputs.end(), rows.begin(), [&](TOutputImage * output) {
      return output->GetBufferPointer() + output->ComputeOffset(line.GetIndex());
    });
    phaseharmonics::Rectify(rectifier,
                            input->GetBufferPointer() + input->ComputeOffset(line.GetIndex()),
                            region.GetSize(0),
                            m_NumberOfPhases,
                            rows.data());
  }
}

template <typename TInputImage, typename TOutputImage>
void
RectifiedWaveletImageFilter<TInputImage, TOutputImage>::PrintSelf(std::ostream & os, Indent indent) const
{
  Superclass::PrintSelf(os, indent);
  os << indent << "NumberOfPhases: " << m_NumberOfPhases << std::endl;
}
} // namespace itk

#endif
