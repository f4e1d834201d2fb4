// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phConvolutionalSparseCoder_h
#define phConvolutionalSparseCoder_h

#include "phConvolutionObservation.h"
#include "phDictionary.h"
#include "phSparseCoding.h"

#include <functional>

namespace phaseharmonics
{
/** Convolutional sparse code of an image observed through blur and decimation:
 *
 *  argmin_z 1/2 ||W^{1/2} (y - S_N (h * sum_k d_k * z_k))||^2 + lambda sum_k ||z_k||_1, z >= 0 if asked for.
 *
 *  The code has one map z_k for each atom on the working grid of the observation, [atom][z][y][x]; a coefficient at a
 *  pixel puts the pixel size / 2 of its atom there. Atoms have a channel for each channel of the image.
 *
 *  FISTA with restarts, in Fourier. Each map has a step of its own: long where its atom is weak, and such that the sum
 *  over all maps is safe, by the largest eigenvalue of the operator, which is computed; with weights it is bounded by
 *  that of the unweighted operator times the largest weight. Every iteration certifies a duality gap: objective minus
 *  the best dual objective so far. All of these concern the working grid, the extension of the image included.
 *
 *  Beside the code, K maps and C K spectra of the size of a map are held, and a few more; see PeakMemoryInBytes.
 * Objects are immutable and may be shared by threads; results do not depend on the number of threads. */
template <typename T>
class PhaseHarmonics_EXPORT ConvolutionalSparseCoder
{
public:
  /** Called after each iteration with the state of the code so far; encoding stops when it returns false. */
  using Observer = std::function<bool(const SparseCodeReport &)>;

  /** Throws std::invalid_argument where Dictionary::CheckAtoms does, and if the atoms do not fit into the working
   *  grid of the observation. */
  ConvolutionalSparseCoder(std::shared_ptr<const ConvolutionObservation<T>> observation,
                           std::shared_ptr<const Dictionary<T>>             dictionary,
                           const Executor &                                 executor);
  ~ConvolutionalSparseCoder();

  const ConvolutionObservation<T> &
  GetObservation() const;
  const Dictionary<T> &
  GetDictionary() const;

  /** Values of a code: K maps of the working grid. */
  std::size_t
  GetCodeSize() const;

  /** Upper bound of the largest eigenvalue of A^T W A, A z = S_N (h * sum_k d_k * z_k); exact without weights. */
  double
  GetLipschitzConstant() const;

  /** What white noise of deviation 1 in the data becomes in A^T: the deviation of <A_k, noise>, as root mean square
   * over the atoms (and, with decimation, over positions). Lambda scales with it: 1.5 times GetNoiseGain() times the
   *  deviation of the noise does for deblurring, whatever the blur and the norms of the atoms. Weights do not count. */
  double
  GetNoiseGain() const;

  /** `observed`: the image on the observed grid, channels one after the other. `code`: the start where `isWarmStart`,
   * and the result. lambda >= lambda_max gives exactly 0 in 0 iterations. Throws std::invalid_argument for values that
   * are not finite and for parameters where CheckSparseCodeParameters does. */
  SparseCodeReport
  Encode(const T *                  observed,
         T *                        code,
         bool                       isWarmStart,
         const SparseCodeProblem &  problem,
         const SparseCodeStopping & stopping,
         const Executor &           executor,
         const Observer &           observer = {}) const;

  /** max_k,u |(A^T W y)_k(u)|, without the modulus for z >= 0. */
  double
  LambdaMax(const T * observed, bool isNonNegative, const Executor & executor) const;

  /** The image of the code on the working grid: sum_k d_k * z_k. ConvolutionObservation crops it. */
  void
  Reconstruct(const T * code, T * working, const Executor & executor) const;

  /** y - S_N (h * x) on the observed grid, x an image on the working grid; 0 where the weight is 0. */
  void
  Residual(const T * observed, const T * working, T * residual, const Executor & executor) const;

  /** Least squares on the support of the code, which undoes the shrinkage of its coefficients, by conjugate gradients
   * to a relative residual of `tolerance`. Returns the number of iterations. */
  unsigned int
  Debias(const T * observed, T * code, double tolerance, unsigned int maximumIterations, const Executor & executor)
    const;

  /** Bytes held while encoding, with two threads, beside the code and what the observation holds. */
  std::size_t
  PeakMemoryInBytes() const;

private:
  class Engine;
  std::unique_ptr<Engine> m_Engine;
};

extern template class PhaseHarmonics_EXPORT ConvolutionalSparseCoder<float>;
extern template class PhaseHarmonics_EXPORT ConvolutionalSparseCoder<double>;
} // namespace phaseharmonics

#endif
