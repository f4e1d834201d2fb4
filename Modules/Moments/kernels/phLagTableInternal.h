// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phLagTableInternal_h
#define phLagTableInternal_h

#include "phAlignedBuffer.h"
#include "phGrid.h"
#include "phMomentSet.h"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <complex>
#include <vector>

namespace phaseharmonics
{
/** Sums over frequency of S(w) exp(-i w.lag) for many lags, row by row: the part along axis 0 is a product with a
 *  table of cosines and sines, the rest one rotation for each row and lag. Lags are pixels of the full grid. */
template <typename T>
class LagTable
{
public:
  using Matrix = Eigen::Matrix<T, Eigen::Dynamic, Eigen::Dynamic>;

  LagTable() = default;

  /** `level` shares the signed frequencies of `full`; rows have `width` bins from frequency 0. */
  LagTable(const Grid & full, const Grid & level, std::size_t width, const std::vector<Lag> & lags)
    : LagTable(full, level, 0, width, lags)
  {}

  /** Rows have `width` bins from the signed frequency `first`. */
  LagTable(const Grid & full, const Grid & level, long first, std::size_t width, const std::vector<Lag> & lags)
    : m_Level(level)
    , m_Lags(lags)
  {
    std::vector<long> steps;
    for (const Lag & lag : lags)
    {
      steps.push_back(std::abs(lag[0]));
    }
    std::sort(steps.begin(), steps.end());
    steps.erase(std::unique(steps.begin(), steps.end()), steps.end());
    m_Width = width;
    m_Table = AlignedBuffer<T>(2 * steps.size() * width);
    for (std::size_t s = 0; s < steps.size(); ++s)
    {
      for (std::size_t k = 0; k < width; ++k)
      {
        const double angle = Angle(first + static_cast<long>(k), steps[s], full.size[0]);
        m_Table[2 * s * width + k] = static_cast<T>(std::cos(angle));
        m_Table[(2 * s + 1) * width + k] = static_cast<T>(std::sin(angle));
      }
    }
    for (const Lag & lag : lags)
    {
      const auto found = std::lower_bound(steps.begin(), steps.end(), std::abs(lag[0]));
      m_Column.push_back(2 * static_cast<Eigen::Index>(found - steps.begin()));
      m_Sign.push_back(lag[0] < 0 ? -1.0 : 1.0);
    }
    for (unsigned int axis = 1; axis < 3; ++axis)
    {
      auto & rotations = m_Rotations[axis - 1];
      rotations.reserve(level.size[axis] * lags.size());
      for (std::size_t bin = 0; bin < level.size[axis]; ++bin)
      {
        for (const Lag & lag : lags)
        {
          const double angle = Angle(SignedFrequency(bin, level.size[axis]), lag[axis], full.size[axis]);
          rotations.emplace_back(std::cos(angle), std::sin(angle));
        }
      }
    }
  }

  Eigen::Index
  NumberOfColumns() const
  {
    return static_cast<Eigen::Index>(m_Table.size() / m_Width);
  }
  std::size_t
  NumberOfLags() const
  {
    return m_Lags.size();
  }
  Eigen::Map<const Matrix>
  Table() const
  {
    return { m_Table.data(), static_cast<Eigen::Index>(m_Width), this->NumberOfColumns() };
  }

  /** Rotation of one row and lag along the axes beyond the first. */
  struct Rotation
  {
    Eigen::Index column; // of the cosine; the sine follows
    double       sign;   // of the lag along axis 0
    double       cosine;
    double       sine;
  };

  /** `rotations` receives one entry for each lag. */
  void
  RotationsOfRow(std::size_t row, std::vector<Rotation> & rotations) const
  {
    const std::complex<double> * const y = m_Rotations[0].data() + row % m_Level.size[1] * m_Lags.size();
    const std::complex<double> * const z = m_Rotations[1].data() + row / m_Level.size[1] * m_Lags.size();
    rotations.resize(m_Lags.size());
    for (std::size_t i = 0; i < m_Lags.size(); ++i)
    {
      rotations[i] = { m_Column[i],
                       m_Sign[i],
                       y[i].real() * z[i].real() - y[i].imag() * z[i].imag(),
                       y[i].real() * z[i].imag() + y[i].imag() * z[i].real() };
    }
  }

private:
  // 2 pi k lag / n with the product reduced exactly.
  static double
  Angle(long k, long lag, std::size_t n)
  {
    const long size = static_cast<long>(n);
    const long turns = ((k * (lag % size)) % size + size) % size;
    return 2.0 * 3.14159265358979323846 * static_cast<double>(turns) / static_cast<double>(size);
  }

  using Rotations = std::vector<std::complex<double>>; // of each frequency and lag

  Grid                      m_Level;
  std::array<Rotations, 2>  m_Rotations; // along axes 1 and 2
  std::vector<Lag>          m_Lags;
  std::vector<Eigen::Index> m_Column;
  std::vector<double>       m_Sign;
  std::size_t               m_Width{ 1 };
  AlignedBuffer<T>          m_Table;
};
} // namespace phaseharmonics

#endif
