// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

#include "itkMomentFilterTestTools.h"

namespace
{
using namespace phaseharmonics_test;
using ImageType = itk::Image<double, 2>;
using NormalizationEnum = itk::MomentSetEnums::Normalization;

TEST(PhaseHarmonicMoments, GivesArraysOfWhatItHolds)
{
  auto filter = itk::PhaseHarmonicMomentsImageFilter<ImageType>::New();
  filter->SetInput(NoiseImage<ImageType>({ 32, 32 }, 1));
  filter->SetNormalization(NormalizationEnum::None);
  filter->Update();
  const auto * const moments = filter->GetMoments();
  const auto &       values = moments->GetMoments();
  ASSERT_EQ(moments->GetRealParts().size(), values.covariances.size());
  ASSERT_EQ(moments->GetIndices().size(), 9 * values.covariances.size());
  ASSERT_EQ(moments->GetFeatureIndices().size(), 3 * values.means.size());
  EXPECT_EQ(moments->GetNormalization(), NormalizationEnum::None);
  for (std::size_t m = 0; m < values.covariances.size(); ++m)
  {
    const std::complex<double> plain(moments->GetRealParts()[m], moments->GetImaginaryParts()[m]);
    EXPECT_EQ(plain, values.covariances[m]);
    const std::complex<double> divided(moments->GetRealParts(NormalizationEnum::Target)[m],
                                       moments->GetImaginaryParts(NormalizationEnum::Target)[m]);
    EXPECT_EQ(divided, values.Normalized(m));
    const auto & index = values.set.GetMoments()[m].index;
    EXPECT_EQ(moments->GetIndices()[9 * m + 2], index.first.harmonic);
    EXPECT_EQ(moments->GetIndices()[9 * m + 4], index.second.orientation);
    EXPECT_EQ(moments->GetIndices()[9 * m + 7], static_cast<double>(index.lag[1]));
  }
  for (std::size_t f = 0; f < values.means.size(); ++f)
  {
    EXPECT_EQ(moments->GetMeanRealParts()[f], values.means[f].real());
    EXPECT_EQ(moments->GetMeanImaginaryParts()[f], values.means[f].imag());
    EXPECT_EQ(moments->GetDeviations()[f], values.deviations[f]);
    EXPECT_EQ(moments->GetFeatureIndices()[3 * f], values.set.GetFeatures()[f].scale);
  }
  EXPECT_EQ(moments->GetImageMean(), values.imageMean);
  EXPECT_EQ(moments->GetImageDeviation(), values.imageDeviation);
  ExpectContains(Printed(moments), "NumberOfUniqueMoments: ");

  auto copy = itk::PhaseHarmonicMoments::New();
  copy->Graft(moments);
  ExpectSameMoments(copy->GetMoments(), values);
  EXPECT_EQ(copy->GetNormalization(), NormalizationEnum::None);
  ExpectContains(ExceptionOf([&] { copy->Graft(ImageType::New()); }), "holds no phase-harmonic moments");
  copy->Initialize();
  EXPECT_EQ(copy->GetNumberOfMoments(), 0u);
  EXPECT_EQ(copy->GetRealParts().size(), 0u);
}
} // namespace
