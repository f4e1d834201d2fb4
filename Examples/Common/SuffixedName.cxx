// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "SuffixedName.h"

#include <filesystem>

namespace phaseharmonics_examples
{
std::string
SuffixedName(const std::string & path, const std::string & suffix)
{
  const std::filesystem::path whole(path);
  std::string                 stem = whole.filename().string();
  std::string                 extension = whole.extension().string();
  if (extension == ".gz")
  {
    extension = whole.stem().extension().string() + extension;
  }
  stem.resize(stem.size() - extension.size());
  return (whole.parent_path() / (stem + suffix + extension)).string();
}
} // namespace phaseharmonics_examples
