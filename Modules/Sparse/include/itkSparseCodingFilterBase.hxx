// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkSparseCodingFilterBase_hxx
#define itkSparseCodingFilterBase_hxx

#include "itkSparseCodingFilterBase.h"

#include "itkIndexRange.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace itk
{
// Calls with the first index of each line along axis 0, and the number of pixels before it.
template <typename TInputImage, typename TOutputImage>
template <typename TCall>
void
SparseCodingFilterBase<TInputImage, TOutputImage>::ForEachLine(const RegionType & region, const TCall & call)
{
  RegionType starts = region;
  starts.SetSize(0, 1);
  SizeValueType firstPixel = 0;
  for (const auto & index : ImageRegionIndexRange<ImageDimension>(starts))
  {
    call(index, firstPixel);
    firstPixel += region.GetSize(0);
  }
}

template <typename TInputImage, typename TOutputImage>
SparseCodingFilterBase<TInputImage, TOutputImage>::SparseCodingFilterBase()
{
  this->DynamicMultiThreadingOn();
}

template <typename TInputImage, typename TOutputImage>
void
SparseCodingFilterBase<TInputImage, TOutputImage>::SetDictionary(const Dictionary * dictionary)
{
  this->ProcessObject::SetInput("Dictionary", const_cast<Dictionary *>(dictionary));
}

template <typename TInputImage, typename TOutputImage>
const Dictionary *
SparseCodingFilterBase<TInputImage, TOutputImage>::GetDictionary() const
{
  return itkDynamicCastInDebugMode<const Dictionary *>(this->ProcessObject::GetInput("Dictionary"));
}

template <typename TInputImage, typename TOutputImage>
void
SparseCodingFilterBase<TInputImage, TOutputImage>::VerifyPreconditions() ITKv5_CONST
{
  Superclass::VerifyPreconditions();
  this->CallKernel([&] { phaseharmonics::CheckSparseCodeParameters(this->MakeProblem(), this->MakeStopping()); });
}

template <typename TInputImage, typename TOutputImage>
phaseharmonics::SparseCodeProblem
SparseCodingFilterBase<TInputImage, TOutputImage>::MakeProblem() const
{
  phaseharmonics::SparseCodeProblem problem;
  problem.lambdaIsRatio = m_Lambda == 0.0;
  problem.lambda = problem.lambdaIsRatio ? m_LambdaRatio : m_Lambda;
  problem.isNonNegative = m_NonNegative;
  return problem;
}

template <typename TInputImage, typename TOutputImage>
phaseharmonics::SparseCodeStopping
SparseCodingFilterBase<TInputImage, TOutputImage>::MakeStopping() const
{
  phaseharmonics::SparseCodeStopping stopping;
  stopping.maximumIterations = m_MaximumIterations;
  stopping.relativeGapTolerance = m_RelativeGapTolerance;
  return stopping;
}

template <typename TInputImage, typename TOutputImage>
phaseharmonics::Grid
SparseCodingFilterBase<TInputImage, TOutputImage>::GridOfRegion(const RegionType & region)
{
  phaseharmonics::Grid grid;
  grid.dimension = ImageDimension;
  std::copy_n(region.GetSize().begin(), ImageDimension, grid.size.begin());
  return grid;
}

template <typename TInputImage, typename TOutputImage>
template <typename TImage>
void
SparseCodingFilterBase<TInputImage, TOutputImage>::VerifyIsFinite(const TImage *      image,
                                                                  const RegionType &  region,
                                                                  const std::string & name) const
{
  const SizeValueType channels = image->GetNumberOfComponentsPerPixel();
  ForEachLine(region, [&](const IndexType & index, SizeValueType) {
    const auto * const begin = image->GetBufferPointer() + image->ComputeOffset(index) * channels;
    const auto * const end = begin + region.GetSize(0) * channels;
    const auto         first = std::find_if_not(begin, end, [](RealType value) { return std::isfinite(value); });
    if (first != end)
    {
      IndexType indexOfFirst = index;
      indexOfFirst[0] += (first - begin) / static_cast<OffsetValueType>(channels);
      itkExceptionMacro(<< name << " is not finite: its value at index " << indexOfFirst << " is " << *first << '.');
    }
  });
}

template <typename TInputImage, typename TOutputImage>
template <typename TImage>
void
SparseCodingFilterBase<TInputImage, TOutputImage>::CopyToArray(const TImage *     image,
                                                               const RegionType & region,
                                                               RealType *         values)
{
  const SizeValueType channels = image->GetNumberOfComponentsPerPixel();
  ForEachLine(region, [&](const IndexType & index, SizeValueType firstPixel) {
    std::copy_n(image->GetBufferPointer() + image->ComputeOffset(index) * channels,
                region.GetSize(0) * channels,
                values + firstPixel * channels);
  });
}

template <typename TInputImage, typename TOutputImage>
template <typename TImage>
void
SparseCodingFilterBase<TInputImage, TOutputImage>::CopyToChannels(const TImage *     image,
                                                                  const RegionType & region,
                                                                  RealType *         channels)
{
  const SizeValueType count = image->GetNumberOfComponentsPerPixel();
  const SizeValueType pixels = region.GetNumberOfPixels();
  ForEachLine(region, [&](const IndexType & index, SizeValueType firstPixel) {
    const auto * values = image->GetBufferPointer() + image->ComputeOffset(index) * count;
    for (SizeValueType x = 0; x < region.GetSize(0); ++x)
    {
      for (SizeValueType channel = 0; channel < count; ++channel)
      {
        channels[channel * pixels + firstPixel + x] = *values++;
      }
    }
  });
}

template <typename TInputImage, typename TOutputImage>
template <typename TImage>
void
SparseCodingFilterBase<TInputImage, TOutputImage>::CopyFromChannels(const RealType * channels, TImage * image)
{
  const SizeValueType count = image->GetNumberOfComponentsPerPixel();
  const SizeValueType pixels = image->GetBufferedRegion().GetNumberOfPixels();
  auto *              values = image->GetBufferPointer();
  for (SizeValueType pixel = 0; pixel < pixels; ++pixel)
  {
    for (SizeValueType channel = 0; channel < count; ++channel)
    {
      *values++ = channels[channel * pixels + pixel];
    }
  }
}

template <typename TInputImage, typename TOutputImage>
template <typename TCall>
auto
SparseCodingFilterBase<TInputImage, TOutputImage>::CallKernel(const TCall & call) const
{
  try
  {
    return call();
  }
  catch (const std::invalid_argument & error)
  {
    itkExceptionMacro(<< error.what());
  }
}

template <typename TInputImage, typename TOutputImage>
void
SparseCodingFilterBase<TInputImage, TOutputImage>::PrintSelf(std::ostream & os, Indent indent) const
{
  Superclass::PrintSelf(os, indent);
  os << indent << "Lambda: " << m_Lambda << std::endl;
  os << indent << "LambdaRatio: " << m_LambdaRatio << std::endl;
  os << indent << "NonNegative: " << (m_NonNegative ? "On" : "Off") << std::endl;
  os << indent << "MaximumIterations: " << m_MaximumIterations << std::endl;
  os << indent << "RelativeGapTolerance: " << m_RelativeGapTolerance << std::endl;
}
} // namespace itk

#endif
