// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phLinearCovarianceInternal_h
#define phLinearCovarianceInternal_h

#include "phArrayKernelsInternal.h"
#include "phBandFilter.h"
#include "phLagTableInternal.h"

#include <complex>

namespace phaseharmonics
{
/** Covariances of a linear feature a = x * psi with a map b at several lags, in Fourier on the support of psi:
 *
 *  E[a(u) conj b(u + lag)] = sum_w A(w) conj(B(w)) exp(-i w.lag), and with B(-w) for E[a(u) b(u + lag)] (pseudo),
 *
 *  where A = psi^ x^ / d and B = b^ / pixels of the level, whose frequencies the support of psi must not exceed. Real
 *  maps are given by their half spectra. */
template <typename T>
class LinearCovariance
{
public:
  using Complex = std::complex<T>;

  LinearCovariance(const BandFilter<T> &    filter,
                   const Grid &             full,
                   const Grid &             level,
                   bool                     isReal,
                   bool                     isPseudo,
                   const std::vector<Lag> & lags)
    : m_Filter(filter)
    , m_Full(full)
    , m_Level(level)
    , m_IsReal(isReal)
    , m_IsPseudo(isPseudo)
    , m_Largest(LargestKeptFrequency(full.size[0], level.size[0]))
    , m_Lags(full, full, lags, m_Largest)
  {}

  /** values[i] for every lag. `half` is the spectrum of the image, `spectrum` that of b. */
  void
  Values(const Complex * half, const Complex * spectrum, std::complex<double> * values) const
  {
    const std::size_t                           columns = m_Lags.NumberOfColumns();
    AlignedBuffer<T>                            products(2 * this->Width());
    AlignedBuffer<T>                            sums(2 * columns);
    std::vector<typename LagTable<T>::Rotation> rotations;
    std::fill_n(values, m_Lags.NumberOfLags(), std::complex<double>{});
    this->ForEachRun([&](std::size_t row, std::size_t levelRow, long first, std::size_t count, const T * filter) {
      for (std::size_t i = 0; i < count; ++i)
      {
        const long    kx = first + static_cast<long>(i);
        const Complex s =
          Product(filter[i] * this->OfHalf(half, m_Full, row, kx), this->Factor(spectrum, levelRow, kx));
        products[i] = s.real();
        products[this->Width() + i] = s.imag();
      }
      GetMatrixKernels<T>().innerProducts(
        m_Lags.RowsFrom(first), m_Lags.Stride(), columns, products.data(), this->Width(), 2, count, sums.data());
      m_Lags.RotationsOfRow(row, rotations);
      for (std::size_t i = 0; i < rotations.size(); ++i)
      {
        const auto &               r = rotations[i];
        const double               cosineOfReal = sums[r.column];
        const double               sineOfReal = sums[r.column + 1];
        const double               cosineOfImaginary = sums[columns + r.column];
        const double               sineOfImaginary = sums[columns + r.column + 1];
        const std::complex<double> along(cosineOfReal + r.sign * sineOfImaginary,
                                         cosineOfImaginary - r.sign * sineOfReal);
        values[i] += along * std::complex<double>(r.cosine, -r.sine);
      }
    });
    const double scaling = this->Scaling();
    for (std::size_t i = 0; i < m_Lags.NumberOfLags(); ++i)
    {
      values[i] *= scaling;
    }
  }

  /** Adds to `gradient`, laid out as the spectrum of b, the spectrum whose unscaled inverse transform is the gradient
   *  of sum_i Re(conj(weights[i]) values[i]) with respect to b. */
  void
  AddMapGradient(const Complex * half, const std::complex<double> * weights, Complex * gradient) const
  {
    RowSum  sum(*this);
    const T scaling = static_cast<T>(this->Scaling());
    this->ForEachRun([&](std::size_t row, std::size_t levelRow, long first, std::size_t count, const T * filter) {
      sum.Compute(row, first, count, weights);
      for (std::size_t i = 0; i < count; ++i)
      {
        const long    kx = first + static_cast<long>(i);
        const Complex x = Product(scaling * filter[i] * this->OfHalf(half, m_Full, row, kx), sum.Of(i));
        this->AddToMap(gradient, levelRow, kx, m_IsPseudo ? std::conj(x) : x);
      }
    });
  }

