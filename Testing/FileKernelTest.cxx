// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// Files that are complete or absent, and arrays in HDF5.

#include "phHdf5File.h"
#include "phKernelTestTools.h"
#include "phTestFiles.h"

namespace
{
using namespace phaseharmonics;
using namespace phaseharmonics_test;

TEST(AtomicFile, AppearsWhenItIsCommitted)
{
  const TestFolder folder;
  const auto       path = folder.Path("result.txt");
  {
    AtomicFile file(path);
    EXPECT_EQ(file.GetPath(), path);
    WriteText(file.GetTemporaryPath(), "first");
    EXPECT_FALSE(std::filesystem::exists(path));
    file.Commit();
  }
  EXPECT_EQ(ReadText(path), "first");
  {
    AtomicFile file(path);
    WriteText(file.GetTemporaryPath(), "second");
    EXPECT_EQ(ReadText(path), "first");
    file.Commit();
  }
  EXPECT_EQ(ReadText(path), "second");
  EXPECT_EQ(folder.Names(), std::vector<std::string>{ "result.txt" });
}

TEST(AtomicFile, LeavesNothingBehindWhenItIsNotCommitted)
{
  const TestFolder folder;
  const auto       path = folder.Path("result.txt");
  WriteText(path, "former");
  {
    const AtomicFile file(path);
    WriteText(file.GetTemporaryPath(), "half of the res");
    EXPECT_EQ(folder.Names().size(), 2u);
  }
  EXPECT_EQ(ReadText(path), "former");
  EXPECT_EQ(folder.Names().size(), 1u);
}

TEST(AtomicFile, NamesThePathThatCannotBeWritten)
{
  const TestFolder folder;
  WriteText(folder.Path("file"), "");
  const auto errorOf = [](const std::string & path) { return RuntimeError([&] { AtomicFile file(path); }); };
  for (const std::string & path : { folder.Path("missing/result.txt"), folder.Path("file/result.txt") })
  {
    EXPECT_EQ(errorOf(path).find(path + ": cannot be written: there is no folder "), 0u) << errorOf(path);
  }
  EXPECT_EQ(errorOf(folder.Path("")), folder.Path("") + ": cannot be written: it is a folder");
  EXPECT_EQ(errorOf(folder.Path(".")), folder.Path(".") + ": cannot be written: it is a folder");
  EXPECT_NE(errorOf("").find("empty"), std::string::npos);
  EXPECT_NE(errorOf("/dev/null").find("not a regular file"), std::string::npos);
  const std::string closed = "/proc/result.txt"; // accepts no files, from nobody
  EXPECT_EQ(errorOf(closed).find(closed + ": cannot be written: "), 0u) << errorOf(closed);
  EXPECT_EQ(folder.Names(), std::vector<std::string>{ "file" });
}

TEST(AtomicFile, ReplacesWhatALinkPointsTo)
{
  const TestFolder folder;
  WriteText(folder.Path("target"), "former");
  std::filesystem::create_symlink("target", folder.Path("link"));
  AtomicFile file(folder.Path("link"));
  WriteText(file.GetTemporaryPath(), "new");
  file.Commit();
  EXPECT_TRUE(std::filesystem::is_symlink(folder.Path("link")));
  EXPECT_EQ(ReadText(folder.Path("target")), "new");
}

template <typename T>
class Hdf5FileOf : public testing::Test
{};
using Numbers =
  testing::Types<float, double, std::int32_t, std::int64_t, std::uint64_t, std::complex<float>, std::complex<double>>;
TYPED_TEST_SUITE(Hdf5FileOf, Numbers);

TYPED_TEST(Hdf5FileOf, GivesBackArraysAndAttributes)
{
  const TestFolder             folder;
  const auto                   path = folder.Path("numbers.h5");
  const std::vector<TypeParam> values = {
    TypeParam(1) / TypeParam(3), TypeParam(0), TypeParam(7), TypeParam(100), TypeParam(9), TypeParam(2)
  };
  {
    auto file = Hdf5File::Create(path);
    file.Write("group/of/table", values, { 2, 3 });
    file.Write("line", values);
    file.Write("nothing", std::vector<TypeParam>());
    file.WriteAttribute("group", "number", values[2]);
    file.WriteAttribute("/", "root", values[0]);
    file.Close();
  }
  const auto file = Hdf5File::Open(path);
  EXPECT_EQ(file.GetShape("group/of/table"), (Hdf5File::Shape{ 2, 3 }));
  EXPECT_EQ(file.Read<TypeParam>("group/of/table"), values);
  EXPECT_EQ(file.Read<TypeParam>("line", { 6 }), values);
  EXPECT_TRUE(file.Read<TypeParam>("nothing").empty());
  EXPECT_EQ(file.ReadAttribute<TypeParam>("group", "number"), values[2]);
  EXPECT_EQ(file.ReadAttribute<TypeParam>("/", "root"), values[0]);
}

TEST(Hdf5File, GivesBackStringsAndTellsWhatThereIs)
{
  const TestFolder  folder;
  const auto        path = folder.Path("strings.h5");
  const std::string text = "caf\xc3\xa9, \"two\" words\nand lines";
  {
    auto file = Hdf5File::Create(path);
    file.CreateGroup("a/b");
    file.WriteString("a/text", text);
    file.WriteString("empty", "");
    file.WriteStringAttribute("a/b", "name", text);
    file.Close();
  }
  const auto file = Hdf5File::Open(path);
  EXPECT_EQ(file.ReadString("a/text"), text);
  EXPECT_EQ(file.ReadString("empty"), "");
  EXPECT_EQ(file.ReadStringAttribute("a/b", "name"), text);
  EXPECT_TRUE(file.Has("a/b"));
  EXPECT_FALSE(file.Has("a/c"));
  EXPECT_FALSE(file.Has("c/d"));
  EXPECT_TRUE(file.HasAttribute("a/b", "name"));
  EXPECT_FALSE(file.HasAttribute("a/b", "size"));
  EXPECT_FALSE(file.HasAttribute("c", "name"));
}

TEST(Hdf5File, WritesTheSameBytesAgain)
{
  const TestFolder         folder;
  std::vector<std::string> bytes;
  for (const char * const name : { "a.h5", "b.h5" })
  {
    auto file = Hdf5File::Create(folder.Path(name));
    file.Write("group/values", std::vector<double>{ 1, 2, 3 });
    file.WriteStringAttribute("group", "name", "value");
    file.Close();
    bytes.push_back(ReadText(folder.Path(name)));
  }
  EXPECT_EQ(bytes[0], bytes[1]);
}

TEST(Hdf5File, TellsWhichFileIsWrongAndWhy)
{
  const TestFolder folder;
  const auto       path = folder.Path("values.h5");
  {
    auto file = Hdf5File::Create(path);
    file.Write("values", std::vector<double>{ 1, 2, 3 });
    file.WriteString("text", "words");
    file.WriteAttribute("values", "number", 3.0);
    EXPECT_NE(RuntimeError([&] { file.Write("values", std::vector<double>{ 1 }); }).find("cannot be written"),
              std::string::npos);
    EXPECT_NE(RuntimeError([&] {
                file.Write("table", std::vector<double>{ 1 }, { 2, 2 });
              }).find("2 x 2"),
              std::string::npos);
    file.Close();
  }
  testing::internal::CaptureStderr();
  const auto                                             file = Hdf5File::Open(path);
  const std::vector<std::pair<std::string, std::string>> errors = {
    { RuntimeError([&] { file.Read<double>("absent"); }), "'absent' is missing" },
    { RuntimeError([&] { file.Read<std::int64_t>("values"); }), "'values' holds values of another kind" },
    { RuntimeError([&] { file.Read<std::complex<double>>("values"); }), "'values' holds values of another kind" },
    { RuntimeError([&] { file.Read<double>("text"); }), "'text' holds values of another kind" },
    { RuntimeError([&] { file.Read<double>("values", { 4 }); }), "'values' must have the shape 4, not 3" },
    { RuntimeError([&] { file.ReadString("values"); }), "'values' is not a string" },
    { RuntimeError([&] { file.ReadAttribute<double>("values", "absent"); }), "attribute 'absent' of 'values'" },
    { RuntimeError([&] { file.ReadAttribute<std::int32_t>("values", "number"); }), "is not one number" },
    { RuntimeError([&] { file.ReadStringAttribute("values", "number"); }), "is not a string" },
  };
  for (const auto & error : errors)
  {
    EXPECT_EQ(error.first.find(path + ": "), 0u) << error.first;
    EXPECT_NE(error.first.find(error.second), std::string::npos) << error.first;
  }

  const auto errorOf = [&](const char * name) { return RuntimeError([&] { Hdf5File::Open(folder.Path(name)); }); };
  WriteText(folder.Path("text.h5"), "this is no HDF5");
  WriteText(folder.Path("empty.h5"), "");
  EXPECT_EQ(errorOf("missing.h5"), folder.Path("missing.h5") + ": there is no such file");
  EXPECT_EQ(errorOf("text.h5"), folder.Path("text.h5") + ": is not an HDF5 file");
  EXPECT_EQ(errorOf("empty.h5"), folder.Path("empty.h5") + ": is not an HDF5 file");
  EXPECT_EQ(errorOf("."), folder.Path(".") + ": cannot be read");
  EXPECT_NE(RuntimeError([&] { Hdf5File::Create(folder.Path("no/such.h5")); }).find("no/such.h5: cannot be written"),
            std::string::npos);
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

TEST(Hdf5File, RefusesEveryTruncatedCopy)
{
  const TestFolder folder;
  {
    auto file = Hdf5File::Create(folder.Path("whole.h5"));
    file.Write("values", Noise<double>(200, 1));
    file.Close();
  }
  const std::string bytes = ReadText(folder.Path("whole.h5"));
  for (std::size_t length = 0; length < bytes.size(); length += 61)
  {
    WriteText(folder.Path("part.h5"), bytes.substr(0, length));
    const std::string error = RuntimeError([&] { Hdf5File::Open(folder.Path("part.h5")).Read<double>("values"); });
    EXPECT_EQ(error.find(folder.Path("part.h5") + ": is "), 0u) << length << " bytes: " << error;
  }
}
TEST(Hdf5File, ArraysAreFilledSliceBySlice)
{
  const TestFolder folder;
  const auto       path = folder.Path("slices.h5");
  auto             file = Hdf5File::Create(path);
  file.CreateArray<float>("group/codes", { 5, 2, 3 });
  const std::vector<float> last{ 1, 2, 3, 4, 5, 6 };
  std::vector<float>       middle(12, 7.0f);
  file.WriteSlices("group/codes", 4, last);
  file.WriteSlices("group/codes", 1, middle);
  const auto error = [&](std::size_t first, const std::vector<float> & values) {
    return RuntimeError([&] { file.WriteSlices("group/codes", first, values); });
  };
  EXPECT_NE(error(4, middle).find("'group/codes' of shape 5 x 2 x 3 has no 12 values in slices from 4"),
            std::string::npos);
  EXPECT_NE(error(0, { 1.0f }).find("has no 1 values"), std::string::npos);
  EXPECT_NE(RuntimeError([&] { file.WriteSlices("other", 0, last); }).find("'other' is missing"), std::string::npos);
  file.Close();
  std::vector<float> expected(30, 0.0f);
  std::copy(middle.begin(), middle.end(), expected.begin() + 6);
  std::copy(last.begin(), last.end(), expected.begin() + 24);
  EXPECT_EQ(Hdf5File::Open(path).Read<float>("group/codes", { 5, 2, 3 }), expected);
}
} // namespace
