// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

#include "itkPhaseHarmonicsTestTools.h"
#include "itkWaveletBankImageFilter.h"

#include "itkStreamingImageFilter.h"

#include <functional>
#include <limits>

namespace
{
using namespace phaseharmonics_test;
using ImageType = itk::Image<float, 2>;
using FilterType = itk::WaveletBankImageFilter<ImageType>;
using BandType = FilterType::OutputImageType;

FilterType::Pointer
MakeFilter(const ImageType * image)
{
  auto filter = FilterType::New();
  filter->SetInput(image);
  filter->SetNumberOfScales(5);
  return filter;
}

template <typename TReal, unsigned int VDimension>
void
ExpectBandsOfTheKernel(const std::vector<unsigned int> & size)
{
  using RealImageType = itk::Image<TReal, VDimension>;
  const auto image = NoiseImage<RealImageType>(size, 1);
  auto       filter = itk::WaveletBankImageFilter<RealImageType>::New();
  filter->SetInput(image);
  filter->SetNumberOfScales(3);
  filter->SetOversampling(1);
  filter->Update();

  phaseharmonics::Grid grid;
  grid.dimension = VDimension;
  std::copy(size.begin(), size.end(), grid.size.begin());
  phaseharmonics::WaveletBankOptions options;
  options.numberOfScales = 3;
  options.numberOfOrientations = phaseharmonics::DefaultNumberOfOrientations(VDimension);
  options.oversampling = 1;
  const phaseharmonics::SerialExecutor          executor;
  const phaseharmonics::WaveletTransform<TReal> transform(
    std::make_shared<phaseharmonics::WaveletBank<TReal>>(grid, options, executor));
  std::vector<std::vector<std::complex<TReal>>> bands;
  std::vector<std::complex<TReal> *>            pointers;
  for (unsigned int band = 0; band < 3 * options.numberOfOrientations; ++band)
  {
    bands.emplace_back(transform.GetBank().GridOfScale(band / options.numberOfOrientations).NumberOfPixels());
    pointers.push_back(bands.back().data());
  }
  std::vector<TReal> lowPass(transform.GetBank().GridOfScale(3).NumberOfPixels());
  transform.Forward(image->GetBufferPointer(), pointers.data(), lowPass.data(), executor);

  ASSERT_EQ(filter->GetNumberOfIndexedOutputs(), bands.size());
  for (unsigned int band = 0; band < bands.size(); ++band)
  {
    const unsigned int L = options.numberOfOrientations;
    EXPECT_EQ(Pixels(filter->GetBandOutput(band / L, band % L)), bands[band]);
  }
  EXPECT_EQ(Pixels(filter->GetLowPassOutput()), lowPass);
  EXPECT_EQ(filter->GetLittlewoodPaleyLowerBound(), transform.GetBank().LowerFrameBound());
  EXPECT_EQ(filter->GetLittlewoodPaleyUpperBound(), transform.GetBank().UpperFrameBound());
}

TEST(WaveletBankImageFilter, GivesTheBandsOfTheKernel)
{
  ExpectBandsOfTheKernel<float, 1>({ 61 });
  ExpectBandsOfTheKernel<double, 1>({ 64 });
  ExpectBandsOfTheKernel<float, 2>({ 61, 47 });
  ExpectBandsOfTheKernel<double, 2>({ 32, 40 });
  ExpectBandsOfTheKernel<float, 3>({ 16, 15, 17 });
  ExpectBandsOfTheKernel<double, 3>({ 15, 9, 12 });
}

TEST(WaveletBankImageFilter, EveryBandCoversTheExtentOfTheImage)
{
  const auto image = NoiseImage<ImageType>({ 61, 47 }, 2);
  auto       filter = MakeFilter(image);
  filter->SetNumberOfScales(5);
  filter->SetOversampling(1);
  filter->UpdateOutputInformation();
  const std::vector<itk::Size<2>> sizes = { { { 61, 47 } }, { { 61, 47 } }, { { 31, 24 } },
                                            { { 16, 12 } }, { { 8, 6 } },   { { 8, 6 } } };
  itk::Point<double, 2>           first;
  image->TransformIndexToPhysicalPoint(image->GetLargestPossibleRegion().GetIndex(), first);
  for (unsigned int scale = 0; scale <= 5; ++scale)
  {
    const itk::ImageBase<2> * band = filter->GetLowPassOutput();
    if (scale < 5)
    {
      band = filter->GetBandOutput(scale, 3);
    }
    const auto & region = band->GetLargestPossibleRegion();
    EXPECT_EQ(region.GetSize(), sizes[scale]);
    EXPECT_EQ(region.GetIndex(), image->GetLargestPossibleRegion().GetIndex());
    EXPECT_EQ(band->GetDirection(), image->GetDirection());
    for (unsigned int axis = 0; axis < 2; ++axis)
    {
      EXPECT_NEAR(band->GetSpacing()[axis] * region.GetSize(axis),
                  image->GetSpacing()[axis] * image->GetLargestPossibleRegion().GetSize(axis),
                  1e-12);
    }
    itk::Point<double, 2> point;
    band->TransformIndexToPhysicalPoint(region.GetIndex(), point);
    EXPECT_LT(point.EuclideanDistanceTo(first), 1e-12);
  }
  ExpectSameGeometry<itk::ImageBase<2>>(filter->GetBandOutput(0, 0), image);
}

TEST(WaveletBankImageFilter, SeriesHaveVoices)
{
  using SeriesType = itk::Image<double, 1>;
  const auto series = SeriesType::New();
  series->SetRegions(SeriesType::SizeType{ { 100 } });
  series->Allocate(true);
  series->SetPixel({ { 50 } }, 1.0);
  const auto filter = itk::WaveletBankImageFilter<SeriesType>::New();
  filter->SetInput(series);
  filter->SetWaveletFamily(itk::WaveletBankEnums::Family::BattleLemarie);
  filter->SetVoicesPerOctave(3);
  filter->Update();
  EXPECT_EQ(filter->GetNumberOfScalesUsed(), 12u);
  EXPECT_EQ(filter->GetNumberOfIndexedOutputs(), 12u);
  EXPECT_GT(filter->GetLittlewoodPaleyLowerBound(), 0.5);
  filter->SetVoicesPerOctave(0);
  ExpectContains(ExceptionOf([&] { filter->Update(); }), "voices per octave");
}

TEST(WaveletBankImageFilter, NumberOfOutputsFollowsTheParameters)
{
  auto filter = FilterType::New();
  EXPECT_EQ(filter->GetNumberOfScales(), 0u);
  EXPECT_EQ(filter->GetNumberOfOrientations(), 4u);
  EXPECT_EQ(filter->GetNumberOfIndexedOutputs(), 4 * phaseharmonics::LargestDefaultNumberOfOctaves);
  filter->SetNumberOfScales(3);
  EXPECT_EQ(filter->GetNumberOfIndexedOutputs(), 12u);
  filter->SetNumberOfOrientations(8);
  EXPECT_EQ(filter->GetNumberOfIndexedOutputs(), 24u);
  EXPECT_EQ(filter->GetBandOutput(2, 7), filter->GetOutput(23));
  EXPECT_EQ(filter->GetOutputs().size(), 24u);
  EXPECT_EQ(filter->GetOutputs()[10], filter->GetBandOutput(1, 2));
  ExpectContains(ExceptionOf([&] { filter->GetBandOutput(3, 0); }), "there are 3 scales and 8 orientations");
  ExpectContains(ExceptionOf([&] { filter->GetBandOutput(0, 8); }), "there are 3 scales and 8 orientations");
  filter->SetNumberOfOrientations(0);
  EXPECT_EQ(filter->GetNumberOfOrientations(), 4u);
  EXPECT_EQ((itk::WaveletBankImageFilter<itk::Image<float, 3>>::New()->GetNumberOfOrientations()), 6u);
  EXPECT_EQ((itk::WaveletBankImageFilter<itk::Image<float, 1>>::New()->GetNumberOfOrientations()), 1u);
}

TEST(WaveletBankImageFilter, AutomaticNumberOfScalesFollowsTheImage)
{
  auto filter = FilterType::New();
  for (const unsigned int side : { 20u, 80u })
  {
    filter->SetInput(NoiseImage<ImageType>({ side, 64 }, 3));
    filter->Update();
    const phaseharmonics::Grid grid{ 2, { { side, 64, 1 } } };
    const unsigned int         J = phaseharmonics::DefaultNumberOfScales(grid, phaseharmonics::WaveletBankOptions());
    EXPECT_EQ(filter->GetNumberOfScalesUsed(), J);
    ASSERT_EQ(filter->GetNumberOfIndexedOutputs(), 4 * J);
    EXPECT_EQ(Pixels(filter->GetBandOutput(J - 1, 3)).size(),
              filter->GetBandOutput(J - 1, 3)->GetLargestPossibleRegion().GetNumberOfPixels());
  }
}

TEST(WaveletBankImageFilter, StreamedRequestsGiveTheWholeBand)
{
  const auto image = NoiseImage<ImageType>({ 64, 48 }, 4);
  auto       whole = MakeFilter(image);
  whole->Update();
  auto filter = MakeFilter(image);
  for (const unsigned int scale : { 0u, 4u })
  {
    auto streaming = itk::StreamingImageFilter<BandType, BandType>::New();
    streaming->SetInput(filter->GetBandOutput(scale, 1));
    streaming->SetNumberOfStreamDivisions(3);
    streaming->Update();
    EXPECT_EQ(Pixels(streaming->GetOutput()), Pixels(whole->GetBandOutput(scale, 1)));
    ExpectSameGeometry<itk::ImageBase<2>>(streaming->GetOutput(), whole->GetBandOutput(scale, 1));
  }
}

TEST(WaveletBankImageFilter, LowPassAloneMayBeAskedFor)
{
  const auto image = NoiseImage<ImageType>({ 64, 48 }, 5);
  auto       whole = MakeFilter(image);
  whole->Update();
  auto filter = MakeFilter(image);
  auto streaming = itk::StreamingImageFilter<ImageType, ImageType>::New();
  streaming->SetInput(filter->GetLowPassOutput());
  streaming->SetNumberOfStreamDivisions(3);
  streaming->Update();
  EXPECT_EQ(Pixels<ImageType>(streaming->GetOutput()), Pixels<ImageType>(whole->GetLowPassOutput()));
  EXPECT_EQ(Pixels(filter->GetBandOutput(1, 2)), Pixels(whole->GetBandOutput(1, 2)));
}

TEST(WaveletBankImageFilter, UpdatesAfterAChangeOfAnyParameter)
{
  const auto image = NoiseImage<ImageType>({ 48, 40 }, 6);
  auto       filter = MakeFilter(image);
  filter->Update();
  using Change = std::function<void(FilterType *)>;
  const std::vector<Change> changes = {
    [](FilterType * f) { f->SetNumberOfScales(4); },
    [](FilterType * f) { f->SetNumberOfOrientations(6); },
    [](FilterType * f) { f->SetWaveletFamily(itk::WaveletBankEnums::Family::Morlet); },
    [](FilterType * f) { f->SetFrameNormalization(itk::WaveletBankEnums::FrameNormalization::Parseval); },
    [](FilterType * f) { f->SetOversampling(1); },
    [](FilterType * f) { f->UseImageSpacingOn(); },
    [](FilterType * f) { f->DecimationOff(); },
  };
  for (std::size_t last = 0; last < changes.size(); ++last)
  {
    const auto before = Pixels(filter->GetLowPassOutput());
    const auto bandBefore = Pixels(filter->GetBandOutput(3, 1));
    changes[last](filter);
    filter->UpdateLargestPossibleRegion();
    auto fresh = MakeFilter(image);
    for (std::size_t i = 0; i <= last; ++i)
    {
      changes[i](fresh);
    }
    fresh->Update();
    EXPECT_EQ(filter->GetNumberOfIndexedOutputs(), fresh->GetNumberOfIndexedOutputs());
    EXPECT_EQ(Pixels(filter->GetBandOutput(3, 1)), Pixels(fresh->GetBandOutput(3, 1)));
    EXPECT_EQ(Pixels(filter->GetLowPassOutput()), Pixels(fresh->GetLowPassOutput()));
    EXPECT_TRUE(Pixels(filter->GetLowPassOutput()) != before || Pixels(filter->GetBandOutput(3, 1)) != bandBefore)
      << "change " << last;
  }
}

class ExposedFilter : public FilterType
{
public:
  using Self = ExposedFilter;
  using Pointer = itk::SmartPointer<Self>;
  itkNewMacro(Self);
  using FilterType::GetTransform;
};

TEST(WaveletBankImageFilter, KeepsTheBankUntilGridOrParametersChange)
{
  auto filter = ExposedFilter::New();
  filter->SetInput(NoiseImage<ImageType>({ 32, 32 }, 7));
  filter->Update();
  const auto transform = filter->GetTransform();
  filter->SetInput(NoiseImage<ImageType>({ 32, 32 }, 8));
  filter->Update();
  EXPECT_EQ(filter->GetTransform(), transform);
  filter->SetOversampling(3);
  filter->Update();
  EXPECT_NE(filter->GetTransform(), transform);
}

TEST(WaveletBankImageFilter, ImageSpacingCountsTheScalesBeyondTheCoarsestAxis)
{
  auto image = NoiseImage<ImageType>({ 64, 64 }, 9);
  auto spacing = image->GetSpacing();
  spacing[0] = 0.5;
  spacing[1] = 2.0;
  image->SetSpacing(spacing);
  auto filter = MakeFilter(image);
  filter->UseImageSpacingOn();
  filter->SetOversampling(1);
  filter->Update();
  EXPECT_EQ(filter->GetNumberOfScalesBeyondCoarsestAxis(), 2u);
  const auto * coarse = filter->GetBandOutput(4, 0);
  EXPECT_EQ(coarse->GetSpacing()[0], coarse->GetSpacing()[1]);
  EXPECT_EQ(coarse->GetLargestPossibleRegion().GetSize(), (itk::Size<2>{ { 8, 32 } }));
}

TEST(WaveletBankImageFilter, BitsDoNotDependOnTheNumberOfThreads)
{
  const auto image = NoiseImage<ImageType>({ 61, 47 }, 10);
  auto       one = MakeFilter(image);
  auto       three = MakeFilter(image);
  SetThreads(one, 1);
  SetThreads(three, 3);
  one->Update();
  three->Update();
  for (unsigned int band = 0; band < 20; ++band)
  {
    EXPECT_EQ(Pixels(one->GetOutput(band)), Pixels(three->GetOutput(band)));
  }
  EXPECT_EQ(Pixels(one->GetLowPassOutput()), Pixels(three->GetLowPassOutput()));
}

TEST(WaveletBankImageFilter, ReportsProgressAndHonorsAbort)
{
  auto filter = MakeFilter(NoiseImage<ImageType>({ 128, 128 }, 11));
  ExpectProgressReachesOne(filter);
  ExpectAbortIsHonored(filter);
}

TEST(WaveletBankImageFilter, PrintsEveryParameter)
{
  auto filter = MakeFilter(NoiseImage<ImageType>({ 32, 32 }, 12));
  filter->Update();
  const std::string text = Printed(filter);
  for (const char * part : { "NumberOfScales: 5",
                             "NumberOfOrientations: 4",
                             "WaveletFamily: itk::WaveletBankEnums::Family::BumpSteerable",
                             "FrameNormalization: itk::WaveletBankEnums::FrameNormalization::Published",
                             "Decimation: On",
                             "Oversampling: 2",
                             "VoicesPerOctave: 1",
                             "UseImageSpacing: Off",
                             "NumberOfScalesUsed: 5",
                             "LittlewoodPaleyLowerBound: 0.59",
                             "LittlewoodPaleyUpperBound: 1.1" })
  {
    ExpectContains(text, part);
  }
  std::ostringstream out;
  out << itk::WaveletBankEnums::Family::Morlet << itk::WaveletBankEnums::FrameNormalization::Parseval
      << static_cast<itk::WaveletBankEnums::Family>(9) << static_cast<itk::WaveletBankEnums::FrameNormalization>(9);
  EXPECT_EQ(
    out.str(),
    "itk::WaveletBankEnums::Family::Morletitk::WaveletBankEnums::FrameNormalization::Parseval"
    "INVALID VALUE FOR itk::WaveletBankEnums::FamilyINVALID VALUE FOR itk::WaveletBankEnums::FrameNormalization");
}

TEST(WaveletBankImageFilter, RefusesBadInputAndSaysWhy)
{
  auto filter = FilterType::New();
  ExpectContains(ExceptionOf([&] { filter->Update(); }), "Primary is required but not set");
  ExpectContains(ExceptionOf([&] { filter->GetLittlewoodPaleyLowerBound(); }), "call Update() first");
  filter->SetInput(ImageType::New());
  ExpectContains(ExceptionOf([&] { filter->Update(); }), "along axis 0 is 0");

  const auto image = NoiseImage<ImageType>({ 40, 20 }, 13);
  filter->SetInput(image);
  filter->SetNumberOfScales(5);
  ExpectContains(ExceptionOf([&] { filter->Update(); }), "number of scales must be 1 to 4");
  filter->SetNumberOfScales(4000000000u);
  ExpectContains(ExceptionOf([&] { filter->Update(); }), "number of scales must be 1 to 4");
  filter->SetNumberOfScales(4);
  filter->SetNumberOfOrientations(1000000);
  ExpectContains(ExceptionOf([&] { filter->Update(); }), "1 to 64, not 1000000");
  filter->SetNumberOfOrientations(4);
  filter->SetOversampling(0);
  ExpectContains(ExceptionOf([&] { filter->Update(); }), "oversampling of a decimated bank must be at least 1");
  filter->SetOversampling(2);
  EXPECT_NO_THROW(filter->Update());

  image->SetPixel({ { 5, 6 } }, std::numeric_limits<float>::infinity());
  image->SetPixel({ { 7, 6 } }, std::numeric_limits<float>::quiet_NaN());
  image->Modified();
  ExpectContains(ExceptionOf([&] { filter->Update(); }), "The input is not finite: its value at index [5, 6] is inf");
  image->SetPixel({ { 4, 6 } }, std::numeric_limits<float>::quiet_NaN());
  image->Modified();
  ExpectContains(ExceptionOf([&] { filter->Update(); }), "index [4, 6]");

  auto morlet = itk::WaveletBankImageFilter<itk::Image<double, 3>>::New();
  morlet->SetInput(NoiseImage<itk::Image<double, 3>>({ 8, 8, 8 }, 14));
  morlet->SetWaveletFamily(itk::WaveletBankEnums::Family::Morlet);
  ExpectContains(ExceptionOf([&] { morlet->Update(); }), "choose bump steerable wavelets for 3-D");
}
} // namespace
