// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "itkHarmonicPredictionImageFilter.h"

#include "itkPhaseHarmonicsTestTools.h"
#include "phTestFiles.h"

#include <cmath>
#include <limits>

namespace
{
using namespace phaseharmonics_test;

using ImageType = itk::Image<float, 2>;
using FilterType = itk::HarmonicPredictionImageFilter<ImageType>;

// Sparse pulses, and the geometry of NoiseImage.
template <typename TImage>
typename TImage::Pointer
PulseImage(const std::vector<unsigned int> & size, unsigned int seed)
{
  const auto image = NoiseImage<TImage>(size, seed);
  auto *     pixels = image->GetBufferPointer();
  for (std::size_t i = 0; i < image->GetBufferedRegion().GetNumberOfPixels(); ++i)
  {
    pixels[i] = std::abs(pixels[i]) > 2 ? pixels[i] : 0;
  }
  return image;
}

FilterType::Pointer
MakeFilter()
{
  auto filter = FilterType::New();
  filter->SetInput(PulseImage<ImageType>({ 48, 40 }, 1));
  filter->AddTrainingImage(PulseImage<ImageType>({ 64, 45 }, 2));
  filter->AddTrainingImage(PulseImage<ImageType>({ 56, 64 }, 3));
  filter->SetNumberOfOrientations(2);
  return filter;
}
} // namespace

TEST(HarmonicPredictionImageFilter, AgreesWithTheKernels)
{
  auto filter = MakeFilter();
  filter->Update();
  const phaseharmonics::SerialExecutor                serial;
  const auto                                          observer = [](double) {};
  std::vector<phaseharmonics::PredictionImage<float>> images;
  for (const unsigned int i : { 1u, 2u })
  {
    const auto size = filter->GetInput(i)->GetBufferedRegion().GetSize();
    images.push_back({ { 2, { { size[0], size[1], 1 } } }, filter->GetInput(i)->GetBufferPointer() });
  }
  phaseharmonics::HarmonicPredictionOptions options;
  options.numberOfOrientations = 2;
  const auto model = phaseharmonics::FitHarmonicPrediction(images, options, observer, serial);
  EXPECT_EQ(model.octaves[0].weights, filter->GetModelOutput()->GetModel().octaves[0].weights);
  const phaseharmonics::PredictionImage<float> image{ { 2, { { 48, 40, 1 } } },
                                                      filter->GetInput()->GetBufferPointer() };
  std::vector<float>                           expected(48 * 40);
  phaseharmonics::PredictFineScales(
    model, image, phaseharmonics::FineScales::Mean, 0, expected.data(), observer, serial);
  EXPECT_EQ(expected, Pixels(filter->GetOutput()));
  const auto figures = phaseharmonics::EvaluateHarmonicPrediction(model, image, observer, serial);
  EXPECT_EQ(filter->GetExplainedVariance(0), figures[0].harmonic);
  EXPECT_EQ(filter->GetLinearExplainedVariance(0), figures[0].linear);
  EXPECT_EQ(filter->GetGain(0), figures[0].gain);
  EXPECT_EQ(filter->GetGainStandardError(0), figures[0].gainStandardError);
  EXPECT_GT(filter->GetGain(0), 0.1);
  ExpectSameGeometry<ImageType>(filter->GetOutput(), filter->GetInput());
}

TEST(HarmonicPredictionImageFilter, RefinesOverTheSameExtent)
{
  auto filter = MakeFilter();
  filter->SetOperation(FilterType::OperationEnum::Refine);
  filter->Update();
  const ImageType * const input = filter->GetInput();
  const ImageType * const output = filter->GetOutput();
  EXPECT_EQ(output->GetLargestPossibleRegion().GetSize(), (ImageType::SizeType{ { 96, 80 } }));
  EXPECT_EQ(output->GetSpacing()[1], input->GetSpacing()[1] / 2);
  for (unsigned int axis = 0; axis < 2; ++axis)
  {
    ImageType::PointType ofInput;
    ImageType::PointType ofOutput;
    input->TransformIndexToPhysicalPoint(input->GetLargestPossibleRegion().GetIndex(), ofInput);
    output->TransformIndexToPhysicalPoint(output->GetLargestPossibleRegion().GetIndex(), ofOutput);
    EXPECT_NEAR(ofInput[axis], ofOutput[axis], 1e-12);
  }
  EXPECT_EQ(filter->GetGain(0), filter->GetModelOutput()->GetGain(0));
}

