// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

#include "itkMomentFilterTestTools.h"

#include "phMomentSetBuilder.h"

#include "itkShiftScaleImageFilter.h"

#include <limits>

namespace
{
using namespace phaseharmonics_test;
using ImageType = itk::Image<double, 2>;
using FilterType = itk::PhaseHarmonicMomentsImageFilter<ImageType>;
using ModelEnum = itk::MomentSetEnums::Model;

FilterType::Pointer
MakeFilter(const ImageType * image)
{
  auto filter = FilterType::New();
  filter->SetInput(image);
  filter->SetNumberOfScales(3);
  return filter;
}

template <typename TReal, unsigned int VDimension>
void
ExpectEqualsEngine(const std::vector<unsigned int> & size, bool useImageSpacing)
{
  using RealImageType = itk::Image<TReal, VDimension>;
  const auto image = NoiseImage<RealImageType>(size, 1);
  auto       filter = itk::PhaseHarmonicMomentsImageFilter<RealImageType>::New();
  filter->SetInput(image);
  filter->SetNumberOfScales(3);
  filter->SetUseImageSpacing(useImageSpacing);
  filter->Update();

  phaseharmonics::WaveletBankOptions options;
  options.numberOfScales = 3;
  options.numberOfOrientations = filter->GetNumberOfOrientations();
  options.useImageSpacing = useImageSpacing;
  phaseharmonics::Grid grid;
  grid.dimension = VDimension;
  for (unsigned int axis = 0; axis < VDimension; ++axis)
  {
    grid.size[axis] = size[axis];
    options.spacing[axis] = useImageSpacing ? image->GetSpacing()[axis] : 1.0;
  }
  const phaseharmonics::SerialExecutor executor;
  phaseharmonics::Statistics<TReal>    statistics(
    std::make_shared<phaseharmonics::WaveletBank<TReal>>(grid, options, executor),
    phaseharmonics::MomentSet(VDimension, 3, options.numberOfOrientations, {}));
  const auto                      expected = statistics.Analyze(image->GetBufferPointer(), executor);
  const phaseharmonics::Moments & moments = filter->GetMoments()->GetMoments();
  ExpectSameMoments(moments, expected);
  EXPECT_EQ(moments.grid, grid);
  EXPECT_EQ(moments.bank, options);
}

TEST(PhaseHarmonicMomentsImageFilter, EqualsTheEngineInEveryDimension)
{
  for (const bool useImageSpacing : { false, true })
  {
    ExpectEqualsEngine<float, 1>({ 63 }, useImageSpacing);
    ExpectEqualsEngine<double, 1>({ 64 }, useImageSpacing);
    ExpectEqualsEngine<float, 2>({ 33, 47 }, useImageSpacing);
    ExpectEqualsEngine<double, 2>({ 32, 40 }, useImageSpacing);
    ExpectEqualsEngine<float, 3>({ 16, 15, 17 }, useImageSpacing);
    ExpectEqualsEngine<double, 3>({ 15, 18, 16 }, useImageSpacing);
  }
}

TEST(PhaseHarmonicMomentsImageFilter, CountsMomentsOfTheDefaultModel)
{
  auto filter = MakeFilter(NoiseImage<ImageType>({ 64, 64 }, 1));
  filter->SetNumberOfScales(5);
  filter->Update();
  const auto * const moments = filter->GetMoments();
  EXPECT_EQ(moments->GetModel(), ModelEnum::C);
  EXPECT_EQ(moments->GetNumberOfUniqueMoments(), 1883u);
  const phaseharmonics::MomentSet set(2, 5, 4, {});
  EXPECT_EQ(moments->GetNumberOfNominalMoments(), set.GetNumberOfNominalMoments());
  EXPECT_EQ(moments->GetNumberOfMoments(), set.GetMoments().size());
  EXPECT_EQ(moments->GetNumberOfFeatures(), set.GetFeatures().size());
}

TEST(PhaseHarmonicMomentsImageFilter, FollowsEveryParameterOfTheSet)
{
  const auto image = NoiseImage<ImageType>({ 40, 33 }, 2);
  auto       filter = MakeFilter(image);
  const auto expectSet = [&](const phaseharmonics::MomentSetOptions & options) {
    filter->Update();
    const phaseharmonics::MomentSet set(2, 3, filter->GetNumberOfOrientations(), options);
    const auto &                    moments = filter->GetMoments()->GetMoments();
    EXPECT_EQ(moments.set.GetOptions(), options);
    EXPECT_EQ(moments.set.GetMoments().size(), set.GetMoments().size());
    EXPECT_EQ(moments.set.GetFeatures(), set.GetFeatures());
    EXPECT_EQ(moments.covariances.size(), set.GetMoments().size());
  };
  phaseharmonics::MomentSetOptions                        options;
  const std::pair<ModelEnum, phaseharmonics::MomentModel> models[] = {
    { ModelEnum::A, phaseharmonics::MomentModel::A },
    { ModelEnum::B, phaseharmonics::MomentModel::B },
    { ModelEnum::D, phaseharmonics::MomentModel::D },
    { ModelEnum::Compressive, phaseharmonics::MomentModel::Compressive },
    { ModelEnum::Rectified, phaseharmonics::MomentModel::Rectified },
    { ModelEnum::C, phaseharmonics::MomentModel::C },
  };
  for (const auto & model : models)
  {
    filter->SetModel(model.first);
    options.model = model.second;
    expectSet(options);
    EXPECT_EQ(filter->GetMoments()->GetModel(), model.first);
  }
  filter->SetScaleRange(options.scaleRange = 1);
  expectSet(options);
  filter->SetShiftRange(options.shiftRange = 1);
  expectSet(options);
  filter->SetAngularRange(options.angularRange = 1);
  expectSet(options);
  filter->SetScaleRange(options.scaleRange = 2);
  filter->SetMaximumHarmonic(options.maximumHarmonic = 2);
  expectSet(options);
  filter->SetNumberOfOrientations(6);
  expectSet(options);
  filter->SetModel(ModelEnum::Rectified);
  options.model = phaseharmonics::MomentModel::Rectified;
  filter->SetNumberOfPhases(options.numberOfPhases = 6);
  expectSet(options);
}

TEST(PhaseHarmonicMomentsImageFilter, RunsAgainAsIfItWereNew)
{
  auto       filter = MakeFilter(NoiseImage<ImageType>({ 48, 40 }, 3));
  const auto expectAsNew = [&] {
    filter->Update();
    auto fresh = MakeFilter(filter->GetInput());
    fresh->SetNumberOfScales(filter->GetNumberOfScales());
    fresh->SetWaveletFamily(filter->GetWaveletFamily());
    fresh->SetModel(filter->GetModel());
    fresh->SetFullGrid(filter->GetFullGrid());
    fresh->Update();
    ExpectSameMoments(filter->GetMoments()->GetMoments(), fresh->GetMoments()->GetMoments());
  };
  expectAsNew();
  filter->SetModel(ModelEnum::B);
  expectAsNew();
  filter->SetNumberOfScales(4);
  expectAsNew();
  filter->SetWaveletFamily(itk::WaveletBankEnums::Family::Morlet);
  expectAsNew();
  filter->FullGridOn();
  expectAsNew();
  filter->SetInput(NoiseImage<ImageType>({ 48, 40 }, 4));
  expectAsNew();
  filter->SetInput(NoiseImage<ImageType>({ 33, 40 }, 4));
  expectAsNew();
}

TEST(PhaseHarmonicMomentsImageFilter, FullGridOverridesDecimation)
{
  auto filter = MakeFilter(NoiseImage<ImageType>({ 64, 64 }, 5));
  filter->SetNumberOfScales(4);
  filter->SetModel(ModelEnum::A);
  filter->Update();
  EXPECT_TRUE(filter->GetMoments()->GetMoments().bank.decimation);
  const auto decimated = filter->GetMoments()->GetMoments();
  filter->FullGridOn();
  filter->DecimationOn();
  EXPECT_FALSE(filter->GetDecimation());
  filter->Update();
  EXPECT_FALSE(filter->GetMoments()->GetMoments().bank.decimation);
  EXPECT_LT(LargestNormalizedDifference(filter->GetMoments()->GetMoments(), decimated), 1e-9);
  filter->FullGridOff();
  EXPECT_TRUE(filter->GetDecimation());
}

TEST(PhaseHarmonicMomentsImageFilter, AveragesInputsAboutTheirCommonMeans)
{
  const auto first = NoiseImage<ImageType>({ 48, 41 }, 6);
  auto       shifted = itk::ShiftScaleImageFilter<ImageType, ImageType>::New();
  shifted->SetInput(NoiseImage<ImageType>({ 48, 41 }, 7));
  shifted->SetShift(1.5);
  shifted->SetScale(2.0);
  shifted->Update();
  const ImageType::Pointer second = shifted->GetOutput();
  ImageType::PointType     elsewhere;
  elsewhere.Fill(100.0);
  second->SetOrigin(elsewhere);

  auto filter = MakeFilter(first);
  filter->SetInput(1, second);
  filter->Update();
  const auto & average = filter->GetMoments()->GetMoments();
  EXPECT_NEAR(average.imageMean, 1.5, 0.2);
  EXPECT_NEAR(average.imageDeviation, std::sqrt((1.0 + 4.0) / 2 + 1.5 * 1.5), 0.1);

  const phaseharmonics::SerialExecutor executor;
  phaseharmonics::Statistics<double>   statistics(
    std::make_shared<phaseharmonics::WaveletBank<double>>(average.grid, average.bank, executor), average.set);
  statistics.SetTarget(average, phaseharmonics::MomentNormalization::None);
  const auto  ofFirst = statistics.AnalyzeAboutTarget(first->GetBufferPointer(), executor).covariances;
  const auto  ofSecond = statistics.AnalyzeAboutTarget(second->GetBufferPointer(), executor).covariances;
  double      error = 0.0;
  std::size_t m = 0;
  for (const std::complex<double> & covariance : average.covariances)
  {
    error = std::max(error, std::abs(covariance - 0.5 * (ofFirst[m] + ofSecond[m])));
    ++m;
  }
  EXPECT_LT(error, 1e-12);

  // The same image twice is the image.
  filter->SetInput(1, first);
  filter->Update();
  const auto twice = filter->GetMoments()->GetMoments();
  auto       once = MakeFilter(first);
  once->Update();
  EXPECT_LT(LargestNormalizedDifference(twice, once->GetMoments()->GetMoments()), 1e-14);
}

TEST(PhaseHarmonicMomentsImageFilter, TakesMomentsOfOnesOwn)
{
  phaseharmonics::MomentSetBuilder builder(2, 3, 4);
  builder.Add({ { 0, 1, 1 }, { 2, 1, 4 }, {} });
  builder.Add({ { 0, 1, 1 }, { 0, 2, 1 }, { { 5, -3, 0 } } });
  auto filter = MakeFilter(NoiseImage<ImageType>({ 32, 32 }, 8));
  filter->SetCustomMomentSet(builder.GetMomentSet());
  EXPECT_EQ(filter->GetModel(), ModelEnum::Custom);
  filter->Update();
  EXPECT_EQ(filter->GetMoments()->GetNumberOfMoments(), 2u);
  builder.Add({ { 3, 0, 0 }, { 3, 0, 0 }, {} });
  filter->SetCustomMomentSet(builder.GetMomentSet());
  filter->Update();
  EXPECT_EQ(filter->GetMoments()->GetNumberOfMoments(), 3u);

  filter->SetNumberOfScales(4);
  ExpectContains(ExceptionOf([&] { filter->Update(); }), "for 2 dimensions, 3 scales and 4 orientations");
  filter->SetModel(ModelEnum::A);
  EXPECT_NO_THROW(filter->Update());
  auto empty = MakeFilter(filter->GetInput());
  empty->SetModel(ModelEnum::Custom);
  ExpectContains(ExceptionOf([&] { empty->Update(); }), "SetCustomMomentSet");
}

TEST(PhaseHarmonicMomentsImageFilter, BitsDoNotDependOnTheNumberOfThreads)
{
  using FloatImageType = itk::Image<float, 2>;
  const auto                           image = NoiseImage<FloatImageType>({ 61, 47 }, 9);
  std::vector<phaseharmonics::Moments> moments;
  for (const itk::ThreadIdType threads : { 1, 2, 3 })
  {
    auto filter = itk::PhaseHarmonicMomentsImageFilter<FloatImageType>::New();
    filter->SetInput(image);
    SetThreads(filter, threads);
    filter->Update();
    moments.push_back(filter->GetMoments()->GetMoments());
    filter->Modified();
    filter->Update();
    moments.push_back(filter->GetMoments()->GetMoments());
  }
  for (const auto & other : moments)
  {
    ExpectSameMoments(other, moments.front());
  }
}

TEST(PhaseHarmonicMomentsImageFilter, ReportsProgressAndHonorsAbort)
{
  auto filter = MakeFilter(NoiseImage<ImageType>({ 64, 64 }, 10));
  filter->SetInput(1, NoiseImage<ImageType>({ 64, 64 }, 11));
  filter->Update();
  ExpectProgressReachesOne(filter);
  ExpectAbortIsHonored(filter);
}

TEST(PhaseHarmonicMomentsImageFilter, PrintsEveryParameter)
{
  const std::string text = Printed(FilterType::New());
  for (const char * part : { "NumberOfScales: 0",
                             "Model: itk::MomentSetEnums::Model::C",
                             "ScaleRange: 2",
                             "ShiftRange: 2",
                             "AngularRange: -1",
                             "MaximumHarmonic: 0",
                             "NumberOfPhases: 4",
                             "Normalization: itk::MomentSetEnums::Normalization::Target",
                             "FullGrid: Off" })
  {
    ExpectContains(text, part);
  }
}

TEST(PhaseHarmonicMomentsImageFilter, KeepsToAMemoryLimit)
{
  auto filter = MakeFilter(NoiseImage<ImageType>({ 64, 64 }, 6));
  filter->SetNumberOfScales(4);
  const auto free = filter->PredictPeakMemory();
  filter->Update();
  const auto moments = filter->GetMoments()->GetMoments();
  filter->SetMemoryLimit(free - free / 8);
  EXPECT_LE(filter->PredictPeakMemory(), filter->GetMemoryLimit());
  ExpectProgressReachesOne(filter);
  EXPECT_LT(LargestNormalizedDifference(filter->GetMoments()->GetMoments(), moments), 1e-12);
  filter->SetMemoryLimit(1000);
  ExpectContains(ExceptionOf([&] { filter->Update(); }), "memory limit");
  ExpectContains(ExceptionOf([&] { filter->PredictPeakMemory(); }), "memory limit");
  filter->SetMemoryLimit(0);
  filter->Update();
  EXPECT_LT(LargestNormalizedDifference(filter->GetMoments()->GetMoments(), moments), 1e-15);
}

TEST(PhaseHarmonicMomentsImageFilter, NamesWhatIsWrong)
{
  auto       image = NoiseImage<ImageType>({ 32, 32 }, 12);
  auto       filter = MakeFilter(image);
  const auto error = [&] { return ExceptionOf([&] { filter->Update(); }); };
  const auto start = image->GetBufferedRegion().GetIndex();

  for (const double bad : { std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity() })
  {
    image->SetPixel(start, bad);
    image->Modified();
    ExpectContains(error(), "Input 0 is not finite: its value at index [3, -4]");
  }
  image->FillBuffer(0.1);
  image->Modified();
  ExpectContains(error(), "Input 0 is constant (0.1)");
  image->SetPixel(start, 0.2);
  image->Modified();
  EXPECT_EQ(error(), "");

  filter->SetInput(1, NoiseImage<ImageType>({ 32, 31 }, 13));
  ExpectContains(error(), "Input 1: expected size [32, 32], got [32, 31]");
  filter->SetInput(1, image);
  filter->SetInput(2, NoiseImage<ImageType>({ 32, 32 }, 13));
  EXPECT_EQ(error(), "");
  auto wide = NoiseImage<ImageType>({ 32, 32 }, 14);
  wide->SetSpacing(ImageType::SpacingType(3.0));
  filter->SetInput(2, wide);
  EXPECT_EQ(error(), "");
  filter->UseImageSpacingOn();
  ExpectContains(error(), "Input 2: expected spacing");
  filter->SetInput(2, image);
  filter->SetInput(1, nullptr);
  ExpectContains(error(), "Input 1 is not set");
  filter->SetInput(1, image);
  filter->UseImageSpacingOff();

  filter->SetNumberOfScales(6);
  ExpectContains(error(), "number of scales must be 1 to 5 for this image");
  filter->SetNumberOfScales(3);
  filter->SetModel(ModelEnum::Rectified);
  filter->SetNumberOfPhases(5);
  ExpectContains(error(), "number of phases must be even and at least 4, not 5");
  filter->SetModel(ModelEnum::C);
  filter->SetScaleRange(11);
  ExpectContains(error(), "scale range must be at most 10");
  filter->SetScaleRange(2);
  EXPECT_EQ(error(), "");
  EXPECT_THROW(FilterType::New()->Update(), itk::ExceptionObject);

  using VolumeType = itk::Image<double, 3>;
  auto volume = itk::PhaseHarmonicMomentsImageFilter<VolumeType>::New();
  volume->SetInput(NoiseImage<VolumeType>({ 8, 8, 8 }, 15));
  volume->SetModel(ModelEnum::D);
  ExpectContains(ExceptionOf([&] { volume->Update(); }), "Model D");
}
} // namespace
