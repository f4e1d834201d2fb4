// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

// Banks of 1-D images: Battle-Lemarie wavelets and voices.

#include "phKernelTestTools.h"
#include "phMomentTestTools.h"
#include "phScatteringOptions.h"

namespace
{
using namespace phaseharmonics;
using namespace phaseharmonics_test;

const double Pi = std::acos(-1.0);

WaveletBankOptions
SeriesOptions(WaveletFamily family, unsigned int scales, unsigned int voices)
{
  WaveletBankOptions options;
  options.family = family;
  options.numberOfScales = scales;
  options.numberOfOrientations = 1;
  options.voicesPerOctave = voices;
  options.decimation = false;
  return options;
}

// S(w) = sum_k (w + 2 k pi)^-8.
double
LatticeSum(double w)
{
  double sum = 0.0;
  for (int k = -200; k <= 200; ++k)
  {
    sum += std::pow(w + 2.0 * k * Pi, -8.0);
  }
  return sum;
}

double
SplineWavelet(double w)
{
  return w <= 0.0 || w >= 4.0 * Pi
           ? 0.0
           : std::pow(w, -4.0) * std::sqrt(LatticeSum(0.5 * w + Pi) / (LatticeSum(w) * LatticeSum(0.5 * w)));
}

TEST(SeriesBank, BattleLemarieWaveletsAreThoseOfTheDefinition)
{
  for (const unsigned int voices : { 1u, 2u })
  {
    const Grid   grid = MakeGrid(63);
    const auto   bank = MakeBank<double>(grid, SeriesOptions(WaveletFamily::BattleLemarie, 5 * voices, voices));
    const double unit = 0.7594 / 0.425;
    for (unsigned int j = 0; j < 5 * voices; ++j)
    {
      std::vector<double> expected(63);
      for (int k = 0; k < 63; ++k)
      {
        for (int cell = -2; cell <= 2; ++cell)
        {
          // Away from the poles of the lattice sums.
          const double w = 2.0 * Pi * (k / 63.0 + cell) * unit * std::exp2(static_cast<double>(j) / voices);
          expected[k] += SplineWavelet(w + 1e-7) / std::sqrt(static_cast<double>(voices));
        }
      }
      EXPECT_LT(LargestDifference(DenseFilter(bank.Band(j, 0), grid), expected), 1e-6) << j;
    }
  }
}

TEST(SeriesBank, BattleLemarieScalesFillTheSpectrumWithoutGaps)
{
  const auto bank = MakeBank<double>(MakeGrid(1024), SeriesOptions(WaveletFamily::BattleLemarie, 7, 1));
  EXPECT_GT(bank.LowerFrameBound(), 0.9);
  // All wavelets that reach these frequencies are there: the squares of an orthogonal basis sum to 1, up to side lobes.
  for (std::size_t k = 0; k < 100; ++k)
  {
    EXPECT_NEAR(bank.LittlewoodPaley()[k], 1.0, 1e-4) << k;
  }
}

TEST(SeriesBank, BattleLemarieHasThePublishedEnergyAndPeak)
{
  const Grid grid = MakeGrid(4096);
  const auto bank = MakeBank<double>(grid, SeriesOptions(WaveletFamily::BattleLemarie, 6, 1));
  for (unsigned int j = 1; j < 6; ++j)
  {
    const auto filter = DenseFilter(bank.Band(j, 0), grid);
    const auto peak = std::max_element(filter.begin(), filter.end());
    double     energy = 0.0;
    for (const double value : filter)
    {
      energy += value * value / 4096.0;
    }
    EXPECT_NEAR(*peak, 0.9963, 1e-4);
    EXPECT_NEAR(static_cast<double>(peak - filter.begin()) / 4096.0, 0.3806 * std::exp2(-static_cast<double>(j)), 2e-4);
    EXPECT_NEAR(energy, 0.2798 * std::exp2(-static_cast<double>(j)), 2e-4);
  }
}

// Voice Q i of octave i is the octave's wavelet; the others lie in between.
TEST(SeriesBank, VoicesAreDilationsByFractionsOfOctaves)
{
  const Grid grid = MakeGrid(512);
  const auto octaves = MakeBank<double>(grid, SeriesOptions(WaveletFamily::BumpSteerable, 5, 1));
  const auto voices = MakeBank<double>(grid, SeriesOptions(WaveletFamily::BumpSteerable, 15, 3));
  for (unsigned int j = 0; j < 5; ++j)
  {
    auto expected = DenseFilter(octaves.Band(j, 0), grid);
    for (double & value : expected)
    {
      value /= std::sqrt(3.0);
    }
    EXPECT_LT(LargestDifference(DenseFilter(voices.Band(3 * j, 0), grid), expected), 1e-14);
  }
  for (const WaveletFamily family : { WaveletFamily::BumpSteerable, WaveletFamily::Morlet })
  {
    const auto   profile = WaveletProfile::New(family, 1, 1, 3);
    const double center = WaveletProfile::New(family, 1, 1)->CenterFrequency(0);
    for (unsigned int j = 0; j < 15; ++j)
    {
      EXPECT_NEAR(profile->CenterFrequency(j), center * std::exp2(-static_cast<double>(j) / 3.0), 1e-12);
      EXPECT_NEAR(profile->Band(j, 0, { { profile->CenterFrequency(j), 0.0, 0.0 } }),
                  profile->Band(0, 0, { { center, 0.0, 0.0 } }),
                  1e-12);
    }
  }
}

// Narrower wavelets at closer centers cross at about the same height as octaves.
TEST(SeriesBank, VoicesOfMorletWaveletsGetNarrower)
{
  const auto crossing = [](unsigned int voices) {
    const auto   profile = WaveletProfile::New(WaveletFamily::Morlet, 1, 1, voices);
    const double middle = std::sqrt(profile->CenterFrequency(2) * profile->CenterFrequency(3));
    return profile->Band(2, 0, { { middle, 0.0, 0.0 } });
  };
  for (const unsigned int voices : { 2u, 4u, 8u })
  {
    EXPECT_NEAR(crossing(voices), crossing(1), 0.15);
  }
}

TEST(SeriesBank, MomentsOnCoarseGridsAreCloseToThoseOfTheFullGrid)
{
  const Grid grid = MakeGrid(512);
  const auto series = SkewedNoise<double>(grid, 3);
  for (const WaveletFamily family :
       { WaveletFamily::BumpSteerable, WaveletFamily::Morlet, WaveletFamily::BattleLemarie })
  {
    WaveletBankOptions bank = SeriesOptions(family, 12, 2);
    MomentSetOptions   options = ModelOptions(MomentModel::C, 2);
    options.voicesPerOctave = 2;
    const MomentSet set(1, 12, 1, options);
    const auto      full = MakeStatistics<double>(grid, bank, set).Analyze(series.data(), SerialExecutor());
    bank.decimation = true;
    const auto decimated = MakeStatistics<double>(grid, bank, set).Analyze(series.data(), SerialExecutor());
    for (std::size_t m = 0; m < full.covariances.size(); ++m)
    {
      const auto & term = set.GetTerms()[set.GetMoments()[m].termBegin];
      const bool   isSmooth =
        std::max(set.GetMoments()[m].index.first.harmonic, set.GetMoments()[m].index.second.harmonic) < 3;
      EXPECT_LT(std::abs(full.covariances[m] - decimated.covariances[m]) /
                  (full.deviations[term.first] * full.deviations[term.second]),
                isSmooth ? 5e-3 : 5e-2);
    }
  }
}

TEST(SeriesBank, HarmonicsOfVoicesMeetTheirFrequencies)
{
  MomentSetOptions options = ModelOptions(MomentModel::C, 1);
  options.voicesPerOctave = 2;
  const MomentSet set(1, 8, 1, options);
  int             octaves = 0;
  for (const auto & moment : set.GetMoments())
  {
    const unsigned int distance = moment.index.second.scale - moment.index.first.scale;
    if (moment.index.second.scale < 8 && moment.index.first.harmonic == 1 && distance == 2 &&
        moment.index.second.harmonic != 1)
    {
      EXPECT_EQ(std::abs(moment.index.second.harmonic), 2);
      ++octaves;
    }
    EXPECT_LE(distance, 2u);
  }
  EXPECT_GE(octaves, 6);
}

TEST(SeriesBank, RefusesWhatDoesNotExist)
{
  const auto refusal = [](const Grid & grid, WaveletFamily family, unsigned int scales, unsigned int voices) {
    return InvalidArgument([&] { MakeBank<double>(grid, SeriesOptions(family, scales, voices)); });
  };
  EXPECT_NE(refusal(MakeGrid(64, 64), WaveletFamily::BattleLemarie, 3, 1).find("1-D"), std::string::npos);
  EXPECT_NE(refusal(MakeGrid(64, 64), WaveletFamily::BumpSteerable, 3, 2).find("voices"), std::string::npos);
  EXPECT_NE(refusal(MakeGrid(64), WaveletFamily::BumpSteerable, 3, 0).find("voices"), std::string::npos);
  EXPECT_NE(refusal(MakeGrid(64), WaveletFamily::BumpSteerable, 13, 2).find("1 to 12"), std::string::npos);
  EXPECT_EQ(refusal(MakeGrid(64), WaveletFamily::BumpSteerable, 12, 2), "");
  EXPECT_NE(InvalidArgument([] {
              ScatteringOptions options;
              options.bank = SeriesOptions(WaveletFamily::BattleLemarie, 3, 1);
              ScatteringGeometry(MakeGrid(64), options);
            }).find("Scattering"),
            std::string::npos);
  EXPECT_NE(InvalidArgument([] {
              MomentSetOptions options = ModelOptions(MomentModel::C, 1);
              options.voicesPerOctave = 2;
              MomentSet(2, 4, 4, options);
            }).find("1-D"),
            std::string::npos);
}
} // namespace
