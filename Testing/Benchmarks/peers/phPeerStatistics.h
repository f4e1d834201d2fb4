// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phPeerStatistics_h
#define phPeerStatistics_h

#include "phMomentSetBuilder.h"
#include "phPeerArrays.h"
#include "phStatistics.h"

#include <complex>
#include <memory>
#include <sstream>

namespace phaseharmonics_peers
{
using phaseharmonics::Executor;
using phaseharmonics::Grid;
using phaseharmonics::MomentNormalization;
using phaseharmonics::MomentSet;
using phaseharmonics::MomentSetOptions;
using phaseharmonics::WaveletBank;
using phaseharmonics::WaveletBankOptions;

/** The moments that a text file lists, each of which must differ from all before it. */
inline MomentSet
ReadMomentSet(const std::string & file, const WaveletBankOptions & options)
{
  phaseharmonics::MomentSetBuilder builder(2, options.numberOfScales, options.numberOfOrientations);
  std::ifstream                    stream(file);
  for (std::string line; std::getline(stream, line);)
  {
    std::istringstream          words(line);
    phaseharmonics::MomentIndex index;
    for (phaseharmonics::Harmonic * harmonic : { &index.first, &index.second })
    {
      words >> harmonic->scale >> harmonic->orientation >> harmonic->harmonic;
    }
    words >> index.lag[0] >> index.lag[1];
    if (!words || !builder.Add(index))
    {
      throw std::runtime_error("Moment '" + line + "' is no moment, or equals an earlier one.");
    }
  }
  return builder.GetMomentSet();
}

/** Statistics in single precision that are to match those of a target. */
class StatisticsOfTarget
{
public:
  StatisticsOfTarget(const Grid &               grid,
                     const WaveletBankOptions & options,
                     const MomentSet &          set,
                     const std::vector<float> & target,
                     const Executor &           executor)
    : m_Statistics(std::make_shared<WaveletBank<float>>(grid, options, executor), set)
    , m_Target(m_Statistics.Analyze(target.data(), executor))
  {
    m_Statistics.SetTarget(m_Target, MomentNormalization::Target);
  }

  std::size_t
  NumberOfPixels() const
  {
    return m_Statistics.GetBank().GetGrid().NumberOfPixels();
  }

  std::string
  Describe() const
  {
    const MomentSet & set = m_Statistics.GetMomentSet();
    return "{\"moments\": " + std::to_string(set.GetMoments().size()) +
           ", \"numbers\": " + std::to_string(set.GetNumberOfUniqueMoments()) +
           ", \"bytes\": " + std::to_string(m_Statistics.PeakMemoryInBytes(true)) + "}";
  }

  /** Covariances about the target's means, divided by the target's deviations. */
  std::vector<std::complex<double>>
  Values(const std::vector<float> & image, const Executor & executor)
  {
    phaseharmonics::Moments moments = m_Statistics.AnalyzeAboutTarget(image.data(), executor);
    moments.deviations = m_Target.deviations;
    std::vector<std::complex<double>> values(moments.covariances.size());
    for (std::size_t m = 0; m < values.size(); ++m)
    {
      values[m] = moments.Normalized(m);
    }
    return values;
  }

  double
  ValueAndGradient(const std::vector<float> & image, std::vector<float> & gradient, const Executor & executor)
  {
    return m_Statistics.ValueAndGradient(image.data(), gradient.data(), executor);
  }

private:
  phaseharmonics::Statistics<float> m_Statistics;
  phaseharmonics::Moments           m_Target;
};
} // namespace phaseharmonics_peers

#endif
