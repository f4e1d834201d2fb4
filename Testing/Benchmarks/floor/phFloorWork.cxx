// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phFloorWork.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace phaseharmonics_benchmark
{
using phaseharmonics::Grid;
using phaseharmonics::Harmonic;
using phaseharmonics::Lag;
using phaseharmonics::MomentSet;
using phaseharmonics::WaveletBankOptions;

namespace
{
unsigned int
LevelOfPair(const MomentSet & set, const WaveletBankOptions & options, const Harmonic & first, const Harmonic & second)
{
  if (set.IsLowPass(second))
  {
    return options.LevelOfScale(second.scale);
  }
  if (first.scale == second.scale || set.IsRectified())
  {
    return options.LevelOfScale(first.scale);
  }
  if (first.harmonic == 0)
  {
    return options.LevelOfScale(second.scale);
  }
  const unsigned int margin = std::max(1u, options.oversampling - 1);
  return options.decimation && first.scale > margin ? first.scale - margin : 0;
}
} // namespace

std::size_t
FloorWork::NumberOfBandPixels() const
{
  std::size_t pixels = 0;
  for (const Bands & each : bands)
  {
    pixels += each.count * each.grid.NumberOfPixels();
  }
  return pixels;
}

double
FloorWork::NumberOfFullSizeTransforms() const
{
  return 2.0 * (1.0 + static_cast<double>(this->NumberOfBandPixels()) / static_cast<double>(image.NumberOfPixels()));
}

double
FloorWork::ProductFlops(Direction direction) const
{
  return (direction == Direction::Forward ? 1.0 : direction == Direction::Backward ? 2.0 : 3.0) * productFlops;
}

double
FloorWork::TrafficBytes(Direction direction, std::size_t bytesOfReal) const
{
  const double passes = direction == Direction::Forward ? 1.0 : direction == Direction::Backward ? 2.0 : 3.0;
  return numberOfProducts > 0 ? passes * this->MapBytes(Direction::Forward, bytesOfReal) : 0.0;
}

double
FloorWork::MapBytes(Direction direction, std::size_t bytesOfReal) const
{
  const double copies = direction == Direction::Forward ? 1.0 : 2.0;
  return copies * 2.0 * static_cast<double>(bytesOfReal * this->NumberOfBandPixels());
}

FloorWork
CountBandWork(const Grid & grid, const WaveletBankOptions & options)
{
  FloorWork work;
  work.image = grid;
  for (unsigned int scale = 0; scale < options.numberOfScales; ++scale)
  {
    work.bands.push_back({ options.GridOfScale(grid, scale), options.numberOfOrientations });
  }
  return work;
}

FloorWork
CountMomentWork(const Grid & grid, const WaveletBankOptions & options, const MomentSet & set)
{
  using Part = std::pair<std::size_t, int>; // feature, 1 for the imaginary part
  std::set<std::pair<Part, Part>>                 products;
  std::set<std::pair<unsigned int, unsigned int>> bands; // scale, orientation

  FloorWork work;
  work.image = grid;
  for (const MomentSet::Term & term : set.GetTerms())
  {
    const Harmonic & first = set.GetFeatures()[term.first];
    const Harmonic & second = set.GetFeatures()[term.second];
    if (set.IsLinear(first) && set.IsLinear(second))
    {
      continue;
    }
    for (const Harmonic & feature : { first, second })
    {
      if (!set.IsLowPass(feature))
      {
        bands.emplace(feature.scale, feature.orientation);
      }
    }
    if (term.lag != Lag{ { 0, 0, 0 } })
    {
      continue;
    }
    const unsigned int level =
      first.scale <= second.scale ? LevelOfPair(set, options, first, second) : LevelOfPair(set, options, second, first);
    const double flops = 2.0 * static_cast<double>(options.GridOfLevel(grid, level).NumberOfPixels());
    const bool   isVariance = term.first == term.second && !term.pseudo;
    for (int partOfFirst = 0; partOfFirst < (set.IsReal(first) ? 1 : 2); ++partOfFirst)
    {
      for (int partOfSecond = 0; partOfSecond < (set.IsReal(second) ? 1 : 2); ++partOfSecond)
      {
        const Part a(term.first, partOfFirst);
        const Part b(term.second, partOfSecond);
        if (!(isVariance && partOfFirst != partOfSecond) && products.insert(std::minmax(a, b)).second)
        {
          work.productFlops += flops;
        }
      }
    }
  }
  work.numberOfProducts = products.size();
  for (unsigned int scale = 0; scale < set.GetNumberOfScales(); ++scale)
  {
    const auto count = std::count_if(bands.begin(), bands.end(), [scale](const auto & b) { return b.first == scale; });
    if (count > 0)
    {
      work.bands.push_back({ options.GridOfScale(grid, scale), static_cast<std::size_t>(count) });
    }
  }
  return work;
}
} // namespace phaseharmonics_benchmark
