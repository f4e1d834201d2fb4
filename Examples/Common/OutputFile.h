// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef OutputFile_h
#define OutputFile_h

#include <filesystem>
#include <string>

namespace phaseharmonics_examples
{
/** An output that appears under its final name only when it is complete.
 *
 *  The file is written under its own name in a temporary folder beside the final place, so that
 *  formats made of a header and a data file refer to the right names. */
class PendingOutput
{
public:
  /** Throws if the folder of `path` cannot be written to. */
  explicit PendingOutput(const std::string & path);
  ~PendingOutput();
  PendingOutput(const PendingOutput &) = delete;
  PendingOutput &
  operator=(const PendingOutput &) = delete;

  std::string
  GetTemporaryPath() const;

  /** Moves all files written so far to the final place. */
  void
  Commit();

private:
  std::filesystem::path m_Path;
  std::filesystem::path m_Folder;
};

/** Throws a one-line error if a file of this name cannot be created or replaced. */
void
CheckWritable(const std::string & path);
} // namespace phaseharmonics_examples

#endif
