// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "itkScatteringSpectraSynthesisImageFilter.h"

#include "itkCommand.h"
#include "phRandom.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <limits>
#include <sstream>

namespace
{
template <typename TReal>
using SeriesImage = itk::Image<TReal, 1>;
template <typename TReal>
using FilterOf = itk::ScatteringSpectraSynthesisImageFilter<SeriesImage<TReal>>;
using FilterType = FilterOf<double>;

template <typename TReal>
typename SeriesImage<TReal>::Pointer
MakeSeries(itk::SizeValueType length)
{
  auto image = SeriesImage<TReal>::New();
  image->SetRegions(itk::Size<1>{ { length } });
  image->Allocate();
  std::vector<double> noise(length);
  phaseharmonics::FillStandardNormal(noise.data(), length, 4, 0);
  for (itk::SizeValueType n = 0; n < length; ++n)
  {
    image->GetBufferPointer()[n] = static_cast<TReal>(0.3 + noise[n] * (n % 50 < 20 ? 3.0 : 1.0));
  }
  itk::Vector<double, 1> spacing(0.5);
  image->SetSpacing(spacing);
  return image;
}

template <typename TReal = double>
typename FilterOf<TReal>::Pointer
MakeFilter(itk::SizeValueType length = 300)
{
  auto filter = FilterOf<TReal>::New();
  filter->SetInput(MakeSeries<TReal>(length));
  filter->SetNumberOfWindows(3);
  filter->SetNumberOfIterations(20);
  filter->SetSeed(5);
  return filter;
}

template <typename TFilter>
auto
RunFilter(TFilter * filter, unsigned int sample = 0)
{
  filter->Update();
  const auto * const image = filter->GetOutput(sample);
  return std::vector<typename TFilter::PixelType>(
    image->GetBufferPointer(), image->GetBufferPointer() + image->GetLargestPossibleRegion().GetNumberOfPixels());
}

std::string
MessageOf(FilterType * filter)
{
  try
  {
    filter->Update();
  }
  catch (const itk::ExceptionObject & error)
  {
    return error.GetDescription();
  }
  return "";
}

template <typename TReal>
class ScatteringSpectraSynthesisImageFilter : public testing::Test
{};
using Reals = testing::Types<float, double>;
TYPED_TEST_SUITE(ScatteringSpectraSynthesisImageFilter, Reals);
} // namespace

TYPED_TEST(ScatteringSpectraSynthesisImageFilter, MatchesTheSpectraOfItsInput)
{
  for (const unsigned int length : { 300u, 307u })
  {
    auto filter = MakeFilter<TypeParam>(length);
    filter->SetNumberOfIterations(150);
    filter->Update();
    EXPECT_EQ(filter->GetProgress(), 1.0f);
    EXPECT_LT(filter->GetLoss(), 0.02 * filter->GetInitialLoss());
    EXPECT_EQ(filter->GetFinalLosses(), std::vector<double>{ filter->GetLoss() });
    EXPECT_EQ(filter->GetIteration(), 150u);
    EXPECT_GE(filter->GetNumberOfEvaluations(), 150u);
    EXPECT_EQ(filter->GetOutput()->GetLargestPossibleRegion(), filter->GetInput()->GetLargestPossibleRegion());
    EXPECT_EQ(filter->GetOutput()->GetSpacing(), filter->GetInput()->GetSpacing());
    // J = 5: 15 phase-modulus complex and 5 + 2 real with the series' complex 5, and so on.
    EXPECT_EQ(filter->GetNumberOfMoments(), filter->GetDescription().spectra.GetNumberOfMoments() + 3 * 2 * 8);
  }
}

TEST(ScatteringSpectraSynthesis, GivesTheSameBitsOnAnyNumberOfThreads)
{
  std::vector<std::vector<double>> outputs;
  for (const unsigned int workUnits : { 1, 2, 3 })
  {
    auto filter = MakeFilter();
    filter->SetNumberOfWorkUnits(workUnits);
    outputs.push_back(RunFilter(filter.GetPointer()));
    EXPECT_EQ(outputs.front(), outputs.back());
  }
  auto other = MakeFilter();
  other->SetSeed(6);
  EXPECT_NE(outputs.front(), RunFilter(other.GetPointer()));
}

TEST(ScatteringSpectraSynthesis, SamplesDoNotDependOnTheirNumber)
{
  auto one = MakeFilter();
  auto two = MakeFilter();
  two->SetNumberOfSamples(2);
  EXPECT_EQ(RunFilter(one.GetPointer()), RunFilter(two.GetPointer()));
  EXPECT_NE(RunFilter(two.GetPointer(), 0), RunFilter(two.GetPointer(), 1));
  EXPECT_EQ(two->GetFinalLosses().size(), 2u);
  EXPECT_THROW(two->SetNumberOfSamples(0), itk::ExceptionObject);
}

