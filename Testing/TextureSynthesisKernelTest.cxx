// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phTextureSynthesis.h"

#include "phMomentTestTools.h"
#include "phTestFiles.h"

namespace
{
using namespace phaseharmonics_test;
using phaseharmonics::SynthesisStart;
using phaseharmonics::TextureSynthesis;
using phaseharmonics::TextureSynthesisOptions;
using phaseharmonics::WaveletBank;
using Progress = TextureSynthesis<float>::Progress;

struct Problem
{
  Problem()
    : image(SkewedNoise<float>(grid, 3))
    , bank(std::make_shared<WaveletBank<float>>(grid, BankOptions(4, 2, true), SerialExecutor()))
    , set(2, 4, 2, ModelOptions(MomentModel::C, 1))
  {
    options.iterations = 6;
    options.coarseIterations = 4;
    options.seed = 9;
  }

  std::unique_ptr<TextureSynthesis<float>>
  Make() const
  {
    auto synthesis = std::make_unique<TextureSynthesis<float>>(bank, set, options);
    synthesis->SetTarget({ image.data() }, SerialExecutor());
    return synthesis;
  }

  Grid                                      grid{ MakeGrid(36, 32) };
  std::vector<float>                        image;
  std::shared_ptr<const WaveletBank<float>> bank;
  MomentSet                                 set;
  TextureSynthesisOptions                   options;
};

const auto goOn = [](const Progress &) { return true; };

std::vector<float>
ImageOf(const TextureSynthesis<float> & synthesis)
{
  std::vector<float> image(36 * 32);
  synthesis.GetImage(image.data());
  return image;
}
} // namespace

TEST(TextureSynthesis, TellsTheStagesOfEachSample)
{
  Problem p;
  p.options.restarts = 1;
  const auto synthesis = p.Make();
  EXPECT_EQ(synthesis->GetTotalIterations(), 12u);
  std::vector<std::vector<float>> images;
  for (std::size_t sample = 0; sample < 2; ++sample)
  {
    std::vector<unsigned int> coarse;
    std::vector<unsigned int> fine;
    ASSERT_TRUE(synthesis->DrawSample(
      sample,
      [&](const Progress & progress) {
        EXPECT_TRUE(!progress.isCoarse || fine.empty());
        EXPECT_EQ(synthesis->GetNumberOfIterations(), progress.isCoarse ? 0u : progress.iteration);
        EXPECT_GT(synthesis->GetInitialLoss(), 0.0);
        (progress.isCoarse ? coarse : fine).push_back(progress.iteration);
        return true;
      },
      SerialExecutor()));
    EXPECT_EQ(coarse, (std::vector<unsigned int>{ 1, 2, 3, 4 }));
    EXPECT_EQ(fine.size(), 12u);
    EXPECT_EQ(fine.back(), synthesis->GetNumberOfIterations());
    EXPECT_LT(synthesis->GetLoss(), synthesis->GetInitialLoss());
    EXPECT_GE(synthesis->GetNumberOfEvaluations(), 12u);
    EXPECT_GE(synthesis->GetNumberOfCoarseEvaluations(), 4u);
    images.push_back(ImageOf(*synthesis));
  }
  EXPECT_NE(images[0], images[1]);
}

TEST(TextureSynthesis, CountsSamplesFromTheFirstAskedFor)
{
  for (const SynthesisStart start : { SynthesisStart::GaussianModel, SynthesisStart::WhiteNoise })
  {
    Problem p;
    p.options.start = start;
    const auto two = p.Make();
    ASSERT_TRUE(two->DrawSample(0, goOn, SerialExecutor()));
    ASSERT_TRUE(two->DrawSample(1, goOn, SerialExecutor()));
    p.options.firstSample = 1;
    const auto second = p.Make();
    ASSERT_TRUE(second->DrawSample(0, goOn, SerialExecutor()));
    EXPECT_EQ(ImageOf(*second), ImageOf(*two));
  }
}

