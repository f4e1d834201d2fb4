// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phHdf5File_h
#define phHdf5File_h

#include "phAtomicFile.h"

#include <complex>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace phaseharmonics
{
/** Arrays, strings and attributes in an HDF5 file.
 *
 *  Objects are named by their path from the root, such as "bank/spacing"; groups on the way are made as needed.
 *  Numbers are float, double, std::int32_t, std::int64_t, std::uint64_t, or complex float or double, stored as
 *  h5py stores them: a compound of r and i. Integers and real numbers are converted on reading within their kind.
 *  Files carry no time stamps: the same contents make the same bytes.
 *
 *  Failures throw std::runtime_error with the name of the file and what is wrong; HDF5 itself prints nothing. */
class PhaseHarmonics_EXPORT Hdf5File
{
public:
  using Shape = std::vector<std::size_t>;

  /** Creates a file, or replaces one. */
  static Hdf5File
  Create(const std::string & path);

  /** Creates the temporary file of a pending one; errors tell the final name. */
  static Hdf5File
  Create(const AtomicFile & pending);

  /** Opens a file for reading. */
  static Hdf5File
  Open(const std::string & path);

  /** Closes the file; failures pass unnoticed, so call Close() after writing. */
  ~Hdf5File();
  Hdf5File(Hdf5File &&) noexcept;
  Hdf5File &
  operator=(Hdf5File &&) noexcept;

  const std::string &
  GetPath() const;

  /** Flushes to the disk and closes. */
  void
  Close();

  void
  CreateGroup(const std::string & name);

  bool
  Has(const std::string & name) const;
  bool
  HasAttribute(const std::string & object, const std::string & name) const;

  /** Writes an array in C order (last axis fastest), of one axis unless a shape is given. */
  template <typename T>
  void
  Write(const std::string & name, const std::vector<T> & values, const Shape & shape = {});

  /** Makes an array of zeros, to be filled by WriteSlices. */
  template <typename T>
  void
  CreateArray(const std::string & name, const Shape & shape);

  /** Writes slices first, first + 1, .. along the first axis of an array. */
  template <typename T>
  void
  WriteSlices(const std::string & name, std::size_t first, const std::vector<T> & values);

  void
  WriteString(const std::string & name, const std::string & value);

  /** Reads an array of any shape. */
  template <typename T>
  std::vector<T>
  Read(const std::string & name) const;

  /** Reads an array that must have this shape. */
  template <typename T>
  std::vector<T>
  Read(const std::string & name, const Shape & shape) const;

  std::string
  ReadString(const std::string & name) const;

  Shape
  GetShape(const std::string & name) const;

  /** Attributes of a group or an array; "/" is the root. */
  template <typename T>
  void
  WriteAttribute(const std::string & object, const std::string & name, T value);
  template <typename T>
  T
  ReadAttribute(const std::string & object, const std::string & name) const;

  void
  WriteStringAttribute(const std::string & object, const std::string & name, const std::string & value);
  std::string
  ReadStringAttribute(const std::string & object, const std::string & name) const;

  /** Throws std::runtime_error about this file: "path: message". */
  [[noreturn]] void
  Fail(const std::string & message) const;

private:
  class State;
  explicit Hdf5File(std::unique_ptr<State> state);
  static Hdf5File
  CreateNamed(const std::string & path, const std::string & name);

  std::unique_ptr<State> m_State;
};
} // namespace phaseharmonics

#endif
