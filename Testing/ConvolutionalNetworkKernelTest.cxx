// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// Random convolutional networks, and their files.

#include "phConvolutionalNetwork.h"
#include "phHdf5File.h"
#include "phKernelTestTools.h"
#include "phTestFiles.h"

#include <algorithm>
#include <numeric>

namespace
{
using namespace phaseharmonics;
using namespace phaseharmonics_test;

void
ExpectSame(const ConvolutionalNetwork & a, const ConvolutionalNetwork & b)
{
  ASSERT_EQ(a.GetLayers().size(), b.GetLayers().size());
  for (std::size_t i = 0; i < a.GetLayers().size(); ++i)
  {
    const ConvolutionalLayer & left = a.GetLayers()[i];
    const ConvolutionalLayer & right = b.GetLayers()[i];
    EXPECT_EQ(left.poolings, right.poolings);
    ASSERT_EQ(left.filters.size(), right.filters.size());
    for (std::size_t group = 0; group < left.filters.size(); ++group)
    {
      EXPECT_EQ(left.filters[group].side, right.filters[group].side);
      EXPECT_EQ(left.filters[group].count, right.filters[group].count);
      EXPECT_EQ(left.filters[group].weights, right.filters[group].weights);
    }
    EXPECT_EQ(left.biases, right.biases);
  }
}

TEST(ConvolutionalNetwork, RandomFiltersHaveNoMeanAndNorm1)
{
  const auto multiScale = MakeMultiScaleNetwork(DefaultFilterSides(), 4, 7);
  const auto layered = MakeLayeredNetwork(3, 5, 3, 7);
  EXPECT_EQ(multiScale.NumberOfMoments(), 32u * 33 / 2);
  EXPECT_EQ(DefaultFilterSides(11), (std::vector<std::size_t>{ 3, 5, 7, 11 }));
  EXPECT_EQ(layered.NumberOfMoments(), 3u * 15);
  for (const auto * const network : { &multiScale, &layered })
  {
    for (std::size_t i = 0; i < network->GetLayers().size(); ++i)
    {
      for (const ConvolutionFilters & filters : network->GetLayers()[i].filters)
      {
        const auto length = static_cast<std::ptrdiff_t>(network->NumberOfChannels(i) * filters.side * filters.side);
        for (auto w = filters.weights.begin(); w != filters.weights.end(); w += length)
        {
          EXPECT_NEAR(std::accumulate(w, w + length, 0.0), 0.0, 1e-12);
          EXPECT_NEAR(std::inner_product(w, w + length, w, 0.0), 1.0, 1e-12);
        }
      }
    }
  }
  // A larger network holds a smaller one; another seed gives another.
  const auto   larger = MakeMultiScaleNetwork({ 5, 3 }, 6, 7);
  const auto & small = multiScale.GetLayers()[0].filters[0].weights;
  EXPECT_TRUE(std::equal(small.begin(), small.end(), larger.GetLayers()[0].filters[1].weights.begin()));
  EXPECT_NE(small[0], MakeMultiScaleNetwork({ 3 }, 4, 8).GetLayers()[0].filters[0].weights[0]);
}

TEST(ConvolutionalNetwork, GridsAreHalvedByPoolings)
{
  const auto network = MakeLayeredNetwork(3, 2, 3, 0);
  EXPECT_EQ(network.GridOfLayer(MakeGrid(33, 20), 0), MakeGrid(33, 20));
  EXPECT_EQ(network.GridOfLayer(MakeGrid(33, 20), 2), MakeGrid(9, 5));
}

TEST(ConvolutionalNetwork, ReadsWhatItWrote)
{
  const TestFolder                folder;
  const auto                      multiScale = MakeMultiScaleNetwork({ 3, 5, 13 }, 2, 1);
  std::vector<ConvolutionalLayer> layers = MakeLayeredNetwork(2, 3, 5, 2).GetLayers();
  layers[0].biases = { 0.5, -1.0, 2.0 };
  layers[1].biases = { 0.0, 0.0, 0.0 };
  const ConvolutionalNetwork layered(layers);
  WriteConvolutionalNetwork(folder.Path("layered.h5"), layered);
  ExpectSame(ReadConvolutionalNetwork(folder.Path("layered.h5")), layered);

  WriteConvolutionalNetwork(folder.Path("multiscale.h5"), multiScale);
  const auto read = ReadConvolutionalNetwork(folder.Path("multiscale.h5"));
  EXPECT_EQ(read.GetLayers()[0].filters[2].weights, multiScale.GetLayers()[0].filters[2].weights);
  EXPECT_EQ(read.GetLayers()[0].biases, std::vector<double>(6));
  const Hdf5File file = Hdf5File::Open(folder.Path("multiscale.h5"));
  EXPECT_EQ(file.GetShape("layer1/filters3"), (Hdf5File::Shape{ 2, 1, 13, 13 }));
}

TEST(ConvolutionalNetwork, RefusesOtherFiles)
{
  const TestFolder folder;
  const auto       errorOf = [&](const std::string & name) {
    return RuntimeError([&] { ReadConvolutionalNetwork(folder.Path(name)); });
  };
  EXPECT_NE(errorOf("absent.h5").find("absent.h5"), std::string::npos);
  WriteText(folder.Path("text.h5"), "not HDF5");
  EXPECT_NE(errorOf("text.h5").find("text.h5"), std::string::npos);

  const auto write = [&](const std::string & name, std::int64_t version, const Hdf5File::Shape & shape) {
    Hdf5File file = Hdf5File::Create(folder.Path(name));
    file.WriteStringAttribute("/", "format", name == "other.h5" ? "SparseDictionary" : "ConvolutionalNetwork");
    file.WriteAttribute("/", "version", version);
    file.WriteAttribute("/", "layers", std::int64_t{ 1 });
    file.CreateGroup("layer1");
    file.WriteAttribute("layer1", "poolings", std::int64_t{ name == "poolings.h5" ? -1 : 0 });
    file.WriteAttribute("layer1", "filters", std::int64_t{ 1 });
    const auto size = std::accumulate(shape.begin(), shape.end(), std::size_t{ 1 }, std::multiplies<>());
    file.Write("layer1/filters1", std::vector<double>(size, 1.0), shape);
    file.Write("layer1/biases", std::vector<double>(2));
    file.Close();
    return errorOf(name);
  };
  EXPECT_EQ(write("good.h5", 1, { 2, 1, 3, 3 }), "");
  EXPECT_NE(write("other.h5", 1, { 2, 1, 3, 3 }).find("not one of a convolutional network"), std::string::npos);
  EXPECT_NE(write("later.h5", 2, { 2, 1, 3, 3 }).find("version 2"), std::string::npos);
  EXPECT_NE(write("oblong.h5", 1, { 2, 1, 3, 5 }).find("filters1"), std::string::npos);
  EXPECT_NE(write("even.h5", 1, { 2, 1, 4, 4 }).find("must be odd"), std::string::npos);
  EXPECT_NE(write("channels.h5", 1, { 2, 3, 3, 3 }).find("weights"), std::string::npos);
  EXPECT_NE(write("biases.h5", 1, { 4, 1, 3, 3 }).find("biases"), std::string::npos);
  EXPECT_NE(write("poolings.h5", 1, { 2, 1, 3, 3 }).find("poolings"), std::string::npos);
}

TEST(ConvolutionalNetwork, RefusesWrongLayers)
{
  const auto errorOf = [](const std::vector<ConvolutionalLayer> & layers) {
    return InvalidArgument([&] { ConvolutionalNetwork network(layers); });
  };
  const auto layer = [](std::size_t side, std::size_t count, std::size_t weights) {
    ConvolutionalLayer result;
    result.filters = { { side, count, std::vector<double>(weights, 0.5) } };
    return result;
  };
  EXPECT_NE(errorOf({}).find("no layers"), std::string::npos);
  EXPECT_NE(errorOf({ ConvolutionalLayer() }).find("no filters"), std::string::npos);
  EXPECT_NE(errorOf({ layer(3, 0, 0) }).find("no filters of side 3"), std::string::npos);
  EXPECT_NE(errorOf({ layer(2, 1, 4) }).find("odd"), std::string::npos);
  EXPECT_NE(errorOf({ layer(3, 2, 9) }).find("expected 18"), std::string::npos);
  EXPECT_NE(errorOf({ layer(3, 2, 18), layer(13, 1, 338) }).find("Layer 2"), std::string::npos);
  auto notFinite = layer(3, 1, 9);
  notFinite.filters[0].weights[4] = std::numeric_limits<double>::quiet_NaN();
  EXPECT_NE(errorOf({ notFinite }).find("not finite"), std::string::npos);
  auto biased = layer(3, 1, 9);
  biased.biases = { std::numeric_limits<double>::infinity() };
  EXPECT_NE(errorOf({ biased }).find("not finite"), std::string::npos);
  biased.biases = { 1.0, 2.0 };
  EXPECT_NE(errorOf({ biased }).find("2 biases"), std::string::npos);
  EXPECT_NE(InvalidArgument([] { MakeMultiScaleNetwork({ 1 }, 2, 0); }).find("one weight"), std::string::npos);
  EXPECT_NE(InvalidArgument([] { MakeMultiScaleNetwork({ 3 }, 0, 0); }).find("no filters"), std::string::npos);
  EXPECT_NE(InvalidArgument([] { MakeLayeredNetwork(0, 2, 3, 0); }).find("no layers"), std::string::npos);
}
} // namespace
