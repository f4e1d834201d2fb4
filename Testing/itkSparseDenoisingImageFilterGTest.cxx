// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

#include "itkSparseDenoisingImageFilter.h"
#include "itkSparseFilterTestTools.h"

#include "itkStreamingImageFilter.h"

#include <limits>

namespace
{
using namespace phaseharmonics_test;
using ImageType = itk::Image<float, 2>;
using FilterType = itk::SparseDenoisingImageFilter<ImageType>;

FilterType::Pointer
MakeFilter(const ImageType * image, const itk::Dictionary * dictionary)
{
  auto filter = FilterType::New();
  filter->SetInput(image);
  filter->SetDictionary(dictionary);
  filter->SetNoiseStandardDeviation(0.5);
  return filter;
}

/** A complete orthonormal basis of patches, one atom for each value. */
itk::Dictionary::Pointer
DeltaAtoms(const std::vector<std::size_t> & size, std::size_t channels)
{
  const auto                 shape = RandomAtoms(size, channels, 1);
  const std::size_t          length = shape->GetAtoms().GetLength();
  itk::Dictionary::AtomsType atoms(shape->GetAtoms().GetSupport(), channels, length);
  for (std::size_t k = 0; k < length; ++k)
  {
    atoms.Atom(k)[k] = 2.0; // the filter scales it to norm 1
  }
  shape->SetAtoms(atoms);
  return shape;
}

template <typename TImage>
class SparseDenoisingImageFilterOf : public testing::Test
{};
using ImageTypes = testing::Types<itk::Image<float, 1>,
                                  itk::Image<double, 2>,
                                  itk::Image<float, 3>,
                                  itk::VectorImage<double, 1>,
                                  itk::VectorImage<float, 2>,
                                  itk::VectorImage<double, 3>>;
TYPED_TEST_SUITE(SparseDenoisingImageFilterOf, ImageTypes);

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

TYPED_TEST(SparseDenoisingImageFilterOf, AveragesThePatchesThatCoverAPixel)
{
  // With a delta for each value a patch becomes its mean and the soft thresholds of what differs from it; the hard ones
  // without bias.
  constexpr unsigned int          D = TypeParam::ImageDimension;
  const std::vector<unsigned int> size{ 9, 7, 6 };
  const std::vector<std::size_t>  support{ 4, 3, 2 };
  const auto                      image = NoiseOf(size, static_cast<TypeParam *>(nullptr));
  const unsigned int              channels = image->GetNumberOfComponentsPerPixel();
  const auto                      y = Components(image.GetPointer());
  for (const unsigned int stride : { 1u, 2u })
  {
    const bool debias = stride == 2;
    auto       filter = itk::SparseDenoisingImageFilter<TypeParam>::New();
    filter->SetInput(image);
    filter->SetDictionary(DeltaAtoms({ support.begin(), support.begin() + D }, channels));
    filter->SetNoiseStandardDeviation(0.25);
    filter->SetNoiseFactor(2.0);
    filter->SetDebias(debias);
    filter->SetRelativeGapTolerance(0.0);
    filter->SetStride(stride);
    filter->Update();
    ExpectSameGeometry<itk::ImageBase<D>>(image, filter->GetOutput());

    std::array<unsigned int, 3> n{ { 1, 1, 1 } };
    std::array<unsigned int, 3> m{ { 1, 1, 1 } };
    std::copy_n(size.begin(), D, n.begin());
    std::copy_n(support.begin(), D, m.begin());
    std::vector<double> sum(y.size());
    std::vector<double> count(y.size());
    const auto          isStart = [&](unsigned int i, unsigned int axis) {
      return i + m[axis] <= n[axis] && (i % stride == 0 || i + m[axis] == n[axis]);
    };
    for (unsigned int z = 0; z < n[2]; ++z)
    {
      for (unsigned int row = 0; row < n[1]; ++row)
      {
        for (unsigned int x = 0; x < n[0]; ++x)
        {
          for (unsigned int c = 0; c < channels && isStart(x, 0) && isStart(row, 1) && isStart(z, 2); ++c)
          {
            std::vector<std::size_t> places;
            double                   mean = 0.0;
            for (unsigned int i = 0; i < m[0] * m[1] * m[2]; ++i)
            {
              const std::size_t pixel = ((z + i / (m[0] * m[1])) * n[1] + row + i / m[0] % m[1]) * n[0] + x + i % m[0];
              places.push_back(pixel * channels + c);
              mean += y[places.back()] / (m[0] * m[1] * m[2]);
            }
            for (const std::size_t place : places)
            {
              const double value = y[place] - mean;
              const double shrunk = std::copysign(std::max(std::abs(value) - 0.5, 0.0), value);
              sum[place] += mean + (debias && shrunk != 0.0 ? value : shrunk);
              ++count[place];
            }
          }
        }
      }
    }
    const auto estimate = Components(filter->GetOutput());
    for (std::size_t i = 0; i < y.size(); ++i)
    {
      ASSERT_GT(count[i], 0.0);
      EXPECT_NEAR(estimate[i], sum[i] / count[i], 2e-5) << "stride " << stride << ", value " << i;
    }
  }
}

TEST(SparseDenoisingImageFilter, StreamsWithTheSameBits)
{
  const auto image = NoiseImage<ImageType>({ 40, 33 }, 1);
  const auto dictionary = RandomAtoms({ 5, 4 }, 1, 30);
  for (const unsigned int stride : { 1u, 3u })
  {
    auto filter = MakeFilter(image, dictionary);
    filter->SetStride(stride);
    filter->SetNumberOfWorkUnits(1);
    filter->Update();
    const auto expected = Components(filter->GetOutput());
    for (const unsigned int divisions : { 1u, 4u, 33u })
    {
      auto streamed = MakeFilter(image, dictionary);
      streamed->SetStride(stride);
      streamed->SetNumberOfWorkUnits(2);
      auto streamer = itk::StreamingImageFilter<ImageType, ImageType>::New();
      streamer->SetInput(streamed->GetOutput());
      streamer->SetNumberOfStreamDivisions(divisions);
      streamer->Update();
      EXPECT_EQ(Components(streamer->GetOutput()), expected) << divisions;
    }
  }
}

TEST(SparseDenoisingImageFilter, RemovesNoiseOfASparseImage)
{
  // Stripes, which one atom and its shifts represent.
  auto       image = NoiseImage<ImageType>({ 48, 40 }, 1);
  const auto clean = NoiseImage<ImageType>({ 48, 40 }, 1);
  for (std::size_t i = 0; i < 48 * 40; ++i)
  {
    clean->GetBufferPointer()[i] = std::sin(2.0 * 3.14159265358979 * (i % 48) / 8.0) > 0.0 ? 2.0f : -2.0f;
    image->GetBufferPointer()[i] = clean->GetBufferPointer()[i] + 0.5f * image->GetBufferPointer()[i];
  }
  itk::Dictionary::AtomsType atoms(RandomAtoms({ 8, 8 }, 1, 1)->GetAtoms().GetSupport(), 1, 8);
  for (std::size_t k = 0; k < 8; ++k)
  {
    for (std::size_t i = 0; i < 64; ++i)
    {
      atoms.Atom(k)[i] = (i % 8 + k) % 8 < 4 ? 1.0 : -1.0;
    }
  }
  auto dictionary = itk::Dictionary::New();
  dictionary->SetAtoms(atoms);
  auto filter = MakeFilter(image, dictionary);
  filter->Update();
  const auto squaredError = [&](const ImageType * estimate) {
    double sum = 0.0;
    for (std::size_t i = 0; i < 48 * 40; ++i)
    {
      sum += std::pow(estimate->GetBufferPointer()[i] - clean->GetBufferPointer()[i], 2.0);
    }
    return sum;
  };
  EXPECT_LT(squaredError(filter->GetOutput()), 0.1 * squaredError(image));
}

TEST(SparseDenoisingImageFilter, ReportsProgressAndHonorsAbort)
{
  auto filter = MakeFilter(NoiseImage<ImageType>({ 150, 130 }, 1), RandomAtoms({ 4, 4 }, 1, 20));
  ExpectProgressReachesOne(filter);
  ExpectAbortIsHonored(filter);
}

TEST(SparseDenoisingImageFilter, TellsWhatIsWrong)
{
  const auto image = NoiseImage<ImageType>({ 9, 7 }, 1);
  const auto dictionary = RandomAtoms({ 4, 3 }, 1, 20);
  const auto error = [&](const auto & change) {
    auto filter = MakeFilter(image, dictionary);
    change(filter);
    return ExceptionOf([&] { filter->Update(); });
  };
  EXPECT_EQ(error([](FilterType *) {}), "");
  ExpectContains(error([](FilterType * f) { f->SetDictionary(nullptr); }), "Dictionary");
  ExpectContains(error([](FilterType * f) { f->SetDictionary(RandomAtoms({ 4, 3 }, 2, 9)); }), "have 2 channels");
  ExpectContains(error([](FilterType * f) { f->SetDictionary(RandomAtoms({ 4 }, 1, 9)); }), "have 1 dimensions");
  ExpectContains(error([](FilterType * f) {
                   f->SetDictionary(RandomAtoms({ 4, 8 }, 1, 9));
                 }),
                 "Patches of 8 pixels along axis 1 do not fit into an image of 7");
  ExpectContains(error([](FilterType * f) { f->SetNoiseStandardDeviation(0.0); }), "NoiseStandardDeviation is 0");
  ExpectContains(error([](FilterType * f) { f->SetNoiseFactor(-1.0); }), "NoiseFactor -1");
  ExpectContains(error([](FilterType * f) { f->SetStride(0); }), "Stride must be at least 1");
  ExpectContains(error([](FilterType * f) { f->SetStride(4); }), "Stride is 4, but atoms have 3 pixels along axis 1");
  auto broken = NoiseImage<ImageType>({ 9, 7 }, 1);
  broken->GetBufferPointer()[9 * 2 + 4] = std::numeric_limits<float>::infinity();
  ExpectContains(error([&](FilterType * f) { f->SetInput(broken); }), "its value at index [7, -2] is inf");
}

TEST(SparseDenoisingImageFilter, PrintsItsParameters)
{
  const std::string text = Printed(FilterType::New());
  for (const char * const part :
       { "NoiseStandardDeviation: 0", "NoiseFactor: 3.25", "Debias: On", "Stride: 1", "Solver: Automatic" })
  {
    ExpectContains(text, part);
  }
}
} // namespace
