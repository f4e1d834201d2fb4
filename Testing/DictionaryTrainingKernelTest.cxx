// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

#include "phDictionaryConversion.h"
#include "phDictionaryTraining.h"
#include "phSparseVectorTestTools.h"
#include "phTestFiles.h"

#include <algorithm>

namespace
{
using namespace phaseharmonics;
using namespace phaseharmonics_test;

const Grid               Size = MakeGrid(30, 26);
const std::vector<float> Pixels = Noise<float>(30 * 26, 1);

template <typename TOptions>
TOptions
Options()
{
  TOptions options;
  options.support = MakeGrid(4, 3);
  options.numberOfAtoms = 7;
  options.numberOfSteps = 6;
  options.reportInterval = 4;
  return options;
}

PatchTrainingOptions
PatchOptions()
{
  auto options = Options<PatchTrainingOptions>();
  options.numberOfPatches = 300;
  options.batchSize = 50;
  return options;
}

/** Trains by patches or by convolutions. */
class Trainer
{
public:
  explicit Trainer(bool isConvolutional)
    : m_IsConvolutional(isConvolutional)
  {}

  Dictionary<float>
  Run(const std::string & checkpoint = {}, std::size_t stopAfter = 1000, const Executor & executor = SerialExecutor())
  {
    reports.clear();
    const auto observer = [&](const DictionaryTrainingReport & report) {
      reports.push_back(report);
      return report.step < stopAfter;
    };
    const std::vector<TrainingImage<float>> images{ { Pixels.data(), Size } };
    if (m_IsConvolutional)
    {
      auto options = Options<ConvolutionalTrainingOptions>();
      options.checkpoint = checkpoint;
      return TrainConvolutionalDictionary(images, options, nullptr, executor, observer);
    }
    auto options = PatchOptions();
    options.checkpoint = checkpoint;
    return TrainPatchDictionary(images, options, nullptr, executor, observer);
  }

  std::vector<DictionaryTrainingReport> reports;

private:
  bool m_IsConvolutional;
};

std::vector<double>
ValuesOf(const Dictionary<float> & dictionary)
{
  return AtomsOf(dictionary);
}

class DictionaryTraining : public testing::TestWithParam<bool>
{};

TEST_P(DictionaryTraining, ReportsStepsAndGivesTheSameOnTwoThreads)
{
  Trainer    trainer(GetParam());
  const auto learned = trainer.Run();
  EXPECT_EQ(learned.GetSupport(), MakeGrid(4, 3));
  EXPECT_EQ(learned.GetNumberOfAtoms(), 7u);
  ASSERT_EQ(trainer.reports.size(), 7u);
  for (std::size_t step = 0; step < 7; ++step)
  {
    EXPECT_EQ(trainer.reports[step].step, step);
    EXPECT_EQ(trainer.reports[step].hasObjective, step == 0 || step == 4 || step == 6);
  }
  EXPECT_LT(trainer.reports[6].heldOutObjective, trainer.reports[0].heldOutObjective);
  EXPECT_EQ(ValuesOf(trainer.Run({}, 1000, TwoThreads())), ValuesOf(learned));
}

TEST_P(DictionaryTraining, StopsAndGoesOnFromItsLastReport)
{
  const TestFolder folder;
  Trainer          trainer(GetParam());
  const auto       whole = trainer.Run();
  EXPECT_EQ(trainer.Run(folder.Path("state.h5"), 5).GetNumberOfAtoms(), 0u);
  EXPECT_EQ(trainer.reports.size(), 6u);
  const auto rest = trainer.Run(folder.Path("state.h5"));
  EXPECT_EQ(trainer.reports.front().step, 4u);
  EXPECT_EQ(ValuesOf(rest), ValuesOf(whole));
  EXPECT_THROW(Trainer(!GetParam()).Run(folder.Path("state.h5")), std::exception);
  EXPECT_THROW(trainer.Run(folder.Path("absent/state.h5")), std::runtime_error);
}

INSTANTIATE_TEST_SUITE_P(, DictionaryTraining, testing::Bool(), [](const auto & info) {
  return info.param ? "Convolutional" : "Patches";
});

TEST(DictionaryTrainingOptions, OutOfRangeAreRefused)
{
  const std::vector<TrainingImage<float>> images{ { Pixels.data(), Size } };
  const Dictionary<double>                initial(MakeGrid(4, 3), 1, 8);
  const auto                              train = [&](const auto & change, const Dictionary<double> * first = nullptr) {
    auto options = PatchOptions();
    change(options);
    TrainPatchDictionary(images, options, first, SerialExecutor(), {});
  };
  EXPECT_NO_THROW(train([](auto &) {}));
  EXPECT_THROW(train([](auto & o) { o.numberOfAtoms = 0; }), std::invalid_argument);
  EXPECT_THROW(train([](auto & o) { o.numberOfSteps = 0; }), std::invalid_argument);
  EXPECT_THROW(train([](auto & o) { o.batchSize = 0; }), std::invalid_argument);
  EXPECT_THROW(train([](auto & o) { o.numberOfPatches = 9; }), std::invalid_argument);
  EXPECT_THROW(train([](auto & o) { o.lambda = -1.0; }), std::invalid_argument);
  EXPECT_THROW(train([](auto & o) { o.support = MakeGrid(4, 27); }), std::invalid_argument);
  EXPECT_THROW(train([](auto & o) { o.support = MakeGrid(4); }), std::invalid_argument);
  EXPECT_THROW(train([](auto &) {}, &initial), std::invalid_argument);
  EXPECT_THROW(TrainPatchDictionary<float>({}, PatchOptions(), nullptr, SerialExecutor(), {}), std::invalid_argument);
  auto options = Options<ConvolutionalTrainingOptions>();
  options.support = MakeGrid(4, 7); // more than a quarter of the image
  EXPECT_THROW(TrainConvolutionalDictionary(images, options, nullptr, SerialExecutor(), {}), std::invalid_argument);
}

TEST(DictionaryConversion, KeepsShapesAndWhatFloatsHold)
{
  const auto atoms = RandomDictionary<double>(5, 3, 1);
  const auto single = ConvertDictionary<float>(*atoms);
  EXPECT_EQ(single.GetLength(), 5u);
  for (std::size_t i = 0; i < 15; ++i)
  {
    EXPECT_EQ(single.data()[i], static_cast<float>(atoms->data()[i]));
  }
  EXPECT_EQ(AtomsOf(ConvertDictionary<double>(*atoms)), AtomsOf(*atoms));
  EXPECT_EQ(ConvertDictionary<float>(Dictionary<double>()).GetNumberOfAtoms(), 0u);
}
} // namespace
