// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "Estimate.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace phaseharmonics_examples
{
double
PeakSignalToNoise(const std::vector<double> & truth, const std::vector<double> & estimate)
{
  const auto range = std::minmax_element(truth.begin(), truth.end());
  double     sum = 0.0;
  for (std::size_t i = 0; i < truth.size(); ++i)
  {
    sum += (truth[i] - estimate[i]) * (truth[i] - estimate[i]);
  }
  const double peak = *range.second - *range.first;
  return 10.0 * std::log10(peak * peak * static_cast<double>(truth.size()) / sum);
}
} // namespace phaseharmonics_examples
