// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

#include "phNoiseEstimate.h"
#include "phPatchDenoising.h"
#include "phSparseVectorTestTools.h"

namespace
{
using namespace phaseharmonics;
using namespace phaseharmonics_test;

const Grid        Image = MakeGrid(21, 17);
const Grid        Support = MakeGrid(4, 3);
const std::size_t Channels = 2;

Dictionary<float>
Atoms(std::size_t count, std::uint64_t seed)
{
  Dictionary<float> atoms(Support, Channels, count);
  FillStandardNormal(atoms.data(), count * atoms.GetLength(), seed, 0);
  return atoms;
}

std::vector<float>
Denoise(const PatchDomain & domain, const std::vector<float> & image, const Executor & executor)
{
  SparseCodeSummary summary;
  return DenoisePatches(domain, image.data(), Channels, Atoms(30, 1), {}, 0.7, summary, executor);
}

TEST(PatchDenoising, PartsOfAnImageHaveTheBitsOfTheWhole)
{
  const auto image = Noise<float>(Image.NumberOfPixels() * Channels, 2);
  const auto whole = Denoise(PatchDomain::Whole(Image), image, SerialExecutor());
  EXPECT_EQ(whole, Denoise(PatchDomain::Whole(Image), image, TwoThreads()));
  EXPECT_GT(LargestDifference(whole, image), 0.1);

  PatchDomain domain;
  domain.image = Image;
  domain.wanted = { { { 8, 6, 0 } }, MakeGrid(5, 4) };
  domain.given = { { { 5, 4, 0 } }, MakeGrid(11, 8) };
  std::vector<float> given;
  for (std::size_t y = 4; y < 12; ++y)
  {
    const auto row = image.begin() + static_cast<std::ptrdiff_t>((y * 21 + 5) * Channels);
    given.insert(given.end(), row, row + 11 * Channels);
  }
  const auto part = Denoise(domain, given, SerialExecutor());
  ASSERT_EQ(part.size(), given.size());
  for (std::size_t i = 0; i < 5 * 4 * Channels; ++i)
  {
    const std::size_t x = i / Channels % 5;
    const std::size_t y = i / Channels / 5;
    EXPECT_EQ(part[((y + 2) * 11 + x + 3) * Channels + i % Channels],
              whole[((y + 6) * 21 + x + 8) * Channels + i % Channels]);
  }
}

TEST(PatchDenoising, ObserversAreToldAndStop)
{
  const auto          image = Noise<float>(Image.NumberOfPixels() * Channels, 2);
  SparseCodeSummary   summary;
  std::vector<double> shares;
  const auto          denoise = [&](bool goesOn) {
    return DenoisePatches<float>(PatchDomain::Whole(Image),
                                 image.data(),
                                 Channels,
                                 Atoms(30, 1),
                                 {},
                                 0.7,
                                 summary,
                                 SerialExecutor(),
                                 [&](double share, const SparseCodeSummary &) {
                                   shares.push_back(share);
                                   return goesOn;
                                 });
  };
  EXPECT_FALSE(denoise(true).empty());
  EXPECT_EQ(shares, std::vector<double>{ 1.0 });
  EXPECT_EQ(summary.vectors, 18u * 15u);
  EXPECT_EQ(summary.ConvergedFraction(), 1.0);
  EXPECT_GT(summary.SupportFraction(30), 0.0);
  EXPECT_TRUE(denoise(false).empty());
}

TEST(PatchDenoising, TexturesAndTheRestAddUp)
{
  const auto         image = Noise<float>(Image.NumberOfPixels() * Channels, 3);
  SparseCodeSummary  summary;
  PatchCodingOptions options;
  options.stride = 2;
  for (const bool removesMeans : { false, true })
  {
    const auto textures = SeparatePatches(
      Image, image.data(), Channels, Atoms(9, 1), Atoms(12, 2), options, removesMeans, summary, SerialExecutor());
    std::vector<float> sum(image.size());
    for (std::size_t i = 0; i < sum.size(); ++i)
    {
      sum[i] = textures.first[i] + textures.second[i] + textures.residual[i];
    }
    EXPECT_LT(LargestDifference(sum, image), 1e-5);
    EXPECT_GT(LargestDifference(textures.first, textures.second), 0.1);
  }
}

TEST(PatchDenoising, AtomsMustFit)
{
  EXPECT_NO_THROW(CheckPatchAtoms(Atoms(2, 1), 2, Channels, 3));
  EXPECT_THROW(CheckPatchAtoms(Atoms(2, 1), 3, Channels, 3), std::invalid_argument);
  EXPECT_THROW(CheckPatchAtoms(Atoms(2, 1), 2, 1, 3), std::invalid_argument);
  EXPECT_THROW(CheckPatchAtoms(Atoms(2, 1), 2, Channels, 4), std::invalid_argument);
  EXPECT_THROW(CheckPatchAtoms(Atoms(2, 1), 2, Channels, 0), std::invalid_argument);
  const auto tooSmall = Noise<float>(3 * 9 * Channels, 1);
  EXPECT_THROW(Denoise(PatchDomain::Whole(MakeGrid(3, 9)), tooSmall, SerialExecutor()), std::invalid_argument);
}

TEST(NoiseEstimate, IsTheDeviationOfNoiseOnASlope)
{
  for (const Grid & grid : { MakeGrid(20000), MakeGrid(200, 150), MakeGrid(30, 25, 40) })
  {
    auto values = Noise<double>(grid.NumberOfPixels(), 5);
    for (std::size_t i = 0; i < values.size(); ++i)
    {
      values[i] = 3.0 * values[i] + 0.01 * static_cast<double>(i % grid.size[0]);
    }
    EXPECT_NEAR(EstimateNoise(values, grid), 3.0, 0.1) << Name(grid);
  }
  EXPECT_EQ(EstimateNoise({ 1.0 }, MakeGrid(1)), 0.0);
  EXPECT_EQ(EstimateNoise(std::vector<double>(100, 2.0), MakeGrid(10, 10)), 0.0);
}
} // namespace
