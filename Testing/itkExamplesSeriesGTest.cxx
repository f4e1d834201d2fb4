// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "SeriesFile.h"
#include "SeriesReport.h"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>

namespace
{
using namespace phaseharmonics_examples;
namespace fs = std::filesystem;

class ExamplesSeries : public testing::Test
{
protected:
  void
  SetUp() override
  {
    const auto * const info = testing::UnitTest::GetInstance()->current_test_info();
    m_Folder = fs::path(PHASEHARMONICS_TEST_OUTPUT_DIR) / "ExamplesSeries" / info->name();
    fs::remove_all(m_Folder);
    fs::create_directories(m_Folder);
  }

  std::string
  PathOf(const std::string & name) const
  {
    return (m_Folder / name).string();
  }

  std::string
  Store(const std::string & name, const std::string & text) const
  {
    std::ofstream(PathOf(name), std::ios::binary) << text;
    return PathOf(name);
  }

  /** Rows "<label>,<value>" with the values 1.5, 2.5, ... and one row replaced. */
  std::string
  Rows(const std::string & header, const std::vector<std::string> & labels, const std::string & third = {}) const
  {
    std::string text = header + "\n";
    for (std::size_t i = 0; i < labels.size(); ++i)
    {
      text += labels[i] + "," + (i == 2 && !third.empty() ? third : std::to_string(i + 1) + ".5") + "\n";
    }
    return text;
  }

  static std::vector<std::string>
  Days(int count)
  {
    std::vector<std::string> days;
    for (int i = 1; i <= count; ++i)
    {
      days.push_back("2024-01-" + std::string(i < 10 ? "0" : "") + std::to_string(i));
    }
    return days;
  }

  static std::string
  ErrorOf(const std::string & path, const SeriesOptions & options = {})
  {
    try
    {
      ReadSeries(path, options);
    }
    catch (const std::runtime_error & error)
    {
      return error.what();
    }
    return {};
  }

  static bool
  Mentions(const Series & series, const std::string & text)
  {
    for (const std::string & treatment : series.treatments)
    {
      if (treatment.find(text) != std::string::npos)
      {
        return true;
      }
    }
    return false;
  }

private:
  fs::path m_Folder;
};

#define EXPECT_CONTAINS(text, part) EXPECT_NE((text).find(part), std::string::npos) << (text)
} // namespace

TEST_F(ExamplesSeries, ReadsEveryDelimiterHeaderAndQuotation)
{
  std::string comma = "date,close\n";
  std::string semicolon = "\xEF\xBB\xBF\"Date\";\"Close\"\r\n";
  std::string tab;
  std::string blanks = "# comment\n";
  for (int i = 1; i <= 20; ++i)
  {
    const std::string day = Days(20)[static_cast<std::size_t>(i - 1)];
    comma += day + ",\"1," + std::to_string(200 + i) + ".25\"\n";
    semicolon += day + ";1" + std::to_string(200 + i) + ",25\r\n";
    tab += day + "\t1" + std::to_string(200 + i) + ".25\n";
    blanks += "  1" + std::to_string(200 + i) + ".25 \n\n";
  }
  for (const auto & [name, text] : { std::make_pair("comma.csv", comma),
                                     std::make_pair("semicolon.csv", semicolon),
                                     std::make_pair("tab.tsv", tab),
                                     std::make_pair("blanks.txt", blanks) })
  {
    const Series series = ReadSeries(Store(name, text), {});
    ASSERT_EQ(series.values.size(), 20u) << name;
    EXPECT_EQ(series.values.front(), 1201.25) << name;
    EXPECT_EQ(series.values.back(), 1220.25) << name;
    EXPECT_EQ(series.dates.empty() ? "2024-01-20" : series.dates.back(), "2024-01-20") << name;
  }
  EXPECT_EQ(ReadSeries(PathOf("comma.csv"), {}).name, "close");
  EXPECT_EQ(ReadSeries(PathOf("tab.tsv"), {}).name, "tab");
}

TEST_F(ExamplesSeries, SeveralColumnsNeedAChoice)
{
  std::string text = "date,open,close\n";
  for (const std::string & day : Days(20))
  {
    text += day + "," + day.substr(8) + ".5,-" + day.substr(8) + "\n";
  }
  const auto path = Store("prices.csv", text);
  EXPECT_CONTAINS(ErrorOf(path), "\"open\", \"close\"");
  SeriesOptions options;
  options.column = "CLOSE";
  EXPECT_EQ(ReadSeries(path, options).values[4], -5.0);
  options.column = "2";
  EXPECT_EQ(ReadSeries(path, options).values[4], 5.5);
  options.column = "volume";
  EXPECT_CONTAINS(ErrorOf(path, options), "no column \"volume\"");
}

