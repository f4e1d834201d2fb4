// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkSparseDenoisingImageFilter_hxx
#define itkSparseDenoisingImageFilter_hxx

#include "itkMultiThreaderExecutor.h"
#include "itkSparseDenoisingImageFilter.h"

#include <cmath>
#include <memory>
#include <vector>

namespace itk
{
template <typename TImage>
void
SparseDenoisingImageFilter<TImage>::VerifyPreconditions() ITKv5_CONST
{
  Superclass::VerifyPreconditions();
  if (this->GetLambda() == 0.0 &&
      !(m_NoiseStandardDeviation * m_NoiseFactor > 0.0 && std::isfinite(m_NoiseStandardDeviation * m_NoiseFactor)))
  {
    itkExceptionMacro(<< "NoiseStandardDeviation is " << m_NoiseStandardDeviation << " and NoiseFactor "
                      << m_NoiseFactor << "; both must be positive unless Lambda is set.");
  }
}

template <typename TImage>
void
SparseDenoisingImageFilter<TImage>::GenerateData()
{
  this->UpdateProgress(0.0f);
  const TImage * const        input = this->GetInput();
  const RegionType &          region = input->GetRequestedRegion();
  const MultiThreaderExecutor executor(this);
  const auto                  given = this->MakeAtoms();
  this->VerifyAtoms(*given);
  this->VerifyIsFinite(input, region, "The input");
  this->CallKernel([&] {
    auto atoms = std::make_shared<AtomsType>(*given);
    atoms->Normalize();
    auto problem = this->MakeProblem();
    if (this->GetLambda() == 0.0)
    {
      problem.lambdaIsRatio = false;
      problem.lambda = m_NoiseFactor * m_NoiseStandardDeviation;
    }
    std::vector<RealType> image(region.GetNumberOfPixels() * input->GetNumberOfComponentsPerPixel());
    this->CopyToArray(input, region, image.data());
    const auto parts = this->EstimateParts(
      image, atoms, problem, { atoms->GetNumberOfAtoms() }, Superclass::PatchMeans::Restored, executor);
    this->AllocateOutputs();
    this->CopyToOutput(parts[0], this->GetOutput());
  });
  this->UpdateProgress(1.0f);
}

template <typename TImage>
void
SparseDenoisingImageFilter<TImage>::PrintSelf(std::ostream & os, Indent indent) const
{
  Superclass::PrintSelf(os, indent);
  os << indent << "NoiseStandardDeviation: " << m_NoiseStandardDeviation << std::endl;
  os << indent << "NoiseFactor: " << m_NoiseFactor << std::endl;
}
} // namespace itk

#endif
