// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phAnalyticShrinkage.h"

#include "phAnalyticWeightsInternal.h"
#include "phVectorCoderInternal.h"

#include <Eigen/Cholesky>

#include <array>
#include <cmath>
#include <stdexcept>
#include <string>
#include <utility>

namespace phaseharmonics
{
namespace
{
template <typename T>
class AnalyticShrinkage : public VectorCoder<T>
{
public:
  AnalyticShrinkage(std::shared_ptr<const Dictionary<T>> dictionary,
                    const AnalyticShrinkageParameters &  parameters,
                    const SparseCodeProblem &            problem)
    : VectorCoder<T>(dictionary, problem, SparseCodeStopping{})
    , m_Parameters(parameters)
    , m_Weights(AnalyticWeights(*dictionary))
  {
    CheckAnalyticShrinkageParameters(parameters);
  }

private:
  void
  EncodeQueue(VectorQueue<T> & queue) const override
  {
    const auto &                         matrices = this->GetMatrices();
    std::array<std::size_t, SparseLanes> numbers{};
    std::array<const T *, SparseLanes>   vectors{};
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
        vectors[lanes] = queue.vectors + numbers[lanes] * matrices.length;
      }
      if (lanes == 0)
      {
        return;
      }
      UnrolledTile<T> tile(matrices, m_Weights, 0);
      tile.SetVectors(vectors.data(), lanes);
      for (std::size_t layer = 0; layer < m_Parameters.steps.size(); ++layer)
      {
        tile.ComputeDirection(0);
        tile.Forward(0,
                     m_Parameters.steps[layer],
                     m_Parameters.thresholds[layer],
                     m_Parameters.spared[layer],
                     this->GetProblem().isNonNegative);
      }
      for (std::size_t lane = 0; lane < lanes; ++lane)
      {
        for (std::size_t k = 0; k < matrices.atoms; ++k)
        {
          queue.codes[numbers[lane] * matrices.atoms + k] = tile.GetCodes()[k * SparseLanes + lane];
        }
      }
      if (queue.reports != nullptr)
      {
        this->Report(tile, numbers, lanes, queue);
      }
    }
  }

  void
  Report(const UnrolledTile<T> &                      tile,
         const std::array<std::size_t, SparseLanes> & numbers,
         std::size_t                                  lanes,
         VectorQueue<T> &                             queue) const
  {
    const auto &                    kernels = GetSparseKernels<T>();
    const auto &                    matrices = this->GetMatrices();
    const bool                      isNonNegative = this->GetProblem().isNonNegative;
    const AlignedBuffer<T> &        codes = tile.GetCodes();
    const AlignedBuffer<T> &        vectors = tile.GetVectors();
    AlignedBuffer<T>                residuals(vectors.size());
    AlignedBuffer<T>                products(codes.size());
    std::array<double, SparseLanes> l1{};
    std::array<double, SparseLanes> residualSquared{};
    std::array<double, SparseLanes> residualVector{};
    std::array<double, SparseLanes> vectorSquared{};
    std::array<T, SparseLanes>      lambdaMax{};
    std::array<T, SparseLanes>      largest{};
    kernels.products(
      matrices.rows.data(), matrices.atomStride, matrices.atoms, matrices.length, vectors.data(), products.data());
    kernels.measureCodes(codes.data(), products.data(), matrices.atoms, isNonNegative, l1.data(), lambdaMax.data());
    kernels.residuals(matrices.transpose.data(),
                      matrices.transposeStride,
                      matrices.length,
                      matrices.atoms,
                      codes.data(),
                      vectors.data(),
                      residuals.data());
    kernels.products(
      matrices.rows.data(), matrices.atomStride, matrices.atoms, matrices.length, residuals.data(), products.data());
    kernels.measureCodes(codes.data(), products.data(), matrices.atoms, isNonNegative, l1.data(), largest.data());
    kernels.innerProducts(residuals.data(), residuals.data(), matrices.length, residualSquared.data());
    kernels.innerProducts(residuals.data(), vectors.data(), matrices.length, residualVector.data());
    kernels.innerProducts(vectors.data(), vectors.data(), matrices.length, vectorSquared.data());
    for (std::size_t lane = 0; lane < lanes; ++lane)
    {
      const auto               max = static_cast<double>(lambdaMax[lane]);
      SparseCodeReport &       report = queue.reports[numbers[lane]];
      const SparseCodeMeasures measures{
        residualSquared[lane], residualVector[lane], vectorSquared[lane], l1[lane], static_cast<double>(largest[lane])
      };
      report = MakeReport(measures, this->LambdaOf(max), max, this->GetStopping().relativeGapTolerance);
      report.iterations = static_cast<unsigned int>(m_Parameters.steps.size());
      for (std::size_t k = 0; k < matrices.atoms; ++k)
      {
        report.supportSize += codes[k * SparseLanes + lane] != T(0) ? 1 : 0;
      }
    }
  }

