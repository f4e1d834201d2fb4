// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

#include "itkSparseDeconvolutionImageFilter.h"
#include "itkSparseFilterTestTools.h"

#include <limits>

namespace
{
using namespace phaseharmonics_test;
using BoundaryEnum = itk::SparseDeconvolutionEnums::Boundary;
using ImageType = itk::Image<double, 2>;
using ColorType = itk::VectorImage<double, 2>;
using FilterType = itk::SparseDeconvolutionImageFilter<ImageType>;
using CodeType = FilterType::CodeType;

FilterType::Pointer
MakeFilter(const ImageType * image, const itk::Dictionary * dictionary)
{
  auto filter = FilterType::New();
  filter->SetInput(image);
  filter->SetDictionary(dictionary);
  filter->SetLambdaRatio(0.2);
  filter->SetMaximumIterations(1000);
  return filter;
}

itk::Dictionary::Pointer
DeltaAtom(unsigned int dimension, std::size_t channels = 1)
{
  return RandomAtoms(std::vector<std::size_t>(dimension, 1), channels, channels, 1);
}

/** An image that one can blur by hand: the filter gives it back fine pixel by fine pixel. */
ImageType::Pointer
Kernel(const std::vector<double> & values, const ImageType::SizeType & size)
{
  auto kernel = ImageType::New();
  // A kernel may lie anywhere.
  kernel->SetRegions(ImageType::RegionType({ { 50, -20 } }, size));
  kernel->Allocate();
  std::copy(values.begin(), values.end(), kernel->GetBufferPointer());
  return kernel;
}

/** S_N (h * x) of a periodic image on the grid of x, kept at every N-th pixel. */
ImageType::Pointer
Observe(const ImageType * fine, const ImageType * kernel, unsigned int factor)
{
  const auto           region = fine->GetLargestPossibleRegion();
  const auto           n = region.GetSize();
  ImageType::SizeType  size{ { n[0] / factor, n[1] / factor } };
  ImageType::IndexType start{ { region.GetIndex(0) / static_cast<int>(factor),
                                region.GetIndex(1) / static_cast<int>(factor) } };
  auto                 observed = ImageType::New();
  observed->CopyInformation(fine);
  observed->SetRegions(ImageType::RegionType(start, size));
  observed->SetSpacing(fine->GetSpacing() * static_cast<double>(factor));
  observed->Allocate(true);
  const auto & m = kernel->GetLargestPossibleRegion().GetSize();
  for (unsigned int i = 0; i < size[0] * size[1]; ++i)
  {
    for (unsigned int k = 0; k < m[0] * m[1]; ++k)
    {
      const auto x = (factor * (i % size[0]) + n[0] + m[0] / 2 - k % m[0]) % n[0];
      const auto y = (factor * (i / size[0]) + n[1] + m[1] / 2 - k / m[0]) % n[1];
      observed->GetBufferPointer()[i] += kernel->GetBufferPointer()[k] * fine->GetBufferPointer()[y * n[0] + x];
    }
  }
  return observed;
}

/** Few Diracs, far from each other, on the grid of a NoiseImage with an index divisible by 2. */
ImageType::Pointer
Diracs()
{
  auto image = NoiseImage<ImageType>({ 48, 40 }, 1);
  auto region = image->GetLargestPossibleRegion();
  region.SetIndex({ { 4, -6 } });
  image->SetRegions(region);
  image->FillBuffer(0.0);
  for (const std::size_t place : { 5 * 48 + 7, 7 * 48 + 30, 22 * 48 + 19, 30 * 48 + 40, 33 * 48 + 5 })
  {
    image->GetBufferPointer()[place] = 1.0 + 0.1 * static_cast<double>(place % 7);
  }
  return image;
}

template <typename TImage>
class SparseDeconvolutionImageFilterOf : public testing::Test
{};
using ImageTypes = testing::Types<itk::Image<float, 1>,
                                  itk::Image<float, 2>,
                                  itk::Image<double, 3>,
                                  itk::VectorImage<double, 1>,
                                  itk::VectorImage<float, 2>,
                                  itk::VectorImage<double, 3>>;
TYPED_TEST_SUITE(SparseDeconvolutionImageFilterOf, ImageTypes);

template <typename TImage>
typename TImage::Pointer
NoiseOf(const std::vector<unsigned int> & size, TImage *)
{
  return NoiseImage<TImage>(size, 1);
}
template <typename TReal, unsigned int VDimension>
typename itk::VectorImage<TReal, VDimension>::Pointer
NoiseOf(const std::vector<unsigned int> & size, itk::VectorImage<TReal, VDimension> *)
{
  return NoiseVectorImage<TReal, VDimension>(size, 2, 1);
}

TYPED_TEST(SparseDeconvolutionImageFilterOf, DeltaAtomsGiveSoftThresholds)
{
  constexpr unsigned int D = TypeParam::ImageDimension;
  const auto             image = NoiseOf({ 11, 9, 5 }, static_cast<TypeParam *>(nullptr));
  const unsigned int     channels = image->GetNumberOfComponentsPerPixel();
  auto                   filter = itk::SparseDeconvolutionImageFilter<TypeParam>::New();
  filter->SetInput(image);
  filter->SetDictionary(DeltaAtom(D)); // each channel by itself
  filter->SetLambda(0.5);
  filter->SetRelativeGapTolerance(1e-10);
  filter->SetBoundary(BoundaryEnum::Periodic);
  filter->Update();
  ExpectSameGeometry<itk::ImageBase<D>>(image, filter->GetOutput());
  ExpectSameGeometry<itk::ImageBase<D>>(image, filter->GetCodeOutput());
  ExpectSameGeometry<itk::ImageBase<D>>(image, filter->GetResidualOutput());
  ASSERT_EQ(filter->GetCodeOutput()->GetNumberOfComponentsPerPixel(), channels);

  const auto    y = Components(image.GetPointer());
  const auto    x = Components(filter->GetOutput());
  const auto    z = Components(filter->GetCodeOutput());
  const auto    r = Components(filter->GetResidualOutput());
  double        objective = 0.0;
  double        largest = 0.0;
  double        energy = 0.0;
  unsigned long support = 0;
  for (std::size_t i = 0; i < y.size(); ++i)
  {
    const double shrunk = std::copysign(std::max(std::abs(y[i]) - 0.5, 0.0), y[i]);
    const double sign = filter->GetDictionary()->GetAtoms().Atom(0)[0]; // +-1
    EXPECT_NEAR(x[i], shrunk, 1e-5);
    EXPECT_NEAR(z[i], shrunk * sign, 1e-5);
    EXPECT_NEAR(r[i], y[i] - shrunk, 1e-5);
    objective += 0.5 * std::pow(y[i] - shrunk, 2.0) + 0.5 * std::abs(shrunk);
    largest = std::max(largest, std::abs(y[i]));
    energy += 0.5 * y[i] * y[i];
    support += z[i] != 0.0 ? 1 : 0;
  }
  EXPECT_NEAR(filter->GetObjective(), objective, 1e-5 * objective);
  EXPECT_NEAR(filter->GetDualObjective(), objective, 1e-5 * objective);
  EXPECT_NEAR(filter->GetRelativeDualGap(), (filter->GetObjective() - filter->GetDualObjective()) / energy, 1e-6);
  EXPECT_NEAR(filter->GetLambdaMax(), largest, 1e-5);
  EXPECT_EQ(filter->GetLambdaUsed(), 0.5);
  EXPECT_NEAR(filter->GetLipschitzConstant(), 1.0, 1e-5);
  EXPECT_EQ(filter->GetSupportSize(), support);
  EXPECT_NEAR(filter->GetSupportFraction(), static_cast<double>(support) / y.size(), 1e-12);
  EXPECT_GE(filter->GetSeconds(), 0.0);
  EXPECT_EQ(filter->GetObjectiveOutput()->Get(), filter->GetObjective());
}

TEST(SparseDeconvolutionImageFilter, RecoversDiracsBehindBlurAndDecimation)
{
  const auto          fine = Diracs();
  std::vector<double> values;
  for (int i = 0; i < 9 * 7; ++i)
  {
    values.push_back(7.0 * std::exp(-0.5 * (std::pow(i % 9 - 4.5, 2.0) + std::pow(i / 9 - 3.0, 2.0)) / 1.44));
  }
  const auto kernel = Kernel(values, { { 9, 7 } });
  for (const unsigned int factor : { 1u, 2u })
  {
    SCOPED_TRACE(factor);
    const auto observed = Observe(fine, kernel, factor);
    auto       filter = MakeFilter(observed, DeltaAtom(2));
    filter->SetKernelImage(kernel);
    filter->SetNormalizeKernel(false);
    filter->SetDecimationFactor(factor);
    filter->SetBoundary(BoundaryEnum::Periodic);
    filter->SetLambdaRatio(1e-3);
    filter->SetMaximumIterations(20000);
    filter->SetRelativeGapTolerance(1e-9);
    filter->SetDebias(true);
    filter->Update();
    EXPECT_TRUE(filter->GetHasConverged()) << filter->GetRelativeDualGap();
    ExpectSameGeometry<itk::ImageBase<2>>(fine, filter->GetOutput());
    ExpectSameGeometry<itk::ImageBase<2>>(observed, filter->GetResidualOutput());
    EXPECT_LT(LargestDifference(fine.GetPointer(), filter->GetOutput()), factor == 1 ? 1e-3 : 5e-2);
  }
}

TEST(SparseDeconvolutionImageFilter, GaussianBlurIsInPixelsOrInPhysicalUnits)
{
  const auto            image = NoiseImage<ImageType>({ 24, 20 }, 1);
  auto                  filter = MakeFilter(image, RandomAtoms({ 4, 4 }, 1, 3));
  FilterType::SigmaType sigma;
  sigma[0] = 1.5;
  sigma[1] = 0.8;
  filter->SetBlurSigma(sigma);
  filter->Update();
  const auto expected = Components(filter->GetOutput());
  for (unsigned int axis = 0; axis < 2; ++axis)
  {
    sigma[axis] *= image->GetSpacing()[axis];
  }
  filter->SetBlurSigma(sigma);
  filter->UseImageSpacingOn();
  filter->Update();
  const auto physical = Components(filter->GetOutput());
  double     difference = 0.0;
  for (std::size_t i = 0; i < expected.size(); ++i)
  {
    difference = std::max(difference, std::abs(physical[i] - expected[i]));
  }
  EXPECT_LT(difference, 1e-9);
  filter->SetBlurSigma(0.3);
  filter->Update();
  EXPECT_NE(Components(filter->GetOutput()), physical);
}

TEST(SparseDeconvolutionImageFilter, CodeAndImagesShareOnePhysicalSpace)
{
  // A coefficient lies where its atom is centered, whatever the boundary and the factor.
  for (const BoundaryEnum boundary :
       { BoundaryEnum::Periodic, BoundaryEnum::Mirror, BoundaryEnum::Zero, BoundaryEnum::Unknown })
  {
    SCOPED_TRACE(testing::Message() << boundary);
    auto image = NoiseImage<ImageType>({ 24, 20 }, 1);
    image->FillBuffer(0.0);
    const ImageType::IndexType peak{ { 3 + 13, -4 + 9 } };
    image->SetPixel(peak, 5.0);
    auto filter = MakeFilter(image, DeltaAtom(2));
    filter->SetDecimationFactor(3);
    filter->SetBoundary(boundary);
    filter->SetBlurSigma(0.4);
    filter->Update();
    const auto * code = filter->GetCodeOutput();
    const auto   z = Components(code);
    const auto   largest =
      std::max_element(z.begin(), z.end(), [](double a, double b) { return std::abs(a) < std::abs(b); });
    ImageType::PointType expected;
    ImageType::PointType point;
    image->TransformIndexToPhysicalPoint(peak, expected);
    code->TransformIndexToPhysicalPoint(code->ComputeIndex(largest - z.begin()), point);
    EXPECT_LT((point - expected).GetNorm(), 1e-9);
    const auto * const output = filter->GetOutput();
    output->TransformIndexToPhysicalPoint(output->GetLargestPossibleRegion().GetIndex(), point);
    image->TransformIndexToPhysicalPoint(image->GetLargestPossibleRegion().GetIndex(), expected);
    EXPECT_LT((point - expected).GetNorm(), 1e-9);
    EXPECT_EQ(output->GetLargestPossibleRegion().GetSize(), (ImageType::SizeType{ { 72, 60 } }));
    EXPECT_DOUBLE_EQ(output->GetSpacing()[1], image->GetSpacing()[1] / 3.0);
    EXPECT_EQ(code->GetLargestPossibleRegion() == output->GetLargestPossibleRegion(),
              boundary == BoundaryEnum::Periodic);
  }
}

TEST(SparseDeconvolutionImageFilter, OneChannelAtomsCodeEachChannelWithTheSameLambda)
{
  const auto color = NoiseVectorImage<double, 2>({ 20, 18 }, 3, 1);
  auto       filter = itk::SparseDeconvolutionImageFilter<ColorType>::New();
  filter->SetInput(color);
  filter->SetDictionary(RandomAtoms({ 4, 3 }, 1, 5));
  filter->SetBlurSigma(0.7);
  filter->SetLambdaRatio(0.3);
  filter->SetMaximumIterations(2000);
  filter->Update();
  ASSERT_EQ(filter->GetCodeOutput()->GetNumberOfComponentsPerPixel(), 15u);
  const double lambda = filter->GetLambdaUsed();
  EXPECT_DOUBLE_EQ(lambda, 0.3 * filter->GetLambdaMax());
  double objective = 0.0;
  for (unsigned int channel = 0; channel < 3; ++channel)
  {
    auto gray = NoiseImage<ImageType>({ 20, 18 }, 1);
    for (std::size_t i = 0; i < 360; ++i)
    {
      gray->GetBufferPointer()[i] = color->GetBufferPointer()[3 * i + channel];
    }
    auto single = MakeFilter(gray, filter->GetDictionary());
    single->SetBlurSigma(0.7);
    single->SetMaximumIterations(2000);
    single->SetLambda(lambda);
    single->Update();
    objective += single->GetObjective();
    EXPECT_LE(single->GetLambdaMax(), filter->GetLambdaMax());
    for (std::size_t i = 0; i < 360; ++i)
    {
      ASSERT_EQ(single->GetOutput()->GetBufferPointer()[i], filter->GetOutput()->GetBufferPointer()[3 * i + channel]);
    }
    EXPECT_EQ(single->GetCodeOutput()->GetBufferPointer()[5 * 7 + 2],
              filter->GetCodeOutput()->GetBufferPointer()[15 * 7 + 5 * channel + 2]);
  }
  EXPECT_NEAR(filter->GetObjective(), objective, 1e-9 * objective);

  filter->SetDictionary(RandomAtoms({ 4, 3 }, 3, 5));
  filter->Update();
  EXPECT_EQ(filter->GetCodeOutput()->GetNumberOfComponentsPerPixel(), 5u);
}

TEST(SparseDeconvolutionImageFilter, SmoothBackgroundTakesTheMeanFromTheCode)
{
  auto image = NoiseImage<ImageType>({ 32, 32 }, 1);
  for (std::size_t i = 0; i < 1024; ++i)
  {
    image->GetBufferPointer()[i] = 100.0 + 0.5 * static_cast<double>(i % 32);
  }
  auto filter = MakeFilter(image, RandomAtoms({ 4, 4 }, 1, 3));
  filter->SetLambda(30.0);
  filter->Update();
  const double without = LargestDifference(image.GetPointer(), filter->GetOutput());
  filter->SetBackgroundSmoothing(1.0);
  filter->Update();
  EXPECT_LT(LargestDifference(image.GetPointer(), filter->GetOutput()), 3.5);
  EXPECT_GT(without, 5.0);
  EXPECT_EQ(filter->GetSupportSize(), 0u);
}

TEST(SparseDeconvolutionImageFilter, ConsistentReconstructionsExplainTheInput)
{
  const auto image = NoiseImage<ImageType>({ 24, 20 }, 1);
  auto       filter = MakeFilter(image, RandomAtoms({ 4, 4 }, 1, 6));
  filter->SetDecimationFactor(2);
  filter->SetBlurSigma(0.6);
  filter->SetBoundary(BoundaryEnum::Periodic);
  filter->Update();
  const auto largest = [&] {
    double value = 0.0;
    for (const double r : Components(filter->GetResidualOutput()))
    {
      value = std::max(value, std::abs(r));
    }
    return value;
  };
  EXPECT_GT(largest(), 0.1);
  filter->EnforceConsistencyOn();
  filter->SetConsistencyRegularization(1e-12);
  filter->Update();
  EXPECT_LT(largest(), 1e-5);
}

TEST(SparseDeconvolutionImageFilter, MissingPixelsDoNotCount)
{
  auto image = NoiseImage<ImageType>({ 24, 20 }, 1);
  auto weights = NoiseImage<ImageType>({ 24, 20 }, 1);
  weights->FillBuffer(1.0);
  for (const std::size_t hole : { 100, 101, 125, 300 })
  {
    weights->GetBufferPointer()[hole] = 0.0;
  }
  auto filter = MakeFilter(image, RandomAtoms({ 4, 4 }, 1, 6));
  filter->SetWeightImage(weights);
  filter->Update();
  const auto expected = Components(filter->GetOutput());
  for (const std::size_t hole : { 100, 101, 125, 300 })
  {
    image->GetBufferPointer()[hole] = std::numeric_limits<double>::quiet_NaN();
    EXPECT_EQ(filter->GetResidualOutput()->GetBufferPointer()[hole], 0.0);
  }
  image->Modified();
  filter->Update();
  EXPECT_EQ(Components(filter->GetOutput()), expected);
  weights->GetBufferPointer()[125] = 1.0;
  weights->Modified();
  ExpectContains(ExceptionOf([&] { filter->Update(); }), "finite");
}

TEST(SparseDeconvolutionImageFilter, TakesFrameletsWithoutADictionary)
{
  // A bright square, blurred and noisy.
  auto       truth = NoiseImage<ImageType>({ 48, 40 }, 1);
  const auto noise = NoiseImage<ImageType>({ 48, 40 }, 2);
  for (std::size_t i = 0; i < 48 * 40; ++i)
  {
    const bool isInside = i % 48 > 14 && i % 48 < 33 && i / 48 > 11 && i / 48 < 29;
    truth->GetBufferPointer()[i] = isInside ? 100.0 : 20.0;
  }
  const auto image = Observe(truth, Kernel({ 1, 2, 1, 2, 4, 2, 1, 2, 1 }, { { 3, 3 } }), 1);
  for (std::size_t i = 0; i < 48 * 40; ++i)
  {
    image->GetBufferPointer()[i] = image->GetBufferPointer()[i] / 16.0 + 2.0 * noise->GetBufferPointer()[i];
  }
  auto filter = MakeFilter(image, nullptr);
  filter->SetKernelImage(Kernel({ 1, 2, 1, 2, 4, 2, 1, 2, 1 }, { { 3, 3 } }));
  filter->SetNoiseStandardDeviation(2.0);
  filter->SetBackgroundSmoothing(1.0);
  filter->Update();
  EXPECT_EQ(filter->GetCodeOutput()->GetNumberOfComponentsPerPixel(), 48u);
  const auto squaredError = [&](const ImageType * estimate) {
    double sum = 0.0;
    for (std::size_t i = 0; i < 48 * 40; ++i)
    {
      sum += std::pow(estimate->GetBufferPointer()[i] - truth->GetBufferPointer()[i], 2.0);
    }
    return sum;
  };
  EXPECT_LT(squaredError(filter->GetOutput()), 0.6 * squaredError(image));
}

TEST(SparseDeconvolutionImageFilter, LambdaFollowsTheNoise)
{
  auto filter = MakeFilter(NoiseImage<ImageType>({ 24, 20 }, 1), RandomAtoms({ 4, 4 }, 1, 6));
  filter->SetNoiseStandardDeviation(0.25);
  filter->SetNoiseFactor(3.0);
  filter->Update();
  EXPECT_NEAR(filter->GetLambdaUsed(), 0.75, 1e-9); // atoms of unit norm, no blur
  filter->SetBlurSigma(1.0);
  filter->Update();
  EXPECT_LT(filter->GetLambdaUsed(), 0.5);
  filter->SetLambda(2.0);
  filter->Update();
  EXPECT_EQ(filter->GetLambdaUsed(), 2.0);
}

TEST(SparseDeconvolutionImageFilter, StartsFromACode)
{
  const auto image = NoiseImage<ImageType>({ 24, 20 }, 1);
  auto       filter = MakeFilter(image, RandomAtoms({ 4, 4 }, 1, 6));
  filter->SetBlurSigma(0.6);
  filter->Update();
  const auto cold = filter->GetNumberOfIterations();
  EXPECT_GT(cold, 5u);
  CodeType::Pointer code = filter->GetCodeOutput();
  code->DisconnectPipeline();
  filter->SetInitialCode(code);
  filter->Update();
  EXPECT_LE(filter->GetNumberOfIterations(), 2u);
  filter->SetDecimationFactor(2);
  ExpectContains(ExceptionOf([&] { filter->Update(); }), "The initial code: expected size");
  filter->SetDecimationFactor(1);
  filter->SetDictionary(RandomAtoms({ 4, 4 }, 1, 7));
  ExpectContains(ExceptionOf([&] { filter->Update(); }), "The initial code has 6 components");
}

TEST(SparseDeconvolutionImageFilter, SameBitsForAnyNumberOfThreadsAndAgain)
{
  const auto image = NoiseImage<ImageType>({ 37, 23 }, 1);
  auto       filter = MakeFilter(image, RandomAtoms({ 4, 3 }, 1, 9));
  filter->SetBlurSigma(0.6);
  SetThreads(filter, 1);
  filter->Update();
  const auto expected = Components(filter->GetOutput());
  const auto expectedCode = Components(filter->GetCodeOutput());
  SetThreads(filter, 3);
  filter->SetLambdaRatio(0.5);
  filter->Update();
  EXPECT_NE(Components(filter->GetOutput()), expected);
  filter->SetLambdaRatio(0.2);
  filter->Update();
  EXPECT_EQ(Components(filter->GetOutput()), expected);
  EXPECT_EQ(Components(filter->GetCodeOutput()), expectedCode);
}

TEST(SparseDeconvolutionImageFilter, ReportsIterationsAndHonorsAbort)
{
  const auto image = NoiseImage<ImageType>({ 37, 23 }, 1);
  auto       filter = MakeFilter(image, RandomAtoms({ 4, 3 }, 1, 9));
  filter->SetBlurSigma(0.6);
  unsigned int iterations = 0;
  double       objective = std::numeric_limits<double>::infinity();
  filter->AddObserver(itk::IterationEvent(), [&](const itk::EventObject &) {
    ++iterations;
    EXPECT_EQ(filter->GetCurrentIteration(), iterations);
    EXPECT_GE(filter->GetCurrentRelativeDualGap(), 0.0);
    objective = filter->GetCurrentObjective();
  });
  filter->Update();
  EXPECT_EQ(iterations, filter->GetNumberOfIterations());
  EXPECT_DOUBLE_EQ(objective, filter->GetObjective());
  filter->RemoveAllObservers();
  ExpectProgressReachesOne(filter);
  ExpectAbortIsHonored(filter);
}

TEST(SparseDeconvolutionImageFilter, TellsWhatIsWrong)
{
  const auto image = NoiseImage<ImageType>({ 24, 20 }, 1);
  const auto dictionary = RandomAtoms({ 4, 3 }, 1, 5);
  const auto error = [&](const auto & change) {
    auto filter = MakeFilter(image, dictionary);
    change(filter);
    return ExceptionOf([&] { filter->Update(); });
  };
  EXPECT_EQ(error([](FilterType *) {}), "");
  ExpectContains(error([](FilterType * f) { f->SetDictionary(itk::Dictionary::New()); }), "has no atoms");
  ExpectContains(error([](FilterType * f) {
                   f->SetDictionary(RandomAtoms({ 4, 3 }, 2, 5));
                 }),
                 "have 2 channels, the image has 1");
  ExpectContains(error([](FilterType * f) { f->SetDictionary(RandomAtoms({ 4, 3, 2 }, 1, 5)); }), "have 3 dimensions");
  ExpectContains(error([](FilterType * f) { f->SetLambdaRatio(-1.0); }), "Lambda is -1");
  ExpectContains(error([](FilterType * f) { f->SetNoiseStandardDeviation(-1.0); }), "NoiseStandardDeviation is -1");
  ExpectContains(error([](FilterType * f) { f->SetBackgroundSmoothing(-1.0); }), "BackgroundSmoothing is -1");
  ExpectContains(error([](FilterType * f) { f->SetNoiseFactor(0.0); }), "NoiseFactor is 0");
  ExpectContains(error([](FilterType * f) { f->SetDecimationFactor(0); }), "ecimation");
  ExpectContains(error([](FilterType * f) { f->SetBlurSigma(-1.0); }), "-1");
  ExpectContains(error([](FilterType * f) { f->SetKernelImage(Kernel({ 1, -1 }, { { 2, 1 } })); }), "sum");
  ExpectContains(error([](FilterType * f) {
                   f->SetKernelImage(Kernel(std::vector<double>(900, 1.0), { { 30, 30 } }));
                 }),
                 "kernel");
  ExpectContains(error([](FilterType * f) {
                   f->SetWeightImage(NoiseImage<ImageType>({ 24, 21 }, 1));
                 }),
                 "The image of weights: expected size");
  ExpectContains(error([](FilterType * f) { f->SetWeightImage(NoiseImage<ImageType>({ 24, 20 }, 1)); }), "weight");
  auto broken = NoiseImage<ImageType>({ 24, 20 }, 1);
  broken->GetBufferPointer()[24 * 2 + 4] = std::numeric_limits<double>::quiet_NaN();
  ExpectContains(error([&](FilterType * f) { f->SetInput(broken); }),
                 "The input is not finite: its value at index [7, -2]");
}

TEST(SparseDeconvolutionImageFilter, PrintsItsParameters)
{
  const std::string text = Printed(FilterType::New());
  for (const char * const part : { "NormalizeKernel: On",
                                   "BlurSigma: [0, 0]",
                                   "UseImageSpacing: Off",
                                   "DecimationFactor: [1, 1]",
                                   "Boundary: Unknown",
                                   "NoiseStandardDeviation: 0",
                                   "BackgroundSmoothing: 0",
                                   "Debias: Off",
                                   "EnforceConsistency: Off",
                                   "RelativeDualGap: 0",
                                   "HasConverged: Off" })
  {
    ExpectContains(text, part);
  }
}
} // namespace
