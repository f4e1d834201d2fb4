// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phLocalPooling.h"

#include "phKernelTestTools.h"
#include "refScattering.h"

namespace
{
using namespace phaseharmonics;
using namespace phaseharmonics_test;
namespace ref = phaseharmonics_reference;

struct Case
{
  Grid         full;
  unsigned int level;
  Subsampling  subsampling;
};

// Sizes that are multiples of 2^J can be folded.
std::vector<Case>
Cases()
{
  std::vector<Case> cases;
  for (const Grid & grid : { MakeGrid(128), MakeGrid(64, 48), MakeGrid(16, 24, 16) })
  {
    for (unsigned int level = 0; level < 3; ++level)
    {
      cases.push_back({ grid, level, Subsampling::Crop });
      cases.push_back({ grid, level, Subsampling::Fold });
    }
  }
  for (const Grid & grid : { MakeGrid(57), MakeGrid(35, 45), MakeGrid(9, 14, 11) })
  {
    cases.push_back({ grid, 0, Subsampling::Crop });
    cases.push_back({ grid, 1, Subsampling::Crop });
  }
  return cases;
}

WaveletBankOptions
Options(const Grid & grid)
{
  WaveletBankOptions options;
  options.numberOfScales = 3;
  options.numberOfOrientations = DefaultNumberOfOrientations(grid.dimension);
  return options;
}

template <typename T>
LocalPooling<T>
MakePooling(const Case & c, const LocalPooling<double>::Window & window, typename LocalPooling<T>::Method method)
{
  const WaveletBankOptions options = Options(c.full);
  return LocalPooling<T>(options,
                         c.full,
                         options.GridOfLevel(c.full, c.level),
                         options.GridOfLevel(c.full, 3),
                         { window.first, window.grid },
                         c.subsampling,
                         method);
}

LocalPooling<double>::Window
WholeWindow(const Case & c)
{
  return { { { 0, 0, 0 } }, Options(c.full).GridOfLevel(c.full, 3) };
}

template <typename T>
std::vector<T>
Pooled(const LocalPooling<T> & pooling, const std::vector<T> & map, std::size_t size)
{
  AlignedBuffer<T> scratch(pooling.ScratchSize());
  std::vector<T>   pooled(size);
  pooling.Pool(map.data(), scratch.data(), pooled.data());
  return pooled;
}

TEST(LocalPooling, BothMethodsAreTheLowPassCroppedOrFoldedInFourier)
{
  using Method = LocalPooling<double>::Method;
  for (const Case & c : Cases())
  {
    const auto window = WholeWindow(c);
    const Grid source = Options(c.full).GridOfLevel(c.full, c.level);
    SCOPED_TRACE(Name(c.full) + " level " + std::to_string(c.level) +
                 (c.subsampling == Subsampling::Fold ? " fold" : " crop"));
    ref::RealArray map(ReferenceGrid(source));
    map.data = Noise<double>(source.NumberOfPixels(), 16);
    const ref::RealArray lowPass = ref::BumpLowPass(ReferenceGrid(c.full), 3);
    const auto           expected =
      ref::RealPart(ref::FilterTo(map, lowPass, ReferenceGrid(window.grid), c.subsampling == Subsampling::Fold, 1));
    for (const Method method : { Method::Matrices, Method::FourierTransforms })
    {
      const auto pooling = MakePooling<double>(c, window, method);
      EXPECT_EQ(pooling.UsesMatrices(), method == Method::Matrices);
      EXPECT_LT(LargestDifference(Pooled(pooling, map.data, expected.data.size()), expected.data), 1e-13);
    }
  }
}

TEST(LocalPooling, AWindowIsAPartOfTheGrid)
{
  const Case                         c{ MakeGrid(64, 48), 1, Subsampling::Fold };
  const LocalPooling<float>::Method  method = LocalPooling<float>::Method::Fastest;
  const LocalPooling<double>::Window part{ { { 1, 2, 0 } }, MakeGrid(5, 3) };
  const auto                         map = Noise<float>(32 * 24, 3);
  const auto                         all = Pooled(MakePooling<float>(c, WholeWindow(c), method), map, 8 * 6);
  for (const auto other : { LocalPooling<float>::Method::Matrices, LocalPooling<float>::Method::FourierTransforms })
  {
    const auto some = Pooled(MakePooling<float>(c, part, other), map, 5 * 3);
    for (std::size_t i = 0; i < some.size(); ++i)
    {
      EXPECT_NEAR(some[i], all[1 + i % 5 + 8 * (2 + i / 5)], 1e-6f);
    }
  }
}

TEST(LocalPooling, AdjointHasTheInnerProductOfTheAverages)
{
  using Method = LocalPooling<double>::Method;
  for (const Case & c : Cases())
  {
    auto window = WholeWindow(c);
    if (c.full.dimension == 2 && window.grid.size[0] == 8)
    {
      window = { { { 2, 1, 0 } }, MakeGrid(5, 4) };
    }
    SCOPED_TRACE(Name(c.full) + " level " + std::to_string(c.level));
    const Grid source = Options(c.full).GridOfLevel(c.full, c.level);
    const auto map = Noise<double>(source.NumberOfPixels(), 17);
    const auto weights = Noise<double>(window.grid.NumberOfPixels(), 18);
    for (const Method method : { Method::Matrices, Method::FourierTransforms })
    {
      const auto            pooling = MakePooling<double>(c, window, method);
      AlignedBuffer<double> scratch(pooling.ScratchSize());
      std::vector<double>   adjoint(map.size());
      pooling.Adjoint(weights.data(), scratch.data(), adjoint.data());
      const auto pooled = Pooled(pooling, map, weights.size());
      double     left = 0.0;
      double     right = 0.0;
      for (std::size_t i = 0; i < weights.size(); ++i)
      {
        left += weights[i] * pooled[i];
      }
      for (std::size_t i = 0; i < map.size(); ++i)
      {
        right += map[i] * adjoint[i];
      }
      EXPECT_NEAR(left, right, 1e-12);
    }
  }
}

TEST(LocalPooling, LongLinesAreTransformed)
{
  WaveletBankOptions options;
  options.numberOfScales = 3;
  options.numberOfOrientations = 1;
  const Grid                line = MakeGrid(1 << 16);
  const Grid                coarse = options.GridOfLevel(line, 3);
  const LocalPooling<float> pooling(
    options, line, line, coarse, { { { 0, 0, 0 } }, coarse }, Subsampling::Crop, LocalPooling<float>::Method::Fastest);
  EXPECT_FALSE(pooling.UsesMatrices());
}
} // namespace
