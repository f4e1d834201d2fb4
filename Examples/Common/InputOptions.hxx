// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef InputOptions_hxx
#define InputOptions_hxx

#include "InputImage.h"

#include "itkLogImageFilter.h"
#include "itkMultiThreaderBase.h"
#include "itkRegionOfInterestImageFilter.h"

#include <sstream>
#include <stdexcept>

namespace phaseharmonics_examples
{
template <typename TImage>
typename TImage::Pointer
CropAboutCenter(TImage * image, const std::vector<std::size_t> & size, const std::string & name)
{
  constexpr unsigned int      Dimension = TImage::ImageDimension;
  typename TImage::RegionType region = image->GetLargestPossibleRegion();
  std::vector<std::size_t>    available;
  for (unsigned int axis = 0; axis < Dimension; ++axis)
  {
    available.push_back(region.GetSize(axis));
  }
  if (size.size() != Dimension)
  {
    throw std::runtime_error(name + ": is " + std::to_string(Dimension) + "-D, but --crop has " +
                             std::to_string(size.size()) + " sizes");
  }
  for (unsigned int axis = 0; axis < Dimension; ++axis)
  {
    if (size[axis] > available[axis])
    {
      throw std::runtime_error(name + ": is " + FormatSize(available) + ", smaller than --crop " + FormatSize(size));
    }
    region.SetIndex(axis, region.GetIndex(axis) + static_cast<itk::IndexValueType>((available[axis] - size[axis]) / 2));
    region.SetSize(axis, size[axis]);
  }
  const auto filter = itk::RegionOfInterestImageFilter<TImage, TImage>::New();
  filter->SetInput(image);
  filter->SetRegionOfInterest(region);
  filter->Update();
  return filter->GetOutput();
}

template <typename TImage>
typename TImage::Pointer
Logarithm(TImage * image, const std::string & name)
{
  const auto * const begin = image->GetBufferPointer();
  const auto * const end = begin + image->GetBufferedRegion().GetNumberOfPixels();
  const auto * const bad = std::find_if(begin, end, [](auto value) { return !(value > 0); });
  if (bad != end)
  {
    std::ostringstream message;
    message << name << ": --log needs positive values, but the value at index " << image->ComputeIndex(bad - begin)
            << " is " << *bad;
    throw std::runtime_error(message.str());
  }
  const auto filter = itk::LogImageFilter<TImage, TImage>::New();
  filter->SetInput(image);
  filter->Update();
  return filter->GetOutput();
}

template <typename TImage>
typename TImage::Pointer
ReadPreparedImage(const std::string & path, const InputOptions & options)
{
  typename TImage::Pointer image = ReadInputImage<typename TImage::PixelType, TImage::ImageDimension>(path);
  if (!options.crop.empty())
  {
    image = CropAboutCenter(image.GetPointer(), options.crop, path);
  }
  if (options.takesLogarithm)
  {
    image = Logarithm(image.GetPointer(), path);
  }
  CheckNotConstant(image.GetPointer(), path);
  return image;
}

template <typename TReal, typename TVisitor>
void
VisitPreparedImageOf(const InputOptions & options, TVisitor && visitor)
{
  switch (ReadInputImageInformation(options.path).dimension)
  {
    case 1:
      return visitor(ReadPreparedImage<itk::Image<TReal, 1>>(options.path, options));
    case 2:
      return visitor(ReadPreparedImage<itk::Image<TReal, 2>>(options.path, options));
    default:
      return visitor(ReadPreparedImage<itk::Image<TReal, 3>>(options.path, options));
  }
}

template <typename TVisitor>
void
VisitPreparedImage(const InputOptions & options, TVisitor && visitor)
{
  if (options.threads > 0)
  {
    itk::MultiThreaderBase::SetGlobalMaximumNumberOfThreads(options.threads);
    itk::MultiThreaderBase::SetGlobalDefaultNumberOfThreads(options.threads);
  }
  if (options.precision == "double")
  {
    VisitPreparedImageOf<double>(options, visitor);
  }
  else
  {
    VisitPreparedImageOf<float>(options, visitor);
  }
}
} // namespace phaseharmonics_examples

#endif
