// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phAtomicFile.h"

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <random>
#include <stdexcept>
#include <system_error>

namespace phaseharmonics
{
namespace
{
namespace fs = std::filesystem;

[[noreturn]] void
Fail(const std::string & path, const std::string & reason)
{
  throw std::runtime_error(path + ": cannot be written: " + reason);
}

// A link stays a link: the file it points to is replaced.
fs::path
FinalPlace(const std::string & path)
{
  std::error_code error;
  if (fs::is_symlink(path, error))
  {
    const fs::path target = fs::weakly_canonical(path, error);
    if (!error)
    {
      return target;
    }
  }
  return path;
}

std::string
CreateBeside(const fs::path & place, const std::string & path)
{
  std::random_device random;
  for (int attempt = 0; attempt < 100; ++attempt)
  {
    const std::string name = ".partial-" + std::to_string(random()) + "-" + place.filename().string();
    const std::string temporary = (place.parent_path() / name).string();
    errno = 0;
    if (std::FILE * file = std::fopen(temporary.c_str(), "wbx"))
    {
      std::fclose(file);
      return temporary;
    }
    if (errno != EEXIST)
    {
      break;
    }
  }
  Fail(path, std::generic_category().message(errno));
}
} // namespace

AtomicFile::AtomicFile(const std::string & path)
  : m_Path(path)
{
  if (path.empty())
  {
    throw std::runtime_error("The name of the file to write is empty.");
  }
  const fs::path  place = FinalPlace(path);
  const fs::path  folder = place.parent_path();
  std::error_code error;
  if (!place.has_filename() || fs::is_directory(place, error))
  {
    Fail(path, "it is a folder");
  }
  if (!folder.empty() && !fs::is_directory(folder, error))
  {
    Fail(path, "there is no folder " + folder.string());
  }
  // Renaming would replace a device, such as /dev/null, by a file.
  if (fs::exists(place, error) && !fs::is_regular_file(place, error))
  {
    Fail(path, "it is not a regular file");
  }
  m_TemporaryPath = CreateBeside(place, path);
}

AtomicFile::~AtomicFile()
{
  std::error_code error;
  if (!m_TemporaryPath.empty())
  {
    fs::remove(m_TemporaryPath, error);
  }
}

void
AtomicFile::Commit()
{
  const fs::path  place = FinalPlace(m_Path);
  std::error_code error;
  const auto      former = fs::status(place, error);
  if (fs::is_regular_file(former))
  {
    fs::permissions(m_TemporaryPath, former.permissions(), error);
  }
  fs::rename(m_TemporaryPath, place, error);
  if (error)
  {
    Fail(m_Path, error.message());
  }
  m_TemporaryPath.clear();
}
} // namespace phaseharmonics
