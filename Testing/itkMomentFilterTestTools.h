// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkMomentFilterTestTools_h
#define itkMomentFilterTestTools_h

#include "itkPhaseHarmonicMomentsImageFilter.h"
#include "itkPhaseHarmonicsTestTools.h"

namespace phaseharmonics_test
{
/** The same values bit for bit. */
inline void
ExpectSameMoments(const phaseharmonics::Moments & a, const phaseharmonics::Moments & b)
{
  EXPECT_EQ(a.set.GetFeatures(), b.set.GetFeatures());
  EXPECT_EQ(a.set.GetOptions(), b.set.GetOptions());
  EXPECT_EQ(a.grid, b.grid);
  EXPECT_EQ(a.bank, b.bank);
  EXPECT_EQ(a.imageMean, b.imageMean);
  EXPECT_EQ(a.imageDeviation, b.imageDeviation);
  EXPECT_EQ(a.means, b.means);
  EXPECT_EQ(a.deviations, b.deviations);
  EXPECT_EQ(a.covariances, b.covariances);
}

/** Of covariances and means, divided by the deviations of the second. */
inline double
LargestNormalizedDifference(const phaseharmonics::Moments & a, const phaseharmonics::Moments & b)
{
  EXPECT_EQ(a.means.size(), b.means.size());
  EXPECT_EQ(a.covariances.size(), b.covariances.size());
  double     largest = 0.0;
  const auto compare = [&largest](double difference) {
    EXPECT_FALSE(std::isnan(difference));
    largest = std::max(largest, difference);
  };
  for (std::size_t f = 0; f < std::min(a.means.size(), b.means.size()); ++f)
  {
    compare(std::abs(a.means[f] - b.means[f]) / b.deviations[f]);
    compare(std::abs(a.deviations[f] - b.deviations[f]) / b.deviations[f]);
  }
  for (std::size_t m = 0; m < std::min(a.covariances.size(), b.covariances.size()); ++m)
  {
    const auto & term = b.set.GetTerms()[b.set.GetMoments()[m].termBegin];
    compare(std::abs(a.covariances[m] - b.covariances[m]) / (b.deviations[term.first] * b.deviations[term.second]));
  }
  return largest;
}
} // namespace phaseharmonics_test

#endif
