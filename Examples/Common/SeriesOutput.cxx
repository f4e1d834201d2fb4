// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "CsvTable.h"
#include "OutputImage.h"
#include "RawSeries.h"
#include "SeriesFile.h"

#include "itkVectorImage.h"

#include <charconv>
#include <fstream>
#include <stdexcept>

namespace phaseharmonics_examples
{
namespace
{
std::string
Shortest(double value)
{
  char       buffer[64];
  const auto result = std::to_chars(buffer, buffer + sizeof(buffer), value);
  return std::string(buffer, result.ptr);
}

/** Quoted where a reader would split it. */
std::string
Field(const std::string & text)
{
  if (text.find_first_of(",\"") == std::string::npos)
  {
    return text;
  }
  std::string quoted = "\"";
  for (const char c : text)
  {
    quoted += c == '"' ? "\"\"" : std::string(1, c);
  }
  return quoted + "\"";
}

void
WriteText(const std::string & path, const SeriesColumns & columns)
{
  std::ofstream file(path, std::ios::binary);
  file << (columns.dates.empty() ? "index" : "date");
  for (const std::string & name : columns.names)
  {
    file << ',' << Field(name);
  }
  file << '\n';
  const std::size_t count = columns.values.front().size();
  for (std::size_t t = 0; t < count; ++t)
  {
    file << (columns.dates.empty() ? std::to_string(t) : Field(columns.dates[t]));
    for (const auto & values : columns.values)
    {
      file << ',' << Shortest(values[t]);
    }
    file << '\n';
  }
  file.close();
  if (!file)
  {
    throw std::runtime_error(path + ": cannot be written");
  }
}

/** Trailing axes of size 1 are what every format and viewer can hold. */
void
WriteImage(const std::string & path, const SeriesColumns & columns)
{
  using ImageType = itk::VectorImage<double, 2>;
  const auto            image = ImageType::New();
  ImageType::RegionType region;
  region.SetSize(0, columns.values.front().size());
  region.SetSize(1, 1);
  image->SetRegions(region);
  image->SetNumberOfComponentsPerPixel(static_cast<unsigned int>(columns.values.size()));
  image->Allocate();
  double * pixel = image->GetBufferPointer();
  for (std::size_t t = 0; t < region.GetSize(0); ++t)
  {
    for (const auto & values : columns.values)
    {
      *pixel++ = values[t];
    }
  }
  WriteImageDirectly(image.GetPointer(), path);
}
} // namespace

void
CheckSeriesFormat(const std::string & path)
{
  if (!IsSeriesText(path))
  {
    CheckImageFormat(path);
  }
}

void
WriteSeries(const std::string & path, const SeriesColumns & columns)
{
  if (columns.values.empty() || columns.values.size() != columns.names.size())
  {
    throw std::invalid_argument("a file of series needs a name for each of its columns");
  }
  for (const auto & values : columns.values)
  {
    if (values.size() != columns.values.front().size() ||
        (!columns.dates.empty() && columns.dates.size() != values.size()))
    {
      throw std::invalid_argument("columns of a file must be of one length");
    }
  }
  IsSeriesText(path) ? WriteText(path, columns) : WriteImage(path, columns);
}
} // namespace phaseharmonics_examples
