// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phAtomicFile_h
#define phAtomicFile_h

#include "PhaseHarmonicsExport.h"

#include <string>

namespace phaseharmonics
{
/** A file that appears under its name only when it is complete.
 *
 *  It is written beside its final place, under a temporary name that ends with the final one, and renamed by
 *  Commit(). Without Commit() the destructor removes it and a former file of that name stays as it is. */
class PhaseHarmonics_EXPORT AtomicFile
{
public:
  /** Creates the temporary file, empty. Throws std::runtime_error with the path and the reason if the folder does
   *  not exist or accept files, or if the path names something else than a file. */
  explicit AtomicFile(const std::string & path);
  ~AtomicFile();
  AtomicFile(const AtomicFile &) = delete;
  AtomicFile &
  operator=(const AtomicFile &) = delete;

  const std::string &
  GetPath() const
  {
    return m_Path;
  }

  /** Write here. */
  const std::string &
  GetTemporaryPath() const
  {
    return m_TemporaryPath;
  }

  /** Gives the file its name. Close the temporary file before. Throws std::runtime_error. */
  void
  Commit();

private:
  std::string m_Path;
  std::string m_TemporaryPath;
};
} // namespace phaseharmonics

#endif
