// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef OutputImage_hxx
#define OutputImage_hxx

#include "ErrorReport.h"
#include "OutputFile.h"

#include "itkImageFileWriter.h"

#include <algorithm>
#include <exception>
#include <stdexcept>

namespace phaseharmonics_examples
{
template <typename TPixel>
typename itk::Image<TPixel, 2>::Pointer
AsTwoDimensional(const itk::Image<TPixel, 1> * line)
{
  using ImageType = itk::Image<TPixel, 2>;
  const auto                     image = ImageType::New();
  typename ImageType::RegionType region;
  region.SetSize(0, line->GetBufferedRegion().GetSize(0));
  region.SetSize(1, 1);
  image->SetRegions(region);
  image->Allocate();
  std::copy_n(line->GetBufferPointer(), region.GetNumberOfPixels(), image->GetBufferPointer());

  typename ImageType::SpacingType spacing;
  spacing.Fill(1.0);
  spacing[0] = line->GetSpacing()[0];
  typename ImageType::PointType origin;
  origin.Fill(0.0);
  origin[0] = line->GetOrigin()[0];
  typename ImageType::DirectionType direction;
  direction.SetIdentity();
  direction(0, 0) = line->GetDirection()(0, 0);
  image->SetSpacing(spacing);
  image->SetOrigin(origin);
  image->SetDirection(direction);
  return image;
}

template <typename TImage>
void
WriteImageDirectly(const TImage * image, const std::string & path)
{
  if constexpr (TImage::ImageDimension == 1)
  {
    const auto plane = AsTwoDimensional(image);
    WriteImageDirectly(plane.GetPointer(), path);
  }
  else
  {
    const auto writer = itk::ImageFileWriter<TImage>::New();
    writer->SetFileName(path);
    writer->SetInput(image);
    writer->Update();
  }
}

template <typename TImage>
void
CheckImageWritable(const std::string & path)
{
  CheckWritable(path);
  CheckImageFormat(path);
  const auto                  image = TImage::New();
  typename TImage::RegionType region;
  for (unsigned int axis = 0; axis < TImage::ImageDimension; ++axis)
  {
    region.SetSize(axis, 2);
  }
  image->SetRegions(region);
  image->Allocate(true);
  const PendingOutput trial(path);
  try
  {
    WriteImageDirectly(image.GetPointer(), trial.GetTemporaryPath());
  }
  catch (const std::exception &)
  {
    throw std::runtime_error(path + ": this format cannot hold a " + std::to_string(TImage::ImageDimension) +
                             "-D image of real numbers; use .nrrd, .mha or .nii.gz");
  }
}

template <typename TImage>
void
WriteOutputImage(const TImage * image, const std::string & path)
{
  PendingOutput output(path);
  try
  {
    WriteImageDirectly(image, output.GetTemporaryPath());
  }
  catch (const std::exception & exception)
  {
    throw std::runtime_error(path + ": cannot be written: " + DescribeInOneLine(exception));
  }
  output.Commit();
}
} // namespace phaseharmonics_examples

#endif
