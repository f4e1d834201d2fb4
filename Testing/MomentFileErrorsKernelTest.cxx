// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// Files of moments that are not what they should be.

#include "phHdf5File.h"
#include "phMomentCsv.h"
#include "phMomentFile.h"
#include "phMomentFileTestTools.h"

namespace
{
using namespace phaseharmonics;
using namespace phaseharmonics_test;

std::string
Replaced(std::string text, const std::string & old, const std::string & replacement)
{
  const std::size_t place = text.find(old);
  EXPECT_NE(place, std::string::npos) << old;
  return place == std::string::npos ? text : text.replace(place, old.size(), replacement);
}

TEST(MomentCsv, TellsWhatIsWrongAndWhere)
{
  const TestFolder  folder;
  const std::string path = folder.Path("moments.csv");
  WriteMomentsCsv(path, AnalyzeModel(MomentModel::C, MakeGrid(32, 32)), MomentNormalization::Target);
  const std::string text = ReadText(path);
  const auto        errorOf = [&](const std::string & content) {
    WriteText(path, content);
    return RuntimeError([&] { ReadMomentsCsv(path); });
  };
  EXPECT_EQ(errorOf(text), "");
  const std::vector<std::pair<std::string, std::string>> errors = {
    { "", "has no row of column names" },
    { "x,y\n1,2\n", "line 1: is not a table of phase-harmonic moments" },
    { std::string("\x89HDF\r\n\x1a\n\0\0\0", 11), "line 1: is not a table of phase-harmonic moments" },
    { Replaced(text, "# version 1", "# version 2"), "has version 2 of the format; this release reads version 1" },
    { Replaced(text, "# bank.scales", "# bank.scale"), "'# bank.scales ...' is missing" },
    { Replaced(text, "# bank.scales 3", "# bank.scales 4"), "moments where the model has" },
    { Replaced(text, "# bank.scales 3", "# bank.scales 40"), "number of scales must be 1 to 5" },
    { Replaced(text, "# bank.scales 3", "# bank.scales three"), "'three' is not a number" },
    { Replaced(text, "# bank.orientations 4", "# bank.orientations 400000"), "orientations of a 2-D image must be" },
    { Replaced(text, "# bank.orientations 4", "# bank.orientations 64"), "fewer means than the model has" },
    { Replaced(text, "# bank.family BumpSteerable", "# bank.family Haar"), "no family of wavelets 'Haar'" },
    { Replaced(text, "# set.model C", "# set.model E"), "There is no model 'E'" },
    { Replaced(text, "# set.model C", "# set.model B"), "moments where the model has" },
    { Replaced(text, "# grid.size 32,32", "# grid.size 32,32,32,32"), "one to three positive numbers" },
    { Replaced(text, "# deviation 0,0,1,", "# deviation 0,0,3,"), "'# deviation ...' of a mean is missing" },
    { Replaced(text, "# deviation 0,0,1,", "# deviation 0,0,1"), "deviation" },
    { Replaced(text, "# normalization target", "# normalization both"), "target or none, not 'both'" },
    { Replaced(text, "tau_z,real,imag", "tau_z,imag,real"), "the columns must be" },
    { Replaced(text, "0,0,1,,,,,,,", "0,0,1,,,,,,0,"), "a mean has no second indices and no lag" },
    { Replaced(text, "\n0,0,1,,,,,,,", "\n0,0,5,,,,,,,"), "the means are not those of the model" },
    { Replaced(text, "\n0,0,1,0,0,1,0,0,0,", "\n0,0,1,0,0,1,0,0,"), "has 10 columns instead of 11" },
    { Replaced(text, "\n0,0,1,0,0,1,0,0,0,", "\n0,0,1,0,0,1,1,0,0,"), "where the model has 0,0,1,0,0,1,0,0,0" },
    { Replaced(text, "\n0,0,1,0,0,1,0,0,0,", "\n0,-1,1,0,0,1,0,0,0,"), "an orientation is out of range: -1" },
    { Replaced(text, "\n0,0,1,0,0,1,0,0,0,", "\n0,0,1,0,0,1,0,0,0,nan,0\n0,0,1,0,0,1,0,0,0,"), "moments where" },
    { text.substr(0, text.rfind("\n", text.size() - 2) + 1), "moments where the model has" },
    { text.substr(0, text.size() - 3), "ends without a line end: the file is truncated" },
  };
  for (const auto & error : errors)
  {
    const std::string message = errorOf(error.first);
    EXPECT_EQ(message.find(path), 0u) << error.second << ": " << message;
    EXPECT_NE(message.find(error.second), std::string::npos) << message;
    EXPECT_LT(message.size(), path.size() + 200) << message;
  }
  EXPECT_EQ(RuntimeError([&] { ReadMomentsCsv(folder.Path("missing.csv")); }),
            folder.Path("missing.csv") + ": there is no such file");
  EXPECT_EQ(RuntimeError([&] { ReadMomentsCsv(folder.Path("")); }), folder.Path("") + ": cannot be read");
}

TEST(MomentFile, TellsWhatIsWrong)
{
  const TestFolder  folder;
  const std::string path = folder.Path("moments.h5");
  const auto        error = [&] { return RuntimeError([&] { ReadMoments(path); }); };
  EXPECT_EQ(error(), path + ": there is no such file");
  WriteText(path, "j1,l1,k1\n");
  EXPECT_EQ(error(), path + ": is not an HDF5 file");
  Hdf5File::Create(path).Close();
  EXPECT_EQ(error(), path + ": is an HDF5 file, but not one of phase-harmonic moments");
  const auto writeHead = [&](const char * format, std::int64_t version) {
    auto file = Hdf5File::Create(path);
    file.WriteStringAttribute("/", "format", format);
    file.WriteAttribute("/", "version", version);
    file.Close();
  };
  writeHead("SynthesisCheckpoint", 1);
  EXPECT_EQ(error(), path + ": is an HDF5 file, but not one of phase-harmonic moments");
  writeHead("PhaseHarmonicMoments", 2);
  EXPECT_EQ(error(), path + ": has version 2 of the format; this release reads version 1");
  writeHead("PhaseHarmonicMoments", 1);
  EXPECT_EQ(error(), path + ": 'grid/size' is missing");
}

TEST(MomentFile, NoticesDamage)
{
  const TestFolder  folder;
  const std::string path = folder.Path("moments.h5");
  const Moments     moments = AnalyzeModel(MomentModel::A, MakeGrid(40));
  WriteMoments(path, moments);
  const std::string bytes = ReadText(path);

  const std::int64_t lag[] = { 0, 0, 1, 0, 0, 1, 2, 0, 0 };
  const std::size_t  row = bytes.find(std::string(reinterpret_cast<const char *>(lag), sizeof(lag)));
  ASSERT_NE(row, std::string::npos);
  std::string changed = bytes;
  changed[row + 6 * sizeof(lag[0])] = 3;
  WriteText(path, changed);
  const std::string message = RuntimeError([&] { ReadMoments(path); });
  EXPECT_NE(message.find("has indices 0,0,1,0,0,1,3,0,0 where the model has 0,0,1,0,0,1,2,0,0"), std::string::npos)
    << message;

  for (std::size_t length = 0; length < bytes.size(); length += 97)
  {
    WriteText(path, bytes.substr(0, length));
    EXPECT_EQ(RuntimeError([&] { ReadMoments(path); }).find(path + ": is "), 0u) << length;
  }
}

TEST(MomentFile, LeavesNothingBehindWhenItCannotWrite)
{
  const TestFolder folder;
  const Moments    moments = AnalyzeModel(MomentModel::A, MakeGrid(40));
  const auto       write = [&](const std::string & name, const Moments & m) -> std::string {
    const std::string path = folder.Path(name);
    try
    {
      path.back() == '5' ? WriteMoments(path, m) : WriteMomentsCsv(path, m, MomentNormalization::None);
    }
    catch (const std::exception & error)
    {
      return error.what();
    }
    return {};
  };
  Moments broken = moments;
  broken.covariances.pop_back();
  Moments infinite = moments;
  infinite.means[1] = std::numeric_limits<double>::infinity();
  for (const std::string extension : { ".h5", ".csv" })
  {
    const std::string path = "missing/moments" + extension;
    EXPECT_EQ(write(path, moments).find(folder.Path(path) + ": cannot be written: there is no folder"), 0u);
    EXPECT_NE(write("moments" + extension, broken).find("do not fit their set"), std::string::npos);
    EXPECT_NE(write("moments" + extension, infinite).find("not a number"), std::string::npos);
    EXPECT_NE(write("moments" + extension, Moments()).find("empty"), std::string::npos);
  }
  EXPECT_TRUE(folder.Names().empty());
}
} // namespace
