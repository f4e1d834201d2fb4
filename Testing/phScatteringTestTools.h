// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phScatteringTestTools_h
#define phScatteringTestTools_h

#include "phScattering.h"

#include "phKernelTestTools.h"
#include "refScattering.h"

namespace phaseharmonics_test
{
using phaseharmonics::Scattering;
using phaseharmonics::ScatteringBoundary;
using phaseharmonics::ScatteringOptions;
using phaseharmonics::ScatteringVariant;
using phaseharmonics::Subsampling;
using phaseharmonics::WaveletFamily;

inline ScatteringOptions
MakeScatteringOptions(unsigned int scales, unsigned int orientations, unsigned int order, unsigned int phases)
{
  ScatteringOptions options;
  options.bank.numberOfScales = scales;
  options.bank.numberOfOrientations = orientations;
  options.order = order;
  options.numberOfPhases = phases;
  return options;
}

/** The grids of kymatio: Morlet wavelets, folded onto critically sampled grids. */
inline ScatteringOptions
KymatioOptions(unsigned int scales, unsigned int orientations)
{
  ScatteringOptions options = MakeScatteringOptions(scales, orientations, 2, 0);
  options.bank.family = WaveletFamily::Morlet;
  options.bank.oversampling = 0;
  options.subsampling = Subsampling::Fold;
  options.boundary = ScatteringBoundary::Mirror;
  return options;
}

inline phaseharmonics_reference::ScatteringSettings
ReferenceSettings(const ScatteringOptions & options)
{
  phaseharmonics_reference::ScatteringSettings s;
  s.J = static_cast<int>(options.bank.numberOfScales);
  s.L = static_cast<int>(options.bank.numberOfOrientations);
  s.family = options.bank.family == WaveletFamily::Morlet ? phaseharmonics_reference::Family::Morlet
                                                          : phaseharmonics_reference::Family::BumpSteerable;
  s.order = static_cast<int>(options.order);
  s.phases = static_cast<int>(options.numberOfPhases);
  for (int j = 0; j < s.J; ++j)
  {
    s.coarsening[j] = options.bank.decimation ? std::max(0, j - static_cast<int>(options.bank.oversampling)) : 0;
  }
  s.folds = options.subsampling == Subsampling::Fold;
  s.mirrors = options.boundary == ScatteringBoundary::Mirror;
  s.variant = static_cast<int>(options.variant);
  s.epsilon = options.epsilon;
  return s;
}

template <typename T>
std::vector<T>
ScatteringOf(const Scattering<T> & scattering, const std::vector<T> & images)
{
  const std::size_t count = images.size() / scattering.GetGeometry().image.NumberOfPixels();
  std::vector<T>    coefficients(count * scattering.OutputSize());
  scattering.Forward(images.data(), count, coefficients.data(), phaseharmonics::SerialExecutor());
  return coefficients;
}
} // namespace phaseharmonics_test

#endif
