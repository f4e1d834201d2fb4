// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phMomentBootstrap.h"

#include "phPhaseHarmonic.h"
#include "phRandom.h"
#include "phWaveletTransform.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <stdexcept>

namespace phaseharmonics
{
namespace
{
constexpr double TwoPi = 6.28318530717958647692;

using Value = std::complex<double>;

/** Blocks of pixels that cover a grid. */
class BlockGrid
{
public:
  BlockGrid(const Grid & grid, std::size_t asked, unsigned int numberOfScales)
  {
    const std::size_t fewest = grid.dimension == 1 ? 8 : grid.dimension == 2 ? 4 : 3;
    const std::size_t most = grid.dimension == 1 ? 256 : grid.dimension == 2 ? 16 : 8;
    for (unsigned int axis = 0; axis < 3; ++axis)
    {
      const std::size_t size = grid.size[axis];
      const std::size_t chosen = std::clamp(size >> std::min(numberOfScales + 1, 40u), fewest, most);
      const std::size_t number = std::min(size, asked > 0 ? asked : chosen);
      m_Number *= number;
      m_BlockOf[axis].resize(size);
      for (std::size_t i = 0; i < size; ++i)
      {
        m_BlockOf[axis][i] = (axis == 0 ? 1 : m_Stride[axis - 1]) * (i * number / size);
      }
      m_Stride[axis] = m_Number;
    }
  }

  std::size_t
  GetNumber() const
  {
    return m_Number;
  }
  std::size_t
  OfRow(std::size_t y, std::size_t z) const
  {
    return m_BlockOf[1][y] + m_BlockOf[2][z];
  }
  const std::vector<std::size_t> &
  OfColumns() const
  {
    return m_BlockOf[0];
  }

private:
  std::size_t                             m_Number{ 1 };
  std::array<std::size_t, 3>              m_Stride{};
  std::array<std::vector<std::size_t>, 3> m_BlockOf;
};

std::size_t
Shifted(std::size_t position, long lag, std::size_t size)
{
  const long period = static_cast<long>(size);
  return static_cast<std::size_t>(((static_cast<long>(position) + lag) % period + period) % period);
}

/** Maps of all features of one image on the full grid, centered on the means of the moments. */
template <typename T>
class FeatureMaps
{
public:
  FeatureMaps(const Moments &             moments,
              const T *                   image,
              const WaveletTransform<T> & transform,
              const Executor &            executor)
    : m_Grid(moments.grid)
    , m_Maps(moments.set.GetFeatures().size())
  {
    const auto &                   features = moments.set.GetFeatures();
    AlignedBuffer<std::complex<T>> half(m_Grid.NumberOfHalfBins());
    transform.Spectrum(image, half.data());
    // Features of one band, so that each is transformed once.
    std::vector<std::vector<std::size_t>> bands;
    for (std::size_t f = 0; f < features.size(); ++f)
    {
      const auto isSame = [&](const std::vector<std::size_t> & band) {
        const Harmonic & other = features[band.front()];
        return other.scale == features[f].scale && other.orientation == features[f].orientation;
      };
      const auto found = std::find_if(bands.begin(), bands.end(), isSame);
      found == bands.end() ? bands.push_back({ f }) : found->push_back(f);
    }
    executor.ParallelFor(bands.size(), [&](std::size_t b) { this->MakeBand(moments, transform, half, bands[b]); });
  }

  const std::vector<std::complex<T>> &
  Of(std::size_t feature) const
  {
    return m_Maps[feature];
  }

private:
  void
  MakeBand(const Moments &                        moments,
           const WaveletTransform<T> &            transform,
           const AlignedBuffer<std::complex<T>> & half,
           const std::vector<std::size_t> &       features)
  {
    const MomentSet &              set = moments.set;
    const Harmonic &               first = set.GetFeatures()[features.front()];
    const std::size_t              pixels = m_Grid.NumberOfPixels();
    const unsigned int             phases = set.GetOptions().numberOfPhases;
    AlignedBuffer<std::complex<T>> band(pixels);
    if (set.IsLowPass(first))
    {
      AlignedBuffer<std::complex<T>> scratch(half.size());
      AlignedBuffer<T>               lowPass(pixels);
      transform.LowPass(half.data(), scratch.data(), lowPass.data());
      std::copy(lowPass.begin(), lowPass.end(), band.begin());
    }
    else
    {
      transform.Band(half.data(), first.scale, first.orientation, 0, band.data());
    }
    for (const std::size_t f : features)
    {
      const int  k = set.GetFeatures()[f].harmonic;
      const auto mean = static_cast<std::complex<T>>(moments.means[f]);
      const auto rotation = static_cast<std::complex<T>>(std::polar(1.0, TwoPi * k / std::max(1u, phases)));
      const bool isLowPass = set.IsLowPass(first);
      m_Maps[f].resize(pixels);
      for (std::size_t u = 0; u < pixels; ++u)
      {
        const std::complex<T> z = band[u];
        const std::complex<T> value = isLowPass           ? z
                                      : set.IsRectified() ? std::complex<T>(std::max(T(0), (rotation * z).real()))
                                                          : PhaseHarmonic(z, k);
        m_Maps[f][u] = value - mean;
      }
    }
  }

