// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

#include "itkSparseFilterTestTools.h"
#include "itkSparseSeparationImageFilter.h"

#include <cmath>
#include <limits>

namespace
{
using namespace phaseharmonics_test;
using ImageType = itk::Image<float, 2>;
using FilterType = itk::SparseSeparationImageFilter<ImageType>;

template <typename TImage>
typename itk::SparseSeparationImageFilter<TImage>::Pointer
MakeFilter(const TImage * image, const itk::Dictionary * first, const itk::Dictionary * second)
{
  auto filter = itk::SparseSeparationImageFilter<TImage>::New();
  filter->SetInput(image);
  filter->SetDictionary(first);
  filter->SetSecondDictionary(second);
  return filter;
}

/** Stripes along one axis, at all phases. */
itk::Dictionary::Pointer
Stripes(unsigned int axis)
{
  itk::Dictionary::AtomsType atoms(RandomAtoms({ 8, 8 }, 1, 1)->GetAtoms().GetSupport(), 1, 8);
  for (std::size_t k = 0; k < 8; ++k)
  {
    for (std::size_t i = 0; i < 64; ++i)
    {
      const std::size_t place = axis == 0 ? i % 8 : i / 8;
      atoms.Atom(k)[i] = (place + k) % 8 < 4 ? 1.0 : -1.0;
    }
  }
  auto dictionary = itk::Dictionary::New();
  dictionary->SetAtoms(atoms);
  return dictionary;
}

double
StripeValue(unsigned int axis, std::size_t pixel)
{
  const std::size_t place = axis == 0 ? pixel % 48 : pixel / 48;
  return (axis == 0 ? 2.0 : 1.0) * (place % 8 < 4 ? 1.0 : -1.0);
}
} // namespace

TEST(SparseSeparationImageFilter, SeparatesTwoKindsOfStripes)
{
  const auto image = NoiseImage<ImageType>({ 48, 40 }, 1);
  for (std::size_t i = 0; i < 48 * 40; ++i)
  {
    image->GetBufferPointer()[i] = static_cast<float>(7.0 + StripeValue(0, i) + StripeValue(1, i));
  }
  for (const bool debias : { true, false })
  {
    auto filter = MakeFilter<ImageType>(image, Stripes(0), Stripes(1));
    filter->SetLambdaRatio(0.02);
    filter->SetDebias(debias);
    filter->Update();
    for (std::size_t i = 0; i < 48 * 40; ++i)
    {
      const double tolerance = debias ? 1e-4 : 0.1;
      ASSERT_NEAR(filter->GetFirstPart()->GetBufferPointer()[i], StripeValue(0, i), tolerance) << i;
      ASSERT_NEAR(filter->GetSecondPart()->GetBufferPointer()[i], StripeValue(1, i), tolerance) << i;
      ASSERT_NEAR(filter->GetResidual()->GetBufferPointer()[i], 7.0, tolerance) << i;
    }
  }
}

template <typename TImage>
class SparseSeparationImageFilterOf : public testing::Test
{};
using ImageTypes = testing::Types<itk::Image<float, 1>, itk::Image<double, 2>, itk::Image<float, 3>>;
TYPED_TEST_SUITE(SparseSeparationImageFilterOf, ImageTypes);

