// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phLowPassWeightsInternal.h"

#include <algorithm>
#include <cmath>
#include <complex>

namespace phaseharmonics
{
namespace
{
const double Pi = std::acos(-1.0);

// A Gaussian is sampled in space, so folded over the cells that it reaches in frequency.
double
FoldedGaussian(double deviation, double cell, double frequency)
{
  const int cells = static_cast<int>(std::ceil(std::max(0.0, 9.0 / deviation / cell - 0.5)));
  double    sum = 0.0;
  for (int c = -cells; c <= cells; ++c)
  {
    const double w = frequency + cell * c;
    sum += std::exp(-0.5 * deviation * deviation * w * w);
  }
  return sum;
}
} // namespace

LowPassWeights::LowPassWeights(const WaveletBankOptions & options,
                               const Grid &               full,
                               const Grid &               source,
                               const Grid &               coarse,
                               unsigned int               axis,
                               Subsampling                subsampling)
  : m_Inputs(source.size[axis])
  , m_Outputs(coarse.size[axis])
{
  const std::size_t n = full.size[axis];
  const auto        largest = subsampling == Subsampling::Fold
                                ? static_cast<long>(m_Inputs / 2)
                                : std::min(LargestKeptFrequency(n, m_Inputs), LargestKeptFrequency(n, m_Outputs));
  const double      cell = 2.0 * Pi * options.RelativeSampling(full)[axis];
  const double      deviation = WaveletProfile::New(options.family, full.dimension, options.numberOfOrientations)
                             ->LowPassDeviation(options.numberOfScales);
  for (long k = 0; k <= largest; ++k)
  {
    const double frequency = cell * static_cast<double>(k) / static_cast<double>(n);
    m_Spectrum.push_back(axis < full.dimension ? FoldedGaussian(deviation, cell, frequency) : 1.0);
  }
  // A Gaussian that the grid resolves has compact weights; those of a crop, or of a narrower one, spread over the axis.
  const double here = deviation * cell / (2.0 * Pi) * static_cast<double>(m_Inputs) / static_cast<double>(n);
  m_Reach = subsampling == Subsampling::Fold && here > 3.0 ? static_cast<std::size_t>(10.0 * here) : m_Inputs;
}

double
LowPassWeights::FractionReached() const
{
  return std::min(1.0, 2.0 * static_cast<double>(m_Reach) / static_cast<double>(m_Inputs));
}

// The weight is a function of the distance between input and output in units of 1 / (inputs outputs) of the axis.
double
LowPassWeights::At(std::size_t output, std::size_t input) const
{
  const std::size_t period = m_Inputs * m_Outputs;
  const std::size_t distance = (output * m_Inputs + period - input * m_Outputs) % period;
  // Powers of a unit phase lose one rounding error at each step.
  const auto           step = std::polar(1.0, 2.0 * Pi * static_cast<double>(distance) / static_cast<double>(period));
  std::complex<double> phase = step;
  double               sum = m_Spectrum[0];
  for (std::size_t k = 1; k < m_Spectrum.size(); ++k)
  {
    sum += (2 * k == m_Inputs ? 1.0 : 2.0) * m_Spectrum[k] * phase.real();
    phase *= step;
  }
  return sum / static_cast<double>(m_Inputs);
}

std::vector<double>
LowPassWeights::OfOutput(std::size_t output) const
{
  std::vector<double> weights(m_Inputs);
  const std::size_t   center = output * m_Inputs / m_Outputs;
  for (std::size_t u = 0; u < m_Inputs; ++u)
  {
    const std::size_t distance = u < center ? center - u : u - center;
    if (std::min(distance, m_Inputs - distance) <= m_Reach)
    {
      weights[u] = this->At(output, u);
    }
  }
  return weights;
}

std::vector<std::vector<double>>
LowPassWeights::OfOutputs(std::size_t begin, std::size_t count)
{
  const bool isShifted = m_Inputs % m_Outputs == 0;
  if (isShifted && m_First.empty())
  {
    m_First = this->OfOutput(0);
  }
  std::vector<std::vector<double>> weights;
  for (std::size_t output = begin; output < begin + count; ++output)
  {
    weights.push_back(isShifted ? m_First : this->OfOutput(output));
    if (isShifted)
    {
      const auto shift = static_cast<std::ptrdiff_t>(output * (m_Inputs / m_Outputs) % m_Inputs);
      std::rotate(weights.back().begin(), weights.back().end() - shift, weights.back().end());
    }
  }
  return weights;
}
} // namespace phaseharmonics
