// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef CsvTable_h
#define CsvTable_h

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace phaseharmonics_examples
{
/** Text file of rows and columns. itk::CSVArray2DFileReader turns blanks and words into NaN without their line, and
 *  must be told the delimiter and what headers there are. */
struct CsvTable
{
  char delimiter{ ',' };
  /** Names of the header, or "column 1", "column 2", ... */
  std::vector<std::string>              names;
  bool                                  hasHeader{ false };
  std::vector<std::vector<std::string>> rows;
  /** Line of the file of each row, from 1. */
  std::vector<std::size_t> lines;
};

/** Comma, semicolon, tab or blanks between fields, as the first row has; fields may be quoted. Empty lines and lines
 *  that start with # are left out. Throws a one-line error if the file cannot be read, holds no rows, or a row has not
 *  as many fields as the first. */
CsvTable
ReadCsvTable(const std::string & path);

/** The number that a whole field is, in any locale. Accepts 1,234.5 and, where fields are not separated by commas,
 *  decimal commas. */
std::optional<double>
ParseNumber(const std::string & field, char delimiter);

/** True for what stands for a missing number: nothing, NaN, NA, null, none, a dash or a dot. */
bool
IsMissing(const std::string & field);
} // namespace phaseharmonics_examples

#endif
