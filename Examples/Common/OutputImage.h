// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef OutputImage_h
#define OutputImage_h

#include "itkImage.h"

#include <string>

namespace phaseharmonics_examples
{
/** Throws a one-line error if no ITK image format has this extension. */
void
CheckImageFormat(const std::string & path);

/** Throws a one-line error if an image of this type cannot be written there: a small one is tried. */
template <typename TImage>
void
CheckImageWritable(const std::string & path);

/** Through a temporary that is renamed. 1-D images are stored as N x 1, which every format and Python can read. */
template <typename TImage>
void
WriteOutputImage(const TImage * image, const std::string & path);
} // namespace phaseharmonics_examples

#include "OutputImage.hxx"

#endif
