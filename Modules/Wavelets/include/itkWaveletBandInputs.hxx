// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkWaveletBandInputs_hxx
#define itkWaveletBandInputs_hxx

#include "itkWaveletBandInputs.h"

namespace itk
{
template <typename TFilterBase>
WaveletBandInputs<TFilterBase>::WaveletBandInputs()
{
  this->AddRequiredInputName("LowPass");
}

template <typename TFilterBase>
void
WaveletBandInputs<TFilterBase>::SetInputs(const ProcessObject::DataObjectPointerArray & bands)
{
  for (std::size_t band = 0; band < bands.size(); ++band)
  {
    if (!dynamic_cast<const BandImageType *>(bands[band].GetPointer()))
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

template <typename TFilterBase>
void
WaveletBandInputs<TFilterBase>::SetInputs(const std::vector<typename BandImageType::Pointer> & bands)
{
  this->SetInputs(ProcessObject::DataObjectPointerArray(bands.begin(), bands.end()));
}

template <typename TFilterBase>
unsigned int
WaveletBandInputs<TFilterBase>::IndexOfBand(unsigned int scale, unsigned int orientation) const
{
  const unsigned int L = this->GetNumberOfOrientations();
  if (orientation >= L)
  {
    itkExceptionMacro(<< "Orientation " << orientation << " does not exist; there are " << L
                      << " orientations, counted from 0.");
  }
  return scale * L + orientation;
}

template <typename TFilterBase>
std::string
WaveletBandInputs<TFilterBase>::NameOfBand(unsigned int band) const
{
  const unsigned int L = this->GetNumberOfOrientations();
  return "Band (scale " + std::to_string(band / L) + ", orientation " + std::to_string(band % L) + ")";
}

template <typename TFilterBase>
void
WaveletBandInputs<TFilterBase>::SetBandInput(unsigned int scale, unsigned int orientation, const BandImageType * band)
{
  this->SetNthInput(this->IndexOfBand(scale, orientation), const_cast<BandImageType *>(band));
}

template <typename TFilterBase>
auto
WaveletBandInputs<TFilterBase>::GetBandInput(unsigned int scale, unsigned int orientation) const
  -> const BandImageType *
{
  return this->GetInput(this->IndexOfBand(scale, orientation));
}

template <typename TFilterBase>
void
WaveletBandInputs<TFilterBase>::SetLowPassInput(const LowPassImageType * lowPass)
{
  this->ProcessObject::SetInput("LowPass", const_cast<LowPassImageType *>(lowPass));
}

template <typename TFilterBase>
auto
WaveletBandInputs<TFilterBase>::GetLowPassInput() const -> const LowPassImageType *
{
  return itkDynamicCastInDebugMode<const LowPassImageType *>(this->ProcessObject::GetInput("LowPass"));
}

template <typename TFilterBase>
bool
WaveletBandInputs<TFilterBase>::AreSpare(unsigned int first) const
{
  for (auto i = first; i < this->GetNumberOfIndexedInputs(); ++i)
  {
    const BandImageType * const band = this->GetInput(i);
    if (band && (this->GetNumberOfScales() > 0 || band->GetSource() || band->GetBufferPointer()))
    {
      return false;
    }
  }
  return true;
}

template <typename TFilterBase>
void
WaveletBandInputs<TFilterBase>::VerifyInputInformation() ITKv5_CONST
{
  const BandImageType * first = this->GetInput();
  const auto            options = this->MakeBankOptions(first);
  const auto            grid = this->GridOfImage(first);
  const unsigned int    J = options.numberOfScales;
  const unsigned int    L = options.numberOfOrientations;
  if (this->GetNumberOfIndexedInputs() < std::size_t{ J } * L || !this->AreSpare(J * L))
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

template <typename TFilterBase>
void
WaveletBandInputs<TFilterBase>::RecoverImage(RealType * image, const phaseharmonics::Executor & executor)
{
  std::vector<const ComplexType *> bands;
  const unsigned int count = this->GetBankOptions().numberOfScales * this->GetBankOptions().numberOfOrientations;
  for (unsigned int band = 0; band < count; ++band)
  {
    this->VerifyPixels(this->GetInput(band), this->NameOfBand(band));
    bands.push_back(this->GetInput(band)->GetBufferPointer());
  }
  const LowPassImageType * lowPass = this->GetLowPassInput();
  this->VerifyPixels(lowPass, "The low pass");
  const auto transform = this->GetTransform();
  this->CallKernel([&] { transform->Inverse(bands.data(), lowPass->GetBufferPointer(), image, executor); });
}
} // namespace itk

#endif
