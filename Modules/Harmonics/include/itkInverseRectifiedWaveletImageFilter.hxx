// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkInverseRectifiedWaveletImageFilter_hxx
#define itkInverseRectifiedWaveletImageFilter_hxx

#include "itkInverseRectifiedWaveletImageFilter.h"

#include "itkImageScanlineConstIterator.h"

#include <algorithm>
#include <stdexcept>

namespace itk
{
template <typename TInputImage, typename TOutputImage>
InverseRectifiedWaveletImageFilter<TInputImage, TOutputImage>::InverseRectifiedWaveletImageFilter()
{
  this->DynamicMultiThreadingOn();
}

template <typename TInputImage, typename TOutputImage>
void
InverseRectifiedWaveletImageFilter<TInputImage, TOutputImage>::SetInputs(
  const ProcessObject::DataObjectPointerArray & phases)
{
  for (std::size_t n = 0; n < phases.size(); ++n)
  {
    if (!dynamic_cast<const TInputImage *>(phases[n].GetPointer()))
    {
      itkExceptionMacro(<< "Input " << n << " is not a real image of this filter's type.");
    }
  }
  this->SetNumberOfIndexedInputs(phases.size());
  for (std::size_t n = 0; n < phases.size(); ++n)
  {
    this->SetNthInput(n, phases[n]);
  }
}

template <typename TInputImage, typename TOutputImage>
void
InverseRectifiedWaveletImageFilter<TInputImage, TOutputImage>::SetInputs(
  const std::vector<typename TInputImage::Pointer> & phases)
{
  this->SetInputs(ProcessObject::DataObjectPointerArray(phases.begin(), phases.end()));
}

template <typename TInputImage, typename TOutputImage>
void
InverseRectifiedWaveletImageFilter<TInputImage, TOutputImage>::VerifyPreconditions() ITKv5_CONST
{
  Superclass::VerifyPreconditions();
  for (unsigned int n = 0; n < this->GetNumberOfIndexedInputs(); ++n)
  {
    if (!this->GetInput(n))
    {
      itkExceptionMacro(<< "Phase " << n << " is not set.");
    }
  }
  try
  {
    phaseharmonics::CheckRectifierIsInvertible(this->MakeRectifier(), this->GetNumberOfIndexedInputs());
  }
  catch (const std::invalid_argument & error)
  {
    itkExceptionMacro(<< error.what());
  }
}

template <typename TInputImage, typename TOutputImage>
void
InverseRectifiedWaveletImageFilter<TInputImage, TOutputImage>::VerifyInputInformation() ITKv5_CONST
{
  Superclass::VerifyInputInformation();
  const auto & expected = this->GetInput()->GetLargestPossibleRegion();
  for (unsigned int n = 1; n < this->GetNumberOfIndexedInputs(); ++n)
  {
    const auto & region = this->GetInput(n)->GetLargestPossibleRegion();
    if (region != expected)
    {
      itkExceptionMacro(<< "Phase " << n << ": expected size " << expected.GetSize() << " from index "
                        << expected.GetIndex() << " as phase 0, got " << region.GetSize() << " from index "
                        << region.GetIndex() << '.');
    }
  }
}

template <typename TInputImage, typename TOutputImage>
void
InverseRectifiedWaveletImageFilter<TInputImage, TOutputImage>::DynamicThreadedGenerateData(
  const OutputImageRegionType & region)
{
  const auto                       rectifier = this->MakeRectifier();
  TOutputImage *                   output = this->GetOutput();
  std::vector<const TInputImage *> inputs;
  for (unsigned int n = 0; n < this->GetNumberOfIndexedInputs(); ++n)
  {
    inputs.push_back(this->GetInput(n));
  }
  std::vector<const RealType *> rows(inputs.size());
  for (ImageScanlineConstIterator<TOutputImage> line(output, region); !line.IsAtEnd(); line.NextLine())
  {
    std::transform(inputs.begin(), inputs.end(), rows.begin(), [&](const TInputImage * input) {
      return input->GetBufferPointer() + input->ComputeOffset(line.GetIndex());
    });
    phaseharmonics::InverseRectify(rectifier,
                                   rows.data(),
                                   region.GetSize(0),
                                   rows.size(),
                                   output->GetBufferPointer() + output->ComputeOffset(line.GetIndex()));
  }
}
} // namespace itk

#endif
