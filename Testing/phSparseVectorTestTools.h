// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phSparseVectorTestTools_h
#define phSparseVectorTestTools_h

#include "phKernelTestTools.h"
#include "phSparseCoder.h"

#include "refSparseCode.h"

#include <memory>
#include <string>
#include <thread>
#include <type_traits>
#include <vector>

namespace phaseharmonics_test
{
using phaseharmonics::Dictionary;
using phaseharmonics::SparseCodeProblem;
using phaseharmonics::SparseCodeReport;
using phaseharmonics::SparseCodeStopping;
using phaseharmonics::SparseSolver;

// Those that go on to the optimum.
constexpr SparseSolver ExactSolvers[] = { SparseSolver::ISTA, SparseSolver::FISTA, SparseSolver::CoordinateDescent };
constexpr SparseSolver AllSolvers[] = { SparseSolver::Automatic,
                                        SparseSolver::ISTA,
                                        SparseSolver::FISTA,
                                        SparseSolver::ISTC,
                                        SparseSolver::CoordinateDescent };

inline std::string
SolverName(SparseSolver solver)
{
  const char * names[] = { "Automatic", "ISTA", "FISTA", "ISTC", "CoordinateDescent" };
  return names[static_cast<int>(solver)];
}

template <typename T>
constexpr bool IsFloat = std::is_same<T, float>::value;

class TwoThreads : public phaseharmonics::Executor
{
public:
  void
  ParallelFor(std::size_t count, const std::function<void(std::size_t)> & body) const override
  {
    std::thread other([&] {
      for (std::size_t i = 1; i < count; i += 2)
      {
        body(i);
      }
    });
    for (std::size_t i = 0; i < count; i += 2)
    {
      body(i);
    }
    other.join();
  }
};

// Gaussian atoms of unit norm.
template <typename T>
std::shared_ptr<Dictionary<T>>
RandomDictionary(std::size_t length, std::size_t atoms, std::uint64_t seed)
{
  auto dictionary = std::make_shared<Dictionary<T>>(Dictionary<T>::OfVectors(length, atoms));
  phaseharmonics::FillStandardNormal(dictionary->data(), length * atoms, seed, 0);
  dictionary->Normalize();
  return dictionary;
}

// For the reference.
template <typename T>
std::vector<double>
AtomsOf(const Dictionary<T> & dictionary)
{
  return { dictionary.data(), dictionary.data() + dictionary.GetLength() * dictionary.GetNumberOfAtoms() };
}

template <typename T>
std::vector<double>
RowOf(const std::vector<T> & values, std::size_t row, std::size_t length)
{
  const auto begin = values.begin() + static_cast<std::ptrdiff_t>(row * length);
  return { begin, begin + static_cast<std::ptrdiff_t>(length) };
}

// D z for codes with about this many coefficients in each vector, and noise of this fraction of their deviation.
template <typename T>
std::vector<T>
PlantedVectors(const Dictionary<T> & dictionary, std::size_t count, double support, double noise, std::uint64_t seed)
{
  const std::size_t atoms = dictionary.GetNumberOfAtoms();
  const std::size_t length = dictionary.GetLength();
  std::vector<T>    codes = Noise<T>(count * atoms, seed);
  std::vector<T>    uniform(codes.size());
  phaseharmonics::FillUniform(uniform.data(), uniform.size(), seed, 1);
  for (std::size_t i = 0; i < codes.size(); ++i)
  {
    codes[i] = static_cast<double>(uniform[i]) * static_cast<double>(atoms) < support ? codes[i] : T(0);
  }
  std::vector<T> vectors(count * length);
  phaseharmonics::Decode(dictionary, codes.data(), count, vectors.data(), phaseharmonics::SerialExecutor());
  const double   deviation = std::sqrt(support / static_cast<double>(length));
  std::vector<T> errors(vectors.size());
  phaseharmonics::FillStandardNormal(errors.data(), errors.size(), seed, 2);
  for (std::size_t i = 0; i < vectors.size(); ++i)
  {
    vectors[i] += static_cast<T>(noise * deviation) * errors[i];
  }
  return vectors;
}

template <typename T>
struct Encoded
{
  std::vector<T>                codes;
  std::vector<SparseCodeReport> reports;
};

template <typename T>
Encoded<T>
EncodeAll(const std::shared_ptr<Dictionary<T>> & dictionary,
          SparseSolver                           solver,
          const SparseCodeProblem &              problem,
          const SparseCodeStopping &             stopping,
          const std::vector<T> &                 vectors,
          const phaseharmonics::Executor &       executor = phaseharmonics::SerialExecutor())
{
  const std::size_t count = vectors.size() / dictionary->GetLength();
  Encoded<T> result{ std::vector<T>(count * dictionary->GetNumberOfAtoms()), std::vector<SparseCodeReport>(count) };
  phaseharmonics::MakeSparseCoder<T>(dictionary, solver, problem, stopping)
    ->Encode(vectors.data(), count, result.codes.data(), false, result.reports.data(), executor);
  return result;
}
} // namespace phaseharmonics_test

#endif
