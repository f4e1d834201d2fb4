// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

#include "itkConvolutionalDictionaryLearningImageFilter.h"
#include "itkSparseFilterTestTools.h"
#include "phTestFiles.h"

#include <limits>

namespace
{
using namespace phaseharmonics_test;
using ImageType = itk::Image<float, 2>;
using FilterType = itk::ConvolutionalDictionaryLearningImageFilter<ImageType>;

/** A cross and a diagonal stroke of random amplitudes at few random places. */
ImageType::Pointer
Strokes(unsigned int seed, double slope = 0.0)
{
  auto                image = NoiseImage<ImageType>({ 48, 56 }, seed);
  std::vector<double> uniform(3 * 60);
  phaseharmonics::FillUniform(uniform.data(), uniform.size(), seed, 7);
  for (std::size_t i = 0; i < 48 * 56; ++i)
  {
    image->GetBufferPointer()[i] = static_cast<float>(slope * static_cast<double>(i % 48));
  }
  for (std::size_t i = 0; i < 60; ++i)
  {
    const auto x = static_cast<std::size_t>(uniform[3 * i] * 43);
    const auto y = static_cast<std::size_t>(uniform[3 * i + 1] * 51);
    const auto amplitude = static_cast<float>(1.0 + uniform[3 * i + 2]);
    for (std::size_t j = 0; j < 5; ++j)
    {
      const auto add = [&](std::size_t dx, std::size_t dy, float value) {
        image->GetBufferPointer()[(y + dy) * 48 + x + dx] += value;
      };
      if (i % 2 == 0)
      {
        add(j, 2, amplitude);
        add(2, j, -amplitude);
      }
      else
      {
        add(j, j, amplitude);
        add(4 - j, j, -amplitude);
      }
    }
  }
  return image;
}

FilterType::Pointer
MakeFilter(const ImageType * image)
{
  auto filter = FilterType::New();
  filter->SetInput(image);
  filter->SetAtomSize({ { 5, 5 } });
  filter->SetNumberOfAtoms(4);
  filter->SetNumberOfIterations(12);
  filter->SetReportInterval(6);
  filter->SetBackgroundSmoothing(100.0);
  return filter;
}

TEST(ConvolutionalDictionaryLearningImageFilter, LowersTheHeldOutObjective)
{
  auto filter = MakeFilter(Strokes(1));
  filter->Update();
  const auto objectives = filter->GetHeldOutObjectives();
  ASSERT_EQ(objectives.size(), 3u);
  EXPECT_EQ(filter->GetReportedIterations()[2], 12);
  EXPECT_LT(objectives[2], 0.9 * objectives[0]);
  const auto & atoms = filter->GetOutput()->GetAtoms();
  EXPECT_EQ(atoms.GetNumberOfAtoms(), 4u);
  EXPECT_EQ(atoms.GetSupport().size[1], 5u);
  for (std::size_t k = 0; k < 4; ++k)
  {
    EXPECT_NEAR(atoms.NormOfAtom(k), 1.0, 1e-4);
  }
}

TEST(ConvolutionalDictionaryLearningImageFilter, DoesNotLearnTheBackground)
{
  auto filter = MakeFilter(Strokes(1, 0.5));
  filter->Update();
  const auto & atoms = filter->GetOutput()->GetAtoms();
  for (std::size_t k = 0; k < 4; ++k)
  {
    double mean = 0.0;
    for (std::size_t i = 0; i < 25; ++i)
    {
      mean += atoms.Atom(k)[i] / 25.0;
    }
    EXPECT_NEAR(mean, 0.0, 1e-4);
  }
}

TEST(ConvolutionalDictionaryLearningImageFilter, LearnsFromManyImagesOfAnySizeAndChannels)
{
  using ColorType = itk::VectorImage<double, 3>;
  auto filter = itk::ConvolutionalDictionaryLearningImageFilter<ColorType>::New();
  filter->SetInput(0, NoiseVectorImage<double, 3>({ 7, 6, 12 }, 2, 1));
  filter->SetInput(1, NoiseVectorImage<double, 3>({ 6, 9, 14 }, 2, 2));
  filter->SetAtomSize({ { 3, 3, 2 } });
  filter->SetNumberOfAtoms(3);
  filter->SetCropSize({ { 5, 0, 6 } });
  filter->SetNumberOfIterations(3);
  filter->SetBackgroundSmoothing(0.0);
  filter->Update();
  EXPECT_EQ(filter->GetOutput()->GetNumberOfChannels(), 2u);
  EXPECT_EQ(filter->GetOutput()->GetAtoms().GetLength(), 36u);
}

TEST(ConvolutionalDictionaryLearningImageFilter, SameBitsForAnyNumberOfThreadsAndSeed)
{
  auto filter = MakeFilter(Strokes(1));
  filter->SetNumberOfIterations(4);
  SetThreads(filter, 1);
  filter->Update();
  const auto expected = filter->GetOutput()->GetAtomValues();
  SetThreads(filter, 3);
  filter->SetSeed(1);
  filter->Update();
  EXPECT_NE(filter->GetOutput()->GetAtomValues(), expected);
  filter->SetSeed(0);
  filter->Update();
  EXPECT_EQ(filter->GetOutput()->GetAtomValues(), expected);
}

TEST(ConvolutionalDictionaryLearningImageFilter, GoesOnFromACheckpoint)
{
  const TestFolder  folder;
  const std::string path = folder.Path("state.h5");
  const auto        image = Strokes(1);
  auto              whole = MakeFilter(image);
  whole->Update();
  auto part = MakeFilter(image);
  part->SetCheckpointFileName(path);
  part->SetNumberOfIterations(5);
  part->Update();
  auto rest = MakeFilter(image);
  rest->SetCheckpointFileName(path);
  rest->Update();
  EXPECT_EQ(rest->GetReportedIterations()[0], 5);
  EXPECT_EQ(rest->GetOutput()->GetAtomValues(), whole->GetOutput()->GetAtomValues());
  auto other = MakeFilter(image);
  other->SetCheckpointFileName(path);
  other->SetBackgroundSmoothing(1.0);
  ExpectContains(ExceptionOf([&] { other->Update(); }), "belongs to another run");
}

TEST(ConvolutionalDictionaryLearningImageFilter, ReportsProgressAndHonorsAbort)
{
  auto filter = MakeFilter(Strokes(1));
  filter->SetNumberOfIterations(3);
  ExpectProgressReachesOne(filter);
  ExpectAbortIsHonored(filter);
}

TEST(ConvolutionalDictionaryLearningImageFilter, TellsWhatIsWrong)
{
  const auto image = Strokes(1);
  const auto error = [&](const auto & change) {
    auto filter = MakeFilter(image);
    filter->SetNumberOfIterations(1);
    change(filter);
    return ExceptionOf([&] { filter->Update(); });
  };
  EXPECT_EQ(error([](FilterType *) {}), "");
  ExpectContains(error([](FilterType * f) { f->SetAtomSize({ { 5, 15 } }); }), "a quarter is held out");
  ExpectContains(error([](FilterType * f) { f->SetAtomSize({ { 49, 5 } }); }), "is smaller than an atom");
  ExpectContains(error([](FilterType * f) { f->SetCropSize({ { 0, 4 } }); }), "CropSize is [0, 4]");
  ExpectContains(error([](FilterType * f) { f->SetBackgroundSmoothing(-1.0); }), "BackgroundSmoothing is -1");
  auto broken = Strokes(1);
  broken->GetBufferPointer()[48 * 2 + 4] = std::numeric_limits<float>::infinity();
  ExpectContains(error([&](FilterType * f) { f->SetInput(1, broken); }),
                 "Input 1 is not finite: its value at index [7, -2]");
}

TEST(ConvolutionalDictionaryLearningImageFilter, PrintsItsParameters)
{
  const std::string text = Printed(FilterType::New());
  ExpectContains(text, "CropSize: [0, 0]");
  ExpectContains(text, "BackgroundSmoothing: 10");
  ExpectContains(text, "NumberOfIterations: 50");
}
} // namespace
