// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phLinearCovarianceInternal_h
#define phLinearCovarianceInternal_h

#include "phArrayKernelsInternal.h"
#include "phMatrixKernelsInternal.h"
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
  {
    const long largest = LargestKeptFrequency(full.size[0], level.size[0]);
    long       first = largest;
    long       last = -largest;
    for (std::size_t row = 0; row < full.size[1] * full.size[2]; ++row)
    {
      const long levelRow = filter.rowBegin[row] == filter.rowBegin[row + 1] ? -1 : RowOnLevel(full, level, row);
      if (levelRow < 0)
      {
        continue;
      }
      m_Rows.push_back({ row, static_cast<std::size_t>(levelRow), m_Runs.size(), m_Runs.size() });
      for (std::size_t r = filter.rowBegin[row]; r < filter.rowBegin[row + 1]; ++r)
      {
        const auto & run = filter.runs[r];
        const long   begin = std::max(run.kx, -largest);
        const long   end = std::min(run.kx + static_cast<long>(run.length), largest + 1);
        if (begin < end)
        {
          m_Runs.push_back({ begin, static_cast<std::size_t>(end - begin), run.offset + (begin - run.kx) });
          ++m_Rows.back().runEnd;
          first = std::min(first, begin);
          last = std::max(last, end - 1);
        }
      }
    }
    m_First = first;
    m_Width = last < first ? 1 : static_cast<std::size_t>(last - first + 1);
    m_Lags = LagTable<T>(full, full, m_First, m_Width, lags);
  }

  /** values[i] for every lag. `half` is the spectrum of the image, `spectrum` that of b. */
  void
  Values(const Complex * half, const Complex * spectrum, std::complex<double> * values) const
  {
    const std::size_t                           columns = this->NumberOfColumns();
    AlignedBuffer<T>                            products(2 * Batch * m_Width);
    AlignedBuffer<T>                            sums(2 * Batch * columns);
    AlignedBuffer<Complex>                      linear(m_Width);
    AlignedBuffer<Complex>                      factor(m_Width);
    std::vector<typename LagTable<T>::Rotation> rotations;
    std::fill_n(values, m_Lags.NumberOfLags(), std::complex<double>{});
    for (std::size_t begin = 0; begin < m_Rows.size(); begin += Batch)
    {
      const std::size_t count = std::min(Batch, m_Rows.size() - begin);
      products.Fill(T(0));
      for (std::size_t b = 0; b < count; ++b)
      {
        const Row & row = m_Rows[begin + b];
        T * const   real = products.data() + 2 * b * m_Width;
        this->ForEachRun(row, [&](const Run & run) {
          this->LoadLinear(half, row, run, linear.data());
          this->LoadFactor(spectrum, row, run, factor.data());
          GetArrayKernels<T>().complexProducts(Reals(linear.data()),
                                               Reals(factor.data()),
                                               run.length,
                                               real + (run.kx - m_First),
                                               real + m_Width + (run.kx - m_First));
        });
      }
      GetMatrixKernels<T>().innerProducts(
        m_Lags.Table().data(), m_Width, columns, products.data(), m_Width, 2 * count, m_Width, sums.data());
      for (std::size_t b = 0; b < count; ++b)
      {
        const T * const ofReal = sums.data() + 2 * b * columns;
        const T * const ofImaginary = ofReal + columns;
        m_Lags.RotationsOfRow(m_Rows[begin + b].row, rotations);
        for (std::size_t i = 0; i < rotations.size(); ++i)
        {
          const auto & r = rotations[i];
          const double along = ofReal[r.column] + r.sign * ofImaginary[r.column + 1];
          const double across = ofImaginary[r.column] - r.sign * ofReal[r.column + 1];
          values[i] += std::complex<double>(along * r.cosine + across * r.sine, across * r.cosine - along * r.sine);
        }
      }
    }
    const double scaling = 1.0 / static_cast<double>(m_Full.NumberOfPixels()) / this->LevelPixels();
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
    const T scaling = static_cast<T>(1.0 / static_cast<double>(m_Full.NumberOfPixels()) / this->LevelPixels());
    AlignedBuffer<Complex> linear(m_Width);
    this->ForEachRunWithSum(weights, [&](const Row & row, const Run & run, const T * real, const T * imaginary) {
      this->LoadLinear(half, row, run, linear.data());
      this->AddToMap(linear.data(), real, imaginary, scaling, row, run, gradient);
    });
  }

  /** Adds the spectrum of the gradient with respect to a, as a complex map on the grid `own` that holds psi. */
  void
  AddLinearGradient(const Complex *              spectrum,
                    const std::complex<double> * weights,
                    const Grid &                 own,
                    Complex *                    gradient) const
  {
    const T                scaling = static_cast<T>(1.0 / this->LevelPixels());
    AlignedBuffer<Complex> factor(m_Width);
    this->ForEachRunWithSum(weights, [&](const Row & row, const Run & run, const T * real, const T * imaginary) {
      this->LoadFactor(spectrum, row, run, factor.data());
      Complex * const out = gradient + static_cast<std::size_t>(RowOnLevel(m_Full, own, row.row)) * own.size[0] +
                            FrequencyBin(run.kx, own.size[0]);
      GetArrayKernels<T>().addConjugateProducts(Reals(factor.data()), real, imaginary, run.length, scaling, Reals(out));
    });
  }

  /** As AddLinearGradient, of an even filter: adds the half spectrum of a real map on the grid `own`. */
  void
  AddEvenGradient(const Complex *              spectrum,
                  const std::complex<double> * weights,
                  const Grid &                 own,
                  Complex *                    half) const
  {
    AlignedBuffer<Complex> whole(own.NumberOfPixels());
    this->AddLinearGradient(spectrum, weights, own, whole.data());
    for (std::size_t row = 0; row < own.size[1] * own.size[2]; ++row)
    {
      const Complex * const direct = whole.data() + row * own.size[0];
      const Complex * const opposite = whole.data() + MirroredRow(own, row) * own.size[0];
      for (std::size_t k = 0; k < own.HalfWidth(); ++k)
      {
        half[row * own.HalfWidth() + k] += T(0.5) * (direct[k] + std::conj(opposite[(own.size[0] - k) % own.size[0]]));
      }
    }
  }

  /** Rows of the level that a map's spectrum is read or written on. */
  template <typename TInsert>
  void
  InsertRows(const TInsert & insert) const
  {
    for (const Row & row : m_Rows)
    {
      insert(m_IsPseudo ? MirroredRow(m_Level, row.levelRow) : row.levelRow);
    }
  }

