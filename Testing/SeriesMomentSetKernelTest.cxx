// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phSeriesMomentSet.h"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

using phaseharmonics::MakeSeriesMomentSet;
using phaseharmonics::MomentSet;

TEST(SeriesMomentSet, HasTheNumbersOfItsPairs)
{
  // Four numbers of each scale, five of each pair, and the low pass.
  EXPECT_EQ(MakeSeriesMomentSet(8, { 1, 0, false }).GetNumberOfUniqueMoments(), 4u * 8 + 1);
  EXPECT_EQ(MakeSeriesMomentSet(8, { 1, 2, false }).GetNumberOfUniqueMoments(), 4u * 8 + 5 * (7 + 6) + 1);
  EXPECT_EQ(MakeSeriesMomentSet(16, { 2, 2, false }).GetNumberOfUniqueMoments(), 4u * 16 + 5 * (15 + 14 + 13 + 12) + 1);
  // (0, 2), (1, 1) = (1, k' - 1) and (1, 3) an octave apart; (1, 1) and (1, k' - 1) differ further apart.
  EXPECT_EQ(MakeSeriesMomentSet(8, { 1, 4, true }).GetNumberOfUniqueMoments(), 4u * 8 + 11 * 7 + 13 * (6 + 5 + 4) + 1);
  for (const bool isRich : { false, true })
  {
    const MomentSet set = MakeSeriesMomentSet(9, { 2, 3, isRich });
    EXPECT_EQ(set.GetNumberOfNominalMoments(), set.GetNumberOfUniqueMoments());
  }
}

TEST(SeriesMomentSet, MatchesHarmonicsThatMeet)
{
  for (const unsigned int Q : { 1u, 2u, 3u })
  {
    for (const bool isRich : { false, true })
    {
      const MomentSet set = MakeSeriesMomentSet(5 * Q, { Q, 3, isRich });
      unsigned int    pairs = 0;
      for (const auto & moment : set.GetMoments())
      {
        const auto & a = moment.index.first;
        const auto & b = moment.index.second;
        EXPECT_LE(a.scale, b.scale);
        EXPECT_LE(b.scale - a.scale, 3 * Q);
        if (a.scale < b.scale && a.harmonic == 1)
        {
          // How far k' times the lower frequency lies from the upper one, in units of the lower one.
          const double ratio = std::exp2(static_cast<double>(b.scale - a.scale) / Q);
          const double distance = std::abs(b.harmonic - ratio);
          EXPECT_TRUE(distance <= 1.5 || (isRich && b.harmonic == 1));
          pairs += distance <= 0.5 ? 1 : 0;
        }
      }
      EXPECT_EQ(pairs, 3 * Q * 5 * Q - 3 * Q * (3 * Q + 1) / 2);
    }
  }
}

TEST(SeriesMomentSet, RefusesWhatMakesNoSet)
{
  EXPECT_THROW(MakeSeriesMomentSet(0, {}), std::invalid_argument);
  EXPECT_THROW(MakeSeriesMomentSet(4, { 0, 2, false }), std::invalid_argument);
  EXPECT_THROW(MakeSeriesMomentSet(4, { 1, 11, false }), std::invalid_argument);
}
