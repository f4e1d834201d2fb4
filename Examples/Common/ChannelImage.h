// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef ChannelImage_h
#define ChannelImage_h

#include "InputImage.h"

#include "itkVectorImage.h"

#include <stdexcept>
#include <string>
#include <type_traits>
#include <vector>

namespace phaseharmonics_examples
{
/** Stands for an image type in calls of visitors. */
template <typename TImage>
struct ImageTypeTag
{
  using ImageType = TImage;
};

/** Calls visitor(ImageTypeTag<TImage>) with the Image (one component a pixel) or VectorImage (several) of this
 * dimension. */
template <typename TReal, unsigned int VDimension, typename TVisitor>
void
VisitImageTypeOfDimension(const InputImageInformation & information, TVisitor && visitor)
{
  if (information.channels == 1)
  {
    visitor(ImageTypeTag<itk::Image<TReal, VDimension>>());
  }
  else
  {
    visitor(ImageTypeTag<itk::VectorImage<TReal, VDimension>>());
  }
}

/** The same for the dimension of the file. */
template <typename TReal, typename TVisitor>
void
VisitImageType(const InputImageInformation & information, TVisitor && visitor)
{
  switch (information.dimension)
  {
    case 1:
      return VisitImageTypeOfDimension<TReal, 1>(information, visitor);
    case 2:
      return VisitImageTypeOfDimension<TReal, 2>(information, visitor);
    default:
      return VisitImageTypeOfDimension<TReal, 3>(information, visitor);
  }
}

/** Throws a one-line error unless the file has the dimension and the channels of `expected`, which `name` has. */
inline InputImageInformation
ReadInformationLike(const std::string & path, const InputImageInformation & expected, const std::string & name)
{
  const InputImageInformation information = ReadInputImageInformation(path, true);
  if (information.dimension != expected.dimension || information.channels != expected.channels)
  {
    const auto describe = [](const InputImageInformation & one) {
      return std::to_string(one.dimension) + "-D with " + std::to_string(one.channels) +
             (one.channels == 1 ? " channel" : " channels");
    };
    throw std::runtime_error(path + ": is " + describe(information) + ", but " + name + " is " + describe(expected));
  }
  return information;
}
} // namespace phaseharmonics_examples

#endif
