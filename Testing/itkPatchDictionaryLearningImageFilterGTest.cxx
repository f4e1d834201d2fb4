// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

#include "itkPatchDictionaryLearningImageFilter.h"
#include "itkSparseFilterTestTools.h"
#include "phTestFiles.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace
{
using namespace phaseharmonics_test;
using ImageType = itk::Image<float, 2>;
using FilterType = itk::PatchDictionaryLearningImageFilter<ImageType>;

/** Squares of 4 x 4 pixels, each with one of three patterns of random amplitude. */
ImageType::Pointer
Mosaic(unsigned int seed)
{
  auto                image = NoiseImage<ImageType>({ 64, 48 }, seed);
  std::vector<double> uniform(2 * 16 * 12);
  phaseharmonics::FillUniform(uniform.data(), uniform.size(), seed, 7);
  for (std::size_t i = 0; i < 64 * 48; ++i)
  {
    const std::size_t x = i % 64;
    const std::size_t y = i / 64;
    const std::size_t square = y / 4 * 16 + x / 4;
    const int         pattern = static_cast<int>(3.0 * uniform[2 * square]);
    const bool        isBright = pattern == 0 ? x % 2 == 0 : pattern == 1 ? y % 4 < 2 : (x + y) % 2 == 0;
    image->GetBufferPointer()[i] = static_cast<float>((isBright ? 1.0 : -1.0) * (1.0 + uniform[2 * square + 1]));
  }
  return image;
}

FilterType::Pointer
MakeFilter(const ImageType * image)
{
  auto filter = FilterType::New();
  filter->SetInput(image);
  filter->SetAtomSize({ { 4, 4 } });
  filter->SetNumberOfAtoms(12);
  filter->SetNumberOfPatches(2000);
  filter->SetBatchSize(100);
  filter->SetNumberOfIterations(60);
  filter->SetReportInterval(20);
  return filter;
}

TEST(PatchDictionaryLearningImageFilter, LowersTheHeldOutObjective)
{
  auto         filter = MakeFilter(Mosaic(1));
  unsigned int events = 0;
  filter->AddObserver(itk::IterationEvent(), [&](const itk::EventObject &) {
    EXPECT_EQ(filter->GetIteration(), 20 * events);
    ++events;
  });
  filter->Update();
  EXPECT_EQ(events, 4u);
  const auto objectives = filter->GetHeldOutObjectives();
  ASSERT_EQ(objectives.size(), 4u);
  EXPECT_LT(objectives[3], 0.8 * objectives[0]);
  EXPECT_EQ(filter->GetHeldOutObjective(), objectives[3]);
  EXPECT_EQ(filter->GetReportedIterations()[3], 60);
  const auto & atoms = filter->GetOutput()->GetAtoms();
  EXPECT_EQ(atoms.GetNumberOfAtoms(), 12u);
  EXPECT_EQ(atoms.GetSupport().dimension, 2u);
  EXPECT_EQ(atoms.GetSupport().size[1], 4u);
  for (std::size_t k = 0; k < 12; ++k)
  {
    EXPECT_LE(atoms.NormOfAtom(k), 1.0 + 1e-5);
    double mean = 0.0;
    for (std::size_t i = 0; i < 16; ++i)
    {
      mean += atoms.Atom(k)[i] / 16.0;
    }
    EXPECT_NEAR(mean, 0.0, 1e-5);
  }
}

TEST(PatchDictionaryLearningImageFilter, LearnsFromManyImagesOfAnySizeAndChannels)
{
  using ColorType = itk::VectorImage<double, 3>;
  auto filter = itk::PatchDictionaryLearningImageFilter<ColorType>::New();
  filter->SetInput(0, NoiseVectorImage<double, 3>({ 9, 8, 7 }, 2, 1));
  filter->SetInput(1, NoiseVectorImage<double, 3>({ 4, 6, 11 }, 2, 2));
  filter->SetAtomSize({ { 3, 2, 4 } });
  filter->SetNumberOfAtoms(10);
  filter->SetNumberOfPatches(300);
  filter->SetNumberOfIterations(3);
  filter->Update();
  EXPECT_EQ(filter->GetOutput()->GetNumberOfChannels(), 2u);
  EXPECT_EQ(filter->GetOutput()->GetAtoms().GetLength(), 48u);

  // The dictionary can be learned on.
  itk::Dictionary::Pointer first = filter->GetOutput();
  first->DisconnectPipeline();
  filter->SetInitialDictionary(first);
  filter->Update();
  EXPECT_NE(filter->GetOutput()->GetAtomValues(), first->GetAtomValues());
  filter->SetNumberOfAtoms(11);
  ExpectContains(ExceptionOf([&] { filter->Update(); }), "The initial dictionary has 10 atoms");
}

TEST(PatchDictionaryLearningImageFilter, SameBitsForAnyNumberOfThreadsAndSeed)
{
  auto filter = MakeFilter(Mosaic(1));
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

TEST(PatchDictionaryLearningImageFilter, GoesOnFromACheckpoint)
{
  const TestFolder  folder;
  const std::string path = folder.Path("state.h5");
  const auto        image = Mosaic(1);
  auto              whole = MakeFilter(image);
  whole->Update();
  auto part = MakeFilter(image);
  part->SetCheckpointFileName(path);
  part->SetNumberOfIterations(37);
  part->Update();
  auto rest = MakeFilter(image);
  rest->SetCheckpointFileName(path);
  rest->Update();
  EXPECT_EQ(rest->GetReportedIterations()[0], 37);
  EXPECT_EQ(rest->GetOutput()->GetAtomValues(), whole->GetOutput()->GetAtomValues());

  const std::string former = ReadText(path);
  auto              other = MakeFilter(image);
  other->SetCheckpointFileName(path);
  other->SetLambdaRatio(0.2);
  ExpectContains(ExceptionOf([&] { other->Update(); }), "belongs to another run");
  auto changed = MakeFilter(Mosaic(2));
  changed->SetCheckpointFileName(path);
  ExpectContains(ExceptionOf([&] { changed->Update(); }), "belongs to another run");
  WriteText(path, "state");
  ExpectContains(ExceptionOf([&] {
                   rest->Modified();
                   rest->Update();
                 }),
                 path);
  rest->SetCheckpointFileName(folder.Path("missing/state.h5"));
  ExpectContains(ExceptionOf([&] { rest->Update(); }), "there is no folder");
}

TEST(PatchDictionaryLearningImageFilter, LearnsTheMeansOfPatchesToo)
{
  const auto largestMean = [](const itk::Dictionary * dictionary) {
    const auto values = dictionary->GetAtomValues();
    const auto length = values.size() / dictionary->GetNumberOfAtoms();
    double     largest = 0.0;
    for (std::size_t k = 0; k < dictionary->GetNumberOfAtoms(); ++k)
    {
      largest =
        std::max(largest, std::abs(std::accumulate(&values[k * length], &values[k * length] + length, 0.0)) / length);
    }
    return largest;
  };
  const auto image = Mosaic(1);
  auto       filter = MakeFilter(image);
  filter->Update();
  EXPECT_LT(largestMean(filter->GetOutput()), 1e-6);
  filter->CenterPatchesOff();
  filter->Update();
  EXPECT_GT(largestMean(filter->GetOutput()), 1e-2);

  // The mean of all is off in both cases.
  const auto atoms = filter->GetOutput()->GetAtomValues();
  auto       brighter = Mosaic(1);
  for (std::size_t i = 0; i < brighter->GetBufferedRegion().GetNumberOfPixels(); ++i)
  {
    brighter->GetBufferPointer()[i] += 16.0f;
  }
  auto other = MakeFilter(brighter);
  other->CenterPatchesOff();
  other->Update();
  const auto brighterAtoms = other->GetOutput()->GetAtomValues();
  double     largest = 0.0;
  for (std::size_t i = 0; i < atoms.size(); ++i)
  {
    largest = std::max(largest, std::abs(atoms[i] - brighterAtoms[i]));
  }
  EXPECT_LT(largest, 1e-2);
}

TEST(PatchDictionaryLearningImageFilter, ReportsProgressAndHonorsAbort)
{
  auto filter = MakeFilter(Mosaic(1));
  ExpectProgressReachesOne(filter);
  ExpectAbortIsHonored(filter);
}

TEST(PatchDictionaryLearningImageFilter, TellsWhatIsWrong)
{
  const auto image = Mosaic(1);
  const auto error = [&](const auto & change) {
    auto filter = MakeFilter(image);
    change(filter);
    return ExceptionOf([&] { filter->Update(); });
  };
  EXPECT_EQ(error([](FilterType *) {}), "");
  ExpectContains(error([](FilterType * f) { f->SetInput(nullptr); }), "Primary");
  ExpectContains(error([](FilterType * f) { f->SetAtomSize({ { 4, 0 } }); }), "AtomSize is [4, 0]");
  ExpectContains(error([](FilterType * f) { f->SetAtomSize({ { 4, 49 } }); }), "is smaller than an atom");
  ExpectContains(error([](FilterType * f) { f->SetNumberOfAtoms(0); }), "NumberOfAtoms 0");
  ExpectContains(error([](FilterType * f) { f->SetNumberOfIterations(0); }), "at least 1");
  ExpectContains(error([](FilterType * f) { f->SetReportInterval(0); }), "at least 1");
  ExpectContains(error([](FilterType * f) { f->SetBatchSize(0); }), "BatchSize");
  ExpectContains(error([](FilterType * f) { f->SetNumberOfPatches(9); }), "NumberOfPatches is 9");
  ExpectContains(error([](FilterType * f) { f->SetLambdaRatio(0.0); }), "Lambda is 0");
  ExpectContains(error([](FilterType * f) { f->SetNumberOfPatches(11); }), "12 atoms");
  auto constant = Mosaic(1);
  constant->FillBuffer(3.0f);
  EXPECT_NE(error([&](FilterType * f) { f->SetInput(constant); }), "");
  auto broken = Mosaic(1);
  broken->GetBufferPointer()[64 * 2 + 4] = std::numeric_limits<float>::quiet_NaN();
  ExpectContains(error([&](FilterType * f) { f->SetInput(1, broken); }),
                 "Input 1 is not finite: its value at index [7, -2]");
}

TEST(PatchDictionaryLearningImageFilter, PrintsItsParameters)
{
  const std::string text = Printed(FilterType::New());
  for (const char * const part : { "AtomSize: [8, 8]",
                                   "NumberOfAtoms: 64",
                                   "LambdaRatio: 0.1",
                                   "NumberOfIterations: 200",
                                   "NumberOfPatches: 20000",
                                   "BatchSize: 256",
                                   "CenterPatches: On",
                                   "NumberOfReplacedAtoms: 0" })
  {
    ExpectContains(text, part);
  }
}
} // namespace
