// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phFeatureColumnsInternal_h
#define phFeatureColumnsInternal_h

#include "phAlignedBuffer.h"
#include "phGramPlanInternal.h"

#include <cmath>
#include <complex>
#include <cstring>

namespace phaseharmonics
{
/** Columns of one tile of pixels, from wavelet coefficients, and the gradient of the coefficients from that of the
 *  columns. Loops run over pixels with separate real and imaginary arrays, so that compilers vectorize them. */
template <typename T>
class FeatureColumns
{
public:
  using Complex = std::complex<T>;

  FeatureColumns(const GramPlan::Level & level, std::size_t tile, unsigned int numberOfPhases)
    : m_Level(level)
    , m_Tile(tile)
    , m_NumberOfPhases(numberOfPhases)
    , m_Scratch(7 * tile)
  {}

  /** Where the maps of a group start: all orientations, one after the other, at `stride` pixels. */
  struct Maps
  {
    const Complex * coefficients{ nullptr };
    const T *       real{ nullptr };
    std::size_t     stride{ 0 };
  };

  /** Means to subtract: of real and imaginary part for each map of each group. */
  using Means = std::vector<std::vector<Complex>>;

  /** columns(pixel, column), pixel fastest, `tile` pixels apart. `count` pixels from `begin` are filled, the
   *  rest of the tile is zero. */
  void
  Fill(const std::vector<Maps> & maps, const Means & means, std::size_t begin, std::size_t count, T * columns)
  {
    for (std::size_t g = 0; g < m_Level.groups.size(); ++g)
    {
      const GramPlan::Group & group = m_Level.groups[g];
      for (std::size_t m = 0; m < group.numberOfMaps; ++m)
      {
        T * const     out = columns + (group.column + m) * m_Tile;
        T * const     outImaginary = out + group.numberOfMaps * m_Tile;
        const Complex mean = means[g][m];
        if (maps[g].real != nullptr)
        {
          const T * const in = maps[g].real + m * maps[g].stride + begin;
          for (std::size_t i = 0; i < count; ++i)
          {
            out[i] = in[i] - mean.real();
          }
        }
        else
        {
          this->Split(maps[g].coefficients + m * maps[g].stride + begin, count);
          this->FillFromCoefficients(group, mean, count, out, outImaginary);
        }
        std::fill(out + count, out + m_Tile, T(0));
        if (group.source == GramPlan::Source::Power)
        {
          std::fill(outImaginary + count, outImaginary + m_Tile, T(0));
        }
      }
    }
  }

  /** Adds to `gradients` (same layout as the coefficients of the group) what the columns' gradient gives. */
  void
  AddGradient(const GramPlan::Group & group,
              std::size_t             map,
              const Complex *         coefficients,
              const T *               columnGradients,
              std::size_t             count,
              Complex *               gradients)
  {
    const T * const g = columnGradients + (group.column + map) * m_Tile;
    const T * const gImaginary = g + group.numberOfMaps * m_Tile;
    T * const       out = reinterpret_cast<T *>(gradients);
    if (group.source == GramPlan::Source::Power && group.harmonic == 1)
    {
      for (std::size_t i = 0; i < count; ++i)
      {
        out[2 * i] += g[i];
        out[2 * i + 1] += gImaginary[i];
      }
      return;
    }
    this->Split(coefficients, count);
    const T * const re = this->Real();
    const T * const im = this->Imaginary();
    if (group.source == GramPlan::Source::Rectified)
    {
      const Complex rotation = this->Rotation(group.harmonic);
      const T       c = rotation.real();
      const T       s = rotation.imag();
      for (std::size_t i = 0; i < count; ++i)
      {
        const T passed = c * re[i] - s * im[i] > T(0) ? g[i] : T(0);
        out[2 * i] += c * passed;
        out[2 * i + 1] -= s * passed;
      }
      return;
    }
    this->ComputePhases(count);
    const T * const er = this->PhaseReal();
    const T * const ei = this->PhaseImaginary();
    if (group.source == GramPlan::Source::Modulus)
    {
      for (std::size_t i = 0; i < count; ++i)
      {
        out[2 * i] += er[i] * g[i];
        out[2 * i + 1] += ei[i] * g[i];
      }
      return;
    }
    this->ComputePowers(static_cast<unsigned int>(group.harmonic), count);
    const T * const pr = this->PowerReal();
    const T * const pi = this->PowerImaginary();
    const T         k = static_cast<T>(group.harmonic);
    for (std::size_t i = 0; i < count; ++i)
    {
      const T along = g[i] * pr[i] + gImaginary[i] * pi[i];
      const T across = k * (gImaginary[i] * pr[i] - g[i] * pi[i]);
      out[2 * i] += er[i] * along - ei[i] * across;
      out[2 * i + 1] += ei[i] * along + er[i] * across;
    }
  }

