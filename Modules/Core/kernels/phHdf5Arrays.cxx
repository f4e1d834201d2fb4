// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phHdf5Internal.h"

#include <exception>
#include <filesystem>

namespace phaseharmonics
{
namespace
{
hid_t
NativeType(float)
{
  return H5Tcopy(H5T_NATIVE_FLOAT);
}
hid_t
NativeType(double)
{
  return H5Tcopy(H5T_NATIVE_DOUBLE);
}
hid_t
NativeType(std::int32_t)
{
  return H5Tcopy(H5T_NATIVE_INT32);
}
hid_t
NativeType(std::int64_t)
{
  return H5Tcopy(H5T_NATIVE_INT64);
}
hid_t
NativeType(std::uint64_t)
{
  return H5Tcopy(H5T_NATIVE_UINT64);
}
template <typename T>
hid_t
NativeType(std::complex<T>)
{
  const Hdf5Handle part(NativeType(T{}), &H5Tclose);
  const hid_t      type = H5Tcreate(H5T_COMPOUND, sizeof(std::complex<T>));
  H5Tinsert(type, "r", 0, part);
  H5Tinsert(type, "i", sizeof(T), part);
  return type;
}

// HDF5 1.10 converts types of damaged files, such as members beyond their compound, without checking them.
bool
IsStandardNumber(hid_t type)
{
  for (const hid_t standard :
       { H5T_IEEE_F32LE, H5T_IEEE_F64LE, H5T_IEEE_F32BE, H5T_IEEE_F64BE, H5T_STD_I8LE,  H5T_STD_I16LE, H5T_STD_I32LE,
         H5T_STD_I64LE,  H5T_STD_U8LE,   H5T_STD_U16LE,  H5T_STD_U32LE,  H5T_STD_U64LE, H5T_STD_I8BE,  H5T_STD_I16BE,
         H5T_STD_I32BE,  H5T_STD_I64BE,  H5T_STD_U8BE,   H5T_STD_U16BE,  H5T_STD_U32BE, H5T_STD_U64BE })
  {
    if (H5Tequal(type, standard) > 0)
    {
      return true;
    }
  }
  return false;
}

bool
IsComplex(hid_t type)
{
  if (H5Tget_nmembers(type) != 2 || H5Tget_member_index(type, "r") != 0 || H5Tget_member_index(type, "i") != 1)
  {
    return false;
  }
  const Hdf5Handle  real(H5Tget_member_type(type, 0), &H5Tclose);
  const Hdf5Handle  imaginary(H5Tget_member_type(type, 1), &H5Tclose);
  const std::size_t size = H5Tget_size(real);
  return H5Tget_class(real) == H5T_FLOAT && IsStandardNumber(real) && H5Tequal(real, imaginary) > 0 &&
         H5Tget_member_offset(type, 0) == 0 && H5Tget_member_offset(type, 1) == size && H5Tget_size(type) == 2 * size;
}

bool
AreOfOneKind(hid_t stored, hid_t wanted)
{
  const H5T_class_t kind = H5Tget_class(wanted);
  return kind == H5Tget_class(stored) && (kind == H5T_COMPOUND ? IsComplex(stored) : IsStandardNumber(stored));
}

std::string
ShapeText(const Hdf5File::Shape & shape)
{
  std::string text;
  for (const std::size_t size : shape)
  {
    text += (text.empty() ? "" : " x ") + std::to_string(size);
  }
  return text.empty() ? "a single value" : text;
}

Hdf5File::Shape
ShapeOf(hid_t space)
{
  const int            rank = H5Sget_simple_extent_ndims(space);
  std::vector<hsize_t> sizes(rank > 0 ? static_cast<std::size_t>(rank) : 0);
  H5Sget_simple_extent_dims(space, sizes.data(), nullptr);
  return Hdf5File::Shape(sizes.begin(), sizes.end());
}

// Values the file really holds: a damaged header must not make us ask for all memory.
std::size_t
NumberOfStoredValues(const Hdf5File & file, const std::string & name, hid_t dataset, hid_t type, hid_t space)
{
  const hssize_t count = H5Sget_simple_extent_npoints(space);
  if (count < 0)
  {
    file.Fail("'" + name + "' is damaged");
  }
  const Hdf5Handle creation(H5Dget_create_plist(dataset), &H5Pclose);
  const auto       bytesOfFile = static_cast<double>(std::filesystem::file_size(file.GetPath()));
  const double     bytes = static_cast<double>(count) * static_cast<double>(H5Tget_size(type));
  if (H5Pget_layout(creation) != H5D_CHUNKED && bytes > bytesOfFile)
  {
    file.Fail("'" + name + "' is larger than the file: it is damaged");
  }
  return static_cast<std::size_t>(count);
}
} // namespace

template <typename T>
void
Hdf5File::CreateArray(const std::string & name, const Shape & shape)
{
  const Hdf5ErrorStack       errors;
  const std::vector<hsize_t> sizes(shape.begin(), shape.end());
  const Hdf5Handle           links(H5Pcreate(H5P_LINK_CREATE), &H5Pclose);
  H5Pset_create_intermediate_group(links, 1);
  const Hdf5Handle creation(H5Pcreate(H5P_DATASET_CREATE), &H5Pclose);
  H5Pset_obj_track_times(creation, 0);
  const Hdf5Handle type(NativeType(T{}), &H5Tclose);
  const Hdf5Handle space(H5Screate_simple(static_cast<int>(sizes.size()), sizes.data(), nullptr), &H5Sclose);
  const Hdf5Handle dataset(H5Dcreate2(m_State->m_File, name.c_str(), type, space, links, creation, H5P_DEFAULT),
                           &H5Dclose);
  if (!dataset.IsValid())
  {
    this->Fail("'" + name + "' cannot be written: " + Hdf5ErrorStack::Reason());
  }
}

template <typename T>
void
Hdf5File::WriteSlices(const std::string & name, std::size_t first, const std::vector<T> & values)
{
  const Shape          shape = this->GetShape(name);
  const Hdf5ErrorStack errors;
  hsize_t              slice = 1;
  for (std::size_t axis = 1; axis < shape.size(); ++axis)
  {
    slice *= shape[axis];
  }
  std::vector<hsize_t> counts(shape.begin(), shape.end());
  std::vector<hsize_t> starts(shape.size(), 0);
  const bool           isWhole = !shape.empty() && slice > 0 && values.size() % slice == 0;
  if (!isWhole || first + values.size() / slice > shape[0])
  {
    this->Fail("'" + name + "' of shape " + ShapeText(shape) + " has no " + std::to_string(values.size()) +
               " values in slices from " + std::to_string(first));
  }
  counts[0] = values.size() / slice;
  starts[0] = first;
  const Hdf5Handle dataset(H5Dopen2(m_State->m_File, name.c_str(), H5P_DEFAULT), &H5Dclose);
  const Hdf5Handle type(NativeType(T{}), &H5Tclose);
  const Hdf5Handle space(H5Dget_space(dataset), &H5Sclose);
  const Hdf5Handle memory(H5Screate_simple(static_cast<int>(counts.size()), counts.data(), nullptr), &H5Sclose);
  if (H5Sselect_hyperslab(space, H5S_SELECT_SET, starts.data(), nullptr, counts.data(), nullptr) < 0 ||
      H5Dwrite(dataset, type, memory, space, H5P_DEFAULT, values.data()) < 0)
  {
    this->Fail("'" + name + "' cannot be written: " + Hdf5ErrorStack::Reason());
  }
}

template <typename T>
void
Hdf5File::Write(const std::string & name, const std::vector<T> & values, const Shape & shape)
{
  const Shape axes = shape.empty() ? Shape{ values.size() } : shape;
  std::size_t count = 1;
  for (const std::size_t size : axes)
  {
    count *= size;
  }
  if (count != values.size())
  {
    this->Fail("'" + name + "' has " + std::to_string(values.size()) + " values but its shape is " + ShapeText(axes));
  }
  this->CreateArray<T>(name, axes);
  const Hdf5ErrorStack errors;
  const Hdf5Handle     dataset(H5Dopen2(m_State->m_File, name.c_str(), H5P_DEFAULT), &H5Dclose);
  const Hdf5Handle     type(NativeType(T{}), &H5Tclose);
  if (!dataset.IsValid() || H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()) < 0)
  {
    this->Fail("'" + name + "' cannot be written: " + Hdf5ErrorStack::Reason());
  }
}

