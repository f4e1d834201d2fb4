// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phConvolutionalDictionaryLearning_h
#define phConvolutionalDictionaryLearning_h

#include "phConvolutionalSparseCoder.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace phaseharmonics
{
struct ConvolutionalDictionaryLearningOptions
{
  SparseCodeProblem   problem;
  SparseCodeStopping  stopping{ 30, 1e-1 };
  ConvolutionBoundary boundary{ ConvolutionBoundary::Mirror };
  /** The t-th image weakens the statistics of those before it by (1 - 1/t)^forgetting: 0 keeps all as they are, more
   *  forgets the codes of early dictionaries sooner. */
  double forgetting{ 5.0 };
  /** Sweeps over the atoms after each image. */
  unsigned int sweeps{ 3 };
  /** An atom that so many images in a row did not use is replaced. */
  unsigned int idleImages{ 3 };
  /** Atoms without mean, for images without their smooth part. */
  bool hasZeroMeanAtoms{ true };
  /** UpdateFrom takes crops of this size at random places; 0, or more than an image has, for all of an axis. */
  std::array<std::size_t, 3> cropSize{ { 0, 0, 0 } };
  std::uint64_t              seed{ 0 };
};

/** Channels one after the other. */
template <typename T>
struct LearningImage
{
  const T * values;
  Grid      grid;
};

/** All that learning goes on from. */
template <typename T>
struct ConvolutionalDictionaryLearningState
{
  Grid                       support;
  std::size_t                channels{ 0 };
  std::size_t                atoms{ 0 };
  std::vector<T>             dictionary;   // [atom][channel][pixel]
  std::vector<double>        codeProducts; // [atom][atom'][lag]: weighted sums of z_k(u) z_k'(u + lag), |lag| < support
  std::vector<double>        dataProducts; // [atom][channel][pixel]: of z_k(u) y(u + pixel - center)
  std::vector<std::uint64_t> idle;         // images since an atom was last used
  std::uint64_t              seed{ 0 };
  std::uint64_t              step{ 0 };     // images so far
  std::uint64_t              replaced{ 0 }; // atoms so far
};

/** Online convolutional dictionary learning: the code of an image, then block coordinate descent over atoms of unit
 * norm that fit the weighted sums of all codes so far best.
 *
 *  All that the fit needs of codes and images are their correlations at lags smaller than the atoms, K^2 (2 s - 1)^D
 * and C K s^D numbers. These are summed over coefficients other than zero, and no code is kept: memory does not depend
 * on the number of images. (Gradient steps on one image at a time, as usual for online learning, need a step size and
 *  forget.) Results depend on the seed, not on the number of threads. */
template <typename T>
class PhaseHarmonics_EXPORT ConvolutionalDictionaryLearning
{
public:
  /** Throws std::invalid_argument, naming the option, for bad ones. */
  explicit ConvolutionalDictionaryLearning(const ConvolutionalDictionaryLearningOptions & options);
  ~ConvolutionalDictionaryLearning();

  /** Starts from patches of the images at random places, less their means if atoms have none. Throws
   *  std::invalid_argument if an image is smaller than the atoms, not finite, or all of them are constant. */
  void
  Initialize(const std::vector<LearningImage<T>> & images,
             const Grid &                          support,
             std::size_t                           channels,
             std::size_t                           atoms);

  /** Starts from these atoms. */
  void
  Initialize(const Dictionary<T> & dictionary);

  /** Goes on from where another object was; its seed is that of the state. Throws std::invalid_argument for a state
   *  whose sizes do not agree. */
  void
  SetState(ConvolutionalDictionaryLearningState<T> state);
  const ConvolutionalDictionaryLearningState<T> &
  GetState() const;

  /** Learns from one image. Returns the report on its code in the dictionary as it was before. */
  SparseCodeReport
  Update(const LearningImage<T> & image, const Executor & executor);

  /** Learns from a crop of the next of these images, which are shuffled anew in each epoch. */
  SparseCodeReport
  UpdateFrom(const std::vector<LearningImage<T>> & images, const Executor & executor);

  /** Mean objective of images, such as those held out, for codes of this relative gap. */
  double
  Objective(const std::vector<LearningImage<T>> & images, double relativeGap, const Executor & executor) const;

  /** A copy: it does not change when learning goes on. */
  std::shared_ptr<const Dictionary<T>>
  GetDictionary() const;

private:
  class Implementation;
  std::unique_ptr<Implementation> m_Implementation;
};

extern template class PhaseHarmonics_EXPORT ConvolutionalDictionaryLearning<float>;
extern template class PhaseHarmonics_EXPORT ConvolutionalDictionaryLearning<double>;
} // namespace phaseharmonics

#endif
