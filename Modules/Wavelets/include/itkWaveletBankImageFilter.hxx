// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkWaveletBankImageFilter_hxx
#define itkWaveletBankImageFilter_hxx

#include "itkWaveletBankImageFilter.h"
#include "itkMultiThreaderExecutor.h"

#include <algorithm>
#include <vector>

namespace itk
{
template <typename TInputImage, typename TOutputImage>
WaveletBankImageFilter<TInputImage, TOutputImage>::WaveletBankImageFilter()
{
  this->SetNumberOfBands(0);
  this->ProcessObject::SetOutput("LowPass", this->MakeOutput("LowPass"));
}

template <typename TInputImage, typename TOutputImage>
ProcessObject::DataObjectPointer
WaveletBankImageFilter<TInputImage, TOutputImage>::MakeOutput(const ProcessObject::DataObjectIdentifierType & name)
{
  if (name == "LowPass")
  {
    return LowPassImageType::New().GetPointer();
  }
  return Superclass::MakeOutput(name);
}

template <typename TInputImage, typename TOutputImage>
void
WaveletBankImageFilter<TInputImage, TOutputImage>::SetNumberOfScales(unsigned int numberOfScales)
{
  Superclass::SetNumberOfScales(numberOfScales);
  this->SetNumberOfBands(numberOfScales);
}

template <typename TInputImage, typename TOutputImage>
void
WaveletBankImageFilter<TInputImage, TOutputImage>::SetNumberOfOrientations(unsigned int numberOfOrientations)
{
  Superclass::SetNumberOfOrientations(numberOfOrientations);
  this->SetNumberOfBands(this->GetNumberOfScales());
}

template <typename TInputImage, typename TOutputImage>
void
WaveletBankImageFilter<TInputImage, TOutputImage>::SetNumberOfBands(unsigned int numberOfScales)
{
  // Numbers that no image admits are refused when the image is known, not here by running out of memory.
  constexpr unsigned int largestNumberOfScales = 31 * 32;
  constexpr unsigned int largestNumberOfOrientations = 64;
  const unsigned int     scales = numberOfScales == 0 ? phaseharmonics::LargestDefaultNumberOfOctaves
                                                      : std::min(numberOfScales, largestNumberOfScales);
  const auto             existing = this->GetNumberOfIndexedOutputs();
  const auto             wanted = ProcessObject::DataObjectPointerArraySizeType{ scales } *
                      std::min(this->GetNumberOfOrientations(), largestNumberOfOrientations);
  this->SetNumberOfIndexedOutputs(wanted);
  for (auto band = existing; band < wanted; ++band)
  {
    this->SetNthOutput(band, this->MakeOutput(band));
  }
}

template <typename TInputImage, typename TOutputImage>
unsigned int
WaveletBankImageFilter<TInputImage, TOutputImage>::IndexOfBand(unsigned int scale, unsigned int orientation) const
{
  const unsigned int L = this->GetNumberOfOrientations();
  const auto         J = this->GetNumberOfIndexedOutputs() / L;
  if (scale >= J || orientation >= L)
  {
    itkExceptionMacro(<< "Band (scale " << scale << ", orientation " << orientation << ") does not exist; there are "
                      << J << " scales and " << L << " orientations, counted from 0.");
  }
  return scale * L + orientation;
}

template <typename TInputImage, typename TOutputImage>
auto
WaveletBankImageFilter<TInputImage, TOutputImage>::GetBandOutput(unsigned int scale, unsigned int orientation)
  -> OutputImageType *
{
  return this->GetOutput(this->IndexOfBand(scale, orientation));
}

template <typename TInputImage, typename TOutputImage>
auto
WaveletBankImageFilter<TInputImage, TOutputImage>::GetBandOutput(unsigned int scale, unsigned int orientation) const
  -> const OutputImageType *
{
  return itkDynamicCastInDebugMode<const OutputImageType *>(
    this->ProcessObject::GetOutput(this->IndexOfBand(scale, orientation)));
}

template <typename TInputImage, typename TOutputImage>
auto
WaveletBankImageFilter<TInputImage, TOutputImage>::GetLowPassOutput() -> LowPassImageType *
{
  return itkDynamicCastInDebugMode<LowPassImageType *>(this->ProcessObject::GetOutput("LowPass"));
}

template <typename TInputImage, typename TOutputImage>
auto
WaveletBankImageFilter<TInputImage, TOutputImage>::GetLowPassOutput() const -> const LowPassImageType *
{
  return itkDynamicCastInDebugMode<const LowPassImageType *>(this->ProcessObject::GetOutput("LowPass"));
}

template <typename TInputImage, typename TOutputImage>
void
WaveletBankImageFilter<TInputImage, TOutputImage>::GenerateOutputInformation()
{
  const InputImageType * input = this->GetInput();
  this->ResolveBank(input);
  const auto & options = this->GetBankOptions();
  this->SetNumberOfBands(options.numberOfScales);
  for (unsigned int scale = 0; scale < options.numberOfScales; ++scale)
  {
    for (unsigned int l = 0; l < options.numberOfOrientations; ++l)
    {
      this->SetGeometry(input, options.GridOfScale(this->GetBankGrid(), scale), this->GetBandOutput(scale, l));
    }
  }
  this->SetGeometry(input, options.GridOfScale(this->GetBankGrid(), options.numberOfScales), this->GetLowPassOutput());
}

template <typename TInputImage, typename TOutputImage>
void
WaveletBankImageFilter<TInputImage, TOutputImage>::GenerateData()
{
  const InputImageType * input = this->GetInput();
  this->VerifyPixels(input, "The input");
  const auto transform = this->GetTransform();
  this->AllocateOutputs();
  std::vector<ComplexType *> bands;
  for (unsigned int band = 0; band < this->GetNumberOfIndexedOutputs(); ++band)
  {
    bands.push_back(this->GetOutput(band)->GetBufferPointer());
  }
  transform->Forward(input->GetBufferPointer(),
                     bands.data(),
                     this->GetLowPassOutput()->GetBufferPointer(),
                     MultiThreaderExecutor(this, 1));
  this->UpdateProgress(1.0f);
}
} // namespace itk

#endif