TEST_F(ExamplesSeries, RowsComeInTheOrderOfTheirDates)
{
  auto days = Days(20);
  std::reverse(days.begin(), days.end());
  const Series reversed = ReadSeries(Store("reversed.csv", Rows("date,return", days)), {});
  EXPECT_EQ(reversed.values.front(), 20.5);
  EXPECT_EQ(reversed.dates.front(), "2024-01-01");
  EXPECT_TRUE(Mentions(reversed, "newest first"));

  // Month first, of two digits of the year.
  std::vector<std::string> american;
  for (int i = 20; i >= 1; --i)
  {
    american.push_back("01/" + std::to_string(i) + "/24");
  }
  EXPECT_EQ(ReadSeries(Store("american.csv", Rows("Date,return", american)), {}).values.front(), 20.5);

  SeriesOptions options;
  days = Days(20);
  std::swap(days[4], days[9]);
  const auto unsorted = Store("unsorted.csv", Rows("date,return", days));
  EXPECT_CONTAINS(ErrorOf(unsorted), "line 7: 2024-01-06 comes after 2024-01-10");
  options.order = "sort";
  const Series sorted = ReadSeries(unsorted, options);
  EXPECT_EQ(sorted.values[4], 10.5);
  EXPECT_TRUE(Mentions(sorted, "sorted by date"));

  options.order = "keep";
  const Series kept = ReadSeries(unsorted, options);
  EXPECT_EQ(kept.values[4], 5.5);
  EXPECT_TRUE(Mentions(kept, "kept as they stand"));

  days = Days(20);
  days[7] = days[6];
  const auto doubled = Store("doubled.csv", Rows("date,return", days));
  EXPECT_CONTAINS(ErrorOf(doubled), "line 9: a second row of 2024-01-07");
  options.duplicates = "drop";
  EXPECT_EQ(ReadSeries(doubled, options).values.size(), 19u);
  options.duplicates = "keep";
  EXPECT_EQ(ReadSeries(doubled, options).values.size(), 20u);

  days = Days(20);
  days[3] = "Epiphany";
  EXPECT_TRUE(Mentions(ReadSeries(Store("words.csv", Rows("date,return", days)), {}), "no dates"));
}

TEST_F(ExamplesSeries, GapsAreErrorsOrTreated)
{
  for (const std::string gap : { " ", "NaN", "n/a", "closed", "inf" })
  {
    const auto path = Store("gap.csv", Rows("date,return", Days(20), gap));
    EXPECT_CONTAINS(ErrorOf(path), "line 4: ");
    EXPECT_CONTAINS(ErrorOf(path), gap == " " ? "blank" : "\"" + gap + "\" is not a number");
    SeriesOptions options;
    options.gaps = "drop";
    Series series = ReadSeries(path, options);
    EXPECT_EQ(series.values.size(), 19u);
    EXPECT_EQ(series.dates[2], "2024-01-04");
    EXPECT_TRUE(Mentions(series, "1 gaps: rows dropped"));
    options.gaps = "interpolate";
    series = ReadSeries(path, options);
    EXPECT_EQ(series.values[2], 3.5);
    EXPECT_TRUE(Mentions(series, "interpolated"));
  }
  EXPECT_CONTAINS(ErrorOf(Store("short.csv", Rows("date,return", Days(20), "1,2"))), "line 4: has 3 fields");
}

TEST_F(ExamplesSeries, PricesBecomeReturns)
{
  SeriesOptions options;
  options.prices = true;
  const Series series = ReadSeries(Store("prices.csv", Rows("date,price", Days(21))), options);
  ASSERT_EQ(series.values.size(), 20u);
  EXPECT_NEAR(series.values[0], std::log(2.5 / 1.5), 1e-15);
  EXPECT_EQ(series.dates.front(), "2024-01-02");
  EXPECT_CONTAINS(ErrorOf(Store("zero.csv", Rows("date,price", Days(21), "0")), options), "line 4: a price of 0");
  EXPECT_CONTAINS(ErrorOf(Store("negative.csv", Rows("date,price", Days(21), "-3")), options), "a price of -3");
}

