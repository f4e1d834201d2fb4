// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phShrinkageCoderInternal_h
#define phShrinkageCoderInternal_h

#include "phVectorTileInternal.h"

#include <vector>

namespace phaseharmonics
{
/** Where the code of one vector stands, and its next step: z+ = shrink(v + step g, step threshold). */
struct ShrinkageLane
{
  enum class State : unsigned char
  {
    Idle,
    Starting, // the code is zero, lambda not known yet
    Loaded,   // the code to start from has just replaced zero
    Moving
  };
  State        state{ State::Idle };
  std::size_t  vector{ 0 };
  unsigned int iterations{ 0 };
  double       lambda{ 0.0 };
  double       lambdaMax{ 0.0 };

  double step{ 1.0 }; // of those of the rows
  double threshold{ 0.0 };
  double momentum{ 0.0 };
  double t{ 1.0 };                // of FISTA
  double residualSquared{ -1.0 }; // before the last step
};

/** What coders by iterative shrinkage have in common: vectors enter the lanes of a tile and leave when they are done,
 *  each at its own iteration. */
template <typename T>
class ShrinkageCoder : public VectorCoder<T>
{
public:
  ShrinkageCoder(std::shared_ptr<const Dictionary<T>> dictionary,
                 const SparseCodeProblem &            problem,
                 const SparseCodeStopping &           stopping)
    : VectorCoder<T>(std::move(dictionary), problem, stopping)
  {}

protected:
  using Lane = ShrinkageLane;

  /** With the report of its code, sets the next step of a lane; false if it is done. */
  virtual bool
  Prepare(const SparseCodeReport & report,
          double                   residualSquared,
          Lane &                   lane,
          std::size_t              laneNumber,
          VectorTile<T> &          tile) const = 0;

  /** After a step. */
  virtual void
  Accelerate(Lane & lane, bool isUphill) const = 0;

  /** Steps of the atoms, one for each. */
  void
  SetSteps(std::vector<T> steps)
  {
    m_StepOfRow = std::move(steps);
  }

private:
  void
  EncodeQueue(VectorQueue<T> & queue) const override;
  void
  Examine(VectorQueue<T> & queue, VectorTile<T> & tile, std::size_t laneNumber, Lane & lane) const;

  std::vector<T> m_StepOfRow;
};
} // namespace phaseharmonics

#endif
