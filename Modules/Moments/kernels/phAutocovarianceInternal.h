// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phAutocovarianceInternal_h
#define phAutocovarianceInternal_h

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
    using Vector = Eigen::Matrix<T, Eigen::Dynamic, 1>;
    const auto                                  width = static_cast<Eigen::Index>(m_Level.HalfWidth());
    Vector                                      power(width);
    Vector                                      sums(m_Lags.NumberOfColumns());
    const double                                pixels = static_cast<double>(m_Level.NumberOfPixels());
    const T                                     scaling = static_cast<T>(2.0 / (pixels * pixels));
    std::vector<typename LagTable<T>::Rotation> rotations;
    std::fill_n(values, m_Lags.NumberOfLags(), 0.0);
    for (std::size_t row = 0; row < m_Level.size[1] * m_Level.size[2]; ++row)
    {
      const Complex * const in = half + row * m_Level.HalfWidth();
      for (Eigen::Index k = 0; k < width; ++k)
      {
        power[k] = scaling * (in[k].real() * in[k].real() + in[k].imag() * in[k].imag());
      }
      // Frequencies that are their own opposites along axis 0 are stored with both signs of the others.
      power[0] *= T(0.5);
      if (m_Level.size[0] % 2 == 0)
      {
        power[width - 1] *= T(0.5);
      }
      sums.noalias() = m_Lags.Table().transpose() * power;
      m_Lags.RotationsOfRow(row, rotations);
      for (std::size_t i = 0; i < rotations.size(); ++i)
      {
        const auto & r = rotations[i];
        values[i] += r.cosine * sums[r.column] - r.sign * r.sine * sums[r.column + 1];
      }
    }
  }

  /** Replaces the half spectrum of the map by that of the gradient of sum_i weights[i] values[i], times the
   *  number of pixels. */
  void
  Gradient(const double * weights, Complex * half) const
  {
    using Vector = Eigen::Matrix<T, Eigen::Dynamic, 1>;
    Vector                                      coefficients(m_Lags.NumberOfColumns());
    Vector                                      multiplier(static_cast<Eigen::Index>(m_Level.HalfWidth()));
    std::vector<typename LagTable<T>::Rotation> rotations;
    for (std::size_t row = 0; row < m_Level.size[1] * m_Level.size[2]; ++row)
    {
      m_Lags.RotationsOfRow(row, rotations);
      coefficients.setZero();
      for (std::size_t i = 0; i < rotations.size(); ++i)
      {
        const auto & r = rotations[i];
        coefficients[r.column] += static_cast<T>(2.0 * weights[i] * r.cosine);
        coefficients[r.column + 1] -= static_cast<T>(2.0 * weights[i] * r.sign * r.sine);
      }
      multiplier.noalias() = m_Lags.Table() * coefficients;
      Complex * const out = half + row * m_Level.HalfWidth();
      for (Eigen::Index k = 0; k < multiplier.size(); ++k)
      {
        out[k] *= multiplier[k];
      }
    }
  }

private:
  Grid        m_Level;
  LagTable<T> m_Lags;
};
} // namespace phaseharmonics

#endif
