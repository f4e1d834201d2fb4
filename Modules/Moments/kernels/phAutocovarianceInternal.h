// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phAutocovarianceInternal_h
#define phAutocovarianceInternal_h

#include "phArrayKernelsInternal.h"
#include "phMatrixKernelsInternal.h"
#include "phLagTableInternal.h"

#include <complex>

namespace phaseharmonics
{
/** Autocovariance of a real map at given lags, from its half spectrum, and its gradient. */
template <typename T>
class Autocovariance
{
public:
  using Complex = std::complex<T>;

  Autocovariance(const Grid & full, const Grid & level, const std::vector<Lag> & lags)
    : m_Level(level)
    , m_Lags(full, level, level.HalfWidth(), lags)
  {}

  /** values[i] = E[a(u) a(u + lag_i)]; the map is centered by its frequency 0. */
  void
  Values(const Complex * half, double * values) const
  {
    const std::size_t                           width = m_Level.HalfWidth();
    const std::size_t                           columns = static_cast<std::size_t>(m_Lags.NumberOfColumns());
    const std::size_t                           rows = m_Level.size[1] * m_Level.size[2];
    const double                                pixels = static_cast<double>(m_Level.NumberOfPixels());
    const T                                     scaling = static_cast<T>(2.0 / (pixels * pixels));
    AlignedBuffer<T>                            power(Batch * width);
    AlignedBuffer<T>                            sums(Batch * columns);
    std::vector<typename LagTable<T>::Rotation> rotations;
    std::fill_n(values, m_Lags.NumberOfLags(), 0.0);
    for (std::size_t begin = 0; begin < rows; begin += Batch)
    {
      const std::size_t count = std::min(Batch, rows - begin);
      GetArrayKernels<T>().squaredModulus(
        reinterpret_cast<const T *>(half + begin * width), count * width, scaling, power.data());
      for (std::size_t row = 0; row < count; ++row)
      {
        // Frequencies that are their own opposites along axis 0 are stored with both signs of the others.
        power[row * width] *= T(0.5);
        if (m_Level.size[0] % 2 == 0)
        {
          power[row * width + width - 1] *= T(0.5);
        }
      }
      GetMatrixKernels<T>().innerProducts(
        m_Lags.Table().data(), width, columns, power.data(), width, count, width, sums.data());
      for (std::size_t row = 0; row < count; ++row)
      {
        m_Lags.RotationsOfRow(begin + row, rotations);
        const T * const s = sums.data() + row * columns;
        for (std::size_t i = 0; i < rotations.size(); ++i)
        {
          const auto & r = rotations[i];
          values[i] += r.cosine * s[r.column] - r.sign * r.sine * s[r.column + 1];
        }
      }
    }
  }

  /** Writes scaling times the number of pixels squared times the half spectrum of the gradient of
   *  sum_i weights[i] values[i]; it may take the place of that of the map. */
  void
  Gradient(const double * weights, T scaling, const Complex * half, Complex * gradient) const
  {
    const std::size_t                           width = m_Level.HalfWidth();
    const std::size_t                           columns = static_cast<std::size_t>(m_Lags.NumberOfColumns());
    const std::size_t                           rows = m_Level.size[1] * m_Level.size[2];
    AlignedBuffer<T>                            coefficients(Batch * columns);
    AlignedBuffer<T>                            multiplier(Batch * width);
    std::vector<typename LagTable<T>::Rotation> rotations;
    for (std::size_t begin = 0; begin < rows; begin += Batch)
    {
      const std::size_t count = std::min(Batch, rows - begin);
      coefficients.Fill(T(0));
      multiplier.Fill(T(0));
      for (std::size_t row = 0; row < count; ++row)
      {
        m_Lags.RotationsOfRow(begin + row, rotations);
        T * const c = coefficients.data() + row * columns;
        for (std::size_t i = 0; i < rotations.size(); ++i)
        {
          const auto & r = rotations[i];
          c[r.column] += static_cast<T>(2.0 * weights[i] * r.cosine);
          c[r.column + 1] -= static_cast<T>(2.0 * weights[i] * r.sign * r.sine);
        }
      }
      GetMatrixKernels<T>().addCombinationsTransposed(
        m_Lags.Table().data(), width, columns, coefficients.data(), multiplier.data(), width, count, width);
      GetArrayKernels<T>().filter(multiplier.data(),
                                  reinterpret_cast<const T *>(half + begin * width),
                                  count * width,
                                  scaling,
                                  reinterpret_cast<T *>(gradient + begin * width));
    }
  }

private:
  static constexpr std::size_t Batch = 8; // rows at a time

  Grid        m_Level;
  LagTable<T> m_Lags;
};
} // namespace phaseharmonics

#endif
