// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "itkMicrocanonicalSynthesisImageFilter.h"
#include "itkPhaseHarmonicMomentsImageFilter.h"

#include "itkCommand.h"
#include "phRandom.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <limits>
#include <sstream>

namespace
{
template <unsigned int VDimension>
typename itk::Image<float, VDimension>::Pointer
MakeImage(const itk::Size<VDimension> & size, unsigned int seed = 1)
{
  auto image = itk::Image<float, VDimension>::New();
  image->SetRegions(size);
  image->Allocate();
  const std::size_t count = image->GetLargestPossibleRegion().GetNumberOfPixels();
  phaseharmonics::FillStandardNormal(image->GetBufferPointer(), count, seed, 0);
  float previous = 0.0f;
  for (std::size_t i = 0; i < count; ++i)
  {
    float & value = image->GetBufferPointer()[i];
    value = 0.5f * previous + value * value;
    previous = value;
  }
  return image;
}

using ImageType = itk::Image<float, 2>;
using FilterType = itk::MicrocanonicalSynthesisImageFilter<ImageType>;

FilterType::Pointer
MakeFilter()
{
  auto filter = FilterType::New();
  filter->SetInput(MakeImage<2>({ { 36, 31 } }));
  filter->SetNumberOfScales(3);
  filter->SetNumberOfIterations(15);
  filter->SetSeed(5);
  return filter;
}

std::vector<float>
PixelsOf(const ImageType * image)
{
  return { image->GetBufferPointer(),
           image->GetBufferPointer() + image->GetLargestPossibleRegion().GetNumberOfPixels() };
}

std::vector<float>
RunFilter(FilterType * filter)
{
  filter->Update();
  return PixelsOf(filter->GetOutput());
}

std::string
TemporaryPath(const std::string & name)
{
  return std::string(PHASEHARMONICS_TEST_OUTPUT_DIR) + "/" + name;
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
} // namespace

TEST(MicrocanonicalSynthesisImageFilter, MatchesTheMomentsOfItsInput)
{
  auto filter = MakeFilter();
  filter->SetNumberOfIterations(150);
  filter->Update();
  EXPECT_EQ(filter->GetProgress(), 1.0f);
  EXPECT_LT(filter->GetFinalLoss(), 3e-3 * filter->GetInitialLoss());
  EXPECT_EQ(filter->GetIteration(), 150u);
  EXPECT_GE(filter->GetNumberOfEvaluations(), 150u);
  EXPECT_GT(filter->GetNumberOfNominalMoments(), filter->GetNumberOfUniqueMoments());
  EXPECT_EQ(filter->GetOutput()->GetLargestPossibleRegion(), filter->GetInput()->GetLargestPossibleRegion());
}

template <unsigned int VDimension>
void
ExpectSynthesis(const itk::Size<VDimension> & size)
{
  using Image = itk::Image<float, VDimension>;
  auto filter = itk::MicrocanonicalSynthesisImageFilter<Image>::New();
  filter->SetInput(MakeImage<VDimension>(size));
  filter->SetNumberOfScales(2);
  filter->SetNumberOfIterations(40);
  filter->Update();
  EXPECT_LT(filter->GetFinalLoss(), 3e-2 * filter->GetInitialLoss());
}

TEST(MicrocanonicalSynthesisImageFilter, WorksInOneAndThreeDimensions)
{
  ExpectSynthesis<1>({ { 211 } });
  ExpectSynthesis<3>({ { 13, 12, 10 } });
}

TEST(MicrocanonicalSynthesisImageFilter, GivesTheSameBitsOnAnyNumberOfThreads)
{
  std::vector<std::vector<float>> outputs;
  for (const unsigned int workUnits : { 1, 2, 3, 2 })
  {
    auto filter = MakeFilter();
    filter->SetNumberOfWorkUnits(workUnits);
    outputs.push_back(RunFilter(filter));
    EXPECT_EQ(outputs.front(), outputs.back()) << workUnits;
  }
  auto other = MakeFilter();
  other->SetSeed(6);
  EXPECT_NE(outputs.front(), RunFilter(other));
}

TEST(MicrocanonicalSynthesisImageFilter, SamplesDoNotDependOnTheirNumber)
{
  auto one = MakeFilter();
  auto two = MakeFilter();
  two->SetNumberOfSamples(2);
  EXPECT_EQ(RunFilter(one), RunFilter(two));
  EXPECT_NE(PixelsOf(two->GetOutput(0)), PixelsOf(two->GetOutput(1)));
  EXPECT_THROW(two->SetNumberOfSamples(0), itk::ExceptionObject);
}

TEST(MicrocanonicalSynthesisImageFilter, GoesOnFromACheckpointBitForBit)
{
  const std::string path = TemporaryPath("Synthesis.checkpoint.h5");
  std::remove(path.c_str());
  auto whole = MakeFilter();
  whole->SetCheckpointInterval(5);
  whole->SetNumberOfSamples(2);
  const auto expected = RunFilter(whole);

  auto interrupted = MakeFilter();
  interrupted->SetCheckpointInterval(5);
  interrupted->SetNumberOfSamples(2);
  interrupted->SetCheckpointFileName(path);
  auto command = itk::CStyleCommand::New();
  command->SetClientData(interrupted.GetPointer());
  command->SetCallback([](itk::Object *, const itk::EventObject &, void * data) {
    auto * filter = static_cast<FilterType *>(data);
    if (filter->GetSample() == 1 && filter->GetIteration() == 7)
    {
      filter->AbortGenerateDataOn();
    }
  });
  interrupted->AddObserver(itk::IterationEvent(), command);
  EXPECT_THROW(interrupted->Update(), itk::ProcessAborted);
  EXPECT_EQ(interrupted->GetIteration(), 7u);

  auto resumed = MakeFilter();
  resumed->SetCheckpointInterval(5);
  resumed->SetNumberOfSamples(2);
  resumed->SetCheckpointFileName(path);
  EXPECT_EQ(RunFilter(resumed), expected);
  EXPECT_EQ(PixelsOf(resumed->GetOutput(1)), PixelsOf(whole->GetOutput(1)));

  auto other = MakeFilter();
  other->SetCheckpointInterval(5);
  other->SetCheckpointFileName(path);
  other->SetSeed(77);
  EXPECT_NE(MessageOf(other).find("another run"), std::string::npos);
  std::remove(path.c_str());
}

TEST(MicrocanonicalSynthesisImageFilter, TellsIterationsAndStopsWithinOne)
{
  auto filter = MakeFilter();
  struct Record
  {
    FilterType *        filter;
    std::vector<double> losses;
  } record{ filter, {} };
  auto command = itk::CStyleCommand::New();
  command->SetClientData(&record);
  command->SetCallback([](itk::Object *, const itk::EventObject &, void * data) {
    auto * r = static_cast<Record *>(data);
    r->losses.push_back(r->filter->GetLoss());
    r->filter->SetAbortGenerateData(r->losses.size() == 4);
  });
  filter->AddObserver(itk::IterationEvent(), command);
  EXPECT_THROW(filter->Update(), itk::ProcessAborted);
  ASSERT_EQ(record.losses.size(), 4u);
  EXPECT_TRUE(std::is_sorted(record.losses.rbegin(), record.losses.rend()));
  EXPECT_LT(record.losses.front(), filter->GetInitialLoss());
}

TEST(MicrocanonicalSynthesisImageFilter, TakesMomentsInsteadOfAnImage)
{
  auto moments = itk::PhaseHarmonicMomentsImageFilter<ImageType>::New();
  moments->SetInput(MakeImage<2>({ { 36, 31 } }));
  moments->SetNumberOfScales(3);
  moments->Update();
  auto fromMoments = FilterType::New();
  fromMoments->SetTargetMoments(moments->GetMoments());
  fromMoments->SetNumberOfIterations(15);
  fromMoments->SetSeed(5);
  EXPECT_EQ(RunFilter(fromMoments), RunFilter(MakeFilter()));

  fromMoments->SetSize({ { 40, 24 } });
  fromMoments->Update();
  EXPECT_EQ(fromMoments->GetOutput()->GetLargestPossibleRegion().GetSize(), (ImageType::SizeType{ { 40, 24 } }));
  const double gaussian = fromMoments->GetInitialLoss();
  fromMoments->SetStart(FilterType::StartEnum::WhiteNoise);
  fromMoments->Update();
  EXPECT_LT(gaussian, fromMoments->GetInitialLoss());
}

TEST(MicrocanonicalSynthesisImageFilter, PreconditioningChangesTheStepsButNotTheEnergy)
{
  auto on = MakeFilter();
  auto off = MakeFilter();
  EXPECT_TRUE(on->GetSpectralPreconditioning());
  off->SpectralPreconditioningOff();
  EXPECT_NE(RunFilter(on), RunFilter(off));
  EXPECT_EQ(on->GetInitialLoss(), off->GetInitialLoss());
  EXPECT_LT(off->GetFinalLoss(), off->GetInitialLoss());

  // Energies that are not divided by the deviations weigh coarse scales already.
  for (auto & filter : { on, off })
  {
    filter->SetNormalization(FilterType::NormalizationEnum::None);
  }
  EXPECT_EQ(RunFilter(on), RunFilter(off));
}

TEST(MicrocanonicalSynthesisImageFilter, CoarseScalesComeFirst)
{
  const auto make = [](unsigned int coarseIterations) {
    auto filter = MakeFilter();
    filter->SetInput(MakeImage<2>({ { 64, 60 } }));
    filter->SetNumberOfScales(5);
    filter->SetNumberOfCoarseIterations(coarseIterations);
    return filter;
  };
  auto coarse = make(20);
  auto fine = make(0);
  EXPECT_NE(RunFilter(coarse), RunFilter(fine));
  EXPECT_EQ(coarse->GetInitialLoss(), fine->GetInitialLoss());
  EXPECT_GT(coarse->GetNumberOfCoarseEvaluations(), 20u);
  EXPECT_EQ(fine->GetNumberOfCoarseEvaluations(), 0u);
  EXPECT_EQ(coarse->GetIteration(), fine->GetIteration());

  // Interrupted among the coarse scales of the second sample.
  const std::string path = TemporaryPath("Coarse.checkpoint.h5");
  std::remove(path.c_str());
  auto interrupted = make(20);
  interrupted->SetNumberOfSamples(2);
  interrupted->SetCheckpointFileName(path);
  auto command = itk::CStyleCommand::New();
  command->SetClientData(interrupted.GetPointer());
  command->SetCallback([](itk::Object *, const itk::EventObject &, void * data) {
    auto * filter = static_cast<FilterType *>(data);
    filter->SetAbortGenerateData(filter->GetSample() == 1 && filter->GetIteration() == 0);
  });
  interrupted->AddObserver(itk::ProgressEvent(), command);
  EXPECT_THROW(interrupted->Update(), itk::ProcessAborted);
  auto resumed = make(20);
  resumed->SetNumberOfSamples(2);
  resumed->SetCheckpointFileName(path);
  EXPECT_EQ(RunFilter(resumed), RunFilter(coarse));
  auto whole = make(20);
  whole->SetNumberOfSamples(2);
  whole->SetNumberOfWorkUnits(3);
  whole->Update();
  EXPECT_EQ(PixelsOf(resumed->GetOutput(1)), PixelsOf(whole->GetOutput(1)));
  fine->SetCheckpointFileName(path);
  EXPECT_NE(MessageOf(fine).find("another run"), std::string::npos);
  std::remove(path.c_str());

  // A given image is matched to all moments at once.
  auto given = make(20);
  given->SetStart(FilterType::StartEnum::InitialImage);
  given->SetInitialImage(given->GetInput());
  given->Update();
  EXPECT_EQ(given->GetNumberOfCoarseEvaluations(), 0u);
}

TEST(MicrocanonicalSynthesisImageFilter, CheckpointsWithoutPreconditioningBelongToAnotherRun)
{
  const std::string path = TemporaryPath("Unpreconditioned.checkpoint.h5");
  std::remove(path.c_str());
  auto off = MakeFilter();
  off->SpectralPreconditioningOff();
  off->SetCheckpointFileName(path);
  const auto expected = RunFilter(off);
  auto       on = MakeFilter();
  on->SetCheckpointFileName(path);
  EXPECT_NE(MessageOf(on).find("another run"), std::string::npos);
  auto again = MakeFilter();
  again->SpectralPreconditioningOff();
  again->SetCheckpointFileName(path);
  EXPECT_EQ(RunFilter(again), expected);
  EXPECT_EQ(again->GetFinalLoss(), off->GetFinalLoss());
  std::remove(path.c_str());
}

TEST(MicrocanonicalSynthesisImageFilter, AveragesSeveralInputs)
{
  const auto first = MakeImage<2>({ { 36, 31 } }, 1);
  const auto second = MakeImage<2>({ { 36, 31 } }, 2);
  auto       filter = MakeFilter();
  filter->SetInput(0, first);
  filter->SetInput(1, second);
  const double origin[2] = { 100.0, 50.0 };
  second->SetOrigin(origin);
  EXPECT_NO_THROW(filter->Update());
  auto swapped = MakeFilter();
  swapped->SetInput(0, second);
  swapped->SetInput(1, first);
  swapped->Update();
  EXPECT_NEAR(swapped->GetInitialLoss(), filter->GetInitialLoss(), 1e-6 * filter->GetInitialLoss());
  filter->SetInput(1, MakeImage<2>({ { 30, 31 } }, 2));
  EXPECT_NE(MessageOf(filter).find("Input 1 has size"), std::string::npos);
}

TEST(MicrocanonicalSynthesisImageFilter, StartsWhereItIsTold)
{
  auto filter = MakeFilter();
  filter->SetStart(FilterType::StartEnum::InitialImage);
  EXPECT_NE(MessageOf(filter).find("no initial image"), std::string::npos);
  filter->SetInitialImage(filter->GetInput());
  filter->Update();
  EXPECT_LT(filter->GetInitialLoss(), 1e-6);
  filter->SetStart(FilterType::StartEnum::GaussianModel);
  filter->Update();
  const double gaussian = filter->GetInitialLoss();
  filter->SetStart(FilterType::StartEnum::WhiteNoise);
  filter->Update();
  EXPECT_LT(gaussian, filter->GetInitialLoss());
}

TEST(MicrocanonicalSynthesisImageFilter, RefusesBadInput)
{
  auto nothing = FilterType::New();
  EXPECT_NE(MessageOf(nothing).find("nothing to match"), std::string::npos);
  auto filter = MakeFilter();
  filter->SetNumberOfScales(5);
  EXPECT_NE(MessageOf(filter).find("1 to 4"), std::string::npos);
  filter->SetNumberOfScales(3);
  auto image = MakeImage<2>({ { 36, 31 } });
  image->GetBufferPointer()[40] = std::numeric_limits<float>::infinity();
  filter->SetInput(image);
  EXPECT_NE(MessageOf(filter).find("not finite"), std::string::npos);
  image->FillBuffer(4.0f);
  image->Modified();
  EXPECT_NE(MessageOf(filter).find("constant"), std::string::npos);
  filter = MakeFilter();
  filter->SetNumberOfIterations(0);
  EXPECT_NE(MessageOf(filter).find("at least 1"), std::string::npos);
  filter = MakeFilter();
  filter->SetCheckpointFileName("no/such/folder/checkpoint.h5");
  EXPECT_NE(MessageOf(filter).find("no/such/folder"), std::string::npos);
  const std::string path = TemporaryPath("NotACheckpointOfSynthesis.h5");
  std::ofstream(path) << "text";
  filter->SetCheckpointFileName(path);
  EXPECT_NE(MessageOf(filter).find("NotACheckpointOfSynthesis"), std::string::npos);
  std::remove(path.c_str());
}

TEST(MicrocanonicalSynthesisImageFilter, PrintsItsParameters)
{
  auto filter = MakeFilter();
  filter->SetCheckpointFileName("a.h5");
  std::ostringstream text;
  filter->Print(text);
  for (const char * name : { "Start: GaussianModel",
                             "NumberOfIterations: 15",
                             "NumberOfCoarseIterations: 50",
                             "NumberOfRestarts: 0",
                             "NumberOfSamples: 1",
                             "Seed: 5",
                             "HistorySize: 20",
                             "SpectralPreconditioning: On",
                             "CheckpointFileName: a.h5",
                             "CheckpointInterval: 0",
                             "NumberOfScales: 3" })
  {
    EXPECT_NE(text.str().find(name), std::string::npos) << name;
  }
}
