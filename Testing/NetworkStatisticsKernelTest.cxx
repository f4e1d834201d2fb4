// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// Gram matrices of convolutional networks against direct sums, closed forms and finite differences.

#include "phKernelTestTools.h"
#include "phNetworkStatistics.h"

#include "refNetwork.h"

#include <atomic>
#include <cstring>
#include <numeric>
#include <thread>

namespace
{
using namespace phaseharmonics;
using namespace phaseharmonics_test;
namespace ref = phaseharmonics_reference;

class ThreeThreads : public Executor
{
public:
  void
  ParallelFor(std::size_t count, const std::function<void(std::size_t)> & body) const override
  {
    std::atomic<std::size_t> next{ 0 };
    const auto               work = [&] {
      for (std::size_t i = next++; i < count; i = next++)
      {
        body(i);
      }
    };
    std::thread second(work);
    std::thread third(work);
    work();
    second.join();
    third.join();
  }
};

ConvolutionFilters
RandomFilters(std::size_t side, std::size_t count, std::size_t channels, std::uint64_t seed)
{
  return { side, count, Noise<double>(count * channels * side * side, seed) };
}

/** Filters of several sides, one of them beyond the direct sums, biases, and poolings before and between the layers. */
ConvolutionalNetwork
MixedNetwork()
{
  std::vector<ConvolutionalLayer> layers(3);
  layers[0].filters = { RandomFilters(3, 3, 1, 1), RandomFilters(13, 6, 1, 2), RandomFilters(5, 2, 1, 3) };
  layers[0].biases = Noise<double>(11, 4);
  layers[1].poolings = 1;
  layers[1].filters = { RandomFilters(1, 2, 11, 5), RandomFilters(3, 5, 11, 6) };
  layers[2].filters = { RandomFilters(5, 4, 7, 7) };
  layers[2].biases = Noise<double>(4, 8);
  return ConvolutionalNetwork(layers);
}

NetworkMoments
ReferenceMoments(const Grid & grid, const std::vector<double> & image, const ConvolutionalNetwork & network)
{
  std::vector<ref::RealArray> channels(1, ref::RealArray(ReferenceGrid(grid)));
  channels[0].data = image;
  NetworkMoments moments;
  for (const ConvolutionalLayer & layer : network.GetLayers())
  {
    for (unsigned int pooling = 0; pooling < layer.poolings; ++pooling)
    {
      std::transform(channels.begin(), channels.end(), channels.begin(), ref::NetworkPooled);
    }
    std::vector<ref::RealArray> features;
    for (const ConvolutionFilters & filters : layer.filters)
    {
      const std::size_t length = channels.size() * filters.side * filters.side;
      for (std::size_t i = 0; i < filters.count; ++i)
      {
        const auto begin = filters.weights.begin() + static_cast<std::ptrdiff_t>(i * length);
        features.push_back(
          ref::NetworkFeature(channels,
                              { static_cast<int>(filters.side),
                                std::vector<double>(begin, begin + static_cast<std::ptrdiff_t>(length)),
                                layer.biases.empty() ? 0.0 : layer.biases[features.size()] }));
      }
    }
    auto & products = moments.emplace_back();
    for (std::size_t b = 0; b < features.size(); ++b)
    {
      for (std::size_t a = 0; a <= b; ++a)
      {
        products.push_back(ref::MeanOfProducts(features[a], features[b]));
      }
    }
    channels = features;
  }
  return moments;
}

template <typename T>
double
LargestRelativeError(const Grid & grid, const ConvolutionalNetwork & network)
{
  const auto image = Noise<T>(grid.NumberOfPixels(), 9);
  const auto expected = ReferenceMoments(grid, { image.begin(), image.end() }, network);
  const auto found = NetworkStatistics<T>(grid, network).Analyze(image.data(), SerialExecutor());
  double     largest = expected.size() == found.size() ? 0.0 : 1.0;
  for (std::size_t layer = 0; layer < expected.size(); ++layer)
  {
    const double scale = *std::max_element(expected[layer].begin(), expected[layer].end());
    largest = std::max(largest, LargestDifference(expected[layer], found[layer]) / scale);
  }
  return largest;
}

class Sizes : public testing::TestWithParam<Grid>
{};

TEST_P(Sizes, MomentsAreThoseOfDirectSums)
{
  EXPECT_LT(LargestRelativeError<double>(GetParam(), MixedNetwork()), 1e-13);
  EXPECT_LT(LargestRelativeError<float>(GetParam(), MixedNetwork()), 1e-5);
}

TEST_P(Sizes, GradientIsThatOfFiniteDifferences)
{
  const Grid                grid = GetParam();
  NetworkStatistics<double> statistics(grid, MixedNetwork());
  const auto                target = Noise<double>(grid.NumberOfPixels(), 10);
  const auto                image = Noise<double>(grid.NumberOfPixels(), 11);
  std::vector<double>       gradient(image.size());
  statistics.SetTarget(statistics.Analyze(target.data(), SerialExecutor()));
  const double energy = statistics.ValueAndGradient(image.data(), gradient.data(), SerialExecutor());
  EXPECT_GT(energy, 0.0);
  EXPECT_EQ(energy, statistics.Value(image.data(), SerialExecutor()));

  const auto at = [&](const std::vector<double> & direction, double t) {
    std::vector<double> moved = image;
    for (std::size_t i = 0; i < moved.size(); ++i)
    {
      moved[i] += t * direction[i];
    }
    return statistics.Value(moved.data(), SerialExecutor());
  };
  // Steps so short that hardly a feature is switched on or off.
  constexpr double step = 1e-6;
  const double     norm = std::sqrt(std::inner_product(gradient.begin(), gradient.end(), gradient.begin(), 0.0));
  for (const std::uint64_t seed : { 12, 13, 14 })
  {
    const auto   direction = Noise<double>(image.size(), seed);
    const double expected =
      (8.0 * (at(direction, step) - at(direction, -step)) - (at(direction, 2.0 * step) - at(direction, -2.0 * step))) /
      (12.0 * step);
    const double found = std::inner_product(direction.begin(), direction.end(), gradient.begin(), 0.0);
    EXPECT_LT(std::abs(found - expected), 1e-6 * norm) << seed;
  }
}

TEST_P(Sizes, ThreadsDoNotChangeABit)
{
  const Grid         grid = GetParam();
  const auto         target = Noise<float>(grid.NumberOfPixels(), 10);
  const auto         image = Noise<float>(grid.NumberOfPixels(), 11);
  std::vector<float> gradients[2];
  double             energies[2];
  for (const int i : { 0, 1 })
  {
    const ThreeThreads       three;
    const SerialExecutor     one;
    const Executor &         executor = i == 0 ? static_cast<const Executor &>(one) : three;
    NetworkStatistics<float> statistics(grid, MixedNetwork());
    gradients[i].resize(image.size());
    statistics.SetTarget(statistics.Analyze(target.data(), executor));
    energies[i] = statistics.ValueAndGradient(image.data(), gradients[i].data(), executor);
    // A second evaluation starts from what the first one left.
    EXPECT_EQ(energies[i], statistics.ValueAndGradient(image.data(), gradients[i].data(), executor));
  }
  EXPECT_EQ(energies[0], energies[1]);
  EXPECT_EQ(gradients[0], gradients[1]);
}

INSTANTIATE_TEST_SUITE_P(NetworkStatistics,
                         Sizes,
                         testing::Values(MakeGrid(16, 16), MakeGrid(24, 19), MakeGrid(13, 31), MakeGrid(96, 70)),
                         [](const auto & info) { return Name(info.param); });

/** Energies of max(0, x) and of max(0, -x), their product, and that of max(0, x) with itself moved, from single taps.
 */
TEST(NetworkStatistics, SingleTapsHaveClosedForms)
{
  const Grid grid = MakeGrid(21, 18);
  const auto image = Noise<double>(grid.NumberOfPixels(), 3);
  for (const std::size_t side : { 3, 15 })
  {
    ConvolutionalLayer layer;
    layer.filters = { { side, 3, std::vector<double>(3 * side * side) } };
    const std::size_t middle = side * side / 2;
    layer.filters[0].weights[middle] = 1.0;
    layer.filters[0].weights[side * side + middle] = -1.0;
    layer.filters[0].weights[2 * side * side + middle + 1] = 1.0;
    const auto moments =
      NetworkStatistics<double>(grid, ConvolutionalNetwork({ layer })).Analyze(image.data(), SerialExecutor());

    double square = 0.0;
    double positive = 0.0;
    double moved = 0.0;
    for (std::size_t i = 0; i < image.size(); ++i)
    {
      const double x = image[i];
      square += x * x / static_cast<double>(image.size());
      positive += x > 0.0 ? x * x / static_cast<double>(image.size()) : 0.0;
    }
    for (std::size_t y = 0; y < 18; ++y)
    {
      for (std::size_t x = 0; x < 21; ++x)
      {
        moved += std::max(0.0, image[21 * y + x]) * std::max(0.0, image[21 * y + (x + 1) % 21]) /
                 static_cast<double>(image.size());
      }
    }
    const auto & m = moments.at(0);
    EXPECT_NEAR(m[0], positive, 1e-13) << side;
    EXPECT_NEAR(m[1], 0.0, 1e-13) << side;
    EXPECT_NEAR(m[0] + m[2], square, 1e-13) << side;
    EXPECT_NEAR(m[3], moved, 1e-13) << side;
    EXPECT_NEAR(m[5], positive, 1e-13) << side;
  }
}

TEST(NetworkStatistics, AConstantIsSeenThroughSumsOfWeightsAndBiases)
{
  const Grid         grid = MakeGrid(17, 14);
  ConvolutionalLayer layer;
  layer.filters = { RandomFilters(3, 2, 1, 1), RandomFilters(13, 2, 1, 2) };
  layer.biases = { 1.0, -2.0, 3.0, 40.0 };
  const ConvolutionalNetwork network({ layer });
  const auto                 moments = NetworkStatistics<double>(grid, network)
                         .Analyze(std::vector<double>(grid.NumberOfPixels(), 2.5).data(), SerialExecutor());
  std::vector<double> features;
  for (const auto & filters : layer.filters)
  {
    for (std::size_t i = 0; i < 2; ++i)
    {
      const auto   begin = filters.weights.begin() + static_cast<std::ptrdiff_t>(i * filters.side * filters.side);
      const double sum = std::accumulate(begin, begin + static_cast<std::ptrdiff_t>(filters.side * filters.side), 0.0);
      features.push_back(std::max(0.0, 2.5 * sum + layer.biases[features.size()]));
    }
  }
  for (std::size_t b = 0; b < features.size(); ++b)
  {
    for (std::size_t a = 0; a <= b; ++a)
    {
      EXPECT_NEAR(moments[0][b * (b + 1) / 2 + a], features[a] * features[b], 1e-10);
    }
  }
}

TEST(NetworkStatistics, EnergyIsTheSumOfSquaresOverTheEnergiesOfTheTarget)
{
  const Grid                grid = MakeGrid(32, 32);
  const auto                network = MakeMultiScaleNetwork({ 3, 7 }, 2, 5);
  NetworkStatistics<double> statistics(grid, network);
  const auto                image = Noise<double>(grid.NumberOfPixels(), 1);
  const auto                other = Noise<double>(grid.NumberOfPixels(), 2);
  const auto                target = statistics.Analyze(image.data(), SerialExecutor());
  const auto                moments = statistics.Analyze(other.data(), SerialExecutor());
  statistics.SetTarget(target);
  double expected = 0.0;
  for (std::size_t b = 0; b < 4; ++b)
  {
    for (std::size_t a = 0; a <= b; ++a)
    {
      const std::size_t i = b * (b + 1) / 2 + a;
      expected += std::pow(moments[0][i] - target[0][i], 2) / (target[0][a * (a + 3) / 2] * target[0][b * (b + 3) / 2]);
    }
  }
  EXPECT_NEAR(statistics.Value(other.data(), SerialExecutor()), expected, 1e-12 * expected);
  EXPECT_EQ(statistics.Value(image.data(), SerialExecutor()), 0.0);
  EXPECT_EQ(statistics.GetNumberOfMoments(), 10u);

  // Neither the unit of the image nor the norm of a filter matters.
  ConvolutionalLayer scaled = network.GetLayers()[0];
  std::for_each(scaled.filters[1].weights.begin(), scaled.filters[1].weights.end(), [](double & w) { w *= 64.0; });
  NetworkStatistics<double> same(grid, ConvolutionalNetwork({ scaled }));
  const auto                times = [](std::vector<double> values) {
    std::for_each(values.begin(), values.end(), [](double & value) { value *= 8.0; });
    return values;
  };
  same.SetTarget(same.Analyze(times(image).data(), SerialExecutor()));
  EXPECT_NEAR(same.Value(times(other).data(), SerialExecutor()), expected, 1e-12 * expected);
}

TEST(NetworkStatistics, RefusesWhatDoesNotFit)
{
  const auto network = MakeMultiScaleNetwork({ 3, 11 }, 2, 0);
  EXPECT_NE(InvalidArgument([&] { NetworkStatistics<float>(MakeGrid(64), network); }).find("of 1"), std::string::npos);
  EXPECT_NE(InvalidArgument([&] { NetworkStatistics<float>(MakeGrid(20, 10), network); }).find("only 20 x 10"),
            std::string::npos);
  EXPECT_NE(InvalidArgument([&] {
              NetworkStatistics<float>(MakeGrid(16, 16), MakeLayeredNetwork(4, 2, 3, 0));
            }).find("Layer 4"),
            std::string::npos);
  NetworkStatistics<double> statistics(MakeGrid(20, 20), network);
  std::vector<double>       image(400);
  EXPECT_THROW(statistics.Value(image.data(), SerialExecutor()), std::logic_error);
  EXPECT_NE(InvalidArgument([&] {
              statistics.SetTarget({ { 1.0, 2.0 } });
            }).find("not of this network"),
            std::string::npos);
  EXPECT_NE(
    InvalidArgument([&] { statistics.SetTarget(statistics.Analyze(image.data(), SerialExecutor())); }).find("layer 1"),
    std::string::npos);
  EXPECT_GT(statistics.SizeInBytes(), 4 * 400 * sizeof(double));
  EXPECT_GT(statistics.FlopsOfGradient(), 4.0 * 2 * (9 + 121) * 400);
}
} // namespace
