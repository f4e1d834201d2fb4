// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phActiveSetKernelsInternal.h"
#include "phSolversInternal.h"
#include "phSparseKernelsInternal.h"
#include "phVectorCoderInternal.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

namespace phaseharmonics
{
namespace
{
/** The problem of one vector on the atoms that may be in its support. */
template <typename T>
class ActiveSet
{
public:
  ActiveSet(const T * gram, std::size_t gramStride, std::size_t atoms)
    : m_Gram(gram)
    , m_GramStride(gramStride)
    , m_IsMember(atoms)
  {}

  void
  Clear()
  {
    for (const std::uint32_t k : m_Atoms)
    {
      m_IsMember[k] = 0;
    }
    m_Atoms.clear();
    m_Codes.clear();
  }

  bool
  Contains(std::size_t k) const
  {
    return m_IsMember[k] != 0;
  }
  std::size_t
  GetSize() const
  {
    return m_Atoms.size();
  }
  const std::uint32_t *
  GetAtoms() const
  {
    return m_Atoms.data();
  }
  const T *
  GetCodes() const
  {
    return m_Codes.data();
  }

  void
  Add(std::size_t k, T code)
  {
    const std::size_t size = m_Atoms.size();
    if (size == m_Stride)
    {
      this->Grow();
    }
    m_Atoms.push_back(static_cast<std::uint32_t>(k));
    m_Codes.push_back(code);
    m_IsMember[k] = 1;
    const T * row = m_Gram + k * m_GramStride;
    for (std::size_t i = 0; i <= size; ++i)
    {
      const T product = row[m_Atoms[i]];
      m_Products[size * m_Stride + i] = product;
      m_Products[i * m_Stride + size] = product;
    }
  }

  /** From the gradient on all atoms, until a sweep of coordinate descent gains less than this or there were many.
   *  Sweeps find the support, on which it then takes one linear system for the rest. */
  void
  Minimize(const T * gradient, T lambda, bool isNonNegative, double smallestGain)
  {
    const auto &      kernels = GetActiveSetKernels<T>();
    const std::size_t size = m_Atoms.size();
    m_Gradient.assign(m_Stride, T(0));
    for (std::size_t i = 0; i < size; ++i)
    {
      m_Gradient[i] = gradient[m_Atoms[i]];
    }
    unsigned int           sweepsBetween = 3;
    unsigned int           nextSolve = sweepsBetween;
    constexpr unsigned int maximumSweeps = 1000;
    for (unsigned int sweep = 1; sweep <= maximumSweeps; ++sweep)
    {
      const double gain =
        kernels.sweep(m_Products.data(), m_Stride, size, lambda, isNonNegative, m_Codes.data(), m_Gradient.data());
      if (!(gain > smallestGain))
      {
        break;
      }
      if (sweep == nextSolve)
      {
        const double solved = kernels.solve(m_Products.data(),
                                            m_Stride,
                                            size,
                                            lambda,
                                            m_Codes.data(),
                                            m_Gradient.data(),
                                            m_Work.data(),
                                            m_Indices.data());
        // Signs that still change, or more atoms than dimensions: sweeps are worth more for a while.
        sweepsBetween = solved > gain ? 3 : 2 * sweepsBetween;
        nextSolve = sweep + sweepsBetween;
      }
    }
  }

private:
  // Room for more; values beyond the size only have to be finite.
  void
  Grow()
  {
    const std::size_t stride = std::max<std::size_t>(32, 2 * m_Stride);
    AlignedBuffer<T>  products(stride * stride);
    for (std::size_t i = 0; i < m_Stride; ++i)
    {
      std::copy_n(m_Products.data() + i * m_Stride, m_Stride, products.data() + i * stride);
    }
    m_Products = std::move(products);
    m_Work = AlignedBuffer<T>((stride + 1) * stride);
    m_Indices.resize(stride);
    m_Stride = stride;
  }

