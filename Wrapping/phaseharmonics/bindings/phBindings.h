// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phBindings_h
#define phBindings_h

#include <nanobind/nanobind.h>

namespace phaseharmonics
{
// One for each family of kernels, defined in ph<Family>Bindings.cxx.
void
BindWavelets(nanobind::module_ & module);
void
BindHarmonics(nanobind::module_ & module);
void
BindMoments(nanobind::module_ & module);
void
BindScattering(nanobind::module_ & module);
void
BindDictionary(nanobind::module_ & module);
void
BindSparse(nanobind::module_ & module);
void
BindDeconvolution(nanobind::module_ & module);
void
BindDictionaryLearning(nanobind::module_ & module);
void
BindSeries(nanobind::module_ & module);
void
BindSeriesSynthesis(nanobind::module_ & module);
void
BindPrediction(nanobind::module_ & module);
void
BindSynthesis(nanobind::module_ & module);
void
BindNetworks(nanobind::module_ & module);
void
BindReconstruction(nanobind::module_ & module);
} // namespace phaseharmonics

#endif
