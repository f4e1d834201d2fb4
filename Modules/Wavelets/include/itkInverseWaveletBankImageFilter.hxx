// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkInverseWaveletBankImageFilter_hxx
#define itkInverseWaveletBankImageFilter_hxx

#include "itkInverseWaveletBankImageFilter.h"
#include "itkMultiThreaderExecutor.h"

namespace itk
{
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
  this->AllocateOutputs();
  this->RecoverImage(this->GetOutput()->GetBufferPointer(),
                     MultiThreaderExecutor(this, this->NumberOfLoopsOfRecoverImage()));
  this->UpdateProgress(1.0f);
}
} // namespace itk

#endif
