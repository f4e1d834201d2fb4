// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef Picture_h
#define Picture_h

#include "Canvas.h"

#include <string>
#include <vector>

namespace phaseharmonics_examples
{
struct Panel
{
  Canvas canvas;
  /** Above the panel; the first line is bold, lines after a line feed are smaller. */
  std::string caption;
};

/** Text that reads upwards, for the left end of a row of panels of this height. */
Panel
RowLabel(const std::string & text, int height);

/** Rows of panels with captions under a title, saved as a PNG file. */
class Picture
{
public:
  explicit Picture(std::string title = std::string());

  /** Panels side by side, their tops aligned, centered in the picture. */
  void
  AddRow(std::vector<Panel> panels);

  Canvas
  Render() const;

  /** Throws a one-line error if the file cannot be written. */
  void
  Write(const std::string & path) const;

private:
  std::string                     m_Title;
  std::vector<std::vector<Panel>> m_Rows;
};
} // namespace phaseharmonics_examples

#endif
