// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "SeriesFile.h"

#include "RawSeries.h"
#include "SeriesDates.h"
#include "TextTable.h"
#include "phSeriesPrices.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

namespace phaseharmonics_examples
{
namespace
{
constexpr std::size_t FewestSamples = 16;
/** Shorter runs of equal values are what rounded prices do. */
constexpr std::size_t ReportedStretch = 5;

std::string
Quoted(const std::string & text)
{
  return "\"" + text + "\"";
}

/** Keeps the rows of these numbers, in this order. */
void
Select(RawSeries & raw, const std::vector<std::size_t> & rows)
{
  RawSeries selected;
  selected.name = raw.name;
  for (const std::size_t row : rows)
  {
    selected.values.push_back(raw.values[row]);
    selected.places.push_back(raw.places[row]);
    selected.texts.push_back(raw.texts[row]);
    if (!raw.dates.empty())
    {
      selected.dates.push_back(raw.dates[row]);
    }
  }
  raw = std::move(selected);
}

void
PutInOrder(RawSeries & raw, const std::string & path, const SeriesOptions & options, Series & series)
{
  if (raw.dates.empty())
  {
    return;
  }
  auto times = TimesOf(raw.dates);
  if (!times)
  {
    series.treatments.push_back("labels such as " + Quoted(raw.dates.front()) +
                                " are no dates that can be ordered: rows are taken to be oldest first");
    return;
  }
  std::vector<std::size_t> rows(times->size());
  std::iota(rows.begin(), rows.end(), std::size_t{ 0 });
  const auto before = [&](std::size_t a, std::size_t b) { return (*times)[a] < (*times)[b]; };
  if (rows.size() > 1 && times->front() > times->back() && std::is_sorted(times->rbegin(), times->rend()))
  {
    std::reverse(rows.begin(), rows.end());
    series.treatments.push_back("rows were newest first: reversed");
  }
  else if (!std::is_sorted(times->begin(), times->end()))
  {
    if (options.order == "keep")
    {
      series.treatments.emplace_back("rows are not in the order of their dates: kept as they stand");
      return;
    }
    if (options.order != "sort")
    {
      const auto later = static_cast<std::size_t>(std::is_sorted_until(times->begin(), times->end()) - times->begin());
      throw std::runtime_error(path + ": " + raw.places[later] + ": " + raw.dates[later] + " comes after " +
                               raw.dates[later - 1] + "; --order sort or keep treats it");
    }
    std::stable_sort(rows.begin(), rows.end(), before);
    series.treatments.push_back("rows were out of order: sorted by date");
  }
  std::vector<std::size_t> kept;
  std::size_t              doubled = 0;
  for (const std::size_t row : rows)
  {
    if (!kept.empty() && (*times)[kept.back()] == (*times)[row])
    {
      if (options.duplicates == "error")
      {
        throw std::runtime_error(path + ": " + raw.places[row] + ": a second row of " + raw.dates[row] +
                                 "; --duplicates keep or drop treats it");
      }
      ++doubled;
      if (options.duplicates == "drop")
      {
        continue;
      }
    }
    kept.push_back(row);
  }
  if (doubled > 0)
  {
    series.treatments.push_back(std::to_string(doubled) + " rows of a date that occurs before: " +
                                (options.duplicates == "drop" ? "dropped" : "kept"));
  }
  Select(raw, kept);
}

void
TreatGaps(RawSeries & raw, const std::string & path, const SeriesOptions & options, Series & series)
{
  std::vector<std::size_t> present;
  for (std::size_t i = 0; i < raw.values.size(); ++i)
  {
    if (std::isfinite(raw.values[i]))
    {
      present.push_back(i);
      continue;
    }
    if (options.gaps == "error")
    {
      const std::string text = raw.texts[i];
      throw std::runtime_error(path + ": " + raw.places[i] + ": " +
                               (text.empty() ? "the field is blank" : Quoted(text) + " is not a number") +
                               "; --gaps drop or interpolate treats it");
    }
  }
  const std::size_t gaps = raw.values.size() - present.size();
  if (gaps == 0 || present.empty())
  {
    return;
  }
  if (options.gaps == "drop")
  {
    Select(raw, present);
    series.treatments.push_back(std::to_string(gaps) + " gaps: rows dropped");
    return;
  }
  if (present.front() != 0 || present.back() + 1 != raw.values.size())
  {
    const std::size_t end = present.front() != 0 ? 0 : raw.values.size() - 1;
    throw std::runtime_error(path + ": " + raw.places[end] +
                             ": a gap at an end cannot be interpolated; use --gaps drop");
  }
  for (std::size_t p = 0; p + 1 < present.size(); ++p)
  {
    const std::size_t first = present[p];
    const std::size_t last = present[p + 1];
    for (std::size_t i = first + 1; i < last; ++i)
    {
      const double share = static_cast<double>(i - first) / static_cast<double>(last - first);
      raw.values[i] = (1.0 - share) * raw.values[first] + share * raw.values[last];
    }
  }
  series.treatments.push_back(std::to_string(gaps) + " gaps: interpolated linearly between their neighbors");
}

void
TakeReturns(RawSeries & raw, const std::string & path, const SeriesOptions & options, Series & series)
{
  series.dates = raw.dates;
  series.values = raw.values;
  if (!options.prices)
  {
    return;
  }
  for (std::size_t i = 0; i < raw.values.size(); ++i)
  {
    if (!(raw.values[i] > 0.0))
    {
      throw std::runtime_error(path + ": " + raw.places[i] + ": a price of " + FormatNumber(raw.values[i]) +
                               " has no logarithm");
    }
  }
  series.values = phaseharmonics::ReturnsOfPrices(raw.values);
  if (!series.dates.empty())
  {
    series.dates.erase(series.dates.begin());
  }
  series.treatments.emplace_back("prices: differences of their logarithms taken");
}

void
ReportOddities(const std::string & path, Series & series)
{
  const auto & x = series.values;
  if (x.size() < FewestSamples)
  {
    throw std::runtime_error(path + ": holds " + std::to_string(x.size()) + " returns, but " +
                             std::to_string(FewestSamples) + " are needed");
  }
  const auto zeros = static_cast<std::size_t>(std::count(x.begin(), x.end(), 0.0));
  if (zeros > 0)
  {
    series.treatments.push_back(std::to_string(zeros) + " of " + std::to_string(x.size()) + " returns are zero: kept");
  }
  std::size_t longest = 1;
  std::size_t end = 1;
  std::size_t run = 1;
  for (std::size_t t = 1; t < x.size(); ++t)
  {
    run = x[t] == x[t - 1] ? run + 1 : 1;
    if (run > longest)
    {
      longest = run;
      end = t + 1;
    }
  }
  if (longest == x.size())
  {
    throw std::runtime_error(path + ": the series is constant");
  }
  if (longest >= ReportedStretch)
  {
    const std::size_t first = end - longest;
    series.treatments.push_back(
      "the longest stretch without change has " + std::to_string(longest) + " returns, from " +
      (series.dates.empty() ? "sample " + std::to_string(first) : series.dates[first]) + ": kept");
  }
}
} // namespace

Series
ReadSeries(const std::string & path, const SeriesOptions & options)
{
  RawSeries raw = ReadRawSeries(path, options.column);
  Series    series;
  series.name = raw.name;
  PutInOrder(raw, path, options, series);
  TreatGaps(raw, path, options, series);
  TakeReturns(raw, path, options, series);
  ReportOddities(path, series);
  return series;
}
} // namespace phaseharmonics_examples