  Grid                                      m_Grid;
  std::vector<std::vector<std::complex<T>>> m_Maps;
};

/** Adds the sums over each block of a(u) conj b(u + lag), or of a(u) b(u + lag). */
template <typename T>
void
AddBlockSums(const Grid &                         grid,
             const BlockGrid &                    blocks,
             const std::vector<std::complex<T>> & a,
             const std::vector<std::complex<T>> & b,
             const MomentSet::Term &              term,
             double                               weight,
             Value *                              sums)
{
  const auto &        size = grid.size;
  const auto &        columns = blocks.OfColumns();
  std::vector<size_t> shifted(size[0]);
  for (std::size_t x = 0; x < size[0]; ++x)
  {
    shifted[x] = Shifted(x, term.lag[0], size[0]);
  }
  const double sign = term.pseudo ? 1.0 : -1.0;
  for (std::size_t z = 0; z < size[2]; ++z)
  {
    for (std::size_t y = 0; y < size[1]; ++y)
    {
      const std::complex<T> * const rowOfA = &a[(z * size[1] + y) * size[0]];
      const std::complex<T> * const rowOfB =
        &b[(Shifted(z, term.lag[2], size[2]) * size[1] + Shifted(y, term.lag[1], size[1])) * size[0]];
      const std::size_t row = blocks.OfRow(y, z);
      for (std::size_t x = 0; x < size[0];)
      {
        const std::size_t block = columns[x];
        double            re = 0.0;
        double            im = 0.0;
        for (; x < size[0] && columns[x] == block; ++x)
        {
          const double ar = rowOfA[x].real();
          const double ai = rowOfA[x].imag();
          const double br = rowOfB[shifted[x]].real();
          const double bi = sign * rowOfB[shifted[x]].imag();
          re += ar * br - ai * bi;
          im += ar * bi + ai * br;
        }
        sums[row + block] += weight * Value(re, term.conjugate ? -im : im);
      }
    }
  }
}

/** How many times each block is drawn by a replicate. */
std::vector<double>
DrawCounts(std::size_t blocks, std::uint64_t seed, std::uint64_t replicate)
{
  std::vector<double> uniform(blocks);
  std::vector<double> counts(blocks, 0.0);
  FillUniform(uniform.data(), blocks, seed, replicate);
  for (const double value : uniform)
  {
    counts[std::min(blocks - 1, static_cast<std::size_t>(value * static_cast<double>(blocks)))] += 1.0;
  }
  return counts;
}

/** Block sums of everything that replicates of the moments are made of. */
struct BlockSums
{
  std::size_t        blocks{ 0 };
  std::vector<Value> features; // centered maps, block by block for each feature
  std::vector<Value> energies; // their squared moduli
  std::vector<Value> products; // of each moment
  double             pixels{ 0.0 };

