// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phSolversInternal.h"
#include "phVectorTileInternal.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace phaseharmonics
{
namespace
{
/** ISTA, and FISTA (Beck and Teboulle 2009) restarted where the momentum points uphill (O'Donoghue and Candes 2015).
 *  The gradient at the extrapolated code is extrapolated from those at the codes: residual and gradient of the codes
 *  themselves, which are sparser, give the gap for free. */
template <typename T>
class IterativeShrinkage : public VectorCoder<T>
{
public:
  IterativeShrinkage(std::shared_ptr<const Dictionary<T>> dictionary,
                     const SparseCodeProblem &            problem,
                     const SparseCodeStopping &           stopping,
                     bool                                 isAccelerated,
                     const Executor &                     executor)
    : VectorCoder<T>(std::move(dictionary), problem, stopping)
    , m_IsAccelerated(isAccelerated)
    , m_StepOfRow(this->GetMatrices().atoms, static_cast<T>(1.0 / BoundOfSquaredNorm(this->GetMatrices(), executor)))
  {}

private:
  enum class State : unsigned char
  {
    Idle,
    Starting, // the code is zero, lambda not known yet
    Loaded,   // the code to start from has just replaced zero
    Moving
  };
  struct Lane
  {
    State        state{ State::Idle };
    std::size_t  vector{ 0 };
    unsigned int iterations{ 0 };
    double       t{ 1.0 };
    double       momentum{ 0.0 };
    double       lambda{ 0.0 };
    double       lambdaMax{ 0.0 };
  };
  using LaneValues = typename VectorTile<T>::LaneValues;

  void
  EncodeQueue(VectorQueue<T> & queue) const override
  {
    std::size_t next = queue.Next();
    if (next >= queue.count)
    {
      return;
    }
    VectorTile<T>                 tile(this->GetMatrices());
    std::array<Lane, SparseLanes> lanes;
    alignas(64) LaneValues        steps{};
    alignas(64) LaneValues        thresholds{};
    alignas(64) LaneValues        momentum{};
    for (std::size_t busy = 1; busy > 0;)
    {
      busy = 0;
      for (std::size_t l = 0; l < SparseLanes; ++l)
      {
        if (lanes[l].state == State::Idle && next < queue.count)
        {
          lanes[l] = Lane{ State::Starting, next };
          tile.SetVector(l, queue.vectors + next * this->GetMatrices().length);
          next = queue.Next();
        }
        busy += lanes[l].state != State::Idle ? 1 : 0;
      }
      tile.Evaluate(this->GetProblem().isNonNegative);
      for (std::size_t l = 0; l < SparseLanes; ++l)
      {
        this->Examine(queue, tile, l, lanes[l]);
        const bool isMoving = lanes[l].state == State::Moving;
        steps[l] = isMoving ? T(1) : T(0);
        thresholds[l] = isMoving ? static_cast<T>(lanes[l].lambda) : T(0);
        momentum[l] = isMoving ? static_cast<T>(lanes[l].momentum) : T(0);
      }
      const LaneValues & uphill =
        tile.Step(m_StepOfRow.data(), steps, thresholds, momentum, this->GetProblem().isNonNegative);
      for (std::size_t l = 0; l < SparseLanes; ++l)
      {
        if (lanes[l].state == State::Moving)
        {
          ++lanes[l].iterations;
          this->Accelerate(lanes[l], uphill[l] > T(0));
        }
      }
    }
  }

  // Decides what a lane does next, from residual and gradient of its code.
  void
  Examine(VectorQueue<T> & queue, VectorTile<T> & tile, std::size_t l, Lane & lane) const
  {
    if (lane.state == State::Idle)
    {
      return;
    }
    const SparseCodeMeasures measures = tile.GetMeasures(l);
    bool                     isZero = false;
    if (lane.state == State::Starting)
    {
      lane.lambdaMax = measures.largest;
      lane.lambda = this->LambdaOf(lane.lambdaMax);
      isZero = lane.lambda >= lane.lambdaMax;
      if (!isZero && queue.isWarmStart)
      {
        tile.SetCode(l, queue.codes + lane.vector * this->GetMatrices().atoms, this->GetProblem().isNonNegative);
        lane.state = State::Loaded;
        return;
      }
    }
    lane.state = State::Moving;
    const SparseCodeStopping & stopping = this->GetStopping();
    SparseCodeReport report = MakeReport(measures, lane.lambda, lane.lambdaMax, stopping.relativeGapTolerance);
    if (isZero || report.hasConverged || lane.iterations >= stopping.maximumIterations)
    {
      report.iterations = lane.iterations;
      report.supportSize = tile.StoreCode(l, queue.codes + lane.vector * this->GetMatrices().atoms);
      if (queue.reports != nullptr)
      {
        queue.reports[lane.vector] = report;
      }
      tile.SetVector(l, nullptr);
      lane.state = State::Idle;
    }
  }

  void
  Accelerate(Lane & lane, bool isUphill) const
  {
    const double t = isUphill ? 1.0 : 0.5 * (1.0 + std::sqrt(1.0 + 4.0 * lane.t * lane.t));
    lane.momentum = m_IsAccelerated && !isUphill ? (lane.t - 1.0) / t : 0.0;
    lane.t = t;
  }

  bool           m_IsAccelerated;
  std::vector<T> m_StepOfRow;
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
