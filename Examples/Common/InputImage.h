// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef InputImage_h
#define InputImage_h

#include "itkImage.h"
#include "itkImageIOBase.h"

#include <cstddef>
#include <string>
#include <vector>

namespace phaseharmonics_examples
{
/** What the header of an image file says. */
struct InputImageInformation
{
  /** 1 to 3: trailing axes of size 1 are dropped. */
  unsigned int             dimension{ 0 };
  std::vector<std::size_t> size;
  /** Components of a pixel. */
  unsigned int channels{ 1 };
  /** Reads the file. */
  itk::ImageIOBase::Pointer io;
  /** Gray levels that the values of the file stand for; empty if they stand for themselves. */
  std::vector<double> grayLevels;
};

/** Throws a one-line error if the file is missing, unreadable, of more than 3 dimensions or, unless channels are
 *  accepted, not scalar. Palettes of grays count as scalar. */
InputImageInformation
ReadInputImageInformation(const std::string & path, bool acceptsChannels = false);

/** An Image or VectorImage of the dimension and channels that the header says. Geometry is kept. Throws a one-line
 * error if the file cannot be read or holds a value that is not finite. */
template <typename TImage>
typename TImage::Pointer
ReadImageFile(const std::string & path, const InputImageInformation & information);

/** Geometry is kept. Throws a one-line error if the file cannot be read, has another dimension, or
 *  holds a value that is not finite. */
template <typename TReal, unsigned int VDimension>
typename itk::Image<TReal, VDimension>::Pointer
ReadInputImage(const std::string & path);

/** Calls visitor(image) with an itk::Image<TReal, D>::Pointer of the dimension of the file and returns
 *  what it returns. */
template <typename TReal, typename TVisitor>
auto
VisitInputImage(const std::string & path, TVisitor && visitor);

/** Throws an error that names the first index with a value that is not finite. */
template <typename TImage>
void
CheckFinite(const TImage * image, const std::string & name);

/** Throws an error if all pixels have the same value. */
template <typename TImage>
void
CheckNotConstant(const TImage * image, const std::string & name);
} // namespace phaseharmonics_examples

#include "InputImage.hxx"

#endif
