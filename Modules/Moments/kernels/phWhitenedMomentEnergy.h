// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phWhitenedMomentEnergy_h
#define phWhitenedMomentEnergy_h

#include "phMomentEnergy.h"
#include "phMoments.h"

#include <cstdint>
#include <functional>
#include <memory>

namespace phaseharmonics
{
struct MomentWhiteningOptions
{
  unsigned int largestBlock{ 0 };     // numbers whitened together; 0: 192, in 1-D 768
  unsigned int probesPerNumber{ 2 };  // probes for each number of the largest block
  double       amplitude{ 0.02 };     // of a probe, in deviations of the target
  double       smallestShare{ 1e-6 }; // of the largest variance of a block, added to all
};

/** Energy of moment matching in the metric of how moments answer to changes of the image,
 *
 *  E(x) = 1/d sum_b r_b^T W_b r_b,   W_b = (J_b J_b^T + s I)^-1,
 *
 *  where r_b are the differences of block b from the target, about the target's means and not divided, J_b is their
 *  Jacobian and d the number of pixels. The moments of overlapping wavelets depend on one another so closely that the
 *  plain sum of squares is flat along most directions; in this metric minimization takes several times fewer steps to
 *  the same images. Without neighbors across blocks E would be the mean square of the smallest change of the
 *  image that brings the moments to the target, in units of the target's deviation.
 *
 *  J_b J_b^T is the covariance of the answers to weak white noise, of which LearnMetric draws some. The blocks are the
 *  coarsest of: all moments; those of two scales; those of two scales and harmonics; single numbers; that hold at most
 *  largestBlock numbers. Before LearnMetric, W is the identity and E the plain sum of squares.
 *
 *  Sums are in an order that does not depend on the number of threads. One object serves one evaluation at a time. */
template <typename T>
class PhaseHarmonics_EXPORT WhitenedMomentEnergy : public MomentEnergy<T>
{
public:
  /** Throws std::invalid_argument if bank and moments do not fit together, or if the memory limit of Statistics is too
   *  low. */
  WhitenedMomentEnergy(std::shared_ptr<const WaveletBank<T>> bank,
                       const Moments &                       target,
                       const MomentWhiteningOptions &        options = {},
                       std::size_t                           memoryLimit = 0);
  ~WhitenedMomentEnergy() override;

  const Grid &
  GetGrid() const override;

  /** Returns false to stop. */
  using Observer = std::function<bool(unsigned int probe, unsigned int numberOfProbes)>;

  /** Takes the metric at an image; the probes are random streams `firstStream` and further. Returns false, with the
   *  metric as it was, if the observer stopped it. */
  bool
  LearnMetric(const T *        image,
              std::uint64_t    seed,
              std::uint64_t    firstStream,
              const Observer & observer,
              const Executor & executor);
  void
  ForgetMetric();

  double
  Value(const T * image, const Executor & executor) override;
  double
  ValueAndGradient(const T * image, T * gradient, const Executor & executor) override;

  /** Plain sum of squared differences of the last evaluation, divided by that of the target's moments. */
  double
  GetRelativeLoss() const;

  unsigned int
  GetNumberOfProbes() const;

  /** Numbers in the largest block. */
  std::size_t
  GetLargestBlock() const;

  /** Largest number of bytes held at one time, the bank included, images not. */
  std::size_t
  PeakMemoryInBytes() const;

private:
  class Engine;
  std::unique_ptr<Engine> m_Engine;
};

extern template class PhaseHarmonics_EXPORT WhitenedMomentEnergy<float>;
extern template class PhaseHarmonics_EXPORT WhitenedMomentEnergy<double>;
} // namespace phaseharmonics

#endif
