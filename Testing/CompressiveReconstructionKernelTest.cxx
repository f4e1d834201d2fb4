// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phCompressiveReconstruction.h"

#include "phAlignment.h"
#include "phMomentTestTools.h"
#include "phReconstructionRun.h"
#include "phSeriesMomentSet.h"
#include "phTestFiles.h"

namespace
{
using namespace phaseharmonics_test;
using phaseharmonics::CompressiveReconstruction;
using phaseharmonics::CompressiveReconstructionOptions;
using phaseharmonics::ReconstructionCheckpoint;
using phaseharmonics::WaveletBank;

// Bars and boxes: few edges, and of no symmetry.
template <typename T>
std::vector<T>
PiecewiseConstant(const Grid & grid)
{
  std::vector<T> image(grid.NumberOfPixels());
  for (std::size_t i = 0; i < image.size(); ++i)
  {
    const double x = static_cast<double>(i % grid.size[0]) / grid.size[0];
    const double y = static_cast<double>(i / grid.size[0] % grid.size[1]) / grid.size[1];
    const bool   bar = x > 0.2 && x < 0.55;
    const bool   box = x > 0.4 && x < 0.8 && (grid.dimension == 1 || (y > 0.3 && y < 0.6));
    image[i] = static_cast<T>(0.2 + (bar ? 0.5 : 0.0) + (box ? 0.3 : 0.0));
  }
  return image;
}

template <typename T>
struct Problem
{
  Problem(const Grid & g, unsigned int J, unsigned int L, unsigned int scaleRange)
    : grid(g)
    , image(PiecewiseConstant<T>(g))
    , bank(std::make_shared<WaveletBank<T>>(g, BankOptions(J, L, true), SerialExecutor()))
    , target(
        phaseharmonics::Statistics<T>(bank,
                                      MomentSet(g.dimension, J, L, ModelOptions(MomentModel::Compressive, scaleRange)))
          .Analyze(image.data(), SerialExecutor()))
  {
    options.numberOfStarts = 3;
    options.iterationsPerOctave = 10;
    options.numberOfPlainIterations = 20;
    options.numberOfIterations = 40;
    options.numberOfFinalRounds = 2;
    options.historySize = 10;
    options.seed = 5;
  }

  CompressiveReconstruction<T>
  Make() const
  {
    return { bank, target, options };
  }

  double
  Error(const CompressiveReconstruction<T> & reconstruction) const
  {
    std::vector<T> estimate(image.size());
    reconstruction.GetImage(reconstruction.GetBestStart(), estimate.data());
    return phaseharmonics::AlignCircularly(grid, image.data(), estimate.data()).squaredError;
  }

  Grid                                  grid;
  std::vector<T>                        image;
  std::shared_ptr<const WaveletBank<T>> bank;
  Moments                               target;
  CompressiveReconstructionOptions      options;
};

const auto goOn = [](const auto &) { return true; };
const auto keep = [] {};
} // namespace

TEST(CompressiveReconstruction, RecoversAnImageUpToATranslation)
{
  Problem<double> p(MakeGrid(32, 32), 4, 4, 3);
  p.options.numberOfIterations = 150;
  auto reconstruction = p.Make();
  ASSERT_TRUE(reconstruction.Run(goOn, keep, SerialExecutor()));
  const double variance = p.target.imageDeviation * p.target.imageDeviation;
  EXPECT_LT(p.Error(reconstruction), 5e-3 * variance);
  EXPECT_LT(reconstruction.GetStarts()[reconstruction.GetBestStart()].loss, 1e-4);
}

TEST(CompressiveReconstruction, WorksInOneAndThreeDimensionsAndSinglePrecision)
{
  for (const Grid & grid : { MakeGrid(127), MakeGrid(16, 15, 14) })
  {
    Problem<float> p(grid, 3, grid.dimension == 1 ? 1 : 6, 2);
    p.options.numberOfStarts = 1;
    auto reconstruction = p.Make();
    ASSERT_TRUE(reconstruction.Run(goOn, keep, SerialExecutor()));
    EXPECT_LT(reconstruction.GetStarts()[0].loss, 1e-3) << Name(grid);
    EXPECT_LT(p.Error(reconstruction), 1.5 * p.target.imageDeviation * p.target.imageDeviation) << Name(grid);
  }
}

