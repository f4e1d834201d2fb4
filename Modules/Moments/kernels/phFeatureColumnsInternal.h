// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phFeatureColumnsInternal_h
#define phFeatureColumnsInternal_h

#include "phGramPlanInternal.h"
#include "phHarmonicKernelsInternal.h"

#include <algorithm>
#include <cmath>
#include <complex>

namespace phaseharmonics
{
/** Columns of one tile of pixels, from wavelet coefficients, and the gradient of the coefficients from that of the
 *  columns. */
template <typename T>
class FeatureColumns
{
public:
  using Complex = std::complex<T>;

  FeatureColumns(const GramPlan::Level & level, std::size_t tile, unsigned int numberOfPhases)
    : m_Level(level)
    , m_Tile(tile)
    , m_NumberOfPhases(numberOfPhases)
    , m_Kernels(GetHarmonicKernels<T>())
  {}

  /** Where the maps of a group start: one for each orientation, at `stride` values. */
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
  Fill(const std::vector<Maps> & maps, const Means & means, std::size_t begin, std::size_t count, T * columns) const
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
          this->FillFromCoefficients(
            group, maps[g].coefficients + m * maps[g].stride + begin, mean, count, out, outImaginary);
        }
        std::fill(out + count, out + m_Tile, T(0));
        if (group.source == GramPlan::Source::Power)
        {
          std::fill(outImaginary + count, outImaginary + m_Tile, T(0));
        }
      }
    }
  }

  /** Adds to `gradient` what the gradient of the columns of one map of a group gives to its coefficients. */
  void
  AddGradient(const GramPlan::Group & group,
              std::size_t             map,
              const Complex *         coefficients,
              const T *               columnGradients,
              std::size_t             count,
              Complex *               gradient) const
  {
    const T * const g = columnGradients + (group.column + map) * m_Tile;
    const T * const z = Reals(coefficients);
    T * const       out = Reals(gradient);
    switch (group.source)
    {
      case GramPlan::Source::Rectified: {
        const Complex rotation = Rotation(group.harmonic, m_NumberOfPhases);
        m_Kernels.addRectifiedAdjoint(z, count, rotation.real(), rotation.imag(), g, out);
        break;
      }
      case GramPlan::Source::Modulus:
        m_Kernels.addModulusAdjoint(z, count, g, out);
        break;
      default:
        m_Kernels.addPowerAdjoint(
          z, count, static_cast<unsigned int>(group.harmonic), g, g + group.numberOfMaps * m_Tile, out);
    }
  }

  /** e^{i 2 pi n / A} of phase number n. */
  static Complex
  Rotation(int phase, unsigned int numberOfPhases)
  {
    const double angle = 2.0 * 3.14159265358979323846 * phase / numberOfPhases;
    return { static_cast<T>(std::cos(angle)), static_cast<T>(std::sin(angle)) };
  }

private:
  static const T *
  Reals(const Complex * values)
  {
    return reinterpret_cast<const T *>(values);
  }
  static T *
  Reals(Complex * values)
  {
    return reinterpret_cast<T *>(values);
  }

  void
  FillFromCoefficients(const GramPlan::Group & group,
                       const Complex *         coefficients,
                       Complex                 mean,
                       std::size_t             count,
                       T *                     out,
                       T *                     outImaginary) const
  {
    const T * const z = Reals(coefficients);
    switch (group.source)
    {
      case GramPlan::Source::Rectified: {
        const Complex rotation = Rotation(group.harmonic, m_NumberOfPhases);
        m_Kernels.rectified(z, count, rotation.real(), rotation.imag(), mean.real(), out);
        break;
      }
      case GramPlan::Source::Modulus:
        m_Kernels.modulus(z, count, mean.real(), out);
        break;
      default:
        m_Kernels.power(
          z, count, static_cast<unsigned int>(group.harmonic), mean.real(), mean.imag(), out, outImaginary);
    }
  }

  const GramPlan::Level &    m_Level;
  std::size_t                m_Tile;
  unsigned int               m_NumberOfPhases;
  const HarmonicKernels<T> & m_Kernels;
};
} // namespace phaseharmonics

#endif
