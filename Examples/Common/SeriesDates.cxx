// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "SeriesDates.h"

#include "CsvTable.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <regex>

namespace phaseharmonics_examples
{
namespace
{
/** Regular expressions of the standard library recurse for each character. */
constexpr std::size_t LongestDate = 64;

/** Fields of a date as they stand, before it is known which is the month. */
struct DateParts
{
  std::array<int, 3> numbers{ { 0, 0, 0 } };
  bool               yearIsFirst{ false };
  double             secondsOfDay{ 0.0 };
};

std::optional<DateParts>
SplitDate(const std::string & text)
{
  static const std::string time = "(?:[T ]+([0-9]{1,2}):?([0-9]{2})(?::?([0-9]{2}(?:[.][0-9]*)?))?(?:Z|[+-][0-9:]+)?)?";
  static const std::regex  yearFirst("([0-9]{4})([-/.]?)([0-9]{1,2})\\2([0-9]{1,2})" + time);
  static const std::regex  yearLast("([0-9]{1,2})([-/.])([0-9]{1,2})\\2([0-9]{4}|[0-9]{2})" + time);
  if (text.size() > LongestDate)
  {
    return std::nullopt;
  }
  std::smatch match;
  DateParts   parts;
  if (std::regex_match(text, match, yearFirst))
  {
    // Without separators only eight digits are a date.
    if (match[2].length() == 0 && (match[3].length() != 2 || match[4].length() != 2))
    {
      return std::nullopt;
    }
    parts.yearIsFirst = true;
  }
  else if (!std::regex_match(text, match, yearLast))
  {
    return std::nullopt;
  }
  parts.numbers = {
    { std::atoi(match[1].str().c_str()), std::atoi(match[3].str().c_str()), std::atoi(match[4].str().c_str()) }
  };
  if (match[5].matched)
  {
    parts.secondsOfDay = 3600.0 * std::atoi(match[5].str().c_str()) + 60.0 * std::atoi(match[6].str().c_str());
    parts.secondsOfDay += match[7].matched ? ParseNumber(match[7].str(), ',').value_or(0.0) : 0.0;
  }
  return parts;
}

/** Days that grow with the date; months are taken as 31 days long. */
double
TimeOf(int year, int month, int day, double secondsOfDay)
{
  return ((year * 12.0 + month) * 31.0 + day) + secondsOfDay / 86400.0;
}

bool
IsDayAndMonth(int day, int month)
{
  return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}
} // namespace

bool
LooksLikeDate(const std::string & text)
{
  const auto parts = SplitDate(text);
  if (!parts)
  {
    return false;
  }
  const auto & n = parts->numbers;
  return parts->yearIsFirst ? IsDayAndMonth(n[2], n[1]) : (IsDayAndMonth(n[0], n[1]) || IsDayAndMonth(n[1], n[0]));
}

std::optional<std::vector<double>>
TimesOf(const std::vector<std::string> & labels)
{
  std::vector<double> times;
  const bool          areDates = std::all_of(labels.begin(), labels.end(), LooksLikeDate);
  if (!areDates)
  {
    for (const std::string & label : labels)
    {
      const auto number = ParseNumber(label, ',');
      if (!number)
      {
        return std::nullopt;
      }
      times.push_back(*number);
    }
    return times;
  }
  bool dayCanBeFirst = true;
  bool monthCanBeFirst = true;
  bool yearIsLast = false;
  for (const std::string & label : labels)
  {
    const auto parts = *SplitDate(label);
    yearIsLast = yearIsLast || !parts.yearIsFirst;
    if (!parts.yearIsFirst)
    {
      dayCanBeFirst = dayCanBeFirst && IsDayAndMonth(parts.numbers[0], parts.numbers[1]);
      monthCanBeFirst = monthCanBeFirst && IsDayAndMonth(parts.numbers[1], parts.numbers[0]);
    }
  }
  if (yearIsLast && dayCanBeFirst == monthCanBeFirst)
  {
    return std::nullopt;
  }
  for (const std::string & label : labels)
  {
    const auto   parts = *SplitDate(label);
    const auto & n = parts.numbers;
    // Two digits of a year mean 1970 to 2069.
    const int year = parts.yearIsFirst ? n[0] : (n[2] >= 100 ? n[2] : n[2] + (n[2] < 70 ? 2000 : 1900));
    const int month = parts.yearIsFirst ? n[1] : (monthCanBeFirst ? n[0] : n[1]);
    const int day = parts.yearIsFirst ? n[2] : (monthCanBeFirst ? n[1] : n[0]);
    times.push_back(TimeOf(year, month, day, parts.secondsOfDay));
  }
  return times;
}
} // namespace phaseharmonics_examples
