// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "TextTable.h"

#include "Text.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>

namespace phaseharmonics_examples
{
namespace
{
using Rows = std::vector<std::vector<std::string>>;

std::vector<int>
ColumnWidths(const Rows & rows, const std::function<int(const std::string &, bool)> & widthOf)
{
  std::vector<int> widths;
  for (const auto & row : rows)
  {
    widths.resize(std::max(widths.size(), row.size()), 0);
    for (std::size_t column = 0; column < row.size(); ++column)
    {
      widths[column] = std::max(widths[column], widthOf(row[column], &row == &rows.front()));
    }
  }
  return widths;
}

int
NumberOfCharacters(const std::string & text)
{
  // The bytes that continue a UTF-8 character begin with the bits 10.
  return static_cast<int>(
    std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}
} // namespace

Canvas
DrawTable(const Rows & rows)
{
  constexpr int   padding = 10;
  const TextStyle cellStyle{ 9.0, Ink, false };
  const TextStyle headerStyle{ 9.0, Ink, true };
  constexpr Color stripe{ 246, 247, 249 };
  const int       rowHeight = LineHeight(cellStyle) + 7;
  const auto      widths = ColumnWidths(rows, [&](const std::string & text, bool isHeader) {
    return TextWidth(text, isHeader ? headerStyle : cellStyle) + 2 * padding;
  });
  int             width = 0;
  for (const int w : widths)
  {
    width += w;
  }
  Canvas canvas(std::max(1, width), std::max(1, rowHeight * static_cast<int>(rows.size()) + 2));
  int    y = 0;
  for (std::size_t r = 0; r < rows.size(); ++r, y += rowHeight)
  {
    if (r > 0 && r % 2 == 0)
    {
      canvas.FillRectangle({ 0, y, width, rowHeight }, stripe);
    }
    int x = 0;
    for (std::size_t c = 0; c < rows[r].size(); x += widths[c], ++c)
    {
      DrawText(canvas,
               c == 0 ? x + padding : x + widths[c] - padding,
               y + rowHeight / 2 + 5,
               rows[r][c],
               r == 0 ? headerStyle : cellStyle,
               c == 0 ? TextAlignment::Left : TextAlignment::Right);
    }
  }
  canvas.FillRectangle({ 0, rowHeight - 1, width, 1 }, Ink);
  canvas.FillRectangle({ 0, y, width, 1 }, RuleColor);
  return canvas;
}

std::string
FormatTable(const Rows & rows)
{
  const auto  widths = ColumnWidths(rows, [](const std::string & text, bool) { return NumberOfCharacters(text); });
  std::string table;
  for (const auto & row : rows)
  {
    std::string line;
    for (std::size_t column = 0; column < row.size(); ++column)
    {
      const std::string fill(static_cast<std::size_t>(widths[column] - NumberOfCharacters(row[column])), ' ');
      line += (column > 0 ? "  " : "") + (column == 0 ? row[column] + fill : fill + row[column]);
    }
    table += line.erase(line.find_last_not_of(' ') + 1) + "\n";
  }
  return table;
}

std::string
FormatNumber(double value, int digits)
{
  if (std::isnan(value))
  {
    return "-";
  }
  char text[64];
  std::snprintf(text, sizeof(text), "%.*g", digits, value);
  return text;
}

std::string
FormatCount(std::size_t count)
{
  std::string text = std::to_string(count);
  for (auto i = static_cast<std::ptrdiff_t>(text.size()) - 3; i > 0; i -= 3)
  {
    text.insert(static_cast<std::size_t>(i), ",");
  }
  return text;
}

std::string
FormatSize(const std::vector<std::size_t> & size)
{
  std::string text;
  for (const std::size_t side : size)
  {
    text += (text.empty() ? "" : "×") + std::to_string(side);
  }
  return text;
}
} // namespace phaseharmonics_examples
