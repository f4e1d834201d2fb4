// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "itkCompressiveReconstructionImageFilter.h"

#include "itkMomentFilterTestTools.h"
#include "itkImageRegionIteratorWithIndex.h"
#include "phMomentSetBuilder.h"

#include <cstdio>
#include <fstream>
#include <limits>

namespace
{
using namespace phaseharmonics_test;

// A box on a slope that a box crosses: few edges, no symmetry.
template <typename TImage>
typename TImage::Pointer
MakeImage(const std::vector<unsigned int> & size)
{
  auto image = NoiseImage<TImage>(size, 1);
  for (itk::ImageRegionIteratorWithIndex<TImage> it(image, image->GetLargestPossibleRegion()); !it.IsAtEnd(); ++it)
  {
    bool inner = true;
    bool outer = true;
    for (unsigned int axis = 0; axis < TImage::ImageDimension; ++axis)
    {
      const double x =
        static_cast<double>(it.GetIndex()[axis] - image->GetLargestPossibleRegion().GetIndex()[axis]) / size[axis];
      outer = outer && x > 0.15 && x < 0.7 - 0.1 * axis;
      inner = inner && x > 0.4 && x < 0.8;
    }
    it.Set(static_cast<typename TImage::PixelType>(1.0 + (outer ? 2.0 : 0.0) + (inner ? 1.5 : 0.0)));
  }
  return image;
}

using ImageType = itk::Image<double, 2>;
using FilterType = itk::CompressiveReconstructionImageFilter<ImageType>;

template <typename TFilter>
void
MakeShort(TFilter * filter)
{
  filter->SetNumberOfScales(3);
  filter->SetNumberOfStarts(2);
  filter->SetNumberOfOctaveIterations(5);
  filter->SetNumberOfPlainIterations(10);
  filter->SetNumberOfIterations(20);
  filter->SetNumberOfFinalRounds(1);
  filter->SetHistorySize(10);
  filter->SetSeed(3);
}

FilterType::Pointer
MakeFilter(const ImageType * image = nullptr)
{
  auto filter = FilterType::New();
  MakeShort(filter.GetPointer());
  filter->SetInput(image != nullptr ? image : MakeImage<ImageType>({ 25, 24 }).GetPointer());
  return filter;
}

std::string
TemporaryPath(const std::string & name)
{
  return std::string(PHASEHARMONICS_TEST_OUTPUT_DIR) + "/" + name;
}
} // namespace

TEST(CompressiveReconstructionImageFilter, RecoversItsInputUpToATranslation)
{
  const auto image = MakeImage<ImageType>({ 32, 32 });
  auto       filter = MakeFilter(image);
  filter->SetNumberOfScales(4);
  filter->SetScaleRange(3);
  filter->SetNumberOfIterations(150);
  filter->SetNumberOfFinalRounds(2);
  filter->SetRange(2.0);
  filter->Update();
  ExpectSameGeometry<ImageType>(image, filter->GetOutput());
  EXPECT_LT(filter->GetFinalLoss(), 1e-4);
  EXPECT_GT(filter->GetPSNR(), 25.0);
  EXPECT_GT(filter->GetNumberOfNominalMoments(), filter->GetNumberOfUniqueMoments());
  EXPECT_GE(filter->GetNumberOfIterationsOfStart(filter->GetBestStart()),
            filter->GetNumberOfIterationsOfStart(1 - filter->GetBestStart()));
  EXPECT_GT(filter->GetNumberOfEvaluationsOfStart(0), 100u);

  // The figures again, from the pixels.
  const auto output = Pixels(filter->GetOutput());
  const auto input = Pixels(image.GetPointer());
  double     sum = 0.0;
  for (int y = 0; y < 32; ++y)
  {
    for (int x = 0; x < 32; ++x)
    {
      const auto   moved = (x + filter->GetShift()[0]) % 32 + 32 * ((y + filter->GetShift()[1]) % 32);
      const double difference = output[x + 32 * y] - input[moved];
      sum += difference * difference / 1024.0;
    }
  }
  EXPECT_NEAR(filter->GetSquaredError(), sum, 1e-12);
  EXPECT_NEAR(filter->GetPSNR(), 10.0 * std::log10(4.0 / sum), 1e-9);
}

template <typename TImage>
void
ExpectSmallLoss(const std::vector<unsigned int> & size)
{
  auto filter = itk::CompressiveReconstructionImageFilter<TImage>::New();
  MakeShort(filter.GetPointer());
  filter->SetNumberOfStarts(1);
  filter->SetNumberOfIterations(60);
  filter->SetInput(MakeImage<TImage>(size));
  filter->Update();
  EXPECT_LT(filter->GetFinalLoss(), 0.1) << size.size();
  EXPECT_GT(filter->GetPSNR(), 5.0) << size.size();
}

