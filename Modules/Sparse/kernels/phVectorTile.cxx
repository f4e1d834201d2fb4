// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phVectorTileInternal.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace phaseharmonics
{
template <typename T>
VectorTile<T>::VectorTile(const DictionaryMatrices<T> & matrices)
  : m_Matrices(matrices)
  , m_Kernels(GetSparseKernels<T>())
  , m_Vectors(matrices.length * SparseLanes)
  , m_Residuals(matrices.length * SparseLanes)
  , m_Codes{ AlignedBuffer<T>(matrices.atoms * SparseLanes), AlignedBuffer<T>(matrices.atoms * SparseLanes) }
  , m_Gradients{ AlignedBuffer<T>(matrices.atoms * SparseLanes), AlignedBuffer<T>(matrices.atoms * SparseLanes) }
  , m_Indices(matrices.atoms * SparseLanes)
  , m_Values(matrices.atoms * SparseLanes)
  , m_Row(matrices.length)
{}

template <typename T>
void
VectorTile<T>::SetVector(std::size_t lane, const T * vector)
{
  double sum = 0.0;
  for (std::size_t i = 0; i < m_Matrices.length; ++i)
  {
    const T value = vector == nullptr ? T(0) : vector[i];
    m_Vectors[i * SparseLanes + lane] = value;
    sum += static_cast<double>(value) * static_cast<double>(value);
  }
  m_VectorSquared[lane] = sum;
  for (std::size_t k = 0; k < m_Matrices.atoms; ++k)
  {
    m_Codes[0][k * SparseLanes + lane] = T(0);
    m_Codes[1][k * SparseLanes + lane] = T(0);
  }
}

template <typename T>
void
VectorTile<T>::SetCode(std::size_t lane, const T * code, bool isNonNegative)
{
  for (std::size_t k = 0; k < m_Matrices.atoms; ++k)
  {
    m_Codes[0][k * SparseLanes + lane] = isNonNegative ? std::max(code[k], T(0)) : code[k];
  }
}

template <typename T>
std::size_t
VectorTile<T>::StoreCode(std::size_t lane, T * code) const
{
  std::size_t support = 0;
  for (std::size_t k = 0; k < m_Matrices.atoms; ++k)
  {
    code[k] = m_Codes[0][k * SparseLanes + lane];
    support += code[k] != T(0) ? 1 : 0;
  }
  return support;
}

template <typename T>
void
VectorTile<T>::ComputeResiduals()
{
  // Rows of the dictionary are added at a third of the rate of products of tiles, but zeros cost nothing. Both ways
  // give the same bits.
  m_Kernels.collect(m_Codes[0].data(), m_Matrices.atoms, m_Indices.data(), m_Values.data(), m_Counts.data());
  const std::size_t support = std::accumulate(m_Counts.begin(), m_Counts.end(), std::size_t{ 0 });
  if (4 * support > m_Matrices.atoms * SparseLanes)
  {
    m_Kernels.residuals(m_Matrices.transpose.data(),
                        m_Matrices.transposeStride,
                        m_Matrices.length,
                        m_Matrices.atoms,
                        m_Codes[0].data(),
                        m_Vectors.data(),
                        m_Residuals.data());
    return;
  }
  for (std::size_t lane = 0; lane < SparseLanes; ++lane)
  {
    for (std::size_t i = 0; i < m_Matrices.length; ++i)
    {
      m_Row[i] = m_Vectors[i * SparseLanes + lane];
    }
    m_Kernels.subtractRows(m_Matrices.rows.data(),
                           m_Matrices.atomStride,
                           m_Indices.data() + lane * m_Matrices.atoms,
                           m_Values.data() + lane * m_Matrices.atoms,
                           m_Counts[lane],
                           m_Row.data(),
                           m_Matrices.length);
    for (std::size_t i = 0; i < m_Matrices.length; ++i)
    {
      m_Residuals[i * SparseLanes + lane] = m_Row[i];
    }
  }
}

template <typename T>
void
VectorTile<T>::Evaluate(bool isNonNegative)
{
  this->ComputeResiduals();
  std::swap(m_Gradients[0], m_Gradients[1]);
  m_Kernels.products(m_Matrices.rows.data(),
                     m_Matrices.atomStride,
                     m_Matrices.atoms,
                     m_Matrices.length,
                     m_Residuals.data(),
                     m_Gradients[0].data());
  m_Kernels.measureCodes(
    m_Codes[0].data(), m_Gradients[0].data(), m_Matrices.atoms, isNonNegative, m_L1.data(), m_Largest.data());
  m_Kernels.innerProducts(m_Residuals.data(), m_Residuals.data(), m_Matrices.length, m_ResidualSquared.data());
  m_Kernels.innerProducts(m_Residuals.data(), m_Vectors.data(), m_Matrices.length, m_ResidualVector.data());
}

template <typename T>
SparseCodeMeasures
VectorTile<T>::GetMeasures(std::size_t lane) const
{
  return { m_ResidualSquared[lane],
           m_ResidualVector[lane],
           m_VectorSquared[lane],
           m_L1[lane],
           static_cast<double>(m_Largest[lane]) };
}

template <typename T>
const typename VectorTile<T>::LaneValues &
VectorTile<T>::Step(const T *          stepOfRow,
                    const LaneValues & stepOfLane,
                    const LaneValues & threshold,
                    const LaneValues & momentum,
                    bool               isNonNegative)
{
  const ShrinkageStep<T> parameters{ m_Matrices.atoms, stepOfRow,       stepOfLane.data(),
                                     threshold.data(), momentum.data(), isNonNegative };
  m_Kernels.step(
    parameters, m_Codes[0].data(), m_Codes[1].data(), m_Gradients[0].data(), m_Gradients[1].data(), m_Restart.data());
  std::swap(m_Codes[0], m_Codes[1]);
  return m_Restart;
}

template <typename T>
void
VectorTile<T>::Revert(std::size_t lane)
{
  for (std::size_t k = 0; k < m_Matrices.atoms; ++k)
  {
    m_Codes[0][k * SparseLanes + lane] = m_Codes[1][k * SparseLanes + lane];
    m_Gradients[0][k * SparseLanes + lane] = m_Gradients[1][k * SparseLanes + lane];
  }
}

template class VectorTile<float>;
template class VectorTile<double>;
} // namespace phaseharmonics
