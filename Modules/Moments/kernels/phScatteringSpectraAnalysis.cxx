// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phScatteringSpectraAnalysis.h"

#include <cmath>
#include <sstream>
#include <stdexcept>

namespace phaseharmonics
{
void
CheckSeries(const double * series, std::size_t count)
{
  constexpr std::size_t smallest = 16;
  if (count < smallest)
  {
    throw std::invalid_argument("A series must have at least " + std::to_string(smallest) + " samples, not " +
                                std::to_string(count) + ".");
  }
  for (std::size_t n = 0; n < count; ++n)
  {
    if (!std::isfinite(series[n]))
    {
      std::ostringstream text;
      text << "Sample " << n << " of the series is not finite (" << series[n] << "); remove or fill the gaps first.";
      throw std::invalid_argument(text.str());
    }
  }
}

ScatteringSpectra
AnalyzeScatteringSpectra(const double *                   series,
                         std::size_t                      count,
                         const ScatteringSpectraOptions & options,
                         const Executor &                 executor)
{
  CheckSeries(series, count);
  const unsigned int largest = DefaultNumberOfSpectraScales(count) + 3;
  const unsigned int scales = options.numberOfScales > 0 ? options.numberOfScales : DefaultNumberOfSpectraScales(count);
  if (scales > largest)
  {
    throw std::invalid_argument("The number of scales must be 1 to " + std::to_string(largest) + " for a series of " +
                                std::to_string(count) + " samples, not " + std::to_string(scales) + ".");
  }
  if (options.isMirrored)
  {
    return AnalyzeMirroredSpectra(
      series, MakeSpectraBank(2 * count, scales, executor), options.seriesModulus, executor);
  }
  ScatteringSpectraEnergy<double> periodic(MakeSpectraBank(count, scales, executor), options.seriesModulus);
  return periodic.Analyze(series, executor);
}
} // namespace phaseharmonics
