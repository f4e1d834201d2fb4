// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phWaveletBank.h"

#include "phWaveletSampling.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <sstream>
#include <stdexcept>

namespace phaseharmonics
{
namespace
{
const double Pi = std::acos(-1.0);

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
    // Half of the frequencies at most, unless wavelets are folded: growing in steps would scatter the heap.
    values.reserve(m_Level.NumberOfPixels() / 2);
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
    const double negligible = std::numeric_limits<T>::epsilon() * 0.1;
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

template <typename T>
WaveletBank<T>::WaveletBank(const Grid & grid, const WaveletBankOptions & options, const Executor & executor)
  : m_Grid(grid)
  , m_Options(options)
{
  CheckWaveletBankOptions(grid, options);
  const unsigned int J = options.numberOfScales;
  const unsigned int L = options.numberOfOrientations;
  for (unsigned int level = 0; level <= J; ++level)
  {
    m_GridOfLevel.push_back(options.GridOfLevel(grid, level));
  }
  m_Profile = WaveletProfile::New(options.family, grid.dimension, L, options.voicesPerOctave);
  m_Bands.resize(std::size_t{ J } * L);

  const WaveletSampling sampling(*m_Profile, grid, m_Options.RelativeSampling(m_Grid));
  executor.ParallelFor(m_Bands.size() + 1, [&](std::size_t band) {
    if (band == m_Bands.size())
    {
      const Grid level = this->GridOfScale(J);
      m_LowPass =
        FilterBuilder<T>(m_Grid, level).Build([&](const std::array<long, 3> & k) { return sampling.LowPass(J, k); });
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
    this->CheckIsFrame();
    this->Normalize();
    this->SumSquares();
  }
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
void
WaveletBank<T>::CheckIsFrame() const
{
  const double lower = this->LowerFrameBound();
  const double upper = this->UpperFrameBound();
  if (!(lower > 1e-6 * upper))
  {
    std::ostringstream message;
    message << "The wavelets leave some frequencies uncovered (frame bounds " << lower << " and " << upper
            << "), so that no image can be recovered from them; choose more orientations.";
    throw std::invalid_argument(message.str());
  }
}

template <typename T>
unsigned int
WaveletBank<T>::NumberOfScalesBeyondCoarsestAxis() const
{
  const auto   relative = m_Options.RelativeSampling(m_Grid);
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

template class WaveletBank<float>;
template class WaveletBank<double>;
} // namespace phaseharmonics
