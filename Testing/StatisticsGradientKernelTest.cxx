// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// Gradient of the energy against central differences of fourth order, in double precision.

#include "phMomentTestTools.h"

#include <numeric>

namespace
{
using namespace phaseharmonics_test;

/** Energy about the moments of one image, and its derivatives at another one. */
class DerivativeCheck
{
public:
  DerivativeCheck(const Grid & grid, const WaveletBankOptions & bank, const MomentSet & set, MomentNormalization n)
    : m_Statistics(MakeStatistics<double>(grid, bank, set))
    , m_Image(SkewedNoise<double>(grid, 2))
    , m_Gradient(m_Image.size())
  {
    const auto target = SkewedNoise<double>(grid, 1);
    m_Statistics.SetTarget(m_Statistics.Analyze(target.data(), SerialExecutor()), n);
    m_Energy = m_Statistics.ValueAndGradient(m_Image.data(), m_Gradient.data(), SerialExecutor());
  }

  /** Error of the derivative in a random direction, relative to it or to the norm of the gradient, which is its
   *  typical size. The step is so short that hardly a rectified coefficient changes sign. */
  double
  RandomDirection(std::uint64_t seed)
  {
    const auto   direction = Noise<double>(m_Image.size(), seed);
    const double expected = this->Difference(direction, 2e-6);
    const double found = std::inner_product(direction.begin(), direction.end(), m_Gradient.begin(), 0.0);
    return std::abs(found - expected) / std::max(std::abs(expected), this->Norm());
  }

  /** Error of one component relative to the root mean square of all. */
  double
  Coordinate(std::size_t pixel)
  {
    std::vector<double> direction(m_Image.size());
    direction[pixel] = 1.0;
    return std::abs(m_Gradient[pixel] - this->Difference(direction, 2e-5)) * std::sqrt(m_Image.size()) / this->Norm();
  }

  double
  ErrorOfEnergy()
  {
    return std::abs(m_Statistics.Value(m_Image.data(), SerialExecutor()) / m_Energy - 1.0);
  }

  std::size_t
  NumberOfPixels() const
  {
    return m_Image.size();
  }

private:
  double
  Norm() const
  {
    return std::sqrt(std::inner_product(m_Gradient.begin(), m_Gradient.end(), m_Gradient.begin(), 0.0));
  }

  double
  Difference(const std::vector<double> & direction, double step)
  {
    const auto at = [&](double t) {
      std::vector<double> moved = m_Image;
      for (std::size_t i = 0; i < moved.size(); ++i)
      {
        moved[i] += t * direction[i];
      }
      return m_Statistics.Value(moved.data(), SerialExecutor());
    };
    return (8.0 * (at(step) - at(-step)) - (at(2.0 * step) - at(-2.0 * step))) / (12.0 * step);
  }

  Statistics<double>  m_Statistics;
  std::vector<double> m_Image;
  std::vector<double> m_Gradient;
  double              m_Energy;
};

WaveletBankOptions
VoicesOf(WaveletBankOptions bank, unsigned int voices, phaseharmonics::WaveletFamily family)
{
  bank.voicesPerOctave = voices;
  bank.family = family;
  return bank;
}

struct GradientCase
{
  Grid               grid;
  WaveletBankOptions bank;
};

std::vector<GradientCase>
Cases(unsigned int dimension)
{
  switch (dimension)
  {
    case 1:
      return { { MakeGrid(101), BankOptions(6, 1, false) },
               { MakeGrid(96), BankOptions(6, 1, true) },
               { MakeGrid(101), BankOptions(6, 1, true, 1) },
               { MakeGrid(96), VoicesOf(BankOptions(9, 1, true), 2, phaseharmonics::WaveletFamily::BumpSteerable) },
               { MakeGrid(101), VoicesOf(BankOptions(5, 1, true), 1, phaseharmonics::WaveletFamily::BattleLemarie) } };
    case 2:
      return { { MakeGrid(24, 19), BankOptions(4, 4, false) },
               { MakeGrid(40, 33), BankOptions(5, 4, true) },
               { MakeGrid(21, 24), BankOptions(4, 3, true, 1) } };
    default:
      return { { MakeGrid(9, 8, 10), BankOptions(3, 6, false) }, { MakeGrid(12, 9, 8), BankOptions(3, 6, true, 1) } };
  }
}

class EveryClassAlone : public testing::TestWithParam<unsigned int>
{};

TEST_P(EveryClassAlone, HasTheGradientOfFiniteDifferences)
{
  const unsigned int            dimension = this->GetParam();
  std::map<std::string, double> worst;
  for (const GradientCase & c : Cases(dimension))
  {
    const unsigned int J = c.bank.numberOfScales;
    const unsigned int L = c.bank.numberOfOrientations;
    for (const MomentClass & momentClass : MomentClasses(dimension, J, L))
    {
      for (const auto normalization : { MomentNormalization::Target, MomentNormalization::None })
      {
        DerivativeCheck check(c.grid, c.bank, BuildSet(momentClass, dimension, J, L), normalization);
        const double    error = check.RandomDirection(3);
        EXPECT_LT(error, 1e-6) << momentClass.name << " " << Name(c.grid)
                               << (c.bank.decimation ? " oversampling " + std::to_string(c.bank.oversampling) : " full")
                               << (normalization == MomentNormalization::Target ? "" : " not divided");
        EXPECT_LT(check.ErrorOfEnergy(), 1e-14);
        worst[momentClass.name] = std::max(worst[momentClass.name], error);
      }
    }
  }
  for (const auto & entry : worst)
  {
    RecordProperty(entry.first, std::to_string(entry.second * 1e9) + "e-9");
  }
}

INSTANTIATE_TEST_SUITE_P(StatisticsGradient, EveryClassAlone, testing::Values(1u, 2u, 3u));

TEST(StatisticsGradient, OfModelsEqualsFiniteDifferencesInDirectionsAndCoordinates)
{
  double worstDirection = 0.0;
  double worstCoordinate = 0.0;
  for (const unsigned int dimension : { 1u, 2u, 3u })
  {
    for (const GradientCase & c : Cases(dimension))
    {
      for (const MomentSetOptions & options : { ModelOptions(MomentModel::A, 0),
                                                ModelOptions(MomentModel::C, 2, dimension == 3 ? 1 : 2),
                                                ModelOptions(MomentModel::D, 2),
                                                ModelOptions(MomentModel::Compressive, 2),
                                                ModelOptions(MomentModel::Rectified, 1, 1) })
      {
        if (dimension == 2 || options.model != MomentModel::D)
        {
          const MomentSet set(dimension, c.bank.numberOfScales, c.bank.numberOfOrientations, options);
          SCOPED_TRACE(MomentModelName(options.model) + Name(c.grid));
          DerivativeCheck check(c.grid, c.bank, set, MomentNormalization::Target);
          for (const std::uint64_t seed : { 4, 5 })
          {
            const double error = check.RandomDirection(seed);
            EXPECT_LT(error, 1e-6);
            worstDirection = std::max(worstDirection, error);
          }
          for (const std::size_t fraction : { 0, 3, 7, 10 })
          {
            const double error = check.Coordinate(fraction * (check.NumberOfPixels() - 1) / 10);
            EXPECT_LT(error, 1e-6);
            worstCoordinate = std::max(worstCoordinate, error);
          }
        }
      }
    }
  }
  RecordProperty("direction", std::to_string(worstDirection * 1e9) + "e-9");
  RecordProperty("coordinate", std::to_string(worstCoordinate * 1e9) + "e-9");
}
} // namespace