TEST(CompressiveReconstruction, GoesOnWithTheBetterHalf)
{
  const Problem<double> p(MakeGrid(24, 25), 3, 4, 1);
  auto                  reconstruction = p.Make();
  ASSERT_EQ(reconstruction.GetNumberOfStages(), 5u); // first, 3 starts, 2 starts, 2 final rounds
  unsigned int last = 0;
  unsigned int calls = 0;
  const auto   observer = [&](const CompressiveReconstruction<double>::Progress & progress) {
    EXPECT_GE(progress.iteration, last);
    EXPECT_LE(progress.iteration, progress.numberOfIterations);
    last = progress.iteration;
    ++calls;
    return true;
  };
  std::vector<std::size_t> survivors;
  ASSERT_TRUE(reconstruction.Run(
    observer, [&] { survivors.push_back(reconstruction.GetSurvivors().size()); }, SerialExecutor()));
  EXPECT_EQ(survivors, (std::vector<std::size_t>{ 3, 3, 3, 3, 3, 2, 2, 1, 1, 1 }));
  EXPECT_LE(calls, reconstruction.GetNumberOfIterations());
  std::vector<unsigned int> stages;
  for (const auto & start : reconstruction.GetStarts())
  {
    stages.push_back(start.stages);
    EXPECT_GE(start.evaluations, start.iterations / 2);
  }
  std::sort(stages.begin(), stages.end());
  EXPECT_EQ(stages, (std::vector<unsigned int>{ 2, 3, 5 }));
  EXPECT_EQ(reconstruction.GetStarts()[reconstruction.GetBestStart()].stages, 5u);
}

TEST(CompressiveReconstruction, GoesOnFromACheckpointBitForBit)
{
  const Problem<double> p(MakeGrid(24, 25), 3, 4, 1);
  auto                  whole = p.Make();
  ASSERT_TRUE(whole.Run(goOn, keep, SerialExecutor()));
  const TestFolder  folder;
  const std::string path = folder.Path("Reconstruction.checkpoint.h5");
  for (const unsigned int blocks : { 1u, 4u, 5u, 8u })
  {
    auto         interrupted = p.Make();
    unsigned int saved = 0;
    const auto   save = [&] {
      if (++saved <= blocks)
      {
        phaseharmonics::WriteReconstructionCheckpoint(path,
                                                      { "a run", interrupted.GetStarts(), interrupted.GetSurvivors() });
      }
    };
    EXPECT_FALSE(interrupted.Run([&](const auto &) { return saved < blocks; }, save, SerialExecutor()));
    const auto checkpoint = phaseharmonics::ReadReconstructionCheckpoint(path);
    EXPECT_EQ(checkpoint.description, "a run");
    auto resumed = p.Make();
    resumed.Resume(checkpoint);
    ASSERT_TRUE(resumed.Run(goOn, keep, SerialExecutor()));
    ASSERT_EQ(resumed.GetBestStart(), whole.GetBestStart());
    for (std::size_t s = 0; s < whole.GetStarts().size(); ++s)
    {
      EXPECT_EQ(resumed.GetStarts()[s].state, whole.GetStarts()[s].state) << blocks;
      EXPECT_EQ(resumed.GetStarts()[s].loss, whole.GetStarts()[s].loss);
      EXPECT_EQ(resumed.GetStarts()[s].evaluations, whole.GetStarts()[s].evaluations);
    }
    // A run that was stopped goes on by itself as well.
    ASSERT_TRUE(interrupted.Run(goOn, keep, SerialExecutor()));
    EXPECT_EQ(interrupted.GetStarts()[whole.GetBestStart()].state, whole.GetStarts()[whole.GetBestStart()].state);
  }
}

TEST(CompressiveReconstruction, RefusesWhatMakesNoRun)
{
  const auto expect = [](auto && change) {
    Problem<double> p(MakeGrid(24, 25), 3, 4, 1);
    change(p);
    EXPECT_THROW(p.Make(), std::invalid_argument);
  };
  expect([](auto & p) { p.options.numberOfStarts = 0; });
  expect([](auto & p) { p.options.numberOfIterations = 0; });
  expect([](auto & p) { p.options.numberOfFinalRounds = 0; });
  expect([](auto & p) { p.options.historySize = 0; });
  expect([](auto & p) { p.options.startDeviation = 0.0; });
  expect([](auto & p) { p.options.startDeviation = std::numeric_limits<double>::quiet_NaN(); });
  expect([](auto & p) { p.target.imageDeviation = 0.0; });

  const Problem<double>    p(MakeGrid(24, 25), 3, 4, 1);
  auto                     reconstruction = p.Make();
  ReconstructionCheckpoint checkpoint{ "", reconstruction.GetStarts(), { 3 } };
  EXPECT_THROW(reconstruction.Resume(checkpoint), std::invalid_argument);
  checkpoint.survivors = { 0 };
  checkpoint.starts[1].state.pop_back();
  EXPECT_THROW(reconstruction.Resume(checkpoint), std::invalid_argument);
  EXPECT_THROW(phaseharmonics::ReadReconstructionCheckpoint("no/such/file.h5"), std::runtime_error);
  EXPECT_THROW(phaseharmonics::WriteReconstructionCheckpoint("no/such/file.h5", checkpoint), std::runtime_error);
}

