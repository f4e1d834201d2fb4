// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phSparseDeconvolution_h
#define phSparseDeconvolution_h

#include "phConvolutionalSparseCoder.h"

#include <functional>
#include <memory>
#include <vector>

namespace phaseharmonics
{
struct SparseDeconvolutionOptions
{
  SparseCodeProblem  problem;
  SparseCodeStopping stopping;
  /** If positive, lambda is this factor of ConvolutionalSparseCoder::GetNoiseGain() in place of that of the problem. */
  double lambdaOfNoiseGain{ 0.0 };
  /** Of the part that is not coded; 0 for none. */
  double backgroundSmoothing{ 0.0 };
  bool   removesBias{ false };
  bool   isConsistent{ false };
  double consistencyRegularization{ 1e-6 };
};

/** Recovers an image from how it was observed: smooth background, sparse code of the rest, and what both give.
 *
 *  Images hold one channel after the other. Atoms of one channel code each channel of an image by itself, with one
 *  lambda for all; the code then has the maps of the first channel first. */
template <typename T>
class PhaseHarmonics_EXPORT SparseDeconvolution
{
public:
  /** Called after each iteration with the number of the coding and its report; stops when it returns false. */
  using Observer = std::function<bool(std::size_t, const SparseCodeReport &)>;

  /** Codings that atoms need for images of so many channels: 1, or one for each channel. Throws std::invalid_argument
   *  if the atoms have another number of channels. */
  static std::size_t
  NumberOfCodings(const Dictionary<T> & atoms, std::size_t channels);

  /** Throws std::invalid_argument where NumberOfCodings and ConvolutionalSparseCoder do. */
  SparseDeconvolution(std::shared_ptr<const ConvolutionObservation<T>> observation,
                      std::shared_ptr<const Dictionary<T>>             atoms,
                      std::size_t                                      channels,
                      const Executor &                                 executor);

  /** Maps of all codings, on the working grid of the observation. */
  std::size_t
  GetCodeSize() const;

  double
  GetLipschitzConstant() const;

  /** What all codings found together: sums of objectives, gaps and supports, the most iterations. Code: the start where
   * `isWarmStart`, and the result; image: on the working grid; residual: on the observed grid. False if stopped. */
  bool
  Run(const T *                          observed,
      T *                                code,
      bool                               isWarmStart,
      const SparseDeconvolutionOptions & options,
      T *                                image,
      T *                                residual,
      SparseCodeReport &                 report,
      const Executor &                   executor,
      const Observer &                   observer) const;

private:
  std::vector<T>
  TakeOffBackground(const T * observed, double smoothing, T * image, const Executor & executor) const;
  void
  ChooseLambda(const std::vector<T> &             data,
               const SparseDeconvolutionOptions & options,
               SparseCodeReport &                 report,
               const Executor &                   executor) const;
  bool
  Encode(const std::vector<T> &             data,
         T *                                code,
         bool                               isWarmStart,
         const SparseDeconvolutionOptions & options,
         SparseCodeReport &                 report,
         const Executor &                   executor,
         const Observer &                   observer) const;
  void
  AddReconstruction(const std::vector<T> & data, T * code, bool removesBias, T * image, const Executor & executor)
    const;

  std::shared_ptr<const ConvolutionObservation<T>> m_Observation;
  ConvolutionalSparseCoder<T>                      m_Coder;
  std::size_t                                      m_Channels;
  std::size_t                                      m_Codings;
};

extern template class PhaseHarmonics_EXPORT SparseDeconvolution<float>;
extern template class PhaseHarmonics_EXPORT SparseDeconvolution<double>;
} // namespace phaseharmonics

#endif
