// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phAtomUpdateInternal_h
#define phAtomUpdateInternal_h

#include "phDictionaryLearning.h"

namespace phaseharmonics
{
/** A <- weight A + mean of z z^T, B <- weight B + mean of z y^T, and how long atoms were idle. */
template <typename T>
void
AddStatistics(const T *                    vectors,
              const T *                    codes,
              std::size_t                  count,
              double                       weight,
              DictionaryLearningState<T> & state,
              const Executor &             executor);

/** One sweep of block coordinate descent: d_k <- projection of d_k + (B_k - D A_k) / A_kk onto the unit ball. */
template <typename T>
void
UpdateAtoms(bool hasNonNegativeAtoms, DictionaryLearningState<T> & state);

/** Atom k becomes a vector, of which nothing is known yet. */
template <typename T>
void
ReplaceAtom(std::size_t k, const T * vector, bool hasNonNegativeAtoms, DictionaryLearningState<T> & state);

/** Sets negative values to zero; false if nothing is left. */
template <typename T>
bool
ClipNegative(T * values, std::size_t count);
} // namespace phaseharmonics

#endif
