// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "RawSeries.h"

#include "CsvTable.h"
#include "InputImage.h"
#include "SeriesDates.h"
#include "TextTable.h"

#include "itkVectorImage.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <limits>
#include <numeric>
#include <optional>
#include <regex>
#include <stdexcept>

namespace phaseharmonics_examples
{
namespace
{
std::string
Quoted(const std::string & text)
{
  return "\"" + text + "\"";
}

std::string
Lowered(std::string text)
{
  std::transform(
    text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

/** Numbers that only count or date the rows, by the name of their column. */
bool
IsLabelName(const std::string & name)
{
  static const std::regex pattern(
    "(date|time|timestamp|datetime|day|index|row|unix|id)([ _-].*)?|.*[ _-](date|time|utc)");
  constexpr std::size_t longest = 64;
  return name.size() <= longest && std::regex_match(Lowered(name), pattern);
}

std::string
ListOf(const CsvTable & table, const std::vector<std::size_t> & columns)
{
  std::string list;
  for (const std::size_t column : columns)
  {
    list += (list.empty() ? "" : ", ") + Quoted(table.names[column]);
  }
  return list;
}

/** At least half of the fields are numbers. */
bool
HoldsNumbers(const CsvTable & table, std::size_t column)
{
  const auto numbers = std::count_if(table.rows.begin(), table.rows.end(), [&](const auto & row) {
    return ParseNumber(row[column], table.delimiter).has_value();
  });
  return 2 * static_cast<std::size_t>(numbers) >= table.rows.size();
}

std::optional<std::size_t>
FindLabels(const CsvTable & table, const std::string & wanted)
{
  for (std::size_t column = 0; column < table.names.size(); ++column)
  {
    const bool isWanted = Lowered(table.names[column]) == Lowered(wanted);
    const bool areDates = std::all_of(
      table.rows.begin(), table.rows.end(), [column](const auto & row) { return LooksLikeDate(row[column]); });
    if (!isWanted && table.names.size() > 1 && (areDates || (table.hasHeader && IsLabelName(table.names[column]))))
    {
      return column;
    }
  }
  // Words that are no dates may label the rows too.
  const bool areWords = table.names.size() > 1 && !HoldsNumbers(table, 0) && !IsMissing(table.rows.front()[0]);
  return areWords ? std::optional<std::size_t>(0) : std::nullopt;
}

std::size_t
FindColumn(const CsvTable &           table,
           const std::string &        path,
           const std::string &        wanted,
           std::optional<std::size_t> labels)
{
  std::vector<std::size_t> all(table.names.size());
  std::iota(all.begin(), all.end(), std::size_t{ 0 });
  if (!wanted.empty())
  {
    for (const std::size_t column : all)
    {
      if (Lowered(table.names[column]) == Lowered(wanted))
      {
        return column;
      }
    }
    const bool isNumber =
      std::all_of(wanted.begin(), wanted.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
    const std::size_t number = isNumber && wanted.size() < 9 ? std::stoul(wanted) : 0;
    if (number >= 1 && number <= all.size())
    {
      return number - 1;
    }
    throw std::runtime_error(path + ": there is no column " + Quoted(wanted) + "; there are " + ListOf(table, all));
  }
  std::vector<std::size_t> numeric;
  for (const std::size_t column : all)
  {
    if ((!labels || column != *labels) && HoldsNumbers(table, column))
    {
      numeric.push_back(column);
    }
  }
  if (numeric.empty())
  {
    throw std::runtime_error(path + ": no column holds numbers");
  }
  if (numeric.size() > 1)
  {
    throw std::runtime_error(path + ": several columns hold numbers: " + ListOf(table, numeric) +
                             "; choose one with --column");
  }
  return numeric.front();
}

RawSeries
ReadText(const std::string & path, const std::string & wanted)
{
  const CsvTable    table = ReadCsvTable(path);
  const auto        labels = FindLabels(table, wanted);
  const std::size_t column = FindColumn(table, path, wanted, labels);
  RawSeries         raw;
  raw.name = table.hasHeader ? table.names[column] : std::filesystem::path(path).stem().string();
  for (std::size_t i = 0; i < table.rows.size(); ++i)
  {
    const std::string & text = table.rows[i][column];
    raw.values.push_back(ParseNumber(text, table.delimiter).value_or(std::numeric_limits<double>::quiet_NaN()));
    raw.places.push_back("line " + std::to_string(table.lines[i]));
    raw.texts.push_back(text);
    if (labels)
    {
      raw.dates.push_back(table.rows[i][*labels]);
    }
  }
  return raw;
}

template <unsigned int VDimension>
RawSeries
ReadComponent(const std::string & path, const InputImageInformation & information, std::size_t component)
{
  const auto image = ReadImageFile<itk::VectorImage<double, VDimension>>(path, information);
  RawSeries  raw;
  raw.name = std::filesystem::path(path).stem().string();
  const std::size_t pixels = image->GetBufferedRegion().GetNumberOfPixels();
  for (std::size_t i = 0; i < pixels; ++i)
  {
    raw.values.push_back(image->GetBufferPointer()[i * information.channels + component]);
    raw.places.push_back("pixel " + std::to_string(i));
    raw.texts.emplace_back();
  }
  return raw;
}

RawSeries
ReadImageSeries(const std::string & path, const std::string & wanted)
{
  const auto information = ReadInputImageInformation(path, true);
  if (std::count_if(information.size.begin(), information.size.end(), [](std::size_t n) { return n > 1; }) > 1)
  {
    throw std::runtime_error(path + ": is an image of " + FormatSize(information.size) + ", but a series is needed");
  }
  std::size_t component = 0;
  if (wanted.empty() && information.channels > 1)
  {
    throw std::runtime_error(path + ": has " + std::to_string(information.channels) +
                             " components; choose one with --column 1, 2, ...");
  }
  if (!wanted.empty())
  {
    component = static_cast<std::size_t>(ParseNumber(wanted, ',').value_or(0.0));
    if (component < 1 || component > information.channels)
    {
      throw std::runtime_error(path + ": --column must be a number from 1 to " + std::to_string(information.channels));
    }
    --component;
  }
  switch (information.dimension)
  {
    case 1:
      return ReadComponent<1>(path, information, component);
    case 2:
      return ReadComponent<2>(path, information, component);
    default:
      return ReadComponent<3>(path, information, component);
  }
}
} // namespace

bool
IsSeriesText(const std::string & path)
{
  const std::string extension = Lowered(std::filesystem::path(path).extension().string());
  return extension == ".csv" || extension == ".tsv" || extension == ".txt" || extension == ".dat";
}

RawSeries
ReadRawSeries(const std::string & path, const std::string & column)
{
  return IsSeriesText(path) ? ReadText(path, column) : ReadImageSeries(path, column);
}
} // namespace phaseharmonics_examples
