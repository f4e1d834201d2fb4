// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phSparseVectorTestTools_h
#define phSparseVectorTestTools_h

#include "phKernelTestTools.h"
#include "phSparseCoder.h"

#include <memory>
#include <string>
#include <vector>

namespace phaseharmonics_test
{
using phaseharmonics::Dictionary;
using phaseharmonics::SparseCodeProblem;
using phaseharmonics::SparseCodeReport;
using phaseharmonics::SparseCodeStopping;
using phaseharmonics::SparseSolver;

// Those that go on to the optimum.
constexpr SparseSolver AllSolvers[] = { SparseSolver::ISTA, SparseSolver::FISTA };

inline std::string
SolverName(SparseSolver solver)
{
  const char * names[] = { "Automatic", "ISTA", "FISTA" };
  return names[static_cast<int>(solver)];
}

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

// y - D z, computed from the definition.
template <typename T>
std::vector<double>
Residual(const Dictionary<T> & dictionary, const T * vector, const T * code)
{
  std::vector<double> residual(vector, vector + dictionary.GetLength());
  for (std::size_t k = 0; k < dictionary.GetNumberOfAtoms(); ++k)
  {
    for (std::size_t i = 0; i < residual.size(); ++i)
    {
      residual[i] -= static_cast<double>(dictionary.Atom(k)[i]) * static_cast<double>(code[k]);
    }
  }
  return residual;
}

// D^T r
template <typename T>
std::vector<double>
Correlations(const Dictionary<T> & dictionary, const std::vector<double> & residual)
{
  std::vector<double> correlations(dictionary.GetNumberOfAtoms());
  for (std::size_t k = 0; k < correlations.size(); ++k)
  {
    for (std::size_t i = 0; i < residual.size(); ++i)
    {
      correlations[k] += static_cast<double>(dictionary.Atom(k)[i]) * residual[i];
    }
  }
  return correlations;
}

template <typename T>
double
Objective(const Dictionary<T> & dictionary, const T * vector, const T * code, double lambda)
{
  double objective = 0.0;
  for (const double r : Residual(dictionary, vector, code))
  {
    objective += 0.5 * r * r;
  }
  for (std::size_t k = 0; k < dictionary.GetNumberOfAtoms(); ++k)
  {
    objective += lambda * std::abs(static_cast<double>(code[k]));
  }
  return objective;
}

template <typename T>
struct Encoded
{
  std::vector<T>                codes;
  std::vector<SparseCodeReport> reports;
};

template <typename T>
Encoded<T>
Encode(std::shared_ptr<const Dictionary<T>> dictionary,
       SparseSolver                         solver,
       const SparseCodeProblem &            problem,
       const SparseCodeStopping &           stopping,
       const std::vector<T> &               vectors,
       const phaseharmonics::Executor &     executor = phaseharmonics::SerialExecutor())
{
  const std::size_t count = vectors.size() / dictionary->GetLength();
  Encoded<T> result{ std::vector<T>(count * dictionary->GetNumberOfAtoms()), std::vector<SparseCodeReport>(count) };
  phaseharmonics::MakeSparseCoder<T>(dictionary, solver, problem, stopping)
    ->Encode(vectors.data(), count, result.codes.data(), false, result.reports.data(), executor);
  return result;
}
} // namespace phaseharmonics_test

#endif
