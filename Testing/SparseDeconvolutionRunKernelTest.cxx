// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0

#include "phSparseDeconvolutionRun.h"
#include "phSparseVectorTestTools.h"

#include <numeric>

namespace
{
using namespace phaseharmonics;
using namespace phaseharmonics_test;

TEST(SparseDeconvolutionRun, KernelsAreCenteredAndNormalized)
{
  const auto kernel = MakeBlurKernel(MakeGrid(4, 3), std::vector<double>(12, 2.0), true);
  EXPECT_EQ(kernel.center, (std::array<std::size_t, 3>{ { 2, 1, 0 } }));
  EXPECT_NEAR(std::accumulate(kernel.values.begin(), kernel.values.end(), 0.0), 1.0, 1e-15);
  EXPECT_EQ(MakeBlurKernel(MakeGrid(2), { 3.0, -3.0 }, false).values, (std::vector<double>{ 3.0, -3.0 }));
  EXPECT_THROW(MakeBlurKernel(MakeGrid(2), { 3.0, -3.0 }, true), std::invalid_argument);
}

TEST(SparseDeconvolutionRun, AtomsAreFrameletsOrThoseGiven)
{
  EXPECT_EQ(AtomsForDeconvolution<float>(nullptr, 2)->GetSupport().dimension, 2u);
  Dictionary<float> atoms(MakeGrid(3, 2), 1, 2);
  EXPECT_THROW(AtomsForDeconvolution(&atoms, 2), std::invalid_argument);
  std::fill_n(atoms.data(), 12, 1.0f);
  EXPECT_EQ(AtomsOf(*AtomsForDeconvolution(&atoms, 2)), std::vector<double>(12, 1.0));
  EXPECT_THROW(AtomsForDeconvolution(&atoms, 3), std::invalid_argument);
  const Dictionary<float> none;
  EXPECT_THROW(AtomsForDeconvolution(&none, 2), std::invalid_argument);
}

TEST(SparseDeconvolutionRun, GoesOnFromACodeAndStops)
{
  const auto                    observed = Noise<double>(2 * 12 * 10, 1);
  const ObservedImage<double>   image{ observed.data(), MakeGrid(12, 10), 2, nullptr };
  const auto                    atoms = AtomsForDeconvolution<double>(nullptr, 2);
  ConvolutionObservationOptions blur;
  blur.blurSigma = { { 1.0, 0.5, 0.0 } };
  blur.decimation = { { 2, 1, 1 } };
  SparseDeconvolutionOptions options;
  options.stopping.maximumIterations = 5;
  const auto run = [&](std::vector<double> code, std::size_t stopAfter, DeconvolvedImage<double> & result) {
    std::size_t iterations = 0;
    return DeconvolveImage<double>(image,
                                   atoms,
                                   blur,
                                   options,
                                   std::move(code),
                                   result,
                                   SerialExecutor(),
                                   [&](std::size_t, const SparseCodeReport &) { return ++iterations < stopAfter; });
  };
  DeconvolvedImage<double> cold;
  ASSERT_TRUE(run({}, 100, cold));
  EXPECT_EQ(cold.fineGrid, MakeGrid(24, 10));
  EXPECT_EQ(cold.fine.size(), 2u * 240u);
  EXPECT_EQ(cold.residual.size(), observed.size());
  EXPECT_EQ(cold.code.size(), 2 * atoms->GetNumberOfAtoms() * cold.workingGrid.NumberOfPixels());
  EXPECT_EQ(cold.offset[0] % 2, 0u);
  EXPECT_GT(cold.lipschitzConstant, 0.0);
  DeconvolvedImage<double> warm;
  ASSERT_TRUE(run(cold.code, 100, warm));
  EXPECT_LT(warm.report.objective, cold.report.objective);
  DeconvolvedImage<double> stopped;
  EXPECT_FALSE(run({}, 2, stopped));
  EXPECT_THROW(run({ 1.0 }, 100, stopped), std::invalid_argument);
}
} // namespace
