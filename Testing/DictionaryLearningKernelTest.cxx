// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phDictionaryLearning.h"
#include "phDictionaryLearningFile.h"
#include "phHdf5File.h"
#include "phSparseVectorTestTools.h"
#include "phTestFiles.h"

#include <algorithm>
#include <cmath>

using namespace phaseharmonics;
using namespace phaseharmonics_test;

namespace
{
template <typename T>
class LearnedDictionary : public testing::Test
{};
using Types = testing::Types<float, double>;
TYPED_TEST_SUITE(LearnedDictionary, Types, );

DictionaryLearningOptions
MakeOptions(double lambdaRatio, bool isNonNegative = false)
{
  DictionaryLearningOptions options;
  options.problem = { lambdaRatio, true, isNonNegative };
  options.seed = 5;
  return options;
}

// For each true atom the largest |<d, d'>| with a learned one.
template <typename T>
std::vector<double>
Matches(const Dictionary<T> & truth, const Dictionary<T> & learned)
{
  std::vector<double> matches(truth.GetNumberOfAtoms());
  for (std::size_t k = 0; k < matches.size(); ++k)
  {
    for (std::size_t j = 0; j < learned.GetNumberOfAtoms(); ++j)
    {
      double product = 0.0;
      for (std::size_t i = 0; i < truth.GetLength(); ++i)
      {
        product += static_cast<double>(truth.Atom(k)[i]) * static_cast<double>(learned.Atom(j)[i]);
      }
      matches[k] = std::max(matches[k], std::abs(product) / learned.NormOfAtom(j));
    }
  }
  return matches;
}

template <typename T>
std::vector<T>
AtomsOfLearning(const DictionaryLearning<T> & learning)
{
  return learning.GetState().dictionary;
}
} // namespace

TYPED_TEST(LearnedDictionary, RecoversWhatWasPlanted)
{
  using T = TypeParam;
  const auto            truth = RandomDictionary<T>(20, 40, 1);
  const auto            vectors = PlantedVectors(*truth, 6000, 2.0, 0.02, 2);
  const auto            heldOut = PlantedVectors(*truth, 500, 2.0, 0.02, 3);
  DictionaryLearning<T> learning(MakeOptions(0.1));
  learning.Initialize(vectors.data(), 6000, 20, 40);
  double       before = learning.Objective(heldOut.data(), 500, SerialExecutor());
  const double start = before;
  for (int epoch = 0; epoch < 12; ++epoch)
  {
    for (int batch = 0; batch < 24; ++batch)
    {
      learning.UpdateFrom(vectors.data(), 6000, 250, TwoThreads());
    }
    const double after = learning.Objective(heldOut.data(), 500, SerialExecutor());
    EXPECT_LT(after, 1.01 * before) << "epoch " << epoch;
    before = after;
  }
  EXPECT_EQ(learning.GetState().epoch, 11U);
  EXPECT_EQ(learning.GetState().step, 12U * 24U);
  EXPECT_LT(before, 0.8 * start);
  DictionaryLearning<T> planted(MakeOptions(0.1));
  planted.Initialize(*truth);
  EXPECT_LT(before, 1.02 * planted.Objective(heldOut.data(), 500, SerialExecutor()));
  const auto matches = Matches(*truth, *learning.GetDictionary());
  EXPECT_GE(std::count_if(matches.begin(), matches.end(), [](double match) { return match > 0.99; }), 38);
  for (std::size_t k = 0; k < 40; ++k)
  {
    EXPECT_LE(learning.GetDictionary()->NormOfAtom(k), 1.0 + 1e-5);
  }
}

