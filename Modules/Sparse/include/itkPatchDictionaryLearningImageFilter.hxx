// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkPatchDictionaryLearningImageFilter_hxx
#define itkPatchDictionaryLearningImageFilter_hxx

#include "itkMultiThreaderExecutor.h"
#include "itkPatchDictionaryLearningImageFilter.h"

namespace itk
{
template <typename TImage>
void
PatchDictionaryLearningImageFilter<TImage>::VerifyPreconditions() ITKv5_CONST
{
  Superclass::VerifyPreconditions();
  if (m_BatchSize == 0)
  {
    itkExceptionMacro(<< "BatchSize must be at least 1.");
  }
  if (m_NumberOfPatches < 10)
  {
    itkExceptionMacro(<< "NumberOfPatches is " << m_NumberOfPatches
                      << "; a tenth is held out, so it must be at least 10.");
  }
}

template <typename TImage>
void
PatchDictionaryLearningImageFilter<TImage>::GenerateData()
{
  const auto                           images = this->MakeTrainingImages();
  phaseharmonics::PatchTrainingOptions options;
  this->SetTrainingOptions(options);
  options.numberOfPatches = m_NumberOfPatches;
  options.batchSize = m_BatchSize;
  options.centersPatches = m_CenterPatches;
  this->Learn([&](const auto * initial, const auto & observer) {
    return phaseharmonics::TrainPatchDictionary(images, options, initial, MultiThreaderExecutor(this), observer);
  });
}

template <typename TImage>
void
PatchDictionaryLearningImageFilter<TImage>::PrintSelf(std::ostream & os, Indent indent) const
{
  Superclass::PrintSelf(os, indent);
  os << indent << "NumberOfPatches: " << m_NumberOfPatches << std::endl;
  os << indent << "BatchSize: " << m_BatchSize << std::endl;
  os << indent << "CenterPatches: " << (m_CenterPatches ? "On" : "Off") << std::endl;
}
} // namespace itk

#endif
