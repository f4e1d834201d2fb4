// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkSparseDenoisingImageFilter_hxx
#define itkSparseDenoisingImageFilter_hxx

#include "itkMultiThreaderExecutor.h"
#include "itkSparseDenoisingImageFilter.h"
#include "phPatchDenoising.h"

#include <cmath>

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
  const MultiThreaderExecutor executor(this);
  const auto                  atoms = this->MakeAtoms();
  const auto                  image = this->CopyInput();
  this->CallKernel([&] {
    phaseharmonics::SparseCodeSummary summary;
    const auto                        estimate =
      phaseharmonics::DenoisePatches(this->MakeDomain(),
                                     image.data(),
                                     this->GetInput()->GetNumberOfComponentsPerPixel(),
                                     *atoms,
                                     this->MakePatchOptions(),
                                     this->GetLambda() == 0.0 ? m_NoiseFactor * m_NoiseStandardDeviation : 0.0,
                                     summary,
                                     executor,
                                     this->MakePatchObserver(atoms->GetNumberOfAtoms()));
    if (estimate.empty())
    {
      throw ProcessAborted(__FILE__, __LINE__);
    }
    this->AllocateOutputs();
    this->CopyToOutput(estimate, this->GetOutput());
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