private:
  static constexpr std::size_t Batch = 8; // rows at a time

  struct Run
  {
    long        kx;
    std::size_t length;
    std::size_t offset;
  };
  struct Row
  {
    std::size_t row;
    std::size_t levelRow;
    std::size_t runBegin;
    std::size_t runEnd;
  };

  static T *
  Reals(Complex * values)
  {
    return reinterpret_cast<T *>(values);
  }
  static const T *
  Reals(const Complex * values)
  {
    return reinterpret_cast<const T *>(values);
  }

  std::size_t
  NumberOfColumns() const
  {
    return static_cast<std::size_t>(m_Lags.NumberOfColumns());
  }
  double
  LevelPixels() const
  {
    return static_cast<double>(m_Level.NumberOfPixels());
  }

  template <typename TBody>
  void
  ForEachRun(const Row & row, const TBody & body) const
  {
    for (std::size_t r = row.runBegin; r < row.runEnd; ++r)
    {
      body(m_Runs[r]);
    }
  }

  // Calls body(row, run, real, imaginary) with G(w) = sum_i conj(weights[i]) exp(-i w.lag_i) along the run.
  template <typename TBody>
  void
  ForEachRunWithSum(const std::complex<double> * weights, const TBody & body) const
  {
    const std::size_t                           columns = this->NumberOfColumns();
    AlignedBuffer<T>                            coefficients(2 * Batch * columns);
    AlignedBuffer<T>                            sums(2 * Batch * m_Width);
    std::vector<typename LagTable<T>::Rotation> rotations;
    for (std::size_t begin = 0; begin < m_Rows.size(); begin += Batch)
    {
      const std::size_t count = std::min(Batch, m_Rows.size() - begin);
      coefficients.Fill(T(0));
      for (std::size_t b = 0; b < count; ++b)
      {
        T * const ofReal = coefficients.data() + 2 * b * columns;
        T * const ofImaginary = ofReal + columns;
        m_Lags.RotationsOfRow(m_Rows[begin + b].row, rotations);
        for (std::size_t i = 0; i < rotations.size(); ++i)
        {
          const auto & r = rotations[i];
          const double re = weights[i].real() * r.cosine - weights[i].imag() * r.sine;
          const double im = -weights[i].real() * r.sine - weights[i].imag() * r.cosine;
          ofReal[r.column] += static_cast<T>(re);
          ofReal[r.column + 1] += static_cast<T>(r.sign * im);
          ofImaginary[r.column] += static_cast<T>(im);
          ofImaginary[r.column + 1] -= static_cast<T>(r.sign * re);
        }
      }
      sums.Fill(T(0));
      GetMatrixKernels<T>().addCombinationsTransposed(
        m_Lags.Table().data(), m_Width, columns, coefficients.data(), sums.data(), m_Width, 2 * count, m_Width);
      for (std::size_t b = 0; b < count; ++b)
      {
        const T * const real = sums.data() + 2 * b * m_Width;
        this->ForEachRun(m_Rows[begin + b], [&](const Run & run) {
          body(m_Rows[begin + b], run, real + (run.kx - m_First), real + m_Width + (run.kx - m_First));
        });
      }
    }
  }

  // psi^ x^ along a run.
  void
  LoadLinear(const Complex * half, const Row & row, const Run & run, Complex * out) const
  {
    const T * const filter = m_Filter.values.data() + run.offset;
    if (run.kx >= 0)
    {
      const Complex * const x = half + row.row * m_Full.HalfWidth() + run.kx;
      GetArrayKernels<T>().filter(filter, Reals(x), run.length, T(1), Reals(out));
    }
    else
    {
      const Complex * const x = half + MirroredRow(m_Full, row.row) * m_Full.HalfWidth() - run.kx;
      GetArrayKernels<T>().filterMirrored(filter, Reals(x), run.length, T(1), Reals(out));
    }
  }

  // conj(B(w)), or B(-w) of pseudo-covariances: equal for real maps.
  void
  LoadFactor(const Complex * spectrum, const Row & row, const Run & run, Complex * out) const
  {
    if (m_IsReal && run.kx < 0)
    {
      const Complex * const b = spectrum + MirroredRow(m_Level, row.levelRow) * m_Level.HalfWidth() - run.kx;
      for (std::size_t i = 0; i < run.length; ++i)
      {
        out[i] = *(b - i);
      }
    }
    else if (m_IsReal || !m_IsPseudo)
    {
      const Complex * const b = m_IsReal
                                  ? spectrum + row.levelRow * m_Level.HalfWidth() + run.kx
                                  : spectrum + row.levelRow * m_Level.size[0] + FrequencyBin(run.kx, m_Level.size[0]);
      for (std::size_t i = 0; i < run.length; ++i)
      {
        out[i] = std::conj(b[i]);
      }
    }
    else
    {
      const Complex * const b = spectrum + MirroredRow(m_Level, row.levelRow) * m_Level.size[0];
      for (std::size_t i = 0; i < run.length; ++i)
      {
        out[i] = b[FrequencyBin(-(run.kx + static_cast<long>(i)), m_Level.size[0])];
      }
    }
  }

  void
  AddToMap(const Complex * linear,
           const T *       real,
           const T *       imaginary,
           T               scaling,
           const Row &     row,
           const Run &     run,
           Complex *       gradient) const
  {
    const ArrayKernels<T> & kernels = GetArrayKernels<T>();
    const std::size_t       width = m_Level.size[0];
    const std::size_t       mirrored = MirroredRow(m_Level, row.levelRow);
    const auto              product = [&](std::size_t i) {
      return scaling * Complex(linear[i].real() * real[i] - linear[i].imag() * imaginary[i],
                               linear[i].real() * imaginary[i] + linear[i].imag() * real[i]);
    };
    if (!m_IsReal && !m_IsPseudo)
    {
      Complex * const out = gradient + row.levelRow * width + FrequencyBin(run.kx, width);
      kernels.addComplexProducts(Reals(linear), real, imaginary, run.length, scaling, Reals(out));
      return;
    }
    if (!m_IsReal)
    {
      for (std::size_t i = 0; i < run.length; ++i)
      {
        gradient[mirrored * width + FrequencyBin(-(run.kx + static_cast<long>(i)), width)] += std::conj(product(i));
      }
      return;
    }
    // Half of the Hermitian part; the frequencies with kx > 0 stand for their opposites too.
    Complex * const opposite = gradient + mirrored * m_Level.HalfWidth();
    if (run.kx < 0)
    {
      for (std::size_t i = 0; i < run.length; ++i)
      {
        opposite[-(run.kx + static_cast<long>(i))] += T(0.5) * std::conj(product(i));
      }
      return;
    }
    Complex * const out = gradient + row.levelRow * m_Level.HalfWidth() + run.kx;
    kernels.addComplexProducts(Reals(linear), real, imaginary, run.length, T(0.5) * scaling, Reals(out));
    for (std::size_t i = 0; i < run.length; ++i)
    {
      const long kx = run.kx + static_cast<long>(i);
      if (kx == 0 || (width % 2 == 0 && kx == static_cast<long>(width / 2)))
      {
        opposite[kx] += T(0.5) * std::conj(product(i));
      }
    }
  }

  const BandFilter<T> & m_Filter;
  Grid                  m_Full;
  Grid                  m_Level;
  bool                  m_IsReal;
  bool                  m_IsPseudo;
  std::vector<Row>      m_Rows;
  std::vector<Run>      m_Runs;
  long                  m_First{ 0 }; // signed frequencies m_First .. m_First + m_Width - 1 along axis 0
  std::size_t           m_Width{ 1 };
  LagTable<T>           m_Lags;
};
} // namespace phaseharmonics

#endif
