// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phDictionaryLearning.h"

#include "phAtomUpdateInternal.h"
#include "phRandom.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>
#include <string>
#include <utility>

namespace phaseharmonics
{
namespace
{
// A random order of 0 .. count - 1 (Fisher and Yates), the same for the same seed and stream.
std::vector<std::size_t>
Shuffled(std::size_t count, std::uint64_t seed, std::uint64_t stream)
{
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{ 0 });
  for (std::size_t i = 0; i + 1 < count; ++i)
  {
    const auto          words = Philox(seed, stream, i);
    const std::uint64_t draw = (std::uint64_t{ words[1] } << 32) | words[0];
    std::swap(order[i], order[i + draw % (count - i)]);
  }
  return order;
}

void
Check(const DictionaryLearningOptions & options)
{
  CheckSparseCodeParameters(options.problem, options.stopping);
  if (!(options.forgetting >= 0.0) || !std::isfinite(options.forgetting))
  {
    throw std::invalid_argument("Forgetting is " + std::to_string(options.forgetting) + "; it must not be negative.");
  }
  if (options.sweeps == 0)
  {
    throw std::invalid_argument("Learning needs at least one sweep over the atoms.");
  }
  if (!(options.idleBatches > 0.0))
  {
    throw std::invalid_argument("Vectors per atom until it counts as unused: " + std::to_string(options.idleBatches) +
                                "; it must be positive.");
  }
}
} // namespace

template <typename T>
class DictionaryLearning<T>::Implementation
{
public:
  explicit Implementation(const DictionaryLearningOptions & options)
    : m_Options(options)
  {}

  void
  Start(std::size_t length, std::size_t atoms)
  {
    m_State = {};
    m_State.length = length;
    m_State.atoms = atoms;
    m_State.dictionary.resize(atoms * length);
    m_State.codeProducts.resize(atoms * atoms);
    m_State.dataProducts.resize(atoms * length);
    m_State.idle.resize(atoms);
    m_State.seed = m_Options.seed;
    m_Order.clear();
  }

  std::shared_ptr<const Dictionary<T>>
  CopyOfDictionary() const
  {
    this->CheckStarted();
    auto dictionary = std::make_shared<Dictionary<T>>(Dictionary<T>::OfVectors(m_State.length, m_State.atoms));
    std::copy(m_State.dictionary.begin(), m_State.dictionary.end(), dictionary->data());
    return dictionary;
  }

  std::unique_ptr<SparseCoder<T>>
  MakeCoder(const Executor & executor) const
  {
    return MakeSparseCoder<T>(
      this->CopyOfDictionary(), m_Options.solver, m_Options.problem, m_Options.stopping, executor);
  }

  double
  Update(const T * batch, std::size_t count, const Executor & executor)
  {
    if (count == 0)
    {
      throw std::invalid_argument("A mini-batch needs at least one vector.");
    }
    m_Codes.resize(count * m_State.atoms);
    m_Reports.resize(count);
    this->MakeCoder(executor)->Encode(batch, count, m_Codes.data(), false, m_Reports.data(), executor);

    ++m_State.step;
    const double weight = std::pow(1.0 - 1.0 / static_cast<double>(m_State.step), m_Options.forgetting);
    AddStatistics(batch, m_Codes.data(), count, weight, m_State, executor);
    for (unsigned int sweep = 0; sweep < m_Options.sweeps; ++sweep)
    {
      UpdateAtoms(m_Options.hasNonNegativeAtoms, m_State);
    }
    this->ReplaceIdleAtoms(batch, count);

    double sum = 0.0;
    for (const SparseCodeReport & report : m_Reports)
    {
      sum += report.objective;
    }
    return sum / static_cast<double>(count);
  }

  double
  UpdateFrom(const T * vectors, std::size_t count, std::size_t batchSize, const Executor & executor)
  {
    if (count == 0 || batchSize == 0)
    {
      throw std::invalid_argument("Learning needs vectors, and mini-batches of at least one of them.");
    }
    if (m_State.position >= count)
    {
      m_State.position = 0;
      ++m_State.epoch;
      m_Order.clear();
    }
    if (m_Order.size() != count)
    {
      m_Order = Shuffled(count, m_State.seed, m_State.epoch + 1);
    }
    const std::size_t size = std::min(batchSize, count - m_State.position);
    m_Batch.resize(size * m_State.length);
    for (std::size_t i = 0; i < size; ++i)
    {
      std::copy_n(
        vectors + m_Order[m_State.position + i] * m_State.length, m_State.length, m_Batch.data() + i * m_State.length);
    }
    const double objective = this->Update(m_Batch.data(), size, executor);
    m_State.position += size;
    return objective;
  }

  double
  Objective(const T * vectors, std::size_t count, const Executor & executor) const
  {
    constexpr std::size_t         block = 4096;
    const auto                    coder = this->MakeCoder(executor);
    std::vector<T>                codes(std::min(count, block) * m_State.atoms);
    std::vector<SparseCodeReport> reports(std::min(count, block));
    double                        sum = 0.0;
    for (std::size_t begin = 0; begin < count; begin += block)
    {
      const std::size_t size = std::min(block, count - begin);
      coder->Encode(vectors + begin * m_State.length, size, codes.data(), false, reports.data(), executor);
      for (std::size_t n = 0; n < size; ++n)
      {
        sum += reports[n].objective;
      }
    }
    return count > 0 ? sum / static_cast<double>(count) : 0.0;
  }

  void
  CheckStarted() const
  {
    if (m_State.atoms == 0)
    {
      throw std::invalid_argument("Dictionary learning has not been initialized.");
    }
  }

