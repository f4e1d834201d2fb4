// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phDictionaryFile.h"

#include "phAtomicFile.h"
#include "phHdf5File.h"

#include <algorithm>
#include <cstdint>
#include <stdexcept>

namespace phaseharmonics
{
namespace
{
constexpr const char * Format = "SparseDictionary";
constexpr std::int64_t Version = 1;
} // namespace

template <typename T>
void
WriteDictionary(const std::string & path, const Dictionary<T> & dictionary)
{
  if (dictionary.GetNumberOfAtoms() == 0)
  {
    throw std::invalid_argument("The dictionary to write has no atoms.");
  }
  dictionary.CheckAtoms();
  const Grid &    support = dictionary.GetSupport();
  Hdf5File::Shape shape{ dictionary.GetNumberOfAtoms(), dictionary.GetNumberOfChannels() };
  for (unsigned int axis = support.dimension; axis-- > 0;)
  {
    shape.push_back(support.size[axis]);
  }
  AtomicFile pending(path);
  Hdf5File   file = Hdf5File::Create(pending);
  file.WriteStringAttribute("/", "format", Format);
  file.WriteAttribute("/", "version", Version);
  const T * const values = dictionary.data();
  file.Write("atoms", std::vector<T>(values, values + dictionary.GetNumberOfAtoms() * dictionary.GetLength()), shape);
  file.Close();
  pending.Commit();
}

template <typename T>
Dictionary<T>
ReadDictionary(const std::string & path)
{
  const Hdf5File file = Hdf5File::Open(path);
  if (!file.HasAttribute("/", "format") || !file.HasAttribute("/", "version") ||
      file.ReadStringAttribute("/", "format") != Format)
  {
    file.Fail("is an HDF5 file, but not one of a dictionary");
  }
  const auto version = file.ReadAttribute<std::int64_t>("/", "version");
  if (version != Version)
  {
    file.Fail("has version " + std::to_string(version) + " of the format; this release reads version " +
              std::to_string(Version));
  }
  const Hdf5File::Shape shape = file.GetShape("atoms");
  if (shape.size() < 3 || shape.size() > 5)
  {
    file.Fail("has atoms of " + std::to_string(shape.size()) +
              " axes; expected atom, channel, and one to three axes of space");
  }
  try
  {
    Grid support;
    support.dimension = static_cast<unsigned int>(shape.size() - 2);
    std::copy(shape.rbegin(), shape.rend() - 2, support.size.begin());
    Dictionary<T>        dictionary(support, shape[1], shape[0]);
    const std::vector<T> values = file.Read<T>("atoms", shape);
    std::copy(values.begin(), values.end(), dictionary.data());
    dictionary.CheckAtoms();
    return dictionary;
  }
  catch (const std::invalid_argument & error)
  {
    file.Fail(error.what());
  }
}

template PhaseHarmonics_EXPORT void
WriteDictionary<float>(const std::string &, const Dictionary<float> &);
template PhaseHarmonics_EXPORT void
                               WriteDictionary<double>(const std::string &, const Dictionary<double> &);
template PhaseHarmonics_EXPORT Dictionary<float>
                               ReadDictionary<float>(const std::string &);
template PhaseHarmonics_EXPORT Dictionary<double>
                               ReadDictionary<double>(const std::string &);
} // namespace phaseharmonics
