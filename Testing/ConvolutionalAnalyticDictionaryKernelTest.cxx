// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// Framelets and bumps: what makes them frames, and that they deblur.

#include "phAnalyticDictionary.h"
#include "phConvolutionTestTools.h"

#include "refFourier.h"

#include <numeric>

namespace
{
using namespace phaseharmonics_test;
using phaseharmonics::FrameletFamily;
using phaseharmonics::MakeBumpDictionary;
using phaseharmonics::MakeFrameletDictionary;

// Of the scaling function of a family, cos(w / 2)^n at each scale.
double
LowPass(FrameletFamily family, unsigned int scales, double frequency)
{
  const int power = family == FrameletFamily::Haar ? 1 : family == FrameletFamily::Linear ? 2 : 4;
  double    value = 1.0;
  for (unsigned int scale = 0; scale < scales; ++scale)
  {
    value *= std::pow(std::cos(0.5 * frequency * static_cast<double>(1u << scale)), power);
  }
  return value;
}

TEST(ConvolutionalAnalyticDictionary, FrameletsAreATightFrameWithTheirLowPass)
{
  for (const auto family : { FrameletFamily::Haar, FrameletFamily::Linear, FrameletFamily::Cubic })
  {
    for (unsigned int dimension = 1; dimension <= 3; ++dimension)
    {
      const unsigned int  scales = dimension == 1 ? 4 : dimension == 2 ? 2 : 1;
      const auto          dictionary = MakeFrameletDictionary<double>(dimension, family, scales);
      const Grid &        support = dictionary.GetSupport();
      const Grid          grid = dimension == 1 ? MakeGrid(90) : dimension == 2 ? MakeGrid(18, 15) : MakeGrid(8, 7, 6);
      std::vector<double> sum(grid.NumberOfPixels());
      for (std::size_t k = 0; k < dictionary.GetNumberOfAtoms(); ++k)
      {
        phaseharmonics_reference::RealArray image(ReferenceGrid(grid));
        const auto                          reference = ReferenceGrid(support);
        for (std::size_t i = 0; i < support.NumberOfPixels(); ++i)
        {
          const auto u = reference.Position(i);
          image.At(u[0], u[1], u[2]) += dictionary.Atom(k)[i];
        }
        EXPECT_NEAR(std::accumulate(image.data.begin(), image.data.end(), 0.0), 0.0, 1e-13);
        const auto spectrum = ForwardTransform(image);
        for (std::size_t i = 0; i < sum.size(); ++i)
        {
          sum[i] += std::norm(spectrum.data[i]);
        }
      }
      for (std::size_t i = 0; i < sum.size(); ++i)
      {
        const auto w = phaseharmonics_reference::FrequencyAt(ReferenceGrid(grid), i);
        double     low = 1.0;
        for (unsigned int axis = 0; axis < dimension; ++axis)
        {
          low *= LowPass(family, scales, w[axis]);
        }
        EXPECT_NEAR(sum[i] + low * low, 1.0, 1e-12);
      }
    }
  }
}

TEST(ConvolutionalAnalyticDictionary, BumpsAreSymmetricAndSumToTheirWeight)
{
  for (unsigned int dimension = 1; dimension <= 3; ++dimension)
  {
    const auto dictionary = MakeBumpDictionary<double>(dimension, 0.5, 3, 0.4);
    ASSERT_EQ(dictionary.GetNumberOfAtoms(), 3u);
    for (std::size_t k = 0; k < 3; ++k)
    {
      const double * const atom = dictionary.Atom(k);
      const std::size_t    length = dictionary.GetLength();
      const double         sigma = 0.5 * static_cast<double>(1u << k);
      EXPECT_NEAR(std::accumulate(atom, atom + length, 0.0), std::pow(1.0 + sigma, 0.4), 1e-12);
      for (std::size_t i = 0; i < length; ++i)
      {
        EXPECT_GE(atom[i], 0.0);
        EXPECT_NEAR(atom[i], atom[length - 1 - i], 1e-15);
      }
    }
  }
}

TEST(ConvolutionalAnalyticDictionary, ChannelsHaveAtomsOfTheirOwn)
{
  const auto one = MakeFrameletDictionary<float>(2, FrameletFamily::Haar, 2);
  const auto three = MakeFrameletDictionary<float>(2, FrameletFamily::Haar, 2, 3);
  const auto pixels = one.GetSupport().NumberOfPixels();
  ASSERT_EQ(three.GetNumberOfAtoms(), 3 * one.GetNumberOfAtoms());
  for (std::size_t k = 0; k < three.GetNumberOfAtoms(); ++k)
  {
    for (std::size_t c = 0; c < 3; ++c)
    {
      for (std::size_t i = 0; i < pixels; ++i)
      {
        const bool isOwn = k / one.GetNumberOfAtoms() == c;
        EXPECT_EQ(three.Atom(k)[c * pixels + i], isOwn ? one.Atom(k % one.GetNumberOfAtoms())[i] : 0.0f);
      }
    }
  }
}

double
SquaredError(const std::vector<float> & a, const std::vector<float> & b)
{
  double sum = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i)
  {
    sum += static_cast<double>(a[i] - b[i]) * static_cast<double>(a[i] - b[i]);
  }
  return sum;
}

