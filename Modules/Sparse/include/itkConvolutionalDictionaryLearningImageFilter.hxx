// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkConvolutionalDictionaryLearningImageFilter_hxx
#define itkConvolutionalDictionaryLearningImageFilter_hxx

#include "itkConvolutionalDictionaryLearningImageFilter.h"
#include "itkMultiThreaderExecutor.h"

#include <algorithm>
#include <cmath>

namespace itk
{
template <typename TImage>
ConvolutionalDictionaryLearningImageFilter<TImage>::ConvolutionalDictionaryLearningImageFilter()
{
  m_CropSize.Fill(0);
  this->SetNumberOfIterations(50);
  this->SetReportInterval(10);
}

template <typename TImage>
void
ConvolutionalDictionaryLearningImageFilter<TImage>::VerifyPreconditions() ITKv5_CONST
{
  Superclass::VerifyPreconditions();
  if (!(m_BackgroundSmoothing >= 0.0) || !std::isfinite(m_BackgroundSmoothing))
  {
    itkExceptionMacro(<< "BackgroundSmoothing is " << m_BackgroundSmoothing << "; it must not be negative.");
  }
  for (unsigned int axis = 0; axis < ImageDimension; ++axis)
  {
    if (m_CropSize[axis] > 0 && m_CropSize[axis] < this->GetAtomSize()[axis])
    {
      itkExceptionMacro(<< "CropSize is " << m_CropSize << ", smaller than an atom of size " << this->GetAtomSize()
                        << '.');
    }
  }
}

template <typename TImage>
void
ConvolutionalDictionaryLearningImageFilter<TImage>::GenerateData()
{
  const auto                                   images = this->MakeTrainingImages();
  phaseharmonics::ConvolutionalTrainingOptions options;
  this->SetTrainingOptions(options);
  std::copy_n(m_CropSize.begin(), ImageDimension, options.cropSize.begin());
  options.backgroundSmoothing = m_BackgroundSmoothing;
  this->Learn([&](const auto * initial, const auto & observer) {
    return phaseharmonics::TrainConvolutionalDictionary(
      images, options, initial, MultiThreaderExecutor(this), observer);
  });
}

template <typename TImage>
void
ConvolutionalDictionaryLearningImageFilter<TImage>::PrintSelf(std::ostream & os, Indent indent) const
{
  Superclass::PrintSelf(os, indent);
  os << indent << "CropSize: " << m_CropSize << std::endl;
  os << indent << "BackgroundSmoothing: " << m_BackgroundSmoothing << std::endl;
}
} // namespace itk

#endif
