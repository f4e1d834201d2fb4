// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phHdf5Internal_h
#define phHdf5Internal_h

#include "phHdf5File.h"

#include <hdf5.h>

#include <utility>

namespace phaseharmonics
{
/** Owns an HDF5 identifier. */
class Hdf5Handle
{
public:
  using CloseFunction = herr_t (*)(hid_t);

  Hdf5Handle(hid_t id, CloseFunction close)
    : m_Id(id)
    , m_Close(close)
  {}
  ~Hdf5Handle() { this->Close(); }
  Hdf5Handle(const Hdf5Handle &) = delete;
  Hdf5Handle &
  operator=(const Hdf5Handle &) = delete;

  operator hid_t() const { return m_Id; }

  bool
  IsValid() const
  {
    return m_Id >= 0;
  }
  bool
  Close()
  {
    const bool succeeded = m_Id < 0 || m_Close(m_Id) >= 0;
    m_Id = -1;
    return succeeded;
  }

private:
  hid_t         m_Id;
  CloseFunction m_Close;
};

/** Keeps HDF5 from printing its errors, and tells the innermost one. */
class Hdf5ErrorStack
{
public:
  Hdf5ErrorStack()
  {
    H5Eget_auto2(H5E_DEFAULT, &m_Function, &m_Data);
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
  }
  ~Hdf5ErrorStack()
  {
    H5Eclear2(H5E_DEFAULT);
    H5Eset_auto2(H5E_DEFAULT, m_Function, m_Data);
  }
  Hdf5ErrorStack(const Hdf5ErrorStack &) = delete;
  Hdf5ErrorStack &
  operator=(const Hdf5ErrorStack &) = delete;

  static std::string
  Reason()
  {
    std::string reason;
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, &First, &reason);
    return reason.empty() ? std::string("HDF5 gives no reason") : reason;
  }

private:
  static herr_t
  First(unsigned int, const H5E_error2_t * error, void * data)
  {
    auto & reason = *static_cast<std::string *>(data);
    if (reason.empty() && error->desc)
    {
      reason = error->desc;
    }
    return 0;
  }

  H5E_auto2_t m_Function{ nullptr };
  void *      m_Data{ nullptr };
};

class Hdf5File::State
{
public:
  State(std::string path, hid_t id)
    : m_Path(std::move(path))
    , m_File(id, &H5Fclose)
  {}
  ~State()
  {
    const Hdf5ErrorStack errors;
    m_File.Close();
  }

  std::string m_Path;
  Hdf5Handle  m_File;
};

} // namespace phaseharmonics

#endif
