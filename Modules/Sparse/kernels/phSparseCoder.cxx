// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phSparseCoder.h"

#include "phSolversInternal.h"
#include "phSparseKernelsInternal.h"

#include <algorithm>
#include <stdexcept>
#include <utility>
#include <vector>

namespace phaseharmonics
{
template <typename T>
std::unique_ptr<SparseCoder<T>>
MakeSparseCoder(std::shared_ptr<const Dictionary<T>> dictionary,
                SparseSolver                         solver,
                const SparseCodeProblem &            problem,
                const SparseCodeStopping &           stopping,
                const Executor &                     executor)
{
  if (solver == SparseSolver::Automatic && dictionary != nullptr)
  {
    // Measured: coordinate descent is two to nine times faster, but for codes with almost as many coefficients as
    // vectors have values, in dictionaries of many more atoms. Beyond, its Gram matrix takes too much memory.
    constexpr std::size_t largest = 4096;
    const std::size_t     atoms = dictionary->GetNumberOfAtoms();
    const bool isDense = problem.lambdaIsRatio && problem.lambda < 0.03 && atoms >= 8 * dictionary->GetLength();
    solver = atoms > largest || isDense ? SparseSolver::FISTA : SparseSolver::CoordinateDescent;
  }
  switch (solver)
  {
    case SparseSolver::ISTA:
      return MakeIterativeShrinkage(std::move(dictionary), problem, stopping, false, executor);
    case SparseSolver::FISTA:
      return MakeIterativeShrinkage(std::move(dictionary), problem, stopping, true, executor);
    case SparseSolver::ISTC:
      return MakeThresholdContinuation(std::move(dictionary), problem, stopping, 0.0, executor);
    case SparseSolver::CoordinateDescent:
      return MakeCoordinateDescent(std::move(dictionary), problem, stopping, executor);
    case SparseSolver::Automatic:
      break;
  }
  throw std::invalid_argument("A sparse coder needs a dictionary.");
}

template <typename T>
void
Decode(const Dictionary<T> & dictionary, const T * codes, std::size_t count, T * vectors, const Executor & executor)
{
  constexpr std::size_t block = 64;
  const std::size_t     atoms = dictionary.GetNumberOfAtoms();
  const std::size_t     length = dictionary.GetLength();
  executor.ParallelFor((count + block - 1) / block, [&](std::size_t b) {
    std::vector<std::uint32_t> indices(atoms);
    std::vector<T>             values(atoms);
    for (std::size_t n = b * block; n < std::min(count, (b + 1) * block); ++n)
    {
      const T *   code = codes + n * atoms;
      std::size_t support = 0;
      for (std::size_t k = 0; k < atoms; ++k)
      {
        if (code[k] != T(0))
        {
          indices[support] = static_cast<std::uint32_t>(k);
          values[support++] = -code[k];
        }
      }
      std::fill_n(vectors + n * length, length, T(0));
      GetSparseKernels<T>().subtractRows(
        dictionary.data(), length, indices.data(), values.data(), support, vectors + n * length, length);
    }
  });
}

template std::unique_ptr<SparseCoder<float>>
MakeSparseCoder(std::shared_ptr<const Dictionary<float>>,
                SparseSolver,
                const SparseCodeProblem &,
                const SparseCodeStopping &,
                const Executor &);
template std::unique_ptr<SparseCoder<double>>
MakeSparseCoder(std::shared_ptr<const Dictionary<double>>,
                SparseSolver,
                const SparseCodeProblem &,
                const SparseCodeStopping &,
                const Executor &);
template void
Decode(const Dictionary<float> &, const float *, std::size_t, float *, const Executor &);
template void
Decode(const Dictionary<double> &, const double *, std::size_t, double *, const Executor &);
} // namespace phaseharmonics
