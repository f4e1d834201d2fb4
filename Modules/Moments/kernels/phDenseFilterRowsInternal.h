// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phDenseFilterRowsInternal_h
#define phDenseFilterRowsInternal_h

#include "phAlignedBuffer.h"
#include "phWaveletBank.h"

#include <Eigen/Core>

#include <algorithm>
#include <vector>

namespace phaseharmonics
{
/** One row of every filter of a bank at frequencies >= 0 along axis 0, scale by scale: a matrix of frequencies by
 *  directions, the opposite directions after the others. The low pass is the scale J with two equal directions. */
template <typename T>
class DenseFilterRows
{
public:
  using Matrix = Eigen::Matrix<T, Eigen::Dynamic, Eigen::Dynamic>;

  explicit DenseFilterRows(const WaveletBank<T> & bank)
    : m_Bank(bank)
  {
    for (unsigned int scale = 0; scale <= bank.GetNumberOfScales(); ++scale)
    {
      m_Rows.emplace_back(Width(bank, scale) * static_cast<std::size_t>(NumberOfColumns(bank, scale)));
      m_IsEmpty.push_back(true);
    }
  }

  static Eigen::Index
  NumberOfColumns(const WaveletBank<T> & bank, unsigned int scale)
  {
    return scale == bank.GetNumberOfScales() ? 2 : 2 * static_cast<Eigen::Index>(bank.GetNumberOfOrientations());
  }

  static Eigen::Index
  Opposite(const WaveletBank<T> & bank, unsigned int scale, Eigen::Index column)
  {
    const Eigen::Index columns = NumberOfColumns(bank, scale);
    return (column + columns / 2) % columns;
  }

  /** Number of frequencies that a scale keeps; falls with the scale. */
  static std::size_t
  Width(const WaveletBank<T> & bank, unsigned int scale)
  {
    return static_cast<std::size_t>(LargestKeptFrequency(bank.GetGrid().size[0], bank.GridOfScale(scale).size[0])) + 1;
  }

  void
  Load(std::size_t row)
  {
    const unsigned int J = m_Bank.GetNumberOfScales();
    const unsigned int L = m_Bank.GetNumberOfOrientations();
    for (unsigned int scale = 0; scale <= J; ++scale)
    {
      if (!m_IsEmpty[scale])
      {
        m_Rows[scale].Fill(T(0));
      }
      m_IsEmpty[scale] = true;
      if (scale == J)
      {
        this->LoadFilter(m_Bank.LowPass(), row, scale, 0);
        std::copy_n(this->Column(scale, 0), Width(m_Bank, scale), this->Column(scale, 1));
        continue;
      }
      for (unsigned int l = 0; l < L; ++l)
      {
        this->LoadFilter(m_Bank.Band(scale, l), row, scale, l);
        this->LoadOpposite(m_Bank.Band(scale, l), row, scale, l + L);
      }
    }
  }

  bool
  IsEmpty(unsigned int scale) const
  {
    return m_IsEmpty[scale];
  }
  Eigen::Map<const Matrix>
  Of(unsigned int scale) const
  {
    return { m_Rows[scale].data(), static_cast<Eigen::Index>(Width(m_Bank, scale)), NumberOfColumns(m_Bank, scale) };
  }

  /** Columns are Width(scale) apart. */
  const T *
  Column(unsigned int scale, Eigen::Index column) const
  {
    return m_Rows[scale].data() + static_cast<std::size_t>(column) * Width(m_Bank, scale);
  }

private:
  T *
  Column(unsigned int scale, Eigen::Index column)
  {
    return m_Rows[scale].data() + static_cast<std::size_t>(column) * Width(m_Bank, scale);
  }

  void
  LoadFilter(const BandFilter<T> & filter, std::size_t row, unsigned int scale, Eigen::Index column)
  {
    for (std::size_t r = filter.rowBegin[row]; r < filter.rowBegin[row + 1]; ++r)
    {
      const auto & run = filter.runs[r];
      if (run.kx >= 0)
      {
        std::copy_n(filter.values.data() + run.offset, run.length, this->Column(scale, column) + run.kx);
        m_IsEmpty[scale] = false;
      }
    }
  }

  void
  LoadOpposite(const BandFilter<T> & filter, std::size_t row, unsigned int scale, Eigen::Index column)
  {
    const Grid &      grid = m_Bank.GetGrid();
    const long        nyquist = grid.size[0] % 2 == 0 ? static_cast<long>(grid.size[0] / 2) : -1;
    const std::size_t mirror = MirroredRow(grid, row);
    T * const         out = this->Column(scale, column);
    for (std::size_t r = filter.rowBegin[mirror]; r < filter.rowBegin[mirror + 1]; ++r)
    {
      const auto &    run = filter.runs[r];
      const long      end = run.kx + static_cast<long>(run.length);
      const long      last = std::min(end, 1L);
      const T * const values = filter.values.data() + run.offset - run.kx;
      m_IsEmpty[scale] = m_IsEmpty[scale] && run.kx >= last;
      for (long kx = run.kx; kx < last; ++kx)
      {
        out[-kx] = values[kx];
      }
      // The highest frequency of an even axis is its own opposite.
      if (nyquist > 0 && run.kx <= nyquist && nyquist < end)
      {
        out[nyquist] = values[nyquist];
        m_IsEmpty[scale] = false;
      }
    }
  }

  const WaveletBank<T> &        m_Bank;
  std::vector<AlignedBuffer<T>> m_Rows;
  std::vector<bool>             m_IsEmpty;
};
} // namespace phaseharmonics

#endif
