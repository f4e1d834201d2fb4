// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phScatteringTestTools.h"

#include "refTestImages.h"

#include <fstream>

namespace
{
using namespace phaseharmonics;
using namespace phaseharmonics_test;
namespace ref = phaseharmonics_reference;

struct Case
{
  Grid              grid;
  ScatteringOptions options;
};

std::vector<Case>
Cases()
{
  std::vector<Case> cases;
  for (const Subsampling subsampling : { Subsampling::Crop, Subsampling::Fold })
  {
    for (const ScatteringBoundary boundary : { ScatteringBoundary::Periodic, ScatteringBoundary::Mirror })
    {
      for (const unsigned int phases : { 0u, 4u, 6u })
      {
        Case c{ MakeGrid(16, 24), MakeScatteringOptions(3, 3, 2, phases) };
        c.options.subsampling = subsampling;
        c.options.boundary = boundary;
        c.options.bank.oversampling = 1;
        cases.push_back(c);
        c.options.bank.family = WaveletFamily::Morlet;
        c.options.bank.oversampling = subsampling == Subsampling::Fold ? 0 : 2;
        cases.push_back(c);
      }
      Case line{ MakeGrid(64), MakeScatteringOptions(4, 1, 2, 4) };
      line.options.subsampling = subsampling;
      line.options.boundary = boundary;
      line.options.bank.oversampling = 1;
      cases.push_back(line);
      Case volume{ MakeGrid(8, 4, 8), MakeScatteringOptions(2, 6, 2, 4) };
      volume.options.subsampling = subsampling;
      volume.options.boundary = boundary;
      volume.options.bank.decimation = false;
      cases.push_back(volume);
    }
  }
  Case odd{ MakeGrid(27, 35), MakeScatteringOptions(3, 3, 2, 4) };
  odd.options.bank.oversampling = 1;
  cases.push_back(odd);
  odd.options.boundary = ScatteringBoundary::Mirror;
  cases.push_back(odd);
  odd.options.subsampling = Subsampling::Fold;
  cases.push_back(odd);
  Case variant{ MakeGrid(24, 16), MakeScatteringOptions(2, 4, 2, 4) };
  variant.options.variant = ScatteringVariant::Logarithm;
  cases.push_back(variant);
  variant.options.variant = ScatteringVariant::NormalizedSecondOrder;
  variant.options.epsilon = 0.01;
  cases.push_back(variant);
  variant.options.order = 1;
  cases.push_back(variant);
  return cases;
}

std::string
Describe(const Case & c)
{
  const ScatteringOptions & o = c.options;
  return Name(c.grid) + (o.bank.family == WaveletFamily::Morlet ? " Morlet" : " bump") +
         (o.subsampling == Subsampling::Fold ? " fold" : " crop") +
         (o.boundary == ScatteringBoundary::Mirror ? " mirror" : " periodic") + ", " +
         std::to_string(o.numberOfPhases) + " phases, order " + std::to_string(o.order) + ", variant " +
         std::to_string(static_cast<int>(o.variant));
}

TEST(Scattering, EqualsItsFormula)
{
  for (const Case & c : Cases())
  {
    SCOPED_TRACE(Describe(c));
    ref::RealArray image(ReferenceGrid(c.grid));
    image.data = Noise<double>(c.grid.NumberOfPixels(), 21);
    const auto               expected = ref::Scattering(image, ReferenceSettings(c.options));
    const Scattering<double> scattering(c.grid, c.options, SerialExecutor());
    // Logarithms of averages that are near zero or negative magnify rounding.
    const double tolerance = c.options.variant == ScatteringVariant::Logarithm ? 1e-9 : 1e-12;
    EXPECT_LT(LargestDifference(ScatteringOf(scattering, image.data), expected), tolerance);

    const std::vector<float> single(image.data.begin(), image.data.end());
    const Scattering<float>  singleScattering(c.grid, c.options, SerialExecutor());
    if (c.options.variant != ScatteringVariant::Logarithm)
    {
      EXPECT_LT(LargestDifference(ScatteringOf(singleScattering, single), expected), 2e-5);
    }
  }
}

TEST(Scattering, OfAConstantImageIsTheConstant)
{
  for (const Case & c : Cases())
  {
    if (c.options.variant != ScatteringVariant::None)
    {
      continue;
    }
    SCOPED_TRACE(Describe(c));
    const Scattering<double>  scattering(c.grid, c.options, SerialExecutor());
    const std::vector<double> image(c.grid.NumberOfPixels(), 3.5);
    const auto                coefficients = ScatteringOf(scattering, image);
    const std::size_t         size = scattering.GetGeometry().output.NumberOfPixels();
    for (std::size_t i = 0; i < coefficients.size(); ++i)
    {
      // The integral of a sampled Gaussian is 1 up to its tails.
      EXPECT_NEAR(coefficients[i], i < size ? 3.5 : 0.0, 1e-8);
    }
  }
}

TEST(Scattering, OfAWaveIsConstantInTheFirstOrderAndZeroInTheSecond)
{
  const Grid          grid = MakeGrid(64, 64);
  std::vector<double> image(grid.NumberOfPixels());
  for (std::size_t i = 0; i < image.size(); ++i)
  {
    image[i] = 2.0 * std::cos(2.0 * std::acos(-1.0) * 8.0 * static_cast<double>(i % 64) / 64.0);
  }
  const Scattering<double> scattering(grid, MakeScatteringOptions(3, 4, 2, 0), SerialExecutor());
  const auto               coefficients = ScatteringOf(scattering, image);
  const std::size_t        size = scattering.GetGeometry().output.NumberOfPixels();
  for (const unsigned int scale : { 0u, 1u, 2u })
  {
    const auto   filter = DenseFilter(scattering.GetBank().Band(scale, 0), grid);
    const double expected = filter[8];
    for (std::size_t i = 0; i < size; ++i)
    {
      EXPECT_NEAR(coefficients[scattering.GetOptions().FirstOrderChannel(scale, 0) * size + i], expected, 1e-13);
    }
  }
  for (std::size_t i = scattering.GetOptions().SecondOrderChannel(0, 0) * size; i < coefficients.size(); ++i)
  {
    EXPECT_NEAR(coefficients[i], 0.0, 1e-13);
  }
}

TEST(Scattering, ChannelsAreCountedAndListedInOrder)
{
  for (const unsigned int order : { 1u, 2u })
  {
    for (const unsigned int phases : { 0u, 4u, 8u })
    {
      const ScatteringOptions options = MakeScatteringOptions(4, 8, order, phases);
      const std::size_t       first = 1 + std::size_t{ 8 } * 4 * std::max(phases, 1u);
      EXPECT_EQ(options.NumberOfChannels(), first + (order > 1 ? 64u * 6 : 0u));
      const auto channels = ScatteringChannels(options);
      ASSERT_EQ(channels.size(), options.NumberOfChannels());
      EXPECT_EQ(channels[0].order, 0u);
      for (std::size_t i = 1; i < channels.size(); ++i)
      {
        const ScatteringChannel & c = channels[i];
        if (c.order == 1)
        {
          EXPECT_EQ(i, options.FirstOrderChannel(c.scale1, c.orientation1) + c.phase);
          continue;
        }
        EXPECT_GT(c.scale2, c.scale1);
        EXPECT_EQ(
          i, options.SecondOrderChannel(c.scale1, c.orientation1) + (c.scale2 - c.scale1 - 1) * 8 + c.orientation2);
      }
    }
  }
}

// kymatio divides its filters by 2 * 3.1415 s^2, not 2 pi s^2; its orientation t is our t + 1, and its last one the
// opposite of our first; its rows are our second axis.
TEST(Scattering, EqualsKymatio)
{
  std::ifstream file(std::string(PHASEHARMONICS_TEST_DATA_DIR) + "/scattering_kymatio_40x32.txt");
  ASSERT_TRUE(file);
  std::string         line;
  std::vector<double> theirs;
  while (std::getline(file, line))
  {
    if (line[0] != '#')
    {
      theirs.push_back(std::stod(line));
    }
  }
  std::vector<double> image;
  for (int r = 0; r < 32; ++r)
  {
    for (int c = 0; c < 40; ++c)
    {
      image.push_back(((7 * r * r + 3 * c * c + 5 * r * c + 11 * r + 2 * c) % 101) / 101.0);
    }
  }
  const Scattering<double> scattering(MakeGrid(40, 32), KymatioOptions(3, 8), SerialExecutor());
  EXPECT_EQ(scattering.GetGeometry().output, MakeGrid(5, 4));
  const auto        ours = ScatteringOf(scattering, image);
  const auto        channels = ScatteringChannels(scattering.GetOptions());
  const std::size_t size = 5 * 4;
  ASSERT_EQ(theirs.size(), ours.size());
  const double normalization = std::acos(-1.0) / 3.1415;
  double       largest = 0.0;
  for (std::size_t channel = 0; channel < channels.size(); ++channel)
  {
    const ScatteringChannel & c = channels[channel];
    const auto                t1 = (c.orientation1 + 7) % 8;
    const auto                t2 = (c.orientation2 + 7) % 8;
    const std::size_t         their =
      c.order == 0   ? 0
              : c.order == 1 ? scattering.GetOptions().FirstOrderChannel(c.scale1, t1)
                             : scattering.GetOptions().SecondOrderChannel(c.scale1, t1) + (c.scale2 - c.scale1 - 1) * 8 + t2;
    for (std::size_t i = 0; i < size; ++i)
    {
      const double expected = theirs[their * size + i] / std::pow(normalization, c.order + 1.0);
      largest = std::max(largest, std::abs(ours[channel * size + i] / expected - 1.0));
    }
  }
  EXPECT_LT(largest, 1e-5);
}

TEST(Scattering, GeometryIsThatOfThePixels)
{
  ScatteringOptions options = MakeScatteringOptions(3, 4, 1, 0);
  options.boundary = ScatteringBoundary::Mirror;
  const ScatteringGeometry mirrored(MakeGrid(27, 40), options);
  EXPECT_EQ(mirrored.padded, MakeGrid(48, 56));
  EXPECT_EQ(mirrored.output, MakeGrid(4, 5));
  options.boundary = ScatteringBoundary::Periodic;
  const ScatteringGeometry periodic(MakeGrid(27, 40), options);
  EXPECT_EQ(periodic.output, MakeGrid(4, 5));
  options.bank.useImageSpacing = true;
  options.bank.spacing = { { 1.0, 3.0, 1.0 } };
  options.boundary = ScatteringBoundary::Mirror;
  const ScatteringGeometry anisotropic(MakeGrid(27, 40), options);
  for (unsigned int axis = 0; axis < 2; ++axis)
  {
    EXPECT_EQ(mirrored.Start(axis), 0.0);
    EXPECT_EQ(mirrored.Step(axis), 8.0);
    EXPECT_EQ(periodic.Start(axis), 0.0);
    EXPECT_GE(anisotropic.Start(axis), 0.0);
    EXPECT_LT(anisotropic.Start(axis), anisotropic.Step(axis));
  }
  EXPECT_EQ(periodic.Step(0), 27.0 / 4.0);
  EXPECT_NEAR(anisotropic.Step(1), 8.0 / 3.0, 0.1);
}

TEST(Scattering, RefusesOptionsThatDoNotFit)
{
  const auto message = [](const Grid & grid, const ScatteringOptions & options) {
    return InvalidArgument([&] { Scattering<float>(grid, options, SerialExecutor()); });
  };
  const auto expect = [&](const Grid & grid, const ScatteringOptions & options, const std::string & part) {
    EXPECT_NE(message(grid, options).find(part), std::string::npos) << message(grid, options);
  };
  const Grid grid = MakeGrid(32, 32);
  expect(grid, MakeScatteringOptions(3, 4, 3, 4), "must be 1 or 2, not 3");
  expect(grid, MakeScatteringOptions(3, 4, 1, 5), "even and at least 4, or 0 for the modulus, not 5");
  expect(grid, MakeScatteringOptions(3, 4, 1, 2), "not 2");
  ScatteringOptions options = MakeScatteringOptions(6, 4, 1, 4);
  expect(grid, options, "must be 1 to 5");
  options.boundary = ScatteringBoundary::Mirror;
  expect(grid, options, "must be 1 to 5");
  options = MakeScatteringOptions(3, 4, 1, 4);
  options.epsilon = 0.0;
  expect(grid, options, "epsilon");
  options = MakeScatteringOptions(3, 4, 1, 4);
  options.bank.oversampling = 0;
  expect(grid, options, "at least 1");
  options.subsampling = Subsampling::Fold;
  EXPECT_EQ(message(grid, options), "");
  expect(MakeGrid(32, 36), options, "multiples of 2^J = 8, not 36");
  options.bank.useImageSpacing = true;
  expect(grid, options, "spacing");
}
} // namespace
