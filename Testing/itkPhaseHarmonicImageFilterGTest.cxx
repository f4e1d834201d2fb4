// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

#include "itkPhaseHarmonicImageFilter.h"
#include "itkPhaseHarmonicsTestTools.h"

#include "itkPipelineMonitorImageFilter.h"
#include "itkStreamingImageFilter.h"

#include "refHarmonics.h"

#include <limits>

namespace
{
using namespace phaseharmonics_test;
using ImageType = itk::Image<std::complex<float>, 2>;
using FilterType = itk::PhaseHarmonicImageFilter<ImageType>;

FilterType::Pointer
MakeFilter(const ImageType * image, int harmonic)
{
  auto filter = FilterType::New();
  filter->SetInput(image);
  filter->SetHarmonic(harmonic);
  return filter;
}

template <typename TReal, unsigned int VDimension>
void
ExpectHarmonics(const std::vector<unsigned int> & size, double tolerance)
{
  using ComplexImageType = itk::Image<std::complex<TReal>, VDimension>;
  const auto image = NoiseImage<ComplexImageType>(size, 1);
  auto       filter = itk::PhaseHarmonicImageFilter<ComplexImageType>::New();
  filter->SetInput(image);
  for (int k = -3; k <= 4; ++k)
  {
    filter->SetHarmonic(k);
    filter->Update();
    ExpectSameGeometry<itk::ImageBase<VDimension>>(filter->GetOutput(), image);
    const auto z = Pixels<ComplexImageType>(image);
    const auto harmonic = Pixels<ComplexImageType>(filter->GetOutput());
    for (std::size_t i = 0; i < z.size(); ++i)
    {
      const auto expected = phaseharmonics_reference::Harmonic(std::complex<double>(z[i]), k);
      EXPECT_NEAR(std::abs(std::complex<double>(harmonic[i]) - expected), 0.0, tolerance);
    }
  }
}

TEST(PhaseHarmonicImageFilter, EqualsItsPolarForm)
{
  ExpectHarmonics<float, 1>({ 63 }, 1e-5);
  ExpectHarmonics<double, 1>({ 64 }, 1e-13);
  ExpectHarmonics<float, 2>({ 21, 17 }, 1e-5);
  ExpectHarmonics<double, 2>({ 16, 20 }, 1e-13);
  ExpectHarmonics<float, 3>({ 6, 5, 7 }, 1e-5);
  ExpectHarmonics<double, 3>({ 5, 9, 2 }, 1e-13);
}

TEST(PhaseHarmonicImageFilter, FirstHarmonicIsTheInputAndNaNStaysNaN)
{
  const auto  image = NoiseImage<ImageType>({ 8, 6 }, 2);
  const float nan = std::numeric_limits<float>::quiet_NaN();
  auto        filter = MakeFilter(image, 1);
  EXPECT_EQ(FilterType::New()->GetHarmonic(), 1);
  filter->Update();
  EXPECT_LT(LargestDifference<ImageType>(filter->GetOutput(), image), 1e-6);
  image->FillBuffer({ nan, 1.0f });
  filter->Modified();
  filter->Update();
  for (const auto & value : Pixels<ImageType>(filter->GetOutput()))
  {
    EXPECT_TRUE(std::isnan(value.real()) && std::isnan(value.imag()));
  }
}

TEST(PhaseHarmonicImageFilter, Streams)
{
  const auto image = NoiseImage<ImageType>({ 33, 40 }, 3);
  auto       whole = MakeFilter(image, 2);
  whole->Update();
  auto filter = MakeFilter(image, 2);
  auto monitor = itk::PipelineMonitorImageFilter<ImageType>::New();
  monitor->SetInput(filter->GetOutput());
  auto streaming = itk::StreamingImageFilter<ImageType, ImageType>::New();
  streaming->SetInput(monitor->GetOutput());
  streaming->SetNumberOfStreamDivisions(5);
  streaming->Update();
  EXPECT_EQ(Pixels<ImageType>(streaming->GetOutput()), Pixels<ImageType>(whole->GetOutput()));
  EXPECT_TRUE(monitor->VerifyAllInputCanStream(5));
}

TEST(PhaseHarmonicImageFilter, RunsInPlaceWhenAsked)
{
  const auto image = NoiseImage<ImageType>({ 16, 16 }, 4);
  const auto original = Pixels<ImageType>(image);
  auto       filter = MakeFilter(image, 3);
  filter->Update();
  EXPECT_EQ(Pixels<ImageType>(image), original);
  const auto         expected = Pixels<ImageType>(filter->GetOutput());
  const auto * const buffer = image->GetBufferPointer();
  filter->InPlaceOn();
  filter->Update();
  EXPECT_EQ(filter->GetOutput()->GetBufferPointer(), buffer);
  EXPECT_EQ(Pixels<ImageType>(filter->GetOutput()), expected);
}

TEST(PhaseHarmonicImageFilter, BitsDoNotDependOnTheNumberOfThreads)
{
  const auto image = NoiseImage<ImageType>({ 61, 47 }, 5);
  auto       one = MakeFilter(image, 2);
  auto       three = MakeFilter(image, 2);
  SetThreads(one, 1);
  SetThreads(three, 3);
  one->Update();
  three->Update();
  EXPECT_EQ(Pixels<ImageType>(one->GetOutput()), Pixels<ImageType>(three->GetOutput()));
}

TEST(PhaseHarmonicImageFilter, ReportsProgressAndHonorsAbort)
{
  auto filter = MakeFilter(NoiseImage<ImageType>({ 64, 64 }, 6), 2);
  ExpectProgressReachesOne(filter);
  ExpectAbortIsHonored(filter);
}

TEST(PhaseHarmonicImageFilter, PrintsItsParameterAndNeedsAnInput)
{
  auto filter = FilterType::New();
  filter->SetHarmonic(-2);
  ExpectContains(Printed(filter), "Harmonic: -2");
  ExpectContains(ExceptionOf([&] { filter->Update(); }), "required but not set");
}

TEST(PhaseHarmonicImageFilter, AcceptsAnEmptyImage)
{
  auto filter = MakeFilter(NoiseImage<ImageType>({ 0, 4 }, 7), 2);
  filter->Update();
  EXPECT_EQ(filter->GetOutput()->GetBufferedRegion().GetNumberOfPixels(), 0u);
}
} // namespace
