// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phMomentFormat.h"

#include <algorithm>
#include <filesystem>
#include <stdexcept>

namespace phaseharmonics
{
MomentFormat
MomentFormatOfPath(const std::string & path)
{
  std::string extension = std::filesystem::path(path).extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  if (extension == ".h5" || extension == ".hdf5")
  {
    return MomentFormat::Hdf5;
  }
  if (extension == ".csv")
  {
    return MomentFormat::Csv;
  }
  throw std::invalid_argument(path + ": the extension of a file of moments must be .h5, .hdf5 or .csv");
}
} // namespace phaseharmonics
