// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "InputImage.h"

#include "itkImageIOFactory.h"
#include "itkPNGImageIO.h"

#include <filesystem>
#include <fstream>

namespace phaseharmonics_examples
{
namespace
{
/** Empty without a palette, or where it has colors. */
std::vector<double>
GrayLevelsOfPalette(const itk::ImageIOBase & io)
{
  const auto * const  png = dynamic_cast<const itk::PNGImageIO *>(&io);
  std::vector<double> levels;
  if (png != nullptr && png->GetIsReadAsScalarPlusPalette())
  {
    for (const auto & color : png->GetColorPalette())
    {
      if (color.GetRed() != color.GetGreen() || color.GetRed() != color.GetBlue())
      {
        return {};
      }
      levels.push_back(color.GetRed());
    }
  }
  return levels;
}
} // namespace

InputImageInformation
ReadInputImageInformation(const std::string & path, bool acceptsChannels)
{
  std::error_code error;
  if (!std::filesystem::exists(path, error))
  {
    throw std::runtime_error(path + ": no such file");
  }
  if (std::filesystem::is_directory(path, error) || !std::ifstream(path, std::ios::binary))
  {
    throw std::runtime_error(path + ": cannot be read: " +
                             (std::filesystem::is_directory(path, error) ? "it is a folder" : "permission denied"));
  }
  const itk::ImageIOBase::Pointer io =
    itk::ImageIOFactory::CreateImageIO(path.c_str(), itk::ImageIOFactory::IOFileModeEnum::ReadMode);
  if (io.IsNull())
  {
    throw std::runtime_error(path + ": cannot be read: not an image file of a known format");
  }
  InputImageInformation information;
  information.io = io;
  io->SetFileName(path);
  try
  {
    io->ExpandRGBPaletteOff();
    io->ReadImageInformation();
    information.grayLevels = GrayLevelsOfPalette(*io);
    if (io->GetIsReadAsScalarPlusPalette() && information.grayLevels.empty())
    {
      io->ExpandRGBPaletteOn();
      io->ReadImageInformation();
    }
  }
  catch (const std::exception & exception)
  {
    throw std::runtime_error(path + ": cannot be read: " + DescribeInOneLine(exception));
  }

  information.channels = io->GetNumberOfComponents();
  if (information.channels != 1 && !acceptsChannels)
  {
    throw std::runtime_error(path + ": has " + std::to_string(io->GetNumberOfComponents()) + " components per pixel (" +
                             itk::ImageIOBase::GetPixelTypeAsString(io->GetPixelType()) +
                             "), but a scalar image is needed");
  }
  for (unsigned int axis = 0; axis < io->GetNumberOfDimensions(); ++axis)
  {
    information.size.push_back(io->GetDimensions(axis));
    if (information.size.back() == 0)
    {
      throw std::runtime_error(path + ": the image is empty");
    }
  }
  while (information.size.size() > 1 && information.size.back() == 1)
  {
    information.size.pop_back();
  }
  information.dimension = static_cast<unsigned int>(information.size.size());
  if (information.dimension < 1 || information.dimension > 3)
  {
    throw std::runtime_error(path + ": is " + std::to_string(information.dimension) +
                             "-D, but images of 1 to 3 dimensions are supported");
  }
  return information;
}
} // namespace phaseharmonics_examples
