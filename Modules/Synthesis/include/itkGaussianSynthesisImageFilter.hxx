// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkGaussianSynthesisImageFilter_hxx
#define itkGaussianSynthesisImageFilter_hxx

#include "itkGaussianSynthesisImageFilter.h"
#include "itkMultiThreaderExecutor.h"
#include "phGaussianModel.h"
#include "phMacrocanonicalGaussian.h"

#include <algorithm>

namespace itk
{
template <typename TImage>
GaussianSynthesisImageFilter<TImage>::GaussianSynthesisImageFilter()
{
  this->ProcessObject::SetOutput("Correlation", this->MakeOutput("Correlation"));
}

template <typename TImage>
ProcessObject::DataObjectPointer
GaussianSynthesisImageFilter<TImage>::MakeOutput(const ProcessObject::DataObjectIdentifierType & name)
{
  if (name == "Correlation")
  {
    return ImageType::New().GetPointer();
  }
  return Superclass::MakeOutput(name);
}

template <typename TImage>
auto
GaussianSynthesisImageFilter<TImage>::GetCorrelationOutput() -> ImageType *
{
  return itkDynamicCastInDebugMode<ImageType *>(this->ProcessObject::GetOutput("Correlation"));
}

template <typename TImage>
auto
GaussianSynthesisImageFilter<TImage>::GetCorrelationOutput() const -> const ImageType *
{
  return itkDynamicCastInDebugMode<const ImageType *>(this->ProcessObject::GetOutput("Correlation"));
}

template <typename TImage>
void
GaussianSynthesisImageFilter<TImage>::VerifyPreconditions() ITKv5_CONST
{
  Superclass::VerifyPreconditions();
  if (!(m_Tolerance > 0.0))
  {
    itkExceptionMacro(<< "The tolerance must be positive, got " << m_Tolerance << '.');
  }
}

template <typename TImage>
void
GaussianSynthesisImageFilter<TImage>::GenerateOutputInformation()
{
  Superclass::GenerateOutputInformation();
  const ImageType * const input = this->GetInput();
  if (m_Model == ModelEnum::Macrocanonical)
  {
    this->ResolveBank(input);
  }
  ImageType * const                       correlation = this->GetCorrelationOutput();
  typename ImageType::RegionType          region = input->GetLargestPossibleRegion();
  typename ImageType::PointType           origin;
  ContinuousIndex<double, ImageDimension> center;
  for (unsigned int axis = 0; axis < ImageDimension; ++axis)
  {
    region.SetIndex(axis, 0);
    center[axis] = static_cast<double>(region.GetSize(axis) / 2);
  }
  correlation->SetLargestPossibleRegion(region);
  correlation->SetSpacing(input->GetSpacing());
  correlation->SetDirection(input->GetDirection());
  origin.Fill(0.0);
  correlation->SetOrigin(origin);
  typename ImageType::PointType lagZero;
  correlation->TransformContinuousIndexToPhysicalPoint(center, lagZero);
  for (unsigned int axis = 0; axis < ImageDimension; ++axis)
  {
    origin[axis] = -lagZero[axis];
  }
  correlation->SetOrigin(origin);
}

template <typename TImage>
void
GaussianSynthesisImageFilter<TImage>::GenerateData()
{
  const ImageType * const input = this->GetInput();
  this->VerifyPixels(input, "The input");
  const auto              grid = this->GridOfImage(input);
  const PixelType * const pixels = input->GetBufferPointer();
  if (std::all_of(pixels, pixels + grid.NumberOfPixels(), [pixels](PixelType value) { return value == pixels[0]; }))
  {
    itkExceptionMacro(<< "The input is constant: it has no Gaussian model.");
  }
  this->AllocateOutputs();
  phaseharmonics::ComputeCorrelation(grid, pixels, this->GetCorrelationOutput()->GetBufferPointer());
  if (m_Model == ModelEnum::Macrocanonical)
  {
    this->SampleMacrocanonical(input, this->GetOutput()->GetBufferPointer());
  }
  else
  {
    phaseharmonics::SampleRandomPhases(grid, pixels, m_Seed, 0, this->GetOutput()->GetBufferPointer());
  }
  this->UpdateProgress(1.0f);
}

template <typename TImage>
void
GaussianSynthesisImageFilter<TImage>::SampleMacrocanonical(const ImageType * input, PixelType * sample)
{
  const MultiThreaderExecutor executor(this);
  this->CallKernel([&] {
    const auto observer = [this](unsigned int iteration, double) {
      this->UpdateProgress(static_cast<float>(iteration) / static_cast<float>(m_MaximumNumberOfIterations));
      if (this->GetAbortGenerateData())
      {
        throw ProcessAborted(__FILE__, __LINE__);
      }
      return true;
    };
    const auto model =
      phaseharmonics::FitMacrocanonicalGaussian(this->GridOfImage(input),
                                                input->GetBufferPointer(),
                                                this->GetBankOptions(),
                                                { m_ShiftRange, m_Tolerance, m_MaximumNumberOfIterations },
                                                observer,
                                                executor);
    m_RelativeError = model.GetRelativeError();
    model.Sample(m_Seed, 0, sample);
  });
}

template <typename TImage>
void
GaussianSynthesisImageFilter<TImage>::PrintSelf(std::ostream & os, Indent indent) const
{
  Superclass::PrintSelf(os, indent);
  os << indent << "Model: " << m_Model << std::endl;
  os << indent << "Seed: " << m_Seed << std::endl;
  os << indent << "ShiftRange: " << m_ShiftRange << std::endl;
  os << indent << "Tolerance: " << m_Tolerance << std::endl;
  os << indent << "MaximumNumberOfIterations: " << m_MaximumNumberOfIterations << std::endl;
  os << indent << "RelativeError: " << m_RelativeError << std::endl;
}
} // namespace itk

#endif
