// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phWaveletBank.h"

#include "phWaveletSampling.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>

namespace phaseharmonics
{
namespace
{
const double Pi = std::acos(-1.0);

std::array<double, 3>
RelativeSamplingOf(const Grid & grid, const WaveletBankOptions & options)
{
  std::array<double, 3> relative{ { 1.0, 1.0, 1.0 } };
  if (options.useImageSpacing)
  {
    const double smallest = *std::min_element(options.spacing.begin(), options.spacing.begin() + grid.dimension);
    for (unsigned int axis = 0; axis < grid.dimension; ++axis)
    {
      relative[axis] = smallest / options.spacing[axis];
    }
  }
  return relative;
}

// Appends a filter row by row, keeping only the values that are not negligible.
template <typename T>
class FilterBuilder
{
public:
  FilterBuilder(const Grid & full, const Grid & level)
    : m_Full(full)
    , m_Level(level)
  {}

  template <typename TFunction>
  BandFilter<T>
  Build(const TFunction & valueAt) const
  {
    BandFilter<T>     filter;
    std::vector<T>    values;
    const std::size_t rows = m_Full.size[1] * m_Full.size[2];
    const long        largest = LargestKeptFrequency(m_Full.size[0], m_Level.size[0]);
    const long        smallest = -std::min<long>(largest, static_cast<long>((m_Full.size[0] - 1) / 2));
    filter.rowBegin.reserve(rows + 1);
    for (std::size_t row = 0; row < rows; ++row)
    {
      filter.rowBegin.push_back(filter.runs.size());
      if (RowOnLevel(m_Full, m_Level, row) < 0)
      {
        continue;
      }
      const long ky = SignedFrequency(row % m_Full.size[1], m_Full.size[1]);
      const long kz = SignedFrequency(row / m_Full.size[1], m_Full.size[2]);
      this->AppendRuns(filter, values, valueAt, smallest, -1, ky, kz);
      this->AppendRuns(filter, values, valueAt, 0, largest, ky, kz);
    }
    filter.rowBegin.push_back(filter.runs.size());
    filter.values = AlignedBuffer<T>(values.size());
    std::copy(values.begin(), values.end(), filter.values.begin());
    return filter;
  }

private:
  template <typename TFunction>
  void
  AppendRuns(BandFilter<T> &   filter,
             std::vector<T> &  values,
             const TFunction & valueAt,
             long              first,
             long              last,
             long              ky,
             long              kz) const
  {
    const double negligible = std::numeric_limits<T>::epsilon() * 1e-3;
    bool         open = false;
    for (long kx = first; kx <= last; ++kx)
    {
      const double value = valueAt({ { kx, ky, kz } });
      const bool   kept = std::abs(value) > negligible;
      if (kept && !open)
      {
        filter.runs.push_back({ kx, 0, values.size() });
      }
      if (kept)
      {
        values.push_back(static_cast<T>(value));
        ++filter.runs.back().length;
      }
      open = kept;
    }
  }

