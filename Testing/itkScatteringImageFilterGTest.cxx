// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

#include "itkPhaseHarmonicsTestTools.h"
#include "itkScatteringImageFilter.h"

#include "phTestFiles.h"

#include "itkImageFileReader.h"
#include "itkImageFileWriter.h"
#include "itkRGBPixel.h"
#include "itkVectorIndexSelectionCastImageFilter.h"

#include <limits>

namespace
{
using namespace phaseharmonics_test;
using ImageType = itk::Image<float, 2>;
using VectorType = itk::VectorImage<float, 2>;
using FilterType = itk::ScatteringImageFilter<ImageType>;
using SubsamplingEnum = itk::ScatteringEnums::Subsampling;
using BoundaryEnum = itk::ScatteringEnums::Boundary;
using VariantEnum = itk::ScatteringEnums::Variant;

FilterType::Pointer
MakeFilter(const ImageType * image, unsigned int order = 2)
{
  auto filter = FilterType::New();
  filter->SetInput(image);
  filter->SetNumberOfScales(3);
  filter->SetOrder(order);
  return filter;
}

template <typename TReal, unsigned int VDimension>
void
ExpectKernelValues(const std::vector<unsigned int> & size, BoundaryEnum boundary)
{
  using InputType = itk::Image<TReal, VDimension>;
  const auto image = NoiseImage<InputType>(size, 1);
  auto       filter = itk::ScatteringImageFilter<InputType>::New();
  filter->SetInput(image);
  filter->SetNumberOfScales(2);
  filter->SetOrder(2);
  filter->SetBoundary(boundary);
  filter->Update();

  phaseharmonics::ScatteringOptions options;
  options.bank.numberOfScales = 2;
  options.bank.numberOfOrientations = filter->GetNumberOfOrientations();
  options.bank.oversampling = filter->GetOversampling();
  options.order = 2;
  options.boundary = boundary == BoundaryEnum::Mirror ? phaseharmonics::ScatteringBoundary::Mirror
                                                      : phaseharmonics::ScatteringBoundary::Periodic;
  phaseharmonics::Grid grid;
  grid.dimension = VDimension;
  std::copy(size.begin(), size.end(), grid.size.begin());
  const phaseharmonics::Scattering<TReal> scattering(grid, options, phaseharmonics::SerialExecutor());
  std::vector<TReal>                      expected(scattering.OutputSize());
  scattering.Forward(image->GetBufferPointer(), 1, expected.data(), phaseharmonics::SerialExecutor());

  const auto *      output = filter->GetOutput();
  const std::size_t channels = output->GetNumberOfComponentsPerPixel();
  const std::size_t pixels = output->GetBufferedRegion().GetNumberOfPixels();
  ASSERT_EQ(channels * pixels, expected.size());
  EXPECT_EQ(channels, scattering.NumberOfChannels());
  for (std::size_t channel = 0; channel < channels; ++channel)
  {
    for (std::size_t i = 0; i < pixels; ++i)
    {
      EXPECT_EQ(output->GetBufferPointer()[i * channels + channel], expected[channel * pixels + i]);
    }
  }
  // The first pixel stays in its place; neighbors are a step apart.
  itk::Point<double, VDimension> first;
  itk::Point<double, VDimension> expectedFirst;
  auto                           index = output->GetLargestPossibleRegion().GetIndex();
  output->TransformIndexToPhysicalPoint(index, first);
  image->TransformIndexToPhysicalPoint(image->GetLargestPossibleRegion().GetIndex(), expectedFirst);
  for (unsigned int axis = 0; axis < VDimension; ++axis)
  {
    EXPECT_NEAR(first[axis], expectedFirst[axis], 1e-9);
    EXPECT_EQ(output->GetLargestPossibleRegion().GetSize(axis), (size[axis] + 3) / 4);
    const double step = boundary == BoundaryEnum::Mirror ? 4.0 : size[axis] / static_cast<double>((size[axis] + 3) / 4);
    EXPECT_NEAR(output->GetSpacing()[axis], image->GetSpacing()[axis] * step, 1e-12);
  }
  EXPECT_EQ(output->GetDirection(), image->GetDirection());
}

TEST(ScatteringImageFilter, HoldsTheValuesOfTheKernelInTheirPlaces)
{
  for (const BoundaryEnum boundary : { BoundaryEnum::Periodic, BoundaryEnum::Mirror })
  {
    ExpectKernelValues<float, 1>({ 50 }, boundary);
    ExpectKernelValues<float, 2>({ 24, 18 }, boundary);
    ExpectKernelValues<double, 2>({ 21, 16 }, boundary);
    ExpectKernelValues<double, 3>({ 8, 9, 12 }, boundary);
  }
}

TEST(ScatteringImageFilter, TreatsComponentsOneByOne)
{
  const std::vector<unsigned int> size{ 24, 16 };
  const ImageType::Pointer        parts[3] = { NoiseImage<ImageType>(size, 1),
                                               NoiseImage<ImageType>(size, 2),
                                               NoiseImage<ImageType>(size, 3) };
  using RGBType = itk::Image<itk::RGBPixel<float>, 2>;
  auto vector = VectorType::New();
  auto rgb = RGBType::New();
  vector->CopyInformation(parts[0]);
  vector->SetRegions(parts[0]->GetLargestPossibleRegion());
  vector->SetNumberOfComponentsPerPixel(3);
  vector->Allocate();
  rgb->CopyInformation(parts[0]);
  rgb->SetRegions(parts[0]->GetLargestPossibleRegion());
  rgb->Allocate();
  for (std::size_t i = 0; i < 24 * 16; ++i)
  {
    for (unsigned int c = 0; c < 3; ++c)
    {
      vector->GetBufferPointer()[3 * i + c] = parts[c]->GetBufferPointer()[i];
      rgb->GetBufferPointer()[i][c] = parts[c]->GetBufferPointer()[i];
    }
  }
  const auto run = [](auto filter, auto image) {
    filter->SetInput(image);
    filter->SetNumberOfScales(3);
    filter->SetOrder(2);
    filter->Update();
    return VectorType::Pointer(filter->GetOutput());
  };
  const auto ofVector = run(itk::ScatteringImageFilter<VectorType>::New(), vector.GetPointer());
  const auto ofRGB = run(itk::ScatteringImageFilter<RGBType>::New(), rgb.GetPointer());
  for (unsigned int c = 0; c < 3; ++c)
  {
    const auto     ofPart = run(FilterType::New(), parts[c].GetPointer());
    const unsigned channels = ofPart->GetNumberOfComponentsPerPixel();
    ASSERT_EQ(ofVector->GetNumberOfComponentsPerPixel(), 3 * channels);
    for (std::size_t i = 0; i < ofPart->GetBufferedRegion().GetNumberOfPixels(); ++i)
    {
      for (unsigned int channel = 0; channel < channels; ++channel)
      {
        const float expected = ofPart->GetBufferPointer()[i * channels + channel];
        EXPECT_EQ(ofVector->GetBufferPointer()[(3 * i + c) * channels + channel], expected);
        EXPECT_EQ(ofRGB->GetBufferPointer()[(3 * i + c) * channels + channel], expected);
      }
    }
  }
}

TEST(ScatteringImageFilter, NamesItsChannels)
{
  const auto image = NoiseImage<ImageType>({ 32, 32 }, 1);
  const auto filter = MakeFilter(image);
  filter->UpdateOutputInformation();
  EXPECT_EQ(filter->GetOutput()->GetNumberOfComponentsPerPixel(), 1u + 3 * 4 * 4 + 4 * 4 * 3);
  EXPECT_EQ(filter->GetChannels().size(), 97u);
  EXPECT_EQ(filter->GetChannelName(0), "x * phi");
  EXPECT_EQ(filter->GetChannelName(1 + 2 * 4 + 3), "j=0 l=2 phase=3");
  EXPECT_EQ(filter->GetChannelName(49 + 5), "j=0 l=0, j=2 l=1");
  ExpectContains(ExceptionOf([&] { filter->GetChannelName(97); }), "There is no channel 97");
  filter->SetNumberOfPhases(0);
  filter->UpdateOutputInformation();
  EXPECT_EQ(filter->GetChannelName(3), "j=0 l=2");
}

TEST(ScatteringImageFilter, AveragesLieWhereTheyAreWithImageSpacing)
{
  // A linear ramp stays one under a low pass, up to ripples from its corners that are smaller than a pixel.
  using VolumeType = itk::Image<double, 2>;
  auto image = NoiseImage<VolumeType>({ 96, 64 }, 1);
  for (itk::SizeValueType i = 0; i < 96 * 64; ++i)
  {
    image->GetBufferPointer()[i] = static_cast<double>(i / 96);
  }
  auto filter = itk::ScatteringImageFilter<VolumeType>::New();
  filter->SetInput(image);
  filter->SetNumberOfScales(3);
  filter->UseImageSpacingOn();
  filter->SetBoundary(BoundaryEnum::Mirror);
  filter->Update();
  const auto * output = filter->GetOutput();
  const auto   size = output->GetLargestPossibleRegion().GetSize();
  const auto   start = output->GetLargestPossibleRegion().GetIndex();
  EXPECT_NEAR(output->GetSpacing()[1], 8.0 * 0.5, 0.2); // spacing of 0.5 and 1.25
  for (itk::IndexValueType y = 6; y + 6 < static_cast<itk::IndexValueType>(size[1]); ++y)
  {
    const itk::Index<2>             index = { { start[0] + 5, start[1] + y } };
    itk::Point<double, 2>           point;
    itk::ContinuousIndex<double, 2> inImage;
    output->TransformIndexToPhysicalPoint(index, point);
    image->TransformPhysicalPointToContinuousIndex(point, inImage);
    const double expected = inImage[1] - static_cast<double>(image->GetLargestPossibleRegion().GetIndex(1));
    EXPECT_NEAR(output->GetPixel(index)[0], expected, 0.6);
  }
}

TEST(ScatteringImageFilter, EveryWriterStoresItsOutput)
{
  const auto       image = NoiseImage<ImageType>({ 30, 24 }, 4);
  const auto       filter = MakeFilter(image);
  const TestFolder folder;
  for (const char * name : { "codes.nrrd", "codes.mha" })
  {
    itk::WriteImage(filter->GetOutput(), folder.Path(name));
    const auto read = itk::ReadImage<VectorType>(folder.Path(name));
    const auto written = filter->GetOutput();
    ASSERT_EQ(read->GetNumberOfComponentsPerPixel(), written->GetNumberOfComponentsPerPixel());
    const std::size_t count =
      written->GetBufferedRegion().GetNumberOfPixels() * written->GetNumberOfComponentsPerPixel();
    EXPECT_TRUE(std::equal(written->GetBufferPointer(), written->GetBufferPointer() + count, read->GetBufferPointer()));
    for (unsigned int axis = 0; axis < 2; ++axis)
    {
      EXPECT_NEAR(read->GetSpacing()[axis], written->GetSpacing()[axis], 1e-6);
      EXPECT_NEAR(read->GetDirection()[axis][0], written->GetDirection()[axis][0], 1e-6);
    }
  }
}

TEST(ScatteringImageFilter, BehavesAsAFilter)
{
  const auto image = NoiseImage<ImageType>({ 160, 144 }, 5);
  const auto filter = MakeFilter(image);
  ExpectProgressReachesOne(filter);
  ExpectAbortIsHonored(filter);
  for (const char * part : { "Order: 2",
                             "NumberOfPhases: 4",
                             "Subsampling: itk::ScatteringEnums::Subsampling::Crop",
                             "Boundary: itk::ScatteringEnums::Boundary::Periodic",
                             "Variant: itk::ScatteringEnums::Variant::None",
                             "Epsilon: 1e-06",
                             "LittlewoodPaleyLowerBound" })
  {
    ExpectContains(Printed(filter), part);
  }
  EXPECT_GT(filter->GetLittlewoodPaleyLowerBound(), 0.0);

  // A part of the output needs all of the input, and all of the output is computed.
  filter->Modified();
  filter->UpdateOutputInformation();
  auto region = filter->GetOutput()->GetLargestPossibleRegion();
  region.SetSize(0, 1);
  filter->GetOutput()->SetRequestedRegion(region);
  filter->Update();
  EXPECT_EQ(filter->GetOutput()->GetBufferedRegion(), filter->GetOutput()->GetLargestPossibleRegion());

  const auto values = [&] {
    filter->Update();
    const auto * output = filter->GetOutput();
    return std::vector<float>(output->GetBufferPointer(),
                              output->GetBufferPointer() + output->GetBufferedRegion().GetNumberOfPixels() *
                                                             output->GetNumberOfComponentsPerPixel());
  };
  SetThreads(filter, 1);
  filter->Modified();
  const auto serial = values();
  SetThreads(filter, 3);
  filter->Modified();
  EXPECT_EQ(values(), serial);
  filter->SetVariant(VariantEnum::Logarithm);
  EXPECT_NE(values(), serial);
  filter->SetVariant(VariantEnum::None);
  filter->SetSubsampling(SubsamplingEnum::Fold);
  EXPECT_NE(values(), serial);
  filter->SetSubsampling(SubsamplingEnum::Crop);
  EXPECT_EQ(values(), serial);
}

TEST(ScatteringImageFilter, RefusesWhatItCannotDo)
{
  const auto image = NoiseImage<ImageType>({ 32, 24 }, 6);
  const auto message = [&](const std::function<void(FilterType *)> & change) {
    const auto filter = MakeFilter(image);
    change(filter);
    return ExceptionOf([&] { filter->Update(); });
  };
  ExpectContains(message([](FilterType * f) { f->SetOrder(0); }), "must be 1 or 2, not 0");
  ExpectContains(message([](FilterType * f) { f->SetNumberOfPhases(3); }), "even and at least 4");
  ExpectContains(message([](FilterType * f) { f->SetNumberOfScales(5); }), "must be 1 to 4");
  ExpectContains(message([](FilterType * f) { f->SetEpsilon(-1.0); }), "epsilon");
  ExpectContains(message([](FilterType * f) { f->SetOversampling(0); }), "at least 1");
  ExpectContains(message([](FilterType * f) {
                   f->SetSubsampling(SubsamplingEnum::Fold);
                   f->SetNumberOfScales(4);
                 }),
                 "multiples of 2^J = 16, not 24");
  image->GetBufferPointer()[40] = std::numeric_limits<float>::quiet_NaN();
  ExpectContains(message([](FilterType *) {}), "The input is not finite: its value at index [11, -3] is nan");
}
} // namespace