  const T *                  m_Gram;
  std::size_t                m_GramStride;
  std::vector<unsigned char> m_IsMember;
  std::vector<std::uint32_t> m_Atoms;
  std::vector<T>             m_Codes;
  std::vector<T>             m_Gradient;
  std::vector<std::uint32_t> m_Indices;
  AlignedBuffer<T>           m_Products;
  AlignedBuffer<T>           m_Work;
  std::size_t                m_Stride{ 0 };
};

/** Coordinate descent on the atoms that violate the conditions of optimality most, more of them after each round, until
 *  the gap over all atoms is closed. */
template <typename T>
class CoordinateDescent : public VectorCoder<T>
{
public:
  CoordinateDescent(std::shared_ptr<const Dictionary<T>> dictionary,
                    const SparseCodeProblem &            problem,
                    const SparseCodeStopping &           stopping,
                    const Executor &                     executor)
    : VectorCoder<T>(std::move(dictionary), problem, stopping)
    , m_GramStride(PaddedStride(this->GetMatrices().atoms))
    , m_Gram(GramOfRows(this->GetMatrices().rows.data(),
                        this->GetMatrices().atomStride,
                        this->GetMatrices().atoms,
                        this->GetMatrices().length,
                        executor))
  {}

private:
  struct Scratch
  {
    std::vector<T>             correlations; // c = D^T y
    std::vector<T>             gradient;     // c - G z
    std::vector<std::uint32_t> violators;
  };

  void
  EncodeQueue(VectorQueue<T> & queue) const override
  {
    const auto &                         matrices = this->GetMatrices();
    std::array<std::size_t, SparseLanes> numbers{};
    AlignedBuffer<T>                     vectors;
    AlignedBuffer<T>                     correlations;
    ActiveSet<T>                         active(m_Gram.data(), m_GramStride, matrices.atoms);
    Scratch                              scratch;
    for (;;)
    {
      std::size_t lanes = 0;
      for (; lanes < SparseLanes; ++lanes)
      {
        numbers[lanes] = queue.Next();
        if (numbers[lanes] >= queue.count)
        {
          break;
        }
      }
      if (lanes == 0)
      {
        return;
      }
      if (vectors.size() == 0)
      {
        vectors = AlignedBuffer<T>(matrices.length * SparseLanes);
        correlations = AlignedBuffer<T>(matrices.atoms * SparseLanes);
        scratch.correlations.resize(matrices.atoms);
      }
      for (std::size_t l = 0; l < lanes; ++l)
      {
        for (std::size_t i = 0; i < matrices.length; ++i)
        {
          vectors[i * SparseLanes + l] = queue.vectors[numbers[l] * matrices.length + i];
        }
      }
      GetSparseKernels<T>().products(matrices.rows.data(),
                                     matrices.atomStride,
                                     matrices.atoms,
                                     matrices.length,
                                     vectors.data(),
                                     correlations.data());
      for (std::size_t l = 0; l < lanes; ++l)
      {
        for (std::size_t k = 0; k < matrices.atoms; ++k)
        {
          scratch.correlations[k] = correlations[k * SparseLanes + l];
        }
        this->EncodeVector(queue, numbers[l], scratch, active);
      }
    }
  }

  T
  Violation(T gradient) const
  {
    return this->GetProblem().isNonNegative ? gradient : std::abs(gradient);
  }

  void
  EncodeVector(VectorQueue<T> & queue, std::size_t number, Scratch & scratch, ActiveSet<T> & active) const
  {
    const std::size_t length = this->GetMatrices().length;
    const std::size_t atoms = this->GetMatrices().atoms;
    const T *         vector = queue.vectors + number * length;
    T *               code = queue.codes + number * atoms;
    double            vectorSquared = 0.0;
    for (std::size_t i = 0; i < length; ++i)
    {
      vectorSquared += static_cast<double>(vector[i]) * static_cast<double>(vector[i]);
    }
    T largest = T(0);
    for (const T correlation : scratch.correlations)
    {
      largest = std::max(largest, this->Violation(correlation));
    }
    const double lambda = this->LambdaOf(static_cast<double>(largest));
    const bool   isZero = lambda >= static_cast<double>(largest);

    active.Clear();
    for (std::size_t k = 0; queue.isWarmStart && !isZero && k < atoms; ++k)
    {
      if (this->GetProblem().isNonNegative ? code[k] > T(0) : code[k] != T(0))
      {
        active.Add(k, code[k]);
      }
    }
    const SparseCodeStopping & stopping = this->GetStopping();
    double                     smallestGain = 0.01 * vectorSquared;
    SparseCodeReport           report;
    for (unsigned int iteration = 0;; ++iteration)
    {
      scratch.gradient = scratch.correlations;
      GetSparseKernels<T>().subtractRows(m_Gram.data(),
                                         m_GramStride,
                                         active.GetAtoms(),
                                         active.GetCodes(),
                                         active.GetSize(),
                                         scratch.gradient.data(),
                                         atoms);
      report = MakeReport(this->Measure(scratch, active, vectorSquared),
                          lambda,
                          static_cast<double>(largest),
                          stopping.relativeGapTolerance);
      report.iterations = iteration;
      if (isZero || report.hasConverged || iteration >= stopping.maximumIterations)
      {
        break;
      }
      const bool isComplete = this->AddViolators(scratch, static_cast<T>(lambda), active);
      // Not more precise than the atoms that are missing allow; where none is, more so in each round, since the
      // objective may be much closer to the optimum than the gap tells.
      smallestGain = isComplete ? 0.1 * std::min(smallestGain, 1e-2 * report.dualGap)
                                : std::min(smallestGain, 1e-2 * report.dualGap);
      active.Minimize(scratch.gradient.data(), static_cast<T>(lambda), this->GetProblem().isNonNegative, smallestGain);
    }

    std::fill_n(code, atoms, T(0));
    for (std::size_t i = 0; i < active.GetSize(); ++i)
    {
      code[active.GetAtoms()[i]] = active.GetCodes()[i];
      report.supportSize += active.GetCodes()[i] != T(0) ? 1 : 0;
    }
    if (queue.reports != nullptr)
    {
      queue.reports[number] = report;
    }
  }

