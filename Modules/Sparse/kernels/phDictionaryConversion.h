// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phDictionaryConversion_h
#define phDictionaryConversion_h

#include "phDictionary.h"

#include <algorithm>

namespace phaseharmonics
{
/** A dictionary in another precision; one without atoms stays one. */
template <typename TTo, typename TFrom>
Dictionary<TTo>
ConvertDictionary(const Dictionary<TFrom> & dictionary)
{
  if (dictionary.GetNumberOfAtoms() == 0)
  {
    return {};
  }
  Dictionary<TTo> converted(dictionary.GetSupport(), dictionary.GetNumberOfChannels(), dictionary.GetNumberOfAtoms());
  std::transform(dictionary.data(),
                 dictionary.data() + dictionary.GetNumberOfAtoms() * dictionary.GetLength(),
                 converted.data(),
                 [](TFrom value) { return static_cast<TTo>(value); });
  return converted;
}
} // namespace phaseharmonics

#endif