  /** e^{i 2 pi n / A} of phase number n. */
  Complex
  Rotation(int phase) const
  {
    const double angle = 2.0 * 3.14159265358979323846 * phase / m_NumberOfPhases;
    return { static_cast<T>(std::cos(angle)), static_cast<T>(std::sin(angle)) };
  }

private:
  T *
  Real()
  {
    return m_Scratch.data();
  }
  T *
  Imaginary()
  {
    return m_Scratch.data() + m_Tile;
  }
  T *
  Modulus()
  {
    return m_Scratch.data() + 2 * m_Tile;
  }
  T *
  PhaseReal()
  {
    return m_Scratch.data() + 3 * m_Tile;
  }
  T *
  PhaseImaginary()
  {
    return m_Scratch.data() + 4 * m_Tile;
  }
  T *
  PowerReal()
  {
    return m_Scratch.data() + 5 * m_Tile;
  }
  T *
  PowerImaginary()
  {
    return m_Scratch.data() + 6 * m_Tile;
  }

  void
  Split(const Complex * z, std::size_t count)
  {
    const T * const in = reinterpret_cast<const T *>(z);
    T * const       re = this->Real();
    T * const       im = this->Imaginary();
    for (std::size_t i = 0; i < count; ++i)
    {
      re[i] = in[2 * i];
      im[i] = in[2 * i + 1];
    }
  }

  void
  ComputePhases(std::size_t count)
  {
    const T * const re = this->Real();
    const T * const im = this->Imaginary();
    T * const       modulus = this->Modulus();
    T * const       er = this->PhaseReal();
    T * const       ei = this->PhaseImaginary();
    for (std::size_t i = 0; i < count; ++i)
    {
      modulus[i] = std::sqrt(re[i] * re[i] + im[i] * im[i]);
      const T inverse = modulus[i] > T(0) ? T(1) / modulus[i] : T(0);
      er[i] = re[i] * inverse;
      ei[i] = im[i] * inverse;
    }
  }

  // Left-to-right binary powers of the unit phases.
  void
  ComputePowers(unsigned int k, std::size_t count)
  {
    const T * const er = this->PhaseReal();
    const T * const ei = this->PhaseImaginary();
    T * const       pr = this->PowerReal();
    T * const       pi = this->PowerImaginary();
    std::copy_n(er, count, pr);
    std::copy_n(ei, count, pi);
    unsigned int bit = 1;
    while (2 * bit <= k)
    {
      bit *= 2;
    }
    for (bit /= 2; bit > 0; bit /= 2)
    {
      for (std::size_t i = 0; i < count; ++i)
      {
        const T real = pr[i] * pr[i] - pi[i] * pi[i];
        pi[i] = T(2) * pr[i] * pi[i];
        pr[i] = real;
      }
      if (k & bit)
      {
        for (std::size_t i = 0; i < count; ++i)
        {
          const T real = pr[i] * er[i] - pi[i] * ei[i];
          pi[i] = pr[i] * ei[i] + pi[i] * er[i];
          pr[i] = real;
        }
      }
    }
  }

  void
  FillFromCoefficients(const GramPlan::Group & group, Complex mean, std::size_t count, T * out, T * outImaginary)
  {
    const T * const re = this->Real();
    const T * const im = this->Imaginary();
    switch (group.source)
    {
      case GramPlan::Source::Rectified: {
        const Complex rotation = this->Rotation(group.harmonic);
        for (std::size_t i = 0; i < count; ++i)
        {
          const T value = rotation.real() * re[i] - rotation.imag() * im[i];
          out[i] = (value > T(0) ? value : T(0)) - mean.real();
        }
        break;
      }
      case GramPlan::Source::Modulus:
        for (std::size_t i = 0; i < count; ++i)
        {
          out[i] = std::sqrt(re[i] * re[i] + im[i] * im[i]) - mean.real();
        }
        break;
      default:
        if (group.harmonic == 1)
        {
          for (std::size_t i = 0; i < count; ++i)
          {
            out[i] = re[i] - mean.real();
            outImaginary[i] = im[i] - mean.imag();
          }
          break;
        }
        this->ComputePhases(count);
        this->ComputePowers(static_cast<unsigned int>(group.harmonic), count);
        for (std::size_t i = 0; i < count; ++i)
        {
          out[i] = this->Modulus()[i] * this->PowerReal()[i] - mean.real();
          outImaginary[i] = this->Modulus()[i] * this->PowerImaginary()[i] - mean.imag();
        }
    }
  }

  const GramPlan::Level & m_Level;
  std::size_t             m_Tile;
  unsigned int            m_NumberOfPhases;
  AlignedBuffer<T>        m_Scratch;
};
} // namespace phaseharmonics

#endif
