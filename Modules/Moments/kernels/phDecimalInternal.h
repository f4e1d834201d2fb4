// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phDecimalInternal_h
#define phDecimalInternal_h

#include <charconv>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace phaseharmonics
{
/** Up to 17 significant digits, which tell every double from every other, in any locale. */
inline std::string
DecimalText(double value)
{
  char       text[40];
  const auto end = std::to_chars(text, text + sizeof(text), value, std::chars_format::general, 17);
  return std::string(text, end.ptr);
}

template <typename T>
std::string
DecimalText(T integer)
{
  return std::to_string(integer);
}

template <typename TContainer>
std::string
JoinedDecimals(const TContainer & values)
{
  std::string text;
  for (const auto & value : values)
  {
    text += (text.empty() ? "" : ",") + DecimalText(value);
  }
  return text;
}

/** The number that is all of the text. Throws std::invalid_argument. */
template <typename T>
T
ParseDecimal(std::string_view text)
{
  T          value{};
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  if (result.ec != std::errc() || result.ptr != text.data() + text.size())
  {
    throw std::invalid_argument("'" + std::string(text) + "' is not a number as expected");
  }
  return value;
}

inline std::vector<std::string_view>
SplitAtCommas(std::string_view text)
{
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin <= text.size();)
  {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

template <typename T>
std::vector<T>
ParseDecimals(std::string_view text)
{
  std::vector<T> values;
  for (const std::string_view part : SplitAtCommas(text))
  {
    values.push_back(ParseDecimal<T>(part));
  }
  return values;
}
} // namespace phaseharmonics

#endif
