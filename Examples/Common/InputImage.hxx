// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef InputImage_hxx
#define InputImage_hxx

#include "ErrorReport.h"

#include "itkImageFileReader.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <exception>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace phaseharmonics_examples
{
template <typename TImage>
void
CheckFinite(const TImage * image, const std::string & name)
{
  const auto         channels = static_cast<std::ptrdiff_t>(image->GetNumberOfComponentsPerPixel());
  const auto * const begin = image->GetBufferPointer();
  const auto * const end =
    begin + static_cast<std::ptrdiff_t>(image->GetBufferedRegion().GetNumberOfPixels()) * channels;
  const auto * const bad = std::find_if(begin, end, [](auto value) { return !std::isfinite(value); });
  if (bad != end)
  {
    std::ostringstream message;
    message << name << ": the value at index " << image->ComputeIndex((bad - begin) / channels) << " is "
            << (std::isnan(*bad) ? "NaN" : "infinite");
    throw std::runtime_error(message.str());
  }
}

template <typename TImage>
void
CheckNotConstant(const TImage * image, const std::string & name)
{
  const auto * const begin = image->GetBufferPointer();
  const auto * const end = begin + image->GetBufferedRegion().GetNumberOfPixels();
  if (std::all_of(begin, end, [begin](auto value) { return value == *begin; }))
  {
    throw std::runtime_error(name + ": the image is constant");
  }
}

/** ITK replaces the direction of a file with dropped axes by the identity. */
template <typename TImage>
void
RestoreDirection(const itk::ImageIOBase * io, TImage * image)
{
  constexpr unsigned int Dimension = TImage::ImageDimension;
  if (io->GetNumberOfDimensions() <= Dimension)
  {
    return;
  }
  typename TImage::DirectionType direction;
  for (unsigned int axis = 0; axis < Dimension; ++axis)
  {
    const std::vector<double> column = io->GetDirection(axis);
    std::copy_n(column.begin(), Dimension, direction.GetVnlMatrix().begin() + axis * Dimension);
  }
  direction = typename TImage::DirectionType(direction.GetTranspose());
  // An oblique slice has no direction within its own plane.
  const double volume = std::abs(vnl_determinant(direction.GetVnlMatrix()));
  if (std::abs(volume - 1.0) < 1e-4)
  {
    image->SetDirection(direction);
  }
}

template <typename TImage>
typename TImage::Pointer
ReadImageFile(const std::string & path, const InputImageInformation & information)
{
  const auto reader = itk::ImageFileReader<TImage>::New();
  reader->SetFileName(path);
  reader->SetImageIO(information.io);
  {
    const CapturedErrorStream messages;
    try
    {
      reader->Update();
    }
    catch (const std::exception & exception)
    {
      throw std::runtime_error(path + ": cannot be read: " + DescribeInOneLine(exception));
    }
    // MetaImage only prints that data are missing.
    if (messages.GetText().find("not read completely") != std::string::npos)
    {
      throw std::runtime_error(path + ": cannot be read: the file is cut off");
    }
  }
  const typename TImage::Pointer image = reader->GetOutput();
  image->DisconnectPipeline();
  RestoreDirection(information.io.GetPointer(), image.GetPointer());
  if (!information.grayLevels.empty())
  {
    auto * const begin = image->GetBufferPointer();
    std::transform(begin, begin + image->GetBufferedRegion().GetNumberOfPixels(), begin, [&](auto value) {
      return static_cast<decltype(value)>(information.grayLevels.at(static_cast<std::size_t>(value)));
    });
  }
  CheckFinite(image.GetPointer(), path);
  return image;
}

template <typename TReal, unsigned int VDimension>
typename itk::Image<TReal, VDimension>::Pointer
ReadInputImage(const std::string & path)
{
  const InputImageInformation information = ReadInputImageInformation(path);
  if (information.dimension != VDimension)
  {
    throw std::runtime_error(path + ": is " + std::to_string(information.dimension) + "-D, but a " +
                             std::to_string(VDimension) + "-D image is needed");
  }
  return ReadImageFile<itk::Image<TReal, VDimension>>(path, information);
}

template <typename TReal, typename TVisitor>
auto
VisitInputImage(const std::string & path, TVisitor && visitor)
{
  switch (ReadInputImageInformation(path).dimension)
  {
    case 1:
      return std::forward<TVisitor>(visitor)(ReadInputImage<TReal, 1>(path));
    case 2:
      return std::forward<TVisitor>(visitor)(ReadInputImage<TReal, 2>(path));
    default:
      return std::forward<TVisitor>(visitor)(ReadInputImage<TReal, 3>(path));
  }
}
} // namespace phaseharmonics_examples

#endif