  // Adds those atoms whose gradient exceeds lambda most, unless they are already there. Returns true if that is all.
  bool
  AddViolators(Scratch & scratch, T lambda, ActiveSet<T> & active) const
  {
    auto & violators = scratch.violators;
    violators.clear();
    for (std::size_t k = 0; k < scratch.gradient.size(); ++k)
    {
      if (this->Violation(scratch.gradient[k]) > lambda && !active.Contains(k))
      {
        violators.push_back(static_cast<std::uint32_t>(k));
      }
    }
    const std::size_t count = std::max<std::size_t>(8, active.GetSize() / 2);
    const bool        isAll = violators.size() <= count;
    if (!isAll)
    {
      const auto isWorse = [&](std::uint32_t a, std::uint32_t b) {
        const T violationOfA = this->Violation(scratch.gradient[a]);
        const T violationOfB = this->Violation(scratch.gradient[b]);
        return violationOfA > violationOfB || (violationOfA == violationOfB && a < b);
      };
      std::nth_element(violators.begin(), violators.begin() + static_cast<long>(count), violators.end(), isWorse);
      violators.resize(count);
      std::sort(violators.begin(), violators.end());
    }
    for (const std::uint32_t k : violators)
    {
      active.Add(k, T(0));
    }
    return isAll;
  }

  SparseCodeMeasures
  Measure(const Scratch & scratch, const ActiveSet<T> & active, double vectorSquared) const
  {
    SparseCodeMeasures measures{ vectorSquared, vectorSquared, vectorSquared, 0.0, 0.0 };
    for (std::size_t i = 0; i < active.GetSize(); ++i)
    {
      const auto k = active.GetAtoms()[i];
      const auto value = static_cast<double>(active.GetCodes()[i]);
      const auto correlation = static_cast<double>(scratch.correlations[k]);
      measures.residualSquared -= value * (correlation + static_cast<double>(scratch.gradient[k]));
      measures.residualVector -= value * correlation;
      measures.l1 += std::abs(value);
    }
    measures.residualSquared = std::max(0.0, measures.residualSquared);
    T largest = T(0);
    for (const T gradient : scratch.gradient)
    {
      largest = std::max(largest, this->Violation(gradient));
    }
    measures.largest = static_cast<double>(largest);
    return measures;
  }

  std::size_t      m_GramStride;
  AlignedBuffer<T> m_Gram;
};
} // namespace

template <typename T>
std::unique_ptr<SparseCoder<T>>
MakeCoordinateDescent(std::shared_ptr<const Dictionary<T>> dictionary,
                      const SparseCodeProblem &            problem,
                      const SparseCodeStopping &           stopping,
                      const Executor &                     executor)
{
  return std::make_unique<CoordinateDescent<T>>(std::move(dictionary), problem, stopping, executor);
}

template std::unique_ptr<SparseCoder<float>>
MakeCoordinateDescent(std::shared_ptr<const Dictionary<float>>,
                      const SparseCodeProblem &,
                      const SparseCodeStopping &,
                      const Executor &);
template std::unique_ptr<SparseCoder<double>>
MakeCoordinateDescent(std::shared_ptr<const Dictionary<double>>,
                      const SparseCodeProblem &,
                      const SparseCodeStopping &,
                      const Executor &);
} // namespace phaseharmonics
