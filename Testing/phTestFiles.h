// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phTestFiles_h
#define phTestFiles_h

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

namespace phaseharmonics_test
{
/** An empty folder for the files of the running test. */
class TestFolder
{
public:
  TestFolder()
    : m_Folder(std::filesystem::path(PHASEHARMONICS_TEST_OUTPUT_DIR) / NameOfTest())
  {
    std::filesystem::remove_all(m_Folder);
    std::filesystem::create_directories(m_Folder);
  }
  ~TestFolder()
  {
    std::error_code error;
    std::filesystem::remove_all(m_Folder, error);
  }
  TestFolder(const TestFolder &) = delete;
  TestFolder &
  operator=(const TestFolder &) = delete;

  std::string
  Path(const std::string & name) const
  {
    return (m_Folder / name).string();
  }

  /** Names of the files, sorted. */
  std::vector<std::string>
  Names() const
  {
    std::vector<std::string> names;
    for (const auto & entry : std::filesystem::directory_iterator(m_Folder))
    {
      names.push_back(entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
  }

private:
  static std::string
  NameOfTest()
  {
    const testing::TestInfo * const test = testing::UnitTest::GetInstance()->current_test_info();
    std::string                     name = std::string(test->test_suite_name()) + "." + test->name();
    std::replace(name.begin(), name.end(), '/', '-');
    return name;
  }

  std::filesystem::path m_Folder;
};

inline std::string
ReadText(const std::string & path)
{
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

inline void
WriteText(const std::string & path, const std::string & text)
{
  std::ofstream(path, std::ios::binary) << text;
}

/** The message of the std::runtime_error that a call throws; empty if it throws none. */
template <typename TCall>
std::string
RuntimeError(const TCall & call)
{
  try
  {
    call();
  }
  catch (const std::runtime_error & error)
  {
    return error.what();
  }
  return {};
}
} // namespace phaseharmonics_test

#endif
