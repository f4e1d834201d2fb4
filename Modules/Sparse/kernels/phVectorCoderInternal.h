// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phVectorCoderInternal_h
#define phVectorCoderInternal_h

#include "phDictionaryMatricesInternal.h"
#include "phSparseCoder.h"

#include <atomic>
#include <memory>

namespace phaseharmonics
{
/** What one call of Encode works on. Tasks take the next vector as soon as one is done, so that none waits for
 *  another's slow ones. */
template <typename T>
struct VectorQueue
{
  const T *                vectors;
  std::size_t              count;
  T *                      codes;
  bool                     isWarmStart;
  SparseCodeReport *       reports;
  std::atomic<std::size_t> next{ 0 };

  /** `count` or more when none is left. */
  std::size_t
  Next()
  {
    return next.fetch_add(1);
  }
};

/** Parts of the objective and of its dual, from which a report is made. */
struct SparseCodeMeasures
{
  double residualSquared; // ||r||^2
  double residualVector;  // <r, y>
  double vectorSquared;   // ||y||^2
  double l1;              // ||z||_1
  double largest;         // max_k |<d_k, r>|, or of <d_k, r> where non-negative
};

/** Objective and gaps. */
SparseCodeReport
MakeReport(const SparseCodeMeasures & measures, double lambda, double lambdaMax, double relativeGapTolerance);

/** What the coders of vectors have in common. */
template <typename T>
class VectorCoder : public SparseCoder<T>
{
public:
  VectorCoder(std::shared_ptr<const Dictionary<T>> dictionary,
              const SparseCodeProblem &            problem,
              const SparseCodeStopping &           stopping);

  const Dictionary<T> &
  GetDictionary() const override
  {
    return *m_Dictionary;
  }

  void
  Encode(const T *          vectors,
         std::size_t        count,
         T *                codes,
         bool               isWarmStart,
         SparseCodeReport * reports,
         const Executor &   executor) const override;

protected:
  /** Codes vectors of the queue until none is left. */
  virtual void
  EncodeQueue(VectorQueue<T> & queue) const = 0;

  const DictionaryMatrices<T> &
  GetMatrices() const
  {
    return m_Matrices;
  }
  const SparseCodeProblem &
  GetProblem() const
  {
    return m_Problem;
  }
  const SparseCodeStopping &
  GetStopping() const
  {
    return m_Stopping;
  }
  double
  LambdaOf(double lambdaMax) const
  {
    return m_Problem.lambdaIsRatio ? m_Problem.lambda * lambdaMax : m_Problem.lambda;
  }

private:
  std::shared_ptr<const Dictionary<T>> m_Dictionary;
  DictionaryMatrices<T>                m_Matrices;
  SparseCodeProblem                    m_Problem;
  SparseCodeStopping                   m_Stopping;
};
} // namespace phaseharmonics

#endif
