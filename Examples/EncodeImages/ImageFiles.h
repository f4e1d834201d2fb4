// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef ImageFiles_h
#define ImageFiles_h

#include "phGrid.h"

#include <array>
#include <string>
#include <vector>

namespace phaseharmonics_examples
{
/** Files that are named, and those in folders and in folders in them that a reader knows by their name, in the order of
 *  their names; `output` is none of them. Throws a one-line error if a name does not exist or there is no file. */
std::vector<std::string>
FindImageFiles(const std::vector<std::string> & names, const std::string & output);

/** An image of one or more numbers per pixel. */
struct ComponentImage
{
  phaseharmonics::Grid  grid; // trailing axes of size 1 are dropped
  std::array<double, 3> spacing{ { 1.0, 1.0, 1.0 } };
  std::size_t           components{ 1 };
  std::vector<float>    values; // component after component

  bool
  HasShapeOf(const ComponentImage & other) const
  {
    return grid == other.grid && components == other.components;
  }
  std::string
  DescribeShape() const;
};

/** Throws a one-line error if the file cannot be read, has more than 3 dimensions, or holds a value that is not finite.
 */
ComponentImage
ReadComponentImage(const std::string & path);
} // namespace phaseharmonics_examples

#endif