  AnalyticShrinkageParameters m_Parameters;
  DictionaryMatrices<T>       m_Weights;
};
} // namespace

void
CheckAnalyticShrinkageParameters(const AnalyticShrinkageParameters & parameters)
{
  const std::size_t layers = parameters.steps.size();
  if (layers == 0 || parameters.thresholds.size() != layers || parameters.spared.size() != layers)
  {
    throw std::invalid_argument("Unrolled shrinkage needs a step, a threshold and a spared fraction for each layer.");
  }
  for (std::size_t layer = 0; layer < layers; ++layer)
  {
    const bool hasStep = parameters.steps[layer] > 0.0 && std::isfinite(parameters.steps[layer]);
    const bool hasThreshold = parameters.thresholds[layer] >= 0.0 && std::isfinite(parameters.thresholds[layer]);
    if (!hasStep || !hasThreshold || !(parameters.spared[layer] >= 0.0 && parameters.spared[layer] <= 1.0))
    {
      throw std::invalid_argument("Layer " + std::to_string(layer) +
                                  " of unrolled shrinkage needs a positive step, a threshold that is not negative and "
                                  "a spared fraction from 0 to 1.");
    }
  }
}

template <typename T>
Dictionary<T>
AnalyticWeights(const Dictionary<T> & dictionary)
{
  using Matrix = Eigen::MatrixXd;
  const auto   p = static_cast<Eigen::Index>(dictionary.GetLength());
  const auto   K = static_cast<Eigen::Index>(dictionary.GetNumberOfAtoms());
  const Matrix atoms =
    Eigen::Map<const Eigen::Matrix<T, Eigen::Dynamic, Eigen::Dynamic>>(dictionary.data(), p, K).template cast<double>();
  const Matrix       gram = atoms * atoms.transpose();
  const double       mean = gram.trace() / static_cast<double>(p);
  Eigen::LLT<Matrix> factorization;
  for (double part = 1e-10;; part *= 10.0)
  {
    factorization.compute(gram + part * mean * Matrix::Identity(p, p));
    if (factorization.info() == Eigen::Success)
    {
      break;
    }
  }
  const Matrix weights = factorization.solve(atoms);
  auto         result = Dictionary<T>::OfVectors(dictionary.GetLength(), dictionary.GetNumberOfAtoms());
  for (Eigen::Index k = 0; k < K; ++k)
  {
    const double scale = 1.0 / weights.col(k).dot(atoms.col(k));
    for (Eigen::Index i = 0; i < p; ++i)
    {
      result.Atom(static_cast<std::size_t>(k))[i] = static_cast<T>(scale * weights(i, k));
    }
  }
  return result;
}

template <typename T>
std::unique_ptr<SparseCoder<T>>
MakeAnalyticShrinkage(std::shared_ptr<const Dictionary<T>> dictionary,
                      const AnalyticShrinkageParameters &  parameters,
                      const SparseCodeProblem &            problem)
{
  if (dictionary == nullptr)
  {
    throw std::invalid_argument("A sparse coder needs a dictionary.");
  }
  return std::make_unique<AnalyticShrinkage<T>>(std::move(dictionary), parameters, problem);
}

template Dictionary<float>
AnalyticWeights(const Dictionary<float> &);
template Dictionary<double>
AnalyticWeights(const Dictionary<double> &);
template std::unique_ptr<SparseCoder<float>>
MakeAnalyticShrinkage(std::shared_ptr<const Dictionary<float>>,
                      const AnalyticShrinkageParameters &,
                      const SparseCodeProblem &);
template std::unique_ptr<SparseCoder<double>>
MakeAnalyticShrinkage(std::shared_ptr<const Dictionary<double>>,
                      const AnalyticShrinkageParameters &,
                      const SparseCodeProblem &);
} // namespace phaseharmonics
