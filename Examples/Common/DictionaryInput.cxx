// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "DictionaryInput.h"

#include "TextTable.h"

#include "itkDictionaryReader.h"

#include <filesystem>
#include <stdexcept>
#include <vector>

namespace phaseharmonics_examples
{
itk::Dictionary::Pointer
ReadDictionary(const std::string & path)
{
  std::error_code error;
  if (!std::filesystem::exists(path, error))
  {
    throw std::runtime_error(path + ": no such file");
  }
  const auto reader = itk::DictionaryReader::New();
  reader->SetFileName(path);
  reader->Update();
  itk::Dictionary::Pointer dictionary = reader->GetOutput();
  dictionary->DisconnectPipeline();
  return dictionary;
}

void
CheckAtomsFit(const itk::Dictionary & dictionary,
              const std::string &     path,
              unsigned int            dimension,
              unsigned int            channels)
{
  if (dictionary.GetSupportDimension() != dimension || dictionary.GetNumberOfChannels() != channels)
  {
    throw std::runtime_error(path + ": has " + std::to_string(dictionary.GetSupportDimension()) + "-D atoms of " +
                             std::to_string(dictionary.GetNumberOfChannels()) + " channels, but INPUT is " +
                             std::to_string(dimension) + "-D with " + std::to_string(channels));
  }
}

std::string
DescribeAtoms(const itk::Dictionary & dictionary)
{
  const auto                     support = dictionary.GetSupportSize();
  const std::vector<std::size_t> size(support.begin(), support.end());
  const std::size_t              channels = dictionary.GetNumberOfChannels();
  return FormatCount(dictionary.GetNumberOfAtoms()) + " atoms of " + FormatSize(size) +
         (channels > 1 ? ", " + std::to_string(channels) + " channels" : "");
}
} // namespace phaseharmonics_examples
