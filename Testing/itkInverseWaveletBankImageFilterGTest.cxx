// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

#include "itkInverseWaveletBankImageFilter.h"
#include "itkPhaseHarmonicsTestTools.h"
#include "itkWaveletBankImageFilter.h"

#include "itkImageFileReader.h"
#include "itkImageFileWriter.h"
#include "itkStreamingImageFilter.h"

#include <limits>

namespace
{
using namespace phaseharmonics_test;
using ImageType = itk::Image<double, 2>;
using ForwardType = itk::WaveletBankImageFilter<ImageType>;
using BandType = ForwardType::OutputImageType;
using InverseType = itk::InverseWaveletBankImageFilter<BandType>;

ForwardType::Pointer
MakeForward(const ImageType * image)
{
  auto forward = ForwardType::New();
  forward->SetInput(image);
  forward->SetNumberOfScales(5);
  forward->SetOversampling(1);
  return forward;
}

InverseType::Pointer
MakeInverse(ForwardType * forward)
{
  auto inverse = InverseType::New();
  inverse->SetNumberOfScales(5);
  inverse->SetOversampling(1);
  inverse->SetInputs(forward->GetOutputs());
  inverse->SetLowPassInput(forward->GetLowPassOutput());
  return inverse;
}

template <typename TReal, unsigned int VDimension>
void
ExpectRecoversImage(const std::vector<unsigned int> & size, bool useImageSpacing, double tolerance)
{
  using RealImageType = itk::Image<TReal, VDimension>;
  const auto image = NoiseImage<RealImageType>(size, 1);
  auto       forward = itk::WaveletBankImageFilter<RealImageType>::New();
  forward->SetInput(image);
  forward->SetNumberOfScales(3);
  forward->SetUseImageSpacing(useImageSpacing);
  auto inverse = itk::InverseWaveletBankImageFilter<itk::Image<std::complex<TReal>, VDimension>>::New();
  inverse->SetInputs(forward->GetOutputs());
  inverse->SetLowPassInput(forward->GetLowPassOutput());
  inverse->SetNumberOfScales(3);
  inverse->SetUseImageSpacing(useImageSpacing);
  inverse->Update();
  EXPECT_LT(LargestDifference<RealImageType>(inverse->GetOutput(), image), tolerance);
  ExpectSameGeometry<itk::ImageBase<VDimension>>(inverse->GetOutput(), image);
}

TEST(InverseWaveletBankImageFilter, RecoversImageAndGeometry)
{
  for (const bool useImageSpacing : { false, true })
  {
    ExpectRecoversImage<float, 1>({ 63 }, useImageSpacing, 3e-6);
    ExpectRecoversImage<double, 1>({ 64 }, useImageSpacing, 1e-13);
    ExpectRecoversImage<float, 2>({ 61, 47 }, useImageSpacing, 1e-5);
    ExpectRecoversImage<double, 2>({ 32, 40 }, useImageSpacing, 1e-13);
    ExpectRecoversImage<float, 3>({ 16, 15, 17 }, useImageSpacing, 1e-5);
    ExpectRecoversImage<double, 3>({ 15, 9, 12 }, useImageSpacing, 1e-13);
  }
}

TEST(InverseWaveletBankImageFilter, AutomaticParametersFollowThoseOfTheBank)
{
  const auto image = NoiseImage<ImageType>({ 20, 33 }, 2);
  auto       forward = ForwardType::New();
  forward->SetInput(image);
  forward->Update();
  auto inverse = InverseType::New();
  inverse->SetInputs(forward->GetOutputs());
  inverse->SetLowPassInput(forward->GetLowPassOutput());
  inverse->Update();
  EXPECT_EQ(inverse->GetNumberOfScalesUsed(), forward->GetNumberOfScalesUsed());
  EXPECT_LT(LargestDifference<ImageType>(inverse->GetOutput(), image), 1e-13);
}

TEST(InverseWaveletBankImageFilter, BandsMayBeSetOneByOneAndChanged)
{
  const auto image = NoiseImage<ImageType>({ 64, 48 }, 3);
  auto       forward = MakeForward(image);
  forward->Update();
  auto inverse = InverseType::New();
  inverse->SetNumberOfScales(5);
  inverse->SetOversampling(1);
  std::vector<BandType::Pointer> bands;
  for (unsigned int j = 0; j < 5; ++j)
  {
    for (unsigned int l = 0; l < 4; ++l)
    {
      inverse->SetBandInput(j, l, forward->GetBandOutput(j, l));
      EXPECT_EQ(inverse->GetBandInput(j, l), forward->GetBandOutput(j, l));
      bands.push_back(forward->GetBandOutput(j, l));
    }
  }
  inverse->SetLowPassInput(forward->GetLowPassOutput());
  EXPECT_EQ(inverse->GetLowPassInput(), forward->GetLowPassOutput());
  inverse->Update();
  EXPECT_LT(LargestDifference<ImageType>(inverse->GetOutput(), image), 1e-13);

  auto fromVector = InverseType::New();
  fromVector->SetNumberOfScales(5);
  fromVector->SetOversampling(1);
  fromVector->SetInputs(bands);
  fromVector->SetLowPassInput(forward->GetLowPassOutput());
  fromVector->Update();
  EXPECT_EQ(Pixels<ImageType>(fromVector->GetOutput()), Pixels<ImageType>(inverse->GetOutput()));

  // Without its bands, a constant low pass is a constant image.
  for (const auto & band : bands)
  {
    band->DisconnectPipeline();
    band->FillBuffer(0.0);
  }
  const ImageType::Pointer lowPass = forward->GetLowPassOutput();
  lowPass->DisconnectPipeline();
  lowPass->FillBuffer(0.5);
  inverse->Modified();
  inverse->Update();
  for (const double value : Pixels<ImageType>(inverse->GetOutput()))
  {
    EXPECT_NEAR(value, 0.5, 1e-13);
  }
}

TEST(InverseWaveletBankImageFilter, StreamsDownstreamAndFollowsChangesUpstream)
{
  const auto image = NoiseImage<ImageType>({ 61, 47 }, 4);
  auto       forward = MakeForward(image);
  auto       inverse = MakeInverse(forward);
  auto       streaming = itk::StreamingImageFilter<ImageType, ImageType>::New();
  streaming->SetInput(inverse->GetOutput());
  streaming->SetNumberOfStreamDivisions(4);
  streaming->Update();
  EXPECT_LT(LargestDifference<ImageType>(streaming->GetOutput(), image), 1e-13);

  forward->SetOversampling(2);
  ExpectContains(ExceptionOf([&] { streaming->Update(); }),
                 "Band (scale 2, orientation 0): expected size [31, 24], got [61, 47]");
  inverse->SetOversampling(2);
  streaming->Update();
  EXPECT_LT(LargestDifference<ImageType>(streaming->GetOutput(), image), 1e-13);

  for (const auto family : { itk::WaveletBankEnums::Family::Morlet, itk::WaveletBankEnums::Family::BumpSteerable })
  {
    forward->SetWaveletFamily(family);
    inverse->SetWaveletFamily(family);
    forward->SetFrameNormalization(itk::WaveletBankEnums::FrameNormalization::Parseval);
    inverse->SetFrameNormalization(itk::WaveletBankEnums::FrameNormalization::Parseval);
    streaming->Update();
    EXPECT_LT(LargestDifference<ImageType>(streaming->GetOutput(), image), 1e-13);
  }
}

TEST(InverseWaveletBankImageFilter, BandsMayComeFromFiles)
{
  const auto        image = NoiseImage<ImageType>({ 31, 40 }, 9);
  const std::string prefix = std::string(PHASEHARMONICS_TEST_OUTPUT_DIR) + "/InverseWaveletBank";
  auto              forward = MakeForward(image);
  forward->SetNumberOfScales(2);
  auto inverse = InverseType::New();
  inverse->SetNumberOfScales(2);
  inverse->SetOversampling(1);
  for (unsigned int j = 0; j < 2; ++j)
  {
    for (unsigned int l = 0; l < 4; ++l)
    {
      const std::string name = prefix + std::to_string(j) + std::to_string(l) + ".nrrd";
      itk::WriteImage(forward->GetBandOutput(j, l), name);
      inverse->SetBandInput(j, l, itk::ReadImage<BandType>(name));
    }
  }
  itk::WriteImage(forward->GetLowPassOutput(), prefix + ".nrrd");
  inverse->SetLowPassInput(itk::ReadImage<ImageType>(prefix + ".nrrd"));
  inverse->Update();
  // Files keep the place of the first pixel, but not its index.
  ImageType::PointType expected;
  ImageType::PointType first;
  image->TransformIndexToPhysicalPoint(image->GetLargestPossibleRegion().GetIndex(), expected);
  inverse->GetOutput()->TransformIndexToPhysicalPoint({ { 0, 0 } }, first);
  EXPECT_LT(first.EuclideanDistanceTo(expected), 1e-9);
  const auto pixels = Pixels<ImageType>(inverse->GetOutput());
  const auto original = Pixels<ImageType>(image);
  ASSERT_EQ(pixels.size(), original.size());
  for (std::size_t i = 0; i < pixels.size(); ++i)
  {
    EXPECT_NEAR(pixels[i], original[i], 1e-13);
  }
}

TEST(InverseWaveletBankImageFilter, BitsDoNotDependOnTheNumberOfThreads)
{
  auto forward = MakeForward(NoiseImage<ImageType>({ 61, 47 }, 5));
  auto one = MakeInverse(forward);
  auto three = MakeInverse(forward);
  SetThreads(one, 1);
  SetThreads(three, 3);
  one->Update();
  three->Update();
  EXPECT_EQ(Pixels<ImageType>(one->GetOutput()), Pixels<ImageType>(three->GetOutput()));
}

TEST(InverseWaveletBankImageFilter, ReportsProgressAndHonorsAbort)
{
  auto forward = MakeForward(NoiseImage<ImageType>({ 64, 64 }, 6));
  auto inverse = MakeInverse(forward);
  inverse->Update();
  ExpectProgressReachesOne(inverse);
  ExpectAbortIsHonored(inverse);
}

TEST(InverseWaveletBankImageFilter, PrintsEveryParameter)
{
  const std::string text = Printed(InverseType::New());
  for (const char * part : { "NumberOfScales: 0",
                             "NumberOfOrientations: 4",
                             "WaveletFamily: ",
                             "FrameNormalization: ",
                             "Decimation: On",
                             "Oversampling: 2",
                             "UseImageSpacing: Off" })
  {
    ExpectContains(text, part);
  }
}

class InverseErrors : public testing::Test
{
protected:
  void
  SetUp() override
  {
    m_Forward = MakeForward(NoiseImage<ImageType>({ 32, 40 }, 7));
    m_Forward->SetNumberOfScales(3);
    m_Forward->Update();
    m_Inverse = MakeInverse(m_Forward);
    m_Inverse->SetNumberOfScales(3);
    EXPECT_NO_THROW(m_Inverse->Update());
  }

