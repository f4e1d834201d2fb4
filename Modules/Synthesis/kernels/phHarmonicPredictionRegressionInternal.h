// SPDX-FileCopyrightText: Copyright ITKPhaseHarmonics contributors
// SPDX-License-Identifier: Apache-2.0
#ifndef phHarmonicPredictionRegressionInternal_h
#define phHarmonicPredictionRegressionInternal_h

#include "phExecutor.h"

#include <cstddef>
#include <vector>

namespace phaseharmonics
{
/** Error of a regression and variance of its targets, each summed over the targets. */
struct RegressionError
{
  double error{ 0.0 };
  double variance{ 0.0 };

  double
  ExplainedVariance() const
  {
    return variance > 0.0 ? 1.0 - error / variance : 0.0;
  }
};

struct RegressionFit
{
  /** predictors x targets, by columns; the first predictor is the constant. */
  std::vector<double>          weights;
  double                       ridge{ 0.0 };
  std::vector<RegressionError> folds; // of fits without the fold
};

/** Ridge regression of several targets on many predictors from sums of products alone.
 *
 *  `grams[f]` is the symmetric n x n matrix of sums of products of all n columns, predictors and targets, over the
 * samples of fold f; column 0 is the constant 1. The intercept is not penalized, and the penalty of the others is ridge
 * times their variance. Fits minimize ||t - A w||^2 + ridge sum_i var_i w_i^2. */
class RidgeRegression
{
public:
  RidgeRegression(std::size_t numberOfColumns, std::vector<std::vector<double>> grams);

  /** With a ridge of 0 the one of {1e-6, 1e-5, .., 100} is taken whose fits predict the folds left out best. It is
   *  raised tenfold where rounding errors leave the equations without a solution. */
  RegressionFit
  Fit(const std::vector<std::size_t> & predictors,
      const std::vector<std::size_t> & targets,
      double                           ridge,
      const Executor &                 executor) const;

  /** Errors of given weights on each fold. */
  std::vector<RegressionError>
  Errors(const std::vector<std::size_t> & predictors,
         const std::vector<std::size_t> & targets,
         const std::vector<double> &      weights) const;

private:
  std::vector<double>
  Sum(std::size_t leftOut) const;
  std::vector<double>
  Solve(const std::vector<double> &      gram,
        const std::vector<std::size_t> & predictors,
        const std::vector<std::size_t> & targets,
        double                           ridge) const;
  RegressionError
  Error(const std::vector<double> &      gram,
        const std::vector<std::size_t> & predictors,
        const std::vector<std::size_t> & targets,
        const std::vector<double> &      weights) const;

  std::size_t                      m_Columns;
  std::vector<std::vector<double>> m_Grams;
};
} // namespace phaseharmonics

#endif
