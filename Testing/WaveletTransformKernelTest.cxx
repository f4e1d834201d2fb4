// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

#include "phKernelTestTools.h"

#include <gtest/gtest.h>

#include <thread>

namespace
{
using namespace phaseharmonics;
using namespace phaseharmonics_test;
namespace ref = phaseharmonics_reference;

// Two threads, the last iterations first.
class BackwardsExecutor : public Executor
{
public:
  void
  ParallelFor(std::size_t count, const std::function<void(std::size_t)> & body) const override
  {
    const auto run = [&](std::size_t parity) {
      for (std::size_t i = count; i-- > 0;)
      {
        if (i % 2 == parity)
        {
          body(i);
        }
      }
    };
    std::thread other(run, 0);
    run(1);
    other.join();
  }
};

// All modes that fit a grid.
std::vector<WaveletBankOptions>
Modes(const Grid & grid)
{
  std::vector<WaveletBankOptions> modes;
  for (const WaveletFamily family : { WaveletFamily::BumpSteerable, WaveletFamily::Morlet })
  {
    for (const FrameNormalization normalization : { FrameNormalization::Published, FrameNormalization::Parseval })
    {
      for (const unsigned int oversampling : { 0u, 1u, 2u })
      {
        WaveletBankOptions options;
        options.family = family;
        options.frameNormalization = normalization;
        options.decimation = oversampling > 0;
        options.oversampling = oversampling;
        options.numberOfOrientations = DefaultNumberOfOrientations(grid.dimension);
        options.numberOfScales = std::min(5u, LargestNumberOfScales(grid, options));
        if (grid.dimension < 3 || family == WaveletFamily::BumpSteerable)
        {
          modes.push_back(options);
        }
        if (grid.dimension == 1)
        {
          options.voicesPerOctave = 3;
          options.numberOfScales = LargestNumberOfScales(grid, options) - 1;
          modes.push_back(options);
          options.family = WaveletFamily::BattleLemarie;
          modes.push_back(options);
          options.voicesPerOctave = 1;
          options.numberOfScales = 4;
          modes.push_back(options);
        }
      }
    }
  }
  return modes;
}

std::string
Describe(const Grid & grid, const WaveletBankOptions & options)
{
  return Name(grid) + (options.family == WaveletFamily::Morlet ? " Morlet" : " bump") +
         (options.frameNormalization == FrameNormalization::Parseval ? " Parseval" : " Published") + " oversampling " +
         std::to_string(options.oversampling);
}

template <typename T>
void
ExpectInverseIsExact(const Grid & grid, const WaveletBankOptions & options, double tolerance)
{
  SCOPED_TRACE(Describe(grid, options));
  const auto      transform = MakeTransform<T>(grid, options);
  const auto      image = Noise<T>(grid.NumberOfPixels(), 11);
  Coefficients<T> coefficients(transform.GetBank());
  transform.Forward(image.data(), coefficients.pointers.data(), coefficients.lowPass.data(), SerialExecutor());
  std::vector<T> back(image.size());
  transform.Inverse(coefficients.pointers.data(), coefficients.lowPass.data(), back.data(), SerialExecutor());
  const double largest =
    std::abs(*std::max_element(image.begin(), image.end(), [](T a, T b) { return std::abs(a) < std::abs(b); }));
  EXPECT_LT(LargestDifference(back, image) / largest, tolerance);
}

class InverseTest : public testing::TestWithParam<Grid>
{};

TEST_P(InverseTest, IsExactInAllModes)
{
  for (const WaveletBankOptions & options : Modes(GetParam()))
  {
    ExpectInverseIsExact<double>(GetParam(), options, 1e-12);
    ExpectInverseIsExact<float>(GetParam(), options, 1e-5);
  }
}

INSTANTIATE_TEST_SUITE_P(WaveletTransform,
                         InverseTest,
                         testing::Values(MakeGrid(64),
                                         MakeGrid(63),
                                         MakeGrid(1021),
                                         MakeGrid(64, 64),
                                         MakeGrid(61, 47),
                                         MakeGrid(2, 5),
                                         MakeGrid(16, 128),
                                         MakeGrid(32, 48, 20),
                                         MakeGrid(9, 2, 11)),
                         [](const auto & info) { return "Size" + Name(info.param); });

TEST(WaveletTransform, InverseIsExactForOtherNumbersOfScalesAndOrientations)
{
  for (const unsigned int L : { 1u, 2u, 3u, 8u })
  {
    for (const unsigned int J : { 1u, 2u, 5u })
    {
      WaveletBankOptions options;
      options.numberOfScales = J;
      options.numberOfOrientations = L;
      options.oversampling = 1;
      ExpectInverseIsExact<double>(MakeGrid(37, 50), options, 1e-12);
    }
  }
  WaveletBankOptions options;
  options.numberOfScales = 2;
  for (const unsigned int L : { 10u, 15u })
  {
    options.numberOfOrientations = L;
    ExpectInverseIsExact<double>(MakeGrid(10, 12, 14), options, 1e-12);
  }
}

TEST(WaveletTransform, InverseIsExactWithImageSpacing)
{
  WaveletBankOptions options;
  options.useImageSpacing = true;
  options.oversampling = 1;
  options.numberOfScales = 4;
  for (const std::array<double, 3> & spacing : { std::array<double, 3>{ { 1.0, 2.5, 1.0 } }, { { 3.0, 0.7, 0.7 } } })
  {
    options.spacing = spacing;
    options.numberOfOrientations = 4;
    ExpectInverseIsExact<double>(MakeGrid(61, 48), options, 1e-12);
    options.numberOfOrientations = 6;
    ExpectInverseIsExact<double>(MakeGrid(20, 33, 17), options, 1e-12);
  }
}

TEST(WaveletTransform, BandsAreConvolutionsAndDecimatedBandsTheirSamples)
{
  for (const Grid & grid : { MakeGrid(48, 32), MakeGrid(35, 45), MakeGrid(56), MakeGrid(15, 11, 13) })
  {
    SCOPED_TRACE(Name(grid));
    WaveletBankOptions options;
    options.numberOfScales = 3;
    options.numberOfOrientations = DefaultNumberOfOrientations(grid.dimension);
    options.oversampling = 1;
    const auto     image = Noise<double>(grid.NumberOfPixels(), 12);
    ref::RealArray reference(ReferenceGrid(grid));
    reference.data = image;
    const auto spectrum = ref::ForwardTransform(reference);
    const auto bank = ref::MakeBank(ReferenceGrid(grid), 3, static_cast<int>(options.numberOfOrientations));
    for (const bool decimation : { false, true })
    {
      options.decimation = decimation;
      const auto           transform = MakeTransform<double>(grid, options);
      Coefficients<double> coefficients(transform.GetBank());
      transform.Forward(image.data(), coefficients.pointers.data(), coefficients.lowPass.data(), SerialExecutor());
      for (unsigned int band = 0; band < coefficients.bands.size(); ++band)
      {
        const unsigned int scale = band / options.numberOfOrientations;
        const auto         full = ref::Filter(spectrum, bank.psi[scale][band % options.numberOfOrientations]);
        const Grid         level = transform.GetBank().GridOfScale(scale);
        // The band is limited, so its values on the coarser grid follow from its spectrum.
        ref::ComplexArray bandSpectrum = ref::ForwardTransform(full);
        double            error = 0.0;
        for (std::size_t i = 0; i < level.NumberOfPixels(); i += 7)
        {
          const auto   u = ReferenceGrid(level).Position(i);
          ref::Complex value = 0.0;
          for (std::size_t b = 0; b < bandSpectrum.data.size(); ++b)
          {
            const auto w = ref::FrequencyAt(ReferenceGrid(grid), b);
            double     phase = 0.0;
            for (unsigned int axis = 0; axis < grid.dimension; ++axis)
            {
              phase += w[axis] * u[axis] * static_cast<double>(grid.size[axis]) / static_cast<double>(level.size[axis]);
            }
            value += bandSpectrum.data[b] * std::polar(1.0, phase);
          }
          value /= static_cast<double>(grid.NumberOfPixels());
          error = std::max(error, std::abs(value - coefficients.bands[band][i]));
        }
        EXPECT_LT(error, 1e-12) << "band " << band << " decimation " << decimation;
      }
      if (!decimation)
      {
        const auto lowPass = ref::RealPart(ref::Filter(spectrum, bank.phi[0]));
        EXPECT_LT(LargestDifference(coefficients.lowPass, lowPass.data), 1e-12);
      }
    }
  }
}

TEST(WaveletTransform, BatchesEqualImagesOneByOne)
{
  const Grid                 grid = MakeGrid(32, 27);
  const WaveletBankOptions   options = Modes(grid).front();
  const auto                 transform = MakeTransform<float>(grid, options);
  const WaveletBank<float> & bank = transform.GetBank();
  constexpr std::size_t      count = 5;
  const auto                 images = Noise<float>(count * grid.NumberOfPixels(), 15);
  const std::size_t          lowPassPixels = bank.GridOfScale(bank.GetNumberOfScales()).NumberOfPixels();

  std::vector<std::vector<std::complex<float>>> bands;
  std::vector<std::complex<float> *>            pointers;
  for (unsigned int band = 0; band < bank.GetNumberOfScales() * bank.GetNumberOfOrientations(); ++band)
  {
    bands.emplace_back(count * bank.GridOfScale(band / bank.GetNumberOfOrientations()).NumberOfPixels());
  }
  for (auto & band : bands)
  {
    pointers.push_back(band.data());
  }
  std::vector<float> lowPass(count * lowPassPixels);
  transform.ForwardBatch(images.data(), count, pointers.data(), lowPass.data(), BackwardsExecutor());
  for (std::size_t i = 0; i < count; ++i)
  {
    Coefficients<float> one(bank);
    transform.Forward(
      images.data() + i * grid.NumberOfPixels(), one.pointers.data(), one.lowPass.data(), SerialExecutor());
    EXPECT_TRUE(std::equal(one.lowPass.begin(), one.lowPass.end(), lowPass.begin() + i * lowPassPixels));
    for (std::size_t band = 0; band < bands.size(); ++band)
    {
      const auto & expected = one.bands[band];
      EXPECT_TRUE(std::equal(expected.begin(), expected.end(), bands[band].begin() + i * expected.size())) << band;
    }
  }
}

TEST(WaveletTransform, AdjointHasTheInnerProductOfTheForwardTransform)
{
  for (const Grid & grid :
       { MakeGrid(64), MakeGrid(63), MakeGrid(32, 24), MakeGrid(31, 22), MakeGrid(8, 12, 10), MakeGrid(9, 7, 10) })
  {
    for (const WaveletBankOptions & options : Modes(grid))
    {
      SCOPED_TRACE(Describe(grid, options));
      const auto           transform = MakeTransform<double>(grid, options);
      const auto           image = Noise<double>(grid.NumberOfPixels(), 13);
      Coefficients<double> forward(transform.GetBank());
      transform.Forward(image.data(), forward.pointers.data(), forward.lowPass.data(), SerialExecutor());
      Coefficients<double> weights(transform.GetBank());
      double               expected = 0.0;
      for (std::size_t band = 0; band < weights.bands.size(); ++band)
      {
        const auto noise = ComplexNoise<double>(weights.bands[band].size(), 100 + band);
        std::copy(noise.begin(), noise.end(), weights.bands[band].begin());
        for (std::size_t i = 0; i < noise.size(); ++i)
        {
          expected += (std::conj(noise[i]) * forward.bands[band][i]).real();
        }
      }
      weights.lowPass = Noise<double>(weights.lowPass.size(), 99);
      for (std::size_t i = 0; i < weights.lowPass.size(); ++i)
      {
        expected += weights.lowPass[i] * forward.lowPass[i];
      }
      std::vector<double> adjoint(image.size());
      transform.Adjoint(weights.pointers.data(), weights.lowPass.data(), adjoint.data(), SerialExecutor());
      double product = 0.0;
      for (std::size_t i = 0; i < image.size(); ++i)
      {
        product += adjoint[i] * image[i];
      }
      EXPECT_NEAR(product, expected, 1e-11 * (1.0 + std::abs(expected)));
    }
  }
}

TEST(WaveletTransform, InverseRefusesWaveletsThatDoNotCoverAllFrequencies)
{
  WaveletBankOptions options;
  options.family = WaveletFamily::Morlet;
  options.numberOfOrientations = 1;
  const Grid           grid = MakeGrid(32, 32);
  const auto           transform = MakeTransform<double>(grid, options);
  Coefficients<double> coefficients(transform.GetBank());
  std::vector<double>  image(grid.NumberOfPixels());
  const std::string    message = InvalidArgument([&] {
    transform.Inverse(coefficients.pointers.data(), coefficients.lowPass.data(), image.data(), SerialExecutor());
  });
  EXPECT_NE(message.find("leave some frequencies uncovered"), std::string::npos) << message;
  options.frameNormalization = FrameNormalization::Parseval;
  EXPECT_NE(InvalidArgument([&] { MakeBank<float>(grid, options); }), "");
}

TEST(WaveletTransform, BitsDoNotDependOnTheExecutor)
{
  const Grid               grid = MakeGrid(61, 47);
  const WaveletBankOptions options;
  const auto               image = Noise<float>(grid.NumberOfPixels(), 14);
  const auto               run = [&](const Executor & executor) {
    const WaveletTransform<float> transform(std::make_shared<WaveletBank<float>>(grid, options, executor));
    Coefficients<float>           coefficients(transform.GetBank());
    transform.Forward(image.data(), coefficients.pointers.data(), coefficients.lowPass.data(), executor);
    std::vector<float> back(image.size());
    std::vector<float> adjoint(image.size());
    transform.Inverse(coefficients.pointers.data(), coefficients.lowPass.data(), back.data(), executor);
    transform.Adjoint(coefficients.pointers.data(), coefficients.lowPass.data(), adjoint.data(), executor);
    return std::make_tuple(coefficients.bands, coefficients.lowPass, back, adjoint);
  };
  EXPECT_EQ(run(SerialExecutor()), run(BackwardsExecutor()));
}
} // namespace
