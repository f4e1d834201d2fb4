// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phAnalyticShrinkage.h"
#include "phAnalyticWeightsInternal.h"
#include "phRandom.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>
#include <string>
#include <utility>

namespace phaseharmonics
{
namespace
{
/** Vectors with their codes, and the tiles that work on some of them. */
template <typename T>
class Trainer
{
public:
  Trainer(const Dictionary<T> & dictionary,
          const T *             vectors,
          const T *             codes,
          std::size_t           count,
          bool                  isNonNegative,
          const Executor &      executor)
    : m_Dictionary(dictionary)
    , m_Weights(AnalyticWeights(dictionary))
    , m_Vectors(vectors)
    , m_Codes(codes)
    , m_Count(count)
    , m_IsNonNegative(isNonNegative)
    , m_Executor(executor)
  {}

  /** Tiles of vectors number begin, begin + 1, ..., around the end. */
  void
  Load(std::size_t begin, std::size_t count, std::size_t layers)
  {
    const std::size_t tiles = (count + SparseLanes - 1) / SparseLanes;
    while (m_Tiles.size() < tiles)
    {
      m_Tiles.emplace_back(m_Dictionary, m_Weights, layers);
    }
    while (m_Tiles.size() > tiles)
    {
      m_Tiles.pop_back();
    }
    m_Executor.ParallelFor(tiles, [&](std::size_t t) {
      std::array<const T *, SparseLanes> vectors{};
      std::array<const T *, SparseLanes> codes{};
      const std::size_t                  lanes = std::min(SparseLanes, count - t * SparseLanes);
      for (std::size_t lane = 0; lane < lanes; ++lane)
      {
        const std::size_t n = (begin + t * SparseLanes + lane) % m_Count;
        vectors[lane] = m_Vectors + n * m_Dictionary.length;
        codes[lane] = m_Codes + n * m_Dictionary.atoms;
      }
      m_Tiles[t].SetVectors(vectors.data(), lanes);
      m_Tiles[t].SetTargets(codes.data(), lanes);
    });
    m_Reference = 0.0;
    for (std::size_t i = 0; i < count; ++i)
    {
      const T * code = m_Codes + ((begin + i) % m_Count) * m_Dictionary.atoms;
      for (std::size_t k = 0; k < m_Dictionary.atoms; ++k)
      {
        m_Reference += static_cast<double>(code[k]) * static_cast<double>(code[k]);
      }
    }
  }

  /** Relative error after all layers with its derivatives, of the vectors that were loaded last. */
  AnalyticShrinkageError
  Differentiate(const AnalyticShrinkageParameters & parameters)
  {
    const std::size_t   layers = parameters.steps.size();
    std::vector<double> errors(m_Tiles.size());
    std::vector<double> derivatives(m_Tiles.size() * 2 * layers);
    m_Executor.ParallelFor(m_Tiles.size(), [&](std::size_t t) {
      for (std::size_t layer = 0; layer < layers; ++layer)
      {
        m_Tiles[t].ComputeDirection(layer);
        m_Tiles[t].Forward(
          layer, parameters.steps[layer], parameters.thresholds[layer], parameters.spared[layer], m_IsNonNegative);
      }
      double * byStep = derivatives.data() + t * 2 * layers;
      errors[t] = m_Tiles[t].Backward(parameters, m_IsNonNegative, byStep, byStep + layers);
    });
    AnalyticShrinkageError result;
    result.byStep.resize(layers);
    result.byThreshold.resize(layers);
    for (std::size_t t = 0; t < m_Tiles.size(); ++t)
    {
      result.error += errors[t] / m_Reference;
      for (std::size_t layer = 0; layer < layers; ++layer)
      {
        result.byStep[layer] += 2.0 * derivatives[t * 2 * layers + layer] / m_Reference;
        result.byThreshold[layer] += 2.0 * derivatives[(t * 2 + 1) * layers + layer] / m_Reference;
      }
    }
    return result;
  }

