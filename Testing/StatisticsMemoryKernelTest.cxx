// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// A memory limit changes how covariances are computed, not what they are.

#include "phMomentTestTools.h"

namespace phaseharmonics_test
{
namespace
{
struct MemoryCase
{
  Grid             grid;
  unsigned int     J;
  unsigned int     L;
  MomentSetOptions options;
};

Statistics<double>
Limited(const std::shared_ptr<const phaseharmonics::WaveletBank<double>> & bank,
        const MomentSet &                                                  set,
        std::size_t                                                        limit)
{
  return Statistics<double>(bank, set, limit);
}

// The lowest limit that is accepted, by bisection.
std::size_t
LowestLimit(const std::shared_ptr<const phaseharmonics::WaveletBank<double>> & bank,
            const MomentSet &                                                  set,
            bool                                                               withGradient)
{
  std::size_t low = 1;
  std::size_t high = Limited(bank, set, 0).PeakMemoryInBytes(withGradient);
  while (high - low > 1024)
  {
    const std::size_t middle = low + (high - low) / 2;
    const std::string message = InvalidArgument([&] { Limited(bank, set, middle).PeakMemoryInBytes(withGradient); });
    (message.empty() ? high : low) = middle;
  }
  return high;
}

TEST(StatisticsMemory, LimitedPassesGiveTheSameMomentsAndGradient)
{
  for (const MemoryCase & c : { MemoryCase{ MakeGrid(64, 60), 4, 4, ModelOptions(MomentModel::C, 2) },
                                MemoryCase{ MakeGrid(48, 53), 4, 4, ModelOptions(MomentModel::Rectified, 1, 1) },
                                MemoryCase{ MakeGrid(64, 64), 5, 4, ModelOptions(MomentModel::D, 2) },
                                MemoryCase{ MakeGrid(1021), 7, 1, ModelOptions(MomentModel::C, 3) },
                                MemoryCase{ MakeGrid(20, 16, 18), 3, 6, ModelOptions(MomentModel::C, 1, 1) } })
  {
    SCOPED_TRACE(MomentModelName(c.options.model) + Name(c.grid));
    const MomentSet set(c.grid.dimension, c.J, c.L, c.options);
    const auto      bank = std::make_shared<const phaseharmonics::WaveletBank<double>>(
      c.grid, BankOptions(c.J, c.L, true), SerialExecutor());
    const auto image = SkewedNoise<double>(c.grid, 1);
    const auto other = SkewedNoise<double>(c.grid, 2);

    auto                free = Limited(bank, set, 0);
    const Moments       moments = free.Analyze(image.data(), SerialExecutor());
    std::vector<double> gradient(image.size());
    free.SetTarget(moments, MomentNormalization::Target);
    const double energy = free.ValueAndGradient(other.data(), gradient.data(), SerialExecutor());

    const std::size_t lowest = LowestLimit(bank, set, true);
    EXPECT_LT(static_cast<double>(lowest), 0.9 * static_cast<double>(free.PeakMemoryInBytes(true)));
    for (const std::size_t limit : { lowest, (lowest + free.PeakMemoryInBytes(true)) / 2 })
    {
      auto limited = Limited(bank, set, limit);
      EXPECT_LE(limited.PeakMemoryInBytes(false), limit);
      EXPECT_LE(limited.PeakMemoryInBytes(true), limit);
      const Moments same = limited.Analyze(image.data(), SerialExecutor());
      EXPECT_EQ(same.means, moments.means);
      EXPECT_EQ(same.deviations, moments.deviations);
      for (std::size_t m = 0; m < moments.covariances.size(); ++m)
      {
        const auto & term = set.GetTerms()[set.GetMoments()[m].termBegin];
        EXPECT_LT(std::abs(same.covariances[m] - moments.covariances[m]),
                  1e-13 * moments.deviations[term.first] * moments.deviations[term.second]);
      }
      std::vector<double> sameGradient(image.size());
      limited.SetTarget(moments, MomentNormalization::Target);
      EXPECT_NEAR(
        limited.ValueAndGradient(other.data(), sameGradient.data(), SerialExecutor()), energy, 1e-12 * energy);
      const double largest = std::abs(*std::max_element(
        gradient.begin(), gradient.end(), [](double a, double b) { return std::abs(a) < std::abs(b); }));
      for (std::size_t i = 0; i < gradient.size(); ++i)
      {
        ASSERT_NEAR(sameGradient[i], gradient[i], 1e-12 * largest);
      }
    }
  }
}

TEST(StatisticsMemory, TooLowALimitNamesWhatIsNeeded)
{
  const MomentSet set(2, 4, 4, ModelOptions(MomentModel::C, 2));
  const auto      bank = std::make_shared<const phaseharmonics::WaveletBank<double>>(
    MakeGrid(64, 60), BankOptions(4, 4, true), SerialExecutor());
  const std::string message = InvalidArgument([&] { Limited(bank, set, 4096); });
  EXPECT_NE(message.find("memory limit"), std::string::npos) << message;
  EXPECT_NE(message.find("need"), std::string::npos) << message;
}
} // namespace
} // namespace phaseharmonics_test
