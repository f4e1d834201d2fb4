// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phDictionaryLearning_h
#define phDictionaryLearning_h

#include "phSparseCoder.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace phaseharmonics
{
struct DictionaryLearningOptions
{
  SparseCodeProblem  problem;
  SparseCodeStopping stopping{ 200, 1e-3 };
  SparseSolver       solver{ SparseSolver::Automatic };
  /** The t-th mini-batch weakens the statistics of those before it by (1 - 1/t)^forgetting: 0 keeps all as they are, 1
   *  as if all codes were averages, more forgets the codes of early dictionaries sooner. */
  double forgetting{ 4.0 };
  /** Sweeps over the atoms after each mini-batch. */
  unsigned int sweeps{ 1 };
  /** An atom that so many vectors times the number of atoms did not use is replaced. */
  double        idleBatches{ 10.0 };
  bool          hasNonNegativeAtoms{ false };
  std::uint64_t seed{ 0 };
};

/** All that learning goes on from. */
template <typename T>
struct DictionaryLearningState
{
  std::size_t                length{ 0 };  // p
  std::size_t                atoms{ 0 };   // K
  std::vector<T>             dictionary;   // K x p
  std::vector<double>        codeProducts; // A, K x K: weighted sum of z z^T
  std::vector<double>        dataProducts; // B, K x p: of z y^T
  std::vector<std::uint64_t> idle;         // K: vectors since an atom was last used
  std::uint64_t              seed{ 0 };
  std::uint64_t              step{ 0 }; // mini-batches so far
  std::uint64_t              epoch{ 0 };
  std::uint64_t              position{ 0 }; // vectors of this epoch so far
  std::uint64_t              replaced{ 0 }; // atoms so far
};

/** Online dictionary learning (Mairal, Bach, Ponce and Sapiro 2010) of vectors: codes of a mini-batch, then block
 *  coordinate descent over atoms of norm at most one that fit the weighted sums of all codes so far best.
 *
 *  An atom that is not used any more becomes the vector of the mini-batch that is represented worst. Results depend on
 *  the seed, not on the number of threads. */
template <typename T>
class PhaseHarmonics_EXPORT DictionaryLearning
{
public:
  /** Throws std::invalid_argument, naming the option, for bad ones. */
  explicit DictionaryLearning(const DictionaryLearningOptions & options);
  ~DictionaryLearning();
  DictionaryLearning(DictionaryLearning &&) noexcept;
  DictionaryLearning &
  operator=(DictionaryLearning &&) noexcept;

  /** Starts from vectors chosen at random, without any of norm zero. Throws std::invalid_argument if there are fewer of
   *  these than atoms, or for vectors that are not finite. */
  void
  Initialize(const T * vectors, std::size_t count, std::size_t length, std::size_t numberOfAtoms);

  /** Starts from these atoms. */
  void
  Initialize(const Dictionary<T> & dictionary);

  /** Goes on from where another object was; its seed is that of the state. Throws std::invalid_argument for a state
   *  whose sizes do not agree. */
  void
  SetState(DictionaryLearningState<T> state);
  const DictionaryLearningState<T> &
  GetState() const;

  /** Learns from one mini-batch. Returns the mean objective of its vectors in the dictionary as it was before. */
  double
  Update(const T * batch, std::size_t count, const Executor & executor);

  /** Learns from the next mini-batch of these vectors, which are shuffled anew in each epoch; the last mini-batch of an
   *  epoch may be smaller. The same vectors are expected each time. */
  double
  UpdateFrom(const T * vectors, std::size_t count, std::size_t batchSize, const Executor & executor);

  /** Mean objective of vectors, such as those held out. */
  double
  Objective(const T * vectors, std::size_t count, const Executor & executor) const;

  /** A copy: it does not change when learning goes on. */
  std::shared_ptr<const Dictionary<T>>
  GetDictionary() const;

private:
  class Implementation;
  std::unique_ptr<Implementation> m_Implementation;
};

extern template class PhaseHarmonics_EXPORT DictionaryLearning<float>;
extern template class PhaseHarmonics_EXPORT DictionaryLearning<double>;
} // namespace phaseharmonics

#endif