TEST(HarmonicPredictionImageFilter, FitsAgainOnlyWhatHasChanged)
{
  auto filter = MakeFilter();
  filter->Update();
  const auto first = Pixels(filter->GetOutput());
  filter->SetMaximumHarmonic(1);
  filter->Update();
  const auto linear = Pixels(filter->GetOutput());
  EXPECT_NE(first, linear);
  filter->SetMaximumHarmonic(4);
  filter->Update();
  EXPECT_EQ(first, Pixels(filter->GetOutput()));
  filter->SetFineScales(FilterType::FineScalesEnum::Innovations);
  filter->SetSeed(5);
  filter->Update();
  const auto sample = Pixels(filter->GetOutput());
  EXPECT_NE(first, sample);
  filter->SetSeed(6);
  filter->Update();
  EXPECT_NE(sample, Pixels(filter->GetOutput()));
  // Another training image, and a changed one.
  filter->SetFineScales(FilterType::FineScalesEnum::Mean);
  filter->ClearTrainingImages();
  const auto other = PulseImage<ImageType>({ 64, 64 }, 9);
  filter->AddTrainingImage(other);
  filter->Update();
  const auto second = Pixels(filter->GetOutput());
  EXPECT_NE(first, second);
  other->GetBufferPointer()[100] += 20.0f;
  other->Modified();
  filter->Update();
  EXPECT_NE(second, Pixels(filter->GetOutput()));
}

TEST(HarmonicPredictionImageFilter, TakesAModelFromAFile)
{
  const TestFolder folder;
  auto             filter = MakeFilter();
  filter->Update();
  filter->GetModelOutput()->WriteFile(folder.Path("model.h5"));
  auto model = itk::HarmonicPredictionModel::New();
  model->ReadFile(folder.Path("model.h5"));
  EXPECT_EQ(model->GetImageDimension(), 2u);
  EXPECT_EQ(model->GetNumberOfOctaves(), 1u);
  EXPECT_EQ(model->GetExplainedVariance(0), filter->GetModelOutput()->GetExplainedVariance(0));
  EXPECT_EQ(model->GetModulusGain(0), filter->GetModelOutput()->GetFigures(0).modulusGain);
  auto second = FilterType::New();
  second->SetInput(filter->GetInput());
  second->SetModel(model);
  second->Update();
  EXPECT_EQ(Pixels(filter->GetOutput()), Pixels(second->GetOutput()));

  auto copy = itk::HarmonicPredictionModel::New();
  copy->Graft(model);
  EXPECT_EQ(copy->GetGain(0), model->GetGain(0));
  EXPECT_EQ(copy->GetGainStandardError(0), model->GetGainStandardError(0));
  EXPECT_EQ(copy->GetLinearExplainedVariance(0), model->GetLinearExplainedVariance(0));
  EXPECT_EQ(copy->GetModulusExplainedVariance(0), model->GetModulusExplainedVariance(0));
  ExpectContains(Printed(copy), "Scale 0: ExplainedVariance");
  EXPECT_THROW(copy->Graft(filter->GetInput()), itk::ExceptionObject);
  EXPECT_THROW(copy->GetGain(1), itk::ExceptionObject);
  copy->Initialize();
  EXPECT_EQ(copy->GetImageDimension(), 0u);
  ExpectContains(ExceptionOf([&] { copy->WriteFile(folder.Path("empty.h5")); }), "empty");
  ExpectContains(ExceptionOf([&] { copy->ReadFile(folder.Path("none.h5")); }), "none.h5");
  EXPECT_THROW(copy->SetModel({}), itk::ExceptionObject);
  second->SetModel(copy);
  ExpectContains(ExceptionOf([&] { second->Update(); }), "empty");
}

TEST(HarmonicPredictionImageFilter, ServesAllPixelTypesAndDimensions)
{
  const auto run = [](auto * tag, const std::vector<unsigned int> & size) {
    using TestedImage = std::remove_pointer_t<decltype(tag)>;
    auto filter = itk::HarmonicPredictionImageFilter<TestedImage>::New();
    filter->SetInput(PulseImage<TestedImage>(size, 1));
    filter->AddTrainingImage(PulseImage<TestedImage>(size, 2));
    filter->SetStride(TestedImage::ImageDimension == 3 ? 2 : 1);
    filter->Update();
    for (const auto value : Pixels(filter->GetOutput()))
    {
      ASSERT_TRUE(std::isfinite(value));
    }
  };
  run(static_cast<itk::Image<float, 1> *>(nullptr), { 257 });
  run(static_cast<itk::Image<double, 1> *>(nullptr), { 256 });
  run(static_cast<itk::Image<double, 2> *>(nullptr), { 31, 32 });
  run(static_cast<itk::Image<float, 3> *>(nullptr), { 16, 17, 18 });
  run(static_cast<itk::Image<double, 3> *>(nullptr), { 16, 16, 16 });
}

