// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef TextTable_h
#define TextTable_h

#include "Canvas.h"

#include <cstddef>
#include <string>
#include <vector>

namespace phaseharmonics_examples
{
/** The first row is the header; the first column is left-aligned, the others right-aligned. */
Canvas
DrawTable(const std::vector<std::vector<std::string>> & rows);

/** The same table as plain text for a terminal. */
std::string
FormatTable(const std::vector<std::vector<std::string>> & rows);

/** Significant digits without trailing zeros; "-" for NaN. */
std::string
FormatNumber(double value, int digits = 3);

/** "65,536" */
std::string
FormatCount(std::size_t count);

/** "301×215" */
std::string
FormatSize(const std::vector<std::size_t> & size);
} // namespace phaseharmonics_examples

#endif
