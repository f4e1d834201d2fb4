// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

#include "itkInverseWaveletBankImageFilter.h"
#include "itkMomentFilterTestTools.h"
#include "itkMomentPoolingImageFilter.h"
#include "itkWaveletBankImageFilter.h"

#include <limits>

namespace
{
using namespace phaseharmonics_test;
using ImageType = itk::Image<double, 2>;
using BankType = itk::WaveletBankImageFilter<ImageType>;
using BandType = BankType::OutputImageType;
using PoolingType = itk::MomentPoolingImageFilter<BandType>;
using ModelEnum = itk::MomentSetEnums::Model;

BankType::Pointer
MakeBank(const ImageType * image)
{
  auto bank = BankType::New();
  bank->SetInput(image);
  bank->SetNumberOfScales(3);
  return bank;
}

PoolingType::Pointer
MakePooling(BankType * bank)
{
  auto pooling = PoolingType::New();
  pooling->SetNumberOfScales(3);
  pooling->SetInputs(bank->GetOutputs());
  pooling->SetLowPassInput(bank->GetLowPassOutput());
  return pooling;
}

// Bank and pooling against the fused filter; `configure` sets the parameters of all three.
template <typename TReal, unsigned int VDimension, typename TConfigure>
double
DifferenceOfChain(const std::vector<unsigned int> & size, ModelEnum model, const TConfigure & configure)
{
  using RealImageType = itk::Image<TReal, VDimension>;
  const auto image = NoiseImage<RealImageType>(size, 1);
  auto       bank = itk::WaveletBankImageFilter<RealImageType>::New();
  auto       pooling = itk::MomentPoolingImageFilter<itk::Image<std::complex<TReal>, VDimension>>::New();
  auto       fused = itk::PhaseHarmonicMomentsImageFilter<RealImageType>::New();
  const auto configureAll = [&](auto & filter) {
    filter->SetNumberOfScales(3);
    configure(filter);
  };
  configureAll(bank);
  configureAll(pooling);
  configureAll(fused);
  bank->SetInput(image);
  pooling->SetInputs(bank->GetOutputs());
  pooling->SetLowPassInput(bank->GetLowPassOutput());
  pooling->SetModel(model);
  pooling->Update();
  fused->SetInput(image);
  fused->SetModel(model);
  fused->Update();
  EXPECT_EQ(pooling->GetMoments()->GetMoments().bank, fused->GetMoments()->GetMoments().bank);
  return LargestNormalizedDifference(pooling->GetMoments()->GetMoments(), fused->GetMoments()->GetMoments());
}

const auto noConfiguration = [](auto &) {};

TEST(MomentPoolingImageFilter, EqualsTheFusedFilterInEveryDimension)
{
  const auto floatDifference = [](double difference) { EXPECT_LT(difference, 1e-5); };
  const auto doubleDifference = [](double difference) { EXPECT_LT(difference, 1e-11); };
  floatDifference(DifferenceOfChain<float, 1>({ 63 }, ModelEnum::C, noConfiguration));
  floatDifference(DifferenceOfChain<float, 1>({ 64 }, ModelEnum::C, noConfiguration));
  floatDifference(DifferenceOfChain<float, 2>({ 61, 47 }, ModelEnum::C, noConfiguration));
  floatDifference(DifferenceOfChain<float, 2>({ 64, 64 }, ModelEnum::C, noConfiguration));
  floatDifference(DifferenceOfChain<float, 3>({ 16, 15, 17 }, ModelEnum::C, noConfiguration));
  doubleDifference(DifferenceOfChain<double, 1>({ 63 }, ModelEnum::C, noConfiguration));
  doubleDifference(DifferenceOfChain<double, 2>({ 61, 47 }, ModelEnum::C, noConfiguration));
  doubleDifference(DifferenceOfChain<double, 2>({ 32, 40 }, ModelEnum::C, noConfiguration));
  doubleDifference(DifferenceOfChain<double, 3>({ 15, 18, 16 }, ModelEnum::C, noConfiguration));
}

TEST(MomentPoolingImageFilter, EqualsTheFusedFilterForEveryModel)
{
  for (const ModelEnum model :
       { ModelEnum::A, ModelEnum::B, ModelEnum::C, ModelEnum::D, ModelEnum::Compressive, ModelEnum::Rectified })
  {
    EXPECT_LT((DifferenceOfChain<double, 2>({ 40, 33 }, model, noConfiguration)), 1e-11) << model;
    EXPECT_LT((DifferenceOfChain<float, 2>({ 40, 33 }, model, noConfiguration)), 1e-5) << model;
  }
}

TEST(MomentPoolingImageFilter, EqualsTheFusedFilterForOtherBanks)
{
  const std::vector<unsigned int> size = { 40, 33 };
  EXPECT_LT((DifferenceOfChain<double, 2>(size, ModelEnum::C, [](auto & filter) { filter->SetOversampling(1); })),
            1e-11);
  EXPECT_LT((DifferenceOfChain<double, 2>(size, ModelEnum::C, [](auto & filter) { filter->DecimationOff(); })), 1e-11);
  EXPECT_LT((DifferenceOfChain<double, 2>(size, ModelEnum::C, [](auto & filter) { filter->UseImageSpacingOn(); })),
            1e-11);
  EXPECT_LT((DifferenceOfChain<double, 2>(size,
                                          ModelEnum::C,
                                          [](auto & filter) {
                                            filter->SetNumberOfOrientations(6);
                                            filter->SetWaveletFamily(itk::WaveletBankEnums::Family::Morlet);
                                            filter->SetFrameNormalization(
                                              itk::WaveletBankEnums::FrameNormalization::Parseval);
                                          })),
            1e-11);
}

TEST(MomentPoolingImageFilter, FollowsChangesOfParametersAndBands)
{
  auto bank = MakeBank(NoiseImage<ImageType>({ 40, 33 }, 2));
  auto pooling = MakePooling(bank);
  auto fused = itk::PhaseHarmonicMomentsImageFilter<ImageType>::New();
  fused->SetInput(bank->GetInput());
  fused->SetNumberOfScales(3);
  bank->SetOversampling(1);
  pooling->SetOversampling(1);
  fused->SetOversampling(1);
  const auto difference = [&] {
    pooling->Update();
    fused->Update();
    return LargestNormalizedDifference(pooling->GetMoments()->GetMoments(), fused->GetMoments()->GetMoments());
  };
  EXPECT_LT(difference(), 1e-11);
  pooling->SetModel(ModelEnum::B);
  fused->SetModel(ModelEnum::B);
  EXPECT_LT(difference(), 1e-11);
  bank->SetInput(NoiseImage<ImageType>({ 40, 33 }, 3));
  fused->SetInput(bank->GetInput());
  EXPECT_LT(difference(), 1e-11);
  bank->DecimationOff();
  ExpectContains(ExceptionOf(difference), "expected size");
  pooling->FullGridOn();
  fused->FullGridOn();
  EXPECT_LT(difference(), 1e-11);
}

TEST(MomentPoolingImageFilter, ConnectsBeforeTheNumberOfScalesIsKnown)
{
  const auto image = NoiseImage<ImageType>({ 40, 33 }, 9);
  auto       bank = BankType::New();
  bank->SetInput(image);
  auto pooling = PoolingType::New();
  pooling->SetInputs(bank->GetOutputs());
  pooling->SetLowPassInput(bank->GetLowPassOutput());
  pooling->Update();
  auto fused = itk::PhaseHarmonicMomentsImageFilter<ImageType>::New();
  fused->SetInput(image);
  fused->Update();
  EXPECT_LT(LargestNormalizedDifference(pooling->GetMoments()->GetMoments(), fused->GetMoments()->GetMoments()), 1e-11);

  // Bands that are there must be used.
  const auto other = MakeBank(image);
  other->SetNumberOfScales(5);
  pooling->SetInputs(other->GetOutputs());
  ExpectContains(ExceptionOf([&] { pooling->Update(); }), "got 20");
}

TEST(MomentPoolingImageFilter, TakesTheClosestImageOfOtherBands)
{
  auto bank = MakeBank(NoiseImage<ImageType>({ 32, 32 }, 4));
  bank->Update();
  const BandType::Pointer band = bank->GetBandOutput(1, 2);
  band->DisconnectPipeline();
  band->FillBuffer(0.0);
  auto pooling = MakePooling(bank);
  pooling->SetBandInput(1, 2, band);
  EXPECT_EQ(pooling->GetBandInput(1, 2), band.GetPointer());
  EXPECT_EQ(pooling->GetLowPassInput(), bank->GetLowPassOutput());
  pooling->Update();

  auto inverse = itk::InverseWaveletBankImageFilter<BandType>::New();
  inverse->SetNumberOfScales(3);
  inverse->SetInputs(bank->GetOutputs());
  inverse->SetBandInput(1, 2, band);
  inverse->SetLowPassInput(bank->GetLowPassOutput());
  auto fused = itk::PhaseHarmonicMomentsImageFilter<ImageType>::New();
  fused->SetInput(inverse->GetOutput());
  fused->SetNumberOfScales(3);
  fused->Update();
  ExpectSameMoments(pooling->GetMoments()->GetMoments(), fused->GetMoments()->GetMoments());
}

TEST(MomentPoolingImageFilter, BitsDoNotDependOnTheNumberOfThreads)
{
  auto bank = MakeBank(NoiseImage<ImageType>({ 61, 47 }, 5));
  auto one = MakePooling(bank);
  SetThreads(one, 1);
  one->Update();
  for (const itk::ThreadIdType threads : { 2, 3 })
  {
    auto other = MakePooling(bank);
    SetThreads(other, threads);
    other->Update();
    ExpectSameMoments(other->GetMoments()->GetMoments(), one->GetMoments()->GetMoments());
  }
}

TEST(MomentPoolingImageFilter, ReportsProgressAndHonorsAbort)
{
  auto bank = MakeBank(NoiseImage<ImageType>({ 64, 64 }, 6));
  auto pooling = MakePooling(bank);
  pooling->Update();
  ExpectProgressReachesOne(pooling);
  ExpectAbortIsHonored(pooling);
}

TEST(MomentPoolingImageFilter, PrintsEveryParameter)
{
  const std::string text = Printed(PoolingType::New());
  ExpectContains(text, "Oversampling: 2");
  ExpectContains(text, "Model: itk::MomentSetEnums::Model::C");
}

template <typename TReal>
std::string
ErrorForConstantImage(TReal value, const std::vector<unsigned int> & size)
{
  using RealImageType = itk::Image<TReal, 2>;
  auto image = NoiseImage<RealImageType>(size, 7);
  image->FillBuffer(value);
  auto bank = itk::WaveletBankImageFilter<RealImageType>::New();
  bank->SetInput(image);
  bank->Update();
  auto pooling = itk::MomentPoolingImageFilter<itk::Image<std::complex<TReal>, 2>>::New();
  pooling->SetInputs(bank->GetOutputs());
  pooling->SetLowPassInput(bank->GetLowPassOutput());
  return ExceptionOf([&] { pooling->Update(); });
}

TEST(MomentPoolingImageFilter, RefusesBandsOfAConstantImage)
{
  for (const auto & size : { std::vector<unsigned int>{ 32, 32 }, { 61, 47 }, { 128, 100 }, { 251, 127 } })
  {
    ExpectContains(ErrorForConstantImage<double>(0.0, size), "is constant");
    ExpectContains(ErrorForConstantImage<double>(0.1, size), "is constant");
    ExpectContains(ErrorForConstantImage<float>(-1234.567f, size), "is constant");
  }
}

TEST(MomentPoolingImageFilter, NamesWhatIsWrong)
{
  const auto image = NoiseImage<ImageType>({ 32, 32 }, 8);
  auto       bank = MakeBank(image);
  bank->Update();
  auto       pooling = MakePooling(bank);
  const auto error = [&] { return ExceptionOf([&] { pooling->Update(); }); };
  EXPECT_EQ(error(), "");

  pooling->SetBandInput(1, 1, nullptr);
  ExpectContains(error(), "Band (scale 1, orientation 1) is not set");
  auto small = BandType::New();
  small->SetRegions(BandType::SizeType{ { 16, 16 } });
  small->Allocate(true);
  pooling->SetBandInput(1, 1, small);
  ExpectContains(error(), "Band (scale 1, orientation 1): expected size [32, 32], got [16, 16]");
  pooling->SetInputs(bank->GetOutputs());
  auto bands = bank->GetOutputs();
  bands.pop_back();
  pooling->SetInputs(bands);
  ExpectContains(error(), "Expected 12 bands (3 scales x 4 orientations), got 11");
  pooling->SetInputs(bank->GetOutputs());
  pooling->SetLowPassInput(nullptr);
  ExpectContains(error(), "LowPass");
  pooling->SetLowPassInput(bank->GetLowPassOutput());
  EXPECT_EQ(error(), "");

  const BandType::Pointer band = bank->GetBandOutput(2, 3);
  band->DisconnectPipeline();
  band->SetPixel(band->GetBufferedRegion().GetIndex(), { 0.0, std::numeric_limits<double>::quiet_NaN() });
  pooling->SetBandInput(2, 3, band);
  ExpectContains(error(), "Band (scale 2, orientation 3) is not finite: its value at index [3, -4]");
  pooling->SetInputs(bank->GetOutputs());
  pooling->SetModel(ModelEnum::Custom);
  ExpectContains(error(), "SetCustomMomentSet");
  EXPECT_THROW(PoolingType::New()->Update(), itk::ExceptionObject);
}
} // namespace
