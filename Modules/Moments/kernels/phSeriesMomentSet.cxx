// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phSeriesMomentSet.h"

#include "phMomentSetBuilder.h"

#include <cmath>
#include <stdexcept>

namespace phaseharmonics
{
MomentSet
MakeSeriesMomentSet(unsigned int numberOfScales, const SeriesMomentSetOptions & options)
{
  const unsigned int Q = options.voicesPerOctave;
  if (numberOfScales < 1 || Q < 1)
  {
    throw std::invalid_argument("The numbers of scales and of voices must be at least 1.");
  }
  if (options.octaveRange > 10)
  {
    throw std::invalid_argument("The range must be at most 10 octaves, not " + std::to_string(options.octaveRange) +
                                ".");
  }
  MomentSetBuilder builder(1, numberOfScales, 1);
  const auto       add = [&](unsigned int j1, int k1, unsigned int j2, int k2) {
    if (builder.Add({ { j1, 0, k1 }, { j2, 0, k2 }, {} }))
    {
      builder.CountNominal(k1 == 0 && k2 == 0 ? 1 : j1 == j2 && k1 == k2 ? 1 : 2);
    }
  };
  for (unsigned int j1 = 0; j1 < numberOfScales; ++j1)
  {
    add(j1, 0, j1, 0);
    add(j1, 0, j1, 1);
    add(j1, 1, j1, 1);
    for (unsigned int j2 = j1 + 1; j2 < numberOfScales && j2 - j1 <= Q * options.octaveRange; ++j2)
    {
      const auto ratio = static_cast<int>(std::lround(std::exp2(static_cast<double>(j2 - j1) / Q)));
      add(j1, 0, j2, 0);
      add(j1, 0, j2, 1);
      add(j1, 1, j2, ratio);
      if (options.isRich)
      {
        add(j1, 0, j2, 2);
        add(j1, 1, j2, 1);
        if (ratio > 1)
        {
          add(j1, 1, j2, ratio - 1);
        }
        add(j1, 1, j2, ratio + 1);
      }
    }
  }
  builder.Add({ { numberOfScales, 0, 0 }, { numberOfScales, 0, 0 }, {} });
  builder.CountNominal(1);
  return builder.GetMomentSet();
}
} // namespace phaseharmonics