  // A copy of a band that may be spoiled.
  BandType::Pointer
  CopyOfBand(unsigned int scale, unsigned int orientation)
  {
    const BandType * band = m_Forward->GetBandOutput(scale, orientation);
    auto             copy = BandType::New();
    copy->CopyInformation(band);
    copy->SetRegions(band->GetLargestPossibleRegion());
    copy->Allocate();
    const auto pixels = Pixels(band);
    std::copy(pixels.begin(), pixels.end(), copy->GetBufferPointer());
    m_Inverse->SetBandInput(scale, orientation, copy);
    return copy;
  }

  std::string
  Error()
  {
    return ExceptionOf([&] { m_Inverse->Update(); });
  }

  ForwardType::Pointer m_Forward;
  InverseType::Pointer m_Inverse;
};

TEST_F(InverseErrors, NameTheNumberOfBands)
{
  m_Inverse->SetNumberOfScales(2);
  ExpectContains(this->Error(), "Expected 8 bands (2 scales x 4 orientations), got 12");
  m_Inverse->SetNumberOfScales(3);
  m_Inverse->SetNumberOfOrientations(3);
  ExpectContains(this->Error(), "Expected 9 bands (3 scales x 3 orientations), got 12");
  m_Inverse->SetNumberOfOrientations(4);
  m_Inverse->SetBandInput(1, 2, nullptr);
  ExpectContains(this->Error(), "Band (scale 1, orientation 2) is not set");
  ExpectContains(ExceptionOf([&] { m_Inverse->SetBandInput(0, 4, nullptr); }), "there are 4 orientations");
  auto inverse = InverseType::New();
  ExpectContains(ExceptionOf([&] { inverse->Update(); }), "required but not set");
  inverse->SetInputs(m_Forward->GetOutputs());
  ExpectContains(ExceptionOf([&] { inverse->Update(); }), "LowPass is required but not set");
  auto outputs = m_Forward->GetOutputs();
  outputs[3] = m_Forward->GetLowPassOutput();
  ExpectContains(ExceptionOf([&] { inverse->SetInputs(outputs); }), "Input 3 is not a complex image");
}

TEST_F(InverseErrors, NameTheGeometryExpectedAndGot)
{
  auto band = this->CopyOfBand(2, 1);
  EXPECT_EQ(this->Error(), "");
  auto spacing = band->GetSpacing();
  spacing[1] *= 1.01;
  band->SetSpacing(spacing);
  ExpectContains(this->Error(), "Band (scale 2, orientation 1): expected spacing [1, 2.5], got [1, 2.525]");
  band = this->CopyOfBand(2, 1);
  auto origin = band->GetOrigin();
  origin[0] += 0.1;
  band->SetOrigin(origin);
  ExpectContains(this->Error(), "Band (scale 2, orientation 1): expected the first pixel at");
  band = this->CopyOfBand(2, 1);
  // Turned about its first pixel.
  itk::Point<double, 2> first;
  band->TransformIndexToPhysicalPoint(band->GetLargestPossibleRegion().GetIndex(), first);
  auto direction = band->GetDirection();
  direction.SetIdentity();
  band->SetDirection(direction);
  itk::Point<double, 2> moved;
  band->TransformIndexToPhysicalPoint(band->GetLargestPossibleRegion().GetIndex(), moved);
  band->SetOrigin(band->GetOrigin() + (first - moved));
  ExpectContains(this->Error(), "Band (scale 2, orientation 1): expected direction");
  this->CopyOfBand(2, 1);
  m_Inverse->SetLowPassInput(NoiseImage<ImageType>({ 32, 40 }, 8));
  ExpectContains(this->Error(), "The low pass: expected size [16, 20], got [32, 40]");
}

TEST_F(InverseErrors, NameTheFirstCoefficientThatIsNotFinite)
{
  const auto   band = this->CopyOfBand(1, 3);
  const double nan = std::numeric_limits<double>::quiet_NaN();
  band->SetPixel({ { 9, 2 } }, { 1.0, nan });
  ExpectContains(this->Error(), "Band (scale 1, orientation 3) is not finite: its value at index [9, 2] is (1,nan)");
}

TEST_F(InverseErrors, NameWaveletsThatDoNotCoverAllFrequencies)
{
  m_Forward->SetWaveletFamily(itk::WaveletBankEnums::Family::Morlet);
  m_Forward->SetNumberOfOrientations(1);
  m_Inverse->SetWaveletFamily(itk::WaveletBankEnums::Family::Morlet);
  m_Inverse->SetNumberOfOrientations(1);
  m_Inverse->SetInputs(m_Forward->GetOutputs());
  ExpectContains(this->Error(), "leave some frequencies uncovered");
}
} // namespace
