// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phNetworkSynthesis.h"

#include "phMomentTestTools.h"
#include "phTestFiles.h"

namespace
{
using namespace phaseharmonics_test;
using phaseharmonics::MakeNetwork;
using phaseharmonics::NetworkFamily;
using phaseharmonics::NetworkOptions;
using phaseharmonics::NetworkSynthesis;
using phaseharmonics::NetworkSynthesisOptions;
using phaseharmonics::SynthesisProgress;

const Grid grid = MakeGrid(24, 20);
const auto goOn = [](const SynthesisProgress &) { return true; };

NetworkOptions
SmallNetwork()
{
  NetworkOptions options;
  options.numberOfFilters = 2;
  return options;
}

NetworkSynthesis<double>
MakeSynthesis(const std::vector<double> & image, unsigned int iterations = 5)
{
  NetworkSynthesisOptions options;
  options.iterations = iterations;
  options.seed = 2;
  return { grid, MakeNetwork(grid, SmallNetwork()), image.data(), options, SerialExecutor() };
}

std::vector<double>
Sample(NetworkSynthesis<double> & synthesis, std::size_t sample)
{
  std::vector<double> image(grid.NumberOfPixels());
  EXPECT_TRUE(synthesis.DrawSample(sample, goOn, SerialExecutor()));
  synthesis.GetImage(image.data());
  return image;
}
} // namespace

TEST(NetworkSynthesis, MakesTheNetworkOfItsOptions)
{
  NetworkOptions options = SmallNetwork();
  // Sides 3, 5, 7, 11 and 15 fit.
  EXPECT_EQ(MakeNetwork(grid, options).GetLayers().at(0).NumberOfFeatures(), 10u);
  options.family = NetworkFamily::Layered;
  options.numberOfLayers = 2;
  const auto layered = MakeNetwork(grid, options);
  EXPECT_EQ(layered.GetLayers().size(), 2u);

  const TestFolder folder;
  options.family = NetworkFamily::File;
  EXPECT_NE(InvalidArgument([&] { MakeNetwork(grid, options); }).find("name is empty"), std::string::npos);
  options.fileName = folder.Path("Network.h5");
  EXPECT_NE(RuntimeError([&] { MakeNetwork(grid, options); }).find("Network.h5"), std::string::npos);
  phaseharmonics::WriteConvolutionalNetwork(options.fileName, layered);
  EXPECT_EQ(MakeNetwork(grid, options).NumberOfMoments(), layered.NumberOfMoments());

  options = SmallNetwork();
  options.numberOfFilters = 0;
  EXPECT_NE(InvalidArgument([&] { MakeNetwork(grid, options); }).find("at least 1"), std::string::npos);
  options = SmallNetwork();
  options.family = NetworkFamily::Layered;
  EXPECT_NE(InvalidArgument([&] { MakeNetwork(grid, options); }).find("Layer"), std::string::npos);
}

TEST(NetworkSynthesis, DrawsSamplesOfTheirOwnRandomStreams)
{
  const auto image = SkewedNoise<double>(grid, 1);
  auto       synthesis = MakeSynthesis(image);
  const auto first = Sample(synthesis, 0);
  EXPECT_EQ(synthesis.GetNumberOfMoments(), 10u * 11 / 2);
  EXPECT_EQ(synthesis.GetNumberOfIterations(), 5u);
  EXPECT_GE(synthesis.GetNumberOfEvaluations(), 5u);
  EXPECT_LT(synthesis.GetLoss(), synthesis.GetInitialLoss());
  EXPECT_NE(Sample(synthesis, 1), first);
  EXPECT_EQ(Sample(synthesis, 0), first);

  synthesis.SetInitialImage(image.data());
  EXPECT_NE(Sample(synthesis, 0), first);
  EXPECT_LT(synthesis.GetInitialLoss(), 1e-12);
}

TEST(NetworkSynthesis, StopsWithinOneIteration)
{
  auto       synthesis = MakeSynthesis(SkewedNoise<double>(grid, 1), 100);
  const auto stop = [](const SynthesisProgress & progress) { return progress.iteration < 3; };
  EXPECT_FALSE(synthesis.DrawSample(0, stop, SerialExecutor()));
  EXPECT_EQ(synthesis.GetNumberOfIterations(), 3u);
}

TEST(NetworkSynthesis, RefusesWhatMakesNoRun)
{
  const std::vector<double> constant(grid.NumberOfPixels(), 4.0);
  EXPECT_NE(InvalidArgument([&] { MakeSynthesis(constant); }).find("constant (4)"), std::string::npos);
  EXPECT_NE(InvalidArgument([] { MakeSynthesis(SkewedNoise<double>(grid, 1), 0); }).find("at least 1"),
            std::string::npos);
}
