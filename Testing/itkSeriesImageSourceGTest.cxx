// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "itkSeriesImageSource.h"

#include "itkPhaseHarmonicsTestTools.h"

namespace
{
using namespace phaseharmonics_test;
using Process = itk::SeriesEnums::Process;
using Form = itk::SeriesEnums::Form;
} // namespace

template <typename T>
class SeriesImageSourceOfType : public ::testing::Test
{};
using SeriesTypes = ::testing::Types<itk::Image<float, 1>, itk::Image<double, 1>, itk::Image<double, 2>>;
TYPED_TEST_SUITE(SeriesImageSourceOfType, SeriesTypes);

TYPED_TEST(SeriesImageSourceOfType, HoldsTheSeriesOfTheKernel)
{
  using PixelType = typename TypeParam::PixelType;
  for (const Process kind : { Process::FractionalNoise,
                              Process::MultifractalRandomWalk,
                              Process::SkewedMultifractalWalk,
                              Process::MinimalLeverage,
                              Process::Poisson })
  {
    const auto source = itk::SeriesImageSource<TypeParam>::New();
    source->SetProcess(kind);
    source->SetNumberOfSamples(997);
    source->SetHurstExponent(kind == Process::FractionalNoise ? 0.7 : 0.5);
    source->SetIntermittency(0.05);
    source->SetIntegralScale(200);
    source->SetLeverage(0.1);
    source->SetLeverageLag(3);
    source->SetLeverageExponent(0.4);
    source->SetLeverageMemory(20.0);
    source->SetIntensity(0.2);
    source->SignedJumpsOff();
    source->SetSeed(9);
    source->SetSample(4);
    source->Update();

    phaseharmonics::SeriesProcess process;
    process.kind = static_cast<phaseharmonics::SeriesProcessKind>(kind);
    process.hurst = source->GetHurstExponent();
    process.intermittency = 0.05;
    process.integralScale = 200;
    process.leverage = 0.1;
    process.leverageLag = 3;
    process.leverageExponent = 0.4;
    process.leverageMemory = 20.0;
    process.intensity = 0.2;
    process.isSigned = false;
    const auto series = phaseharmonics::GenerateSeries(process, 997, 9, 4);
    const auto pixels = Pixels<TypeParam>(source->GetOutput());
    ASSERT_EQ(pixels.size(), 997u);
    for (std::size_t i = 0; i < pixels.size(); ++i)
    {
      ASSERT_EQ(pixels[i], static_cast<PixelType>(series[i])) << kind << ' ' << i;
    }

    source->SetForm(Form::Path);
    source->Update();
    EXPECT_EQ(Pixels<TypeParam>(source->GetOutput()).back(),
              static_cast<PixelType>(phaseharmonics::IntegrateSeries(series).back()));
  }
}

TEST(SeriesImageSource, ReportsProgressAbortAndBadParameters)
{
  const auto source = itk::SeriesImageSource<itk::Image<double, 1>>::New();
  ExpectProgressReachesOne(source);
  ExpectAbortIsHonored(source);
  ExpectContains(Printed(source), "Process: MultifractalRandomWalk");
  source->SetHurstExponent(1.5);
  ExpectContains(ExceptionOf([&] { source->Update(); }), "Hurst");
  source->SetHurstExponent(0.5);
  source->SetForm(Form::Unspecified);
  ExpectContains(ExceptionOf([&] { source->Update(); }), "Form");
  source->SetForm(Form::Increments);
  source->SetNumberOfSamples(0);
  ExpectContains(ExceptionOf([&] { source->Update(); }), "at least one sample");
}
