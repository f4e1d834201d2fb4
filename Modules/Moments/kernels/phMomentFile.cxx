// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phMomentFile.h"

#include "phAtomicFile.h"
#include "phHdf5File.h"
#include "phMomentRecordInternal.h"

#include <stdexcept>

namespace phaseharmonics
{
namespace
{
constexpr const char * Format = "PhaseHarmonicMoments";
constexpr std::int64_t Version = 1;

class Hdf5Sink
{
public:
  explicit Hdf5Sink(Hdf5File & file)
    : m_File(file)
  {}
  void
  Integer(const char * group, const char * name, std::int64_t value)
  {
    this->Enter(group);
    m_File.WriteAttribute(group, name, value);
  }
  void
  Number(const char * group, const char * name, double value)
  {
    this->Enter(group);
    m_File.WriteAttribute(group, name, value);
  }
  void
  Text(const char * group, const char * name, const std::string & value)
  {
    this->Enter(group);
    m_File.WriteStringAttribute(group, name, value);
  }
  void
  Integers(const char * group, const char * name, const std::vector<std::int64_t> & values)
  {
    m_File.Write(std::string(group) + "/" + name, values);
  }
  void
  Numbers(const char * group, const char * name, const std::vector<double> & values)
  {
    m_File.Write(std::string(group) + "/" + name, values);
  }

private:
  void
  Enter(const char * group)
  {
    if (!m_File.Has(group))
    {
      m_File.CreateGroup(group);
    }
  }

  Hdf5File & m_File;
};

class Hdf5Source
{
public:
  explicit Hdf5Source(const Hdf5File & file)
    : m_File(file)
  {}
  bool
  Has(const char * group, const char * name) const
  {
    return m_File.HasAttribute(group, name);
  }
  std::int64_t
  Integer(const char * group, const char * name) const
  {
    return m_File.ReadAttribute<std::int64_t>(group, name);
  }
  double
  Number(const char * group, const char * name) const
  {
    return m_File.ReadAttribute<double>(group, name);
  }
  std::string
  Text(const char * group, const char * name) const
  {
    return m_File.ReadStringAttribute(group, name);
  }
  std::vector<std::int64_t>
  Integers(const char * group, const char * name) const
  {
    return m_File.Read<std::int64_t>(std::string(group) + "/" + name);
  }
  std::vector<double>
  Numbers(const char * group, const char * name) const
  {
    return m_File.Read<double>(std::string(group) + "/" + name);
  }

private:
  const Hdf5File & m_File;
};

void
Append(std::vector<std::int64_t> & numbers, const Harmonic & harmonic)
{
  numbers.insert(numbers.end(), { harmonic.scale, harmonic.orientation, harmonic.harmonic });
}

void
Append(std::vector<std::int64_t> & numbers, const MomentIndex & index)
{
  Append(numbers, index.first);
  Append(numbers, index.second);
  numbers.insert(numbers.end(), index.lag.begin(), index.lag.end());
}

// Rows of a table of integers with that many columns.
std::vector<std::int64_t>
ReadTable(const Hdf5File & file, const std::string & name, std::size_t columns)
{
  const auto shape = file.GetShape(name);
  return file.Read<std::int64_t>(name, { shape.empty() ? 0 : shape[0], columns });
}

void
ReadLists(const Hdf5File & file, MomentRecord & record)
{
  const auto features = ReadTable(file, "features", 3);
  for (std::size_t f = 0; f < features.size(); f += 3)
  {
    record.features.push_back(HarmonicOfNumbers(&features[f]));
  }
  const auto indices = ReadTable(file, "indices", 9);
  for (std::size_t m = 0; m < indices.size(); m += 9)
  {
    record.indices.push_back(IndexOfNumbers(&indices[m]));
  }
  if (!file.Has("averages"))
  {
    return;
  }
  const auto averages = ReadTable(file, "averages", 10);
  for (std::size_t a = 0; a < averages.size(); a += 10)
  {
    const std::size_t moment = UnsignedField("the moment of an average", averages[a]);
    if (record.averages.empty() || record.averages.back().moment != moment)
    {
      record.averages.push_back({ moment, {} });
    }
    record.averages.back().terms.push_back(IndexOfNumbers(&averages[a + 1]));
  }
}
} // namespace

void
WriteMoments(const std::string & path, const Moments & moments)
{
  const MomentRecord record = RecordOf(moments);
  CheckAreFinite(moments);

  AtomicFile pending(path);
  Hdf5File   file = Hdf5File::Create(pending);
  file.WriteStringAttribute("/", "format", Format);
  file.WriteAttribute("/", "version", Version);
  Hdf5Sink sink(file);
  WriteFields(record, sink);
  sink.Integer("set", "uniqueMoments", static_cast<std::int64_t>(moments.set.GetNumberOfUniqueMoments()));

  std::vector<std::int64_t> numbers;
  for (const Harmonic & feature : record.features)
  {
    Append(numbers, feature);
  }
  file.Write("features", numbers, { record.features.size(), 3 });
  file.Write("means", moments.means);
  file.Write("deviations", moments.deviations);
  numbers.clear();
  for (const MomentIndex & index : record.indices)
  {
    Append(numbers, index);
  }
  file.Write("indices", numbers, { record.indices.size(), 9 });
  file.WriteStringAttribute("indices", "columns", "j1,l1,k1,j2,l2,k2,tau_x,tau_y,tau_z");
  file.Write("covariances", moments.covariances);
  numbers.clear();
  for (const MomentRecord::Average & average : record.averages)
  {
    for (const MomentIndex & term : average.terms)
    {
      numbers.push_back(static_cast<std::int64_t>(average.moment));
      Append(numbers, term);
    }
  }
  if (!numbers.empty())
  {
    file.Write("averages", numbers, { numbers.size() / 10, 10 });
  }
  file.Close();
  pending.Commit();
}

Moments
ReadMoments(const std::string & path)
{
  const Hdf5File file = Hdf5File::Open(path);
  if (!file.HasAttribute("/", "format") || !file.HasAttribute("/", "version") ||
      file.ReadStringAttribute("/", "format") != Format)
  {
    file.Fail("is an HDF5 file, but not one of phase-harmonic moments");
  }
  const auto version = file.ReadAttribute<std::int64_t>("/", "version");
  if (version != Version)
  {
    file.Fail("has version " + std::to_string(version) + " of the format; this release reads version " +
              std::to_string(Version));
  }
  try
  {
    MomentRecord record;
    ReadFields(Hdf5Source(file), record);
    ReadLists(file, record);
    Moments moments = MomentsOf(record);
    moments.means = file.Read<std::complex<double>>("means", { record.features.size() });
    moments.deviations = file.Read<double>("deviations", { record.features.size() });
    moments.covariances = file.Read<std::complex<double>>("covariances", { record.indices.size() });
    CheckAreFinite(moments);
    return moments;
  }
  catch (const std::invalid_argument & error)
  {
    file.Fail(error.what());
  }
}
} // namespace phaseharmonics
