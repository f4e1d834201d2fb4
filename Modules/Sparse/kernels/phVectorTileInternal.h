// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phVectorTileInternal_h
#define phVectorTileInternal_h

#include "phSparseKernelsInternal.h"
#include "phVectorCoderInternal.h"

#include <array>

namespace phaseharmonics
{
/** Vectors, codes and gradients of as many vectors as there are lanes, and steps of iterative shrinkage on them. */
template <typename T>
class VectorTile
{
public:
  using LaneValues = std::array<T, SparseLanes>;

  explicit VectorTile(const DictionaryMatrices<T> & matrices);

  /** A lane gets this vector and the code zero; from nullptr, zeros. */
  void
  SetVector(std::size_t lane, const T * vector);
  void
  SetCode(std::size_t lane, const T * code, bool isNonNegative);
  std::size_t
  StoreCode(std::size_t lane, T * code) const;

  /** r = y - D z, g = D^T r, and what a report needs of every lane. */
  void
  Evaluate(bool isNonNegative);

  SparseCodeMeasures
  GetMeasures(std::size_t lane) const;

  /** A step of shrinkage from code and gradient, extrapolated from those before them by the momentum. Returns by lane
   *  <v - z+, z+ - z>, positive where the momentum points uphill. */
  const LaneValues &
  Step(const T *          stepOfRow,
       const LaneValues & stepOfLane,
       const LaneValues & threshold,
       const LaneValues & momentum,
       bool               isNonNegative);

  /** Takes one lane back to where it was before the last step. */
  void
  Revert(std::size_t lane);

private:
  void
  ComputeResiduals();

  const DictionaryMatrices<T> &        m_Matrices;
  const SparseKernels<T> &             m_Kernels;
  AlignedBuffer<T>                     m_Vectors;
  AlignedBuffer<T>                     m_Residuals;
  std::array<AlignedBuffer<T>, 2>      m_Codes;
  std::array<AlignedBuffer<T>, 2>      m_Gradients;
  AlignedBuffer<std::uint32_t>         m_Indices;
  AlignedBuffer<T>                     m_Values;
  AlignedBuffer<T>                     m_Row;
  std::array<std::size_t, SparseLanes> m_Counts{};
  std::array<double, SparseLanes>      m_VectorSquared{};
  std::array<double, SparseLanes>      m_ResidualSquared{};
  std::array<double, SparseLanes>      m_ResidualVector{};
  std::array<double, SparseLanes>      m_L1{};
  alignas(64) LaneValues m_Largest{};
  alignas(64) LaneValues m_Restart{};
};
} // namespace phaseharmonics

#endif
