// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phMomentCsv.h"

#include "phDecimalInternal.h"
#include "phMomentRecordInternal.h"

#include <filesystem>
#include <fstream>
#include <map>
#include <stdexcept>

namespace phaseharmonics
{
namespace
{
constexpr std::size_t Columns = 11;
const std::string     Header = "j1,l1,k1,j2,l2,k2,tau_x,tau_y,tau_z,real,imag";

// Reads the lines in turn, and the fields of the comments when all are read.
class CsvReader
{
public:
  explicit CsvReader(const std::string & path)
    : m_Path(path)
  {}

  Moments
  Read(MomentNormalization * normalization)
  {
    std::error_code error;
    if (!std::filesystem::exists(m_Path, error))
    {
      this->Fail("there is no such file");
    }
    std::ifstream file(m_Path, std::ios::binary);
    if (!std::filesystem::is_regular_file(m_Path, error) || !file)
    {
      this->Fail("cannot be read");
    }
    try
    {
      std::string line;
      while (std::getline(file, line))
      {
        ++m_Line;
        if (!line.empty() && line.back() == '\r')
        {
          line.pop_back();
        }
        if (file.eof())
        {
          throw std::invalid_argument("ends without a line end: the file is truncated");
        }
        this->ReadLine(line);
      }
      m_Line = 0;
      if (!m_HasHeader)
      {
        this->Fail("has no row of column names");
      }
      return this->Assemble(normalization);
    }
    catch (const std::invalid_argument & failure)
    {
      this->Fail(failure.what());
    }
  }

  // Fields of the comments.
  std::string
  Text(const std::string & group, const std::string & name) const
  {
    const std::string key = group.empty() ? name : group + "." + name;
    const auto        found = m_Fields.find(key);
    if (found == m_Fields.end())
    {
      throw std::invalid_argument("the comment line '# " + key + " ...' is missing");
    }
    return found->second;
  }
  bool
  Has(const char * group, const char * name) const
  {
    return m_Fields.count(std::string(group) + "." + name) > 0;
  }
  std::int64_t
  Integer(const char * group, const char * name) const
  {
    return ParseDecimal<std::int64_t>(this->Text(group, name));
  }
  double
  Number(const char * group, const char * name) const
  {
    return ParseDecimal<double>(this->Text(group, name));
  }
  std::vector<std::int64_t>
  Integers(const char * group, const char * name) const
  {
    return ParseDecimals<std::int64_t>(this->Text(group, name));
  }
  std::vector<double>
  Numbers(const char * group, const char * name) const
  {
    return ParseDecimals<double>(this->Text(group, name));
  }

private:
  [[noreturn]] void
  Fail(const std::string & message) const
  {
    throw std::runtime_error(m_Path + (m_Line > 0 ? ", line " + std::to_string(m_Line) : std::string()) + ": " +
                             message);
  }

  void
  ReadLine(const std::string & line)
  {
    // A file that is no text at all must be told by one short line.
    if (m_Line == 1 && line.rfind("# format PhaseHarmonicMoments", 0) != 0)
    {
      throw std::invalid_argument("is not a table of phase-harmonic moments, which begins with "
                                  "'# format PhaseHarmonicMoments'");
    }
    if (line.rfind("# ", 0) == 0)
    {
      this->ReadComment(line.substr(2));
    }
    else if (!line.empty() && !m_HasHeader)
    {
      m_HasErrors = line == Header + ",standard_error";
      if (line != Header && !m_HasErrors)
      {
        throw std::invalid_argument("the columns must be " + Header);
      }
      m_HasHeader = true;
    }
    else if (!line.empty())
    {
      this->ReadRow(SplitAtCommas(line));
    }
  }