TEST(CompressiveReconstruction, GoesOnFromAnImageRecoveredFromFewerMoments)
{
  const Grid      grid = MakeGrid(32, 32);
  Problem<double> few(grid, 4, 4, 0);
  Problem<double> more(grid, 4, 4, 2);
  auto            first = few.Make();
  ASSERT_TRUE(first.Run(goOn, keep, SerialExecutor()));
  std::vector<double> estimate(few.image.size());
  first.GetImage(first.GetBestStart(), estimate.data());

  EXPECT_THROW(more.Make().StartFromImage(estimate.data()), std::invalid_argument);
  more.options.numberOfStarts = 1;
  auto second = more.Make();
  second.StartFromImage(estimate.data());
  EXPECT_EQ(second.GetStarts()[0].stages, 1u);
  EXPECT_NEAR(more.Error(second), few.Error(first), 1e-12);
  ASSERT_TRUE(second.Run(goOn, keep, SerialExecutor()));
  EXPECT_LT(more.Error(second), 0.5 * few.Error(first));

  // The original has its own moments.
  auto third = more.Make();
  third.StartFromImage(more.image.data());
  ASSERT_TRUE(third.Run(goOn, keep, SerialExecutor()));
  EXPECT_LT(more.Error(third), 1e-10);
}

TEST(ReconstructionRun, GoesOnFromItsFileBitForBit)
{
  Problem<double> p(MakeGrid(24, 25), 3, 4, 1);
  auto            whole = p.Make();
  ASSERT_TRUE(phaseharmonics::RunReconstruction(whole, "", goOn, SerialExecutor()));
  const TestFolder  folder;
  const std::string path = folder.Path("Run.checkpoint.h5");
  auto              stopped = p.Make();
  const auto        stop = [](const auto & progress) { return progress.iteration < 150; };
  EXPECT_FALSE(phaseharmonics::RunReconstruction(stopped, path, stop, SerialExecutor()));
  auto         resumed = p.Make();
  unsigned int first = 0;
  const auto   observer = [&](const auto & progress) {
    first = first == 0 ? progress.iteration : first;
    return true;
  };
  ASSERT_TRUE(phaseharmonics::RunReconstruction(resumed, path, observer, SerialExecutor()));
  EXPECT_GT(first, 40u);
  const auto best = whole.GetBestStart();
  ASSERT_EQ(resumed.GetBestStart(), best);
  EXPECT_EQ(resumed.GetStarts()[best].state, whole.GetStarts()[best].state);
  EXPECT_EQ(folder.Names(), std::vector<std::string>{ "Run.checkpoint.h5" });

  const auto expectAnother = [&](auto & other) {
    EXPECT_NE(
      RuntimeError([&] { phaseharmonics::RunReconstruction(other, path, goOn, SerialExecutor()); }).find("another run"),
      std::string::npos);
  };
  ++p.options.seed;
  auto other = p.Make();
  expectAnother(other);
  --p.options.seed;
  p.options.numberOfStarts = 1;
  auto fromImage = p.Make();
  fromImage.StartFromImage(p.image.data());
  EXPECT_NE(fromImage.Describe(), p.Make().Describe());
  expectAnother(fromImage);
  EXPECT_THROW(phaseharmonics::RunReconstruction(other, "no/such/file.h5", goOn, SerialExecutor()), std::runtime_error);
}

TEST(ReconstructionRun, TakesTheSeriesSetInOneDimension)
{
  auto bank = BankOptions(8, 1, true);
  bank.voicesPerOctave = 2;
  const auto options = ModelOptions(MomentModel::Compressive, 3);
  for (const bool isRich : { false, true })
  {
    EXPECT_TRUE(phaseharmonics::MakeReconstructionMomentSet(1, bank, options, isRich)
                  .HasSameMoments(phaseharmonics::MakeSeriesMomentSet(8, { 2, 3, isRich })));
  }
  bank = BankOptions(3, 4, true);
  EXPECT_TRUE(
    phaseharmonics::MakeReconstructionMomentSet(2, bank, options, true).HasSameMoments(MomentSet(2, 3, 4, options)));
}

TEST(CompressiveReconstruction, RefusesMomentsAveragedOverRotations)
{
  const Problem<double> p(MakeGrid(24, 25), 3, 4, 1);
  const MomentSet       averaged(2, 3, 4, ModelOptions(MomentModel::D, 1));
  const Moments target = phaseharmonics::Statistics<double>(p.bank, averaged).Analyze(p.image.data(), SerialExecutor());
  EXPECT_NE(
    InvalidArgument([&] { CompressiveReconstruction<double>(p.bank, target, p.options); }).find("averaged over"),
    std::string::npos);
}
