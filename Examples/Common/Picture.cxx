// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "Picture.h"

#include "Text.h"

#include <algorithm>
#include <sstream>
#include <utility>

namespace phaseharmonics_examples
{
namespace
{
constexpr int   Margin = 18;
constexpr int   Gap = 16;
const TextStyle TitleStyle{ 13.0, Ink, true };
const TextStyle CaptionStyle{ 10.0, Ink, true };
const TextStyle DetailStyle{ 8.0, FaintInk, false };

const TextStyle &
StyleOf(std::size_t line)
{
  return line == 0 ? CaptionStyle : DetailStyle;
}

std::vector<std::string>
Lines(const std::string & caption)
{
  std::vector<std::string> lines;
  std::istringstream       stream(caption);
  std::string              line;
  while (std::getline(stream, line))
  {
    lines.push_back(line);
  }
  return lines;
}

int
PanelWidth(const Panel & panel)
{
  int        width = panel.canvas.GetWidth();
  const auto lines = Lines(panel.caption);
  for (std::size_t i = 0; i < lines.size(); ++i)
  {
    width = std::max(width, TextWidth(lines[i], StyleOf(i)));
  }
  return width;
}

int
CaptionHeight(const std::string & caption)
{
  const auto lines = Lines(caption);
  int        height = 0;
  for (std::size_t i = 0; i < lines.size(); ++i)
  {
    height += LineHeight(StyleOf(i));
  }
  return height > 0 ? height + 3 : 0;
}

struct RowSize
{
  int width{ 0 };
  int captionHeight{ 0 };
  int height{ 0 };
};

RowSize
SizeOf(const std::vector<Panel> & row)
{
  RowSize size;
  int     canvasHeight = 0;
  for (const Panel & panel : row)
  {
    size.width += PanelWidth(panel) + (size.width > 0 ? Gap : 0);
    size.captionHeight = std::max(size.captionHeight, CaptionHeight(panel.caption));
    canvasHeight = std::max(canvasHeight, panel.canvas.GetHeight());
  }
  size.height = size.captionHeight + canvasHeight;
  return size;
}
} // namespace

Panel
RowLabel(const std::string & text, int height)
{
  Canvas line(std::max(height, TextWidth(text, CaptionStyle)), LineHeight(CaptionStyle));
  DrawText(line, line.GetWidth() / 2, line.GetHeight() - 5, text, CaptionStyle, TextAlignment::Center);
  return { line.Rotated(), "" };
}

Picture::Picture(std::string title)
  : m_Title(std::move(title))
{}

void
Picture::AddRow(std::vector<Panel> panels)
{
  if (!panels.empty())
  {
    m_Rows.push_back(std::move(panels));
  }
}

Canvas
Picture::Render() const
{
  const int titleHeight = m_Title.empty() ? 0 : LineHeight(TitleStyle) + 8;
  int       width = m_Title.empty() ? 1 : TextWidth(m_Title, TitleStyle);
  int       height = titleHeight;
  for (const auto & row : m_Rows)
  {
    const RowSize size = SizeOf(row);
    width = std::max(width, size.width);
    height += size.height + (&row == &m_Rows.front() ? 0 : Gap);
  }
  Canvas canvas(width + 2 * Margin, height + 2 * Margin);
  DrawText(canvas, Margin + width / 2, Margin + 16, m_Title, TitleStyle, TextAlignment::Center);

  int y = Margin + titleHeight;
  for (const auto & row : m_Rows)
  {
    const RowSize size = SizeOf(row);
    int           x = Margin + (width - size.width) / 2;
    for (const Panel & panel : row)
    {
      const int  panelWidth = PanelWidth(panel);
      const auto lines = Lines(panel.caption);
      int        baseline = y + size.captionHeight - CaptionHeight(panel.caption) - 4;
      for (std::size_t i = 0; i < lines.size(); ++i)
      {
        baseline += LineHeight(StyleOf(i));
        DrawText(canvas, x + panelWidth / 2, baseline, lines[i], StyleOf(i), TextAlignment::Center);
      }
      canvas.Paste(panel.canvas, x + (panelWidth - panel.canvas.GetWidth()) / 2, y + size.captionHeight);
      x += panelWidth + Gap;
    }
    y += size.height + Gap;
  }
  return canvas;
}

void
Picture::Write(const std::string & path) const
{
  this->Render().WritePng(path);
}
} // namespace phaseharmonics_examples
