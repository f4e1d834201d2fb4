// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "Canvas.h"
#include "OutputImage.h"

#include "itkImageFileWriter.h"
#include "itkPNGImageIO.h"
#include "itkRGBPixel.h"

namespace phaseharmonics_examples
{
void
Canvas::WritePng(const std::string & path) const
{
  using ImageType = itk::Image<itk::RGBPixel<unsigned char>, 2>;
  const auto image = ImageType::New();
  image->SetRegions(
    ImageType::SizeType{ { static_cast<itk::SizeValueType>(m_Width), static_cast<itk::SizeValueType>(m_Height) } });
  image->Allocate();
  auto * pixel = image->GetBufferPointer();
  for (const Color & color : m_Pixels)
  {
    pixel->Set(color.red, color.green, color.blue);
    ++pixel;
  }

  PendingOutput output(path);
  const auto    writer = itk::ImageFileWriter<ImageType>::New();
  // Chosen here, so that any file name gives a PNG.
  writer->SetImageIO(itk::PNGImageIO::New());
  writer->SetFileName(output.GetTemporaryPath());
  writer->SetInput(image);
  writer->UseCompressionOn();
  try
  {
    writer->Update();
  }
  catch (const std::exception & exception)
  {
    throw std::runtime_error(path + ": cannot be written: " + DescribeInOneLine(exception));
  }
  output.Commit();
}
} // namespace phaseharmonics_examples
