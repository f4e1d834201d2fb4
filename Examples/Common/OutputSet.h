// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef OutputSet_h
#define OutputSet_h

#include "ErrorReport.h"
#include "OutputFile.h"
#include "OutputImage.h"

#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

namespace phaseharmonics_examples
{
/** All files that a program writes: they appear together, or none does. */
class OutputSet
{
public:
  /** Before the long work: throws a one-line error if this file could not be written, if its extension is not the one
   *  asked for, or if another output has the same name. */
  void
  Announce(const std::string & path, const std::string & extension = std::string());

  template <typename TImage>
  void
  AnnounceImage(const std::string & path)
  {
    this->Announce(path);
    CheckImageWritable<TImage>(path);
  }

  /** Where to write a file that shall appear as `path`. */
  std::string
  Add(const std::string & path);

  template <typename TImage>
  void
  AddImage(const TImage * image, const std::string & path)
  {
    const std::string temporary = this->Add(path);
    try
    {
      WriteImageDirectly(image, temporary);
    }
    catch (const std::exception & exception)
    {
      throw std::runtime_error(path + ": cannot be written: " + DescribeInOneLine(exception));
    }
  }

  /** Moves all files to their places. */
  void
  Commit();

private:
  std::set<std::string>                       m_Announced;
  std::vector<std::unique_ptr<PendingOutput>> m_Outputs;
};
} // namespace phaseharmonics_examples

#endif
