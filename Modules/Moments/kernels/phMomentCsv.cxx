// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phMomentCsv.h"

#include "phAtomicFile.h"
#include "phDecimalInternal.h"
#include "phMomentRecordInternal.h"

#include <fstream>
#include <stdexcept>

namespace phaseharmonics
{
namespace
{
constexpr const char * Format = "PhaseHarmonicMoments";
constexpr std::int64_t Version = 1;
constexpr const char * Header = "j1,l1,k1,j2,l2,k2,tau_x,tau_y,tau_z,real,imag";

// Fields as comment lines.
class CsvSink
{
public:
  explicit CsvSink(std::string & text)
    : m_Text(text)
  {}
  void
  Text(const char * group, const char * name, const std::string & value)
  {
    m_Text += std::string("# ") + group + "." + name + " " + value + "\n";
  }
  void
  Integer(const char * group, const char * name, std::int64_t value)
  {
    this->Text(group, name, std::to_string(value));
  }
  void
  Number(const char * group, const char * name, double value)
  {
    this->Text(group, name, DecimalText(value));
  }
  void
  Integers(const char * group, const char * name, const std::vector<std::int64_t> & values)
  {
    this->Text(group, name, JoinedDecimals(values));
  }
  void
  Numbers(const char * group, const char * name, const std::vector<double> & values)
  {
    this->Text(group, name, JoinedDecimals(values));
  }

private:
  std::string & m_Text;
};

std::string
Text(const Harmonic & h)
{
  return std::to_string(h.scale) + "," + std::to_string(h.orientation) + "," + std::to_string(h.harmonic);
}

std::string
Text(const MomentIndex & index)
{
  return Text(index.first) + "," + Text(index.second) + "," + JoinedDecimals(index.lag);
}

std::string
Text(const std::complex<double> & value)
{
  return DecimalText(value.real()) + "," + DecimalText(value.imag());
}
} // namespace

void
WriteMomentsCsv(const std::string &  path,
                const Moments &      moments,
                MomentNormalization  normalization,
                const MomentErrors * errors)
{
  const MomentRecord record = RecordOf(moments);
  CheckAreFinite(moments);
  if (errors != nullptr &&
      (errors->means.size() != moments.means.size() || errors->covariances.size() != moments.covariances.size()))
  {
    throw std::invalid_argument(path + ": there are not as many standard errors as moments");
  }
  const auto errorOf = [errors](const std::vector<double> MomentErrors::*kind, std::size_t i) {
    return errors == nullptr ? std::string() : "," + DecimalText((errors->*kind)[i]);
  };

  std::string text = std::string("# format ") + Format + "\n# version " + std::to_string(Version) + "\n";
  CsvSink     sink(text);
  WriteFields(record, sink);
  sink.Integer("set", "uniqueMoments", static_cast<std::int64_t>(moments.set.GetNumberOfUniqueMoments()));
  text += std::string("# normalization ") + (normalization == MomentNormalization::Target ? "target" : "none") + "\n";
  for (std::size_t f = 0; f < record.features.size(); ++f)
  {
    text += "# deviation " + Text(record.features[f]) + "," + DecimalText(moments.deviations[f]) + "\n";
  }
  for (const MomentRecord::Average & average : record.averages)
  {
    for (const MomentIndex & term : average.terms)
    {
      text += "# average " + std::to_string(average.moment) + "," + Text(term) + "\n";
    }
  }
  text += Header;
  text += errors == nullptr ? "\n" : ",standard_error\n";
  for (std::size_t f = 0; f < record.features.size(); ++f)
  {
    text += Text(record.features[f]) + ",,,,,,," + Text(moments.means[f]) + errorOf(&MomentErrors::means, f) + "\n";
  }
  for (std::size_t m = 0; m < record.indices.size(); ++m)
  {
    text += Text(record.indices[m]) + "," + Text(moments.Value(m, normalization)) +
            errorOf(&MomentErrors::covariances, m) + "\n";
  }

  AtomicFile    pending(path);
  std::ofstream file(pending.GetTemporaryPath(), std::ios::binary);
  file << text;
  file.close();
  if (!file)
  {
    throw std::runtime_error(path + ": cannot be written: the disk may be full");
  }
  pending.Commit();
}
} // namespace phaseharmonics
