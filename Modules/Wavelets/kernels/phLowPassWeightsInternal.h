// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phLowPassWeightsInternal_h
#define phLowPassWeightsInternal_h

#include "phSubsampling.h"
#include "phWaveletBankOptions.h"

#include <vector>

namespace phaseharmonics
{
/** The Gaussian low pass of a family along one axis, from a grid to a coarser one: in frequency, and as the weights of
 *  inputs for an output. */
class LowPassWeights
{
public:
  LowPassWeights() = default;
  LowPassWeights(const WaveletBankOptions & options,
                 const Grid &               full,
                 const Grid &               source,
                 const Grid &               coarse,
                 unsigned int               axis,
                 Subsampling                subsampling);

  /** At the frequencies 0, 1, .. of the full grid that pass. */
  const std::vector<double> &
  Spectrum() const
  {
    return m_Spectrum;
  }

  /** Weights of all inputs of outputs begin .. begin + count - 1. */
  std::vector<std::vector<double>>
  OfOutputs(std::size_t begin, std::size_t count);

  /** Part of the inputs that have a weight. */
  double
  FractionReached() const;

private:
  double
  At(std::size_t output, std::size_t input) const;
  std::vector<double>
  OfOutput(std::size_t output) const;

  std::size_t         m_Inputs{ 0 };
  std::size_t         m_Outputs{ 0 }; // of the whole coarse axis
  std::size_t         m_Reach{ 0 };   // inputs farther from their output have no weight
  std::vector<double> m_Spectrum;
  std::vector<double> m_First; // weights of output 0, when those of the others are shifts of them
};
} // namespace phaseharmonics

#endif
