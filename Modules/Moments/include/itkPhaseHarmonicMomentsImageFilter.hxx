// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkPhaseHarmonicMomentsImageFilter_hxx
#define itkPhaseHarmonicMomentsImageFilter_hxx

#include "itkPhaseHarmonicMomentsImageFilter.h"

#include <vector>

namespace itk
{
template <typename TInputImage>
std::string
PhaseHarmonicMomentsImageFilter<TInputImage>::NameOfInput(unsigned int input)
{
  return "Input " + std::to_string(input);
}

template <typename TInputImage>
void
PhaseHarmonicMomentsImageFilter<TInputImage>::VerifyInputInformation() ITKv5_CONST
{
  // Images of one process, not parts of one scene: they may lie anywhere.
  const InputImageType * const first = this->GetInput();
  for (unsigned int i = 1; i < this->GetNumberOfIndexedInputs(); ++i)
  {
    const InputImageType * const image = this->GetInput(i);
    if (!image)
    {
      itkExceptionMacro(<< this->NameOfInput(i) << " is not set.");
    }
    const auto & expected = first->GetLargestPossibleRegion().GetSize();
    const auto & size = image->GetLargestPossibleRegion().GetSize();
    if (size != expected)
    {
      itkExceptionMacro(<< this->NameOfInput(i) << ": expected size " << expected << ", got " << size << '.');
    }
    if (this->GetUseImageSpacing() && image->GetSpacing() != first->GetSpacing())
    {
      itkExceptionMacro(<< this->NameOfInput(i) << ": expected spacing " << first->GetSpacing() << ", got "
                        << image->GetSpacing() << '.');
    }
  }
}

template <typename TInputImage>
void
PhaseHarmonicMomentsImageFilter<TInputImage>::GenerateData()
{
  const auto count = static_cast<unsigned int>(this->GetNumberOfIndexedInputs());
  for (unsigned int i = 0; i < count; ++i)
  {
    this->VerifyPixels(this->GetInput(i), this->NameOfInput(i));
    this->VerifyIsNotConstant(this->GetInput(i)->GetBufferPointer(),
                              this->GetInput(i)->GetBufferedRegion().GetNumberOfPixels(),
                              this->NameOfInput(i));
  }
  std::vector<phaseharmonics::Moments> moments;
  for (unsigned int i = 0; i < count; ++i)
  {
    moments.push_back(this->Analyze(this->GetInput(i)->GetBufferPointer(), 0.99f / static_cast<float>(count)));
    this->UpdateProgress(static_cast<float>(i + 1) / static_cast<float>(count));
  }
  this->SetOutputMoments(count == 1 ? moments.front() : phaseharmonics::AverageMoments(moments));
}
} // namespace itk

#endif