  /** Fits each layer to the codes that those before it give, by a pattern search over step and threshold. */
  void
  FitLayers(AnalyticShrinkageParameters & parameters)
  {
    for (std::size_t layer = 0; layer < parameters.steps.size(); ++layer)
    {
      m_Executor.ParallelFor(m_Tiles.size(), [&](std::size_t t) { m_Tiles[t].ComputeDirection(0); });
      double       step = 1.0;
      double       threshold = layer == 0 ? this->TypicalCoefficient() : parameters.thresholds[layer - 1];
      double       ofStep = 1.3; // factors
      double       ofThreshold = 2.0;
      const double spared = parameters.spared[layer];
      double       error = this->ErrorAfter(step, threshold, spared);
      for (unsigned int round = 0; round < 14; ++round)
      {
        const std::array<std::pair<double, double>, 4> trials{ {
          { step * ofStep, threshold },
          { step / ofStep, threshold },
          { step, threshold * ofThreshold },
          { step, threshold / ofThreshold },
        } };
        bool                                           isBetter = false;
        for (const auto & trial : trials)
        {
          const double trialError = this->ErrorAfter(trial.first, trial.second, spared);
          if (trialError < error)
          {
            error = trialError;
            step = trial.first;
            threshold = trial.second;
            isBetter = true;
          }
        }
        if (!isBetter)
        {
          ofStep = std::sqrt(ofStep);
          ofThreshold = std::sqrt(ofThreshold);
        }
      }
      parameters.steps[layer] = step;
      parameters.thresholds[layer] = threshold;
      m_Executor.ParallelFor(m_Tiles.size(),
                             [&](std::size_t t) { m_Tiles[t].Forward(0, step, threshold, spared, m_IsNonNegative); });
    }
  }

private:
  double
  ErrorAfter(double step, double threshold, double spared)
  {
    std::vector<double> errors(m_Tiles.size());
    m_Executor.ParallelFor(m_Tiles.size(), [&](std::size_t t) {
      errors[t] = m_Tiles[t].ErrorAfter(0, step, threshold, spared, m_IsNonNegative);
    });
    double sum = 0.0;
    for (const double error : errors)
    {
      sum += error;
    }
    return sum;
  }

  // Root mean square over all coefficients, nonzero or not.
  double
  TypicalCoefficient() const
  {
    return std::sqrt(m_Reference / static_cast<double>(m_Tiles.size() * SparseLanes * m_Dictionary.atoms));
  }

  DictionaryMatrices<T>        m_Dictionary;
  DictionaryMatrices<T>        m_Weights;
  const T *                    m_Vectors;
  const T *                    m_Codes;
  std::size_t                  m_Count;
  bool                         m_IsNonNegative;
  const Executor &             m_Executor;
  std::vector<UnrolledTile<T>> m_Tiles;
  double                       m_Reference{ 0.0 };
};

/** Adam (Kingma and Ba 2015) on the logarithms of positive values. */
class LogarithmicAdam
{
public:
  explicit LogarithmicAdam(std::size_t size)
    : m_Mean(size)
    , m_Square(size)
  {}

