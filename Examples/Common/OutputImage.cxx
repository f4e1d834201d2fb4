// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "OutputImage.h"

#include "itkImageIOFactory.h"

namespace phaseharmonics_examples
{
void
CheckImageFormat(const std::string & path)
{
  if (itk::ImageIOFactory::CreateImageIO(path.c_str(), itk::ImageIOFactory::IOFileModeEnum::WriteMode).IsNull())
  {
    throw std::runtime_error(path + ": no image format has this extension; use .nrrd, .mha or .nii.gz");
  }
}
} // namespace phaseharmonics_examples
