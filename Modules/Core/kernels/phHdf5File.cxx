// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phHdf5Internal.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace phaseharmonics
{
namespace
{
// A damaged file must not ask for all memory.
constexpr std::size_t LongestFixedString = std::size_t{ 1 } << 24;

// Of fixed length: the heap of strings of variable length, when damaged, makes HDF5 1.10 loop without end.
Hdf5Handle
TextType(const std::string & value)
{
  const hid_t type = H5Tcopy(H5T_C_S1);
  H5Tset_size(type, std::max<std::size_t>(value.size(), 1));
  H5Tset_strpad(type, H5T_STR_NULLPAD);
  H5Tset_cset(type, H5T_CSET_UTF8);
  return Hdf5Handle(type, &H5Tclose);
}

// Reads one string, of fixed or variable length, through H5Dread or H5Aread.
template <typename TRead>
bool
ReadOneString(hid_t fileType, hid_t space, const TRead & read, std::string & value)
{
  if (H5Tget_class(fileType) != H5T_STRING || H5Sget_simple_extent_npoints(space) != 1)
  {
    return false;
  }
  if (H5Tis_variable_str(fileType) > 0)
  {
    const Hdf5Handle type(H5Tcopy(fileType), &H5Tclose);
    char *           text = nullptr;
    if (read(type, &text) < 0)
    {
      return false;
    }
    value = text ? text : "";
    H5Dvlen_reclaim(type, space, H5P_DEFAULT, &text);
    return true;
  }
  if (H5Tget_size(fileType) > LongestFixedString)
  {
    return false;
  }
  std::vector<char> text(H5Tget_size(fileType) + 1, '\0');
  if (read(fileType, text.data()) < 0)
  {
    return false;
  }
  value = text.data();
  return true;
}
} // namespace

Hdf5File::Hdf5File(std::unique_ptr<State> state)
  : m_State(std::move(state))
{}
Hdf5File::~Hdf5File() = default;
Hdf5File::Hdf5File(Hdf5File &&) noexcept = default;
Hdf5File &
Hdf5File::operator=(Hdf5File &&) noexcept = default;

void
Hdf5File::Fail(const std::string & message) const
{
  throw std::runtime_error(m_State->m_Path + ": " + message);
}

Hdf5File
Hdf5File::CreateNamed(const std::string & path, const std::string & name)
{
  const Hdf5ErrorStack errors;
  Hdf5File file(std::make_unique<State>(name, H5Fcreate(path.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT)));
  if (!file.m_State->m_File.IsValid())
  {
    file.Fail("cannot be written: " + Hdf5ErrorStack::Reason());
  }
  return file;
}

Hdf5File
Hdf5File::Create(const std::string & path)
{
  return CreateNamed(path, path);
}

Hdf5File
Hdf5File::Create(const AtomicFile & pending)
{
  return CreateNamed(pending.GetTemporaryPath(), pending.GetPath());
}

Hdf5File
Hdf5File::Open(const std::string & path)
{
  const Hdf5ErrorStack errors;
  Hdf5File             file(std::make_unique<State>(path, -1));
  std::error_code      error;
  if (!std::filesystem::exists(path, error))
  {
    file.Fail("there is no such file");
  }
  if (!std::filesystem::is_regular_file(path, error) || !std::ifstream(path, std::ios::binary))
  {
    file.Fail("cannot be read");
  }
  if (H5Fis_hdf5(path.c_str()) <= 0)
  {
    file.Fail("is not an HDF5 file");
  }
  file.m_State = std::make_unique<State>(path, H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT));
  if (!file.m_State->m_File.IsValid())
  {
    file.Fail("is damaged: " + Hdf5ErrorStack::Reason());
  }
  return file;
}

const std::string &
Hdf5File::GetPath() const
{
  return m_State->m_Path;
}

void
Hdf5File::Close()
{
  const Hdf5ErrorStack errors;
  Hdf5Handle &         file = m_State->m_File;
  if (file.IsValid() && (H5Fflush(file, H5F_SCOPE_LOCAL) < 0 || !file.Close()))
  {
    this->Fail("cannot be written: " + Hdf5ErrorStack::Reason());
  }
}