  DictionaryLearningOptions  m_Options;
  DictionaryLearningState<T> m_State;
  std::vector<std::size_t>   m_Order; // of this epoch

private:
  // By those vectors whose objective is largest, each for one atom.
  void
  ReplaceIdleAtoms(const T * batch, std::size_t count)
  {
    const double             patience = m_Options.idleBatches * static_cast<double>(m_State.atoms);
    std::vector<std::size_t> worst;
    std::size_t              next = 0;
    for (std::size_t k = 0; k < m_State.atoms; ++k)
    {
      if (static_cast<double>(m_State.idle[k]) < patience)
      {
        continue;
      }
      if (worst.empty())
      {
        worst.resize(count);
        std::iota(worst.begin(), worst.end(), std::size_t{ 0 });
        std::stable_sort(worst.begin(), worst.end(), [this](std::size_t a, std::size_t b) {
          return m_Reports[a].objective > m_Reports[b].objective;
        });
      }
      if (next < count && m_Reports[worst[next]].objective > 0.0)
      {
        ReplaceAtom(k, batch + worst[next] * m_State.length, m_Options.hasNonNegativeAtoms, m_State);
        ++next;
      }
    }
  }

  std::vector<T>                m_Batch;
  std::vector<T>                m_Codes;
  std::vector<SparseCodeReport> m_Reports;
};

template <typename T>
DictionaryLearning<T>::DictionaryLearning(const DictionaryLearningOptions & options)
{
  Check(options);
  m_Implementation = std::make_unique<Implementation>(options);
}
template <typename T>
DictionaryLearning<T>::~DictionaryLearning() = default;
template <typename T>
DictionaryLearning<T>::DictionaryLearning(DictionaryLearning &&) noexcept = default;
template <typename T>
DictionaryLearning<T> &
DictionaryLearning<T>::operator=(DictionaryLearning &&) noexcept = default;

template <typename T>
void
DictionaryLearning<T>::Initialize(const T * vectors, std::size_t count, std::size_t length, std::size_t numberOfAtoms)
{
  auto        dictionary = Dictionary<T>::OfVectors(length, numberOfAtoms);
  const auto  order = Shuffled(count, m_Implementation->m_Options.seed, 0);
  std::size_t k = 0;
  for (std::size_t i = 0; i < count && k < numberOfAtoms; ++i)
  {
    const T * vector = vectors + order[i] * length;
    double    sum = 0.0;
    for (std::size_t n = 0; n < length; ++n)
    {
      sum += static_cast<double>(vector[n]) * static_cast<double>(vector[n]);
    }
    if (!std::isfinite(sum))
    {
      throw std::invalid_argument("Vector " + std::to_string(order[i]) +
                                  " has values that are not finite, or too large to square.");
    }
    T * atom = dictionary.Atom(k);
    std::copy_n(vector, length, atom);
    k += m_Implementation->m_Options.hasNonNegativeAtoms ? (ClipNegative(atom, length) ? 1 : 0) : (sum > 0.0 ? 1 : 0);
  }
  if (k < numberOfAtoms)
  {
    throw std::invalid_argument("A dictionary of " + std::to_string(numberOfAtoms) +
                                " atoms needs as many vectors to start from that are not zero; there are " +
                                std::to_string(k) + ".");
  }
  dictionary.Normalize();
  this->Initialize(dictionary);
}

template <typename T>
void
DictionaryLearning<T>::Initialize(const Dictionary<T> & dictionary)
{
  dictionary.CheckAtoms();
  m_Implementation->Start(dictionary.GetLength(), dictionary.GetNumberOfAtoms());
  auto & atoms = m_Implementation->m_State.dictionary;
  std::copy_n(dictionary.data(), atoms.size(), atoms.data());
}

template <typename T>
void
DictionaryLearning<T>::SetState(DictionaryLearningState<T> state)
{
  if (state.atoms == 0 || state.length == 0 || state.dictionary.size() != state.atoms * state.length ||
      state.codeProducts.size() != state.atoms * state.atoms ||
      state.dataProducts.size() != state.atoms * state.length || state.idle.size() != state.atoms)
  {
    throw std::invalid_argument("The arrays of the state of dictionary learning do not agree in size.");
  }
  m_Implementation->m_State = std::move(state);
  m_Implementation->m_Order.clear();
}

template <typename T>
const DictionaryLearningState<T> &
DictionaryLearning<T>::GetState() const
{
  return m_Implementation->m_State;
}

template <typename T>
double
DictionaryLearning<T>::Update(const T * batch, std::size_t count, const Executor & executor)
{
  m_Implementation->CheckStarted();
  return m_Implementation->Update(batch, count, executor);
}

template <typename T>
double
DictionaryLearning<T>::UpdateFrom(const T *        vectors,
                                  std::size_t      count,
                                  std::size_t      batchSize,
                                  const Executor & executor)
{
  m_Implementation->CheckStarted();
  return m_Implementation->UpdateFrom(vectors, count, batchSize, executor);
}

template <typename T>
double
DictionaryLearning<T>::Objective(const T * vectors, std::size_t count, const Executor & executor) const
{
  m_Implementation->CheckStarted();
  return m_Implementation->Objective(vectors, count, executor);
}

template <typename T>
std::shared_ptr<const Dictionary<T>>
DictionaryLearning<T>::GetDictionary() const
{
  return m_Implementation->CopyOfDictionary();
}

template class DictionaryLearning<float>;
template class DictionaryLearning<double>;
} // namespace phaseharmonics
