// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phAtomUpdateInternal.h"
#include "phDictionaryMatricesInternal.h"
#include "phSparseKernelsInternal.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace phaseharmonics
{
namespace
{
template <typename T>
double
NormOf(const T * values, std::size_t count)
{
  double sum = 0.0;
  for (std::size_t i = 0; i < count; ++i)
  {
    sum += static_cast<double>(values[i]) * static_cast<double>(values[i]);
  }
  return std::sqrt(sum);
}

// Nonzero coefficients by vector and by atom.
template <typename T>
struct SparseCodes
{
  struct Entry
  {
    std::uint32_t index; // of the atom, or of the vector
    T             value;
  };
  std::vector<std::size_t> beginOfVector;
  std::vector<std::size_t> beginOfAtom;
  std::vector<Entry>       byVector;
  std::vector<Entry>       byAtom;

  SparseCodes(const T * codes, std::size_t count, std::size_t atoms)
    : beginOfVector(count + 1)
    , beginOfAtom(atoms + 1)
  {
    for (std::size_t n = 0; n < count; ++n)
    {
      for (std::size_t k = 0; k < atoms; ++k)
      {
        if (codes[n * atoms + k] != T(0))
        {
          byVector.push_back({ static_cast<std::uint32_t>(k), codes[n * atoms + k] });
          ++beginOfAtom[k + 1];
        }
      }
      beginOfVector[n + 1] = byVector.size();
    }
    for (std::size_t k = 0; k < atoms; ++k)
    {
      beginOfAtom[k + 1] += beginOfAtom[k];
    }
    byAtom.resize(byVector.size());
    std::vector<std::size_t> next(beginOfAtom.begin(), beginOfAtom.end() - 1);
    for (std::size_t n = 0; n < count; ++n)
    {
      for (std::size_t e = beginOfVector[n]; e < beginOfVector[n + 1]; ++e)
      {
        byAtom[next[byVector[e].index]++] = { static_cast<std::uint32_t>(n), byVector[e].value };
      }
    }
  }
};
} // namespace

template <typename T>
void
AddStatistics(const T *                    vectors,
              const T *                    codes,
              std::size_t                  count,
              double                       weight,
              DictionaryLearningState<T> & state,
              const Executor &             executor)
{
  const SparseCodes<T> sparse(codes, count, state.atoms);
  const double         scale = 1.0 / static_cast<double>(count);
  // Each atom has its own rows, so that their sums run in the order of the vectors.
  constexpr std::size_t block = 16;
  executor.ParallelFor((state.atoms + block - 1) / block, [&](std::size_t b) {
    for (std::size_t k = b * block; k < std::min(state.atoms, (b + 1) * block); ++k)
    {
      double * codeRow = state.codeProducts.data() + k * state.atoms;
      double * dataRow = state.dataProducts.data() + k * state.length;
      std::transform(codeRow, codeRow + state.atoms, codeRow, [weight](double value) { return weight * value; });
      std::transform(dataRow, dataRow + state.length, dataRow, [weight](double value) { return weight * value; });
      state.idle[k] += count;
      for (std::size_t e = sparse.beginOfAtom[k]; e < sparse.beginOfAtom[k + 1]; ++e)
      {
        const std::size_t n = sparse.byAtom[e].index;
        const double      value = scale * static_cast<double>(sparse.byAtom[e].value);
        for (std::size_t f = sparse.beginOfVector[n]; f < sparse.beginOfVector[n + 1]; ++f)
        {
          codeRow[sparse.byVector[f].index] += value * static_cast<double>(sparse.byVector[f].value);
        }
        const T * vector = vectors + n * state.length;
        for (std::size_t i = 0; i < state.length; ++i)
        {
          dataRow[i] += value * static_cast<double>(vector[i]);
        }
        state.idle[k] = count - 1 - n;
      }
    }
  });
}

template <typename T>
void
UpdateAtoms(bool hasNonNegativeAtoms, DictionaryLearningState<T> & state)
{
  const auto &               kernels = GetSparseKernels<T>();
  AlignedBuffer<T>           update(state.length);
  std::vector<std::uint32_t> indices(state.atoms);
  std::vector<T>             values(state.atoms);
  double                     largest = 0.0;
  for (std::size_t k = 0; k < state.atoms; ++k)
  {
    largest = std::max(largest, state.codeProducts[k * state.atoms + k]);
  }
  for (std::size_t k = 0; k < state.atoms; ++k)
  {
    const double * row = state.codeProducts.data() + k * state.atoms;
    if (!(row[k] > 1e-10 * largest))
    {
      continue; // nothing is known of this atom
    }
    std::size_t count = 0;
    for (std::size_t j = 0; j < state.atoms; ++j)
    {
      if (row[j] != 0.0 && j != k)
      {
        indices[count] = static_cast<std::uint32_t>(j);
        values[count++] = static_cast<T>(row[j] / row[k]);
      }
    }
    for (std::size_t i = 0; i < state.length; ++i)
    {
      update[i] = static_cast<T>(state.dataProducts[k * state.length + i] / row[k]);
    }
    kernels.subtractRows(
      state.dictionary.data(), state.length, indices.data(), values.data(), count, update.data(), state.length);
    if (hasNonNegativeAtoms)
    {
      ClipNegative(update.data(), state.length);
    }
    const double norm = NormOf(update.data(), state.length);
    if (norm > 0.0 && std::isfinite(norm))
    {
      const T factor = static_cast<T>(norm > 1.0 ? 1.0 / norm : 1.0);
      std::transform(
        update.begin(), update.end(), state.dictionary.data() + k * state.length, [factor](T u) { return factor * u; });
    }
  }
}

template <typename T>
void
ReplaceAtom(std::size_t k, const T * vector, bool hasNonNegativeAtoms, DictionaryLearningState<T> & state)
{
  T * atom = state.dictionary.data() + k * state.length;
  std::copy_n(vector, state.length, atom);
  if (hasNonNegativeAtoms && !ClipNegative(atom, state.length))
  {
    std::fill_n(atom, state.length, T(1));
  }
  const T factor = static_cast<T>(1.0 / NormOf(atom, state.length));
  std::transform(atom, atom + state.length, atom, [factor](T value) { return factor * value; });
  for (std::size_t j = 0; j < state.atoms; ++j)
  {
    state.codeProducts[k * state.atoms + j] = 0.0;
    state.codeProducts[j * state.atoms + k] = 0.0;
  }
  std::fill_n(state.dataProducts.data() + k * state.length, state.length, 0.0);
  state.idle[k] = 0;
  ++state.replaced;
}

template <typename T>
bool
ClipNegative(T * values, std::size_t count)
{
  bool isPositive = false;
  for (std::size_t i = 0; i < count; ++i)
  {
    values[i] = std::max(values[i], T(0));
    isPositive = isPositive || values[i] > T(0);
  }
  return isPositive;
}

#define PhaseHarmonics_INSTANTIATE(T)                                                                                  \
  template void AddStatistics(                                                                                         \
    const T *, const T *, std::size_t, double, DictionaryLearningState<T> &, const Executor &);                        \
  template void UpdateAtoms(bool, DictionaryLearningState<T> &);                                                       \
  template void ReplaceAtom(std::size_t, const T *, bool, DictionaryLearningState<T> &);                               \
  template bool ClipNegative(T *, std::size_t)
PhaseHarmonics_INSTANTIATE(float);
PhaseHarmonics_INSTANTIATE(double);
#undef PhaseHarmonics_INSTANTIATE
} // namespace phaseharmonics