void
Hdf5File::CreateGroup(const std::string & name)
{
  const Hdf5ErrorStack errors;
  const Hdf5Handle     links(H5Pcreate(H5P_LINK_CREATE), &H5Pclose);
  H5Pset_create_intermediate_group(links, 1);
  const Hdf5Handle group(H5Gcreate2(m_State->m_File, name.c_str(), links, H5P_DEFAULT, H5P_DEFAULT), &H5Gclose);
  if (!group.IsValid())
  {
    this->Fail("group '" + name + "' cannot be written: " + Hdf5ErrorStack::Reason());
  }
}

bool
Hdf5File::Has(const std::string & name) const
{
  const Hdf5ErrorStack errors;
  return H5Oexists_by_name(m_State->m_File, name.c_str(), H5P_DEFAULT) > 0;
}

bool
Hdf5File::HasAttribute(const std::string & object, const std::string & name) const
{
  const Hdf5ErrorStack errors;
  return H5Aexists_by_name(m_State->m_File, object.c_str(), name.c_str(), H5P_DEFAULT) > 0;
}

void
Hdf5File::WriteString(const std::string & name, const std::string & value)
{
  const Hdf5ErrorStack errors;
  const Hdf5Handle     links(H5Pcreate(H5P_LINK_CREATE), &H5Pclose);
  H5Pset_create_intermediate_group(links, 1);
  const Hdf5Handle creation(H5Pcreate(H5P_DATASET_CREATE), &H5Pclose);
  H5Pset_obj_track_times(creation, 0);
  const Hdf5Handle type = TextType(value);
  const Hdf5Handle space(H5Screate(H5S_SCALAR), &H5Sclose);
  const Hdf5Handle dataset(H5Dcreate2(m_State->m_File, name.c_str(), type, space, links, creation, H5P_DEFAULT),
                           &H5Dclose);
  if (!dataset.IsValid() || H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, value.c_str()) < 0)
  {
    this->Fail("'" + name + "' cannot be written: " + Hdf5ErrorStack::Reason());
  }
}

std::string
Hdf5File::ReadString(const std::string & name) const
{
  const Hdf5ErrorStack errors;
  const Hdf5Handle     dataset(H5Dopen2(m_State->m_File, name.c_str(), H5P_DEFAULT), &H5Dclose);
  if (!dataset.IsValid())
  {
    this->Fail("'" + name + "' is missing");
  }
  const Hdf5Handle type(H5Dget_type(dataset), &H5Tclose);
  const Hdf5Handle space(H5Dget_space(dataset), &H5Sclose);
  const auto       read = [&](hid_t memoryType, void * buffer) {
    return H5Dread(dataset, memoryType, H5S_ALL, H5S_ALL, H5P_DEFAULT, buffer);
  };
  std::string value;
  if (!ReadOneString(type, space, read, value))
  {
    this->Fail("'" + name + "' is not a string");
  }
  return value;
}

void
Hdf5File::WriteStringAttribute(const std::string & object, const std::string & name, const std::string & value)
{
  const Hdf5ErrorStack errors;
  const Hdf5Handle     type = TextType(value);
  const Hdf5Handle     space(H5Screate(H5S_SCALAR), &H5Sclose);
  const Hdf5Handle     attribute(
    H5Acreate_by_name(
      m_State->m_File, object.c_str(), name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT),
    &H5Aclose);
  if (!attribute.IsValid() || H5Awrite(attribute, type, value.c_str()) < 0)
  {
    this->Fail("attribute '" + name + "' cannot be written: " + Hdf5ErrorStack::Reason());
  }
}

std::string
Hdf5File::ReadStringAttribute(const std::string & object, const std::string & name) const
{
  const Hdf5ErrorStack errors;
  const Hdf5Handle attribute(H5Aopen_by_name(m_State->m_File, object.c_str(), name.c_str(), H5P_DEFAULT, H5P_DEFAULT),
                             &H5Aclose);
  if (!attribute.IsValid())
  {
    this->Fail("attribute '" + name + "' of '" + object + "' is missing");
  }
  const Hdf5Handle type(H5Aget_type(attribute), &H5Tclose);
  const Hdf5Handle space(H5Aget_space(attribute), &H5Sclose);
  std::string      value;
  if (!ReadOneString(
        type, space, [&](hid_t memoryType, void * buffer) { return H5Aread(attribute, memoryType, buffer); }, value))
  {
    this->Fail("attribute '" + name + "' of '" + object + "' is not a string");
  }
  return value;
}
} // namespace phaseharmonics