TYPED_TEST(LearnedDictionary, ReplacesAtomsThatNothingUses)
{
  using T = TypeParam;
  const auto vectors = PlantedVectors(*RandomDictionary<T>(16, 12, 4), 2000, 2.0, 0.05, 5);
  // Non-negative codes never use an atom that points away from all vectors; here, from the only ones there are.
  auto positive = vectors;
  for (auto & value : positive)
  {
    value = std::abs(value);
  }
  Dictionary<T> start = Dictionary<T>::OfVectors(16, 12);
  for (std::size_t k = 0; k < 12; ++k)
  {
    std::copy_n(positive.data() + k * 16, 16, start.Atom(k));
  }
  std::transform(start.Atom(3), start.Atom(3) + 16, start.Atom(3), [](T value) { return -value; });
  start.Normalize();
  auto                  options = MakeOptions(0.1, true);
  DictionaryLearning<T> learning(options);
  learning.Initialize(start);
  learning.UpdateFrom(positive.data(), 2000, 100, SerialExecutor());
  EXPECT_EQ(learning.GetState().replaced, 0U);
  EXPECT_LT(learning.GetDictionary()->Atom(3)[0], T(0));
  EXPECT_EQ(learning.GetState().idle[3], 100U);
  learning.UpdateFrom(positive.data(), 2000, 100, SerialExecutor()); // 200 >= 10 x 12 vectors
  EXPECT_GE(learning.GetState().replaced, 1U);
  const auto learned = learning.GetDictionary();
  EXPECT_GT(learned->Atom(3)[0], T(0));
  EXPECT_NEAR(learned->NormOfAtom(3), 1.0, 1e-5);
}

TYPED_TEST(LearnedDictionary, KeepsAtomsNonNegative)
{
  using T = TypeParam;
  const auto vectors = Noise<T>(600 * 10, 6);
  auto       options = MakeOptions(0.2, true);
  options.hasNonNegativeAtoms = true;
  DictionaryLearning<T> learning(options);
  learning.Initialize(vectors.data(), 600, 10, 15);
  for (int batch = 0; batch < 12; ++batch)
  {
    learning.UpdateFrom(vectors.data(), 600, 50, SerialExecutor());
  }
  const auto atoms = AtomsOfLearning(learning);
  EXPECT_GE(*std::min_element(atoms.begin(), atoms.end()), T(0));
  learning.GetDictionary()->CheckAtoms();
}

TYPED_TEST(LearnedDictionary, DependsOnTheSeedNotOnThreads)
{
  using T = TypeParam;
  const auto vectors = Noise<T>(700 * 24, 7);
  const auto learn = [&](std::uint64_t seed, const Executor & executor) {
    auto options = MakeOptions(0.15);
    options.seed = seed;
    DictionaryLearning<T> learning(options);
    learning.Initialize(vectors.data(), 700, 24, 50);
    for (int batch = 0; batch < 10; ++batch)
    {
      learning.UpdateFrom(vectors.data(), 700, 128, executor);
    }
    return AtomsOfLearning(learning);
  };
  const auto serial = learn(1, SerialExecutor());
  EXPECT_EQ(serial, learn(1, TwoThreads()));
  EXPECT_NE(serial, learn(2, SerialExecutor()));
}

TYPED_TEST(LearnedDictionary, GoesOnFromAFile)
{
  using T = TypeParam;
  const auto            vectors = Noise<T>(300 * 12, 8);
  const TestFolder      folder;
  const std::string     path = folder.Path("state.h5");
  DictionaryLearning<T> learning(MakeOptions(0.1));
  learning.Initialize(vectors.data(), 300, 12, 20);
  for (int batch = 0; batch < 4; ++batch)
  {
    learning.UpdateFrom(vectors.data(), 300, 70, SerialExecutor()); // in the middle of an epoch
  }
  WriteDictionaryLearningState(path, learning.GetState());
  DictionaryLearning<T> resumed(MakeOptions(0.1));
  resumed.SetState(ReadDictionaryLearningState<T>(path));
  for (int batch = 0; batch < 5; ++batch)
  {
    EXPECT_EQ(learning.UpdateFrom(vectors.data(), 300, 70, SerialExecutor()),
              resumed.UpdateFrom(vectors.data(), 300, 70, TwoThreads()));
  }
  EXPECT_EQ(AtomsOfLearning(learning), AtomsOfLearning(resumed));
  EXPECT_EQ(learning.GetState().codeProducts, resumed.GetState().codeProducts);
  EXPECT_EQ(learning.GetState().dataProducts, resumed.GetState().dataProducts);
  EXPECT_EQ(learning.GetState().idle, resumed.GetState().idle);
  EXPECT_EQ(learning.GetState().epoch, resumed.GetState().epoch);
}

