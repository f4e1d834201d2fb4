// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "ImageFiles.h"

#include "ErrorReport.h"
#include "TextTable.h"

#include "itkImageFileReader.h"
#include "itkImageIOFactory.h"
#include "itkVectorImage.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <stdexcept>

namespace phaseharmonics_examples
{
namespace
{
itk::ImageIOBase::Pointer
ReaderOf(const std::string & path)
{
  return itk::ImageIOFactory::CreateImageIO(path.c_str(), itk::ImageIOFactory::IOFileModeEnum::ReadMode);
}

bool
IsHidden(const std::filesystem::path & path)
{
  return path.filename().string().rfind('.', 0) == 0;
}

void
AddFolder(const std::string & folder, const std::string & output, std::vector<std::string> & files)
{
  std::vector<std::string> found;
  for (auto it = std::filesystem::recursive_directory_iterator(folder); it != std::filesystem::end(it); ++it)
  {
    if (IsHidden(it->path()))
    {
      it.disable_recursion_pending();
    }
    else if (std::error_code error; it->is_regular_file() && !std::filesystem::equivalent(it->path(), output, error) &&
                                    ReaderOf(it->path().string()).IsNotNull())
    {
      found.push_back(it->path().string());
    }
  }
  if (found.empty())
  {
    throw std::runtime_error(folder + ": the folder holds no image of a known format");
  }
  std::sort(found.begin(), found.end());
  files.insert(files.end(), found.begin(), found.end());
}

template <unsigned int VDimension>
ComponentImage
ReadOfDimension(const std::string & path, itk::ImageIOBase * io)
{
  using ImageType = itk::VectorImage<float, VDimension>;
  const auto reader = itk::ImageFileReader<ImageType>::New();
  reader->SetFileName(path);
  reader->SetImageIO(io);
  {
    const CapturedErrorStream messages;
    reader->Update();
    // MetaImage only prints that data are missing.
    if (messages.GetText().find("not read completely") != std::string::npos)
    {
      throw std::runtime_error("the file is cut off");
    }
  }
  const ImageType * const image = reader->GetOutput();
  ComponentImage          result;
  result.components = image->GetNumberOfComponentsPerPixel();
  result.grid.dimension = VDimension;
  for (unsigned int axis = 0; axis < VDimension; ++axis)
  {
    result.grid.size[axis] = image->GetLargestPossibleRegion().GetSize(axis);
    result.spacing[axis] = image->GetSpacing()[axis];
  }
  const std::size_t pixels = result.grid.NumberOfPixels();
  result.values.resize(pixels * result.components);
  for (std::size_t i = 0; i < pixels; ++i)
  {
    for (std::size_t c = 0; c < result.components; ++c)
    {
      const float value = image->GetBufferPointer()[i * result.components + c];
      if (!std::isfinite(value))
      {
        std::ostringstream message;
        message << "the value at index " << image->ComputeIndex(static_cast<itk::OffsetValueType>(i)) << " is "
                << (std::isnan(value) ? "NaN" : "infinite");
        throw std::runtime_error(message.str());
      }
      result.values[c * pixels + i] = value;
    }
  }
  return result;
}
} // namespace

std::string
ComponentImage::DescribeShape() const
{
  const std::vector<std::size_t> size(grid.size.begin(), grid.size.begin() + grid.dimension);
  return FormatSize(size) + (components > 1 ? " with " + std::to_string(components) + " components" : "");
}

std::vector<std::string>
FindImageFiles(const std::vector<std::string> & names, const std::string & output)
{
  std::vector<std::string> files;
  for (const std::string & name : names)
  {
    std::error_code error;
    if (std::filesystem::is_directory(name, error))
    {
      AddFolder(name, output, files);
      continue;
    }
    if (!std::filesystem::exists(name, error))
    {
      throw std::runtime_error(name + ": no such file or folder");
    }
    files.push_back(name);
  }
  return files;
}

ComponentImage
ReadComponentImage(const std::string & path)
{
  const itk::ImageIOBase::Pointer io = ReaderOf(path);
  if (io.IsNull())
  {
    throw std::runtime_error(path + ": cannot be read: not an image file of a known format");
  }
  try
  {
    io->SetFileName(path);
    io->ReadImageInformation();
    unsigned int dimension = io->GetNumberOfDimensions();
    while (dimension > 1 && io->GetDimensions(dimension - 1) == 1)
    {
      --dimension;
    }
    switch (dimension)
    {
      case 1:
        return ReadOfDimension<1>(path, io);
      case 2:
        return ReadOfDimension<2>(path, io);
      case 3:
        return ReadOfDimension<3>(path, io);
      default:
        throw std::runtime_error("it is " + std::to_string(dimension) + "-D, but 1 to 3 dimensions are supported");
    }
  }
  catch (const std::exception & exception)
  {
    throw std::runtime_error(path + ": cannot be read: " + DescribeInOneLine(exception));
  }
}
} // namespace phaseharmonics_examples
