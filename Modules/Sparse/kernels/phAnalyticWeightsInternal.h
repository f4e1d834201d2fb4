// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phAnalyticWeightsInternal_h
#define phAnalyticWeightsInternal_h

#include "phAnalyticShrinkage.h"
#include "phDictionaryMatricesInternal.h"
#include "phUnrolledKernelsInternal.h"

namespace phaseharmonics
{
/** argmin_W ||W^T D||_F with <w_k, d_k> = 1: w_k is proportional to (D D^T)^-1 d_k. A part of the mean eigenvalue that
 *  rounding makes necessary is added to a matrix that has no inverse. */
template <typename T>
Dictionary<T>
AnalyticWeights(const Dictionary<T> & dictionary);

/** Throws std::invalid_argument unless the lists have one length, steps are positive, thresholds not negative and
 *  fractions at most one. */
void
CheckAnalyticShrinkageParameters(const AnalyticShrinkageParameters & parameters);

/** The layers on one tile of vectors. */
template <typename T>
class UnrolledTile
{
public:
  /** With room to store what each of `layers` layers started from, for a backward pass. */
  UnrolledTile(const DictionaryMatrices<T> & dictionary, const DictionaryMatrices<T> & weights, std::size_t layers);

  /** Vectors, of which there may be fewer than lanes; codes become zero. */
  void
  SetVectors(const T * const * vectors, std::size_t count);

  /** u = W^T (y - D z) for layer number `layer`. */
  void
  ComputeDirection(std::size_t layer);

  /** Applies layer number `layer` to the code. Without storage every layer may be number 0. */
  void
  Forward(std::size_t layer, double step, double threshold, double spared, bool isNonNegative);

  /** sum ||z - target||^2 after such a layer, without applying it. */
  double
  ErrorAfter(std::size_t layer, double step, double threshold, double spared, bool isNonNegative);

  /** Derivatives of 1/2 sum ||z - target||^2 by steps and thresholds are added; returns that sum without the 1/2. */
  double
  Backward(const AnalyticShrinkageParameters & parameters, bool isNonNegative, double * byStep, double * byThreshold);

  /** Targets of the vectors, for ErrorAfter and Backward. */
  void
  SetTargets(const T * const * codes, std::size_t count);

  const AlignedBuffer<T> &
  GetCodes() const
  {
    return m_Codes;
  }
  const AlignedBuffer<T> &
  GetVectors() const
  {
    return m_Vectors;
  }

private:
  UnrolledLayer<T>
  Prepare(std::size_t layer, double step, double threshold, double spared, bool isNonNegative, bool isSelecting);
  T *
  Code(std::size_t layer)
  {
    return m_Layers == 0 ? m_Codes.data() : m_StoredCodes.data() + layer * m_Codes.size();
  }
  T *
  Direction(std::size_t layer)
  {
    return m_Directions.data() + (m_Layers == 0 ? 0 : layer) * m_Codes.size();
  }

  const DictionaryMatrices<T> & m_Dictionary;
  const DictionaryMatrices<T> & m_Weights;
  std::size_t                   m_Layers;
  std::size_t                   m_Count{ 0 };
  AlignedBuffer<T>              m_Vectors;
  AlignedBuffer<T>              m_Residuals;
  AlignedBuffer<T>              m_Codes;
  AlignedBuffer<T>              m_Targets;
  AlignedBuffer<T>              m_Work;
  AlignedBuffer<T>              m_StoredCodes;
  AlignedBuffer<T>              m_Directions;
  AlignedBuffer<T>              m_Spared; // layers x lanes
};
} // namespace phaseharmonics

#endif