TEST(HarmonicPredictionImageFilter, DoesNotDependOnThreads)
{
  std::vector<std::vector<float>> outputs;
  for (const unsigned int threads : { 1, 2, 3 })
  {
    auto filter = MakeFilter();
    SetThreads(filter, threads);
    filter->SetFineScales(FilterType::FineScalesEnum::Innovations);
    filter->Update();
    outputs.push_back(Pixels(filter->GetOutput()));
  }
  EXPECT_EQ(outputs[0], outputs[1]);
  EXPECT_EQ(outputs[0], outputs[2]);
}

TEST(HarmonicPredictionImageFilter, ReportsProgressAndStops)
{
  auto filter = MakeFilter();
  ExpectProgressReachesOne(filter);
  auto aborted = MakeFilter();
  ExpectAbortIsHonored(aborted);
}

TEST(HarmonicPredictionImageFilter, GivesFiguresOnlyForOverlappingBands)
{
  auto filter = MakeFilter();
  filter->OverlappingBandsOn();
  filter->Update();
  EXPECT_EQ(Pixels(filter->GetOutput()), Pixels(filter->GetInput()));
  EXPECT_GT(filter->GetLinearExplainedVariance(0), 0.1);
  filter->SetOperation(FilterType::OperationEnum::Refine);
  ExpectContains(ExceptionOf([&] { filter->Update(); }), "figures only");
}

TEST(HarmonicPredictionImageFilter, RefusesBadInput)
{
  auto filter = FilterType::New();
  EXPECT_THROW(filter->Update(), itk::ExceptionObject);
  EXPECT_THROW(filter->GetGain(0), itk::ExceptionObject);
  EXPECT_THROW(filter->AddTrainingImage(nullptr), itk::ExceptionObject);
  filter->SetInput(PulseImage<ImageType>({ 48, 40 }, 1));
  ExpectContains(ExceptionOf([&] { filter->Update(); }), "neither a model nor");
  const auto training = PulseImage<ImageType>({ 32, 32 }, 2);
  filter->AddTrainingImage(training);
  training->GetBufferPointer()[5] = std::numeric_limits<float>::quiet_NaN();
  training->Modified();
  ExpectContains(ExceptionOf([&] { filter->Update(); }), "Training image 0 is not finite");
  training->FillBuffer(3.0f);
  training->Modified();
  ExpectContains(ExceptionOf([&] { filter->Update(); }), "constant");
  filter = MakeFilter();
  filter->SetNumberOfOctaves(5);
  ExpectContains(ExceptionOf([&] { filter->Update(); }), "pixels along each axis");
  filter->SetNumberOfOctaves(17);
  filter->SetOperation(FilterType::OperationEnum::Refine);
  ExpectContains(ExceptionOf([&] { filter->Update(); }), "at most 16");
  filter->SetOperation(FilterType::OperationEnum::Predict);
  filter->SetNumberOfOctaves(1);
  filter->SetRidge(-1.0);
  ExpectContains(ExceptionOf([&] { filter->Update(); }), "ridge");
  filter->SetRidge(0.0);
  filter->SetInput(PulseImage<ImageType>({ 48, 4 }, 1));
  ExpectContains(ExceptionOf([&] { filter->Update(); }), "pixels along each axis");
  filter->SetInput(PulseImage<ImageType>({ 48, 40 }, 1));
  EXPECT_NO_THROW(filter->Update());
}

TEST(HarmonicPredictionImageFilter, PrintsItsParameters)
{
  auto filter = MakeFilter();
  filter->SetSeed(321);
  filter->Update();
  const std::string text = Printed(filter);
  for (const char * part : { "Operation: Predict",
                             "FineScales: Mean",
                             "Seed: 321",
                             "NumberOfOctaves: 1",
                             "NumberOfOrientations: 2",
                             "ScaleRange: 2",
                             "MaximumHarmonic: 4",
                             "Neighborhood: Box",
                             "Stride: 1",
                             "Ridge: 0",
                             "OverlappingBands: Off",
                             "Gain of scale 0" })
  {
    ExpectContains(text, part);
  }
  std::ostringstream names;
  names << FilterType::OperationEnum::Refine << FilterType::FineScalesEnum::Innovations
        << FilterType::NeighborhoodEnum::Center << FilterType::NeighborhoodEnum::Axes;
  EXPECT_EQ(names.str(), "RefineInnovationsCenterAxes");
}