template <typename T>
std::vector<T>
Hdf5File::Read(const std::string & name) const
{
  const Hdf5ErrorStack errors;
  const Hdf5Handle     dataset(H5Dopen2(m_State->m_File, name.c_str(), H5P_DEFAULT), &H5Dclose);
  if (!dataset.IsValid())
  {
    this->Fail("'" + name + "' is missing");
  }
  const Hdf5Handle stored(H5Dget_type(dataset), &H5Tclose);
  const Hdf5Handle type(NativeType(T{}), &H5Tclose);
  if (!AreOfOneKind(stored, type))
  {
    this->Fail("'" + name + "' holds values of another kind than expected");
  }
  const Hdf5Handle  space(H5Dget_space(dataset), &H5Sclose);
  const std::size_t count = NumberOfStoredValues(*this, name, dataset, stored, space);
  std::vector<T>    values;
  try
  {
    values.resize(count);
  }
  catch (const std::exception &)
  {
    this->Fail("'" + name + "' does not fit into memory");
  }
  if (H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()) < 0)
  {
    this->Fail("'" + name + "' is damaged: " + Hdf5ErrorStack::Reason());
  }
  return values;
}

template <typename T>
std::vector<T>
Hdf5File::Read(const std::string & name, const Shape & shape) const
{
  const Shape stored = this->GetShape(name);
  if (stored != shape)
  {
    this->Fail("'" + name + "' must have the shape " + ShapeText(shape) + ", not " + ShapeText(stored));
  }
  return this->Read<T>(name);
}