TEST(CompressiveReconstructionImageFilter, WorksInAnyDimensionAndPrecision)
{
  ExpectSmallLoss<itk::Image<float, 1>>({ 127 });
  ExpectSmallLoss<itk::Image<double, 1>>({ 128 });
  ExpectSmallLoss<itk::Image<float, 2>>({ 31, 24 });
  ExpectSmallLoss<itk::Image<float, 3>>({ 13, 12, 10 });
}

TEST(CompressiveReconstructionImageFilter, GivesTheSameBitsOnAnyNumberOfThreads)
{
  std::vector<std::vector<double>> outputs;
  for (const unsigned int threads : { 1, 2, 3 })
  {
    auto filter = MakeFilter();
    SetThreads(filter, threads);
    filter->Update();
    outputs.push_back(Pixels(filter->GetOutput()));
    EXPECT_EQ(outputs.front(), outputs.back()) << threads;
  }
  auto other = MakeFilter();
  other->SetSeed(4);
  other->Update();
  EXPECT_NE(outputs.front(), Pixels(other->GetOutput()));
}

TEST(CompressiveReconstructionImageFilter, TakesMomentsInsteadOfAnImage)
{
  const auto image = MakeImage<ImageType>({ 25, 24 });
  auto       moments = itk::PhaseHarmonicMomentsImageFilter<ImageType>::New();
  moments->SetInput(image);
  moments->SetNumberOfScales(3);
  moments->SetModel(FilterType::ModelEnum::Compressive);
  moments->Update();
  auto filter = FilterType::New();
  MakeShort(filter.GetPointer());
  filter->SetTargetMoments(moments->GetMoments());
  filter->Update();
  EXPECT_EQ(filter->GetOutput()->GetLargestPossibleRegion().GetSize(), image->GetLargestPossibleRegion().GetSize());
  EXPECT_TRUE(std::isnan(filter->GetPSNR()));
  auto direct = MakeFilter(image);
  direct->Update();
  EXPECT_EQ(Pixels(filter->GetOutput()), Pixels(direct->GetOutput()));
  EXPECT_EQ(filter->GetFinalLoss(), direct->GetFinalLoss());
  // With both, the image is only what the output is compared with.
  filter->SetInput(image);
  filter->Update();
  EXPECT_EQ(filter->GetPSNR(), direct->GetPSNR());
}

TEST(CompressiveReconstructionImageFilter, TakesMomentsOfOnesOwn)
{
  auto                             filter = MakeFilter();
  phaseharmonics::MomentSetBuilder builder(2, 3, 4);
  for (unsigned int j = 0; j < 3; ++j)
  {
    for (unsigned int l = 0; l < 4; ++l)
    {
      builder.Add({ { j, l, 0 }, { j, l, 0 }, {} });
    }
  }
  filter->SetCustomMomentSet(builder.GetMomentSet());
  filter->Update();
  EXPECT_EQ(filter->GetNumberOfUniqueMoments(), 12u);
}

TEST(CompressiveReconstructionImageFilter, TakesSignalsWithVoices)
{
  using SeriesType = itk::Image<double, 1>;
  const auto signal = MakeImage<SeriesType>({ 128 });
  auto       filter = itk::CompressiveReconstructionImageFilter<SeriesType>::New();
  MakeShort(filter.GetPointer());
  filter->SetInput(signal);
  filter->SetNumberOfScales(0);
  filter->SetVoicesPerOctave(2);
  filter->SetWaveletFamily(itk::WaveletBankEnums::Family::BattleLemarie);
  filter->SetNumberOfIterations(100);
  filter->Update();
  // All seven octaves: four numbers of each scale, five of each pair at most two octaves apart, and the low pass.
  EXPECT_EQ(filter->GetNumberOfUniqueMoments(), 4u * 14 + 5 * (13 + 12 + 11 + 10) + 1);
  EXPECT_GT(filter->GetPSNR(), 15.0);
  const auto poor = filter->GetNumberOfUniqueMoments();
  filter->RichHarmonicsOn();
  filter->Update();
  EXPECT_GT(filter->GetNumberOfUniqueMoments(), poor);
}

