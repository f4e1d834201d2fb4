// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#include "phHarmonicPrediction.h"

#include "phPredictionTestTools.h"

#include "refPrediction.h"

#include <cmath>

namespace
{
using namespace phaseharmonics_test;
namespace ref = phaseharmonics_reference;

ref::RealArray
ReferenceImage(const Grid & grid, const std::vector<double> & values)
{
  ref::RealArray image(ReferenceGrid(grid));
  image.data = values;
  return image;
}

// Explained variance of folds that are left out, each a slab of rows.
double
CrossValidated(const ref::Table & a, const ref::Table & t, double ridge)
{
  double            error = 0.0;
  double            variance = 0.0;
  const std::size_t n = a.size();
  for (std::size_t fold = 0; fold < 4; ++fold)
  {
    const std::size_t begin = fold * n / 4;
    const std::size_t end = (fold + 1) * n / 4;
    const auto        part = [&](const ref::Table & table, bool inside) {
      ref::Table rows;
      for (std::size_t i = 0; i < n; ++i)
      {
        if ((i >= begin && i < end) == inside)
        {
          rows.push_back(table[i]);
        }
      }
      return rows;
    };
    const auto weights = ref::FitRidge(part(a, false), part(t, false), ridge);
    const auto [foldError, foldVariance] = ref::ErrorOfPrediction(part(a, true), part(t, true), weights);
    error += foldError;
    variance += foldVariance;
  }
  return 1.0 - error / variance;
}

class HarmonicPredictionReference : public testing::TestWithParam<Grid>
{};
} // namespace

TEST_P(HarmonicPredictionReference, AgreesWithDenseRegressionFromTheFormulas)
{
  const Grid                grid = GetParam();
  HarmonicPredictionOptions options;
  options.numberOfOrientations = grid.dimension == 1 ? 1 : 2;
  options.ridge = 0.1;
  auto values = Noise<double>(grid.NumberOfPixels(), 3);
  for (double & value : values)
  {
    value = 5.0 + value * value * value;
  }
  const PredictionImage<double> image{ grid, values.data() };
  const auto                    model = FitHarmonicPrediction<double>({ image }, options, NoObserver, SerialExecutor());

  const auto table =
    ref::MakePredictionTable(ReferenceImage(grid, values), static_cast<int>(options.numberOfOrientations));
  ASSERT_EQ(NumberOfPredictors(grid.dimension, options), table.predictors[0].size());
  EXPECT_NEAR(model.octaves[0].figures.harmonic, CrossValidated(table.predictors, table.targets, options.ridge), 1e-9);
  EXPECT_NEAR(model.octaves[0].figures.linear, CrossValidated(table.linear, table.targets, options.ridge), 1e-9);

  // The predicted image: least squares over the finest bands, at unknown frequencies.
  const auto          weights = ref::FitRidge(table.predictors, table.targets, options.ridge);
  const ref::Grid     refGrid = ReferenceGrid(grid);
  const int           L = static_cast<int>(options.numberOfOrientations);
  const auto          bank = ref::MakeBank(refGrid, 3, L);
  const auto          known = ref::KnownFrequencies(refGrid);
  const auto          spectrum = ref::ForwardTransform(ReferenceImage(grid, values));
  ref::ComplexArray   sum(refGrid);
  std::vector<double> energy(grid.NumberOfPixels());
  for (int l = 0; l < 2 * L; ++l)
  {
    ref::ComplexArray band(refGrid);
    for (std::size_t u = 0; u < band.data.size(); ++u)
    {
      ref::Complex z = 0.0;
      for (std::size_t i = 0; i < weights.size(); ++i)
      {
        z += table.predictors[u][i] * ref::Complex(weights[i][l % L], weights[i][L + l % L]);
      }
      band.data[u] = l < L ? z : std::conj(z);
    }
    const auto bandSpectrum = ref::ForwardTransform(band);
    for (std::size_t k = 0; k < sum.data.size(); ++k)
    {
      sum.data[k] += bank.psi[0][l].data[k] * bandSpectrum.data[k];
      energy[k] += bank.psi[0][l].data[k] * bank.psi[0][l].data[k];
    }
  }
  for (std::size_t k = 0; k < sum.data.size(); ++k)
  {
    sum.data[k] = known.data[k] > 0.0 ? spectrum.data[k] : sum.data[k] / energy[k];
  }
  const auto          expected = ref::InverseTransform(sum);
  std::vector<double> expectedPixels;
  for (const auto & value : expected.data)
  {
    expectedPixels.push_back(value.real());
  }
  std::vector<double> predicted(grid.NumberOfPixels());
  PredictFineScales(model, image, FineScales::Mean, 0, predicted.data(), NoObserver, SerialExecutor());
  EXPECT_LT(LargestDifference(predicted, expectedPixels), 1e-8);
}

INSTANTIATE_TEST_SUITE_P(Sizes,
                         HarmonicPredictionReference,
                         testing::Values(MakeGrid(128), MakeGrid(101), MakeGrid(16, 13), MakeGrid(17, 24)),
                         [](const auto & info) { return Name(info.param); });