TYPED_TEST(SparseSeparationImageFilterOf, PartsAndRestAddUpToTheInput)
{
  constexpr unsigned int          D = TypeParam::ImageDimension;
  const std::vector<unsigned int> size{ 21, 17, 9 };
  const std::vector<std::size_t>  support{ 4, 3, 2 };
  const auto                      image = NoiseImage<TypeParam>(size, 1);
  const auto                      first = RandomAtoms({ support.begin(), support.begin() + D }, 1, 20);
  const auto                      second = RandomAtoms({ support.begin(), support.begin() + D }, 1, 30);
  for (const bool center : { false, true })
  {
    auto filter = MakeFilter<TypeParam>(image, first, second);
    filter->SetCenterPatches(center);
    filter->SetStride(2);
    filter->SetNumberOfWorkUnits(1);
    filter->Update();
    ExpectSameGeometry<itk::ImageBase<D>>(image, filter->GetResidual());
    const auto a = Components(filter->GetFirstPart());
    const auto b = Components(filter->GetSecondPart());
    const auto rest = Components(filter->GetResidual());
    const auto y = Components(image.GetPointer());
    double     energyOfParts = 0.0;
    for (std::size_t i = 0; i < y.size(); ++i)
    {
      EXPECT_NEAR(a[i] + b[i] + rest[i], y[i], 1e-5);
      energyOfParts += a[i] * a[i] + b[i] * b[i];
    }
    EXPECT_GT(energyOfParts, 0.0);

    auto other = MakeFilter<TypeParam>(image, first, second);
    other->SetCenterPatches(center);
    other->SetStride(2);
    other->SetNumberOfWorkUnits(3);
    other->Update();
    EXPECT_EQ(Components(other->GetFirstPart()), a);
    EXPECT_EQ(Components(other->GetSecondPart()), b);
  }
}

TEST(SparseSeparationImageFilter, TakesImagesOfChannels)
{
  using VectorImageType = itk::VectorImage<float, 2>;
  const auto image = NoiseVectorImage<float, 2>({ 16, 12 }, 2, 1);
  auto       filter = MakeFilter<VectorImageType>(image, RandomAtoms({ 4, 3 }, 2, 20), RandomAtoms({ 4, 3 }, 2, 30));
  filter->Update();
  EXPECT_EQ(filter->GetSecondPart()->GetNumberOfComponentsPerPixel(), 2U);
  EXPECT_EQ(filter->GetResidual()->GetNumberOfComponentsPerPixel(), 2U);
}

TEST(SparseSeparationImageFilter, ReportsProgressAndHonorsAbort)
{
  auto filter = MakeFilter<ImageType>(
    NoiseImage<ImageType>({ 150, 130 }, 1), RandomAtoms({ 4, 4 }, 1, 10), RandomAtoms({ 4, 4 }, 1, 12));
  ExpectProgressReachesOne(filter);
  ExpectAbortIsHonored(filter);
}

TEST(SparseSeparationImageFilter, TellsWhatIsWrong)
{
  const auto image = NoiseImage<ImageType>({ 9, 7 }, 1);
  const auto error = [&](const auto & change) {
    auto filter = MakeFilter<ImageType>(image, RandomAtoms({ 4, 3 }, 1, 20), RandomAtoms({ 4, 3 }, 1, 10));
    change(filter);
    return ExceptionOf([&] { filter->Update(); });
  };
  EXPECT_EQ(error([](FilterType *) {}), "");
  ExpectContains(error([](FilterType * f) { f->SetSecondDictionary(nullptr); }), "SecondDictionary");
  EXPECT_NE(error([](FilterType * f) { f->SetSecondDictionary(RandomAtoms({ 4, 4 }, 1, 9)); }), "");
  EXPECT_NE(error([](FilterType * f) { f->SetSecondDictionary(RandomAtoms({ 4, 3 }, 2, 9)); }), "");
  ExpectContains(error([](FilterType * f) { f->SetDictionary(RandomAtoms({ 4, 3 }, 2, 9)); }), "have 2 channels");
  ExpectContains(error([](FilterType * f) { f->SetStride(4); }), "Stride is 4, but atoms have 3 pixels along axis 1");
  ExpectContains(error([](FilterType * f) { f->SetLambdaRatio(-1.0); }), "ambda");
  auto broken = NoiseImage<ImageType>({ 9, 7 }, 1);
  broken->GetBufferPointer()[9 * 2 + 4] = std::numeric_limits<float>::infinity();
  ExpectContains(error([&](FilterType * f) { f->SetInput(broken); }), "its value at index [7, -2] is inf");
}

TEST(SparseSeparationImageFilter, PrintsItsParameters)
{
  const std::string text = Printed(FilterType::New());
  for (const char * const part : { "CenterPatches: Off", "Debias: On", "Stride: 1" })
  {
    ExpectContains(text, part);
  }
}