  /** Adds scaling times the gradient with respect to the image to one row of its half spectrum. */
  void
  AddImageGradientRow(std::size_t                  row,
                      const Complex *              spectrum,
                      const std::complex<double> * weights,
                      T                            scaling,
                      Complex *                    half) const
  {
    RowSum            sum(*this);
    Complex * const   out = half + row * m_Full.HalfWidth();
    const long        nyquist = m_Full.size[0] % 2 == 0 ? static_cast<long>(m_Full.size[0] / 2) : -1;
    const T           factor = scaling * static_cast<T>(0.5 / static_cast<double>(m_Level.NumberOfPixels()));
    const std::size_t mirrored = MirroredRow(m_Full, row);
    this->ForEachRunOfRow(row, [&](std::size_t levelRow, long first, std::size_t count, const T * filter) {
      if (first >= 0)
      {
        sum.Compute(row, first, count, weights);
        for (std::size_t i = 0; i < count; ++i)
        {
          const long kx = first + static_cast<long>(i);
          out[kx] += factor * filter[i] * std::conj(Product(sum.Of(i), this->Factor(spectrum, levelRow, kx)));
        }
      }
    });
    this->ForEachRunOfRow(mirrored, [&](std::size_t levelRow, long first, std::size_t count, const T * filter) {
      sum.Compute(mirrored, first, count, weights);
      for (std::size_t i = 0; i < count; ++i)
      {
        const long kx = first + static_cast<long>(i);
        if (kx <= 0 || kx == nyquist)
        {
          out[kx < 0 ? -kx : kx] += factor * filter[i] * Product(sum.Of(i), this->Factor(spectrum, levelRow, kx));
        }
      }
    });
  }

private:
  // Cosines and sines along axis 0 at frequencies -largest .. largest.
  class SignedTable : public LagTable<T>
  {
  public:
    SignedTable(const Grid & full, const Grid & level, const std::vector<Lag> & lags, long largest)
      : LagTable<T>(full, level, -largest, 2 * static_cast<std::size_t>(largest) + 1, lags)
      , m_Largest(largest)
    {}
    const T *
    RowsFrom(long kx) const
    {
      return this->Table().data() + (kx + m_Largest);
    }
    std::size_t
    Stride() const
    {
      return static_cast<std::size_t>(this->Table().rows());
    }
    std::size_t
    NumberOfColumns() const
    {
      return static_cast<std::size_t>(this->Table().cols());
    }

  private:
    long m_Largest;
  };

  // G(w) = sum_i conj(weights[i]) exp(-i w.lag_i) along one run.
  class RowSum
  {
  public:
    explicit RowSum(const LinearCovariance & covariance)
      : m_Covariance(covariance)
      , m_Coefficients(2 * covariance.m_Lags.NumberOfColumns())
      , m_Sums(2 * covariance.Width())
    {}

    void
    Compute(std::size_t row, long first, std::size_t count, const std::complex<double> * weights)
    {
      const SignedTable & lags = m_Covariance.m_Lags;
      const std::size_t   columns = lags.NumberOfColumns();
      m_Coefficients.Fill(T(0));
      lags.RotationsOfRow(row, m_Rotations);
      for (std::size_t i = 0; i < m_Rotations.size(); ++i)
      {
        const auto &               r = m_Rotations[i];
        const std::complex<double> h = std::conj(weights[i]) * std::complex<double>(r.cosine, -r.sine);
        m_Coefficients[r.column] += static_cast<T>(h.real());
        m_Coefficients[r.column + 1] += static_cast<T>(r.sign * h.imag());
        m_Coefficients[columns + r.column] += static_cast<T>(h.imag());
        m_Coefficients[columns + r.column + 1] -= static_cast<T>(r.sign * h.real());
      }
      m_Sums.Fill(T(0));
      GetMatrixKernels<T>().addCombinationsTransposed(lags.RowsFrom(first),
                                                      lags.Stride(),
                                                      columns,
                                                      m_Coefficients.data(),
                                                      m_Sums.data(),
                                                      m_Covariance.Width(),
                                                      2,
                                                      count);
    }

    Complex
    Of(std::size_t i) const
    {
      return { m_Sums[i], m_Sums[m_Covariance.Width() + i] };
    }

