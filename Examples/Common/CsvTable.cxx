// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "CsvTable.h"

#include "SeriesDates.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <regex>
#include <stdexcept>

namespace phaseharmonics_examples
{
namespace
{
constexpr std::size_t LongestLine = 1 << 20;
/** Regular expressions of the standard library recurse for each character. */
constexpr std::size_t LongestNumber = 64;

std::string
Trim(const std::string & text)
{
  const auto first = text.find_first_not_of(" \t\r");
  return first == std::string::npos ? std::string() : text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::string
AtLine(const std::string & path, std::size_t line)
{
  return path + ": line " + std::to_string(line) + ": ";
}

/** The one of the delimiters that stands most often outside of quotes. */
char
FindDelimiter(const std::string & line)
{
  char        best = ' ';
  std::size_t most = 0;
  for (const char candidate : { '\t', ';', ',' })
  {
    std::size_t count = 0;
    bool        isQuoted = false;
    for (const char c : line)
    {
      isQuoted = isQuoted != (c == '"');
      count += !isQuoted && c == candidate ? 1 : 0;
    }
    if (count > most)
    {
      most = count;
      best = candidate;
    }
  }
  return best;
}

std::vector<std::string>
SplitAtBlanks(const std::string & line)
{
  std::vector<std::string> fields;
  std::size_t              position = 0;
  while ((position = line.find_first_not_of(" \t", position)) != std::string::npos)
  {
    const std::size_t end = std::min(line.size(), line.find_first_of(" \t", position));
    fields.push_back(line.substr(position, end - position));
    position = end;
  }
  return fields;
}

std::vector<std::string>
Split(const std::string & line, char delimiter, const std::string & place)
{
  if (delimiter == ' ' && line.find('"') == std::string::npos)
  {
    return SplitAtBlanks(line);
  }
  std::vector<std::string> fields;
  std::string              field;
  bool                     isQuoted = false;
  bool                     wasQuoted = false;
  const auto               finish = [&] {
    fields.push_back(wasQuoted ? field : Trim(field));
    field.clear();
    wasQuoted = false;
  };
  for (std::size_t i = 0; i < line.size(); ++i)
  {
    const char c = line[i];
    if (c == '"' && isQuoted && i + 1 < line.size() && line[i + 1] == '"')
    {
      field += c;
      ++i;
    }
    else if (c == '"')
    {
      isQuoted = !isQuoted;
      wasQuoted = true;
      if (isQuoted)
      {
        field.clear();
      }
    }
    else if (c == delimiter && !isQuoted)
    {
      finish();
    }
    else if (isQuoted || !wasQuoted)
    {
      field += c;
    }
  }
  if (isQuoted)
  {
    throw std::runtime_error(place + "a quotation mark is not closed");
  }
  finish();
  return fields;
}

std::string
Lowered(std::string text)
{
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) {
    return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  });
  return text;
}

bool
IsHeader(const std::vector<std::string> & fields, char delimiter)
{
  return std::any_of(fields.begin(), fields.end(), [delimiter](const std::string & field) {
    return !IsMissing(field) && !ParseNumber(field, delimiter) && !LooksLikeDate(field);
  });
}
} // namespace

bool
IsMissing(const std::string & field)
{
  static const std::array<const char *, 8> words{ { "", "nan", "na", "n/a", "null", "none", "-", "." } };
  const std::string                        lowered = Lowered(Trim(field));
  return std::find(words.begin(), words.end(), lowered) != words.end();
}

std::optional<double>
ParseNumber(const std::string & field, char delimiter)
{
  static const std::regex grouped("[+-]?[0-9]{1,3}(,[0-9]{3})+(\\.[0-9]*)?");
  static const std::regex withComma("[+-]?[0-9]*,[0-9]+([eE][+-]?[0-9]+)?");
  std::string             text = Trim(field);
  if (text.size() > LongestNumber)
  {
    return std::nullopt;
  }
  if (text.find(',') != std::string::npos)
  {
    if (delimiter != ',' && std::regex_match(text, withComma))
    {
      std::replace(text.begin(), text.end(), ',', '.');
    }
    else if (std::regex_match(text, grouped))
    {
      text.erase(std::remove(text.begin(), text.end(), ','), text.end());
    }
  }
  if (!text.empty() && text.front() == '+')
  {
    text.erase(0, 1);
  }
  double       value = 0.0;
  const char * end = text.data() + text.size();
  const auto   result = std::from_chars(text.data(), end, value);
  const bool   isNumber = !text.empty() && result.ec == std::errc() && result.ptr == end && std::isfinite(value);
  return isNumber ? std::optional<double>(value) : std::nullopt;
}

CsvTable
ReadCsvTable(const std::string & path)
{
  std::error_code error;
  if (!std::filesystem::exists(path, error))
  {
    throw std::runtime_error(path + ": no such file");
  }
  std::ifstream file(path, std::ios::binary);
  if (std::filesystem::is_directory(path, error) || !file)
  {
    throw std::runtime_error(path + ": cannot be read" +
                             (std::filesystem::is_directory(path, error) ? ": it is a folder" : ""));
  }
  CsvTable    table;
  std::string line;
  bool        isFirst = true;
  for (std::size_t number = 1; std::getline(file, line); ++number)
  {
    if (number == 1 && line.rfind("\xEF\xBB\xBF", 0) == 0)
    {
      line.erase(0, 3);
    }
    if (line.size() > LongestLine || line.find('\0') != std::string::npos)
    {
      throw std::runtime_error(AtLine(path, number) + "this is not text");
    }
    const std::string content = Trim(line);
    if (content.empty() || content.front() == '#')
    {
      continue;
    }
    if (isFirst)
    {
      table.delimiter = FindDelimiter(content);
    }
    // A trailing delimiter ends a blank field, so that only line ends may be trimmed.
    const std::string row = line.substr(0, line.find_last_not_of('\r') + 1);
    auto              fields = Split(row, table.delimiter, AtLine(path, number));
    if (isFirst)
    {
      table.hasHeader = IsHeader(fields, table.delimiter);
      for (std::size_t i = 0; i < fields.size(); ++i)
      {
        table.names.push_back(table.hasHeader && !fields[i].empty() ? fields[i] : "column " + std::to_string(i + 1));
      }
      isFirst = false;
      if (table.hasHeader)
      {
        continue;
      }
    }
    if (fields.size() != table.names.size())
    {
      throw std::runtime_error(AtLine(path, number) + "has " + std::to_string(fields.size()) +
                               " fields, but the first " + "row has " + std::to_string(table.names.size()));
    }
    table.rows.push_back(std::move(fields));
    table.lines.push_back(number);
  }
  if (table.rows.empty())
  {
    throw std::runtime_error(path + ": holds no rows of numbers");
  }
  return table;
}
} // namespace phaseharmonics_examples
