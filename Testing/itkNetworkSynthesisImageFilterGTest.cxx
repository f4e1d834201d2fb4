// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "itkNetworkSynthesisImageFilter.h"
#include "itkPhaseHarmonicsTestTools.h"

#include "phTestFiles.h"

namespace
{
using namespace phaseharmonics_test;
using ImageType = itk::Image<float, 2>;
using FilterType = itk::NetworkSynthesisImageFilter<ImageType>;
using NetworkEnum = FilterType::NetworkEnum;

/** Noise that is neither white nor normal. */
template <typename TImage>
typename TImage::Pointer
SkewedImage(unsigned int width, unsigned int height, unsigned int seed = 1)
{
  const auto                 image = NoiseImage<TImage>({ width, height }, seed);
  typename TImage::PixelType previous = 0;
  for (std::size_t i = 0; i < static_cast<std::size_t>(width) * height; ++i)
  {
    auto & value = image->GetBufferPointer()[i];
    previous = value = previous / 2 + value * value;
  }
  return image;
}

FilterType::Pointer
MakeFilter()
{
  auto filter = FilterType::New();
  filter->SetInput(SkewedImage<ImageType>(36, 31));
  filter->SetNumberOfFilters(3);
  filter->SetNumberOfIterations(15);
  filter->SetSeed(5);
  return filter;
}

std::vector<float>
RunFilter(FilterType * filter)
{
  filter->Update();
  return Pixels(filter->GetOutput());
}

std::string
ErrorOf(FilterType * filter)
{
  return ExceptionOf([filter] { filter->Update(); });
}

template <typename TImage>
void
ExpectMomentsAreMatched(NetworkEnum network, itk::SizeValueType moments)
{
  auto filter = itk::NetworkSynthesisImageFilter<TImage>::New();
  filter->SetInput(SkewedImage<TImage>(40, 37));
  filter->SetNetwork(network);
  filter->SetNumberOfFilters(3);
  filter->SetNumberOfLayers(2);
  filter->SetNumberOfIterations(100);
  filter->Update();
  EXPECT_EQ(filter->GetNumberOfMoments(), moments);
  EXPECT_LT(filter->GetLoss(), 1e-3 * filter->GetInitialLoss());
  EXPECT_GE(filter->GetNumberOfEvaluations(), filter->GetIteration());
  ExpectSameGeometry(filter->GetOutput(), filter->GetInput());
  EXPECT_GT(LargestDifference(filter->GetOutput(), filter->GetInput()), 1.0);
}
} // namespace

TEST(NetworkSynthesisImageFilter, MatchesTheMomentsOfItsInput)
{
  ExpectMomentsAreMatched<itk::Image<float, 2>>(NetworkEnum::MultiScale, 21u * 22 / 2);
  ExpectMomentsAreMatched<itk::Image<double, 2>>(NetworkEnum::MultiScale, 21u * 22 / 2);
  ExpectMomentsAreMatched<itk::Image<float, 2>>(NetworkEnum::Layered, 12u);
}

TEST(NetworkSynthesisImageFilter, GivesTheSameBitsOnAnyNumberOfThreads)
{
  const auto expected = RunFilter(MakeFilter());
  for (const unsigned int threads : { 1, 2, 3 })
  {
    auto filter = MakeFilter();
    SetThreads(filter, threads);
    EXPECT_EQ(RunFilter(filter), expected) << threads;
  }
}

TEST(NetworkSynthesisImageFilter, FollowsItsParameters)
{
  auto       filter = MakeFilter();
  const auto first = RunFilter(filter);
  const auto expectOther = [&] {
    EXPECT_NE(RunFilter(filter), first);
    filter = MakeFilter();
  };
  filter->SetSeed(6);
  expectOther();
  filter->SetNetworkSeed(1);
  expectOther();
  filter->SetNumberOfFilters(2);
  expectOther();
  filter->SetNumberOfIterations(14);
  expectOther();
  filter->SetNetwork(NetworkEnum::Layered);
  filter->SetNumberOfLayers(2);
  expectOther();

  // A start at the target is at the minimum.
  filter->SetInitialImage(filter->GetInput());
  filter->Update();
  EXPECT_LT(filter->GetInitialLoss(), 1e-6);
  filter->SetInitialImage(nullptr);
  EXPECT_EQ(RunFilter(filter), first);
}