  private:
    const LinearCovariance &                    m_Covariance;
    AlignedBuffer<T>                            m_Coefficients;
    AlignedBuffer<T>                            m_Sums;
    std::vector<typename LagTable<T>::Rotation> m_Rotations;
  };

  // std::complex multiplies with a check for infinities.
  static Complex
  Product(const Complex & a, const Complex & b)
  {
    return { a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real() };
  }

  std::size_t
  Width() const
  {
    return 2 * static_cast<std::size_t>(m_Largest) + 1;
  }

  double
  Scaling() const
  {
    return 1.0 / (static_cast<double>(m_Full.NumberOfPixels()) * static_cast<double>(m_Level.NumberOfPixels()));
  }

  template <typename TBody>
  void
  ForEachRunOfRow(std::size_t row, const TBody & body) const
  {
    const long levelRow = m_Filter.rowBegin[row] == m_Filter.rowBegin[row + 1] ? -1 : RowOnLevel(m_Full, m_Level, row);
    if (levelRow < 0)
    {
      return;
    }
    for (std::size_t r = m_Filter.rowBegin[row]; r < m_Filter.rowBegin[row + 1]; ++r)
    {
      const auto & run = m_Filter.runs[r];
      const long   first = std::max(run.kx, -m_Largest);
      const long   last = std::min(run.kx + static_cast<long>(run.length) - 1, m_Largest);
      if (first <= last)
      {
        body(static_cast<std::size_t>(levelRow),
             first,
             static_cast<std::size_t>(last - first + 1),
             m_Filter.values.data() + run.offset + (first - run.kx));
      }
    }
  }

  template <typename TBody>
  void
  ForEachRun(const TBody & body) const
  {
    for (std::size_t row = 0; row < m_Full.size[1] * m_Full.size[2]; ++row)
    {
      this->ForEachRunOfRow(row, [&](std::size_t levelRow, long first, std::size_t count, const T * filter) {
        body(row, levelRow, first, count, filter);
      });
    }
  }

  static Complex
  OfHalf(const Complex * half, const Grid & grid, std::size_t row, long kx)
  {
    return kx >= 0 ? half[row * grid.HalfWidth() + static_cast<std::size_t>(kx)]
                   : std::conj(half[MirroredRow(grid, row) * grid.HalfWidth() + static_cast<std::size_t>(-kx)]);
  }

  // conj(B(w)), or B(-w) of pseudo-covariances: equal for real maps.
  Complex
  Factor(const Complex * spectrum, std::size_t levelRow, long kx) const
  {
    if (m_IsReal)
    {
      return std::conj(this->OfHalf(spectrum, m_Level, levelRow, kx));
    }
    return m_IsPseudo ? spectrum[MirroredRow(m_Level, levelRow) * m_Level.size[0] + FrequencyBin(-kx, m_Level.size[0])]
                      : std::conj(spectrum[levelRow * m_Level.size[0] + FrequencyBin(kx, m_Level.size[0])]);
  }

  void
  AddToMap(Complex * gradient, std::size_t levelRow, long kx, const Complex & x) const
  {
    if (!m_IsReal)
    {
      const std::size_t row = m_IsPseudo ? MirroredRow(m_Level, levelRow) : levelRow;
      gradient[row * m_Level.size[0] + FrequencyBin(m_IsPseudo ? -kx : kx, m_Level.size[0])] += x;
      return;
    }
    // Half of the Hermitian part; the frequencies with kx > 0 stand for their opposites too.
    const std::size_t mirrored = MirroredRow(m_Level, levelRow);
    const std::size_t width = m_Level.HalfWidth();
    const bool isOwnOpposite = kx == 0 || (m_Level.size[0] % 2 == 0 && kx == static_cast<long>(m_Level.size[0] / 2));
    if (kx >= 0)
    {
      gradient[levelRow * width + static_cast<std::size_t>(kx)] += T(0.5) * x;
    }
    if (kx < 0 || isOwnOpposite)
    {
      gradient[mirrored * width + static_cast<std::size_t>(kx < 0 ? -kx : kx)] += T(0.5) * std::conj(x);
    }
  }

  const BandFilter<T> & m_Filter;
  Grid                  m_Full;
  Grid                  m_Level;
  bool                  m_IsReal;
  bool                  m_IsPseudo;
  long                  m_Largest;
  SignedTable           m_Lags;
};
} // namespace phaseharmonics

#endif
