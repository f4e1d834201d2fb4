// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phPredictionOctaveInternal.h"

#include "phMatrixKernelsInternal.h"
#include "phOctaveSpectrumInternal.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

namespace phaseharmonics
{
namespace
{
// Partial sums of a slab, so that their order does not depend on the number of threads.
constexpr std::size_t NumberOfChunks = 8;
// Columns whose tiles stay in the second-level cache.
constexpr std::size_t BlockOfColumns = 48;

template <typename T>
std::shared_ptr<const WaveletTransform<T>>
MakeOctaveTransform(const Grid & grid, const HarmonicPredictionOptions & options, const Executor & executor)
{
  WaveletBankOptions bank;
  bank.numberOfScales = options.scaleRange + 1;
  bank.numberOfOrientations = options.numberOfOrientations;
  bank.decimation = false;
  return std::make_shared<const WaveletTransform<T>>(std::make_shared<const WaveletBank<T>>(grid, bank, executor));
}

template <typename T>
std::complex<T>
Power(std::complex<T> unit, int k)
{
  if (k < 0)
  {
    unit = std::conj(unit);
    k = -k;
  }
  std::complex<T> power(1);
  for (; k > 0; --k)
  {
    // Finite factors: no need for the care of operator *.
    power = { power.real() * unit.real() - power.imag() * unit.imag(),
              power.real() * unit.imag() + power.imag() * unit.real() };
  }
  return power;
}

template <typename T>
std::complex<T>
Unit(const std::complex<T> & z, T modulus)
{
  return modulus > T(0) ? std::complex<T>(z.real() / modulus, z.imag() / modulus) : std::complex<T>(0);
}

template <typename T>
T
Modulus(const std::complex<T> & z)
{
  return std::sqrt(z.real() * z.real() + z.imag() * z.imag());
}
} // namespace

template <typename T>
PredictionOctave<T>::PredictionOctave(const Grid &                      grid,
                                      const HarmonicPredictionOptions & options,
                                      const Executor &                  executor)
  : m_Options(options)
  , m_Transform(MakeOctaveTransform<T>(grid, options, executor))
  , m_Known(KnownBins(grid))
  , m_Dual(grid.NumberOfHalfBins())
  , m_Columns(grid, options)
{
  Spectrum ones(grid.NumberOfHalfBins());
  Spectrum sum(grid.NumberOfHalfBins());
  Spectrum filter(grid.NumberOfPixels());
  ones.Fill(T(1));
  for (unsigned int l = 0; l < options.numberOfOrientations; ++l)
  {
    const BandFilter<T> & band = m_Transform->GetBank().Band(0, l);
    ApplyFilter(band, grid, ones.data(), grid, T(1), filter.data());
    for (std::size_t row = 0; row < grid.size[1] * grid.size[2]; ++row)
    {
      AccumulateHermitianPart(band, grid, filter.data(), grid, T(2), row, sum.data());
    }
  }
  for (std::size_t i = 0; i < sum.size(); ++i)
  {
    m_Dual[i] = m_Known[i] || !(sum[i].real() > T(0)) ? T(0) : T(1) / sum[i].real();
  }
}

template <typename T>
auto
PredictionOctave<T>::SpectrumOf(const T * image) const -> Spectrum
{
  Spectrum half(this->GetGrid().NumberOfHalfBins());
  m_Transform->Spectrum(image, half.data());
  return half;
}

template <typename T>
void
PredictionOctave<T>::ImageOf(Spectrum & half, T * image) const
{
  const T scaling = static_cast<T>(1.0 / static_cast<double>(this->GetGrid().NumberOfPixels()));
  std::for_each(half.begin(), half.end(), [scaling](Complex & value) { value *= scaling; });
  m_Transform->OfLevel(0).Inverse(half.data(), image);
}

template <typename T>
auto
PredictionOctave<T>::Masked(const Spectrum & half, bool known) const -> Spectrum
{
  Spectrum masked(half.size());
  for (std::size_t i = 0; i < half.size(); ++i)
  {
    masked[i] = (m_Known[i] != 0) == known ? half[i] : Complex{};
  }
  return masked;
}

template <typename T>
void
PredictionOctave<T>::SetPredictors(const Spectrum & half, const Executor & executor)
{
  const std::size_t L = m_Options.numberOfOrientations;
  const std::size_t pixels = this->GetGrid().NumberOfPixels();
  const auto &      features = m_Columns.GetFeatures();
  const std::size_t linear = L * m_Options.scaleRange;
  Spectrum          masked;
  if (!m_Options.overlappingBands)
  {
    masked = this->Masked(half, true);
  }
  const Complex * const known = m_Options.overlappingBands ? half.data() : masked.data();
  executor.ParallelFor(linear, [&](std::size_t f) {
    m_Transform->Band(known, features[f].scale, features[f].orientation, 0, m_Columns.FeatureMap(f));
  });
  std::vector<double> energies(linear);
  executor.ParallelFor(linear, [&](std::size_t f) {
    const Complex * const z = m_Columns.FeatureMap(f);
    std::for_each(z, z + pixels, [&](const Complex & value) { energies[f] += static_cast<double>(std::norm(value)); });
  });
  m_LinearEnergy = std::accumulate(energies.begin(), energies.end(), 0.0) / static_cast<double>(linear * pixels);
  m_Columns.SetConstant(std::sqrt(m_LinearEnergy));
  executor.ParallelFor(features.size() - linear, [&](std::size_t i) {
    const std::size_t         f = linear + i;
    const PredictionFeature & feature = features[f];
    const std::size_t         source = (feature.scale - 1) * L + feature.orientation;
    const Complex * const     z = m_Columns.FeatureMap(source);
    if (feature.harmonic == 0)
    {
      T * const modulus = m_Columns.ModulusMap(f);
      std::transform(z, z + pixels, modulus, Modulus<T>);
      return;
    }
    const Complex * const coarser = feature.secondHarmonic != 0 ? m_Columns.FeatureMap(source + L) : nullptr;
    Complex * const       map = m_Columns.FeatureMap(f);
    for (std::size_t u = 0; u < pixels; ++u)
    {
      const T modulus = Modulus(z[u]);
      Complex value = modulus * Power(Unit(z[u], modulus), feature.harmonic);
      if (coarser != nullptr)
      {
        value *= Power(Unit(coarser[u], Modulus(coarser[u])), feature.secondHarmonic);
      }
      map[u] = value;
    }
  });
}

template <typename T>
void
PredictionOctave<T>::SetTargets(const Spectrum & half, const Executor & executor)
{
  const Spectrum        masked = m_Options.overlappingBands ? Spectrum() : this->Masked(half, false);
  const Complex * const lost = m_Options.overlappingBands ? half.data() : masked.data();
  executor.ParallelFor(m_Options.numberOfOrientations, [&](std::size_t l) {
    m_Transform->Band(lost, 0, static_cast<unsigned int>(l), 0, m_Columns.TargetMap(l));
  });
}

template <typename T>
std::vector<std::vector<double>>
PredictionOctave<T>::Grams(std::size_t numberOfSlabs, unsigned int stride, const Executor & executor) const
{
  constexpr std::size_t            tile = PredictionColumns<T>::Tile;
  const std::size_t                samples = m_Columns.NumberOfSamples(stride);
  const std::size_t                columns = m_Columns.GetNumberOfColumns();
  const std::size_t                blocks = (columns + BlockOfColumns - 1) / BlockOfColumns;
  std::vector<std::vector<double>> grams(numberOfSlabs);
  ScratchPool<T>                   buffers(tile * columns);
  for (std::size_t slab = 0; slab < numberOfSlabs; ++slab)
  {
    const std::size_t                begin = slab * samples / numberOfSlabs;
    const std::size_t                end = (slab + 1) * samples / numberOfSlabs;
    const std::size_t                tiles = (end - begin + tile - 1) / tile;
    const std::size_t                chunks = std::min(NumberOfChunks, std::max<std::size_t>(1, tiles));
    std::vector<std::vector<double>> partial(chunks);
    executor.ParallelFor(chunks, [&](std::size_t chunk) {
      partial[chunk].assign(columns * columns, 0.0);
      auto             buffer = buffers.Acquire();
      AlignedBuffer<T> products(BlockOfColumns * BlockOfColumns);
      for (std::size_t t = chunk * tiles / chunks; t < (chunk + 1) * tiles / chunks; ++t)
      {
        const std::size_t first = begin + t * tile;
        const std::size_t count = std::min(tile, end - first);
        m_Columns.FillPredictors(first, count, stride, buffer.data());
        m_Columns.FillTargets(first, count, stride, buffer.data() + tile * m_Columns.GetNumberOfPredictors());
        for (std::size_t a = 0; a < blocks; ++a)
        {
          const std::size_t aBegin = a * BlockOfColumns;
          const std::size_t aCount = std::min(BlockOfColumns, columns - aBegin);
          for (std::size_t b = a; b < blocks; ++b)
          {
            const std::size_t bBegin = b * BlockOfColumns;
            const std::size_t bCount = std::min(BlockOfColumns, columns - bBegin);
            GetMatrixKernels<T>().innerProducts(buffer.data() + aBegin * tile,
                                                tile,
                                                aCount,
                                                buffer.data() + bBegin * tile,
                                                tile,
                                                bCount,
                                                tile,
                                                products.data());
            for (std::size_t j = 0; j < bCount; ++j)
            {
              double * const sum = &partial[chunk][aBegin + (bBegin + j) * columns];
              for (std::size_t i = 0; i < aCount; ++i)
              {
                sum[i] += products[i + j * aCount];
              }
            }
          }
        }
      }
    });
    grams[slab].assign(columns * columns, 0.0);
    for (const auto & part : partial)
    {
      std::transform(grams[slab].begin(), grams[slab].end(), part.begin(), grams[slab].begin(), std::plus<>());
    }
    for (std::size_t j = 0; j < columns; ++j)
    {
      for (std::size_t i = j + 1; i < columns; ++i)
      {
        grams[slab][i + j * columns] = grams[slab][j + i * columns];
      }
    }
  }
  return grams;
}

template <typename T>
auto
PredictionOctave<T>::Predict(const std::vector<double> & weights, const Executor & executor) const -> Bands
{
  constexpr std::size_t tile = PredictionColumns<T>::Tile;
  const std::size_t     L = m_Options.numberOfOrientations;
  const std::size_t     pixels = this->GetGrid().NumberOfPixels();
  const std::size_t     predictors = m_Columns.GetNumberOfPredictors();
  Bands                 result;
  for (std::size_t l = 0; l < L; ++l)
  {
    result.bands.emplace_back(pixels);
    result.moduli.emplace_back(pixels);
  }
  // Targets x predictors, by columns.
  AlignedBuffer<T> transposed(weights.size());
  for (std::size_t t = 0; t < 3 * L; ++t)
  {
    for (std::size_t p = 0; p < predictors; ++p)
    {
      transposed[t + p * 3 * L] = static_cast<T>(weights[p + t * predictors]);
    }
  }
  ScratchPool<T> buffers(tile * m_Columns.GetNumberOfColumns());
  executor.ParallelFor((pixels + tile - 1) / tile, [&](std::size_t t) {
    const std::size_t first = t * tile;
    const std::size_t count = std::min(tile, pixels - first);
    auto              buffer = buffers.Acquire();
    T * const         targets = buffer.data() + tile * predictors;
    m_Columns.FillPredictors(first, count, 1, buffer.data());
    std::fill_n(targets, 3 * L * tile, T(0));
    GetMatrixKernels<T>().addCombinations(
      buffer.data(), tile, predictors, transposed.data(), targets, tile, 3 * L, tile);
    for (std::size_t l = 0; l < L; ++l)
    {
      for (std::size_t i = 0; i < count; ++i)
      {
        result.bands[l][first + i] = { targets[l * tile + i], targets[(L + l) * tile + i] };
        result.moduli[l][first + i] = std::max(T(0), targets[(2 * L + l) * tile + i]);
      }
    }
  });
  return result;
}

template <typename T>
auto
PredictionOctave<T>::FinestBands(const Spectrum & half, const Executor & executor) const
  -> std::vector<AlignedBuffer<Complex>>
{
  std::vector<AlignedBuffer<Complex>> bands(m_Options.numberOfOrientations);
  executor.ParallelFor(bands.size(), [&](std::size_t l) {
    bands[l] = AlignedBuffer<Complex>(this->GetGrid().NumberOfPixels());
    m_Transform->Band(half.data(), 0, static_cast<unsigned int>(l), 0, bands[l].data());
  });
  return bands;
}

template <typename T>
auto
PredictionOctave<T>::SpectrumOfBands(std::vector<AlignedBuffer<Complex>> & bands, const Executor & executor) const
  -> Spectrum
{
  const Grid & grid = this->GetGrid();
  Spectrum     half(grid.NumberOfHalfBins());
  executor.ParallelFor(bands.size(), [&](std::size_t l) {
    m_Transform->BandSpectrum(0, static_cast<unsigned int>(l), 0, bands[l].data());
  });
  executor.ParallelFor(grid.size[1] * grid.size[2], [&](std::size_t row) {
    for (std::size_t l = 0; l < bands.size(); ++l)
    {
      AccumulateHermitianPart(m_Transform->GetBank().Band(0, static_cast<unsigned int>(l)),
                              grid,
                              bands[l].data(),
                              grid,
                              T(2),
                              row,
                              half.data());
    }
  });
  for (std::size_t i = 0; i < half.size(); ++i)
  {
    half[i] *= m_Dual[i];
  }
  return half;
}

template class PredictionOctave<float>;
template class PredictionOctave<double>;
} // namespace phaseharmonics
