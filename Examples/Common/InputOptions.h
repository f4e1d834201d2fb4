// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef InputOptions_h
#define InputOptions_h

#include "TextTable.h"

#include "itkImage.h"

#include <CLI/CLI.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace phaseharmonics_examples
{
/** How a program reads its image, and how it computes. */
struct InputOptions
{
  std::string              path;
  bool                     takesLogarithm{ false };
  std::vector<std::size_t> crop;
  std::string              precision{ "float" };
  unsigned int             threads{ 0 };

  /** Name of the file without folder, and whether its logarithm is meant. */
  std::string
  Describe() const;
};

/** INPUT, --log, --crop, --precision, --threads. */
void
AddInputOptions(CLI::App & app, InputOptions & options);

/** Sizes such as "301x215" or "8"; throws an error that names the option if it is none. */
std::vector<std::size_t>
ParseSize(const std::string & text, const std::string & option = "--crop");

/** Reads an image and applies --crop (about the center) and --log. Throws a one-line error if it is constant, does not
 *  hold the crop, or has no logarithm. */
template <typename TImage>
typename TImage::Pointer
ReadPreparedImage(const std::string & path, const InputOptions & options);

/** Sets the number of threads and calls visitor(image) with an image of the precision asked for and the dimension of
 *  the file. */
template <typename TVisitor>
void
VisitPreparedImage(const InputOptions & options, TVisitor && visitor);
} // namespace phaseharmonics_examples

#include "InputOptions.hxx"

#endif
