// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phShrinkageCoderInternal.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>
#include <utility>

namespace phaseharmonics
{
namespace
{
template <typename T>
class ThresholdContinuation : public ShrinkageCoder<T>
{
public:
  ThresholdContinuation(std::shared_ptr<const Dictionary<T>> dictionary,
                        const SparseCodeProblem &            problem,
                        const SparseCodeStopping &           stopping,
                        double                               initialThreshold,
                        const Executor &                     executor)
    : ShrinkageCoder<T>(dictionary, problem, stopping)
    , m_InitialThreshold(initialThreshold)
  {
    if (stopping.maximumIterations == 0)
    {
      throw std::invalid_argument("Threshold continuation needs at least one iteration.");
    }
    if (!(initialThreshold >= 0.0) || !std::isfinite(initialThreshold))
    {
      throw std::invalid_argument("The initial threshold is " + std::to_string(initialThreshold) +
                                  "; it must not be negative.");
    }
    // For atoms of norm w, what it does to the coefficients w z of the atoms divided by w.
    auto           normalized = Dictionary<T>::OfVectors(dictionary->GetLength(), dictionary->GetNumberOfAtoms());
    std::vector<T> steps(dictionary->GetNumberOfAtoms());
    std::copy_n(dictionary->data(), dictionary->GetLength() * steps.size(), normalized.data());
    normalized.Normalize();
    for (std::size_t k = 0; k < steps.size(); ++k)
    {
      const double norm = dictionary->NormOfAtom(k);
      steps[k] = static_cast<T>(1.0 / (norm * norm));
    }
    this->SetSteps(std::move(steps));
    m_SafeStep = 1.0 / BoundOfSquaredNorm(DictionaryMatrices<T>(normalized), executor);
  }

private:
  using typename ShrinkageCoder<T>::Lane;

  bool
  Prepare(const SparseCodeReport &, double residualSquared, Lane & lane, std::size_t laneNumber, VectorTile<T> & tile)
    const override
  {
    constexpr double largestGrowth =
      1.2 * 1.2; // measured on scattering vectors: 1.5 leaves oscillations that end farther off
    if (lane.residualSquared >= 0.0 && residualSquared > largestGrowth * lane.residualSquared && lane.step > m_SafeStep)
    {
      tile.Revert(laneNumber);
      lane.step = m_SafeStep;
      --lane.iterations;
    }
    else
    {
      lane.residualSquared = residualSquared;
    }
    const double initial = std::max(lane.lambda, m_InitialThreshold > 0.0 ? m_InitialThreshold : lane.lambdaMax);
    const double fraction = (lane.iterations + 1.0) / this->GetStopping().maximumIterations;
    lane.threshold = initial * std::pow(lane.lambda / initial, fraction);
    return lane.iterations < this->GetStopping().maximumIterations;
  }

  void
  Accelerate(Lane &, bool) const override
  {}

  double m_InitialThreshold;
  double m_SafeStep{ 0.0 };
};
} // namespace

template <typename T>
std::unique_ptr<SparseCoder<T>>
MakeThresholdContinuation(std::shared_ptr<const Dictionary<T>> dictionary,
                          const SparseCodeProblem &            problem,
                          const SparseCodeStopping &           stopping,
                          double                               initialThreshold,
                          const Executor &                     executor)
{
  if (dictionary == nullptr)
  {
    throw std::invalid_argument("A sparse coder needs a dictionary.");
  }
  return std::make_unique<ThresholdContinuation<T>>(
    std::move(dictionary), problem, stopping, initialThreshold, executor);
}

template std::unique_ptr<SparseCoder<float>>
MakeThresholdContinuation(std::shared_ptr<const Dictionary<float>>,
                          const SparseCodeProblem &,
                          const SparseCodeStopping &,
                          double,
                          const Executor &);
template std::unique_ptr<SparseCoder<double>>
MakeThresholdContinuation(std::shared_ptr<const Dictionary<double>>,
                          const SparseCodeProblem &,
                          const SparseCodeStopping &,
                          double,
                          const Executor &);
} // namespace phaseharmonics
