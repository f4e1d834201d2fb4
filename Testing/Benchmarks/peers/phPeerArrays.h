// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phPeerArrays_h
#define phPeerArrays_h

#include <cstddef>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace phaseharmonics_peers
{
template <typename T>
std::vector<T>
ReadArray(const std::string & file, std::size_t count)
{
  std::vector<T> values(count);
  std::ifstream  stream(file, std::ios::binary);
  if (!stream.read(reinterpret_cast<char *>(values.data()), static_cast<std::streamsize>(count * sizeof(T))))
  {
    throw std::runtime_error("Cannot read " + std::to_string(count) + " numbers from " + file);
  }
  return values;
}

template <typename T>
void
WriteArray(const std::string & file, const T * values, std::size_t count)
{
  std::ofstream stream(file, std::ios::binary);
  if (!stream.write(reinterpret_cast<const char *>(values), static_cast<std::streamsize>(count * sizeof(T))))
  {
    throw std::runtime_error("Cannot write " + file);
  }
}
} // namespace phaseharmonics_peers

#endif
