// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phDictionaryMatricesInternal_h
#define phDictionaryMatricesInternal_h

#include "phDictionary.h"
#include "phExecutor.h"

namespace phaseharmonics
{
/** Values of a row and how many follow until the next begins: never a multiple of a page, whose rows would compete for
 *  the same places in the cache. */
inline std::size_t
PaddedStride(std::size_t columns)
{
  const std::size_t stride = (columns + 15) / 16 * 16;
  return stride % 256 == 0 ? stride + 16 : stride;
}

/** A dictionary as the products of tiles read it: by rows, both ways. */
template <typename T>
struct DictionaryMatrices
{
  explicit DictionaryMatrices(const Dictionary<T> & dictionary);

  std::size_t      length;          // p
  std::size_t      atoms;           // K
  std::size_t      atomStride;      // of `rows`
  std::size_t      transposeStride; // of `transpose`
  AlignedBuffer<T> rows;            // K x p: D^T
  AlignedBuffer<T> transpose;       // p x K: D
};

/** a a^T of `rows` rows, symmetric: rows x PaddedStride(rows). */
template <typename T>
AlignedBuffer<T>
GramOfRows(const T * a, std::size_t stride, std::size_t rows, std::size_t columns, const Executor & executor);

/** At least ||D||_2^2, at most about one percent more: the power method, confirmed by a Cholesky factorization. */
template <typename T>
double
BoundOfSquaredNorm(const DictionaryMatrices<T> & matrices, const Executor & executor);
} // namespace phaseharmonics

#endif
