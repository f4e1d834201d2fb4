// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phPredictionColumnsInternal.h"

#include <algorithm>

namespace phaseharmonics
{
std::vector<PredictionFeature>
ListPredictionFeatures(unsigned int numberOfOrientations, const HarmonicPredictionOptions & options)
{
  std::vector<PredictionFeature> features;
  const auto                     add = [&](unsigned int scale, int harmonic, int secondHarmonic) {
    for (unsigned int l = 0; l < numberOfOrientations; ++l)
    {
      features.push_back({ scale, l, harmonic, secondHarmonic });
    }
  };
  const auto largest = static_cast<int>(options.maximumHarmonic);
  for (const int harmonic : { 1, 0 })
  {
    for (unsigned int scale = 1; scale <= options.scaleRange; ++scale)
    {
      add(scale, harmonic, 0);
    }
  }
  for (unsigned int scale = 1; scale <= options.scaleRange && scale < 16; ++scale)
  {
    const int octave = 1 << scale;
    for (int k = octave; k <= std::min(largest, octave + octave / 2); ++k)
    {
      add(scale, k, 0);
    }
  }
  if (options.scaleRange >= 2 && largest >= 3)
  {
    add(1, 3, -2);
    add(1, 1, 2);
  }
  return features;
}

std::vector<std::array<int, 3>>
ListPredictionLags(unsigned int dimension, PredictionNeighborhood neighborhood)
{
  std::vector<std::array<int, 3>> lags;
  const auto                      reach = [&](unsigned int axis) { return axis < dimension ? 1 : 0; };
  for (int z = -reach(2); z <= reach(2); ++z)
  {
    for (int y = -reach(1); y <= reach(1); ++y)
    {
      for (int x = -1; x <= 1; ++x)
      {
        const int distance = std::abs(x) + std::abs(y) + std::abs(z);
        if (neighborhood == PredictionNeighborhood::Box ||
            distance <= (neighborhood == PredictionNeighborhood::Axes ? 1 : 0))
        {
          lags.push_back({ { x, y, z } });
        }
      }
    }
  }
  return lags;
}

PredictorGroups
GroupPredictors(unsigned int dimension, const HarmonicPredictionOptions & options)
{
  const std::size_t lags = ListPredictionLags(dimension, options.neighborhood).size();
  PredictorGroups   groups{ { 0 }, { 0 }, { 0 } };
  std::size_t       column = 1;
  for (const PredictionFeature & feature : ListPredictionFeatures(options.numberOfOrientations, options))
  {
    const bool        isModulus = feature.harmonic == 0;
    const bool        isLinear = feature.harmonic == 1 && feature.secondHarmonic == 0;
    const std::size_t end = column + (isModulus ? 1 : 2) * lags;
    for (; column < end; ++column)
    {
      groups.all.push_back(column);
      if (isModulus || isLinear)
      {
        (isModulus ? groups.moduli : groups.linear).push_back(column);
      }
    }
  }
  return groups;
}

std::size_t
NumberOfPredictors(unsigned int dimension, const HarmonicPredictionOptions & options)
{
  return GroupPredictors(dimension, options).all.size();
}

template <typename T>
PredictionColumns<T>::PredictionColumns(const Grid & grid, const HarmonicPredictionOptions & options)
  : m_Grid(grid)
  , m_Orientations(options.numberOfOrientations)
  , m_Features(ListPredictionFeatures(options.numberOfOrientations, options))
  , m_Lags(ListPredictionLags(grid.dimension, options.neighborhood))
  , m_Maps(m_Features.size())
  , m_Moduli(m_Features.size())
{
  std::size_t column = 1;
  for (std::size_t f = 0; f < m_Features.size(); ++f)
  {
    m_FirstColumn.push_back(column);
    if (m_Features[f].harmonic == 0)
    {
      m_Moduli[f] = AlignedBuffer<T>(grid.NumberOfPixels());
      column += m_Lags.size();
    }
    else
    {
      m_Maps[f] = AlignedBuffer<Complex>(grid.NumberOfPixels());
      column += 2 * m_Lags.size();
    }
  }
  m_NumberOfPredictors = column;
  for (std::size_t l = 0; l < m_Orientations; ++l)
  {
    m_Targets.emplace_back(grid.NumberOfPixels());
  }
}

template <typename T>
std::size_t
PredictionColumns<T>::NumberOfSamples(unsigned int stride) const
{
  std::size_t samples = 1;
  for (const std::size_t size : m_Grid.size)
  {
    samples *= (size + stride - 1) / stride;
  }
  return samples;
}

template <typename T>
void
PredictionColumns<T>::FillIndices(std::size_t                begin,
                                  std::size_t                count,
                                  unsigned int               stride,
                                  const std::array<int, 3> & lag,
                                  Indices &                  indices) const
{
  const auto samplesOf = [&](unsigned int axis) { return (m_Grid.size[axis] + stride - 1) / stride; };
  const auto shifted = [&](std::size_t sample, unsigned int axis) {
    const std::size_t n = m_Grid.size[axis];
    return (sample * stride + n - static_cast<std::size_t>(lag[axis] + 1) + 1) % n;
  };
  const std::size_t width = samplesOf(0);
  const std::size_t height = samplesOf(1);
  for (std::size_t i = 0; i < count; ++i)
  {
    const std::size_t sample = begin + i;
    indices[i] = shifted(sample % width, 0) + m_Grid.size[0] * (shifted(sample / width % height, 1) +
                                                                m_Grid.size[1] * shifted(sample / width / height, 2));
  }
}

template <typename T>
void
PredictionColumns<T>::FillPredictors(std::size_t begin, std::size_t count, unsigned int stride, T * columns) const
{
  std::fill_n(columns, count, m_Constant);
  std::fill_n(columns + count, Tile - count, T(0));
  Indices indices;
  for (std::size_t lag = 0; lag < m_Lags.size(); ++lag)
  {
    this->FillIndices(begin, count, stride, m_Lags[lag], indices);
    for (std::size_t f = 0; f < m_Features.size(); ++f)
    {
      const bool isModulus = m_Features[f].harmonic == 0;
      T * const  first = columns + (m_FirstColumn[f] + (isModulus ? 1 : 2) * lag) * Tile;
      if (isModulus)
      {
        const T * const map = m_Moduli[f].data();
        for (std::size_t i = 0; i < count; ++i)
        {
          first[i] = map[indices[i]];
        }
        std::fill_n(first + count, Tile - count, T(0));
        continue;
      }
      const Complex * const map = m_Maps[f].data();
      for (std::size_t i = 0; i < count; ++i)
      {
        first[i] = map[indices[i]].real();
        first[Tile + i] = map[indices[i]].imag();
      }
      std::fill_n(first + count, Tile - count, T(0));
      std::fill_n(first + Tile + count, Tile - count, T(0));
    }
  }
}

template <typename T>
void
PredictionColumns<T>::FillTargets(std::size_t begin, std::size_t count, unsigned int stride, T * columns) const
{
  Indices indices;
  this->FillIndices(begin, count, stride, { { 0, 0, 0 } }, indices);
  std::fill_n(columns, 3 * m_Orientations * Tile, T(0));
  for (std::size_t l = 0; l < m_Orientations; ++l)
  {
    T * const             real = columns + l * Tile;
    T * const             imaginary = columns + (m_Orientations + l) * Tile;
    T * const             modulus = columns + (2 * m_Orientations + l) * Tile;
    const Complex * const map = m_Targets[l].data();
    for (std::size_t i = 0; i < count; ++i)
    {
      const Complex z = map[indices[i]];
      real[i] = z.real();
      imaginary[i] = z.imag();
      modulus[i] = std::sqrt(std::norm(z));
    }
  }
}

template class PredictionColumns<float>;
template class PredictionColumns<double>;
} // namespace phaseharmonics
