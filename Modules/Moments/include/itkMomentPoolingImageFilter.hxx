// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkMomentPoolingImageFilter_hxx
#define itkMomentPoolingImageFilter_hxx

#include "itkMomentPoolingImageFilter.h"
#include "itkMultiThreaderExecutor.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace itk
{
template <typename TInputImage>
void
MomentPoolingImageFilter<TInputImage>::GenerateData()
{
  std::vector<RealType> image(this->GetBankGrid().NumberOfPixels());
  this->RecoverImage(image.data(), MultiThreaderExecutor(this, this->NumberOfLoopsOfRecoverImage(), 0.5f));
  // The bands of a constant image are zero but for rounding, which is largest at prime sizes.
  const auto   extrema = std::minmax_element(image.begin(), image.end());
  const double largest = std::max(std::abs(*extrema.first), std::abs(*extrema.second));
  if (*extrema.second - *extrema.first <= 128 * std::numeric_limits<RealType>::epsilon() * largest)
  {
    itkExceptionMacro(<< "The image of these bands is constant (" << *extrema.first
                      << "): it has no moments to describe it by.");
  }
  this->SetOutputMoments(this->Analyze(image.data(), 0.5f));
  this->UpdateProgress(1.0f);
}
} // namespace itk

#endif
