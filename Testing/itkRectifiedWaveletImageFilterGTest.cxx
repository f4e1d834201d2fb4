// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

#include "itkInverseRectifiedWaveletImageFilter.h"
#include "itkPhaseHarmonicsTestTools.h"
#include "itkRectifiedWaveletImageFilter.h"

#include "itkPipelineMonitorImageFilter.h"
#include "itkStreamingImageFilter.h"

#include "refHarmonics.h"

#include <limits>

namespace
{
using namespace phaseharmonics_test;
namespace ref = phaseharmonics_reference;
using RectifierEnum = itk::RectifierEnums::Kind;
using ComplexImageType = itk::Image<std::complex<double>, 2>;
using RealImageType = itk::Image<double, 2>;
using FilterType = itk::RectifiedWaveletImageFilter<ComplexImageType>;
using InverseType = itk::InverseRectifiedWaveletImageFilter<RealImageType>;

FilterType::Pointer
MakeFilter(const ComplexImageType * image, unsigned int numberOfPhases = 4)
{
  auto filter = FilterType::New();
  filter->SetInput(image);
  filter->SetNumberOfPhases(numberOfPhases);
  return filter;
}

template <typename TReal, unsigned int VDimension>
void
ExpectRoundTrip(const std::vector<unsigned int> & size, double tolerance)
{
  using BandType = itk::Image<std::complex<TReal>, VDimension>;
  using PhaseType = itk::Image<TReal, VDimension>;
  const auto image = NoiseImage<BandType>(size, 1);
  auto       filter = itk::RectifiedWaveletImageFilter<BandType>::New();
  filter->SetInput(image);
  for (const auto & rectifier : { std::make_pair(RectifierEnum::ReLU, ref::ReLU),
                                  std::make_pair(RectifierEnum::Modulus, ref::Modulus),
                                  std::make_pair(RectifierEnum::LeakyReLU, ref::LeakyReLU(0.3)) })
  {
    filter->SetRectifier(rectifier.first);
    filter->SetSlope(0.3);
    for (const unsigned int phases : { 4u, 6u, 12u })
    {
      filter->SetNumberOfPhases(phases);
      filter->Update();
      ASSERT_EQ(filter->GetNumberOfIndexedOutputs(), phases);
      const auto z = Pixels<BandType>(image);
      for (unsigned int n = 0; n < phases; ++n)
      {
        ExpectSameGeometry<itk::ImageBase<VDimension>>(filter->GetOutput(n), image);
        const auto values = Pixels<PhaseType>(filter->GetOutput(n));
        for (std::size_t i = 0; i < z.size(); ++i)
        {
          EXPECT_NEAR(values[i],
                      ref::Rectified(rectifier.second, z[i], static_cast<int>(n), static_cast<int>(phases)),
                      tolerance);
        }
      }
      if (rectifier.first == RectifierEnum::Modulus)
      {
        continue;
      }
      auto inverse = itk::InverseRectifiedWaveletImageFilter<PhaseType>::New();
      inverse->SetRectifier(rectifier.first);
      inverse->SetSlope(0.3);
      inverse->SetInputs(filter->GetOutputs());
      inverse->Update();
      EXPECT_LT(LargestDifference<BandType>(inverse->GetOutput(), image), tolerance);
      ExpectSameGeometry<itk::ImageBase<VDimension>>(inverse->GetOutput(), image);
    }
  }
}

TEST(RectifiedWaveletImageFilter, EqualsItsDefinitionAndIsInverted)
{
  ExpectRoundTrip<float, 1>({ 63 }, 1e-5);
  ExpectRoundTrip<double, 1>({ 64 }, 1e-12);
  ExpectRoundTrip<float, 2>({ 21, 17 }, 1e-5);
  ExpectRoundTrip<double, 2>({ 16, 20 }, 1e-12);
  ExpectRoundTrip<float, 3>({ 6, 5, 7 }, 1e-5);
  ExpectRoundTrip<double, 3>({ 5, 9, 2 }, 1e-12);
}

TEST(RectifiedWaveletImageFilter, NumberOfOutputsFollowsThatOfPhases)
{
  auto filter = FilterType::New();
  EXPECT_EQ(filter->GetNumberOfPhases(), 4u);
  EXPECT_EQ(filter->GetNumberOfIndexedOutputs(), 4u);
  filter->SetNumberOfPhases(12);
  ASSERT_EQ(filter->GetOutputs().size(), 12u);
  EXPECT_EQ(filter->GetOutputs()[11], filter->GetOutput(11));
  filter->SetNumberOfPhases(6);
  EXPECT_EQ(filter->GetOutputs().size(), 6u);
}

TEST(RectifiedWaveletImageFilter, StreamsThereAndBack)
{
  const auto image = NoiseImage<ComplexImageType>({ 33, 40 }, 2);
  auto       whole = MakeFilter(image);
  whole->Update();
  auto filter = MakeFilter(image);
  auto monitor = itk::PipelineMonitorImageFilter<RealImageType>::New();
  monitor->SetInput(filter->GetOutput(2));
  auto streaming = itk::StreamingImageFilter<RealImageType, RealImageType>::New();
  streaming->SetInput(monitor->GetOutput());
  streaming->SetNumberOfStreamDivisions(5);
  streaming->Update();
  EXPECT_EQ(Pixels<RealImageType>(streaming->GetOutput()), Pixels<RealImageType>(whole->GetOutput(2)));
  EXPECT_TRUE(monitor->VerifyAllInputCanStream(5));

  auto inverse = InverseType::New();
  inverse->SetInputs(filter->GetOutputs());
  auto monitorBack = itk::PipelineMonitorImageFilter<ComplexImageType>::New();
  monitorBack->SetInput(inverse->GetOutput());
  auto streamingBack = itk::StreamingImageFilter<ComplexImageType, ComplexImageType>::New();
  streamingBack->SetInput(monitorBack->GetOutput());
  streamingBack->SetNumberOfStreamDivisions(4);
  streamingBack->Update();
  EXPECT_LT(LargestDifference<ComplexImageType>(streamingBack->GetOutput(), image), 1e-12);
  EXPECT_TRUE(monitorBack->VerifyAllInputCanStream(4));
}

TEST(RectifiedWaveletImageFilter, BitsDoNotDependOnTheNumberOfThreads)
{
  const auto image = NoiseImage<ComplexImageType>({ 61, 47 }, 3);
  auto       one = MakeFilter(image);
  auto       three = MakeFilter(image);
  auto       inverseOne = InverseType::New();
  auto       inverseThree = InverseType::New();
  inverseOne->SetInputs(one->GetOutputs());
  inverseThree->SetInputs(three->GetOutputs());
  SetThreads(one, 1);
  SetThreads(inverseOne, 1);
  SetThreads(three, 3);
  SetThreads(inverseThree, 3);
  inverseOne->Update();
  inverseThree->Update();
  for (unsigned int n = 0; n < 4; ++n)
  {
    EXPECT_EQ(Pixels<RealImageType>(one->GetOutput(n)), Pixels<RealImageType>(three->GetOutput(n)));
  }
  EXPECT_EQ(Pixels<ComplexImageType>(inverseOne->GetOutput()), Pixels<ComplexImageType>(inverseThree->GetOutput()));
}

TEST(RectifiedWaveletImageFilter, ReportsProgressAndHonorsAbort)
{
  auto filter = MakeFilter(NoiseImage<ComplexImageType>({ 64, 64 }, 4));
  ExpectProgressReachesOne(filter);
  ExpectAbortIsHonored(filter);
  auto inverse = InverseType::New();
  inverse->SetInputs(filter->GetOutputs());
  ExpectProgressReachesOne(inverse);
  ExpectAbortIsHonored(inverse);
}

TEST(RectifiedWaveletImageFilter, PrintsEveryParameter)
{
  auto filter = FilterType::New();
  filter->SetRectifier(RectifierEnum::LeakyReLU);
  filter->SetSlope(0.25);
  ExpectContains(Printed(filter), "Rectifier: itk::RectifierEnums::Kind::LeakyReLU");
  ExpectContains(Printed(filter), "Slope: 0.25");
  ExpectContains(Printed(filter), "NumberOfPhases: 4");
  ExpectContains(Printed(InverseType::New()), "Rectifier: itk::RectifierEnums::Kind::ReLU");
  std::ostringstream out;
  out << RectifierEnum::Modulus << static_cast<RectifierEnum>(9);
  EXPECT_EQ(out.str(), "itk::RectifierEnums::Kind::ModulusINVALID VALUE FOR itk::RectifierEnums::Kind");
}

TEST(RectifiedWaveletImageFilter, RefusesNoPhasesAndASlopeThatIsNotFinite)
{
  auto filter = MakeFilter(NoiseImage<ComplexImageType>({ 8, 8 }, 5));
  filter->SetNumberOfPhases(0);
  ExpectContains(ExceptionOf([&] { filter->Update(); }), "number of phases must be at least 1, not 0");
  filter->SetNumberOfPhases(1);
  filter->SetRectifier(RectifierEnum::LeakyReLU);
  filter->SetSlope(std::numeric_limits<double>::infinity());
  ExpectContains(ExceptionOf([&] { filter->Update(); }), "slope of the rectifier must be finite");
  filter->SetRectifier(RectifierEnum::ReLU);
  EXPECT_NO_THROW(filter->Update());
  ExpectContains(ExceptionOf([] { FilterType::New()->Update(); }), "required but not set");
}

TEST(InverseRectifiedWaveletImageFilter, RefusesInputsWithoutAnInverse)
{
  const auto image = NoiseImage<ComplexImageType>({ 8, 8 }, 6);
  auto       filter = MakeFilter(image, 5);
  auto       inverse = InverseType::New();
  const auto error = [&] { return ExceptionOf([&] { inverse->Update(); }); };
  ExpectContains(error(), "required but not set");
  inverse->SetInputs(filter->GetOutputs());
  ExpectContains(error(), "even number of phases of at least 4, not 5");
  filter->SetNumberOfPhases(2);
  inverse->SetInputs(filter->GetOutputs());
  ExpectContains(error(), "even number of phases of at least 4, not 2");
  filter->SetNumberOfPhases(4);
  inverse->SetInputs(filter->GetOutputs());
  inverse->SetRectifier(RectifierEnum::Modulus);
  ExpectContains(error(), "loses the phase");
  inverse->SetRectifier(RectifierEnum::ReLU);
  EXPECT_EQ(error(), "");

  inverse->SetInput(2, NoiseImage<RealImageType>({ 8, 9 }, 7));
  ExpectContains(error(), "Phase 2: expected size [8, 8] from index [3, -4] as phase 0, got [8, 9]");
  auto moved = NoiseImage<RealImageType>({ 8, 8 }, 8);
  auto origin = moved->GetOrigin();
  origin[0] += 1.0;
  moved->SetOrigin(origin);
  inverse->SetInput(2, moved);
  ExpectContains(error(), "same physical space");
  inverse->SetInput(2, nullptr);
  ExpectContains(error(), "Phase 2 is not set");
  auto outputs = filter->GetOutputs();
  outputs[1] = image;
  ExpectContains(ExceptionOf([&] { inverse->SetInputs(outputs); }), "Input 1 is not a real image");
}
} // namespace