  static Value
  Mean(const std::vector<Value> & sums, std::size_t item, const std::vector<double> & counts, double pixels)
  {
    Value mean = 0.0;
    for (std::size_t b = 0; b < counts.size(); ++b)
    {
      mean += counts[b] * sums[item * counts.size() + b];
    }
    return mean / pixels;
  }
};

/** Moments of one replicate, or of the data with counts of one; means first. */
std::vector<Value>
MomentsOfReplicate(const Moments &             moments,
                   const BlockSums &           sums,
                   MomentNormalization         normalization,
                   const std::vector<double> & counts)
{
  const std::size_t   features = moments.means.size();
  std::vector<Value>  values(features);
  std::vector<double> deviations(features);
  for (std::size_t f = 0; f < features; ++f)
  {
    values[f] = BlockSums::Mean(sums.features, f, counts, sums.pixels);
    const double energy = BlockSums::Mean(sums.energies, f, counts, sums.pixels).real();
    deviations[f] = std::sqrt(std::max(0.0, energy - std::norm(values[f])));
  }
  for (std::size_t m = 0; m < moments.set.GetMoments().size(); ++m)
  {
    const auto & moment = moments.set.GetMoments()[m];
    Value        shift = 0.0;
    for (std::size_t t = moment.termBegin; t < moment.termEnd; ++t)
    {
      const auto & term = moments.set.GetTerms()[t];
      const Value  product = values[term.first] * (term.pseudo ? values[term.second] : std::conj(values[term.second]));
      shift += (term.conjugate ? std::conj(product) : product) / static_cast<double>(moment.termEnd - moment.termBegin);
    }
    Value value = BlockSums::Mean(sums.products, m, counts, sums.pixels) - shift;
    value = moment.isReal ? value.real() : value;
    if (normalization == MomentNormalization::Target)
    {
      const auto & term = moments.set.GetTerms()[moment.termBegin];
      const double scale = deviations[term.first] * deviations[term.second];
      value = scale > 0.0 ? value / scale : Value(0.0);
    }
    values.push_back(value);
  }
  return values;
}

template <typename T>
void
AddImage(const Moments &        moments,
         const FeatureMaps<T> & maps,
         const BlockGrid &      grid,
         std::size_t            firstBlock,
         BlockSums &            sums,
         const Executor &       executor)
{
  const std::size_t     features = moments.means.size();
  const std::size_t     count = moments.set.GetMoments().size();
  const MomentSet::Term self{};
  executor.ParallelFor(features + count, [&](std::size_t item) {
    if (item < features)
    {
      const std::vector<std::complex<T>> ones(maps.Of(item).size(), std::complex<T>(1));
      const std::size_t                  first = item * sums.blocks + firstBlock;
      AddBlockSums(moments.grid, grid, maps.Of(item), ones, self, 1.0, &sums.features[first]);
      AddBlockSums(moments.grid, grid, maps.Of(item), maps.Of(item), self, 1.0, &sums.energies[first]);
      return;
    }
    const auto & moment = moments.set.GetMoments()[item - features];
    const double weight = 1.0 / static_cast<double>(moment.termEnd - moment.termBegin);
    for (std::size_t t = moment.termBegin; t < moment.termEnd; ++t)
    {
      const auto & term = moments.set.GetTerms()[t];
      AddBlockSums(moments.grid,
                   grid,
                   maps.Of(term.first),
                   maps.Of(term.second),
                   term,
                   weight,
                   &sums.products[(item - features) * sums.blocks + firstBlock]);
    }
  });
}
} // namespace

std::size_t
MomentBootstrapBytes(const Moments & moments, std::size_t bytesOfReal)
{
  return 2 * bytesOfReal * moments.grid.NumberOfPixels() * (moments.set.GetFeatures().size() + 4);
}

template <typename T>
MomentErrors
EstimateMomentErrors(const std::vector<const T *> & images,
                     const Moments &                moments,
                     MomentNormalization            normalization,
                     const MomentBootstrapOptions & options,
                     const Executor &               executor)
{
  const BlockGrid grid(moments.grid, options.blocksPerAxis, moments.set.GetNumberOfScales());
  BlockSums       sums;
  sums.blocks = grid.GetNumber() * images.size();
  sums.pixels = static_cast<double>(moments.grid.NumberOfPixels() * images.size());
  if (options.replicates < 2 || sums.blocks < 2)
  {
    throw std::invalid_argument("a bootstrap of moments needs two replicates and two blocks at least");
  }
  const std::size_t features = moments.means.size();
  const std::size_t count = moments.set.GetMoments().size();
  sums.features.resize(features * sums.blocks);
  sums.energies.resize(features * sums.blocks);
  sums.products.resize(count * sums.blocks);
  WaveletBankOptions bankOptions = moments.bank;
  bankOptions.decimation = false;
  const WaveletTransform<T> transform(std::make_shared<WaveletBank<T>>(moments.grid, bankOptions, executor));
  for (std::size_t i = 0; i < images.size(); ++i)
  {
    const FeatureMaps<T> maps(moments, images[i], transform, executor);
    AddImage(moments, maps, grid, i * grid.GetNumber(), sums, executor);
  }

  const auto whole = MomentsOfReplicate(moments, sums, normalization, std::vector<double>(sums.blocks, 1.0));
  std::vector<std::vector<Value>> replicates(options.replicates);
  executor.ParallelFor(replicates.size(), [&](std::size_t r) {
    replicates[r] = MomentsOfReplicate(moments, sums, normalization, DrawCounts(sums.blocks, options.seed, r));
  });
  // Draws with replacement from B blocks have 1 - 1 / B of the variance of new ones.
  const auto          blocks = static_cast<double>(sums.blocks);
  const double        stretch = std::sqrt(blocks / (blocks - 1.0) / static_cast<double>(options.replicates));
  std::vector<double> errors(whole.size(), 0.0);
  for (std::size_t i = 0; i < errors.size(); ++i)
  {
    for (const auto & replicate : replicates)
    {
      errors[i] += std::norm(replicate[i] - whole[i]);
    }
    errors[i] = stretch * std::sqrt(errors[i]);
  }
  const auto middle = errors.begin() + static_cast<std::ptrdiff_t>(features);
  return { { errors.begin(), middle }, { middle, errors.end() } };
}

template PhaseHarmonics_EXPORT MomentErrors
EstimateMomentErrors<float>(const std::vector<const float *> &,
                            const Moments &,
                            MomentNormalization,
                            const MomentBootstrapOptions &,
                            const Executor &);
template PhaseHarmonics_EXPORT MomentErrors
EstimateMomentErrors<double>(const std::vector<const double *> &,
                             const Moments &,
                             MomentNormalization,
                             const MomentBootstrapOptions &,
                             const Executor &);
} // namespace phaseharmonics
