// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phShrinkageCoderInternal.h"
#include "phSolversInternal.h"

#include <cmath>
#include <utility>

namespace phaseharmonics
{
namespace
{
/** ISTA, and FISTA (Beck and Teboulle 2009) restarted where the momentum points uphill (O'Donoghue and Candes 2015).
 *  The gradient at the extrapolated code is extrapolated from those at the codes: residual and gradient of the codes
 *  themselves, which are sparser, give the gap for free. */
template <typename T>
class IterativeShrinkage : public ShrinkageCoder<T>
{
public:
  IterativeShrinkage(std::shared_ptr<const Dictionary<T>> dictionary,
                     const SparseCodeProblem &            problem,
                     const SparseCodeStopping &           stopping,
                     bool                                 isAccelerated,
                     const Executor &                     executor)
    : ShrinkageCoder<T>(std::move(dictionary), problem, stopping)
    , m_IsAccelerated(isAccelerated)
  {
    this->SetSteps(std::vector<T>(this->GetMatrices().atoms,
                                  static_cast<T>(1.0 / BoundOfSquaredNorm(this->GetMatrices(), executor))));
  }

private:
  using typename ShrinkageCoder<T>::Lane;

  bool
  Prepare(const SparseCodeReport & report, double, Lane & lane, std::size_t, VectorTile<T> &) const override
  {
    lane.threshold = lane.lambda;
    return !report.hasConverged && lane.iterations < this->GetStopping().maximumIterations;
  }

  void
  Accelerate(Lane & lane, bool isUphill) const override
  {
    const double t = isUphill ? 1.0 : 0.5 * (1.0 + std::sqrt(1.0 + 4.0 * lane.t * lane.t));
    lane.momentum = m_IsAccelerated && !isUphill ? (lane.t - 1.0) / t : 0.0;
    lane.t = t;
  }

  bool m_IsAccelerated;
};
} // namespace

template <typename T>
std::unique_ptr<SparseCoder<T>>
MakeIterativeShrinkage(std::shared_ptr<const Dictionary<T>> dictionary,
                       const SparseCodeProblem &            problem,
                       const SparseCodeStopping &           stopping,
                       bool                                 isAccelerated,
                       const Executor &                     executor)
{
  return std::make_unique<IterativeShrinkage<T>>(std::move(dictionary), problem, stopping, isAccelerated, executor);
}

template std::unique_ptr<SparseCoder<float>>
MakeIterativeShrinkage(std::shared_ptr<const Dictionary<float>>,
                       const SparseCodeProblem &,
                       const SparseCodeStopping &,
                       bool,
                       const Executor &);
template std::unique_ptr<SparseCoder<double>>
MakeIterativeShrinkage(std::shared_ptr<const Dictionary<double>>,
                       const SparseCodeProblem &,
                       const SparseCodeStopping &,
                       bool,
                       const Executor &);
} // namespace phaseharmonics
