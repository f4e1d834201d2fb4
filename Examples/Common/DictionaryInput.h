// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef DictionaryInput_h
#define DictionaryInput_h

#include "itkDictionary.h"

#include <string>

namespace phaseharmonics_examples
{
/** Throws a one-line error if the file is no dictionary. */
itk::Dictionary::Pointer
ReadDictionary(const std::string & path);

/** Throws a one-line error unless atoms have the dimension and the channels of an image. */
void
CheckAtomsFit(const itk::Dictionary & dictionary,
              const std::string &     path,
              unsigned int            dimension,
              unsigned int            channels);

/** "64 atoms of 8×8", with the number of channels if there are several. */
std::string
DescribeAtoms(const itk::Dictionary & dictionary);
} // namespace phaseharmonics_examples

#endif
