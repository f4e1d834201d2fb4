// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef SeriesFile_h
#define SeriesFile_h

#include <cstddef>
#include <string>
#include <vector>

namespace phaseharmonics_examples
{
/** How a program reads its series. */
struct SeriesOptions
{
  std::string path;
  /** Name or number (from 1) of the column of a text file, number of the component of an image. */
  std::string column;
  /** Values are prices; returns are the differences of their logarithms. */
  bool prices{ false };
  /** Blanks and what is no number: "error", "drop" or "interpolate". */
  std::string gaps{ "error" };
  /** Rows out of the order of their dates: "error", "sort", or "keep" where dates are wrong and rows are right. */
  std::string order{ "error" };
  /** Rows of one date: "error", "keep" or "drop" (all but the first). */
  std::string duplicates{ "error" };
};

/** Returns, oldest first. */
struct Series
{
  /** Labels of the rows, of a return the later one; empty if the file has none. */
  std::vector<std::string> dates;
  std::vector<double>      values;
  /** Name of the column; the file's without one. */
  std::string name;
  /** What was done to the data, and what is odd about them, in words. */
  std::vector<std::string> treatments;
};

/** Reads .csv, .tsv, .txt and .dat files, and images of one axis longer than 1. Throws a one-line error, naming the
 *  line, for gaps, rows that are out of order or doubled and prices that are not positive, unless the options name a
 *  treatment; for several columns of numbers without --column; and for series that are constant or shorter than 16. */
Series
ReadSeries(const std::string & path, const SeriesOptions & options);

/** Columns of one length, for files. */
struct SeriesColumns
{
  /** Empty: rows are numbered. */
  std::vector<std::string>         dates;
  std::vector<std::string>         names;
  std::vector<std::vector<double>> values;
};

/** Throws a one-line error if the extension is neither that of a text file nor of an image. */
void
CheckSeriesFormat(const std::string & path);

/** A text file with a header and dates, or an image of N x 1 pixels with a component for each column. Text keeps every
 *  bit. */
void
WriteSeries(const std::string & path, const SeriesColumns & columns);
} // namespace phaseharmonics_examples

#endif