TEST(CompressiveReconstructionImageFilter, GoesOnFromACheckpointBitForBit)
{
  const std::string path = TemporaryPath("Reconstruction.checkpoint.h5");
  std::remove(path.c_str());
  auto whole = MakeFilter();
  whole->Update();
  auto       interrupted = MakeFilter();
  const auto stop = interrupted->AddObserver(itk::IterationEvent(), [&](const itk::EventObject &) {
    interrupted->SetAbortGenerateData(interrupted->GetProgress() > 0.7f);
  });
  interrupted->SetCheckpointFileName(path);
  EXPECT_THROW(interrupted->Update(), itk::ProcessAborted);
  interrupted->RemoveObserver(stop);
  auto  resumed = MakeFilter();
  float first = -1.0f;
  resumed->AddObserver(itk::ProgressEvent(), [&](const itk::EventObject &) {
    first = first < 0.0f && resumed->GetProgress() > 0.0f ? resumed->GetProgress() : first;
  });
  resumed->SetCheckpointFileName(path);
  resumed->Update();
  EXPECT_GT(first, 0.3f);
  EXPECT_EQ(Pixels(resumed->GetOutput()), Pixels(whole->GetOutput()));
  EXPECT_EQ(resumed->GetPSNR(), whole->GetPSNR());
  auto other = MakeFilter();
  other->SetSeed(77);
  other->SetCheckpointFileName(path);
  ExpectContains(ExceptionOf([&] { other->Update(); }), "another run");
  std::remove(path.c_str());
}

TEST(CompressiveReconstructionImageFilter, TellsItsProgressAndStopsWithinAnIteration)
{
  auto filter = MakeFilter();
  ExpectProgressReachesOne(filter);
  ExpectAbortIsHonored(filter);
  const auto before = Pixels(filter->GetOutput());
  filter->SetScaleRange(1);
  filter->Update();
  EXPECT_NE(before, Pixels(filter->GetOutput()));
}

TEST(CompressiveReconstructionImageFilter, RefusesBadInput)
{
  const auto expect = [](const auto & change, const std::string & part) {
    auto image = MakeImage<ImageType>({ 25, 24 });
    auto filter = MakeFilter(image);
    change(filter.GetPointer(), image.GetPointer());
    ExpectContains(ExceptionOf([&] { filter->Update(); }), part);
  };
  ExpectContains(ExceptionOf([] { FilterType::New()->Update(); }), "nothing to recover");
  expect([](auto * f, auto *) { f->SetNumberOfScales(5); }, "1 to 4");
  expect([](auto * f, auto *) { f->SetNumberOfStarts(0); }, "at least 1");
  expect([](auto * f, auto *) { f->SetNumberOfIterations(0); }, "at least 1");
  expect([](auto * f, auto *) { f->SetNumberOfFinalRounds(0); }, "at least 1");
  expect([](auto * f, auto *) { f->SetHistorySize(0); }, "at least 1");
  expect([](auto * f, auto *) { f->SetRange(-1.0); }, "range of values");
  expect([](auto * f, auto *) { f->SetRange(std::numeric_limits<double>::quiet_NaN()); }, "range of values");
  expect([](auto * f, auto *) { f->SetModel(FilterType::ModelEnum::D); }, "averaged over rotations");
  expect([](auto * f, auto *) { f->SetMemoryLimit(1000); }, "memory limit");
  expect([](auto *, auto * image) { image->FillBuffer(2.0); }, "constant");
  expect([](auto *, auto * image) { image->GetBufferPointer()[7] = std::numeric_limits<double>::infinity(); },
         "not finite");
  expect([](auto * f, auto *) { f->SetCheckpointFileName("no/such/folder/a.h5"); }, "no/such/folder");
  const std::string path = TemporaryPath("NotACheckpointOfReconstruction.h5");
  std::ofstream(path) << "text";
  expect([&](auto * f, auto *) { f->SetCheckpointFileName(path); }, "NotACheckpointOfReconstruction");
  std::remove(path.c_str());
}

TEST(CompressiveReconstructionImageFilter, PrintsItsParameters)
{
  auto filter = MakeFilter();
  filter->SetCheckpointFileName("a.h5");
  const std::string text = Printed(filter);
  for (const char * part : { "Model::Compressive",
                             "RichHarmonics: Off",
                             "NumberOfStarts: 2",
                             "NumberOfOctaveIterations: 5",
                             "NumberOfPlainIterations: 10",
                             "NumberOfIterations: 20",
                             "NumberOfFinalRounds: 1",
                             "HistorySize: 10",
                             "Seed: 3",
                             "Range: 0",
                             "CheckpointFileName: a.h5",
                             "PSNR: " })
  {
    ExpectContains(text, part);
  }
  EXPECT_TRUE(std::isnan(filter->GetFinalLoss()));
}
