// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkInverseWaveletBankImageFilter_hxx
#define itkInverseWaveletBankImageFilter_hxx

#include "itkInverseWaveletBankImageFilter.h"
#include "itkMultiThreaderExecutor.h"

namespace itk
{
template <typename TInputImage, typename TOutputImage>
InverseWaveletBankImageFilter<TInputImage, TOutputImage>::InverseWaveletBankImageFilter()
{
  this->AddRequiredInputName("LowPass");
}

template <typename TInputImage, typename TOutputImage>
void
InverseWaveletBankImageFilter<TInputImage, TOutputImage>::SetInputs(const ProcessObject::DataObjectPointerArray & bands)
{
  for (std::size_t band = 0; band < bands.size(); ++band)
  {
    if (!dynamic_cast<const InputImageType *>(bands[band].GetPointer()))
    {
      itkExceptionMacro(<< "Input " << band << " is not a complex image of this filter's type.");
    }
  }
  this->SetNumberOfIndexedInputs(bands.size());
  for (std::size_t band = 0; band < bands.size(); ++band)
  {
    this->SetNthInput(band, bands[band]);
  }
}

template <typename TInputImage, typename TOutputImage>
void
InverseWaveletBankImageFilter<TInputImage, TOutputImage>::SetInputs(
  const std::vector<typename InputImageType::Pointer> & bands)
{
  this->SetInputs(ProcessObject::DataObjectPointerArray(bands.begin(), bands.end()));
}

template <typename TInputImage, typename TOutputImage>
unsigned int
InverseWaveletBankImageFilter<TInputImage, TOutputImage>::IndexOfBand(unsigned int scale,
                                                                      unsigned int orientation) const
{
  const unsigned int L = this->GetNumberOfOrientations();
  if (orientation >= L)
  {
    itkExceptionMacro(<< "Orientation " << orientation << " does not exist; there are " << L
                      << " orientations, counted from 0.");
  }
  return scale * L + orientation;
}

template <typename TInputImage, typename TOutputImage>
std::string
InverseWaveletBankImageFilter<TInputImage, TOutputImage>::NameOfBand(unsigned int band) const
{
  const unsigned int L = this->GetNumberOfOrientations();
  return "Band (scale " + std::to_string(band / L) + ", orientation " + std::to_string(band % L) + ")";
}

template <typename TInputImage, typename TOutputImage>
void
InverseWaveletBankImageFilter<TInputImage, TOutputImage>::SetBandInput(unsigned int           scale,
                                                                       unsigned int           orientation,
                                                                       const InputImageType * band)
{
  this->SetNthInput(this->IndexOfBand(scale, orientation), const_cast<InputImageType *>(band));
}

template <typename TInputImage, typename TOutputImage>
auto
InverseWaveletBankImageFilter<TInputImage, TOutputImage>::GetBandInput(unsigned int scale,
                                                                       unsigned int orientation) const
  -> const InputImageType *
{
  return this->GetInput(this->IndexOfBand(scale, orientation));
}

template <typename TInputImage, typename TOutputImage>
void
InverseWaveletBankImageFilter<TInputImage, TOutputImage>::SetLowPassInput(const LowPassImageType * lowPass)
{
  this->ProcessObject::SetInput("LowPass", const_cast<LowPassImageType *>(lowPass));
}

template <typename TInputImage, typename TOutputImage>
auto
InverseWaveletBankImageFilter<TInputImage, TOutputImage>::GetLowPassInput() const -> const LowPassImageType *
{
  return itkDynamicCastInDebugMode<const LowPassImageType *>(this->ProcessObject::GetInput("LowPass"));
}

template <typename TInputImage, typename TOutputImage>
void
InverseWaveletBankImageFilter<TInputImage, TOutputImage>::VerifyInputInformation() ITKv5_CONST
{
  const InputImageType * first = this->GetInput();
  const auto             options = this->MakeBankOptions(first);
  const auto             grid = this->GridOfImage(first);
  const unsigned int     J = options.numberOfScales;
  const unsigned int     L = options.numberOfOrientations;
  if (this->GetNumberOfIndexedInputs() != std::size_t{ J } * L)
  {
    itkExceptionMacro(<< "Expected " << J * L << " bands (" << J << " scales x " << L << " orientations), got "
                      << this->GetNumberOfIndexedInputs() << '.');
  }
  auto expected = ImageBaseType::New();
  for (unsigned int band = 0; band < J * L; ++band)
  {
    if (!this->GetInput(band))
    {
      itkExceptionMacro(<< this->NameOfBand(band) << " is not set.");
    }
    this->SetGeometry(first, options.GridOfScale(grid, band / L), expected);
    this->VerifyGeometry(expected, this->GetInput(band), this->NameOfBand(band));
  }
  this->SetGeometry(first, options.GridOfScale(grid, J), expected);
  this->VerifyGeometry(expected, this->GetLowPassInput(), "The low pass");
}

template <typename TInputImage, typename TOutputImage>
void
InverseWaveletBankImageFilter<TInputImage, TOutputImage>::GenerateOutputInformation()
{
  this->ResolveBank(this->GetInput());
  this->SetGeometry(this->GetInput(), this->GetBankGrid(), this->GetOutput());
}

template <typename TInputImage, typename TOutputImage>
void
InverseWaveletBankImageFilter<TInputImage, TOutputImage>::GenerateData()
{
  std::vector<const ComplexType *> bands;
  for (unsigned int band = 0; band < this->GetNumberOfIndexedInputs(); ++band)
  {
    this->VerifyPixels(this->GetInput(band), this->NameOfBand(band));
    bands.push_back(this->GetInput(band)->GetBufferPointer());
  }
  const LowPassImageType * lowPass = this->GetLowPassInput();
  this->VerifyPixels(lowPass, "The low pass");
  const auto transform = this->GetTransform();
  this->AllocateOutputs();

  // WaveletTransform loops once over rows for the low pass, and over bands and rows for each scale.
  const MultiThreaderExecutor executor(this, 1 + 2 * this->GetBankOptions().numberOfScales);
  this->CallKernel([&] {
    transform->Inverse(bands.data(), lowPass->GetBufferPointer(), this->GetOutput()->GetBufferPointer(), executor);
  });
  this->UpdateProgress(1.0f);
}
} // namespace itk

#endif