  void
  Step(std::vector<double> & values, const std::vector<double> & derivatives, double rate)
  {
    constexpr double decayOfMean = 0.9;
    constexpr double decayOfSquare = 0.999;
    ++m_Steps;
    for (std::size_t i = 0; i < values.size(); ++i)
    {
      const double derivative = values[i] * derivatives[i];
      m_Mean[i] = decayOfMean * m_Mean[i] + (1.0 - decayOfMean) * derivative;
      m_Square[i] = decayOfSquare * m_Square[i] + (1.0 - decayOfSquare) * derivative * derivative;
      const double mean = m_Mean[i] / (1.0 - std::pow(decayOfMean, m_Steps));
      const double square = m_Square[i] / (1.0 - std::pow(decayOfSquare, m_Steps));
      values[i] *= std::exp(-rate * mean / (std::sqrt(square) + 1e-12));
    }
  }

private:
  std::vector<double> m_Mean;
  std::vector<double> m_Square;
  unsigned int        m_Steps{ 0 };
};

template <typename T>
void
CheckPairs(const Dictionary<T> & dictionary, const T * vectors, const T * codes, std::size_t count)
{
  dictionary.CheckAtoms();
  if (count == 0)
  {
    throw std::invalid_argument("Training needs vectors.");
  }
  double sum = 0.0;
  for (std::size_t n = 0; n < count; ++n)
  {
    const T *  vector = vectors + n * dictionary.GetLength();
    const T *  code = codes + n * dictionary.GetNumberOfAtoms();
    const auto isFinite = [](T value) { return std::isfinite(value); };
    if (!std::all_of(vector, vector + dictionary.GetLength(), isFinite) ||
        !std::all_of(code, code + dictionary.GetNumberOfAtoms(), isFinite))
    {
      throw std::invalid_argument("Vector " + std::to_string(n) + " or its code has values that are not finite.");
    }
    for (std::size_t k = 0; k < dictionary.GetNumberOfAtoms(); ++k)
    {
      sum += static_cast<double>(code[k]) * static_cast<double>(code[k]);
    }
  }
  if (!(sum > 0.0))
  {
    throw std::invalid_argument("All codes to train with are zero.");
  }
}
} // namespace

template <typename T>
AnalyticShrinkageParameters
TrainAnalyticShrinkage(const Dictionary<T> &             dictionary,
                       const T *                         vectors,
                       const T *                         codes,
                       std::size_t                       count,
                       const AnalyticShrinkageTraining & training,
                       const Executor &                  executor)
{
  CheckPairs(dictionary, vectors, codes, count);
  if (training.layers == 0 || training.batchSize == 0 || !(training.learningRate > 0.0) ||
      !(training.sparedPerLayer >= 0.0) || !(training.largestSpared >= 0.0 && training.largestSpared <= 1.0))
  {
    throw std::invalid_argument("Training needs layers, a batch size and a learning rate that are positive, and spared "
                                "fractions from 0 to 1.");
  }
  AnalyticShrinkageParameters parameters;
  parameters.steps.resize(training.layers);
  parameters.thresholds.resize(training.layers);
  for (unsigned int layer = 0; layer < training.layers; ++layer)
  {
    parameters.spared.push_back(std::min((layer + 1.0) * training.sparedPerLayer, training.largestSpared));
  }
  {
    Trainer<T> trainer(dictionary, vectors, codes, count, training.isNonNegative, executor);
    trainer.Load(0, std::min<std::size_t>(count, 512), 1);
    trainer.FitLayers(parameters);
  }
  Trainer<T>        trainer(dictionary, vectors, codes, count, training.isNonNegative, executor);
  const std::size_t batch = std::min(count, training.batchSize);
  LogarithmicAdam   steps(training.layers);
  LogarithmicAdam   thresholds(training.layers);
  for (unsigned int iteration = 0; iteration < training.iterations; ++iteration)
  {
    trainer.Load(iteration * batch % count, batch, training.layers);
    AnalyticShrinkageError error = trainer.Differentiate(parameters);
    if (!(error.error > 0.0))
    {
      break;
    }
    for (unsigned int layer = 0; layer < training.layers; ++layer)
    {
      error.byStep[layer] /= error.error; // of the logarithm
      error.byThreshold[layer] /= error.error;
    }
    constexpr double pi = 3.14159265358979323846;
    const double     part = static_cast<double>(iteration) / training.iterations;
    const double     rate = training.learningRate * (0.01 + 0.495 * (1.0 + std::cos(pi * part)));
    steps.Step(parameters.steps, error.byStep, rate);
    thresholds.Step(parameters.thresholds, error.byThreshold, rate);
  }
  return parameters;
}

template <typename T>
AnalyticShrinkageError
EvaluateAnalyticShrinkage(const Dictionary<T> &               dictionary,
                          const T *                           vectors,
                          const T *                           codes,
                          std::size_t                         count,
                          const AnalyticShrinkageParameters & parameters,
                          bool                                isNonNegative,
                          const Executor &                    executor)
{
  CheckPairs(dictionary, vectors, codes, count);
  CheckAnalyticShrinkageParameters(parameters);
  Trainer<T> trainer(dictionary, vectors, codes, count, isNonNegative, executor);
  trainer.Load(0, count, parameters.steps.size());
  return trainer.Differentiate(parameters);
}

template <typename T>
void
PlantCodes(const Dictionary<T> & dictionary,
           double                probability,
           bool                  isNonNegative,
           std::size_t           count,
           std::uint64_t         seed,
           T *                   codes,
           T *                   vectors,
           const Executor &      executor)
{
  const std::size_t values = count * dictionary.GetNumberOfAtoms();
  std::vector<T>    uniform(values);
  FillUniform(uniform.data(), values, seed, 0);
  FillStandardNormal(codes, values, seed, 1);
  for (std::size_t i = 0; i < values; ++i)
  {
    const T coefficient = isNonNegative ? std::abs(codes[i]) : codes[i];
    codes[i] = static_cast<double>(uniform[i]) < probability ? coefficient : T(0);
  }
  Decode(dictionary, codes, count, vectors, executor);
}

#define PhaseHarmonics_INSTANTIATE(T)                                                                                  \
  template AnalyticShrinkageParameters TrainAnalyticShrinkage(                                                         \
    const Dictionary<T> &, const T *, const T *, std::size_t, const AnalyticShrinkageTraining &, const Executor &);    \
  template AnalyticShrinkageError EvaluateAnalyticShrinkage(const Dictionary<T> &,                                     \
                                                            const T *,                                                 \
                                                            const T *,                                                 \
                                                            std::size_t,                                               \
                                                            const AnalyticShrinkageParameters &,                       \
                                                            bool,                                                      \
                                                            const Executor &);                                         \
  template void PlantCodes(const Dictionary<T> &, double, bool, std::size_t, std::uint64_t, T *, T *, const Executor &)
PhaseHarmonics_INSTANTIATE(float);
PhaseHarmonics_INSTANTIATE(double);
#undef PhaseHarmonics_INSTANTIATE
} // namespace phaseharmonics
