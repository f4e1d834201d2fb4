// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phPredictionColumnsInternal_h
#define phPredictionColumnsInternal_h

#include "phAlignedBuffer.h"
#include "phHarmonicPrediction.h"

#include <array>
#include <complex>
#include <vector>

namespace phaseharmonics
{
/** Columns of a regression for tiles of samples: the constant, features at all lags, targets. */
template <typename T>
class PredictionColumns
{
public:
  using Complex = std::complex<T>;
  /** Rows of a tile, and the distance of its columns. */
  static constexpr std::size_t Tile = 256;

  PredictionColumns(const Grid & grid, const HarmonicPredictionOptions & options);

  std::size_t
  GetNumberOfPredictors() const
  {
    return m_NumberOfPredictors;
  }
  std::size_t
  GetNumberOfColumns() const
  {
    return m_NumberOfPredictors + 3 * m_Orientations;
  }
  const std::vector<PredictionFeature> &
  GetFeatures() const
  {
    return m_Features;
  }

  /** Pixels every `stride` pixels along each axis. */
  std::size_t
  NumberOfSamples(unsigned int stride) const;

  /** Value of the first column. */
  void
  SetConstant(double constant)
  {
    m_Constant = static_cast<T>(constant);
  }

  /** Map of a complex feature, or of a modulus. */
  Complex *
  FeatureMap(std::size_t feature)
  {
    return m_Maps[feature].data();
  }
  T *
  ModulusMap(std::size_t feature)
  {
    return m_Moduli[feature].data();
  }
  Complex *
  TargetMap(std::size_t orientation)
  {
    return m_Targets[orientation].data();
  }

  /** Samples begin .. begin + count, at most Tile; the rest of the tile is zero. */
  void
  FillPredictors(std::size_t begin, std::size_t count, unsigned int stride, T * columns) const;
  void
  FillTargets(std::size_t begin, std::size_t count, unsigned int stride, T * columns) const;

private:
  using Indices = std::array<std::size_t, Tile>;
  void
  FillIndices(std::size_t                begin,
              std::size_t                count,
              unsigned int               stride,
              const std::array<int, 3> & lag,
              Indices &                  indices) const;

  Grid                                m_Grid;
  std::size_t                         m_Orientations;
  std::vector<PredictionFeature>      m_Features;
  std::vector<std::array<int, 3>>     m_Lags;
  std::vector<std::size_t>            m_FirstColumn; // of each feature
  std::size_t                         m_NumberOfPredictors;
  std::vector<AlignedBuffer<Complex>> m_Maps;
  std::vector<AlignedBuffer<T>>       m_Moduli;
  std::vector<AlignedBuffer<Complex>> m_Targets;
  T                                   m_Constant{ 1 };
};

/** Displacements to the neighbors that predict. */
std::vector<std::array<int, 3>>
ListPredictionLags(unsigned int dimension, PredictionNeighborhood neighborhood);

/** Predictors by kind; each begins with the constant. */
struct PredictorGroups
{
  std::vector<std::size_t> all;
  std::vector<std::size_t> linear;
  std::vector<std::size_t> moduli;
};
PredictorGroups
GroupPredictors(unsigned int dimension, const HarmonicPredictionOptions & options);

extern template class PredictionColumns<float>;
extern template class PredictionColumns<double>;
} // namespace phaseharmonics

#endif
