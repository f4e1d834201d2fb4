// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef itkMultiThreaderExecutor_h
#define itkMultiThreaderExecutor_h

#include "PhaseHarmonicsExport.h"
#include "phExecutor.h"

#include "itkMultiThreaderBase.h"
#include "itkProcessObject.h"

namespace itk
{
/** \class MultiThreaderExecutor
 *
 * \brief Runs the loops of kernels on ITK's multi-threader.
 *
 * Threads take blocks of iterations as they become free; the calling thread has at least the first, and so reports
 * progress. The first exception of an iteration stops the loop and is
 * thrown to its caller. A loop of one iteration, or inside another loop, runs in place, since nested loops would
 * hang ITK's thread pool.
 *
 * Made from a filter, it uses as many work units as the filter, and may report the filter's progress and honor its
 * AbortGenerateData flag by throwing ProcessAborted.
 *
 * \ingroup PhaseHarmonics
 */
class PhaseHarmonics_EXPORT MultiThreaderExecutor : public phaseharmonics::Executor
{
public:
  explicit MultiThreaderExecutor(MultiThreaderBase * multiThreader);

  /** With a number of loops, each loop adds its share of `progressWeight` to the progress of the filter, which ends
   * with UpdateProgress(1). The weight must be less than 1, where rounding would make ITK's counter start again. */
  explicit MultiThreaderExecutor(ProcessObject * filter, unsigned int numberOfLoops = 0, float progressWeight = 0.99f);

  ~MultiThreaderExecutor() override;

  void
  ParallelFor(std::size_t count, const std::function<void(std::size_t)> & body) const override;

private:
  void
  CheckAbort() const;

  MultiThreaderBase::Pointer m_MultiThreader;
  ProcessObject *            m_ObservedFilter{ nullptr };
  float                      m_ProgressOfLoop{ 0.0f };
};
} // namespace itk

#endif
