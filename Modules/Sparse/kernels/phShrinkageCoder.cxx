// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phShrinkageCoderInternal.h"

namespace phaseharmonics
{
template <typename T>
void
ShrinkageCoder<T>::EncodeQueue(VectorQueue<T> & queue) const
{
  std::size_t next = queue.Next();
  if (next >= queue.count)
  {
    return;
  }
  using LaneValues = typename VectorTile<T>::LaneValues;
  VectorTile<T>                 tile(this->GetMatrices());
  std::array<Lane, SparseLanes> lanes;
  alignas(64) LaneValues        steps{};
  alignas(64) LaneValues        thresholds{};
  alignas(64) LaneValues        momenta{};
  for (;;)
  {
    bool isBusy = false;
    for (std::size_t l = 0; l < SparseLanes; ++l)
    {
      if (lanes[l].state == Lane::State::Idle && next < queue.count)
      {
        lanes[l] = Lane{};
        lanes[l].state = Lane::State::Starting;
        lanes[l].vector = next;
        tile.SetVector(l, queue.vectors + next * this->GetMatrices().length);
        next = queue.Next();
      }
      isBusy = isBusy || lanes[l].state != Lane::State::Idle;
    }
    if (!isBusy)
    {
      return;
    }
    tile.Evaluate(this->GetProblem().isNonNegative);
    for (std::size_t l = 0; l < SparseLanes; ++l)
    {
      this->Examine(queue, tile, l, lanes[l]);
      const bool isMoving = lanes[l].state == Lane::State::Moving;
      steps[l] = isMoving ? static_cast<T>(lanes[l].step) : T(0);
      thresholds[l] = isMoving ? static_cast<T>(lanes[l].step * lanes[l].threshold) : T(0);
      momenta[l] = isMoving ? static_cast<T>(lanes[l].momentum) : T(0);
    }
    const auto & uphill = tile.Step(m_StepOfRow.data(), steps, thresholds, momenta, this->GetProblem().isNonNegative);
    for (std::size_t l = 0; l < SparseLanes; ++l)
    {
      if (lanes[l].state == Lane::State::Moving)
      {
        ++lanes[l].iterations;
        this->Accelerate(lanes[l], uphill[l] > T(0));
      }
    }
  }
}

// Decides what a lane does next, from residual and gradient of its code.
template <typename T>
void
ShrinkageCoder<T>::Examine(VectorQueue<T> & queue, VectorTile<T> & tile, std::size_t laneNumber, Lane & lane) const
{
  if (lane.state == Lane::State::Idle)
  {
    return;
  }
  const SparseCodeMeasures measures = tile.GetMeasures(laneNumber);
  T *                      code = queue.codes + lane.vector * this->GetMatrices().atoms;
  bool                     isZero = false;
  if (lane.state == Lane::State::Starting)
  {
    lane.lambdaMax = measures.largest;
    lane.lambda = this->LambdaOf(lane.lambdaMax);
    isZero = lane.lambda >= lane.lambdaMax;
    if (!isZero && queue.isWarmStart)
    {
      tile.SetCode(laneNumber, code, this->GetProblem().isNonNegative);
      lane.state = Lane::State::Loaded;
      return;
    }
  }
  lane.state = Lane::State::Moving;
  SparseCodeReport report = MakeReport(measures, lane.lambda, lane.lambdaMax, this->GetStopping().relativeGapTolerance);
  if (isZero || !this->Prepare(report, measures.residualSquared, lane, laneNumber, tile))
  {
    report.iterations = lane.iterations;
    report.supportSize = tile.StoreCode(laneNumber, code);
    if (queue.reports != nullptr)
    {
      queue.reports[lane.vector] = report;
    }
    tile.SetVector(laneNumber, nullptr);
    lane.state = Lane::State::Idle;
  }
}

template class ShrinkageCoder<float>;
template class ShrinkageCoder<double>;
} // namespace phaseharmonics
