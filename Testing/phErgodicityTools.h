// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phErgodicityTools_h
#define phErgodicityTools_h

#include "phSeriesGenerators.h"
#include "phStatistics.h"

#include <cmath>
#include <vector>

namespace phaseharmonics_test
{
using phaseharmonics::SeriesProcess;

/** Phase-harmonic moments of independent series of one length: means of the moduli of J = 6 octaves, and covariances of
 *  moduli and harmonics of the same and of neighboring octaves, without shifts. Each is divided by the deviations of
 * its features over all series, and centered on its mean over all series. One row for each series. */
inline std::vector<std::vector<double>>
MomentDeviations(const SeriesProcess & process, std::size_t length, unsigned int runs, std::uint64_t seed)
{
  namespace ph = phaseharmonics;
  const ph::SerialExecutor executor;
  const ph::Grid           grid{ 1, { { length, 1, 1 } } };
  ph::WaveletBankOptions   bankOptions;
  bankOptions.numberOfScales = 6;
  bankOptions.numberOfOrientations = 1;
  ph::MomentSetOptions setOptions;
  setOptions.scaleRange = 1;
  setOptions.shiftRange = 0;
  const auto             bank = std::make_shared<ph::WaveletBank<double>>(grid, bankOptions, executor);
  const ph::MomentSet    set(1, 6, 1, setOptions);
  ph::Statistics<double> statistics(bank, set);

  std::vector<ph::Moments> moments;
  for (unsigned int run = 0; run < runs; ++run)
  {
    const auto series = ph::GenerateSeries(process, length, seed, run);
    moments.push_back(statistics.Analyze(series.data(), executor));
  }
  const auto          number = static_cast<double>(runs);
  std::vector<double> deviations(set.GetFeatures().size(), 0.0);
  for (const ph::Moments & run : moments)
  {
    for (std::size_t f = 0; f < deviations.size(); ++f)
    {
      deviations[f] += run.deviations[f] * run.deviations[f] / number;
    }
  }
  std::vector<std::vector<double>> rows(runs);
  for (unsigned int run = 0; run < runs; ++run)
  {
    for (std::size_t f = 0; f < deviations.size(); ++f)
    {
      if (set.GetFeatures()[f].harmonic == 0 && !set.IsLowPass(set.GetFeatures()[f]))
      {
        rows[run].push_back(moments[run].means[f].real() / std::sqrt(deviations[f]));
      }
    }
    for (std::size_t m = 0; m < set.GetMoments().size(); ++m)
    {
      const auto & term = set.GetTerms()[set.GetMoments()[m].termBegin];
      const double scale = std::sqrt(deviations[term.first] * deviations[term.second]);
      rows[run].push_back(moments[run].covariances[m].real() / scale);
      if (!set.GetMoments()[m].isReal)
      {
        rows[run].push_back(moments[run].covariances[m].imag() / scale);
      }
    }
  }
  for (std::size_t column = 0; column < rows.front().size(); ++column)
  {
    double mean = 0.0;
    for (const auto & row : rows)
    {
      mean += row[column] / number;
    }
    for (auto & row : rows)
    {
      row[column] -= mean;
    }
  }
  return rows;
}

/** Root of the mean square over moments and the rows of these numbers. */
inline double
RootMeanSquare(const std::vector<std::vector<double>> & rows, const std::vector<std::size_t> & numbers)
{
  double sum = 0.0;
  for (const std::size_t number : numbers)
  {
    for (const double value : rows[number])
    {
      sum += value * value;
    }
  }
  return std::sqrt(sum / (static_cast<double>(numbers.size()) * static_cast<double>(rows.front().size())));
}
} // namespace phaseharmonics_test

#endif