Hdf5File::Shape
Hdf5File::GetShape(const std::string & name) const
{
  const Hdf5ErrorStack errors;
  const Hdf5Handle     dataset(H5Dopen2(m_State->m_File, name.c_str(), H5P_DEFAULT), &H5Dclose);
  if (!dataset.IsValid())
  {
    this->Fail("'" + name + "' is missing");
  }
  const Hdf5Handle space(H5Dget_space(dataset), &H5Sclose);
  return ShapeOf(space);
}

template <typename T>
void
Hdf5File::WriteAttribute(const std::string & object, const std::string & name, T value)
{
  const Hdf5ErrorStack errors;
  const Hdf5Handle     type(NativeType(T{}), &H5Tclose);
  const Hdf5Handle     space(H5Screate(H5S_SCALAR), &H5Sclose);
  const Hdf5Handle     attribute(
    H5Acreate_by_name(
      m_State->m_File, object.c_str(), name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT),
    &H5Aclose);
  if (!attribute.IsValid() || H5Awrite(attribute, type, &value) < 0)
  {
    this->Fail("attribute '" + name + "' cannot be written: " + Hdf5ErrorStack::Reason());
  }
}

template <typename T>
T
Hdf5File::ReadAttribute(const std::string & object, const std::string & name) const
{
  const Hdf5ErrorStack errors;
  const Hdf5Handle attribute(H5Aopen_by_name(m_State->m_File, object.c_str(), name.c_str(), H5P_DEFAULT, H5P_DEFAULT),
                             &H5Aclose);
  if (!attribute.IsValid())
  {
    this->Fail("attribute '" + name + "' of '" + object + "' is missing");
  }
  const Hdf5Handle stored(H5Aget_type(attribute), &H5Tclose);
  const Hdf5Handle space(H5Aget_space(attribute), &H5Sclose);
  const Hdf5Handle type(NativeType(T{}), &H5Tclose);
  T                value{};
  if (H5Sget_simple_extent_npoints(space) != 1 || !AreOfOneKind(stored, type) || H5Aread(attribute, type, &value) < 0)
  {
    this->Fail("attribute '" + name + "' of '" + object + "' is not one number of the expected kind");
  }
  return value;
}

#define PhaseHarmonics_INSTANTIATE(type)                                                                               \
  template PhaseHarmonics_EXPORT void Hdf5File::Write(const std::string &, const std::vector<type> &, const Shape &);  \
  template PhaseHarmonics_EXPORT void Hdf5File::CreateArray<type>(const std::string &, const Shape &);                 \
  template PhaseHarmonics_EXPORT void Hdf5File::WriteSlices(                                                           \
    const std::string &, std::size_t, const std::vector<type> &);                                                      \
  template PhaseHarmonics_EXPORT std::vector<type> Hdf5File::Read(const std::string &) const;                          \
  template PhaseHarmonics_EXPORT std::vector<type> Hdf5File::Read(const std::string &, const Shape &) const;           \
  template PhaseHarmonics_EXPORT void Hdf5File::WriteAttribute(const std::string &, const std::string &, type);        \
  template PhaseHarmonics_EXPORT type Hdf5File::ReadAttribute(const std::string &, const std::string &) const

PhaseHarmonics_INSTANTIATE(float);
PhaseHarmonics_INSTANTIATE(double);
PhaseHarmonics_INSTANTIATE(std::int32_t);
PhaseHarmonics_INSTANTIATE(std::int64_t);
PhaseHarmonics_INSTANTIATE(std::uint64_t);
PhaseHarmonics_INSTANTIATE(std::complex<float>);
PhaseHarmonics_INSTANTIATE(std::complex<double>);
#undef PhaseHarmonics_INSTANTIATE
} // namespace phaseharmonics
