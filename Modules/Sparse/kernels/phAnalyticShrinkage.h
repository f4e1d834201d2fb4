// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phAnalyticShrinkage_h
#define phAnalyticShrinkage_h

#include "phSparseCoder.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace phaseharmonics
{
/** What ALISTA learns: for each layer a step and a threshold, and which fraction of the atoms, those of the largest
 *  coefficients, the threshold spares. The lists have one length, the number of layers. */
struct AnalyticShrinkageParameters
{
  std::vector<double> steps;
  std::vector<double> thresholds;
  std::vector<double> spared;
};

struct AnalyticShrinkageTraining
{
  unsigned int layers{ 16 };
  /** Layer k = 1, 2, ... spares min(k sparedPerLayer, largestSpared) of the atoms. */
  double sparedPerLayer{ 0.012 };
  double largestSpared{ 0.13 };
  /** Steps of Adam on all layers together, after each layer was fitted on its own; 0 leaves it at that. */
  unsigned int iterations{ 300 };
  std::size_t  batchSize{ 256 };
  double       learningRate{ 0.03 };
  bool         isNonNegative{ false };
};

/** A coder by ALISTA (Liu, Chen, Wang and Yin 2019): layers z <- shrink_t(z + g W^T (y - D z)) with the analytic
 * weights W that are least coherent with D. Fast and accurate for vectors like those that it was trained with; it does
 * not minimize the objective of any lambda, though reports tell objective and gap of `problem`. Codes start from zero.
 *  Throws std::invalid_argument as MakeSparseCoder does, and for lists of different lengths or bad values. */
template <typename T>
PhaseHarmonics_EXPORT std::unique_ptr<SparseCoder<T>>
                      MakeAnalyticShrinkage(std::shared_ptr<const Dictionary<T>> dictionary,
                                            const AnalyticShrinkageParameters &  parameters,
                                            const SparseCodeProblem &            problem);

/** Parameters that bring the codes of vectors (count x p) closest to given ones (count x K) in squared error: planted
 *  ones, or the optima of another coder. Layers are fitted one after the other, then all together by gradient descent
 *  on the logarithm of the error. The same on any number of threads. Throws std::invalid_argument. */
template <typename T>
PhaseHarmonics_EXPORT AnalyticShrinkageParameters
TrainAnalyticShrinkage(const Dictionary<T> &             dictionary,
                       const T *                         vectors,
                       const T *                         codes,
                       std::size_t                       count,
                       const AnalyticShrinkageTraining & training,
                       const Executor &                  executor);

/** Mean squared error of the codes by the squared norm of those given, and its derivatives by steps and thresholds. */
struct AnalyticShrinkageError
{
  double              error{ 0.0 };
  std::vector<double> byStep;
  std::vector<double> byThreshold;
};
template <typename T>
PhaseHarmonics_EXPORT AnalyticShrinkageError
EvaluateAnalyticShrinkage(const Dictionary<T> &               dictionary,
                          const T *                           vectors,
                          const T *                           codes,
                          std::size_t                         count,
                          const AnalyticShrinkageParameters & parameters,
                          bool                                isNonNegative,
                          const Executor &                    executor);

/** Codes (count x K) whose coefficients are standard normal with this probability and zero otherwise, absolute values
 *  where non-negative; vectors are D z. */
template <typename T>
PhaseHarmonics_EXPORT void
PlantCodes(const Dictionary<T> & dictionary,
           double                probability,
           bool                  isNonNegative,
           std::size_t           count,
           std::uint64_t         seed,
           T *                   codes,
           T *                   vectors,
           const Executor &      executor);
} // namespace phaseharmonics

#endif