  void
  ReadComment(const std::string & comment)
  {
    const std::size_t space = std::min(comment.find(' '), comment.size());
    const std::string key = comment.substr(0, space);
    const std::string value = comment.substr(std::min(space + 1, comment.size()));
    if (key == "deviation")
    {
      const std::size_t comma = value.rfind(',');
      const auto        indices = ParseDecimals<std::int64_t>(value.substr(0, comma));
      if (comma == std::string::npos || indices.size() != 3)
      {
        throw std::invalid_argument("a deviation is j,l,k,value");
      }
      m_Deviations[HarmonicOfNumbers(indices.data())] = ParseDecimal<double>(value.substr(comma + 1));
    }
    else if (key == "average")
    {
      const auto numbers = ParseDecimals<std::int64_t>(value);
      if (numbers.size() != 10)
      {
        throw std::invalid_argument("an average is a row number and nine indices");
      }
      const std::size_t moment = UnsignedField("the row of an average", numbers[0]);
      if (m_Record.averages.empty() || m_Record.averages.back().moment != moment)
      {
        m_Record.averages.push_back({ moment, {} });
      }
      m_Record.averages.back().terms.push_back(IndexOfNumbers(&numbers[1]));
    }
    else
    {
      m_Fields[key] = value;
    }
  }

  void
  ReadRow(const std::vector<std::string_view> & cells)
  {
    const std::size_t columns = m_HasErrors ? Columns + 1 : Columns;
    if (cells.size() != columns)
    {
      throw std::invalid_argument("has " + std::to_string(cells.size()) + " columns instead of " +
                                  std::to_string(columns));
    }
    const bool           isMean = cells[3].empty();
    std::int64_t         numbers[Columns - 2]{};
    std::complex<double> value(ParseDecimal<double>(cells[Columns - 2]), ParseDecimal<double>(cells[Columns - 1]));
    for (std::size_t c = 0; c < Columns - 2; ++c)
    {
      if (!isMean || c < 3)
      {
        numbers[c] = ParseDecimal<std::int64_t>(cells[c]);
      }
      else if (!cells[c].empty())
      {
        throw std::invalid_argument("a mean has no second indices and no lag");
      }
    }
    if (isMean)
    {
      m_Record.features.push_back(HarmonicOfNumbers(numbers));
      m_Means.push_back(value);
    }
    else
    {
      m_Record.indices.push_back(IndexOfNumbers(numbers));
      m_Values.push_back(value);
    }
  }

  Moments
  Assemble(MomentNormalization * normalization)
  {
    const auto version = ParseDecimal<std::int64_t>(this->Text("", "version"));
    if (version != 1)
    {
      throw std::invalid_argument("has version " + std::to_string(version) +
                                  " of the format; this release reads version 1");
    }
    ReadFields(*this, m_Record);
    Moments moments = MomentsOf(m_Record);
    moments.means = m_Means;
    for (const Harmonic & feature : m_Record.features)
    {
      const auto found = m_Deviations.find(feature);
      if (found == m_Deviations.end())
      {
        throw std::invalid_argument("the comment line '# deviation ...' of a mean is missing");
      }
      moments.deviations.push_back(found->second);
    }
    moments.covariances = m_Values;
    const std::string name = this->Text("", "normalization");
    if (name != "target" && name != "none")
    {
      throw std::invalid_argument("the normalization must be target or none, not '" + name + "'");
    }
    const bool isNormalized = name == "target";
    for (std::size_t m = 0; isNormalized && m < m_Values.size(); ++m)
    {
      const MomentSet::Term & term = moments.set.GetTerms()[moments.set.GetMoments()[m].termBegin];
      moments.covariances[m] *= moments.deviations[term.first] * moments.deviations[term.second];
    }
    if (normalization)
    {
      *normalization = isNormalized ? MomentNormalization::Target : MomentNormalization::None;
    }
    CheckAreFinite(moments);
    return moments;
  }

  std::string                        m_Path;
  std::size_t                        m_Line{ 0 };
  bool                               m_HasHeader{ false };
  bool                               m_HasErrors{ false };
  std::map<std::string, std::string> m_Fields;
  std::map<Harmonic, double>         m_Deviations;
  std::vector<std::complex<double>>  m_Means;
  std::vector<std::complex<double>>  m_Values;
  MomentRecord                       m_Record;
};
} // namespace

Moments
ReadMomentsCsv(const std::string & path, MomentNormalization * normalization)
{
  return CsvReader(path).Read(normalization);
}
} // namespace phaseharmonics
