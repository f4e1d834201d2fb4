// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// Convolutional dictionary learning: its statistics, planted atoms, resumption, and bad input.

#include "phConvolutionTestTools.h"
#include "phConvolutionalDictionaryLearning.h"
#include "phConvolutionalDictionaryLearningFile.h"
#include "phDictionaryFile.h"
#include "phTestFiles.h"

#include <numeric>

namespace
{
using namespace phaseharmonics_test;
using phaseharmonics::ConvolutionalDictionaryLearning;
using phaseharmonics::ConvolutionalDictionaryLearningOptions;
using phaseharmonics::ConvolutionalDictionaryLearningState;
using phaseharmonics::LearningImage;

// Noise codes in a dictionary, so that an image has known atoms.
template <typename T>
std::vector<T>
PlantedImage(const Dictionary<T> & dictionary, const Grid & grid, double density, std::uint64_t seed)
{
  const std::size_t   pixels = grid.NumberOfPixels();
  const std::size_t   count = dictionary.GetNumberOfAtoms() * pixels;
  const auto          values = Noise<double>(count, seed);
  std::vector<double> chance(count);
  phaseharmonics::FillUniform(chance.data(), count, seed, 1);
  std::vector<double> code(count);
  for (std::size_t i = 0; i < count; ++i)
  {
    code[i] = chance[i] < density ? values[i] + std::copysign(0.5, values[i]) : 0.0;
  }
  std::vector<T> image;
  for (std::size_t c = 0; c < dictionary.GetNumberOfChannels(); ++c)
  {
    const auto part = DirectSynthesis(dictionary, c, grid, code);
    image.insert(image.end(), part.begin(), part.end());
  }
  return image;
}

ConvolutionalDictionaryLearningOptions
LearningOptions()
{
  ConvolutionalDictionaryLearningOptions options;
  options.problem = { 0.1, false, false };
  options.boundary = ConvolutionBoundary::Periodic;
  options.hasZeroMeanAtoms = false;
  options.seed = 3;
  return options;
}

// Largest correlation of an atom, at any shift, with one of a dictionary.
double
BestMatch(const double * atom, const Dictionary<double> & dictionary)
{
  const Grid & s = dictionary.GetSupport();
  double       best = 0.0;
  for (std::size_t k = 0; k < dictionary.GetNumberOfAtoms(); ++k)
  {
    for (long dy = -2; dy <= 2; ++dy)
    {
      for (long dx = -2; dx <= 2; ++dx)
      {
        double sum = 0.0;
        for (long y = 0; y < static_cast<long>(s.size[1]); ++y)
        {
          for (long x = 0; x < static_cast<long>(s.size[0]); ++x)
          {
            const long u = x + dx;
            const long v = y + dy;
            if (u >= 0 && v >= 0 && u < static_cast<long>(s.size[0]) && v < static_cast<long>(s.size[1]))
            {
              sum +=
                atom[x + static_cast<long>(s.size[0]) * y] * dictionary.Atom(k)[u + static_cast<long>(s.size[0]) * v];
            }
          }
        }
        best = std::max(best, std::abs(sum));
      }
    }
  }
  return best;
}

TEST(ConvolutionalLearning, RecoversPlantedAtoms)
{
  const Grid support = MakeGrid(5, 5);
  const Grid grid = MakeGrid(40, 36);
  auto       planted = NoiseDictionary<double>(support, 1, 4, 11);
  // A window keeps the middle of an atom where it is.
  for (std::size_t k = 0; k < 4; ++k)
  {
    for (int y = 0; y < 5; ++y)
    {
      for (int x = 0; x < 5; ++x)
      {
        planted.Atom(k)[x + 5 * y] *= std::exp(-0.3 * ((x - 2) * (x - 2) + (y - 2) * (y - 2)));
      }
    }
  }
  planted.Normalize();
  std::vector<std::vector<double>>   images;
  std::vector<LearningImage<double>> views;
  for (std::uint64_t i = 0; i < 4; ++i)
  {
    images.push_back(PlantedImage(planted, grid, 0.01, 20 + i));
  }
  for (const auto & image : images)
  {
    views.push_back({ image.data(), grid });
  }
  auto options = LearningOptions();
  options.stopping = { 100, 3e-2 };
  options.forgetting = 2.0;
  ConvolutionalDictionaryLearning<double> learning(options);
  learning.Initialize(views, support, 1, 8);
  const double before = learning.Objective(views, 1e-3, SerialExecutor());
  for (int step = 0; step < 60; ++step)
  {
    learning.UpdateFrom(views, SerialExecutor());
  }
  const double after = learning.Objective(views, 1e-3, SerialExecutor());
  EXPECT_LT(after, 0.7 * before);
  const auto learned = learning.GetDictionary();
  for (std::size_t k = 0; k < 4; ++k)
  {
    EXPECT_GT(BestMatch(planted.Atom(k), *learned), 0.95) << "atom " << k;
  }
  for (std::size_t k = 0; k < 8; ++k)
  {
    EXPECT_NEAR(learned->NormOfAtom(k), 1.0, 1e-12);
  }
}

// Sums over all pairs of pixels, and the fit of the atoms that they stand for.
TEST(ConvolutionalLearning, StatisticsAreThoseOfTheCode)
{
  for (const Grid & grid : { MakeGrid(17), MakeGrid(9, 7), MakeGrid(5, 4, 3) })
  {
    SCOPED_TRACE(Name(grid));
    const Grid support{
      grid.dimension, { { 4, grid.dimension > 1 ? std::size_t{ 3 } : 1, grid.dimension > 2 ? std::size_t{ 2 } : 1 } }
    };
    const std::size_t                       channels = 2;
    const std::size_t                       atoms = 3;
    auto                                    dictionary = NoiseDictionary<double>(support, channels, atoms, 5);
    const auto                              image = Noise<double>(channels * grid.NumberOfPixels(), 6);
    ConvolutionalDictionaryLearning<double> learning(LearningOptions());
    learning.Initialize(dictionary);
    learning.Update({ image.data(), grid }, SerialExecutor());
    const auto & state = learning.GetState();

    const auto coder = MakeCoder<double>(
      MakeObservation<double>(grid, ObservationOptions(ConvolutionBoundary::Periodic), support), dictionary);
    std::vector<double> code(coder.GetCodeSize());
    const auto          options = LearningOptions();
    coder.Encode(image.data(), code.data(), false, options.problem, options.stopping, SerialExecutor());

    // 1/2 ||y - sum_k d_k * z_k||^2 of other atoms, from the statistics and directly.
    const auto other = NoiseDictionary<double>(support, channels, atoms, 7);
    const auto reference = ReferenceGrid(support);
    double     fit = 0.0;
    double     direct = 0.0;
    const int  lags[3] = { 2 * reference.size[0] - 1, 2 * reference.size[1] - 1, 2 * reference.size[2] - 1 };
    const auto length = support.NumberOfPixels();
    for (std::size_t c = 0; c < channels; ++c)
    {
      const auto x = DirectSynthesis(other, c, grid, code);
      for (std::size_t i = 0; i < x.size(); ++i)
      {
        const double y = image[c * x.size() + i];
        fit += 0.5 * y * y;
        direct += 0.5 * (y - x[i]) * (y - x[i]);
      }
      for (std::size_t k = 0; k < atoms; ++k)
      {
        for (std::size_t a = 0; a < length; ++a)
        {
          const double value = other.Atom(k)[c * length + a];
          fit -= value * state.dataProducts[(k * channels + c) * length + a];
          const auto p = reference.Position(a);
          for (std::size_t l = 0; l < atoms; ++l)
          {
            for (std::size_t b = 0; b < length; ++b)
            {
              const auto q = reference.Position(b);
              const int  lag =
                p[0] - q[0] + reference.size[0] - 1 +
                lags[0] * (p[1] - q[1] + reference.size[1] - 1 + lags[1] * (p[2] - q[2] + reference.size[2] - 1));
              const std::size_t index =
                (k * atoms + l) * static_cast<std::size_t>(lags[0] * lags[1] * lags[2]) + static_cast<std::size_t>(lag);
              fit += 0.5 * value * other.Atom(l)[c * length + b] * state.codeProducts[index];
            }
          }
        }
      }
    }
    EXPECT_NEAR(fit, direct, 1e-9 * direct);
  }
}

template <typename T>
bool
AreEqual(const ConvolutionalDictionaryLearningState<T> & a, const ConvolutionalDictionaryLearningState<T> & b)
{
  return a.support == b.support && a.channels == b.channels && a.atoms == b.atoms && a.dictionary == b.dictionary &&
         a.codeProducts == b.codeProducts && a.dataProducts == b.dataProducts && a.idle == b.idle && a.seed == b.seed &&
         a.step == b.step && a.replaced == b.replaced;
}

template <typename T>
void
TestResumption()
{
  const Grid                    grid = MakeGrid(31, 26);
  const Grid                    support = MakeGrid(4, 5);
  std::vector<std::vector<T>>   images;
  std::vector<LearningImage<T>> views;
  for (std::uint64_t i = 0; i < 3; ++i)
  {
    images.push_back(Noise<T>(2 * grid.NumberOfPixels(), i));
  }
  for (const auto & image : images)
  {
    views.push_back({ image.data(), grid });
  }
  auto options = LearningOptions();
  options.problem = { 0.3, true, false };
  options.cropSize = { { 20, 0, 0 } };
  options.boundary = ConvolutionBoundary::Mirror;
  options.hasZeroMeanAtoms = true;
  ConvolutionalDictionaryLearning<T> straight(options);
  ConvolutionalDictionaryLearning<T> first(options);
  straight.Initialize(views, support, 2, 5);
  first.Initialize(views, support, 2, 5);
  for (int step = 0; step < 5; ++step)
  {
    straight.UpdateFrom(views, SerialExecutor());
  }
  first.UpdateFrom(views, TwoThreads());
  first.UpdateFrom(views, TwoThreads());
  const TestFolder  folder;
  const std::string path = folder.Path("learning.h5");
  phaseharmonics::WriteConvolutionalDictionaryLearningState(path, first.GetState());
  options.seed = 99; // that of the state counts
  ConvolutionalDictionaryLearning<T> second(options);
  second.SetState(phaseharmonics::ReadConvolutionalDictionaryLearningState<T>(path));
  EXPECT_TRUE(AreEqual(first.GetState(), second.GetState()));
  for (int step = 2; step < 5; ++step)
  {
    second.UpdateFrom(views, TwoThreads());
  }
  EXPECT_TRUE(AreEqual(straight.GetState(), second.GetState()));
  const auto dictionary = second.GetDictionary();
  for (std::size_t k = 0; k < 5; ++k)
  {
    for (std::size_t c = 0; c < 2; ++c)
    {
      const T * const atom = dictionary->Atom(k) + c * 20;
      EXPECT_NEAR(std::accumulate(atom, atom + 20, 0.0), 0.0, 1e-5);
    }
  }
}

TEST(ConvolutionalLearning, ResumesWithTheSameBitsOnAnyNumberOfThreads)
{
  TestResumption<float>();
  TestResumption<double>();
}

TEST(ConvolutionalLearning, ReplacesIdleAtoms)
{
  const Grid support = MakeGrid(4, 4);
  const Grid grid = MakeGrid(24, 24);
  const auto planted = NoiseDictionary<double>(support, 1, 1, 11);
  const auto image = PlantedImage(planted, grid, 0.01, 1);
  auto       options = LearningOptions();
  options.problem = { 0.5, true, false };
  ConvolutionalDictionaryLearning<double> learning(options);
  auto                                    start = NoiseDictionary<double>(support, 1, 2, 12);
  std::copy_n(planted.data(), 16, start.data());
  std::fill_n(start.Atom(1), 16, 0.0);
  start.Atom(1)[0] = 1e-3; // so short that no coefficient pays
  learning.Initialize(start);
  for (int step = 0; step < 4; ++step)
  {
    learning.Update({ image.data(), grid }, SerialExecutor());
  }
  EXPECT_GE(learning.GetState().replaced, 1u);
  EXPECT_NEAR(learning.GetDictionary()->NormOfAtom(1), 1.0, 1e-12);
}

TEST(ConvolutionalLearning, NamesWhatIsWrong)
{
  const auto contains = [](const std::string & text, const char * part) {
    return text.find(part) != std::string::npos ? ::testing::AssertionSuccess()
                                                : ::testing::AssertionFailure() << '"' << text << '"';
  };
  using Learning = ConvolutionalDictionaryLearning<double>;
  auto options = LearningOptions();
  options.forgetting = -1.0;
  EXPECT_TRUE(contains(InvalidArgument([&] { Learning{ options }; }), "Forgetting"));
  options = LearningOptions();
  options.sweeps = 0;
  EXPECT_TRUE(contains(InvalidArgument([&] { Learning{ options }; }), "sweeps"));
  options = LearningOptions();
  options.problem.lambda = -1.0;
  EXPECT_TRUE(contains(InvalidArgument([&] { Learning{ options }; }), "Lambda"));

  Learning            learning(LearningOptions());
  const Grid          grid = MakeGrid(8, 8);
  std::vector<double> image(64, 1.0);
  EXPECT_THROW(learning.Update({ image.data(), grid }, SerialExecutor()), std::logic_error);
  EXPECT_THROW(learning.GetDictionary(), std::logic_error);
  EXPECT_TRUE(contains(InvalidArgument([&] { learning.Initialize({}, MakeGrid(3, 3), 1, 2); }), "needs images"));
  EXPECT_TRUE(contains(InvalidArgument([&] {
                         learning.Initialize({ { image.data(), grid } }, MakeGrid(9, 3), 1, 2);
                       }),
                       "smaller"));
  image.assign(64, 0.0);
  EXPECT_TRUE(contains(InvalidArgument([&] {
                         learning.Initialize({ { image.data(), grid } }, MakeGrid(3, 3), 1, 2);
                       }),
                       "constant"));
  image[5] = std::nan("");
  EXPECT_TRUE(contains(InvalidArgument([&] {
                         learning.Initialize({ { image.data(), grid } }, MakeGrid(3, 3), 1, 2);
                       }),
                       "not finite"));
  image = Noise<double>(64, 1);
  learning.Initialize({ { image.data(), grid } }, MakeGrid(3, 3), 1, 2);
  auto state = learning.GetState();
  state.codeProducts.pop_back();
  EXPECT_TRUE(contains(InvalidArgument([&] { learning.SetState(state); }), "sizes"));

  const TestFolder  folder;
  const std::string path = folder.Path("dictionary.h5");
  phaseharmonics::WriteDictionary(path, *learning.GetDictionary());
  EXPECT_THROW(phaseharmonics::ReadConvolutionalDictionaryLearningState<double>(path), std::runtime_error);
}
} // namespace