// Boxes on a slope, and bright spots on black, blurred and noisy.
TEST(ConvolutionalAnalyticDictionary, Deblurs)
{
  const Grid         grid = MakeGrid(64, 60);
  const float        noise = 0.01f;
  std::vector<float> boxes(grid.NumberOfPixels());
  std::vector<float> spots(boxes.size(), 0.0f);
  for (std::size_t i = 0; i < boxes.size(); ++i)
  {
    const std::size_t x = i % 64;
    const std::size_t y = i / 64;
    boxes[i] = 0.004f * static_cast<float>(x) + (x / 12 + y / 15) % 2 * 0.4f;
    spots[i] = x % 13 < 3 && y % 11 < 2 ? 0.8f : 0.0f;
  }
  auto options = ObservationOptions(ConvolutionBoundary::Mirror);
  options.blurSigma = { { 1.5, 1.5, 0.0 } };
  for (const bool isSpots : { false, true })
  {
    const auto & truth = isSpots ? spots : boxes;
    auto         dictionary = isSpots ? MakeBumpDictionary<float>(2) : MakeFrameletDictionary<float>(2);
    const auto   coder = MakeCoder<float>(MakeObservation<float>(grid, options, dictionary.GetSupport()), dictionary);
    const auto & observation = coder.GetObservation();
    std::vector<float> working(observation.GetWorkingGrid().NumberOfPixels());
    std::vector<float> image(truth.size());
    std::vector<float> blurred(observation.GetWorkingObservedGrid().NumberOfPixels());
    observation.ExtendFine(truth.data(), 1, working.data());
    observation.Apply(working.data(), 1, blurred.data(), SerialExecutor());
    observation.CropObserved(blurred.data(), 1, image.data());
    const auto errors = Noise<float>(image.size(), 1);
    for (std::size_t i = 0; i < image.size(); ++i)
    {
      image[i] += noise * errors[i];
    }

    std::vector<float> background(working.size(), 0.0f);
    if (!isSpots)
    {
      observation.Background(image.data(), 1, 0.05, background.data(), SerialExecutor());
    }
    std::vector<float> detail(image.size());
    coder.Residual(image.data(), background.data(), detail.data(), SerialExecutor());
    std::vector<float> code(coder.GetCodeSize());
    coder.Encode(detail.data(),
                 code.data(),
                 false,
                 { 0.02 * static_cast<double>(noise), false, isSpots },
                 { 100, 1e-4 },
                 SerialExecutor());
    coder.Reconstruct(code.data(), working.data(), SerialExecutor());
    std::transform(working.begin(), working.end(), background.begin(), working.begin(), std::plus<float>());
    std::vector<float> result(truth.size());
    observation.CropFine(working.data(), 1, result.data());
    EXPECT_LT(SquaredError(result, truth), (isSpots ? 0.4 : 0.65) * SquaredError(image, truth))
      << (isSpots ? "spots" : "boxes");
  }
}

TEST(ConvolutionalAnalyticDictionary, NamesWhatIsWrong)
{
  EXPECT_NE(InvalidArgument([] { MakeFrameletDictionary<float>(4); }), "");
  EXPECT_NE(InvalidArgument([] { MakeFrameletDictionary<float>(2, FrameletFamily::Cubic, 0); }), "");
  EXPECT_NE(InvalidArgument([] { MakeFrameletDictionary<float>(2, FrameletFamily::Cubic, 2, 0); }), "");
  EXPECT_NE(InvalidArgument([] { MakeBumpDictionary<float>(0); }), "");
  EXPECT_NE(InvalidArgument([] { MakeBumpDictionary<float>(2, -1.0); }), "");
}
} // namespace
