// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phAnalyticWeightsInternal.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace phaseharmonics
{
template <typename T>
UnrolledTile<T>::UnrolledTile(const DictionaryMatrices<T> & dictionary,
                              const DictionaryMatrices<T> & weights,
                              std::size_t                   layers)
  : m_Dictionary(dictionary)
  , m_Weights(weights)
  , m_Layers(layers)
  , m_Vectors(dictionary.length * SparseLanes)
  , m_Residuals(dictionary.length * SparseLanes)
  , m_Codes(dictionary.atoms * SparseLanes)
  , m_Directions(std::max<std::size_t>(1, layers) * dictionary.atoms * SparseLanes)
  , m_Spared(std::max<std::size_t>(1, layers) * SparseLanes)
{
  if (layers > 0)
  {
    m_Targets = AlignedBuffer<T>(m_Codes.size());
    m_Work = AlignedBuffer<T>(m_Codes.size());
    m_StoredCodes = AlignedBuffer<T>(layers * m_Codes.size());
  }
}

template <typename T>
void
UnrolledTile<T>::SetVectors(const T * const * vectors, std::size_t count)
{
  m_Count = count;
  for (std::size_t lane = 0; lane < SparseLanes; ++lane)
  {
    for (std::size_t i = 0; i < m_Dictionary.length; ++i)
    {
      m_Vectors[i * SparseLanes + lane] = lane < count ? vectors[lane][i] : T(0);
    }
  }
  m_Codes.Fill(T(0));
}

template <typename T>
void
UnrolledTile<T>::SetTargets(const T * const * codes, std::size_t count)
{
  for (std::size_t lane = 0; lane < SparseLanes; ++lane)
  {
    for (std::size_t k = 0; k < m_Dictionary.atoms; ++k)
    {
      m_Targets[k * SparseLanes + lane] = lane < count ? codes[lane][k] : T(0);
    }
  }
}

template <typename T>
void
UnrolledTile<T>::ComputeDirection(std::size_t layer)
{
  const auto & kernels = GetSparseKernels<T>();
  kernels.residuals(m_Dictionary.transpose.data(),
                    m_Dictionary.transposeStride,
                    m_Dictionary.length,
                    m_Dictionary.atoms,
                    m_Codes.data(),
                    m_Vectors.data(),
                    m_Residuals.data());
  kernels.products(m_Weights.rows.data(),
                   m_Weights.atomStride,
                   m_Weights.atoms,
                   m_Weights.length,
                   m_Residuals.data(),
                   this->Direction(layer));
}

template <typename T>
UnrolledLayer<T>
UnrolledTile<T>::Prepare(std::size_t layer,
                         double      step,
                         double      threshold,
                         double      spared,
                         bool        isNonNegative,
                         bool        isSelecting)
{
  T *        least = m_Spared.data() + (m_Layers == 0 ? 0 : layer) * SparseLanes;
  const auto count = static_cast<std::size_t>(spared * static_cast<double>(m_Dictionary.atoms));
  if (isSelecting && count > 0)
  {
    GetUnrolledKernels<T>().selectLargest(
      m_Codes.data(), this->Direction(layer), m_Dictionary.atoms, static_cast<T>(step), isNonNegative, count, least);
  }
  else if (isSelecting)
  {
    std::fill_n(least, SparseLanes, std::numeric_limits<T>::max());
  }
  return { static_cast<T>(step), static_cast<T>(threshold), least, isNonNegative };
}

template <typename T>
void
UnrolledTile<T>::Forward(std::size_t layer, double step, double threshold, double spared, bool isNonNegative)
{
  const auto parameters = this->Prepare(layer, step, threshold, spared, isNonNegative, true);
  if (m_Layers > 0)
  {
    std::copy(m_Codes.begin(), m_Codes.end(), this->Code(layer));
  }
  GetUnrolledKernels<T>().forward(
    parameters, m_Codes.data(), this->Direction(layer), m_Dictionary.atoms, m_Codes.data());
}

template <typename T>
double
UnrolledTile<T>::ErrorAfter(std::size_t layer, double step, double threshold, double spared, bool isNonNegative)
{
  const auto parameters = this->Prepare(layer, step, threshold, spared, isNonNegative, true);
  return GetUnrolledKernels<T>().error(
    parameters, m_Codes.data(), this->Direction(layer), m_Targets.data(), m_Dictionary.atoms, m_Count);
}

template <typename T>
double
UnrolledTile<T>::Backward(const AnalyticShrinkageParameters & parameters,
                          bool                                isNonNegative,
                          double *                            byStep,
                          double *                            byThreshold)
{
  const auto & kernels = GetSparseKernels<T>();
  double       error = 0.0;
  // Derivatives by the code after the last layer, then by that before each layer.
  AlignedBuffer<T> & derivatives = m_Codes;
  for (std::size_t i = 0; i < derivatives.size(); ++i)
  {
    derivatives[i] = i % SparseLanes < m_Count ? derivatives[i] - m_Targets[i] : T(0);
    error += static_cast<double>(derivatives[i]) * static_cast<double>(derivatives[i]);
  }
  for (std::size_t layer = m_Layers; layer-- > 0;)
  {
    const auto ofLayer =
      this->Prepare(layer, parameters.steps[layer], parameters.thresholds[layer], 0.0, isNonNegative, false);
    GetUnrolledKernels<T>().backward(ofLayer,
                                     this->Code(layer),
                                     this->Direction(layer),
                                     m_Dictionary.atoms,
                                     derivatives.data(),
                                     byStep + layer,
                                     byThreshold + layer);
    if (layer > 0)
    {
      // v = z + step W^T (y - D z), so the derivatives by z are those by v less step D^T W of them.
      kernels.products(m_Weights.transpose.data(),
                       m_Weights.transposeStride,
                       m_Weights.length,
                       m_Weights.atoms,
                       derivatives.data(),
                       m_Residuals.data());
      kernels.products(m_Dictionary.rows.data(),
                       m_Dictionary.atomStride,
                       m_Dictionary.atoms,
                       m_Dictionary.length,
                       m_Residuals.data(),
                       m_Work.data());
      GetUnrolledKernels<T>().subtract(derivatives.data(), m_Work.data(), ofLayer.step, derivatives.size());
    }
  }
  return error;
}

template class UnrolledTile<float>;
template class UnrolledTile<double>;
} // namespace phaseharmonics