TEST(TextureSynthesis, GoesOnWhereItWasStopped)
{
  Problem           p;
  const TestFolder  folder;
  const std::string path = folder.Path("Texture.checkpoint.h5");
  p.options.checkpointInterval = 2;
  p.options.checkpointFileName = folder.Path("Whole.checkpoint.h5");
  const auto whole = p.Make();
  ASSERT_TRUE(whole->DrawSample(0, goOn, SerialExecutor()));
  const auto expected = ImageOf(*whole);

  p.options.checkpointFileName = path;
  const auto stopped = p.Make();
  const auto stopAmongCoarse = [](const Progress & progress) { return progress.iteration < 2; };
  EXPECT_FALSE(stopped->DrawSample(0, stopAmongCoarse, SerialExecutor()));
  EXPECT_EQ(stopped->GetNumberOfIterations(), 0u);
  const auto stopLater = [](const Progress & progress) { return progress.isCoarse || progress.iteration < 5; };
  EXPECT_FALSE(stopped->DrawSample(0, stopLater, SerialExecutor()));
  EXPECT_EQ(stopped->GetNumberOfIterations(), 5u);
  const auto   resumed = p.Make();
  unsigned int calls = 0;
  const auto   count = [&](const Progress &) { return ++calls > 0; };
  ASSERT_TRUE(resumed->DrawSample(0, count, SerialExecutor()));
  EXPECT_EQ(calls, 2u); // the block that was cut
  EXPECT_EQ(ImageOf(*resumed), expected);
  EXPECT_EQ(resumed->GetInitialLoss(), whole->GetInitialLoss());
  ASSERT_TRUE(stopped->DrawSample(0, goOn, SerialExecutor()));
  EXPECT_EQ(ImageOf(*stopped), expected);

  const auto expectAnotherRun = [&] {
    const auto other = p.Make();
    EXPECT_NE(RuntimeError([&] { other->DrawSample(0, goOn, SerialExecutor()); }).find("another run"),
              std::string::npos);
  };
  p.options.firstSample = 1;
  expectAnotherRun();
  p.options.firstSample = 0;
  ++p.options.seed;
  expectAnotherRun();
}

TEST(TextureSynthesis, TakesMomentsOrTheirAverage)
{
  Problem                           p;
  const auto                        second = SkewedNoise<float>(p.grid, 4);
  phaseharmonics::Statistics<float> statistics(p.bank, p.set);
  const Moments                     average = phaseharmonics::AverageMoments(
    { statistics.Analyze(p.image.data(), SerialExecutor()), statistics.Analyze(second.data(), SerialExecutor()) });
  TextureSynthesis<float> ofImages(p.bank, p.set, p.options);
  TextureSynthesis<float> ofMoments(p.bank, p.set, p.options);
  ofImages.SetTarget({ p.image.data(), second.data() }, SerialExecutor());
  ofMoments.SetTarget(average);
  EXPECT_EQ(ofImages.GetTarget().covariances, average.covariances);
  ASSERT_TRUE(ofImages.DrawSample(0, goOn, SerialExecutor()));
  ASSERT_TRUE(ofMoments.DrawSample(0, goOn, SerialExecutor()));
  EXPECT_EQ(ImageOf(ofImages), ImageOf(ofMoments));
  const auto ofOne = p.Make();
  ASSERT_TRUE(ofOne->DrawSample(0, goOn, SerialExecutor()));
  EXPECT_NE(ImageOf(*ofOne), ImageOf(ofImages));

  // Another target begins another run.
  ofImages.SetTarget({ p.image.data() }, SerialExecutor());
  ASSERT_TRUE(ofImages.DrawSample(0, goOn, SerialExecutor()));
  EXPECT_EQ(ImageOf(ofImages), ImageOf(*ofOne));
}

TEST(TextureSynthesis, StartsFromAnImage)
{
  Problem p;
  p.options.start = SynthesisStart::InitialImage;
  const auto synthesis = p.Make();
  EXPECT_NE(InvalidArgument([&] { synthesis->DrawSample(0, goOn, SerialExecutor()); }).find("none is given"),
            std::string::npos);
  synthesis->SetInitialImage(p.image.data());
  ASSERT_TRUE(synthesis->DrawSample(0, goOn, SerialExecutor()));
  EXPECT_LT(synthesis->GetInitialLoss(), 1e-6);
  EXPECT_EQ(synthesis->GetNumberOfCoarseEvaluations(), 0u);
}

TEST(TextureSynthesis, RefusesWhatMakesNoRun)
{
  const auto expect = [](const auto & change, const std::string & part) {
    Problem p;
    change(p);
    EXPECT_NE(InvalidArgument([&] { p.Make(); }).find(part), std::string::npos) << part;
  };
  expect([](auto & p) { p.options.iterations = 0; }, "at least 1");
  expect([](auto & p) { p.options.historySize = 0; }, "at least 1");
  expect([](auto & p) { p.options.memoryLimit = 1000; }, "memory limit");
  expect([](auto & p) { std::fill(p.image.begin(), p.image.end(), 4.0f); }, "Image 0 is constant (4)");
  expect([](auto & p) { p.set = MomentSet(2, 3, 2, ModelOptions(MomentModel::C, 1)); }, "scales");

  Problem                 p;
  TextureSynthesis<float> synthesis(p.bank, p.set, p.options);
  EXPECT_NE(InvalidArgument([&] { synthesis.SetTarget({}, SerialExecutor()); }).find("nothing to match"),
            std::string::npos);
  EXPECT_THROW(synthesis.GetImage(p.image.data()), std::logic_error);
  EXPECT_THROW(synthesis.DrawSample(0, goOn, SerialExecutor()), std::logic_error);
  synthesis.SetTarget({ p.image.data() }, SerialExecutor());
  EXPECT_THROW(synthesis.DrawSample(1, goOn, SerialExecutor()), std::logic_error);
}
