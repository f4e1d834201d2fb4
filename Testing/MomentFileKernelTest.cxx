// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// Moments to HDF5 and CSV and back: every model and dimension, and sets of one's own.

#include "phMomentCsv.h"
#include "phMomentFile.h"
#include "phMomentFileTestTools.h"

#include <locale>

namespace
{
using namespace phaseharmonics;
using namespace phaseharmonics_test;

void
ExpectSameSet(const MomentSet & a, const MomentSet & b)
{
  EXPECT_EQ(a.GetDimension(), b.GetDimension());
  EXPECT_EQ(a.GetNumberOfScales(), b.GetNumberOfScales());
  EXPECT_EQ(a.GetNumberOfOrientations(), b.GetNumberOfOrientations());
  EXPECT_EQ(a.GetOptions().model, b.GetOptions().model);
  EXPECT_EQ(a.GetOptions().scaleRange, b.GetOptions().scaleRange);
  EXPECT_EQ(a.GetOptions().angularRange, b.GetOptions().angularRange);
  EXPECT_EQ(a.GetOptions().shiftRange, b.GetOptions().shiftRange);
  EXPECT_EQ(a.GetOptions().maximumHarmonic, b.GetOptions().maximumHarmonic);
  EXPECT_EQ(a.GetOptions().numberOfPhases, b.GetOptions().numberOfPhases);
  EXPECT_EQ(a.GetFeatures(), b.GetFeatures());
  EXPECT_EQ(a.GetNumberOfUniqueMoments(), b.GetNumberOfUniqueMoments());
  EXPECT_EQ(a.GetNumberOfNominalMoments(), b.GetNumberOfNominalMoments());
  ASSERT_EQ(a.GetMoments().size(), b.GetMoments().size());
  ASSERT_EQ(a.GetTerms().size(), b.GetTerms().size());
  for (std::size_t m = 0; m < a.GetMoments().size(); ++m)
  {
    const auto & x = a.GetMoments()[m];
    const auto & y = b.GetMoments()[m];
    EXPECT_TRUE(x.index.first == y.index.first && x.index.second == y.index.second && x.index.lag == y.index.lag);
    EXPECT_TRUE(x.isReal == y.isReal && x.termBegin == y.termBegin && x.termEnd == y.termEnd) << m;
  }
  for (std::size_t t = 0; t < a.GetTerms().size(); ++t)
  {
    const auto & x = a.GetTerms()[t];
    const auto & y = b.GetTerms()[t];
    EXPECT_TRUE(x.first == y.first && x.second == y.second && x.lag == y.lag) << t;
    EXPECT_TRUE(x.pseudo == y.pseudo && x.conjugate == y.conjugate) << t;
  }
}

// All but the covariances, bit for bit.
void
ExpectSameButCovariances(const Moments & a, const Moments & b)
{
  ExpectSameSet(a.set, b.set);
  EXPECT_EQ(a.grid, b.grid);
  EXPECT_EQ(a.bank, b.bank);
  EXPECT_EQ(a.imageMean, b.imageMean);
  EXPECT_EQ(a.imageDeviation, b.imageDeviation);
  EXPECT_EQ(a.means, b.means);
  EXPECT_EQ(a.deviations, b.deviations);
}

void
ExpectRoundTrips(const Moments & moments)
{
  const TestFolder folder;
  WriteMoments(folder.Path("moments.h5"), moments);
  const Moments fromHdf5 = ReadMoments(folder.Path("moments.h5"));
  ExpectSameButCovariances(fromHdf5, moments);
  EXPECT_EQ(fromHdf5.covariances, moments.covariances);

  MomentNormalization normalization = MomentNormalization::Target;
  WriteMomentsCsv(folder.Path("plain.csv"), moments, MomentNormalization::None);
  const Moments fromPlain = ReadMomentsCsv(folder.Path("plain.csv"), &normalization);
  EXPECT_EQ(normalization, MomentNormalization::None);
  ExpectSameButCovariances(fromPlain, moments);
  EXPECT_EQ(fromPlain.covariances, moments.covariances);

  WriteMomentsCsv(folder.Path("divided.csv"), moments, MomentNormalization::Target);
  const Moments fromDivided = ReadMomentsCsv(folder.Path("divided.csv"), &normalization);
  EXPECT_EQ(normalization, MomentNormalization::Target);
  ExpectSameButCovariances(fromDivided, moments);
  ASSERT_EQ(fromDivided.covariances.size(), moments.covariances.size());
  for (std::size_t m = 0; m < moments.covariances.size(); ++m)
  {
    const double bits = 4 * std::numeric_limits<double>::epsilon() * std::abs(moments.covariances[m]);
    EXPECT_LE(std::abs(fromDivided.covariances[m] - moments.covariances[m]), bits);
  }
  EXPECT_EQ(folder.Names().size(), 3u);
}

TEST(MomentFile, GivesBackEveryModelInEveryDimension)
{
  for (const Grid & grid : { MakeGrid(61), MakeGrid(32, 21), MakeGrid(12, 9, 10) })
  {
    for (const MomentModel model : { MomentModel::A,
                                     MomentModel::B,
                                     MomentModel::C,
                                     MomentModel::D,
                                     MomentModel::Compressive,
                                     MomentModel::Rectified })
    {
      if (model != MomentModel::D || grid.dimension == 2)
      {
        SCOPED_TRACE(Name(grid) + " " + MomentModelName(model));
        ExpectRoundTrips(AnalyzeModel(model, grid));
      }
    }
  }
}

TEST(MomentFile, GivesBackOptionsOfBankAndSet)
{
  WaveletBankOptions options = BankOptionsOf(4, 8, false);
  options.oversampling = 3;
  options.family = WaveletFamily::Morlet;
  options.frameNormalization = FrameNormalization::Parseval;
  options.useImageSpacing = true;
  options.spacing = { { 0.1, 1.0 / 3.0, 1.0 } };
  MomentSetOptions setOptions = SetOptionsOf(MomentModel::C, 3, 1);
  setOptions.angularRange = 1;
  setOptions.maximumHarmonic = 4;
  ExpectRoundTrips(Analyze(MakeGrid(64, 64), options, MomentSet(2, 4, 8, setOptions)));
}

TEST(MomentFile, GivesBackVoicesAndSplines)
{
  WaveletBankOptions options = BankOptionsOf(8, 1);
  options.family = WaveletFamily::BattleLemarie;
  options.voicesPerOctave = 2;
  MomentSetOptions setOptions = SetOptionsOf(MomentModel::C, 2, 1);
  setOptions.voicesPerOctave = 2;
  ExpectRoundTrips(Analyze(MakeGrid(100), options, MomentSet(1, 8, 1, setOptions)));
}

TEST(MomentFile, GivesBackSetsThatWereBuiltByHand)
{
  ExpectRoundTrips(Analyze(MakeGrid(24, 20), BankOptionsOf(3, 4), MakeListedSet()));

  // Of a named model, but fewer than it has.
  MomentSetBuilder builder(2, 3, 4, SetOptionsOf(MomentModel::Rectified, 1));
  builder.Add({ { 0, 5, 3 }, { 1, 2, 0 }, {} });
  builder.Add({ { 2, 0, 1 }, { 2, 0, 1 }, { { 4, 0, 0 } } });
  ExpectRoundTrips(Analyze(MakeGrid(24, 20), BankOptionsOf(3, 4), builder.GetMomentSet()));
}

TEST(MomentFile, GivesMomentsThatTheEngineTakes)
{
  const TestFolder folder;
  const Moments    first = AnalyzeModel(MomentModel::C, MakeGrid(32, 32), 1);
  const Moments    second = AnalyzeModel(MomentModel::C, MakeGrid(32, 32), 2);
  WriteMoments(folder.Path("first.h5"), first);
  const Moments read = ReadMoments(folder.Path("first.h5"));
  EXPECT_EQ(AverageMoments({ read, second }).covariances, AverageMoments({ first, second }).covariances);

  const auto         bank = std::make_shared<WaveletBank<double>>(read.grid, read.bank, SerialExecutor());
  Statistics<double> statistics(bank, read.set);
  statistics.SetTarget(read, MomentNormalization::Target);
  EXPECT_LT(statistics.Value(Noise<double>(32 * 32, 1).data(), SerialExecutor()), 1e-20);
}

TEST(MomentCsv, HasOneRowForEachMeanAndEachMoment)
{
  const TestFolder folder;
  const Moments    moments = Analyze(MakeGrid(24, 20), BankOptionsOf(3, 4), MakeListedSet());
  WriteMomentsCsv(folder.Path("moments.csv"), moments, MomentNormalization::Target);
  std::ifstream            file(folder.Path("moments.csv"));
  std::vector<std::string> comments;
  std::vector<std::string> rows;
  for (std::string line; std::getline(file, line);)
  {
    (line[0] == '#' ? comments : rows).push_back(line);
  }
  ASSERT_EQ(rows.size(), 1 + moments.set.GetFeatures().size() + moments.set.GetMoments().size());
  EXPECT_EQ(rows[0], "j1,l1,k1,j2,l2,k2,tau_x,tau_y,tau_z,real,imag");
  EXPECT_EQ(rows[1].find("2,1,2,,,,,,,"), 0u);
  EXPECT_EQ(rows[1 + moments.set.GetFeatures().size()].find("2,1,2,0,6,1,0,0,0,"), 0u);
  EXPECT_EQ(rows[2 + moments.set.GetFeatures().size()].find("0,6,1,1,3,-1,-3,5,0,"), 0u);
  EXPECT_EQ(rows.back().find("3,0,0,3,0,0,0,0,0,"), 0u); // the low pass
  for (const char * const comment : { "# grid.size 24,20",
                                      "# bank.family BumpSteerable",
                                      "# set.model Custom",
                                      "# normalization target",
                                      "# average 2,1,1,1,2,3,-2,0,0,0" })
  {
    EXPECT_EQ(std::count(comments.begin(), comments.end(), comment), 1) << comment;
  }
  EXPECT_EQ(std::count_if(comments.begin(),
                          comments.end(),
                          [](const std::string & line) { return line.rfind("# deviation ", 0) == 0; }),
            static_cast<long>(moments.set.GetFeatures().size()));
}

class DecimalComma : public std::numpunct<char>
{
protected:
  char
  do_decimal_point() const override
  {
    return ',';
  }
  char
  do_thousands_sep() const override
  {
    return '.';
  }
  std::string
  do_grouping() const override
  {
    return "\3";
  }
};

TEST(MomentCsv, DoesNotDependOnTheLocaleNorOnLineEnds)
{
  const TestFolder  folder;
  const Moments     moments = AnalyzeModel(MomentModel::A, MakeGrid(2000));
  const std::string path = folder.Path("moments.csv");
  WriteMomentsCsv(path, moments, MomentNormalization::None);
  const std::string text = ReadText(path);

  const std::locale former = std::locale::global(std::locale(std::locale::classic(), new DecimalComma));
  WriteMomentsCsv(path, moments, MomentNormalization::None);
  const Moments read = ReadMomentsCsv(path);
  std::locale::global(former);
  EXPECT_EQ(ReadText(path), text);
  EXPECT_EQ(read.covariances, moments.covariances);

  std::string edited;
  for (const char c : text)
  {
    edited += c == '\n' ? std::string("\r\n") : std::string(1, c);
  }
  WriteText(path, edited + "\r\n");
  EXPECT_EQ(ReadMomentsCsv(path).covariances, moments.covariances);
}
} // namespace