TYPED_TEST(LearnedDictionary, RejectsBadInput)
{
  using T = TypeParam;
  const auto mentions = [](const std::string & message, const std::string & text) {
    return message.find(text) != std::string::npos ? std::string() : "\"" + message + "\" lacks " + text;
  };
  const auto construct = [](const DictionaryLearningOptions & options) {
    return InvalidArgument([&] { DictionaryLearning<T>{ options }; });
  };
  auto options = MakeOptions(0.0);
  EXPECT_EQ(mentions(construct(options), "Lambda"), "");
  options = MakeOptions(0.1);
  options.forgetting = -1.0;
  EXPECT_EQ(mentions(construct(options), "Forgetting"), "");
  options = MakeOptions(0.1);
  options.sweeps = 0;
  EXPECT_EQ(mentions(construct(options), "sweep"), "");
  options = MakeOptions(0.1);
  options.idleBatches = 0.0;
  EXPECT_EQ(mentions(construct(options), "unused"), "");

  DictionaryLearning<T> learning(MakeOptions(0.1));
  auto                  vectors = Noise<T>(50 * 6, 9);
  const auto            update = [&] { learning.Update(vectors.data(), 50, SerialExecutor()); };
  EXPECT_EQ(mentions(InvalidArgument(update), "initialized"), "");
  EXPECT_EQ(mentions(InvalidArgument([&] { learning.Objective(vectors.data(), 50, SerialExecutor()); }), "initialized"),
            "");
  EXPECT_EQ(mentions(InvalidArgument([&] { learning.GetDictionary(); }), "initialized"), "");
  EXPECT_EQ(mentions(InvalidArgument([&] { learning.Initialize(vectors.data(), 50, 6, 51); }), "there are 50"), "");
  EXPECT_EQ(mentions(InvalidArgument([&] { learning.Initialize(vectors.data(), 50, 6, 0); }), "at least one atom"), "");
  std::fill_n(vectors.begin() + 6, 12, T(0));
  EXPECT_EQ(mentions(InvalidArgument([&] { learning.Initialize(vectors.data(), 50, 6, 49); }), "there are 48"), "");
  EXPECT_EQ(mentions(InvalidArgument([&] { learning.Initialize(Dictionary<T>::OfVectors(6, 3)); }), "Atom 0"), "");
  EXPECT_EQ(mentions(InvalidArgument([&] { learning.SetState({}); }), "do not agree"), "");
  learning.Initialize(vectors.data(), 50, 6, 9);
  EXPECT_EQ(mentions(InvalidArgument([&] { learning.Update(vectors.data(), 0, SerialExecutor()); }), "at least one"),
            "");
  EXPECT_EQ(
    mentions(InvalidArgument([&] { learning.UpdateFrom(vectors.data(), 50, 0, SerialExecutor()); }), "at least one"),
    "");
  vectors[30 * 6] = std::numeric_limits<T>::quiet_NaN();
  const auto before = AtomsOfLearning(learning);
  EXPECT_EQ(mentions(InvalidArgument(update), "Vector 30"), "");
  EXPECT_EQ(before, AtomsOfLearning(learning));
  EXPECT_EQ(learning.GetState().step, 0U);
  EXPECT_EQ(mentions(InvalidArgument([&] { learning.Initialize(vectors.data(), 50, 6, 48); }), "Vector 30"), "");
}

TEST(DictionaryLearningFile, RejectsOtherFiles)
{
  const TestFolder folder;
  EXPECT_THROW(ReadDictionaryLearningState<float>(folder.Path("absent.h5")), std::runtime_error);
  const std::string path = folder.Path("state.h5");
  auto              file = Hdf5File::Create(path);
  file.WriteStringAttribute("/", "format", "something else");
  file.WriteAttribute("/", "version", std::uint64_t{ 1 });
  file.Close();
  EXPECT_THROW(ReadDictionaryLearningState<float>(path), std::runtime_error);
  file = Hdf5File::Create(path);
  file.WriteStringAttribute("/", "format", "PhaseHarmonics dictionary learning");
  file.WriteAttribute("/", "version", std::uint64_t{ 2 });
  file.Close();
  EXPECT_THROW(ReadDictionaryLearningState<float>(path), std::runtime_error);
}