TEST(ScatteringSpectraSynthesis, DrawsOtherLengthsAndAfterChanges)
{
  auto       filter = MakeFilter();
  const auto first = RunFilter(filter.GetPointer());
  filter->SetLength(411);
  EXPECT_EQ(RunFilter(filter.GetPointer()).size(), 411u);
  filter->SetLength(0);
  EXPECT_EQ(RunFilter(filter.GetPointer()), first);
  filter->SeriesModulusOff();
  const auto withModulus = filter->GetNumberOfMoments();
  EXPECT_NE(RunFilter(filter.GetPointer()), first);
  EXPECT_LT(filter->GetNumberOfMoments(), withModulus);
  filter->SetNumberOfWindows(0);
  filter->Update();
  EXPECT_EQ(filter->GetNumberOfMoments(), filter->GetDescription().spectra.GetNumberOfMoments());
}

TEST(ScatteringSpectraSynthesis, AbortsAndResumesBitForBit)
{
  const std::string path = std::string(PHASEHARMONICS_TEST_OUTPUT_DIR) + "/spectra-checkpoint.h5";
  std::remove(path.c_str());
  const auto expected = RunFilter(MakeFilter().GetPointer());
  auto       filter = MakeFilter();
  filter->SetCheckpointFileName(path);
  filter->SetCheckpointInterval(20);
  auto command = itk::FunctionCommand::New();
  command->SetCallback([&](const itk::EventObject &) { filter->SetAbortGenerateData(filter->GetIteration() == 7); });
  filter->AddObserver(itk::IterationEvent(), command);
  EXPECT_THROW(filter->Update(), itk::ProcessAborted);
  EXPECT_EQ(filter->GetIteration(), 7u);
  filter->RemoveAllObservers();
  filter->SetAbortGenerateData(false);
  EXPECT_EQ(RunFilter(filter.GetPointer()), expected);

  // Finished: nothing is computed again.
  auto again = MakeFilter();
  again->SetCheckpointFileName(path);
  again->SetCheckpointInterval(20);
  EXPECT_EQ(RunFilter(again.GetPointer()), expected);
  again->SetSeed(9);
  EXPECT_NE(MessageOf(again).find("belongs to another run"), std::string::npos);
  again->SetSeed(5);
  again->SetInput(MakeSeries<double>(299));
  EXPECT_NE(MessageOf(again).find("belongs to another run"), std::string::npos);
  std::remove(path.c_str());
}

TEST(ScatteringSpectraSynthesis, RefusesBadInput)
{
  auto filter = FilterType::New();
  EXPECT_THROW(filter->Update(), itk::ExceptionObject);
  filter = MakeFilter(10);
  EXPECT_NE(MessageOf(filter).find("at least 16 samples"), std::string::npos);
  filter = MakeFilter();
  filter->SetLength(10);
  EXPECT_NE(MessageOf(filter).find("at least 16 samples"), std::string::npos);
  filter = MakeFilter();
  filter->SetNumberOfScales(20);
  EXPECT_NE(MessageOf(filter).find("number of scales"), std::string::npos);
  filter = MakeFilter();
  filter->SetNumberOfWindows(12);
  EXPECT_NE(MessageOf(filter).find("windows"), std::string::npos);
  filter = MakeFilter();
  filter->SetMarginalWeight(-1.0);
  EXPECT_NE(MessageOf(filter).find("weight"), std::string::npos);
  filter = MakeFilter();
  filter->SetNumberOfIterations(0);
  EXPECT_NE(MessageOf(filter).find("iterations"), std::string::npos);
  for (const double bad : { std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity() })
  {
    filter = MakeFilter();
    auto series = MakeSeries<double>(300);
    series->SetPixel({ { 17 } }, bad);
    filter->SetInput(series);
    EXPECT_NE(MessageOf(filter).find("Sample 17"), std::string::npos);
  }
  filter = MakeFilter();
  auto constant = MakeSeries<double>(300);
  constant->FillBuffer(2.0);
  filter->SetInput(constant);
  EXPECT_NE(MessageOf(filter).find("no energy"), std::string::npos);
}

TEST(ScatteringSpectraSynthesis, PrintsItsParameters)
{
  std::ostringstream text;
  MakeFilter()->Print(text);
  for (const char * const name : { "NumberOfScales: 0",
                                   "SeriesModulus: On",
                                   "NumberOfWindows: 3",
                                   "MarginalWeight: 0.3",
                                   "Length: 0",
                                   "Seed: 5" })
  {
    EXPECT_NE(text.str().find(name), std::string::npos) << name;
  }
}
