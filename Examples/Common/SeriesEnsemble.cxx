// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "SeriesEnsemble.h"

#include <cmath>

namespace phaseharmonics_examples
{
IntervalEstimate
Combine(const std::vector<SeriesFigures> &                                     members,
        const std::function<const IntervalEstimate &(const SeriesFigures &)> & figure)
{
  if (members.size() == 1)
  {
    return figure(members.front());
  }
  const auto       count = static_cast<double>(members.size());
  IntervalEstimate combined;
  for (const SeriesFigures & member : members)
  {
    combined.value += figure(member).value / count;
  }
  double squares = 0.0;
  for (const SeriesFigures & member : members)
  {
    const double distance = figure(member).value - combined.value;
    squares += distance * distance;
  }
  combined.standardError = members.empty() ? std::nan("") : std::sqrt(squares / (count - 1.0));
  combined.low = combined.value - combined.standardError;
  combined.high = combined.value + combined.standardError;
  return combined;
}
} // namespace phaseharmonics_examples
