// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phSparseCoder_h
#define phSparseCoder_h

#include "phDictionary.h"
#include "phExecutor.h"
#include "phSparseCoding.h"

#include <memory>

namespace phaseharmonics
{
/** Sparse codes of many vectors in one dictionary of vectors: patches, or the channels of pixels.
 *
 *  Each vector has its own problem and its own report; the code of a vector does not depend on the vectors beside it
 * nor on the number of threads. Objects may be shared by threads. */
template <typename T>
class PhaseHarmonics_EXPORT SparseCoder
{
public:
  virtual ~SparseCoder() = default;

  virtual const Dictionary<T> &
  GetDictionary() const = 0;

  /** `vectors`: count x p; `codes`: count x K, the start where `isWarmStart`; `reports`: count, or none.
   *  Throws std::invalid_argument for a vector that is not finite, naming its number. */
  virtual void
  Encode(const T *          vectors,
         std::size_t        count,
         T *                codes,
         bool               isWarmStart,
         SparseCodeReport * reports,
         const Executor &   executor) const = 0;
};

/** A coder by this solver. The dictionary must not change while the coder is in use; its atoms need not have unit norm.
 *  Throws std::invalid_argument for a zero atom or one that is not finite, naming it, and for bad parameters. */
template <typename T>
PhaseHarmonics_EXPORT std::unique_ptr<SparseCoder<T>>
                      MakeSparseCoder(std::shared_ptr<const Dictionary<T>> dictionary,
                                      SparseSolver                         solver,
                                      const SparseCodeProblem &            problem,
                                      const SparseCodeStopping &           stopping,
                                      const Executor &                     executor = SerialExecutor());

/** A coder by ISTC, iterative soft thresholding continuation (Zarka, Thiry, Angles and Mallat 2020): exactly N steps
 *  z <- shrink_l(z + D^T (y - D z)) for atoms of unit norm, without the step 1 / ||D||^2 of ISTA, while the threshold l
 *  falls geometrically from initialThreshold to lambda. Where that diverges, ||r|| growing by more than a fifth in one
 *  step, the step of ISTA takes over for that vector. An initialThreshold of 0 means lambda_max of each vector.
 *  Throws as MakeSparseCoder does, and for N = 0 or a negative threshold. */
template <typename T>
PhaseHarmonics_EXPORT std::unique_ptr<SparseCoder<T>>
                      MakeThresholdContinuation(std::shared_ptr<const Dictionary<T>> dictionary,
                                                const SparseCodeProblem &            problem,
                                                const SparseCodeStopping &           stopping,
                                                double                               initialThreshold,
                                                const Executor &                     executor = SerialExecutor());

/** D z of many codes: count x K to count x p. Atoms of zero coefficients cost nothing. */
template <typename T>
PhaseHarmonics_EXPORT void
Decode(const Dictionary<T> & dictionary, const T * codes, std::size_t count, T * vectors, const Executor & executor);
} // namespace phaseharmonics

#endif
