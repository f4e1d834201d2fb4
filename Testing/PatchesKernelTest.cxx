// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

#include "phKernelTestTools.h"
#include "phPatches.h"

#include <numeric>
#include <set>

namespace
{
using namespace phaseharmonics;
using namespace phaseharmonics_test;

TEST(Patches, HoldChannelsOneAfterTheOther)
{
  const PatchGeometry geometry(MakeGrid(5, 4, 3), 2, MakeGrid(3, 2, 2));
  std::vector<float>  image(120);
  std::iota(image.begin(), image.end(), 0.0f);
  std::vector<float> patch(24);
  geometry.Extract(image.data(), { { 1, 2, 1 } }, patch.data());
  for (std::size_t i = 0; i < 24; ++i)
  {
    const std::size_t x = 1 + i % 3;
    const std::size_t y = 2 + i / 3 % 2;
    const std::size_t z = 1 + i / 6 % 2;
    EXPECT_EQ(patch[i], 2.0f * ((z * 4 + y) * 5 + x) + i / 12);
  }
  std::vector<float> means(2);
  RemoveMeans(geometry, patch.data(), 1, means.data());
  EXPECT_FLOAT_EQ(std::accumulate(patch.begin(), patch.begin() + 12, 0.0f), 0.0f);
  EXPECT_FLOAT_EQ(means[1], means[0] + 1.0f);
}

TEST(Patches, StartsCoverEveryPixelOnce)
{
  EXPECT_EQ(PatchStarts(7, 3, 2), (std::vector<std::size_t>{ 0, 2, 4 }));
  EXPECT_EQ(PatchStarts(8, 3, 2), (std::vector<std::size_t>{ 0, 2, 4, 5 }));
  EXPECT_EQ(PatchStarts(3, 3, 1), (std::vector<std::size_t>{ 0 }));
  EXPECT_EQ(PatchStarts(5, 3, 100), (std::vector<std::size_t>{ 0, 2 }));
  EXPECT_THROW(PatchStarts(5, 3, 0), std::invalid_argument);
  EXPECT_THROW(PatchGeometry(MakeGrid(5, 4), 1, MakeGrid(3, 5)), std::invalid_argument);
}

TEST(Patches, RandomPositionsReachEveryPlaceAndNoOther)
{
  const PatchGeometry                     geometry(MakeGrid(5, 4), 1, MakeGrid(3, 3));
  const auto                              positions = RandomPositions(geometry, 300, 4, 0);
  const std::set<PatchGeometry::Position> places(positions.begin(), positions.end());
  EXPECT_EQ(places.size(), 6u);
  EXPECT_EQ(*places.rbegin(), (PatchGeometry::Position{ { 2, 1, 0 } }));
  const auto more = RandomPositions(geometry, 500, 4, 0);
  EXPECT_TRUE(std::equal(positions.begin(), positions.end(), more.begin()));
  EXPECT_NE(RandomPositions(geometry, 300, 5, 0), positions);
  EXPECT_NE(RandomPositions(geometry, 300, 4, 1), positions);
}

TEST(Patches, AverageGivesBackTheImageOfItsPatches)
{
  const PatchGeometry  geometry(MakeGrid(9, 7, 5), 2, MakeGrid(4, 3, 2));
  const auto           image = Noise<double>(9 * 7 * 5 * 2, 3);
  PatchAverage<double> average(geometry);
  for (const std::size_t z : PatchStarts(5, 2, 2))
  {
    std::vector<PatchGeometry::Position> positions;
    for (const std::size_t y : PatchStarts(7, 3, 3))
    {
      for (const std::size_t x : PatchStarts(9, 4, 1))
      {
        positions.push_back({ { x, y, z } });
      }
    }
    std::vector<double> patches(positions.size() * geometry.GetPatchLength());
    std::vector<double> means(positions.size() * 2);
    for (std::size_t i = 0; i < positions.size(); ++i)
    {
      geometry.Extract(image.data(), positions[i], &patches[i * geometry.GetPatchLength()]);
    }
    RemoveMeans(geometry, patches.data(), positions.size(), means.data());
    average.Add(positions, patches.data(), means.data(), SerialExecutor());
  }
  std::vector<double> back(image.size());
  average.GetImage(back.data());
  EXPECT_LT(LargestDifference(image, back), 1e-13);
  PatchAverage<double>(geometry).GetImage(back.data());
  EXPECT_EQ(back, std::vector<double>(image.size()));
}
} // namespace