TEST_F(ExamplesSeries, ZerosAndConstantStretchesAreReported)
{
  std::string text = "return\n";
  for (int i = 0; i < 40; ++i)
  {
    text += i >= 10 && i < 22 ? "0\n" : std::to_string(i) + "\n";
  }
  const Series series = ReadSeries(Store("flat.csv", text), {});
  EXPECT_TRUE(Mentions(series, "13 of 40 returns are zero"));
  EXPECT_TRUE(Mentions(series, "12 returns, from sample 10"));
  std::string constant = "return\n";
  for (int i = 0; i < 40; ++i)
  {
    constant += "0.25\n";
  }
  EXPECT_CONTAINS(ErrorOf(Store("constant.csv", constant)), "constant");
  EXPECT_CONTAINS(ErrorOf(Store("few.csv", "return\n1\n2\n")), "holds 2 returns");
  EXPECT_CONTAINS(ErrorOf(Store("empty.csv", "")), "no rows");
  EXPECT_CONTAINS(ErrorOf(Store("words.csv", "a,b\nx,y\nx,z\n")), "no column holds numbers");
  EXPECT_CONTAINS(ErrorOf(Store("open.csv", "date,\"return\n1,2\n")), "quotation mark");
  EXPECT_CONTAINS(ErrorOf(PathOf("absent.csv")), "no such file");
  const std::string digits(200000, '1');
  EXPECT_CONTAINS(ErrorOf(Store("long.csv", "date,return\n2024-01-01,1\n2024-01-02," + digits + "\n")), "not a number");
  EXPECT_CONTAINS(ErrorOf(Store("longer.csv", digits + "," + digits + "\n1,2\n1,2\n")), "columns hold numbers");
  EXPECT_CONTAINS(ErrorOf(Store("binary.csv", std::string("a\0b\n", 4))), "not text");
}

TEST_F(ExamplesSeries, FilesKeepEveryBit)
{
  SeriesColumns columns;
  columns.names = { "a", "b, quoted \"twice\"" };
  columns.values.resize(2);
  for (int i = 0; i < 6062; ++i)
  {
    columns.values[0].push_back(std::sin(0.1 * i) / 3.0);
    columns.values[1].push_back(std::exp(-0.01 * i) * 1e-7);
  }
  SeriesOptions options;
  for (const char * const name : { "series.csv", "series.nrrd" })
  {
    WriteSeries(PathOf(name), columns);
    EXPECT_CONTAINS(ErrorOf(PathOf(name)), "--column");
    options.column = name == std::string("series.csv") ? "a" : "1";
    EXPECT_EQ(ReadSeries(PathOf(name), options).values, columns.values[0]) << name;
    options.column = name == std::string("series.csv") ? columns.names[1] : "2";
    EXPECT_EQ(ReadSeries(PathOf(name), options).values, columns.values[1]) << name;
  }
  EXPECT_ANY_THROW(CheckSeriesFormat("series.xyz"));
}

TEST_F(ExamplesSeries, ReportsHoldTheirKeys)
{
  std::vector<phaseharmonics::SeriesFigures> members;
  for (int member = 0; member < 2; ++member)
  {
    std::vector<double> returns;
    for (int i = 0; i < 2048; ++i)
    {
      returns.push_back(std::sin(1.0 * i * i + member) * (1.0 + std::cos(0.01 * i)));
    }
    phaseharmonics::SeriesFiguresOptions options;
    phaseharmonics::SetBootstrap(options, 10, 1);
    members.push_back(
      phaseharmonics::EstimateSeriesFigures(returns.data(), returns.size(), options, phaseharmonics::SerialExecutor()));
  }
  for (const std::string & text :
       { MakeSeriesReport(members.front()).ToString(), MakeEnsembleReport(members).ToString() })
  {
    for (const char * const key : { "zeta",
                                    "q",
                                    "standard_error",
                                    "c1",
                                    "c2",
                                    "kurtosis",
                                    "skewness",
                                    "quantiles",
                                    "leverage",
                                    "leverage_1_20",
                                    "leverage_minus",
                                    "volatility_autocorrelation" })
    {
      EXPECT_CONTAINS(text, "\"" + std::string(key) + "\": ");
    }
  }
  EXPECT_EQ(MakeSeriesTable({ "data", "samples" }, { { members[0] }, members }).front().size(), 3u);
}
