// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "itkGaussianSynthesisImageFilter.h"

#include "itkMultiThreaderBase.h"
#include "phRandom.h"

#include <gtest/gtest.h>

#include <limits>
#include <sstream>

namespace
{
using ImageType = itk::Image<float, 2>;
using FilterType = itk::GaussianSynthesisImageFilter<ImageType>;

ImageType::Pointer
MakeImage(unsigned int width, unsigned int height)
{
  auto                  image = ImageType::New();
  ImageType::RegionType region({ { 3, -2 } }, { { width, height } });
  image->SetRegions(region);
  image->Allocate();
  const double spacing[2] = { 0.5, 2.0 };
  image->SetSpacing(spacing);
  const double origin[2] = { 7.0, 9.0 };
  image->SetOrigin(origin);
  ImageType::DirectionType direction;
  direction(0, 0) = 0.6;
  direction(0, 1) = -0.8;
  direction(1, 0) = 0.8;
  direction(1, 1) = 0.6;
  image->SetDirection(direction);
  phaseharmonics::FillStandardNormal(image->GetBufferPointer(), region.GetNumberOfPixels(), 1, 0);
  for (std::size_t i = 0; i < region.GetNumberOfPixels(); ++i)
  {
    float & value = image->GetBufferPointer()[i];
    value = value * value + 10.0f;
  }
  return image;
}

double
MeanOf(const ImageType * image)
{
  double            sum = 0.0;
  const std::size_t count = image->GetBufferedRegion().GetNumberOfPixels();
  for (std::size_t i = 0; i < count; ++i)
  {
    sum += image->GetBufferPointer()[i];
  }
  return sum / static_cast<double>(count);
}
} // namespace

TEST(GaussianSynthesisImageFilter, KeepsGeometryMeanAndCorrelation)
{
  const auto image = MakeImage(31, 24);
  for (const auto model : { FilterType::ModelEnum::RandomPhases, FilterType::ModelEnum::Macrocanonical })
  {
    auto filter = FilterType::New();
    filter->SetInput(image);
    filter->SetModel(model);
    filter->SetSeed(4);
    filter->Update();
    EXPECT_EQ(filter->GetProgress(), 1.0f);
    EXPECT_EQ(filter->GetOutput()->GetLargestPossibleRegion(), image->GetLargestPossibleRegion());
    EXPECT_EQ(filter->GetOutput()->GetSpacing(), image->GetSpacing());
    EXPECT_EQ(filter->GetOutput()->GetOrigin(), image->GetOrigin());
    EXPECT_EQ(filter->GetOutput()->GetDirection(), image->GetDirection());
    EXPECT_NEAR(MeanOf(filter->GetOutput()), MeanOf(image), 1e-4);
    EXPECT_TRUE(model == FilterType::ModelEnum::RandomPhases || filter->GetRelativeError() < 1e-3);

    // Lag 0 has the physical coordinates 0 and the value E[x^2].
    ImageType::PointType zero;
    zero.Fill(0.0);
    ImageType::IndexType index;
    ASSERT_TRUE(filter->GetCorrelationOutput()->TransformPhysicalPointToIndex(zero, index));
    double square = 0.0;
    for (std::size_t i = 0; i < 31 * 24; ++i)
    {
      square += static_cast<double>(image->GetBufferPointer()[i]) * image->GetBufferPointer()[i] / (31 * 24);
    }
    EXPECT_NEAR(filter->GetCorrelationOutput()->GetPixel(index), square, 1e-4 * square);
  }
}

TEST(GaussianSynthesisImageFilter, DependsOnTheSeedAloneNotOnThreads)
{
  const auto                      image = MakeImage(32, 32);
  std::vector<ImageType::Pointer> outputs;
  for (const unsigned int threads : { 1, 2, 3, 3 })
  {
    auto filter = FilterType::New();
    filter->SetInput(image);
    filter->SetModel(FilterType::ModelEnum::Macrocanonical);
    filter->SetNumberOfWorkUnits(threads);
    filter->SetSeed(outputs.size() < 3 ? 8 : 9);
    filter->Update();
    outputs.push_back(filter->GetOutput());
  }
  const auto same = [&](std::size_t a, std::size_t b) {
    return std::equal(
      outputs[a]->GetBufferPointer(), outputs[a]->GetBufferPointer() + 32 * 32, outputs[b]->GetBufferPointer());
  };
  EXPECT_TRUE(same(0, 1));
  EXPECT_TRUE(same(0, 2));
  EXPECT_FALSE(same(0, 3));
}

TEST(GaussianSynthesisImageFilter, RefusesBadInput)
{
  auto filter = FilterType::New();
  EXPECT_THROW(filter->Update(), itk::ExceptionObject);
  auto constant = MakeImage(32, 32);
  constant->FillBuffer(2.0f);
  filter->SetInput(constant);
  EXPECT_THROW(filter->Update(), itk::ExceptionObject);
  auto notFinite = MakeImage(32, 32);
  notFinite->GetBufferPointer()[5] = std::numeric_limits<float>::quiet_NaN();
  filter->SetInput(notFinite);
  EXPECT_THROW(filter->Update(), itk::ExceptionObject);
  filter->SetInput(MakeImage(32, 32));
  filter->SetTolerance(0.0);
  EXPECT_THROW(filter->Update(), itk::ExceptionObject);
  filter->SetTolerance(1e-3);
  filter->SetModel(FilterType::ModelEnum::Macrocanonical);
  filter->SetNumberOfScales(6);
  EXPECT_THROW(filter->Update(), itk::ExceptionObject);
  filter->SetNumberOfScales(3);
  EXPECT_NO_THROW(filter->Update());
}

TEST(GaussianSynthesisImageFilter, PrintsItsParameters)
{
  auto filter = FilterType::New();
  filter->SetSeed(321);
  std::ostringstream text;
  filter->Print(text);
  for (const char * name :
       { "Model: RandomPhases", "Seed: 321", "ShiftRange: 2", "Tolerance: 0.001", "NumberOfScales" })
  {
    EXPECT_NE(text.str().find(name), std::string::npos) << name;
  }
}