  const Grid & m_Full;
  const Grid & m_Level;
};

// Calls body(signed kx, row, value) for every stored value.
template <typename TFilter, typename TBody>
void
ForEachValue(TFilter & filter, std::size_t rows, const TBody & body)
{
  for (std::size_t row = 0; row < rows; ++row)
  {
    for (std::size_t r = filter.rowBegin[row]; r < filter.rowBegin[row + 1]; ++r)
    {
      const auto & run = filter.runs[r];
      for (std::size_t i = 0; i < run.length; ++i)
      {
        body(run.kx + static_cast<long>(i), row, filter.values[run.offset + i]);
      }
    }
  }
}
} // namespace

unsigned int
LargestNumberOfScales(const Grid & grid, const WaveletBankOptions & options)
{
  const auto   relative = RelativeSamplingOf(grid, options);
  double       smallest = std::numeric_limits<double>::max();
  unsigned int scales = 0;
  for (unsigned int axis = 0; axis < grid.dimension; ++axis)
  {
    smallest = std::min(smallest, static_cast<double>(grid.size[axis]) / relative[axis]);
  }
  while (std::ldexp(1.0, static_cast<int>(scales) + 1) <= smallest && scales < 31)
  {
    ++scales;
  }
  return scales;
}

template <typename T>
WaveletBank<T>::WaveletBank(const Grid & grid, const WaveletBankOptions & options, const Executor & executor)
  : m_Grid(grid)
  , m_Options(options)
{
  this->CheckOptions();
  const unsigned int J = options.numberOfScales;
  const unsigned int L = options.numberOfOrientations;
  m_Profile = WaveletProfile::New(options.family, grid.dimension, L);
  m_Bands.resize(std::size_t{ J } * L);

  const WaveletSampling sampling(*m_Profile, grid, this->RelativeSampling());
  executor.ParallelFor(m_Bands.size() + 1, [&](std::size_t band) {
    if (band == m_Bands.size())
    {
      const Grid level = this->GridOfScale(J);
      m_LowPass = FilterBuilder<T>(m_Grid, level).Build([&](const std::array<long, 3> & k) {
        return sampling.LowPass(J, k);
      });
      return;
    }
    const auto   scale = static_cast<unsigned int>(band / L);
    const auto   orientation = static_cast<unsigned int>(band % L);
    const Grid   level = this->GridOfScale(scale);
    const double coefficient = sampling.ZeroMeanCoefficient(scale, orientation);
    m_Bands[band] = FilterBuilder<T>(m_Grid, level).Build([&](const std::array<long, 3> & k) {
      const double value = sampling.Band(scale, orientation, k);
      return coefficient == 0.0 ? value : value - coefficient * sampling.Correction(scale, orientation, k);
    });
  });
  this->SumSquares();
  if (options.frameNormalization == FrameNormalization::Parseval)
  {
    this->Normalize();
    this->SumSquares();
  }
}

template <typename T>
std::array<double, 3>
WaveletBank<T>::RelativeSampling() const
{
  return RelativeSamplingOf(m_Grid, m_Options);
}

template <typename T>
void
WaveletBank<T>::CheckOptions() const
{
  for (unsigned int axis = 0; axis < m_Grid.dimension; ++axis)
  {
    if (m_Grid.size[axis] < 2)
    {
      throw std::invalid_argument("The image has a single pixel along axis " + std::to_string(axis) +
                                  "; every side must have at least 2.");
    }
    if (!(m_Options.spacing[axis] > 0.0))
    {
      throw std::invalid_argument("The spacing along axis " + std::to_string(axis) + " must be positive.");
    }
  }
  const unsigned int largest = LargestNumberOfScales(m_Grid, m_Options);
  const unsigned int asked = m_Options.numberOfScales;
  if (asked < 1 || asked > largest)
  {
    throw std::invalid_argument("The number of scales must be 1 to " + std::to_string(largest) +
                                " for this image (2^J must not exceed its smallest side), not " +
                                std::to_string(asked) + ".");
  }
  if (m_Options.decimation && m_Options.oversampling < 1)
  {
    throw std::invalid_argument("The oversampling of a decimated bank must be at least 1.");
  }
}

template <typename T>
unsigned int
WaveletBank<T>::LevelOfScale(unsigned int scale) const
{
  // The low pass has a smaller band than the coarsest wavelets and shares their grid.
  const unsigned int effective = std::min(scale, m_Options.numberOfScales - 1);
  return m_Options.decimation && effective > m_Options.oversampling ? effective - m_Options.oversampling : 0;
}

template <typename T>
Grid
WaveletBank<T>::GridOfLevel(unsigned int level) const
{
  const auto            relative = this->RelativeSampling();
  std::array<double, 3> step{ { 1.0, 1.0, 1.0 } };
  for (unsigned int axis = 0; axis < m_Grid.dimension; ++axis)
  {
    step[axis] = std::max(1.0, std::ldexp(relative[axis], static_cast<int>(level)));
  }
  return DecimatedGrid(m_Grid, step);
}

template <typename T>
void
WaveletBank<T>::SumSquares()
{
  m_LittlewoodPaley = AlignedBuffer<double>(m_Grid.NumberOfHalfBins());
  const std::size_t rows = m_Grid.size[1] * m_Grid.size[2];
  const std::size_t halfWidth = m_Grid.HalfWidth();
  const long        nyquist = m_Grid.size[0] % 2 == 0 ? static_cast<long>(m_Grid.size[0] / 2) : -1;
  for (const BandFilter<T> & filter : m_Bands)
  {
    ForEachValue(filter, rows, [&](long kx, std::size_t row, T value) {
      const double square = static_cast<double>(value) * value;
      const auto   column = static_cast<std::size_t>(std::abs(kx));
      if (kx >= 0)
      {
        m_LittlewoodPaley[row * halfWidth + column] += square;
      }
      if (kx <= 0 || kx == nyquist)
      {
        m_LittlewoodPaley[MirroredRow(m_Grid, row) * halfWidth + column] += square;
      }
    });
  }
  ForEachValue(m_LowPass, rows, [&](long kx, std::size_t row, T value) {
    if (kx >= 0)
    {
      m_LittlewoodPaley[row * halfWidth + static_cast<std::size_t>(kx)] += static_cast<double>(value) * value;
    }
  });
}

template <typename T>
void
WaveletBank<T>::Normalize()
{
  const std::size_t rows = m_Grid.size[1] * m_Grid.size[2];
  const std::size_t halfWidth = m_Grid.HalfWidth();
  const auto        divide = [&](long kx, std::size_t row, T & value) {
    const std::size_t symmetricRow = kx >= 0 ? row : MirroredRow(m_Grid, row);
    const std::size_t column = static_cast<std::size_t>(std::abs(kx));
    value = static_cast<T>(value / std::sqrt(m_LittlewoodPaley[symmetricRow * halfWidth + column]));
  };
  for (BandFilter<T> & filter : m_Bands)
  {
    ForEachValue(filter, rows, divide);
  }
  ForEachValue(m_LowPass, rows, divide);
}

template <typename T>
double
WaveletBank<T>::LowerFrameBound() const
{
  return *std::min_element(m_LittlewoodPaley.begin(), m_LittlewoodPaley.end());
}

template <typename T>
double
WaveletBank<T>::UpperFrameBound() const
{
  return *std::max_element(m_LittlewoodPaley.begin(), m_LittlewoodPaley.end());
}

template <typename T>
unsigned int
WaveletBank<T>::NumberOfScalesBeyondCoarsestAxis() const
{
  const auto   relative = this->RelativeSampling();
  const double coarsest = *std::min_element(relative.begin(), relative.begin() + m_Grid.dimension);
  unsigned int count = 0;
  while (count < m_Options.numberOfScales && m_Profile->CenterFrequency(count) > Pi * coarsest)
  {
    ++count;
  }
  return count;
}

template <typename T>
std::size_t
WaveletBank<T>::MemoryInBytes() const
{
  const auto bytes = [](const BandFilter<T> & filter) {
    return filter.values.size() * sizeof(T) + filter.runs.size() * sizeof(typename BandFilter<T>::Run) +
           filter.rowBegin.size() * sizeof(std::size_t);
  };
  std::size_t sum = bytes(m_LowPass) + m_LittlewoodPaley.size() * sizeof(double);
  for (const BandFilter<T> & filter : m_Bands)
  {
    sum += bytes(filter);
  }
  return sum;
}

template class PhaseHarmonics_EXPORT WaveletBank<float>;
template class PhaseHarmonics_EXPORT WaveletBank<double>;
} // namespace phaseharmonics
