// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

#include "itkSparseCodeImageFilter.h"
#include "itkSparseFilterTestTools.h"

#include "itkStreamingImageFilter.h"

#include <limits>

namespace
{
using namespace phaseharmonics_test;
using ImageType = itk::VectorImage<float, 2>;
using FilterType = itk::SparseCodeImageFilter<ImageType>;
using SolverEnum = itk::SparseCodingEnums::Solver;

FilterType::Pointer
MakeFilter(const ImageType * image, const itk::Dictionary * dictionary)
{
  auto filter = FilterType::New();
  filter->SetInput(image);
  filter->SetDictionary(dictionary);
  filter->SetLambdaRatio(0.3);
  return filter;
}

// 1/2 ||y - D z||^2 + lambda ||z||_1
double
Objective(const float * y, const float * z, const itk::Dictionary::AtomsType & atoms, double lambda)
{
  double objective = 0.0;
  for (std::size_t i = 0; i < atoms.GetLength(); ++i)
  {
    double residual = y[i];
    for (std::size_t k = 0; k < atoms.GetNumberOfAtoms(); ++k)
    {
      residual -= static_cast<double>(z[k]) * atoms.Atom(k)[i];
    }
    objective += 0.5 * residual * residual;
  }
  for (std::size_t k = 0; k < atoms.GetNumberOfAtoms(); ++k)
  {
    objective += lambda * std::abs(static_cast<double>(z[k]));
  }
  return objective;
}

template <typename TImage>
class SparseCodeImageFilterOf : public testing::Test
{};
using ImageTypes = testing::Types<itk::VectorImage<float, 1>,
                                  itk::VectorImage<float, 2>,
                                  itk::VectorImage<float, 3>,
                                  itk::VectorImage<double, 1>,
                                  itk::VectorImage<double, 2>,
                                  itk::VectorImage<double, 3>>;
TYPED_TEST_SUITE(SparseCodeImageFilterOf, ImageTypes);

TYPED_TEST(SparseCodeImageFilterOf, OrthonormalAtomsGiveSoftThresholds)
{
  using RealType = typename TypeParam::InternalPixelType;
  constexpr unsigned int D = TypeParam::ImageDimension;
  const auto             image = NoiseVectorImage<RealType, D>({ 5, 4, 3 }, 4, 1);
  auto                   dictionary = itk::Dictionary::New();
  auto                   atoms = itk::Dictionary::AtomsType::OfVectors(4, 4);
  // A rotation of two planes.
  const double values[] = { 0.6, 0.8, 0, 0, -0.8, 0.6, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0 };
  std::copy(std::begin(values), std::end(values), atoms.data());
  dictionary->SetAtoms(atoms);
  auto filter = itk::SparseCodeImageFilter<TypeParam>::New();
  filter->SetInput(image);
  filter->SetDictionary(dictionary);
  filter->SetLambda(0.5);
  filter->SetRelativeGapTolerance(0.0);
  for (const bool nonNegative : { false, true })
  {
    filter->SetNonNegative(nonNegative);
    filter->Update();
    const auto * const output = filter->GetOutput();
    ASSERT_EQ(output->GetNumberOfComponentsPerPixel(), 4u);
    ExpectSameGeometry<itk::ImageBase<D>>(image, output);
    const auto y = Components(image.GetPointer());
    const auto z = Components(output);
    for (std::size_t i = 0; i < z.size(); ++i)
    {
      double product = 0.0;
      for (std::size_t c = 0; c < 4; ++c)
      {
        product += values[4 * (i % 4) + c] * y[i / 4 * 4 + c];
      }
      const double shrunk = std::max(std::abs(product) - 0.5, 0.0) * (product < 0.0 ? nonNegative ? 0.0 : -1.0 : 1.0);
      EXPECT_NEAR(z[i], shrunk, sizeof(RealType) == 4 ? 3e-4 : 1e-7);
    }
    EXPECT_GT(filter->GetSupportFraction(), 0.1);
    EXPECT_LT(filter->GetSupportFraction(), 0.9);
  }
}

TEST(SparseCodeImageFilter, EverySolverReachesTheSameObjective)
{
  const auto image = NoiseVectorImage<float, 2>({ 6, 5 }, 12, 1);
  const auto dictionary = RandomAtoms({ 1 }, 12, 30);
  auto       filter = MakeFilter(image, dictionary);
  filter->SetLambda(0.6);
  filter->SetMaximumIterations(50000);
  filter->SetRelativeGapTolerance(1e-6);
  std::vector<double> reference;
  for (const SolverEnum solver :
       { SolverEnum::Automatic, SolverEnum::ISTA, SolverEnum::FISTA, SolverEnum::CoordinateDescent })
  {
    SCOPED_TRACE(testing::Message() << solver);
    filter->SetSolver(solver);
    filter->Update();
    EXPECT_EQ(filter->GetConvergedFraction(), 1.0);
    EXPECT_LE(filter->GetLargestRelativeDualGap(), 1e-6);
    for (std::size_t i = 0; i < 30; ++i)
    {
      const double objective = Objective(image->GetBufferPointer() + 12 * i,
                                         filter->GetOutput()->GetBufferPointer() + 30 * i,
                                         dictionary->GetAtoms(),
                                         0.6);
      if (reference.size() <= i)
      {
        reference.push_back(objective);
      }
      EXPECT_NEAR(objective, reference[i], 1e-5 * reference[i]);
    }
  }
}

TEST(SparseCodeImageFilter, StreamsWithTheSameBits)
{
  const auto image = NoiseVectorImage<float, 2>({ 23, 17 }, 8, 1);
  auto       filter = MakeFilter(image, RandomAtoms({ 1 }, 8, 20));
  filter->SetNumberOfWorkUnits(1);
  filter->Update();
  const auto expected = Components(filter->GetOutput());
  for (const unsigned int workUnits : { 1u, 2u, 5u })
  {
    for (const unsigned int divisions : { 1u, 3u, 17u })
    {
      auto streamed = MakeFilter(image, filter->GetDictionary());
      streamed->SetNumberOfWorkUnits(workUnits);
      auto streamer = itk::StreamingImageFilter<ImageType, ImageType>::New();
      streamer->SetInput(streamed->GetOutput());
      streamer->SetNumberOfStreamDivisions(divisions);
      streamer->Update();
      EXPECT_EQ(Components(streamer->GetOutput()), expected);
    }
  }
}

TEST(SparseCodeImageFilter, RunsAgainAfterAChange)
{
  const auto image = NoiseVectorImage<float, 2>({ 9, 7 }, 8, 1);
  auto       filter = MakeFilter(image, RandomAtoms({ 1 }, 8, 20));
  filter->Update();
  const auto first = Components(filter->GetOutput());
  filter->SetDictionary(RandomAtoms({ 1 }, 8, 25));
  filter->Update();
  EXPECT_EQ(filter->GetOutput()->GetNumberOfComponentsPerPixel(), 25u);
  filter->SetDictionary(RandomAtoms({ 1 }, 8, 20));
  filter->Update();
  EXPECT_EQ(Components(filter->GetOutput()), first);
  filter->SetLambdaRatio(1.0);
  filter->Update();
  EXPECT_EQ(Components(filter->GetOutput()), std::vector<double>(first.size()));
  EXPECT_EQ(filter->GetSupportFraction(), 0.0);
  ExpectProgressReachesOne(filter);
}

TEST(SparseCodeImageFilter, HonorsAbort)
{
  auto filter = MakeFilter(NoiseVectorImage<float, 2>({ 64, 200 }, 8, 1), RandomAtoms({ 1 }, 8, 20));
  ExpectAbortIsHonored(filter);
}

TEST(SparseCodeImageFilter, TellsWhatIsWrong)
{
  const auto image = NoiseVectorImage<float, 2>({ 9, 7 }, 8, 1);
  const auto dictionary = RandomAtoms({ 1 }, 8, 20);
  const auto error = [&](const auto & change) {
    auto filter = MakeFilter(image, dictionary);
    change(filter);
    return ExceptionOf([&] { filter->Update(); });
  };
  EXPECT_EQ(error([](FilterType *) {}), "");
  ExpectContains(error([](FilterType * f) { f->SetDictionary(nullptr); }), "Dictionary");
  ExpectContains(error([](FilterType * f) { f->SetDictionary(itk::Dictionary::New()); }), "has no atoms");
  ExpectContains(error([](FilterType * f) { f->SetDictionary(RandomAtoms({ 1 }, 7, 20)); }),
                 "have 7 entries, the pixels of the image have 8 components");
  ExpectContains(error([](FilterType * f) { f->SetLambdaRatio(0.0); }), "Lambda is 0");
  ExpectContains(error([](FilterType * f) { f->SetLambda(-1.0); }), "Lambda is -1");
  ExpectContains(error([](FilterType * f) { f->SetRelativeGapTolerance(-1.0); }), "must not be negative");
  auto broken = NoiseVectorImage<float, 2>({ 9, 7 }, 8, 1);
  broken->GetBufferPointer()[8 * (9 * 2 + 4) + 3] = std::numeric_limits<float>::quiet_NaN();
  ExpectContains(error([&](FilterType * f) { f->SetInput(broken); }), "its value at index [7, -2] is");
}

TEST(SparseCodeImageFilter, PrintsItsParameters)
{
  auto filter = FilterType::New();
  filter->SetSolver(SolverEnum::FISTA);
  const std::string text = Printed(filter);
  for (const char * const part : { "Solver: FISTA",
                                   "Lambda: 0",
                                   "LambdaRatio: 0.1",
                                   "NonNegative: Off",
                                   "MaximumIterations: 200",
                                   "RelativeGapTolerance: 0.0001",
                                   "SupportFraction: 0",
                                   "LargestRelativeDualGap: 0",
                                   "ConvergedFraction: 0" })
  {
    ExpectContains(text, part);
  }
}
} // namespace