TEST(NetworkSynthesisImageFilter, ReadsItsNetwork)
{
  const TestFolder folder;
  auto             filter = MakeFilter();
  const auto       expected = RunFilter(filter);
  phaseharmonics::WriteConvolutionalNetwork(
    folder.Path("network.h5"), phaseharmonics::MakeMultiScaleNetwork(phaseharmonics::DefaultFilterSides(31), 3, 0));
  filter->SetNetwork(NetworkEnum::File);
  ExpectContains(ErrorOf(filter), "NetworkFileName is empty");
  filter->SetNetworkFileName(folder.Path("network.h5"));
  EXPECT_EQ(RunFilter(filter), expected);
  filter->SetNetworkFileName(folder.Path("absent.h5"));
  ExpectContains(ErrorOf(filter), "absent.h5");
  WriteText(folder.Path("text.h5"), "no network");
  filter->SetNetworkFileName(folder.Path("text.h5"));
  ExpectContains(ErrorOf(filter), "text.h5");
}

TEST(NetworkSynthesisImageFilter, ReportsProgressAndStopsWithinOneIteration)
{
  ExpectProgressReachesOne(MakeFilter());
  ExpectAbortIsHonored(MakeFilter());
  auto                filter = MakeFilter();
  std::vector<double> losses;
  filter->AddObserver(itk::IterationEvent(), [&](const itk::EventObject &) {
    losses.push_back(filter->GetLoss());
    filter->SetAbortGenerateData(losses.size() == 4);
  });
  EXPECT_THROW(filter->Update(), itk::ProcessAborted);
  ASSERT_EQ(losses.size(), 4u);
  EXPECT_EQ(filter->GetIteration(), 4u);
  EXPECT_TRUE(std::is_sorted(losses.rbegin(), losses.rend()));
  EXPECT_LT(losses.front(), filter->GetInitialLoss());
}

TEST(NetworkSynthesisImageFilter, RefusesBadInput)
{
  EXPECT_THROW(FilterType::New()->Update(), itk::ExceptionObject);
  auto filter = MakeFilter();
  filter->SetNumberOfIterations(0);
  ExpectContains(ErrorOf(filter), "at least 1");
  filter = MakeFilter();
  filter->SetHistorySize(0);
  ExpectContains(ErrorOf(filter), "at least 1");
  filter = MakeFilter();
  filter->SetNumberOfFilters(0);
  ExpectContains(ErrorOf(filter), "filters and of layers");
  filter = MakeFilter();
  filter->SetNetwork(NetworkEnum::Layered);
  filter->SetNumberOfLayers(5);
  ExpectContains(ErrorOf(filter), "Layer 4");
  filter = MakeFilter();
  filter->SetInitialImage(NoiseImage<ImageType>({ 31, 36 }, 2));
  ExpectContains(ErrorOf(filter), "initial image has size");
  filter = MakeFilter();
  filter->SetInput(NoiseImage<ImageType>({ 2, 40 }, 2));
  ExpectContains(ErrorOf(filter), "no filters");
  auto image = SkewedImage<ImageType>(36, 31);
  image->GetBufferPointer()[40] = std::numeric_limits<float>::infinity();
  filter = MakeFilter();
  filter->SetInitialImage(image);
  ExpectContains(ErrorOf(filter), "The initial image is not finite");
  filter = MakeFilter();
  filter->SetInput(image);
  ExpectContains(ErrorOf(filter), "The input is not finite");
  image->FillBuffer(4.0f);
  image->Modified();
  ExpectContains(ErrorOf(filter), "constant (4)");
}

TEST(NetworkSynthesisImageFilter, PrintsItsParameters)
{
  auto filter = MakeFilter();
  filter->SetNetworkFileName("a.h5");
  const std::string text = Printed(filter);
  for (const char * line : { "Network: MultiScale",
                             "NumberOfFilters: 3",
                             "NumberOfLayers: 4",
                             "NetworkSeed: 0",
                             "NetworkFileName: a.h5",
                             "NumberOfIterations: 15",
                             "Seed: 5",
                             "HistorySize: 20" })
  {
    ExpectContains(text, line);
  }
}
