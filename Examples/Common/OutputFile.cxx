// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "OutputFile.h"

#include <fstream>
#include <random>
#include <stdexcept>
#include <system_error>
#include <vector>

namespace phaseharmonics_examples
{
namespace
{
namespace fs = std::filesystem;

[[noreturn]] void
Fail(const fs::path & path, const std::string & reason)
{
  throw std::runtime_error(path.string() + ": cannot be written: " + reason);
}

fs::path
CreateTemporaryFolder(const fs::path & path)
{
  const fs::path     parent = path.has_parent_path() ? path.parent_path() : fs::path(".");
  std::random_device random;
  std::error_code    error;
  for (int attempt = 0; attempt < 100; ++attempt)
  {
    const fs::path folder = parent / (".partial-" + std::to_string(random()));
    if (fs::create_directory(folder, error))
    {
      return folder;
    }
    if (error)
    {
      break;
    }
  }
  Fail(path, error ? error.message() : "no temporary folder");
}
} // namespace

PendingOutput::PendingOutput(const std::string & path)
  : m_Path(path)
{
  if (path.empty())
  {
    throw std::runtime_error("the name of an output file is empty");
  }
  std::error_code error;
  if (fs::is_directory(m_Path, error) || !m_Path.has_filename())
  {
    Fail(m_Path, "it is a folder");
  }
  if (m_Path.has_parent_path() && !fs::is_directory(m_Path.parent_path(), error))
  {
    Fail(m_Path, "there is no folder " + m_Path.parent_path().string());
  }
  m_Folder = CreateTemporaryFolder(m_Path);
}

PendingOutput::~PendingOutput()
{
  std::error_code error;
  fs::remove_all(m_Folder, error);
}

std::string
PendingOutput::GetTemporaryPath() const
{
  return (m_Folder / m_Path.filename()).string();
}

void
PendingOutput::Commit()
{
  std::vector<fs::path> companions;
  for (const auto & entry : fs::directory_iterator(m_Folder))
  {
    if (entry.path().filename() != m_Path.filename())
    {
      companions.push_back(entry.path());
    }
  }
  // The header comes last: it must never name data that are not there yet.
  std::error_code error;
  for (const fs::path & companion : companions)
  {
    fs::rename(companion, m_Path.parent_path() / companion.filename(), error);
    if (error)
    {
      Fail(m_Path, error.message());
    }
  }
  fs::rename(m_Folder / m_Path.filename(), m_Path, error);
  if (error)
  {
    Fail(m_Path, error.message());
  }
}

void
CheckWritable(const std::string & path)
{
  const PendingOutput trial(path);
  {
    std::ofstream file(trial.GetTemporaryPath(), std::ios::binary);
    if (!(file << "trial" << std::flush))
    {
      Fail(path, "the folder does not accept files");
    }
  }
  std::error_code error;
  if (fs::exists(path, error) && !std::ofstream(path, std::ios::binary | std::ios::app))
  {
    Fail(path, "the file is there and write-protected");
  }
}
} // namespace phaseharmonics_examples
